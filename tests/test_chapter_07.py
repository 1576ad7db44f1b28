"""Chapter 7: its exercises refuse the mistakes that are commonly made, and take every right way of writing."""

import numpy as np
import pytest

from helpers.activations import sigmoid
from helpers.practice import check
from tests.test_maths import independent_gradient, independent_loss


def forward(x, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)
    return h, sigmoid(w2 * h + b2)


def written(forward=forward, change=lambda h, y: (1, 1, 1)):
    """Return a learner's four_gradients with another forward pass, or with factors in ∂L/∂w₁, ∂L/∂w₂ and ∂L/∂b₂."""

    def four_gradients(x, t, w1, b1, w2, b2):
        h, y = forward(x, w1, b1, w2, b2)
        for_w1, for_w2, for_b2 = change(h, y)
        delta2 = (y - t) * y * (1 - y)
        delta1 = delta2 * w2 * h * (1 - h)
        return delta1 * x * for_w1, delta1, delta2 * h * for_w2, delta2 * for_b2

    return four_gradients


def in_order(*order):
    return lambda x, t, w1, b1, w2, b2: [written()(x, t, w1, b1, w2, b2)[i] for i in order]


def without_h(x, w1, b1, w2, b2):
    h = w1 * x + b1
    return h, sigmoid(w2 * h + b2)


def without_y(x, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)
    return h, w2 * h + b2


def notes_slip(x, t, w1, b1, w2, b2):
    *others, db2 = written()(x, t, w1, b1, w2, b2)
    return *others, db2 * w2


def by_nudging(x, t, *params):
    def loss(params):
        return 0.5 * (forward(x, *params)[1] - t) ** 2

    slopes = []
    for i in range(4):
        up, down = list(params), list(params)
        up[i] += 0.001
        down[i] -= 0.001
        slopes.append((loss(up) - loss(down)) / 0.002)
    return slopes


WRONG = [
    ("7.1", (-0.08, 0.04), "mind the order in which B8 takes t and y"),
    ("7.1", (0.16, -0.08), "the factor y − t is missing, or a 2 is left"),
    ("7.1", (0.176, -0.088), "You added t to y. Look again at B8"),
    ("7.1", (0.5, -0.25), "In δ₂ the factor y(1 − y) is missing"),
    ("7.1", (0.4, -0.2), "In δ₂ you have y alone"),
    ("7.1", (0.1, -0.05), "In δ₂ you have 1 − y alone"),
    ("7.1", (0.107, -0.0535), "In δ₂ you gave y to σ'"),
    ("7.1", (0.08, 0.02), "In δ₁ the factor w₂ is missing"),
    ("7.1", (0.08, 0.04), "δ₁ has lost the sign of w₂"),
    ("7.1", (0.08, 0.01), "In δ₁ you have h where w₂ belongs"),
    ("7.1", (0.08, -0.16), "In δ₁ the factor h(1 − h) is missing"),
    ("7.1", (0.08, -0.08), "In δ₁ you have h or 1 − h alone"),
    ("7.1", (0.08, -0.0376), "In δ₁ you gave h to σ'"),
    ("7.1", (0.08, -0.0256), "In δ₁ you have y(1 − y) a second time"),
    ("7.1", (0.08, -0.5), "δ₁ is a product that begins with δ₂"),
    ("7.1", (0.04, -0.02), "half of the right one"),
    ("7.1", (-0.04, 0.08), "right, but not in the order"),
    ("7.1", (0.08, 0.3), "Number 2 of your 2 is wrong. 0.3 is not it."),
    ("7.1", (-0.08, -0.04), "Number 1 of your 2 is wrong. The sign is turned."),
    ("7.1", (0.08,), "must be 2 numbers, but it is one number in a list"),
    ("7.2", written(without_h), "h has not gone through σ. Look again at B12"),
    ("7.2", written(without_y), "y has not gone through σ. Look again at B10"),
    (
        "7.2",
        written(lambda x, w1, b1, w2, b2: (forward(x, w1, b1, w2, b2)[0], sigmoid(w2 * x + b2))),
        "the second neuron gets x. Look again at B11",
    ),
    ("7.2", written(lambda x, w1, b1, w2, b2: forward(x, w1, 0, w2, b2)), "b₁ is missing. Look again at B12"),
    ("7.2", written(lambda x, w1, b1, w2, b2: forward(x, w1, b1, w2, 0)), "b₂ is missing. Look again at B11"),
    ("7.2", in_order(2, 3, 0, 1), "their order, which must be ∂L/∂w₁, ∂L/∂b₁, ∂L/∂w₂, ∂L/∂b₂"),
    ("7.2", in_order(0, 2, 1, 3), "their order, which must be"),
    ("7.2", notes_slip, "∂L/∂b₂: the factor w₂ is too many in it. Look again at B13"),
    ("7.2", written(change=lambda h, y: (1 / y, 1, 1)), "∂L/∂w₁: the factor y is missing in it. Look again at B15"),
    ("7.2", written(change=lambda h, y: (1, 1 - h, 1)), "∂L/∂w₂: the factor 1 − h is too many in it. Look again at B9"),
    ("7.2", written(change=lambda h, y: (1, 1, 1 / y)), "∂L/∂b₂: the factor y is missing in it. Look again at B13"),
    ("7.2", by_nudging, "is a number in it rounded, or measured by nudging?"),
    ("7.3", (0.5, 0.1, 0.8, -0.2), "the loss 0.0772 is not above 0.1"),
    ("7.3", (0.5, 0.1, 0.8, -0.2), "Bring y further away from t."),
    ("7.3", (8, 4, 8, 4), "They must be small although y − t is large."),
    ("7.3", (0.5, 0.1, -1, -0.5), "y(1 − y) is 0.18, the second neuron is awake"),
    ("7.3", (0.5, 0.1, 0, -0.2), "The first neuron's two are small enough, but ∂L/∂b₂ is"),
    ("7.3", (0.5, 0.1, -1, -4), "You are on the way: y(1 − y) is down to 0.009,"),
    ("7.3", (0.5, 0.1, -80, 45), "The second neuron's two are small enough, but ∂L/∂w₁ is"),
]


def autodiff(x, t, w1, b1, w2, b2):
    return independent_gradient((w1, b1, w2, b2), x, t)


def in_matrices(x, t, w1, b1, w2, b2):
    h, y = forward(x, w1, b1, w2, b2)
    second = (y**2 - y) * (t - y)
    back = np.outer([second * w2 * h * (1 - h), second], [1, 1]) * [[x, 1], [h, 1]]
    return back.ravel()


@pytest.mark.parametrize("answer", [written(), autodiff, in_matrices])
def test_four_gradients_may_be_written_in_any_way(answer):
    assert "Exercise 7.2: right." in check("7.2", answer)


@pytest.mark.parametrize("params", [(8, 4, -8, -4), (0, 0, 0, -12)])
def test_what_is_stuck_is_found_stuck(params):
    assert independent_loss(params, 1.4, 0.98) > 0.1
    assert np.abs(independent_gradient(params, 1.4, 0.98)).max() < 1e-4
    assert "right" in check("7.3", params)
