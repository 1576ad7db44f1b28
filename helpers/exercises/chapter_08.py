"""What is right in the exercises of chapter 8."""

import numpy as np

from helpers import data, two_layer
from helpers.descent import step, train
from helpers.exercises.kinds import Found, Function
from helpers.losses import mse

TABLE = data.dose_table()
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)
GROWTH = np.array([2.5, 0.099])  # -α·(y − t)·y(1 − y)·w2·h(1 − h)·x at h = 0.5 and at h = 0.99
SLIPS = {  # what an answer is times the right one, and what went wrong in it
    -1.0: "The sign is turned: a step goes against the gradient, and the gradient is negative here.",
    -0.1: "These are the gradients. What is added to w₁ is −α times the gradient.",
    0.1: "These are the sizes of the gradients. What is added to w₁ is −α times the gradient.",
    -2.0: "The factor y − t is missing in yours.",
    4.0: "The factor y(1 − y) is missing in yours.",
    0.25: "The factor w₂ is missing in yours: it is ∂z₂/∂h.",
    0.5: "The last factor of B15 is missing in yours: x.",
}


def growth_fault(answer):
    """Return what went wrong in the two moves of w1, or None."""
    right = np.isclose(answer, GROWTH, rtol=0.015)
    if right.all():
        return None
    for ratio, words in SLIPS.items():
        if np.allclose(answer, ratio * GROWTH, rtol=0.015):
            return words
    if np.allclose(answer, (5, 9.9), rtol=0.015):
        return "Yours has h where h(1 − h) belongs."
    if right.any():
        return f"The {'first' if right[0] else 'second'} is right, the other is not: only h(1 − h) differs."
    return f"{answer[0]:.4g} and {answer[1]:.4g} are not it."


def loss(params):
    """Return the MSE on the dose table."""
    return mse.core(two_layer.forward.core(params, TABLE.x).y, TABLE.t)


def gradient(params):
    """Return the gradient of the mean of ½(y − t)² on the dose table."""
    return two_layer.backward.core(params, two_layer.forward.core(params, TABLE.x), TABLE.t)


def steps_until(params, learning_rate, good, most):
    """Return how many steps it takes until the MSE is below good, but most if it is not below after so many."""
    for number in range(most):
        if loss(params) < good:
            return number
        params = step(params, gradient(params), learning_rate)
    return most


def bad_start_fault(answer):
    """Return why these four numbers are no bad start, or None: 1,000 steps at α = 2 must not get below 0.05."""
    if np.max(np.abs(answer)) > 4:
        return "Each of the four must lie between −4 and 4."
    losses = train(two_layer.Params(*map(float, answer)), loss, gradient, 2, 1000).loss
    below = next((number for number, value in enumerate(losses) if value < 0.05), None)
    return f"This one is below 0.05 after {below} steps." if below is not None else None


ANSWERS = {
    "8.1": Found((0, 0), growth_fault),
    "8.2": Function(
        steps_until,
        [(START, 2, 0.05, 200), (START, 20, 0.01, 200), (START, 2, 0.2, 50), (START, 2, 0.001, 30)],
    ),
    "8.3": Found((0, 0, 0, 0), bad_start_fault),
}
