"""What is right in the exercises of chapter 3, and what the usual mistakes lead to."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid
from helpers.practice.kinds import Found, Function, Value

OUTPUT_SLIPS = (
    (0.0, "That is z₂. The output is σ of it (B10)."),
    (0.1192, "You took z₁ for h. σ comes in between (B12): h is σ(0), and that is not 0."),
    (0.8808, "The bias of the second neuron is missing, or has lost its sign (B11)."),
    (0.1790, "The bias of the first neuron is missing (B12)."),
    (2.0, "That is w₂·h. Its bias is still to come (B11), and then σ (B10)."),
)


def falling_curve_fault(answer):
    """Return why the two-layer network with these (w1, b1, w2, b2) does not fall as asked, or None."""
    left, right = two_layer.forward(answer, np.array([-2.0, 2.0])).y
    ends = f"it is {left:.3f} at x = −2 and {right:.3f} at x = 2"
    if left > 0.9 and right < 0.1:
        return None
    if abs(left - right) < 1e-6:
        return f"The curve is level: {ends}. Neither w₁ nor w₂ may be 0, and h must not be saturated at both ends."
    if left < right:
        return f"The curve rises: {ends}. Which two of the four turn it round?"
    if left <= 0.9 and right >= 0.1:
        return (
            f"It falls, but not far enough: {ends}. A larger w₂, of whatever sign, sets the two levels further apart."
        )
    if left <= 0.9:
        return f"It falls low enough, but does not begin high enough: {ends}. Both levels must move up."
    return f"It begins high enough, but does not fall low enough: {ends}. The lower level must move down."


def three_layers(x, w1, b1, w2, b2, w3, b3):
    """Return y = σ(w3·σ(w2·σ(w1·x + b1) + b2) + b3)."""
    return sigmoid(w3 * two_layer.forward((w1, b1, w2, b2), x).y + b3)


def no_last_bend(x, w1, b1, w2, b2, w3, b3):
    """Return three layers without the last σ."""
    return w3 * two_layer.forward((w1, b1, w2, b2), x).y + b3


def second_left_out(x, w1, b1, w2, b2, w3, b3):
    """Return the third neuron on the first one's output."""
    return sigmoid(w3 * two_layer.forward((w1, b1, w2, b2), x).h + b3)


def third_left_out(x, w1, b1, w2, b2, w3, b3):
    """Return two layers only."""
    return two_layer.forward((w1, b1, w2, b2), x).y


def no_bend_inside(x, w1, b1, w2, b2, w3, b3):
    """Return the third neuron on the second one's weighted sum."""
    return sigmoid(w3 * two_layer.forward((w1, b1, w2, b2), x).z2 + b3)


def no_last_bias(x, w1, b1, w2, b2, w3, b3):
    """Return three layers without b3."""
    return three_layers(x, w1, b1, w2, b2, w3, 0.0)


LAYER_SLIPS = (
    (no_last_bend, "The third neuron has a σ as well; yours ends with its weighted sum."),
    (second_left_out, "The third neuron takes the second one's output; yours takes the first one's."),
    (third_left_out, "These are two layers (F8). Their output goes into a third neuron."),
    (
        no_bend_inside,
        "The third neuron takes the second one's output, not its weighted sum: a σ is missing in between (B10).",
    ),
    (no_last_bias, "The bias of the third neuron is missing."),
)
LINE_SLIPS = (
    (
        lambda w1, b1, w2, b2: (w2 * w1, b1 + b2),
        "The weight is right. But b₁ is multiplied on its way: multiply out the brackets.",
    ),
    (lambda w1, b1, w2, b2: (w2 * w1, w2 * b1), "The weight is right. The second neuron's own bias is missing."),
    (
        lambda w1, b1, w2, b2: (w2 * w1, w1 * b2 + b1),
        "The weight is right. For the bias, the neurons have changed places.",
    ),
    (
        lambda w1, b1, w2, b2: (w2 + w1, w2 * b1 + b2),
        "The bias is right. What stands before x is multiplied twice, not added up.",
    ),
    (lambda w1, b1, w2, b2: (w2 * b1 + b2, w2 * w1), "Both are right, but the weight comes first."),
    (
        lambda w1, b1, w2, b2: (w2 + w1, b1 + b2),
        "You added weight to weight and bias to bias. Put one line into the other and multiply out.",
    ),
)

ANSWERS = {
    "3.1": Value(0.5, slips=OUTPUT_SLIPS),
    "3.2": Found((0, 0, 0, 0), falling_curve_fault),
    "3.3": Function(
        three_layers,
        [(1.4, 0.5, 0.1, 0.8, -0.2, 2.0, 0.3), (0.0, -1.0, 0.7, -2.0, 0.4, 1.5, -0.6)],
        slips=LAYER_SLIPS,
    ),
    "3.4": Function(
        lambda w1, b1, w2, b2: (w2 * w1, w2 * b1 + b2),
        [(2.0, 1.0, -3.0, 0.5), (0.5, -2.0, 4.0, 1.5), (-1.2, 0.3, 0.7, 0.0)],
        slips=LINE_SLIPS,
    ),
}
