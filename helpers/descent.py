"""Gradient descent: take a step against the gradient, again and again, and keep what happened.

It knows no network: the parameters are numbers, arrays, or tuples and lists of these, and a gradient has their type.
Source: the notes, B2 (the step) and B4 (its four updates).
"""

from typing import Any, NamedTuple

import numpy as np

from helpers import checks
from helpers.tree import tree_map


def step(params, gradients, learning_rate):
    """Return the parameters after one step, all moved at once: w ← w − α·∂L/∂w (B2, B4).

    params: a number, an array, or a tuple or list of such (Params, a list of Layers). gradients: of the same type.
    learning_rate: α. Raises ValueError where α is not above 0, or the two do not fit.
    """
    checks.positive("learning_rate", learning_rate)

    def moved(w, dL_dw):
        checks.same_shape("gradients", dL_dw, "params", w)
        return w - learning_rate * dL_dw  # B2

    return tree_map(moved, params, gradients)


class History(NamedTuple):
    """What training went through: for each step kept, its number, and params, loss and gradients as they stood."""

    steps: list[int]
    params: list[Any]
    loss: list[float]
    gradients: list[Any]


def train(params, loss, gradient, learning_rate, steps, keep_every=1, report=None):
    """Take `steps` steps of gradient descent from `params` and return their History.

    loss, gradient: functions of the parameters alone, a number and the parameters' own type.
    learning_rate: α, above 0. steps: how many. keep_every: keep the start, every so many-th step, and the last.
    report: a function that is told the number and the loss of each step kept, so that a long run can say how far it is.
    A run whose loss is no longer finite ends there: its last entry is that step.
    """
    history = History([], [], [], [])
    for number in range(steps + 1):
        gradients = gradient(params)
        if number % keep_every == 0 or number == steps:
            history.steps.append(number)
            history.params.append(params)
            history.loss.append(loss(params))
            history.gradients.append(gradients)
            if report:
                report(number, history.loss[-1])
            if not np.isfinite(history.loss[-1]):
                break
        params = step(params, gradients, learning_rate)
    return history


def first_flat(history, small):
    """Return the place in a History at which no slope is `small` or larger, for the first time; or its last but one.

    history: of parameters that are a tuple of numbers, and with two entries at least. small: above 0.
    """
    for i, gradients in enumerate(history.gradients[:-1]):
        if max(abs(slope) for slope in gradients) < small:
            return i
    return len(history.gradients) - 2


def batches(x, t, size, rng):
    """Yield (x, t) of `size` examples at a time, for ever: all of them in a new random order in each epoch.

    x, t: N examples as rows. size: how many at a time; what is left over at an epoch's end comes in a smaller batch.
    rng: a numpy Generator. Raises ValueError where x and t are not equally long.
    """
    checks.same_length("t", t, "x", x)
    while True:
        order = rng.permutation(len(x))
        for start in range(0, len(x), size):
            chosen = order[start : start + size]
            yield x[chosen], t[chosen]
