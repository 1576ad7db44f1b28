"""Chapter 2's pictures: the slope as a ratio of nudges, and each activation with its slope."""

import math

import numpy as np
import pytest
from autograd import grad

from helpers import data
from helpers.figures import ActivationSlopes, BentNeuron, SixActivations, Slope
from helpers.figures.activation_slopes import GRAPHS
from tests.test_maths import AUTODIFF


def test_the_bent_neuron_is_half_way_where_its_picture_says_and_follows_the_points():
    picture = BentNeuron()
    sentence = picture.update(w=1.65, b=0.6)
    (x, _), (_, half) = picture.mark.drop.get_xydata()
    assert half == 0.5
    assert 1 / (1 + math.exp(-1.65 * x - 0.6)) == pytest.approx(0.5)
    assert "half way, with z = 0, at 59.7 mg/l" in sentence
    assert math.log10(59.7) == pytest.approx(data.DOSE.mean() + x * (data.DOSE.max() - data.DOSE.min()) / 4, abs=1e-3)
    assert "At none of the doses shown is it half way" in picture.update(w=0.1, b=4.0)
    assert "It says the same of every dose" in picture.update(w=0.0, b=0.0)


def test_the_six_are_those_of_their_formulas():
    sentence = SixActivations().update(z=-1.4)
    for said in ("step(−1.40) = 0.00", "identity(−1.40) = −1.40", "relu(−1.40) = 0.00",
                 "leaky relu(−1.40) = −0.0140", f"sigmoid(−1.40) = {1 / (1 + math.exp(1.4)):.3f}",
                 f"tanh(−1.40) = −{math.tanh(1.4):.3f}"):  # fmt: skip
        assert said in sentence


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
    picture = ActivationSlopes()
    assert "✗ a jump or a corner has no slope" in picture.update(z=0.0, activation=name)
    assert not picture.tangent.get_visible()
    picture.update(z=0.5, activation=name)
    assert picture.tangent.get_visible()
