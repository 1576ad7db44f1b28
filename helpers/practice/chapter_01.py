"""What is right in the exercises of chapter 1, and what the usual mistakes lead to.

Functions are compared on cases chosen so that no common mistake passes: negative weights, x = 0, no two numbers alike.
"""

from helpers import data
from helpers.activations import step
from helpers.neuron import neuron
from helpers.practice.kinds import Found, Function, Value

SUM_SLIPS = (
    (5.0, "The second product is negative: 3 · (−1). Mind its sign."),
    (-2.0, "The two products are right. The bias is still to be added (F2)."),
    (6.5, "You gave each input the other one's weight: the first weight goes with the first input (F2)."),
    (5.5, "Each weight multiplies its input (F2); you added them."),
    (1.0, "That is the first product alone, or the bias alone. Add all three: two products and the bias (F2)."),
)
BOUNDARY_SLIPS = (
    (
        lambda w1, w2, b, x1: (w1 * x1 + b) / w2,
        "The sign is turned: what goes to the other side of = changes its sign.",
    ),
    (lambda w1, w2, b, x1: -(w1 * x1 + b), "You have not divided yet: x₂ still stands beside its weight."),
    (lambda w1, w2, b, x1: -(w2 * x1 + b) / w1, "The weights have changed places: w₁ goes with x₁, w₂ with x₂ (F2)."),
    (lambda w1, w2, b, x1: -w1 * x1 / w2, "The bias is missing. The boundary is where w₁·x₁ + w₂·x₂ + b is 0."),
    (lambda w1, w2, b, x1: -(w1 * x1 - b) / w2, "The bias has the wrong sign: b goes to the other side too."),
    (lambda w1, w2, b, x1: -w1 * x1 + b / w2, "Only the bias is divided by w₂; all of the other side must be."),
)
OTHER_GATES = {
    (0, 0, 0, 1): "This is AND itself. NAND is its opposite at every corner.",
    (0, 1, 1, 1): "This is OR. NAND is 0 where both inputs are 1, and nowhere else.",
    (1, 0, 0, 0): "This is OR turned round, which is 1 only where both inputs are 0. NAND is 1 at three corners.",
    (1, 1, 1, 1): "It says 1 at every corner: at (1, 1) its sum must be below 0.",
    (0, 0, 0, 0): "It says 0 at every corner: at three of them its sum must be at least 0.",
}


def nand_fault(answer):
    """Return what a neuron with (w1, w2, b) computes in place of NAND, or None."""
    w1, w2, b = answer
    examples = data.gate("AND")
    outputs, wanted = neuron((w1, w2), b, examples.x, step), 1 - examples.t
    if (outputs == wanted).all():
        return None
    if tuple(outputs) in OTHER_GATES:
        return OTHER_GATES[tuple(outputs)]
    corner, output, target = next(row for row in zip(examples.x, outputs, wanted, strict=True) if row[1] != row[2])
    return f"At the inputs {corner[0]:.0f} and {corner[1]:.0f} it gives {output:.0f}, but NAND is {target:.0f}."


ANSWERS = {
    "1.1": Value(-1.0, slips=SUM_SLIPS),
    "1.2": Function(
        lambda w1, w2, b, x1: -(w1 * x1 + b) / w2,
        [(1.0, 2.0, -3.0, 0.5), (2.0, -0.5, 1.0, 0.0), (-1.5, 4.0, 0.2, -2.0)],
        slips=BOUNDARY_SLIPS,
    ),
    "1.3": Found((0, 0, 0), nand_fault),
}
