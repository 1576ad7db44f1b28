"""Gradient descent: take a step against the gradient, again and again, and keep what happened.

It knows no network: the parameters are numbers, arrays, or tuples and lists of these, and a gradient has their type.
Source: the notes, B2 (the step) and B4 (its four updates).
"""

from typing import Any, NamedTuple

import numpy as np

from helpers.inputs import (
    alike,
    checked,
    count,
    function,
    generator,
    number_function,
    numbers,
    parameters,
    positive,
    refuse_unlike,
    same_shape,
)


class History(NamedTuple):
    """What training went through: for each step kept, its number, and params, loss and gradients as they stood."""

    steps: list[int]
    params: list[Any]
    loss: list[float]
    gradients: list[Any]


def rebuilt(params, parts):
    """Return `parts` as a tuple, list or NamedTuple of the type of `params`."""
    return params._make(parts) if hasattr(params, "_make") else type(params)(parts)


def step_unchecked(params, gradients, learning_rate):
    """Return what `step` returns, without looking at the arguments: for loops."""
    if isinstance(params, tuple | list):
        parts = zip(params, gradients, strict=True)
        return rebuilt(params, [step_unchecked(p, g, learning_rate) for p, g in parts])
    return params - learning_rate * gradients  # B2


@checked(alike("params", "gradients"), params=parameters, gradients=parameters, learning_rate=positive)
def step(params, gradients, learning_rate):
    """Return the parameters after one step, all moved at once: w ← w − α·∂L/∂w (B2, B4).

    params: a number, an array, or a tuple or list of such (Params, a list of Layers). gradients: of the same type.
    learning_rate: α, above 0. Raises ValueError where the two do not fit or α is not above 0.
    """
    return step_unchecked(params, gradients, learning_rate)


def silent(number, loss):
    """Report nothing: what a short run does."""


@checked(
    params=parameters, loss=number_function, gradient=function, learning_rate=positive, steps=count, keep_every=count,
    report=function,
)  # fmt: skip
def train(params, loss, gradient, learning_rate, steps, keep_every=1, report=silent):
    """Take `steps` steps of gradient descent from `params` and return their History.

    loss, gradient: functions of the parameters alone, a number and the parameters' own type.
    learning_rate: α, above 0. steps: how many. keep_every: keep the start, every so many-th step, and the last.
    report: a function that is told the number and the loss of each step kept, so that a long run can say how far it is.
    A run whose loss is no longer finite ends there: its last entry is that step.
    """
    gradient = _fitting_at(params, gradient)
    history = History([], [], [], [])
    for number in range(steps + 1):
        slope = gradient(params)
        if number % keep_every == 0 or number == steps:
            for kept, value in zip(history, (number, params, loss(params), slope), strict=True):
                kept.append(value)
            report(number, history.loss[-1])
            if not np.isfinite(history.loss[-1]):
                break
        params = step_unchecked(params, slope, learning_rate)
    return history


def _fitting_at(start, gradient):
    """Return the function `gradient`, which now refuses to return at the start what does not fit the parameters."""

    def slopes(params):
        try:
            slope = gradient(params)
        except OverflowError:  # Python's own numbers stop where numpy's become inf; the loss will end the run
            slope = _infinite(params)
        except ValueError:
            _refuse_infinite(params)
            raise
        if params is start:  # once is enough
            refuse_unlike("gradient(params)", parameters("gradient(params)", slope), "params", params)
        return slope

    return slopes


def _infinite(params):
    """Return inf in the place of every number of some parameters."""
    if isinstance(params, tuple | list):
        return rebuilt(params, map(_infinite, params))
    return np.full(np.shape(params), np.inf)[()]  # a number where params is one


def _refuse_infinite(params):
    """Refuse a learning rate with which a parameter has become inf."""
    try:
        parameters("params", params)
    except ValueError:
        raise ValueError("learning_rate must be smaller: with it a parameter has become infinite.") from None


def _rows(name, value):
    """Return examples as rows of an array; refuse anything else."""
    if np.ndim(rows := numbers(name, value)) == 0:
        raise ValueError(f"{name} must hold examples as rows, but it is the single number {rows}.")
    return rows


@checked(same_shape("x", "t", axis=0), x=_rows, t=_rows, size=count, rng=generator)
def batches(x, t, size, rng):
    """Yield (x, t) of `size` examples at a time, for ever: all of them in a new random order in each epoch.

    x, t: N examples as rows. size: how many at a time; what is left over at an epoch's end comes in a smaller batch.
    rng: a numpy Generator.
    """
    return _batches(x, t, size, rng)


def _batches(x, t, size, rng):
    while True:
        order = rng.permutation(len(x))
        for start in range(0, len(x), size):
            chosen = order[start : start + size]
            yield x[chosen], t[chosen]
