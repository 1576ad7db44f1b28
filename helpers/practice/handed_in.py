"""What a learner has handed in: called, read and put into words; whatever it is, nothing is raised."""

import inspect
from typing import NamedTuple

import numpy as np

from helpers.checks import described

UNANSWERED = "unanswered"
MOST_SHOWN = 24  # numbers in a sentence


class Call(NamedTuple):
    """What a learner's function gave for one case: a value, or a fault in words."""

    where: str
    value: object = None
    fault: str | None = None


def called(function, right, case):
    """Call a learner's function with the arguments of one case; whatever it does, come back with a Call."""
    names = list(inspect.signature(right).parameters)[: len(case)]
    where = "For " + ", ".join(f"{name} = {shown(value)}" for name, value in zip(names, case, strict=True))
    try:
        inspect.signature(function).bind(*case)
    except TypeError:
        return Call(where, fault=f"Your function must take {len(names)} arguments: {', '.join(names)}.")
    except ValueError:  # a function of Python's own that does not say what it takes
        pass
    try:
        with np.errstate(all="ignore"):
            value = function(*case)
    except (Exception, SystemExit) as error:  # a learner's mistake is told, not raised
        return Call(where, fault=f"{where} your function stops with {type(error).__name__}: {error}.")
    if value is None and not _is_empty(function):
        return Call(where, fault=f"{where} your function returns nothing. Is a return missing where it ends?")
    if unanswered(value):
        return Call(where, fault=UNANSWERED)
    wrong = no_number_like(value, right(*case))
    return Call(where, value, f"{where} your function's value {wrong}." if wrong else None)


def _is_empty(function):
    """Return whether there is nothing but dots in a function, or words."""
    code = getattr(function, "__code__", None)
    return code is not None and len(code.co_code) == len((lambda: None).__code__.co_code)


def unanswered(value):
    """Whether a value is still the dots of an exercise, or has them in it."""
    return value is None or value is ... or (isinstance(value, tuple | list) and any(map(unanswered, value)))


def no_number_like(value, right):
    """Return in words why a value cannot be compared with the right one, or None if it can."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        array = np.asarray(None)
    if array.dtype.kind not in ("b" if isinstance(right, bool) else "iuf"):
        return f"must be {_kind(right)}, but it is {shown(value)}"
    if array.shape != np.shape(right):
        turned = array.ndim == 2 and array.T.shape == np.shape(right)
        return f"must be {_kind(right)}, but it is {_kind(value)}{': it is turned over' if turned else ''}"
    if not np.isfinite(array).all():
        return f"is {shown(value)}, which is no number to go on with"
    return None


def _kind(value):
    if isinstance(value, bool | np.bool_):
        return "True or False"
    shape = np.shape(value)
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
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=4) if value.size <= MOST_SHOWN else described(value)
    try:
        return f"{value:.4g}"
    except Exception:  # it is no number, or one that is too large
        return described(value)
