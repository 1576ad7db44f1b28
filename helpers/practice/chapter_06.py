"""What is right in the exercises of chapter 6, and what the usual mistakes lead to."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid, sigmoid_prime
from helpers.gradient_check import numerical_gradient
from helpers.practice.kinds import Derivative, Found, Value

CHAIN_SLIPS = (
    (7.0, "You added the two slopes. In B5 they multiply."),
    (3.0, "That is the first step's slope alone. B5 has a second factor."),
    (4.0, "That is u², or the second step's slope alone. B5 wants both slopes."),
    (2.0, "That is u itself. You want the slope of y along x: one factor for each step (B5)."),
    (6.0, "Look at the second step's slope: has it its 2, and is it taken at u, not at x?"),
    (18.0, "The −1 is lost in yours. It changes u, and so the place at which the second slope is taken."),
    (4 / 3, "You have divided one slope by the other. In B5 they multiply."),
    *(
        (((3 * (1 + dx) - 1) ** 2 - 4) / dx, f"That is dy/dx for a nudge of {dx}. The slope is what it settles on.")
        for dx in (1, 0.5, 0.1, 0.01)
    ),
)


def slope_along_x(w, b, x):
    """Return the slope of σ(w·x + b) along x."""
    return w * sigmoid_prime(w * x + b)


def nudged(w, b, x):
    """Return that slope measured by nudging."""
    return numerical_gradient(lambda x: sigmoid(w * x + b), x)


def factors(w, b, x):
    """Return all that may stand in that slope, by right or by mistake."""
    z = w * x + b
    y = sigmoid(z)
    return {
        "w": w,
        "b": b,
        "x": x,
        "z": z,
        "σ(z)": y,
        "1 − σ(z)": 1 - y,
        "1 + σ(z)": 1 + y,
        "σ'(x)": sigmoid_prime(x),
        "σ'(w)": sigmoid_prime(w),
        "σ'(w·x)": sigmoid_prime(w * x),
        "σ'(σ(z))": sigmoid_prime(y),
    }


PLACES = [(0.5, 0.1, 1.4), *map(tuple, np.random.default_rng(6).normal(0, 1.5, (40, 3)).tolist())]


def along_w1(w2, b2):
    """Return ∂L/∂w1 with the chapter's other numbers, and the output."""
    params = two_layer.Params(0.5, 0.1, w2, b2)
    trace = two_layer.forward(params, 1.4)
    return two_layer.backward(params, trace, 0.98).w1, trace.y


def turned_gradient_fault(answer):
    """Return why ∂L/∂w1 is not above 0.05 at these (w2, b2), or None."""
    slope, _ = along_w1(*answer)
    if slope > 0.05:
        return None
    w2, b2 = answer
    return f"With w2 = {w2:g} and b2 = {b2:g}, ∂L/∂w₁ is {round(slope, 4) + 0.0:.4f}. {_why_not_turned(w2, b2)}"


def _why_not_turned(w2, b2):
    _, y = along_w1(w2, b2)
    if along_w1(b2, w2)[0] > 0.05:
        return "The other way round they would do it: w2 comes first."
    if w2 == 0:
        return "No nudge gets past a weight of 0."
    if y < 0.98 and w2 > 0:
        return "Of its factors (the table at B6), y − t is negative and the others are positive. One of them must turn."
    if y > 0.98 and w2 < 0:
        return "Two factors have turned, w₂ and y − t. Turning twice is no turn."
    if y * (1 - y) < 0.05:
        return "The sign is turned, but σ is nearly flat where z₂ is now: y(1 − y) lets little through. Move b2."
    return "The sign is turned, but it is too small. Which factor can you still make larger?"


ANSWERS = {
    "6.1": Value(12.0, slips=CHAIN_SLIPS),
    "6.2": Derivative(
        slope_along_x, {"The slope": "B5 and B14"}, PLACES, factors, nudged, [(0.0, 0.5, 1.2), (3.0, -1.0, 0.0)]
    ),
    "6.3": Found((0, 0), turned_gradient_fault),
}
