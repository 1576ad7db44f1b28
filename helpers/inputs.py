"""The one gate at which wrong input is refused, in one sentence that names the argument.

A public function wears the gate as a decorator, so that the formulas below it stay bare:

    @checked(z=numbers)
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

Inner loops, whose input was checked once already, call the bare function: `sigmoid.core(z)`.
"""

import functools
import inspect
import math
import numbers as abstract
from operator import attrgetter
from types import SimpleNamespace

import numpy as np


def checked(*together, **gates):
    """Return a decorator that passes each named argument through its gate.

    gates: name of an argument = function (name, value) that returns the value to use, or refuses it.
    together: functions of all arguments at once, such as `same_shape("y", "t")`.
    Finite numbers may have a result too large for a float: that is inf, without a warning.
    The bare function stays reachable as `.core`.
    """

    def decorate(core):
        signature = inspect.signature(core)

        @functools.wraps(core)
        def public(*args, **kwargs):
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            for name, gate in gates.items():
                given.arguments[name] = gate(name, given.arguments[name])
            for check in together:
                check(SimpleNamespace(**given.arguments))
            with np.errstate(over="ignore", invalid="ignore"):  # too large for a float is inf, and no warning
                return core(*given.args, **given.kwargs)

        public.core = core
        return public

    return decorate


def numbers(name, value, infinite=False):
    """Return a finite number as a float, or numbers as a float array; refuse anything else.

    infinite: whether infinity may pass too, as it may in what was computed from finite numbers.
    """
    if type(value) in (float, np.float64) and math.isfinite(value):  # the common case, and the quick way through
        return value
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be an array whose rows are all equally long, but they differ.") from None
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} must be a number or an array of numbers, not {_described(value)}.")
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, but it is empty.")
    array = array.astype(float, copy=False)
    fine = ~np.isnan(array) if infinite else np.isfinite(array)
    if not fine.all():
        wrong = array[~fine][0]
        raise ValueError(f"{name} must be finite, but {'it is' if array.ndim == 0 else 'it holds'} {wrong}.")
    return float(array) if array.ndim == 0 else array


def number(name, value):
    """Return one finite number as a float; refuse anything else."""
    checked_value = numbers(name, value)
    if not isinstance(checked_value, float):
        raise TypeError(f"{name} must be one number, not an array of shape {checked_value.shape}.")
    return checked_value


def positive(name, value):
    """Return one number above zero as a float; refuse anything else."""
    if number(name, value) <= 0:
        raise ValueError(f"{name} must be above 0, but it is {value}.")
    return float(value)


def fraction(name, value):
    """Return one number from 0 to 1 as a float; refuse anything else."""
    if not 0 <= number(name, value) <= 1:
        raise ValueError(f"{name} must lie between 0 and 1, but it is {value}.")
    return float(value)


def count(name, value):
    """Return a whole number of at least 1; refuse anything else."""
    if not isinstance(value, abstract.Integral) or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, not {_described(value)}.")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, but it is {value}.")
    return int(value)


def function(name, value):
    """Return something that can be called; refuse anything else."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, not {_described(value)}.")
    return value


def one_of(*options):
    """Return a gate for a name that must be one of the options."""

    def chosen(name, value):
        if not isinstance(value, str) or value not in options:
            raise ValueError(f"{name} must be one of {', '.join(options)}, but it is {value!r}.")
        return value

    return chosen


def fields(kind, gate=numbers):
    """Return a gate for the NamedTuple `kind`, each of whose fields passes through `gate`."""

    def record(name, value):
        expected = f"{kind.__name__}({', '.join(kind._fields)})"
        if isinstance(value, str) or not hasattr(value, "__len__"):
            raise TypeError(f"{name} must be a {expected}, not {_described(value)}.")
        if len(value) != len(kind._fields):
            raise ValueError(f"{name} must be a {expected}, but it has {len(value)} entries.")
        return kind(*(gate(f"{name}.{field}", part) for field, part in zip(kind._fields, value, strict=True)))

    return record


def same_shape(first, second, axis=None):
    """Return a check that two arguments fit: equal shapes, or one of them a single number; or only along one axis."""

    def check(arguments):
        one, two = (np.shape(attrgetter(path)(arguments)) for path in (first, second))
        if axis is not None:
            one, two = one[axis : axis + 1], two[axis : axis + 1]
        if one and two and one != two:
            raise ValueError(f"{second} has shape {two}, but {first} has shape {one}: they must be equal.")

    return check


def _described(value):
    if value is None:
        return "None"
    return f"{value!r}" if isinstance(value, str | bool | complex) else f"a {type(value).__name__}"
