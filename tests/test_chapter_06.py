"""Chapter 6: a nudge on its pictures goes where autodiff says, and wrong answers get their names."""

import re
from itertools import product

import autograd.numpy as anp
import pytest
from autograd import grad

from helpers.figures import NudgedWeight, Nudges
from helpers.figures.nudges import INNER, OUTER
from helpers.live import svg
from helpers.look import number
from tests.test_maths import independent_gradient, independent_loss, logistic

INNER_AGAIN = {
    "2x + 1": lambda x: 2 * x + 1,
    "x²": lambda x: x * x,
    "sin x": anp.sin,
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
    return dict(re.findall(r'<text [^>]*data-name="([^"]+)"[^>]*>([^<]*)</text>', page(picture)))


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


@pytest.mark.parametrize(("w1", "dw1", "w2", "b2"), NETWORK)
def test_the_slope_of_the_loss_along_w1_is_autodiffs(nudged_weight, w1, dw1, w2, b2):  # B6
    nudged_weight.update(w1, dw1, w2, b2)
    texts = shown(nudged_weight)
    slope = independent_gradient((w1, 0.1, w2, b2), 1.4, 0.98)[0]
    before, after = (independent_loss((w, 0.1, w2, b2), 1.4, 0.98) for w in (w1, w1 + dw1))
    assert as_number(texts["slope product"]) == as_number(texts["slope ∂L/∂w₁ directly"]) == close_to(slope)
    assert as_number(texts["ratio ∂L/∂w₁ directly"]) == close_to((after - before) / dw1)
    assert texts["values_L"] == f"{number(before)} → {number(after)}"
    assert not re.search(r"\b(nan|inf)\b", page(nudged_weight))


def test_bars_are_as_long_as_their_nudges_and_ticks_as_the_slopes(nudged_weight):
    nudged_weight.update()
    _, bar, *_ = nudged_weight.journey.multiples
    dh = logistic(1.0 * 1.4 + 0.1) - logistic(0.5 * 1.4 + 0.1)
    assert bar.bar.get_width() == pytest.approx(dh / 0.5 * bar.scale)
    slope = grad(lambda w1: logistic(w1 * 1.4 + 0.1))(0.5)
    assert bar.slope.get_xdata()[0] - bar.zero == pytest.approx(slope * bar.scale)
