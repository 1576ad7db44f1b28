"""What is right in the exercises of chapter 4."""

import numpy as np

from helpers import data, two_layer
from helpers.exercises.kinds import Found, Function, Value
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error, mse

TARGETS = data.dose_table().t


def network_loss(w1, b1, w2, b2):
    """Return the loss of chapter 4's one example, as a function of the four weights."""
    return half_squared_error(two_layer.forward((w1, b1, w2, b2), 1.4).y, 0.98)


def bent(w1, b1, w2, b2):
    """Return a function whose slope along each of its numbers is another one, and bends."""
    return w1 * b2**3 + b1**2 * b2 - 2 * w2 + b1


def partial_b2(L, w1, b1, w2, b2, nudge=1e-5):
    """Return the slope of L along b2, the other three held still."""
    return numerical_gradient(lambda nudged: L(w1, b1, w2, nudged), b2, nudge)


def constant_fault(c):
    """Return which way a constant output must go for a smaller MSE on the dose table, or None where it is smallest."""
    if abs(c - np.mean(TARGETS)) < 0.003:
        return None
    way = "larger" if c < np.mean(TARGETS) else "smaller"
    return f"With {c:.4g} everywhere the MSE is {mse(np.full(8, c), TARGETS):.4f}. A slightly {way} number has less."


ANSWERS = {
    "4.1": Value(0.085),
    "4.2": Function(
        partial_b2,
        [
            (network_loss, 0.5, 0.1, 0.8, -0.2),
            (network_loss, -1.2, 0.7, 2.0, 0.4),
            (bent, 2.0, -3.0, 0.5, 1.5),
            (bent, 2.0, -3.0, 0.5, 1.5, 0.5),
        ],
    ),
    "4.3": Found(0.0, constant_fault),
}
