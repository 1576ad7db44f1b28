"""One neuron: a weighted sum of its inputs and a bias, bent by an activation; and the perceptron's way of learning.

Source: the notes, F2 to F5; F. Rosenblatt, "The perceptron", Psychological Review 65 (1958), for the learning rule.
"""

from typing import Any, NamedTuple

import numpy as np

from helpers.activations import identity, step
from helpers.inputs import checked, elementwise, numbers, one_number, same_shape, shaped, whole, zero_or_one

MOST_PASSES = 100_000  # more would keep a page waiting for minutes


def _target(name, value):
    """Return one target, 0 or 1, as a float; refuse anything else."""
    return zero_or_one(name, one_number(name, value))


def _targets(name, value):
    """Return targets, each 0 or 1, as an array (N,); refuse anything else."""
    return zero_or_one(name, shaped("N")(name, value))


def _weights(name, value):
    """Return one weight, or a row of them; refuse anything else."""
    w = numbers(name, value)
    return w if np.ndim(w) == 0 else shaped("n")(name, w)


def _fitting(arguments):
    """Refuse inputs that are not one a weight."""
    w, x = np.shape(arguments.w), np.shape(arguments.x)
    if w and x[-1:] != w:
        raise ValueError(f"x must have {w[0]} entries in each row, one a weight, but its shape is {x}.")


@checked(_fitting, w=_weights, b=one_number, x=numbers)
def weighted_sum(w, b, x):
    """Return z = w1·x1 + … + wn·xn + b (F2; the notes call it ŷ).

    w: n weights (n,), or one number. b: a number. x: n inputs (n,) or N examples as rows (N, n), or for one weight
    numbers of any shape. Raises ValueError where the last axis of x does not have n entries.
    """
    if np.ndim(w) == 0:
        return w * x + b  # F3
    return x @ w + b  # F2


@checked(activation=elementwise)
def neuron(w, b, x, activation=identity):
    """Return a neuron's output, g(w1·x1 + … + wn·xn + b), with the activation g (F5).

    w, b, x: as `weighted_sum` takes them; the output has the shape of its result.
    """
    return activation(weighted_sum(w, b, x))  # F5


class Visit(NamedTuple):
    """One step of the perceptron's learning: which example it looked at, what it said, and the weights afterwards."""

    example: int
    output: float
    target: float
    w: Any
    b: float


@checked(_fitting, w=shaped("n"), b=one_number, x=shaped("n"), t=_target)
def perceptron_rule(w, b, x, t):
    """Return (w, b) after looking at one example: w + (t − y)·x, b + (t − y), with y = step(z).

    w: n weights (n,). b: a number. x: n inputs (n,). t: the target, 0 or 1. A right answer changes nothing.
    """
    error = t - step(weighted_sum(w, b, x))
    return w + error * x, b + error


@checked(
    same_shape("x", "t", axis=0), _fitting, w=shaped("n"), b=one_number, x=shaped("N", "n"), t=_targets,
    passes=whole(1, MOST_PASSES),
)  # fmt: skip
def train_perceptron(w, b, x, t, passes):
    """Go through the examples in turn, `passes` times, with the perceptron's rule; return a Visit for each.

    w: n weights (n,). b: a number. x: N examples as rows (N, n). t: N targets (N,), each 0 or 1.
    It ends early after a whole pass without a mistake, which comes if and only if a line can separate the targets.
    """
    visits = []
    for _ in range(passes):
        mistakes = 0
        for example, (inputs, target) in enumerate(zip(x, t, strict=True)):
            output = float(step(weighted_sum(w, b, inputs)))
            w, b = perceptron_rule(w, b, inputs, target)
            mistakes += output != target
            visits.append(Visit(example, output, target, w, b))
        if mistakes == 0:
            break
    return visits
