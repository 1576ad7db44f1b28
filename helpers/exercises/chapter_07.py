"""What is right in the exercises of chapter 7."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid_prime
from helpers.exercises.kinds import Derivative, Found, Value
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error


def four_gradients(x, t, w1, b1, w2, b2):
    """Return ∂L/∂w1, ∂L/∂b1, ∂L/∂w2, ∂L/∂b2 of ½(y − t)² (B15, B16, B9, B13)."""
    params = two_layer.Params(w1, b1, w2, b2)
    return tuple(two_layer.backward(params, two_layer.forward(params, x), t))


def nudged(x, t, *params):
    """Return the four gradients measured by nudging."""
    return tuple(
        numerical_gradient(lambda p: half_squared_error(two_layer.forward(p, x).y, t), two_layer.Params(*params))
    )


def factors(x, t, *params):
    """Return all that may stand in one of the four gradients, by right or by mistake."""
    w1, _, w2, _ = params
    _, z1, h, z2, y = two_layer.forward(params, x)
    return {
        "x": x, "t": t, "w₁": w1, "w₂": w2, "z₁": z1, "h": h, "1 − h": 1 - h, "z₂": z2, "y": y, "1 − y": 1 - y,
        "y − t": y - t, "σ'(h)": sigmoid_prime(h), "σ'(y)": sigmoid_prime(y), "σ'(x)": sigmoid_prime(x),
    }  # fmt: skip


PLACES = [
    (1.4, 0.98, 0.5, 0.1, 0.8, -0.2),
    *map(tuple, np.random.default_rng(7).normal(0, 1.2, (60, 6)).tolist()),
]
SPECIAL = [(0.0, 0.6, -1.5, 0.3, 1.1, -0.5), (2.0, 0.1, 4.0, 1.0, 6.0, 2.0), (-0.7, 0.3, 1.2, -0.4, 0.0, 0.9)]
NAMES = {"∂L/∂w₁": "B15", "∂L/∂b₁": "B16", "∂L/∂w₂": "B9", "∂L/∂b₂": "B13"}


def stuck_fault(answer):
    """Return why these (w1, b1, w2, b2) are not stuck far from the target, at the chapter's example, or None."""
    x, t = 1.4, 0.98
    loss = half_squared_error(two_layer.forward(answer, x).y, t)
    if loss <= 0.1:
        return f"The loss is {loss:.4f}, which is not above 0.1."
    slopes = np.abs(four_gradients(x, t, *answer))
    if slopes.max() < 1e-4:
        return None
    name = ("w1", "b1", "w2", "b2")[np.argmax(slopes)]
    return f"The loss is large enough, but the largest gradient, ∂L/∂{name}, is {slopes.max():.2g} in size."


ANSWERS = {
    "7.1": Value((0.08, -0.04)),
    "7.2": Derivative(four_gradients, NAMES, PLACES, factors, nudged, SPECIAL),
    "7.3": Found((0, 0, 0, 0), stuck_fault),
}
