"""A wrong function's arguments: what is exchanged, taken for another, turned or unused is named, for any function."""

import inspect
import math
from itertools import permutations

import numpy as np
import pytest

from helpers.practice import arguments


def right(a, b, c, d=0.5):
    """Return something in which each argument has another part."""
    return a**3 - 2 * b + a * c**2 + np.sin(d) + c


NAMES = list(inspect.signature(right).parameters)
CASES = [(0.3, 1.2, -0.7, 0.4), (-1.1, 0.6, 2.0, 0.9), (1.7, -0.2, 0.5, -1.3)]


def fault(answer, cases=CASES):
    return arguments.misread(answer, right, cases, np.isclose)


@pytest.mark.parametrize(("i", "j"), list(permutations(range(4), 2)))
def test_one_argument_for_another_is_named(i, j):
    def taken(*case):
        case = list(case)
        case[j] = case[i]
        return right(*case)

    def exchanged(*case):
        case = list(case)
        case[i], case[j] = case[j], case[i]
        return right(*case)

    assert fault(taken) == f"Yours has {NAMES[i]} where {NAMES[j]} belongs."
    first, second = sorted((i, j))
    assert fault(exchanged) == f"{NAMES[first]} and {NAMES[second]} have changed places in yours."


@pytest.mark.parametrize("i", range(4))
def test_a_turned_sign_is_named(i):
    def turned(*case):
        return right(*case[:i], -case[i], *case[i + 1 :])

    assert fault(turned) == f"{NAMES[i]} has the wrong sign in yours."


def test_an_argument_that_only_some_cases_give_may_be_unused():
    def unused(a, b, c, d=0.5):
        return right(a, b, c)

    assert fault(unused, [CASES[0], CASES[1][:3]]) == "Yours gives the same whatever d is: is d used in it?"


def test_an_argument_may_be_unused_beside_values_that_are_no_numbers_and_two_that_one_case_leaves_out():
    def scaled(factor, values, power=2.0, shift=0.0):
        return factor * sum(values) ** power + shift

    def unused(factor, values, power=2.0, shift=0.0):
        return scaled(0.25, values, power, shift)

    cases = [(0.5, [1.0, 2.0], 3.0, 1.0), (1.5, [2.0, 0.5])]
    said = "Yours gives the same whatever factor is: is factor used in it?"
    assert arguments.misread(unused, scaled, cases, np.isclose) == said


def test_what_is_none_of_these_is_left_alone():
    assert fault(lambda a, b, c, d: a + b + c + d) is None
    assert fault(lambda a, b, c, d: right(a, b, c, d) if a in (0.3, -1.1, 1.7) else 1 / 0) is None


def test_an_argument_that_the_last_case_alone_depends_on_is_used():
    def last_only(a, b, c, d):
        return right(a, b, c, d) if b < 0.9 else right(a, b, 0.0, d)  # in the first case c is left out

    def first_only(a, b, c, d):
        return right(a, b, c, d) if b > 0.9 else right(a, b, 0.0, d)  # in the second

    assert fault(last_only, CASES[:2]) is None
    assert fault(first_only, CASES[:2]) is None


@pytest.mark.parametrize("i", range(3))
def test_an_argument_that_nothing_depends_on_is_named(i):
    def unused(*case):
        return right(*case[:i], 0.25, *case[i + 1 :])

    assert fault(unused) == f"Yours gives the same whatever {NAMES[i]} is: is {NAMES[i]} used in it?"


def test_only_numbers_that_every_case_gives_are_exchanged_or_turned():
    def scaled(factor, values, power=2.0, shift=0.0):
        return factor * sum(values) ** power + shift

    def turned(factor, values, power=2.0, shift=0.0):
        return scaled(-factor, values, power, shift)

    cases = [(0.5, [1.0, 2.0], 3.0, 1.0), (1.5, [2.0, 0.5])]
    assert arguments.misread(turned, scaled, cases, np.isclose) == "factor has the wrong sign in yours."


def test_a_change_that_the_right_function_cannot_take_is_no_mistake():
    def rooted(a, b):
        return math.sqrt(a) + b

    cases = [(4.0, 1.0), (9.0, 2.0)]
    assert arguments.misread(lambda a, b: a * b, rooted, cases, np.isclose) is None
