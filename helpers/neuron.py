"""One neuron: a weighted sum of its inputs and a bias, bent by an activation; and the perceptron's way of learning.

Source: the notes, F2 to F5; F. Rosenblatt, "The perceptron", Psychological Review 65 (1958), for the learning rule.
"""

from typing import NamedTuple

import numpy as np

from helpers import checks
from helpers.activations import identity, step


def weighted_sum(w, b, x):
    """Return z = w1·x1 + … + wn·xn + b (F2; the notes call it ŷ).

    w: n weights (n,), or one number. b: a number. x: n inputs (n,) or N examples as rows (N, n), or for one weight
    numbers of any shape. Raises TypeError or ValueError where x is text, NaN, infinite or empty, or fits no w.
    """
    x = checks.numbers("x", x)
    if np.ndim(w) == 0:
        return w * x + b  # F3, the line of F4
    return x @ w + b  # F2


def neuron(w, b, x, activation=identity):
    """Return a neuron's output, g(w1·x1 + … + wn·xn + b), with the activation g (F5).

    w, b, x: as `weighted_sum` takes them; the output has the shape of its result.
    """
    return activation(weighted_sum(w, b, x))  # F5


def perceptron_rule(w, b, x, t):
    """Return (w, b) after looking at one example: w + (t − y)·x, b + (t − y), with y = step(z).

    w: n weights (n,). b: a number. x: n inputs (n,). t: the target. A right answer changes nothing.
    Raises TypeError or ValueError where x is text, NaN, infinite or empty, or t is not 0 or 1.
    """
    x = checks.numbers("x", x)
    checks.zero_or_one("t", t)
    error = t - step(weighted_sum(w, b, x))
    return w + error * x, b + error


class Visit(NamedTuple):
    """One step of the perceptron's learning: which example it looked at, what it said, and the weights afterwards."""

    example: int
    output: float
    target: float
    w: np.ndarray
    b: float


def train_perceptron(w, b, x, t, passes):
    """Go through the examples in turn, `passes` times, with the perceptron's rule; return a Visit for each.

    w: n weights (n,). b: a number. x: N examples as rows (N, n). t: N targets (N,), each 0 or 1.
    It ends early after a whole pass without a mistake, which comes if and only if a line can separate the targets.
    """
    visits = []
    for _ in range(passes):
        mistakes = 0
        for example, (inputs, target) in enumerate(zip(x, t, strict=True)):
            output = step(weighted_sum(w, b, inputs))
            w, b = perceptron_rule(w, b, inputs, target)
            mistakes += output != target
            visits.append(Visit(example, output, target, w, b))
        if mistakes == 0:
            break
    return visits
