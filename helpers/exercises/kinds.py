"""The kinds of exercise: each knows what is right, and says in a sentence what is wrong with an answer.

`fault(answer)` returns that sentence, None for a right answer, and UNANSWERED where the dots still stand.
"""

import inspect
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

UNANSWERED = "unanswered"
CLOSE = 0.005  # an answer worked out on paper is right to three digits


class Value(NamedTuple):
    """A number, or several, to compute by hand."""

    right: float | tuple
    close: float = CLOSE

    def fault(self, answer):
        """Return what is wrong with a number."""
        wrong = _no_number_like(answer, self.right)
        if wrong:
            return f"Your answer {wrong}."
        if np.allclose(answer, self.right, rtol=self.close, atol=self.close / 100):
            return None
        return f"{_shown(answer)} is not it."


class Function(NamedTuple):
    """A function to write: compared with the right one on every case, a tuple of arguments."""

    right: Callable
    cases: list
    close: float = 1e-6

    def fault(self, answer):
        """Return where a function differs from the right one."""
        if not callable(answer):
            return f"Your answer must be a function, but it is {_shown(answer)}."
        for case in self.cases:
            found = called(answer, self.right, case)
            if found.fault:
                return found.fault
            wanted = self.right(*case)
            if not np.allclose(found.value, wanted, rtol=self.close, atol=self.close):
                return f"{found.where} yours gives {_shown(found.value)}, but {_shown(wanted)} is right."
        return None


class Found(NamedTuple):
    """Something to find, with many right answers: `fits(answer)` returns what is wrong with one, or None."""

    like: tuple
    fits: Callable

    def fault(self, answer):
        """Return what is wrong with what was found."""
        wrong = _no_number_like(answer, self.like)
        return f"Your answer {wrong}." if wrong else self.fits(answer)


class Call(NamedTuple):
    """What a learner's function gave for one case: a value, or a fault in words."""

    where: str
    value: object = None
    fault: str | None = None


def called(function, right, case):
    """Call a learner's function with the arguments of one case; whatever it does, come back with a Call."""
    names = list(inspect.signature(right).parameters)[: len(case)]
    where = "For " + ", ".join(f"{name} = {_shown(value)}" for name, value in zip(names, case, strict=True))
    try:
        inspect.signature(function).bind(*case)
    except TypeError:
        return Call(where, fault=f"Your function must take {len(names)} arguments: {', '.join(names)}.")
    try:
        with np.errstate(all="ignore"):
            value = function(*case)
    except Exception as error:  # a learner's mistake is told, not raised
        return Call(where, fault=f"{where} your function stops with {type(error).__name__}: {error}.")
    if unanswered(value):
        return Call(where, fault=UNANSWERED)
    wrong = _no_number_like(value, right(*case))
    return Call(where, value, f"{where} your function's value {wrong}." if wrong else None)


def unanswered(value):
    """Whether a value is still the dots of an exercise, or has them in it."""
    return value is None or value is ... or (isinstance(value, tuple | list) and any(map(unanswered, value)))


def _no_number_like(value, right):
    """Return in words why a value cannot be compared with the right one, or None if it can."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        return f"must be {_kind(right)}, but it is {_shown(value)}"
    if array.shape != np.shape(right):
        return f"must be {_kind(right)}, but it is {_kind(value)}"
    if not np.isfinite(array).all():
        return f"is {_shown(value)}, which is no number to go on with"
    return None


def _kind(value):
    if isinstance(value, bool | np.bool_):
        return "True or False"
    shape = np.shape(value)
    if shape == ():
        return "one number"
    return f"{shape[0]} numbers" if len(shape) == 1 else f"an array of shape {shape}"


def _shown(value):
    """Return a value in a few digits, for a sentence."""
    if isinstance(value, bool | np.bool_):
        return str(value)
    if callable(value):
        return getattr(value, "__name__", "a function")
    if isinstance(value, tuple | list):
        return "(" + ", ".join(_shown(part) for part in value) + ")"
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=4)
    try:
        return f"{value:.4g}"
    except (TypeError, ValueError):
        return repr(value)
