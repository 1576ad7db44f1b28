"""Chapter 6: a nudge on its pictures goes where autodiff says, and wrong answers get their names."""

import re
from itertools import product

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from helpers.activations import sigmoid_prime
from helpers.figures import NudgedWeight, Nudges
from helpers.figures.nudges import INNER, OUTER
from helpers.live import svg
from helpers.look import number
from helpers.practice import chapter_06, check
from helpers.practice.diagnosis import diagnosis
from tests.test_maths import independent_gradient, independent_loss, logistic

INNER_AGAIN = {
    "2x + 1": lambda x: 2 * x + 1,
    "x²": lambda x: x * x,
    "sin x": anp.sin,
    "1 + e⁻ˣ": lambda x: 1 + anp.exp(-x),
}
OUTER_AGAIN = {"u²": lambda u: u * u, "1 − 2u": lambda u: 1 - 2 * u, "σ(u)": logistic, "1/u": lambda u: 1 / u}
FACTORS = {
    name: np.array([chapter_06.factors(*place)[name] for place in chapter_06.PLACES])
    for name in chapter_06.factors(*chapter_06.PLACES[0])
}
RIGHT = np.array([chapter_06.slope_along_x(*place) for place in chapter_06.PLACES])
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


def slope_with(change):
    """Return a slope_along_x whose parts, the line's slope and the bend's, are changed by `change(w, b, x, z)`."""

    def slope_along_x(w, b, x):
        z = w * x + b
        parts = {"line": w, "bend": sigmoid_prime(z)} | change(w, b, x, z)
        return parts["line"] * parts["bend"]

    return slope_along_x


WRONG = [
    ("6.1", 7, "You added the two slopes"),
    ("6.1", 3, "the first step's slope alone"),
    ("6.1", 4, "the second step's slope alone"),
    ("6.1", 2, "That is u itself"),
    ("6.1", 6, "is it taken at u, not at x"),
    ("6.1", 18, "The −1 is lost"),
    ("6.1", 1.333, "divided one slope by the other"),
    ("6.1", 21, "dy/dx for a nudge of 1."),
    ("6.1", 12.9, "dy/dx for a nudge of 0.1."),
    ("6.2", slope_with(lambda w, b, x, z: {"line": 1}), "the factor w is missing"),
    ("6.2", slope_with(lambda w, b, x, z: {"line": x}), "it has x where another factor, w, belongs"),
    ("6.2", slope_with(lambda w, b, x, z: {"line": z}), "it has z where another factor, w, belongs"),
    ("6.2", slope_with(lambda w, b, x, z: {"line": -w}), "its sign is turned"),
    ("6.2", slope_with(lambda w, b, x, z: {"line": w + b}), "it has w + b where w alone belongs"),
    ("6.2", slope_with(lambda w, b, x, z: {"line": w - b}), "it has w − b where w alone belongs"),
    ("6.2", slope_with(lambda w, b, x, z: {"bend": 1}), "the factor σ'(z) is missing"),
    ("6.2", slope_with(lambda w, b, x, z: {"bend": logistic(z)}), "the factor 1 − σ(z) is missing"),
    ("6.2", slope_with(lambda w, b, x, z: {"bend": sigmoid_prime(x)}), "it has σ'(x) where"),
    ("6.2", slope_with(lambda w, b, x, z: {"bend": sigmoid_prime(w * x)}), "it has σ'(w·x) where"),
    ("6.2", slope_with(lambda w, b, x, z: {"bend": sigmoid_prime(logistic(z))}), "it has σ'(σ(z)) where"),
    ("6.2", slope_with(lambda w, b, x, z: {"bend": logistic(z) * (1 + logistic(z))}), "it has 1 + σ(z) where"),
    ("6.2", lambda w, b, x: w + sigmoid_prime(w * x + b), "it adds w to the rest"),
    ("6.3", (0.8, -0.2), "∂L/∂w₁ is -0.0228. Of its factors"),
    ("6.3", (-0.8, -0.2), "it is too small"),
    ("6.3", (0, 1), "No nudge gets past a weight of 0"),
    ("6.3", (-1, 8), "Turning twice is no turn"),
    ("6.3", (-4, -6), "σ is nearly flat"),
    ("6.3", (-0.2, -2), "The other way round"),
    ("6.3", 0.06, "must be 2 numbers, but it is one number"),
]


def by_exponentials(w, b, x):
    return w / (2 + np.exp(w * x + b) + np.exp(-w * x - b))


def with_the_output(w, b, x):
    y = logistic(w * x + b)
    return w * y - w * y**2


def in_matrices(w, b, x):
    line = np.array([w, b]) @ [x, 1]
    return np.prod([w, sigmoid_prime(line)])


@pytest.mark.parametrize(
    ("id", "answer"),
    [("6.1", 12), ("6.2", by_exponentials), ("6.2", with_the_output), ("6.2", in_matrices), ("6.3", (-4, 0.5))],
)
def test_right_answers_written_differently_pass(id, answer):
    assert check(id, answer).startswith(f"Exercise {id}: right.")


@pytest.mark.parametrize("other", sorted(FACTORS.keys() - {"w"}))
def test_what_is_added_to_a_factor_is_named(other):
    w, more = FACTORS["w"], FACTORS[other]
    for sign, total in (("+", w + more), ("−", w - more)):
        assert diagnosis(RIGHT / w * total, RIGHT, FACTORS) == f"it has w {sign} {other} where w alone belongs"


@pytest.mark.parametrize("factor", ["w", "σ(z)", "1 − σ(z)"])
def test_a_sum_where_a_product_belongs_is_named(factor):
    words = f"it adds {factor} to the rest, but slopes in a row multiply"
    assert diagnosis(FACTORS[factor] + RIGHT / FACTORS[factor], RIGHT, FACTORS) == words
