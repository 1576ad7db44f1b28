"""What is right in the exercises of chapter 1: the lines, and the cases or numbers that they are tried with."""

from helpers import data
from helpers.activations import step
from helpers.neuron import neuron
from helpers.practice.kinds import by_hand, places, to_find, to_write


@by_hand(
    "1.1",
    {"w1": 0.5, "w2": 3, "b": 1, "x1": 2, "x2": -1},
    {
        "w1": (0.5, 1.5, 2.5, -0.5),
        "w2": (2, 3, 4, -3),
        "b": (2, 3, 4, 5, -1, -4),
        "x1": (2, 3, 4, -2),
        "x2": (-2, -3, -4, 0.5),
    },
)
def weighted_sum(w1, w2, b, x1, x2):
    return w1 * x1 + w2 * x2 + b  # F2


def boundary_by_terms(w1, w2, b, x1):
    return -w1 * x1 / w2 - b / w2


@to_write("1.2", places(4), written=[boundary_by_terms])
def boundary(w1, w2, b, x1):
    return -(w1 * x1 + b) / w2  # F2


OTHER_GATES = {
    (0, 0, 0, 1): "and",
    (0, 1, 1, 1): "or",
    (1, 0, 0, 0): "nor",
    (1, 1, 1, 1): "always 1",
    (0, 0, 0, 0): "always 0",
}


@to_find("1.3", (0, 0, 0), ("w1", "w2", "b"))
def no_nand(answer):
    w1, w2, b = answer
    examples = data.gate("AND")
    outputs, wanted = neuron((w1, w2), b, examples.x, step), 1 - examples.t
    if (outputs == wanted).all():
        return None
    if tuple(outputs) in OTHER_GATES:
        return OTHER_GATES[tuple(outputs)], {}
    (x1, x2), z, y, t = next(
        row for row in zip(examples.x, examples.x @ (w1, w2) + b, outputs, wanted, strict=True) if row[2] != row[3]
    )
    return "corner", {"x1": x1, "x2": x2, "z": z, "y": y, "t": t}


@by_hand(
    "1.4", {"w": 0.25, "b": 0.6}, {"w": (0.16, 0.2, 0.3, 0.35, -0.16, -0.3), "b": (0.2, 0.3, 0.4, 0.55, 0.6, 0.7, 0.8)}
)
def x_where_all_die(w, b):
    return (1 - b) / w  # F4
