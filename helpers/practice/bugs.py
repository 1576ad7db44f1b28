"""Codes with one mistake each, for the bug lab: the seven cases of chapter 9, and others without end.

Nothing in them stops or complains. A case is a mistake in the factors of the four chains, or in the step; the others
are single edits of chapter 7's backward pass, those that `check` names too.
"""

import ast
from collections.abc import Callable
from functools import cache
from random import Random
from typing import NamedTuple

import numpy as np

from helpers import data, two_layer
from helpers.activations import sigmoid, sigmoid_prime
from helpers.descent import step
from helpers.practice.chapter_07 import four_gradients
from helpers.practice.lines import Lines

LETTERS = "ABCDEFG"
TABLE = data.dose_table()
PAGE = two_layer.Params(0.5, 0.1, 0.8, -0.2)  # where the pages begin


class Code(NamedTuple):
    """A code to test: what it says the gradient is, what it does in a step, and its mistake in words.

    gradient(params, x, t) -> Params, for an example or the mean over N; update(params, x, t, learning_rate) -> Params.
    """

    gradient: Callable
    update: Callable
    mistake: str


def following(gradient, mistake):
    """Return the Code that steps on a gradient, right or wrong."""

    def update(params, x, t, learning_rate):
        return step(params, gradient(params, x, t), learning_rate)

    return Code(gradient, update, mistake)


def with_factors(changed, mistake):
    """Return the Code that multiplies its chains after their factors were changed, Local -> Local."""

    def gradient(params, x, t):
        local = two_layer.local_derivatives(params, two_layer.forward(params, x), t)
        return two_layer.gradients(changed(local))

    return following(gradient, mistake)


def second_layer_first(params, x, t, learning_rate):
    """Take a step in which w2 and b2 have moved before the slopes along w1 and b1 are formed."""
    w1, b1, w2, b2 = params
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    delta2 = (y - t) * y * (1 - y)
    w2 = w2 - learning_rate * np.mean(delta2 * h)
    b2 = b2 - learning_rate * np.mean(delta2)
    delta1 = delta2 * w2 * h * (1 - h)  # w2 is the new one by now
    w1 = w1 - learning_rate * np.mean(delta1 * x)
    b1 = b1 - learning_rate * np.mean(delta1)
    return two_layer.Params(w1, b1, w2, b2)


RIGHT = with_factors(lambda local: local, "none")
CASES = {
    1: with_factors(lambda local: local._replace(dz2_db2=local.dz2_dh), "w₂ in place of ∂z₂/∂b₂ = 1"),
    2: with_factors(lambda local: local._replace(dy_dz2=1.0), "1 in place of y(1 − y)"),
    3: with_factors(lambda local: local._replace(dz1_dw1=-local.dz1_dw1), "−x in place of x"),
    4: with_factors(lambda local: local._replace(dh_dz1=sigmoid_prime(local.dz2_dw2)), "σ'(h) in place of σ'(z₁)"),
    5: with_factors(lambda local: local._replace(dL_dy=local.dL_dy / 2), "½(y − t) in place of y − t"),
    6: with_factors(lambda local: local._replace(dL_dy=local.dL_dy * np.size(local.dL_dy)), "sum in place of mean"),
    7: RIGHT._replace(update=second_layer_first, mistake="w₂ and b₂ move before w₁ and b₁"),
}


def case(number):
    """Return one of the seven codes of chapter 9, by its number, 1 to 7."""
    return CASES[number]


def dealt(lot):
    """Return the seven cases under the letters A to G, {letter: Code}, in an order that hangs on the number `lot`."""
    random = Random(lot)
    return dict(zip(LETTERS, sorted(CASES.values(), key=lambda code: random.random()), strict=True))


def drawn(lot):
    """Return seven other codes under the letters A to G, {letter: Code}, drawn from `likely_mistakes` by `lot`."""
    return dict(zip(LETTERS, Random(lot).sample(likely_mistakes(), len(LETTERS)), strict=True))


@cache
def likely_mistakes():
    """Return a Code for each likely edit of chapter 7's backward pass that changes its gradient, once."""
    found = {}
    for edit, function in Lines(four_gradients).edits:
        if _in_the_backward_pass(edit) and " z" not in edit.words:  # z has no bound, and such a run may have none
            code = following(_mean_of(function), edit.words)
            found.setdefault(_slopes(code), code)
    return [code for slopes, code in found.items() if slopes and slopes != _slopes(RIGHT)]


def _in_the_backward_pass(edit):
    match edit.at:
        case ast.Assign([ast.Name(target)]):
            return edit.rare <= 1 and target.startswith(("delta", "dL_"))
    return False


def _slopes(code):
    """Return what a code says of the dose table, to six digits; None where it reads a name before its line."""
    try:
        return tuple(f"{slope:.6g}" for slope in code.gradient(PAGE, *TABLE))
    except UnboundLocalError:
        return None


def _mean_of(function):
    """Return gradient(params, x, t) -> Params of a function of x, t, w1, b1, w2, b2 that returns the four slopes."""

    def gradient(params, x, t):
        return two_layer.Params(*(float(np.mean(slope)) for slope in function(x, t, *params)))

    return gradient
