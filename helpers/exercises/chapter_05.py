"""What is right in the exercises of chapter 5."""

import numpy as np

from helpers import data, descent, two_layer
from helpers.activations import sigmoid
from helpers.exercises.kinds import Found, Function, Value
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error

TABLE, START, STEPS = data.dose_table(), two_layer.Params(0.5, 0.1, 0.8, -0.2), 100


def bowl(w):
    """Return (w − 3)², lowest at w = 3."""
    return (w - 3) ** 2


def descend(f, w, learning_rate, steps):
    """Return w after so many steps of gradient descent on f, its slope measured by nudging."""
    return descent.train(w, f, lambda at: numerical_gradient(f, at), learning_rate, steps).params[-1]


def losses(learning_rate):
    """Return the loss of the two-layer network before each of 100 steps on the dose table, and after the last."""

    def loss(params):
        return half_squared_error.core(two_layer.forward.core(params, TABLE.x).y, TABLE.t)

    def gradient(params):
        return two_layer.backward.core(params, two_layer.forward.core(params, TABLE.x), TABLE.t)

    return np.array(descent.train(START, loss, gradient, learning_rate, STEPS).loss)


def first_rise(learning_rate):
    """Return the first step at which the loss does not fall, or None."""
    rises = np.diff(losses(learning_rate)) >= 0
    return int(np.argmax(rises)) + 1 if rises.any() else None


def largest_rate_fault(learning_rate):
    """Return why a learning rate is not, to within 1, the largest at which the loss falls at every step, or None."""
    if learning_rate <= 0:
        return "α must be above 0: below it, a step goes uphill."
    if step := first_rise(learning_rate):
        return f"With α = {learning_rate:g} the loss does not fall at step {step}. Try a smaller one."
    if not first_rise(learning_rate + 1):
        return f"With α = {learning_rate:g} it falls at every step, but with {learning_rate + 1:g} it does so too."
    return None


ANSWERS = {
    "5.1": Value(1.0),
    "5.2": Function(descend, [(bowl, 1.0, 0.1, 3), (sigmoid, 0.5, 2.0, 4), (bowl, 5.0, 0.7, 1)], close=1e-4),
    "5.3": Found(0, largest_rate_fault),
}
