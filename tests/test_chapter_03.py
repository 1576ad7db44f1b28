"""Chapter 3's pictures: the network's numbers and levels, and two lines that are one."""

import itertools

import numpy as np
import pytest

from helpers.figures import TwoLines, TwoNeurons
from tests.test_maths import independent_output, logistic

SETTINGS = [(0.5, 0.1, 0.8, -0.2, 1.4), (-8.0, 4.0, -8.0, 4.0, -2.5), (0.0, -4.0, 8.0, 0.0, 2.5)]
SETTINGS += [
    (1.0, 0.0, 0.05, 0.0, 0.5),
    (1.0, 0.0, -0.05, 0.0, 0.5),
    (1.0, 0.0, 0.0, 4.0, 0.5),
]  # levels that nearly meet


@pytest.mark.parametrize(("w1", "b1", "w2", "b2", "x"), SETTINGS)
def test_the_curve_and_its_levels_are_the_network_s(w1, b1, w2, b2, x):
    picture = TwoNeurons()
    picture.update(w1=w1, b1=b1, w2=w2, b2=b2, x=x)
    assert picture.y_line.get_ydata() == pytest.approx(independent_output((w1, b1, w2, b2), picture.x))
    assert picture.h_line.get_ydata() == pytest.approx(logistic(w1 * picture.x + b1))
    assert picture.dot.get_xydata()[0] == pytest.approx((x, independent_output((w1, b1, w2, b2), x)))
    far = [independent_output((w1, b1, w2, b2), sign * 1e6 * (1 if w1 >= 0 else -1)) for sign in (-1, 1)]
    levels = [line.get_ydata()[0] for line in picture.levels]
    assert levels == pytest.approx([logistic(b2), logistic(w2 + b2)])
    if w1:
        assert levels == pytest.approx(far)
    heights = [name.get_position()[1] for name in picture.names]
    assert abs(heights[0] - heights[1]) >= 0.1 - 1e-9, "the levels' names stand on one another"


def test_two_lines_are_the_one_line_that_is_drawn_over_them():
    picture = TwoLines()
    for w1, b1, w2, b2 in itertools.product((-2.0, 0.0, 1.5), repeat=4):
        picture.update(w1=w1, b1=b1, w2=w2, b2=b2)
        assert picture.second.get_ydata() == pytest.approx(w2 * (w1 * picture.x + b1) + b2)
        np.testing.assert_allclose(picture.one.get_ydata(), picture.second.get_ydata(), atol=1e-12)
