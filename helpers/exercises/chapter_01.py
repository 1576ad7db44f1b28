"""What is right in the exercises of chapter 1.

Functions are compared on cases chosen so that no common mistake passes: negative weights, x = 0, no two numbers alike.
"""

from helpers import data
from helpers.activations import step
from helpers.exercises.kinds import Found, Function, Value
from helpers.neuron import neuron


def nand_fault(answer):
    """Return which corner of NAND a neuron with (w1, w2, b) gets wrong, or None."""
    w1, w2, b = answer
    corners = data.gate("AND").x
    wanted = 1 - data.gate("AND").t
    for corner, output, target in zip(corners, neuron((w1, w2), b, corners, step), wanted, strict=True):
        if output != target:
            return f"At the inputs {corner[0]:.0f} and {corner[1]:.0f} it gives {output:.0f}, but NAND is {target:.0f}."
    return None


ANSWERS = {
    "1.1": Value(-1.0),
    "1.2": Function(
        lambda w1, w2, b, x1: -(w1 * x1 + b) / w2,
        [(1.0, 2.0, -3.0, 0.5), (2.0, -0.5, 1.0, 0.0), (-1.5, 4.0, 0.2, -2.0)],
    ),
    "1.3": Found((0, 0, 0), nand_fault),
}
