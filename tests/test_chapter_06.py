"""Chapter 6: a nudge on its pictures goes where autodiff says, and wrong answers get their names."""

import re
from itertools import product

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from helpers.figures import NudgedWeight, Nudges
from helpers.figures.nudges import INNER, OUTER
from helpers.live import svg
from tests.test_maths import independent_gradient, logistic

INNER_AGAIN = {
    "2x + 1": lambda x: 2 * x + 1,
    "x²": lambda x: x * x,
    "1 + e⁻ˣ": lambda x: 1 + anp.exp(-x),
}
OUTER_AGAIN = {"u²": lambda u: u * u, "1 − 2u": lambda u: 1 - 2 * u, "σ(u)": logistic, "1/u": lambda u: 1 / u}
NETWORK = [(0.5, 0.5, 0.8, -0.2), (-4.0, 1.0, -8.0, 4.0), (3.0, 0.001, 8.0, -4.0), (0.2, 0.3, 0.0, 0.0)]


@pytest.fixture(scope="module")
def nudges():
    return Nudges()


@pytest.fixture(scope="module")
def nudged_weight():
    return NudgedWeight()


def page(picture):
    return svg.moving(picture.figure, svg.moving_artists(picture.figure))


def shown(picture):
    """Return the words that a picture shows, by name."""
    return dict(re.findall(r"<text [^>]*data-name='([^']+)'[^>]*>([^<]*)</text>", page(picture)))


def close_to(value):
    """Return what a text with three digits, or two of a small number, may stand for."""
    return pytest.approx(value, rel=0.06 if abs(value) < 0.01 else 0.006, abs=1e-9)


def as_number(text):
    return float(text.replace("−", "-"))


def test_the_functions_to_choose_from_are_those_that_the_buttons_say():
    assert INNER_AGAIN.keys() == INNER.keys()
    assert OUTER_AGAIN.keys() == OUTER.keys()


@pytest.mark.parametrize(("inner", "outer"), list(product(INNER, OUTER)))
@pytest.mark.parametrize(("x", "dx"), [(0.7, 0.5), (-1.35, 0.02), (1.95, 1.0)])
def test_ratios_are_the_nudges_and_slopes_autodiffs(nudges, inner, outer, x, dx):  # B5
    nudges.update(x, dx, inner, outer)
    f, g = INNER_AGAIN[inner], OUTER_AGAIN[outer]
    du, dy = f(x + dx) - f(x), g(f(x + dx)) - g(f(x))
    found = {name: as_number(text) for name, text in shown(nudges).items() if re.match("ratio|slope ", name)}
    expected = {
        "ratio dy/du": dy / du,
        "ratio du/dx": du / dx,
        "ratio product": dy / dx,
        "ratio dy/dx directly": dy / dx,
    }
    expected |= {"slope dy/du": grad(g)(f(x)), "slope du/dx": grad(f)(x)}
    expected |= dict.fromkeys(("slope product", "slope dy/dx directly"), grad(lambda x: g(f(x)))(x))
    assert found == {name: close_to(value) for name, value in expected.items()}


def test_a_nudge_that_comes_back_leaves_no_ratio(nudges):
    sentence = nudges.update(x=-0.25, dx=0.5, inner="x²", outer="u²")
    assert "0/0" in sentence
    texts = shown(nudges)
    assert (texts["ratio dy/du"], texts["ratio product"], texts["ratio dy/dx directly"]) == ("–", "–", "0.00")
    assert as_number(texts["slope product"]) == close_to(4 * (-0.25) ** 3)


@pytest.mark.parametrize(("x", "dx", "inner"), [(0.0, 0.5, "x²"), (-1.0, 0.5, "2x + 1"), (-0.5, 0.1, "2x + 1")])
def test_where_there_is_no_value_the_picture_says_so(nudges, x, dx, inner):
    assert "has no value" in nudges.update(x, dx, inner, "1/u")
    assert shown(nudges)["values_y"] == "no value here"
    nudges.update()
    assert shown(nudges)["values_y"] == "4.00 → 9.00"


