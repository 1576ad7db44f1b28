"""The few guards of the collection, and the words in which it refuses.

A guard stands only where numpy would go on without a word: text that looks like a number, NaN, nothing at all, shapes
that stretch to fit. Each is one line of a function, names the argument, and raises TypeError or ValueError with one
sentence; everything else Python and numpy refuse by themselves.
"""

import difflib
import math
import numbers as abstract
import reprlib

import numpy as np


def numbers(name, value):
    """Return a finite number as it came, or finite numbers as an array of floats; refuse anything else.

    Raises TypeError for what is no number, ValueError for NaN, infinity, and an array with nothing in it.
    """
    if isinstance(value, float) and math.isfinite(value):  # the common case, and the quick way through
        return value
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} must be a number or an array of numbers, not {described(value)}.")
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, but it is empty.")
    if not np.isfinite(array).all():
        wrong = array[~np.isfinite(array)][0]
        raise ValueError(f"{name} must be finite, but {'it is' if array.ndim == 0 else 'it holds'} {wrong}.")
    return array.astype(float, copy=False) if array.ndim else float(array)


def one_number(name, value):
    """Return a single finite number as a float; refuse anything else, as `numbers` does."""
    if np.ndim(number := numbers(name, value)):
        raise TypeError(f"{name} must be a single number, but its shape is {np.shape(number)}.")
    return float(number)


def rows(name, value):
    """Return examples as an array of floats (N, n), one a row; refuse anything else, as `numbers` does."""
    array = numbers(name, value)
    if np.ndim(array) != 2:
        raise ValueError(f"{name} must hold an example in each row, but its shape is {np.shape(array)}.")
    return array


def same_shape(name, value, other_name, other):
    """Refuse an array of another shape than what it meets: numpy may stretch one of them. A single number fits all."""
    if not isinstance(value, float) and np.shape(value) not in ((), np.shape(other)):
        shapes = f"{name} has shape {np.shape(value)}, but {other_name} has shape {np.shape(other)}"
        raise ValueError(f"{shapes}: they must be equal.")


def same_length(name, value, other_name, other):
    """Refuse arrays with different numbers of rows: of the longer one some would be left out."""
    if len(value) != len(other):
        raise ValueError(f"{name} has {len(value)} rows, but {other_name} has {len(other)}: they must be equal.")


def positive(name, value):
    """Refuse a number that is not finite and above 0."""
    if not 0 < value < math.inf:
        raise ValueError(f"{name} must be above 0 and finite, but it is {value}.")


def zero_or_one(name, value):
    """Refuse a target that is not 0 or 1: with −1 for no, as others write it, nothing would ever be learned."""
    if value not in (0, 1):
        raise ValueError(f"{name} must be 0 or 1, but it is {described(value)}.")


def one_of(name, value, options):
    """Return a name that is one of the options; refuse anything else, with the nearest of them."""
    if not isinstance(value, str) or value not in options:
        nearest = difflib.get_close_matches(value, options, 1) if isinstance(value, str) else []
        meant = f"; the nearest is {nearest[0]!r}" if nearest else ""
        raise ValueError(f"{name} must be one of {listed(options)}, but it is {described(value)}{meant}.")
    return value


def listed(options):
    """Return options as text: all of them, or the first and the last of many."""
    shown = list(map(str, options))
    return ", ".join(shown if len(shown) <= 12 else [*shown[:3], "…", shown[-1]])


def described(value):
    """Return in a few words what a value is."""
    if isinstance(value, int) and abs(value) >= 10**15:
        return f"a whole number of {int(math.log10(abs(value))) + 1} digits"
    if value is None or isinstance(value, abstract.Number):
        return str(value)
    if isinstance(value, str):
        return reprlib.repr(value)
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype.name}"
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'aeioAEIO' else 'a'} {kind}"
