"""Chapter 2's pictures: the slope as a ratio of nudges, and each activation with its slope."""

import math

import numpy as np
import pytest
from autograd import grad

from helpers.figures import ActivationSlopes, Slope
from helpers.figures.activation_slopes import GRAPHS
from helpers.practice import check
from tests.test_maths import AUTODIFF


@pytest.mark.parametrize(("z", "nudge"), [(0.8, 1.0), (-4.0, 2.0), (3.0, 0.01)])
def test_the_slope_is_rise_over_run(z, nudge):
    picture = Slope()
    picture.update(z=z, nudge=nudge)
    rise = 1 / (1 + math.exp(-z - nudge)) - 1 / (1 + math.exp(-z + nudge))
    shown = float(picture.ratio.get_text().split("=")[-1].replace("−", "-"))
    assert shown == pytest.approx(rise / (2 * nudge), rel=0.006)
    (x0, y0), (x1, y1) = picture.through.get_xydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(rise / (2 * nudge))


@pytest.mark.parametrize("name", GRAPHS)
def test_the_tangent_has_the_slope_that_autodiff_finds(name):
    picture, g = ActivationSlopes(), AUTODIFF[GRAPHS[name]]
    for z in (-5.0, -0.35, 1.4, 6.0):
        sentence = picture.update(z=z, activation=name)
        slope = float(grad(g)(z))
        assert picture.dot.get_ydata()[0] == pytest.approx(slope, abs=1e-12)
        (x0, y0), (x1, y1) = picture.tangent.get_xydata()
        scale = float(picture.ticks[2].get_text())
        assert scale * (y1 - y0) / (x1 - x0) == pytest.approx(slope, abs=1e-12)
        assert scale * picture.point.get_ydata()[0] == pytest.approx(float(g(z)))
        assert sentence.endswith("✓.")
        assert (np.abs(picture.curve.get_ydata()) <= 1).all()


@pytest.mark.parametrize("name", ["step", "relu", "leaky relu"])
def test_at_a_jump_or_a_corner_the_picture_says_that_there_is_no_slope(name):
    assert "✗ a jump or a corner has no slope" in ActivationSlopes().update(z=0.0, activation=name)


def difference(rise, run):
    """Return a central_difference with these two lines."""
    return lambda f, z, nudge=0.00001: rise(f, z, nudge) / run(nudge)


def both_sides(f, z, nudge):
    return f(z + nudge) - f(z - nudge)


WRONG = [
    ("2.1", 0.5, "run ÷ rise"),
    ("2.1", 0.4, "rise alone"),
    ("2.1", 0.2, "run alone"),
    ("2.1", 0.08, "You multiplied"),
    ("2.1", -2, "Both grew"),
    ("2.2", difference(both_sides, lambda nudge: nudge), "twice the slope"),
    ("2.2", difference(lambda f, z, n: f(z + n) - f(z), lambda nudge: nudge), "one side only"),
    ("2.2", difference(lambda f, z, n: -both_sides(f, z, n), lambda nudge: 2 * nudge), "sign is turned"),
    ("2.2", difference(both_sides, lambda nudge: 1), "That is the rise"),
    ("2.2", difference(both_sides, lambda nudge: 2 / nudge), "Put brackets around"),
    ("2.3", 0.2, "what the output lacks to 1"),
    ("2.3", 0.64, "by itself"),
    ("2.3", 0.25, "largest slope of all"),
    ("2.3", 1.44, "not 1 plus it"),
    ("2.3", 0.214, "You took 0.8 for z"),
    ("2.4", 0, "its largest"),
    ("2.4", 2.06, "There the slope is 0.1"),
    ("2.4", 2.2, "There the output is 0.9"),
    ("2.4", 6.0, "a hundredth"),
    ("2.4", -3.6, "place on the left"),
]


def steps_written_out(f, z, nudge=0.00001):
    right = f(z + nudge)
    left = f(z - nudge)
    return 0.5 / nudge * (right - left)


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("2.1", 2),
        ("2.2", steps_written_out),
        ("2.2", lambda f, z, nudge=1e-5: ((f(z + nudge) - f(z)) / nudge + (f(z) - f(z - nudge)) / nudge) / 2),
        ("2.3", 0.8 * (1 - 0.8)),
        ("2.4", 3.6),
    ],
)
def test_a_right_answer_written_differently_is_right(id, answer):
    assert check(id, answer).startswith(f"Exercise {id}: right.")
