"""The name of the mistake: what is said about a wrong derivative is what is wrong with it."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.activations import sigmoid
from helpers.practice import check
from helpers.practice.checking import exercise
from helpers.practice.diagnosis import PAIRS, as_product, diagnosis, in_words

EXERCISE = exercise("7.2")
PLACES = np.random.default_rng(7).normal(0, 1.2, (60, 6)).tolist()
NAMES = EXERCISE.lines.results
FACTORS = {
    name: np.array([EXERCISE.lines.factors(place)[name] for place in PLACES])
    for name in ("x", "t", "w₁", "w₂", "z₁", "h", "1 − h", "z₂", "y", "1 − y", "y − t", "σ'(h)", "σ'(y)")
}
RIGHT = {name: np.array([EXERCISE.lines(*place)[i] for place in PLACES]) for i, name in enumerate(NAMES)}
names = st.sampled_from(list(FACTORS))
gradients = st.sampled_from(list(RIGHT))


@settings(deadline=None)
@given(gradients, names)
def test_a_missing_factor_is_named(gradient, name):
    assert diagnosis(RIGHT[gradient] / FACTORS[name], RIGHT[gradient], FACTORS) == f"the factor {name} is missing in it"


@settings(deadline=None)
@given(gradients, names)
def test_an_extra_factor_is_named(gradient, name):
    assert (
        diagnosis(RIGHT[gradient] * FACTORS[name], RIGHT[gradient], FACTORS) == f"the factor {name} is too many in it"
    )


@settings(deadline=None)
@given(gradients, names, names)
def test_a_factor_in_another_s_place_is_named(gradient, wrong, belongs):
    if wrong == belongs:
        return
    values = RIGHT[gradient] * FACTORS[wrong] / FACTORS[belongs]
    words = f"it has {wrong} where another factor, {belongs}, belongs"
    assert diagnosis(values, RIGHT[gradient], FACTORS) == words


@settings(deadline=None)
@given(st.dictionaries(names, st.sampled_from([-2, -1, 1, 2]), max_size=4), st.sampled_from([1, -1, 0.5, 2, -3.7]))
def test_any_product_of_factors_is_found(powers, constant):
    values = constant * np.prod([FACTORS[name] ** float(power) for name, power in powers.items()], axis=0)
    values = np.broadcast_to(values, len(PLACES))
    found, number = as_product(values, FACTORS)
    assert found == powers
    assert number == pytest.approx(constant)


@pytest.mark.parametrize(("pair", "name"), list(PAIRS.items())[:2])
def test_factors_that_go_together_are_named_together(pair, name):
    both = FACTORS[pair[0]] * FACTORS[pair[1]]
    right = RIGHT["∂L/∂w₁"]
    assert diagnosis(right / both, right, FACTORS) == f"the factor {name} is missing in it"
    assert diagnosis(right / both * FACTORS["σ'(h)"], right, FACTORS).startswith("it has σ'(h) where another")


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (-1, "its sign is turned"),
        (0.5, "it is half of the right one"),
        (-0.5, "it is half of the right one, and its sign is turned"),
        (2, "it is twice the right one"),
        (-2, "it is twice the right one, and its sign is turned"),
        (1.5, "there is a number in it, 1.5, by which it is multiplied"),
        (-3.7, "there is a number in it, -3.7, by which it is multiplied"),
        (2.0001, "it is twice the right one"),
        (2.001, "there is a number in it, 2.001, by which it is multiplied"),
        (1.0001 * FACTORS["x"], "the factor x is too many in it"),
        (1.001 * FACTORS["x"], "the factor x is too many in it, and there is a number in it, 1.001"),
        (-FACTORS["x"] / FACTORS["h"], "it has x where another factor, h, belongs, and its sign is turned"),
    ],
)
def test_a_number_by_which_it_is_multiplied_is_told(ratio, words):
    said = diagnosis(ratio * RIGHT["∂L/∂w₂"], RIGHT["∂L/∂w₂"], FACTORS)
    assert said.partition(" (")[0] == words or said.startswith(f"{words}, by")


def test_a_product_of_too_many_factors_is_no_help():
    assert in_words({"x": 3, "h": -3}, 1.0).count("x") == 3
    assert in_words({"x": 3, "h": -4}, 1.0) is None


@pytest.mark.parametrize("name", FACTORS)
def test_a_factor_that_is_added_is_named(name):
    others = np.random.default_rng(3).normal(0, 1, len(PLACES))
    added = f"it adds {name} to the rest, but slopes in a row multiply"
    assert diagnosis(others + FACTORS[name], others * FACTORS[name], FACTORS) == added
    assert diagnosis((others + FACTORS[name]) * (1 + 1e-8), others * FACTORS[name], FACTORS) == added
    assert diagnosis(others + 1.01 * FACTORS[name], others * FACTORS[name], FACTORS) is None


@pytest.mark.parametrize(("name", "other"), list(permutations(["x", "w₁", "w₂", "h", "y", "z₁"], 2)))
def test_a_sum_in_the_place_of_one_factor_is_told(name, other):
    rest = RIGHT["∂L/∂w₂"]
    for sign, word in ((1, "+"), (-1, "−")):
        said = diagnosis(rest * (FACTORS[name] + sign * FACTORS[other]), rest * FACTORS[name], FACTORS)
        assert said == f"it has {name} {word} {other} where {name} alone belongs"
    assert diagnosis(rest * (FACTORS[name] + 2 * FACTORS[other]), rest * FACTORS[name], FACTORS) is None


def test_rounding_does_not_hide_that_it_is_one_number():
    noise = np.resize([0, 1, -1], len(PLACES))
    for number, ulp in ((1e6, 2e-10), (1e-3, 1e-13), (-20.0, 1e-14)):
        assert diagnosis(number + ulp * noise, RIGHT["∂L/∂w₁"], FACTORS) == f"it is {number:.4g} whatever the input is"
    assert diagnosis(1.0 + 1e-9 * noise, RIGHT["∂L/∂w₁"], FACTORS) is None
    assert diagnosis(1e-12 * (noise > 0), RIGHT["∂L/∂w₁"], FACTORS) == "it is 0 whatever the input is"
    assert diagnosis(1.5e-12 * (noise > 0), RIGHT["∂L/∂w₁"], FACTORS) is None


def test_a_slope_that_is_0_in_one_place_only_has_no_logarithm():
    values = RIGHT["∂L/∂w₁"].copy()
    values[5] = 0
    assert diagnosis(values, RIGHT["∂L/∂w₁"], FACTORS) is None


def test_what_is_no_product_of_factors_is_left_alone():
    right = RIGHT["∂L/∂w₂"]
    assert diagnosis(right + 1, right, FACTORS) is None
    assert diagnosis(right + FACTORS["x"], right, FACTORS) is None
    assert diagnosis(np.full(len(right), 3.0), right, FACTORS) == "it is 3 whatever the input is"
    assert diagnosis(-np.zeros(len(right)), right, FACTORS) == "it is 0 whatever the input is"


def test_every_factor_of_the_right_lines_is_found_by_itself():
    found = EXERCISE.lines.factors(PLACES[0])
    assert {*FACTORS} <= {*found}
    assert found["1 − h"] == 1 - found["h"]
    assert found["y − t"] == found["y"] - found["t"]
    assert not any(name.startswith(("δ", "∂")) for name in found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda v: {"last_b2": v["x"] * v["w2"]}, "∂L/∂b₂: the factors x and w₂ are too many in it (B13)."),
        (lambda v: {"last_w2": 1 / v["h"] / v["y"]}, "∂L/∂w₂: the factors h and h and y are missing in it (B9)."),
        (
            lambda v: {"last_w2": -v["z1"]},
            "∂L/∂w₂: it has z₁ where another factor, h, belongs, and its sign is turned (B9).",
        ),
        (lambda v: {"last_w2": v["h"] + v["x"]}, "∂L/∂w₂: it has h + x where h alone belongs (B9)."),
    ],
)
def test_a_product_tells_by_its_ratio_what_no_single_edit_tells(change, words):
    def four_gradients(x, t, w1, b1, w2, b2):
        h = sigmoid(w1 * x + b1)
        y = sigmoid(w2 * h + b2)
        v = {"x": x, "h": h, "y": y, "w2": w2, "z1": w1 * x + b1, "last_w2": h, "last_b2": 1}
        v |= change(v)
        delta2 = (y - t) * y * (1 - y)
        delta1 = delta2 * w2 * h * (1 - h)
        return delta1 * x, delta1, delta2 * v["last_w2"], delta2 * v["last_b2"]

    assert words in " ".join(check("7.2", four_gradients).split())
