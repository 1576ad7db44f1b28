"""What a learner has handed in: read, called and put into words; whatever it is, nothing is raised."""

import copy
import inspect
from decimal import Decimal
from functools import wraps
from numbers import Real
from typing import NamedTuple

import numpy as np

from helpers.checks import described
from helpers.practice.time_limit import TooLong, within

UNANSWERED = "unanswered"
MOST_SHOWN = 24  # numbers in a sentence
SECONDS = 4  # for all calls of a learner's function together


class Calls(NamedTuple):
    """What a learner's function gave, case by case: its values, or a fault in words, and what is to be said besides."""

    values: list
    fault: str | None = None
    remark: str = ""


def calls(function, right, cases):
    """Call a learner's function with copies of the arguments of every case; whatever it does, come back with Calls."""
    if not callable(function):
        return Calls([], f"Your answer must be a function, but it is {shown(function)}.")
    fault = _other_arguments(function, right.parameters, cases)
    if fault:
        return Calls([], fault)
    values, used, changed = [], set(), set()

    def call_all():
        for case in cases:
            given = [_counted(part, i, used) if callable(part) else copy.deepcopy(part) for i, part in enumerate(case)]
            kept = copy.deepcopy(given)
            values.append(function(*given))
            changed.update(name for name, a, b in zip(right.parameters, given, kept, strict=False) if not _equal(a, b))

    try:
        with np.errstate(all="ignore"):
            within(SECONDS, call_all)
    except TooLong:
        where = where_of(right, cases[min(len(values), len(cases) - 1)])
        return Calls([], f"{where} your function had not come to its end after {SECONDS} seconds: does its loop end?")
    except (Exception, SystemExit) as error:  # a learner's mistake is told, not raised
        case = cases[len(values)]
        return Calls([], f"{where_of(right, case)} your function stops with {type(error).__name__}: {error}.")
    unused = [right.parameters[i] for i, part in enumerate(cases[0]) if callable(part) and i not in used]
    return Calls(values, _no_value(function, values, right, cases, unused), _of_changed(sorted(changed)))


def _other_arguments(function, names, cases):
    """Return in words that a function takes other arguments, or the same in another order, or None."""
    try:
        taken = inspect.signature(function)
        taken.bind(*cases[0])
    except TypeError:
        return f"Your function must take {len(names)} arguments: {', '.join(names)}."
    except ValueError:  # a function of Python's own that does not say what it takes
        return None
    taken = [name for name in taken.parameters if name in names]
    if sorted(taken) == sorted(names) and taken != list(names):
        asked, yours = ", ".join(names), ", ".join(taken)
        return f"Your function takes its arguments in another order: {asked} is asked for, not {yours}."
    return None


def _counted(function, i, used):
    """Return a function that does the same, and notes that it was called."""

    @wraps(function)
    def counted(*args, **kwargs):
        used.add(i)
        return function(*args, **kwargs)

    return counted


def _equal(one, other):
    return not isinstance(one, np.ndarray | list) or np.array_equal(one, other)


def _no_value(function, values, right, cases, unused):
    """Return in words why the values of a function are none to be compared, or None."""
    for value, case in zip(values, cases, strict=True):
        if value is None and not _is_empty(function):
            return f"{where_of(right, case)} your function returns nothing. Is a return missing where it ends?"
        if unanswered(value):
            return UNANSWERED
    return f"Your function never calls {unused[0]}, which it is given." if unused else None


def _of_changed(names):
    if not names:
        return ""
    return f" One thing besides: it changes {' and '.join(names)}, which it was given. Others may still need that."


def where_of(right, case):
    """Return for which arguments something was found."""
    named = zip(right.parameters, case, strict=False)
    return "For " + ", ".join(
        f"{name} of shape {np.shape(part)}" if np.size(part) > 6 else f"{name} = {shown(part)}" for name, part in named
    )


def _is_empty(function):
    """Return whether there is nothing but dots in a function, or words."""
    code = getattr(function, "__code__", None)
    return code is not None and len(code.co_code) == len((lambda: None).__code__.co_code)


def unanswered(value):
    """Whether a value is still the dots of an exercise, or has them in it."""
    return value is None or value is ... or (isinstance(value, tuple | list) and any(map(unanswered, value)))


def read(value, right, exactly=False):
    """Return a value as numbers of the right one's shape, and what is wrong with it, or None.

    right: a number, True or False, an array, or a tuple of these. Fractions and decimals are numbers; a row is a row
    also where it has two dimensions, if its shape need not be exactly the right one's.
    """
    if isinstance(right, tuple) and np.ndim(right[0]):
        if not isinstance(value, tuple | list) or len(value) != len(right):
            return None, f"must be {len(right)} arrays, but it is {_kind(value)}"
        parts = [read(one, other, exactly=True) for one, other in zip(value, right, strict=True)]
        wrong = [f"no. {i} of {len(parts)} {wrong}" for i, (_, wrong) in enumerate(parts, 1) if wrong]
        return tuple(part for part, _ in parts), wrong[0] if wrong else None
    try:
        array = np.asarray(value)
        if array.dtype == object and all(isinstance(number, Real | Decimal) for number in array.flat):
            array = array.astype(float)
    except (ValueError, OverflowError):  # rows of different lengths
        array = np.asarray(None)
    if array.dtype.kind not in ("b" if isinstance(right, bool | np.bool_) else "iuf"):
        return None, f"must be {_kind(right)}, but it is {shown(value)}"
    shape = np.shape(right)
    a_row = array.ndim == 2 and 1 in array.shape and array.size == np.size(right) and len(shape) < 2
    if a_row and not exactly:
        array = array.reshape(shape)
    if array.shape != shape:
        return array, f"must be {_kind(right)}, but it is {_kind(value)}{_why_several(value, array, right)}"
    if not np.isfinite(array).all():
        return array, f"is {shown(value)}, which is no number to go on with (is something divided by 0?)"
    return array, None


def _why_several(value, array, right):
    """Return what makes several numbers of one, for the end of a sentence."""
    if np.ndim(right) or array.ndim != 1:
        return ""
    if np.isclose(array.sum(), right):
        return ". Add them up"
    comma = isinstance(value, tuple) and len(value) == 2 and array.dtype.kind in "iu"
    return f". A comma makes two numbers of it: write {value[0]}.{value[1]}, or {value[0]}{value[1]}" if comma else ""


def _kind(value):
    if isinstance(value, bool | np.bool_):
        return "True or False"
    try:
        shape = np.shape(value)
    except ValueError:
        return shown(value)
    if shape == ():
        return "one number"
    if shape == (1,):
        return "one number in a list"
    what = "values True or False" if np.asarray(value).dtype == bool else "numbers"
    return f"{shape[0]} {what}" if len(shape) == 1 else f"an array of shape {shape}"


def shown(value):
    """Return a value in a few digits, for a sentence."""
    if isinstance(value, bool | np.bool_):
        return str(value)
    if callable(value):
        return getattr(value, "__name__", "a function")
    if isinstance(value, tuple | list):
        if len(value) > MOST_SHOWN:
            return f"{described(value)} of {len(value)} parts"
        return "(" + ", ".join(shown(part) for part in value) + ")"
    if isinstance(value, np.ndarray) and value.ndim:
        return np.array2string(value, precision=4) if value.size <= MOST_SHOWN else described(value)
    try:
        return f"{value:.4g}"
    except Exception:  # it is no number, or one that is too large
        return described(value)
