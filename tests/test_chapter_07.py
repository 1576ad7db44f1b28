"""Chapter 7: its exercises refuse the mistakes that are commonly made, and take every right way of writing."""

import numpy as np
import pytest

from helpers.activations import sigmoid
from helpers.exercises import check
from tests.test_maths import independent_gradient, independent_loss


def chain(x, t, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    return h, y, (y - t) * y * (1 - y)


def notes_slip(x, t, w1, b1, w2, b2):
    h, _, delta2 = chain(x, t, w1, b1, w2, b2)
    delta1 = delta2 * w2 * h * (1 - h)
    return delta1 * x, delta1, delta2 * h, delta2 * w2


def without_w2(x, t, w1, b1, w2, b2):
    h, _, delta2 = chain(x, t, w1, b1, w2, b2)
    delta1 = delta2 * h * (1 - h)
    return delta1 * x, delta1, delta2 * h, delta2


def turned(*numbers):
    return [-slope for slope in right(*numbers)]


def without_half(*numbers):
    return [2 * slope for slope in right(*numbers)]


def another_order(*numbers):
    w1, b1, w2, b2 = right(*numbers)
    return w2, b2, w1, b1


def right(x, t, w1, b1, w2, b2):
    return independent_gradient((w1, b1, w2, b2), x, t)


@pytest.mark.parametrize("function", [notes_slip, without_w2, turned, without_half, another_order])
def test_wrong_gradients_are_refused(function):
    assert "not yet" in check("7.2", lambda x, t, w1, b1, w2, b2: function(x, t, w1, b1, w2, b2))


def test_autodiff_passes():
    assert "right" in check("7.2", right)


@pytest.mark.parametrize("deltas", [(0.08, 0.04), (-0.08, 0.04), (0.08, 0.02), (0.5, -0.25), (0.08,)])
def test_wrong_deltas_are_refused(deltas):
    assert "not yet" in check("7.1", deltas)


@pytest.mark.parametrize("params", [(0.5, 0.1, 0.8, -0.2), (0.5, 0.1, -8, -4), (8, 4, 8, 4)])
def test_what_still_learns_or_is_near_the_target_is_not_stuck(params):
    assert "not yet" in check("7.3", params)


@pytest.mark.parametrize("params", [(8, 4, -8, -4), (0, 0, 0, -12)])
def test_what_is_stuck_is_found_stuck(params):
    assert independent_loss(params, 1.4, 0.98) > 0.1
    assert np.abs(independent_gradient(params, 1.4, 0.98)).max() < 1e-4
    assert "right" in check("7.3", params)
