"""What is right in the exercises of chapter 6."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid, sigmoid_prime
from helpers.exercises.kinds import Derivative, Found, Value
from helpers.gradient_check import numerical_gradient


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
        "σ'(x)": sigmoid_prime(x),
        "σ'(w)": sigmoid_prime(w),
    }


PLACES = [(0.5, 0.1, 1.4), *map(tuple, np.random.default_rng(6).normal(0, 1.5, (40, 3)).tolist())]


def turned_gradient_fault(answer):
    """Return why ∂L/∂w1 is not above 0.05 at these (w2, b2) and the chapter's other numbers, or None."""
    params = two_layer.Params(0.5, 0.1, *answer)
    slope = two_layer.backward(params, two_layer.forward(params, 1.4), 0.98).w1
    return None if slope > 0.05 else f"With w2 = {answer[0]:g} and b2 = {answer[1]:g}, ∂L/∂w1 is {slope:.4f}."


ANSWERS = {
    "6.1": Value(12.0),
    "6.2": Derivative(
        slope_along_x, {"The slope": "B5 and B14"}, PLACES, factors, nudged, [(0.0, 0.5, 1.2), (3.0, -1.0, 0.0)]
    ),
    "6.3": Found((0, 0), turned_gradient_fault),
}