def test_what_is_off_the_chart_is_said_and_nothing_is_lost(nudges):
    for inner, outer, x, dx in product(INNER, OUTER, (-2, 0, 2), (0.001, 1)):
        nudges.update(x, dx, inner, outer)
        assert not re.search(r"\b(nan|inf)\b", page(nudges))
        ends = INNER_AGAIN[inner](x), INNER_AGAIN[inner](x + dx)
        if outer != "1/u" or 0 not in ends:
            low, high = sorted(OUTER_AGAIN[outer](u) for u in ends)
            assert (high > 10 or low < -4) == bool(nudges.journey.lanes[2].off.get_text())


WAY = ("w1", "z1", "h", "z2", "y", "L")


def on_the_way(w1, w2, b2):
    """Return what the nudge of w1 passes, at x = 1.4, t = 0.98 and b1 = 0.1, in its order."""
    z1 = 1.4 * w1 + 0.1
    z2 = w2 * logistic(z1) + b2
    return np.array([w1, z1, logistic(z1), z2, logistic(z2), 0.5 * (logistic(z2) - 0.98) ** 2])


@pytest.mark.parametrize(("w1", "dw1", "w2", "b2"), NETWORK)
def test_a_nudge_of_w1_moves_each_number_on_its_way_and_the_slopes_multiply(nudged_weight, w1, dw1, w2, b2):  # B6
    nudges = on_the_way(w1 + dw1, w2, b2) - on_the_way(w1, w2, b2)
    slope = independent_gradient((w1, 0.1, w2, b2), 1.4, 0.98)[0]
    for step, name in enumerate(WAY):
        sentence = nudged_weight.update(w1, dw1, w2, b2, step)
        texts = shown(nudged_weight)
        assert {moved for moved in WAY if f"d{moved}" in texts} == set(WAY[: step + 1])
        assert as_number(texts[f"d{name}"]) == pytest.approx(nudges[step], rel=0.06, abs=1e-9)
        measured, tiny = (as_number(part.rstrip(".").split("= ")[-1]) for part in sentence.split(". A tiny nudge"))
        assert measured == close_to(nudges[step] / dw1)
        assert not re.search(r"\b(nan|inf)\b", page(nudged_weight))
    assert tiny == close_to(slope)


def test_the_bars_are_multiples_of_the_nudge_and_the_band_narrows_where_a_factor_is_below_1(nudged_weight):
    nudged_weight.update(w1=0.5, dw1=0.01, w2=0.8, b2=-0.2)
    multiples = (on_the_way(0.51, 0.8, -0.2) - on_the_way(0.5, 0.8, -0.2)) / 0.01
    heights = [384 - bar.get_xy()[2][1] for bar in nudged_weight.bars]
    assert heights == pytest.approx(list(40 * multiples))
    for i, band in enumerate(nudged_weight.bands):
        corners = band.get_xy()
        assert 384 - corners[[3, 2], 1] == pytest.approx(heights[i : i + 2])


def test_a_ratio_of_large_nudges_stands_under_no_curly_d(nudged_weight):
    measured, tiny = nudged_weight.update(dw1=1.0).split(". ", 1)
    assert "∂" not in measured
    assert "∂L/∂w₁" in tiny


def test_at_b2_minus_4_the_slope_is_smaller_though_the_error_is_more_than_twice_as_large():
    slopes = [abs(independent_gradient((0.5, 0.1, 0.8, b2), 1.4, 0.98)[0]) for b2 in (-0.2, -4)]
    errors = [abs(logistic(0.8 * logistic(0.8) + b2) - 0.98) for b2 in (-0.2, -4)]
    assert slopes[1] < slopes[0]
    assert errors[1] > 2 * errors[0]
