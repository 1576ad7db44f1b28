"""The name of the mistake: what is said about a wrong derivative is what is wrong with it."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import two_layer
from helpers.activations import sigmoid, sigmoid_prime
from helpers.practice import chapter_07, check
from helpers.practice.diagnosis import PAIRS, as_product, diagnosis, in_words

FACTORS = {
    name: np.array([chapter_07.factors(*place)[name] for place in chapter_07.PLACES])
    for name in chapter_07.factors(*chapter_07.PLACES[0])
}
RIGHT = {
    name: np.array([chapter_07.four_gradients(*place)[i] for place in chapter_07.PLACES])
    for i, name in enumerate(chapter_07.NAMES)
}
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
    values = np.broadcast_to(values, len(chapter_07.PLACES))
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
    others = np.random.default_rng(3).normal(0, 1, len(chapter_07.PLACES))
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
    noise = np.resize([0, 1, -1], len(chapter_07.PLACES))
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
    assert diagnosis(np.zeros(len(right)), right, FACTORS) == "it is 0 whatever the input is"


def gradients_with(change):
    """Return a learner's four_gradients with one line changed by `change(names of all values)`."""

    def four_gradients(x, t, w1, b1, w2, b2):
        h = sigmoid(w1 * x + b1)
        y = sigmoid(w2 * h + b2)
        v = {"x": x, "h": h, "y": y, "w2": w2, "z1": w1 * x + b1, "e": y - t, "dy": y * (1 - y), "dh": h * (1 - h)}
        v |= {"last_w1": x, "last_b1": 1, "last_w2": h, "last_b2": 1, "through": w2} | change(v)
        delta2 = v["e"] * v["dy"]
        delta1 = delta2 * v["through"] * v["dh"]
        return delta1 * v["last_w1"], delta1 * v["last_b1"], delta2 * v["last_w2"], delta2 * v["last_b2"]

    return four_gradients


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda v: {"last_b2": v["w2"]}, "∂L/∂b₂: the factor w₂ is too many in it. Look again at B13."),
        (lambda v: {"dy": 1}, "∂L/∂w₁: the factor y(1 − y) is missing in it. Look again at B15."),
        (lambda v: {"dh": v["h"]}, "∂L/∂w₁: the factor 1 − h is missing in it. Look again at B15."),
        (lambda v: {"dh": sigmoid_prime(v["h"])}, "∂L/∂w₁: it has σ'(h) where another factor, h(1 − h), belongs."),
        (lambda v: {"e": -v["e"]}, "∂L/∂w₁: its sign is turned."),
        (lambda v: {"e": 2 * v["e"]}, "∂L/∂w₁: it is twice the right one"),
        (lambda v: {"last_w2": v["z1"]}, "∂L/∂w₂: it has z₁ where another factor, h, belongs. Look again at B9."),
        (lambda v: {"last_w2": v["x"]}, "∂L/∂w₂: it has x where another factor, h, belongs."),
        (lambda v: {"through": 1}, "∂L/∂w₁: the factor w₂ is missing in it."),
        (lambda v: {"last_b1": v["x"]}, "∂L/∂b₁: the factor x is too many in it. Look again at B16."),
        (lambda v: {"last_b2": 0}, "∂L/∂b₂: it is 0 whatever the input is. Look again at B13."),
        (lambda v: {"last_b2": 1 + v["x"]}, "∂L/∂b₂: what is wrong with it I cannot tell."),
    ],
)
def test_exercise_7_2_names_the_mistake(change, words):
    assert words in check("7.2", gradients_with(change))


def test_when_it_cannot_tell_it_shows_the_number_that_nudging_measures():
    reply = check("7.2", gradients_with(lambda v: {"last_b2": 1 + v["x"]}))
    assert "yours gives -0.2286, but nudging measures -0.09525" in reply


def test_an_answer_that_is_right_in_one_place_only_is_told_so():
    reply = check("7.2", lambda x, t, w1, b1, w2, b2: (-0.0228187125, -0.0162990803, -0.0657166937, -0.0952450655))
    assert "whatever the input is" in reply


def test_right_answers_written_differently_pass():
    def rearranged(x, t, w1, b1, w2, b2):
        h = 1 / (1 + np.exp(-b1 - x * w1))
        y = 0.5 * (1 + np.tanh((b2 + h * w2) / 2))
        d2 = -(t - y) * (y - y**2)
        d1 = d2 * (h - h * h) * w2
        return [x * d1, d1, h * d2, d2]

    assert check("7.2", rearranged).startswith("Exercise 7.2: right.")

    def by_helpers(x, t, *params):
        params = two_layer.Params(*params)
        return two_layer.backward(params, two_layer.forward(params, x), t)

    assert check("7.2", by_helpers).startswith("Exercise 7.2: right.")
