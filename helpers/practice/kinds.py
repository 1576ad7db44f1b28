"""The kinds of exercise: each knows what is right, and says in a sentence what is wrong with an answer.

`fault(answer)` returns that sentence, None for a right answer, and UNANSWERED where the dots still stand.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.practice.arguments import misread
from helpers.practice.diagnosis import CONSTANTS, diagnosis
from helpers.practice.handed_in import called, no_number_like, shown

CLOSE = 0.005  # an answer worked out on paper is right to three digits
RATIOS = {  # what a number is times the right one, and what that says
    -1.0: "The sign is turned.",
    2.0: "That is twice the right one.",
    0.5: "That is half of the right one.",
    10.0: "The point stands one place too far to the right.",
    0.1: "The point stands one place too far to the left.",
}


class Value(NamedTuple):
    """A number, or several, to compute by hand; `slips` says what led to a wrong one: [(number, words), …]."""

    right: float | tuple
    close: float = CLOSE
    slips: tuple = ()

    def fault(self, answer):
        """Return what is wrong with a number."""
        wrong = no_number_like(answer, self.right)
        if wrong:
            return f"Your answer {wrong}."
        if self._is(answer, self.right):
            return None
        for slip, words in self.slips:
            if self._is(answer, slip):
                return words
        for ratio, words in RATIOS.items():
            if self._is(answer, ratio * np.asarray(self.right)):
                return words
        return self._one_of_several(answer) or f"{shown(answer)} is not it."

    def _one_of_several(self, answer):
        """Return which of several numbers is wrong, or None where none of them is right."""
        if not np.shape(self.right):
            return None
        if self._is(np.sort(answer), np.sort(self.right)):
            return "The numbers are right, but not in the order that is asked for."
        faults = [Value(right, self.close).fault(one) for one, right in zip(answer, self.right, strict=True)]
        wrong = [number for number, fault in enumerate(faults) if fault]
        if len(wrong) == len(faults):
            return None
        return f"Number {wrong[0] + 1} of your {len(faults)} is wrong. {faults[wrong[0]]}"

    def _is(self, answer, wanted):
        return np.allclose(answer, wanted, rtol=self.close, atol=self.close / 100)


class Function(NamedTuple):
    """A function to write, compared with the right one on every case, a tuple of arguments.

    slips: [(another function, words), …]: whose values an answer has, and so what went wrong in it.
    """

    right: Callable
    cases: list
    close: float = 1e-6
    slips: tuple = ()

    def fault(self, answer):
        """Return where a function differs from the right one, and if that can be told, why."""
        found, fault = handed_in(answer, self.right, self.cases)
        if fault:
            return fault
        differs = [
            not self._agrees(call.value, self.right(*case)) for call, case in zip(found, self.cases, strict=True)
        ]
        if not any(differs):
            return None
        for slip, words in self.slips:
            if all(self._agrees(call.value, slip(*case)) for call, case in zip(found, self.cases, strict=True)):
                return words
        for constant, words in CONSTANTS.items():
            right = (constant * np.asarray(self.right(*case)) for case in self.cases)
            if all(self._agrees(call.value, wanted) for call, wanted in zip(found, right, strict=True)):
                return f"In every case {words}."
        first = differs.index(True)
        wanted = shown(self.right(*self.cases[first]))
        where = f"{found[first].where} yours gives {shown(found[first].value)}, but {wanted} is right."
        if not differs[0] and all(differs[1:]):
            return f"It is right in one place only: has a number got into it where a name belongs? {where}"
        words = misread(answer, self.right, self.cases, self._agrees)
        return words or f"What is wrong with it I cannot tell. {where}"

    def _agrees(self, value, wanted):
        return np.allclose(value, wanted, rtol=self.close, atol=self.close)


class Derivative(NamedTuple):
    """A function to write that returns slopes, each a product of factors: what is wrong is found by its ratio.

    names: what each slope is called, and the formula to look at, {"∂L/∂w₁": "B15", …}. places: tuples of arguments,
    well more than there are factors, no two alike. factors(*place): {name: value} of all that may stand in a slope, by
    right or by mistake. nudged(*place): the slopes measured by nudging. special: more places, where factors are 0.
    slips: as for a Function, for what no factor tells: a mistake in what comes before the slopes.
    """

    right: Callable
    names: dict
    places: list
    factors: Callable
    nudged: Callable
    special: list = ()
    slips: tuple = ()

    def fault(self, answer):
        """Return which slope is wrong, and why."""
        places = [*self.places, *self.special]
        found, fault = handed_in(answer, self.right, places)
        if fault:
            return fault
        values = np.array([np.atleast_1d(call.value) for call in found])  # (places, slopes)
        right = np.array([np.atleast_1d(self.right(*place)) for place in places])
        wrong = ~_same(values, right)
        for column, (name, formula) in enumerate(self.names.items()):
            if wrong[:, column].any():
                return self._of_all(values, right, places) or self._why(
                    name, formula, values[:, column], right[:, column], wrong[:, column], found
                )
        return None

    def _of_all(self, values, right, places):
        """Return what is wrong with all the slopes together, or None."""
        for slip, words in self.slips:
            if all(_same(row, slip(*place)).all() for row, place in zip(values, places, strict=True)):
                return words
        if _same(np.sort(values), np.sort(right)).all():
            return f"The slopes are right, but not their order, which must be {', '.join(self.names)}."
        if np.allclose(values, right, rtol=0.01, atol=1e-6):
            return "It is nearly right everywhere, but not quite: is a number in it rounded, or measured by nudging?"
        return None

    def _why(self, name, formula, values, right, wrong, found):
        usual = slice(len(self.places))
        factors = [self.factors(*place) for place in self.places]
        listed = {factor: np.array([place[factor] for place in factors]) for factor in factors[0]}
        words = diagnosis(values[usual], right[usual], listed)
        if words and wrong[usual].any():
            return f"{name}: {words}. Look again at {formula}."
        first = int(np.argmax(wrong))
        place = [*self.places, *self.special][first]
        measured = np.atleast_1d(self.nudged(*place))[list(self.names).index(name)]
        only = "Right in one place only. " if wrong.sum() == len(wrong) - 1 else ""
        return (
            f"{name}: what is wrong with it I cannot tell. {only}{found[first].where} yours gives "
            f"{shown(values[first])}, but nudging measures {shown(measured)}. Look again at {formula}."
        )


def _same(values, right):
    return np.isclose(values, right, rtol=1e-6, atol=1e-12)


class Found(NamedTuple):
    """Something to find, with many right answers: `fits(answer)` returns what is wrong with one, or None."""

    like: tuple
    fits: Callable

    def fault(self, answer):
        """Return what is wrong with what was found."""
        wrong = no_number_like(answer, self.like)
        return f"Your answer {wrong}." if wrong else self.fits(answer)


def handed_in(answer, right, cases):
    """Return what a learner's function gives for each case, as Calls, and the first fault, or None."""
    if not callable(answer):
        return [], f"Your answer must be a function, but it is {shown(answer)}."
    found = []
    for case in cases:
        found.append(called(answer, right, case))
        if found[-1].fault:
            return found, found[-1].fault
    return found, None
