"""What is right in the exercises of chapter 3."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid
from helpers.exercises.kinds import Found, Function, Value


def falling_curve_fault(answer):
    """Return why the two-layer network with these (w1, b1, w2, b2) does not fall as asked, or None."""
    left, right = two_layer.forward(answer, np.array([-2.0, 2.0])).y
    if left <= 0.9:
        return f"At x = −2 the output is {left:.3f}, which is not above 0.9."
    if right >= 0.1:
        return f"At x = 2 the output is {right:.3f}, which is not below 0.1."
    return None


def three_layers(x, w1, b1, w2, b2, w3, b3):
    """Return y = σ(w3·σ(w2·σ(w1·x + b1) + b2) + b3)."""
    return sigmoid(w3 * two_layer.forward((w1, b1, w2, b2), x).y + b3)


ANSWERS = {
    "3.1": Value(0.5),
    "3.2": Found((0, 0, 0, 0), falling_curve_fault),
    "3.3": Function(three_layers, [(1.4, 0.5, 0.1, 0.8, -0.2, 2.0, 0.3), (0.0, -1.0, 0.7, -2.0, 0.4, 1.5, -0.6)]),
    "3.4": Function(
        lambda w1, b1, w2, b2: (w2 * w1, w2 * b1 + b2),
        [(2.0, 1.0, -3.0, 0.5), (0.5, -2.0, 4.0, 1.5), (-1.2, 0.3, 0.7, 0.0)],
    ),
}
