"""Chapter 3's pictures: the network's numbers and levels, and two lines that are one."""

import itertools

import numpy as np
import pytest

from helpers.figures import TwoLines, TwoNeurons
from helpers.practice import check
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


def layers(**changed):
    """Return three_layers with some of its lines changed."""
    bend = {"h1": logistic, "h2": logistic, "y": logistic, "into_3": lambda h1, h2: h2, "b3": 1} | changed

    def three_layers(x, w1, b1, w2, b2, w3, b3):
        h1 = bend["h1"](w1 * x + b1)
        h2 = bend["h2"](w2 * h1 + b2)
        return bend["y"](w3 * bend["into_3"](h1, h2) + bend["b3"] * b3)

    return three_layers


def same(z):
    return z


WRONG = [
    ("3.1", 0, "That is z₂"),
    ("3.1", 0.119, "You took z₁ for h"),
    ("3.1", 0.881, "bias of the second neuron"),
    ("3.1", 0.179, "bias of the first neuron"),
    ("3.1", 2, "That is w₂·h"),
    ("3.2", (4, 0, 8, -4), "The curve rises"),
    ("3.2", (0, 0, 8, -1), "The curve is level"),
    ("3.2", (1, 0, -2, 1), "not far enough"),
    ("3.2", (4, 0, -8, 1), "does not begin high enough"),
    ("3.2", (4, 0, -4, 4), "does not fall low enough"),
    ("3.3", layers(y=same), "The third neuron has a σ as well"),
    ("3.3", layers(into_3=lambda h1, h2: h1), "yours takes the first one's"),
    ("3.3", lambda x, w1, b1, w2, b2, w3, b3: logistic(w2 * logistic(w1 * x + b1) + b2), "These are two layers"),
    ("3.3", layers(h2=same), "not its weighted sum"),
    ("3.3", layers(b3=0), "bias of the third neuron is missing"),
    ("3.4", lambda w1, b1, w2, b2: (w1 * w2, b1 + b2), "b₁ is multiplied on its way"),
    ("3.4", lambda w1, b1, w2, b2: (w1 * w2, w2 * b1), "own bias is missing"),
    ("3.4", lambda w1, b1, w2, b2: (w1 * w2, w1 * b2 + b1), "changed places"),
    ("3.4", lambda w1, b1, w2, b2: (w2 * b1 + b2, w1 * w2), "the weight comes first"),
    ("3.4", lambda w1, b1, w2, b2: (w1 + w2, w2 * b1 + b2), "not added up"),
    ("3.4", lambda w1, b1, w2, b2: (w1 + w2, b1 + b2), "You added weight to weight"),
    ("3.4", lambda w1, b1, w2, b2: w1 * w2, "must be 2 numbers, but it is one number"),
]


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("3.1", 1 / 2),
        ("3.2", (-4, 0, 8, -4)),
        ("3.3", layers()),
        ("3.3", lambda x, *p: logistic(p[4] * logistic(p[3] + p[2] * logistic(p[1] + p[0] * x)) + p[5])),
        ("3.4", lambda w1, b1, w2, b2: np.array([w1, b1]) * w2 + np.array([0, b2])),
        ("3.4", lambda w1, b1, w2, b2: [w1 * w2, b2 + b1 * w2]),
    ],
)
def test_a_right_answer_written_differently_is_right(id, answer):
    assert check(id, answer).startswith(f"Exercise {id}: right.")
