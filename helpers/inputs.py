"""The one gate at which wrong input is refused, in one sentence that names the argument.

A public function wears the gate as a decorator, so that the formulas below it stay bare:

    @checked(z=numbers)
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

Inner loops, whose input was checked once already, call the bare function: `sigmoid.core(z)`.
"""

import difflib
import functools
import inspect
import math
import numbers as abstract
import reprlib
from operator import attrgetter
from types import SimpleNamespace

import numpy as np

LARGEST_COUNT = 10_000_000  # more steps or examples would keep a page waiting for hours
DEEPEST = 20  # lists in lists: more of them is a list that holds itself


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
    if type(value) is int:
        return _as_float(name, value)
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be an array whose rows are all equally long, but they differ.") from None
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} must be a number or an array of numbers, not {described(value)}.")
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, but it is empty.")
    with np.errstate(over="ignore"):  # a number that only a longer float can hold becomes inf
        array = array.astype(float, copy=False)
    fine = ~np.isnan(array) if infinite else np.isfinite(array)
    if not fine.all():
        wrong = array[~fine][0]
        raise ValueError(f"{name} must be finite, but {'it is' if array.ndim == 0 else 'it holds'} {wrong}.")
    return float(array) if array.ndim == 0 else array


def _as_float(name, whole):
    try:
        return float(whole)
    except OverflowError:
        raise ValueError(f"{name} must be finite, but it is a whole number too large for a float.") from None


def shaped(*shape):
    """Return a gate for numbers of a shape, in which a letter stands for any length: shaped("N", 64)."""
    written = f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})"

    def array(name, value):
        checked_value = numbers(name, value)
        lengths = np.shape(checked_value)
        fits = len(lengths) == len(shape) and all(
            isinstance(n, str) or n == m for n, m in zip(shape, lengths, strict=True)
        )
        if not fits:
            raise ValueError(f"{name} must have the shape {written}, but it is {lengths}.")
        return checked_value

    return array


def one_number(name, value):
    """Return one finite number as a float; refuse anything else."""
    checked_value = numbers(name, value)
    if not isinstance(checked_value, float):
        raise TypeError(f"{name} must be one number, not an array of shape {checked_value.shape}.")
    return checked_value


def positive(name, value):
    """Return one number above zero as a float; refuse anything else."""
    if one_number(name, value) <= 0:
        raise ValueError(f"{name} must be above 0, but it is {value}.")
    return float(value)


def between(low, high):
    """Return a gate for one number from low to high, as a float."""
    limits = f"{low:,.12g} and {high:,.12g}".replace("-", "−")

    def limited(name, value):
        number = one_number(name, value)
        if not low <= number <= high:
            raise ValueError(f"{name} must lie between {limits}, but it is {number:g}.")
        return number

    return limited


fraction = between(0, 1)


def zero_or_one(name, value):
    """Return 0 or 1 as a float, or an array of these; refuse anything else."""
    checked_value = numbers(name, value)
    if not np.isin(checked_value, (0, 1)).all():
        raise ValueError(f"{name} must be 0 or 1, but it is {described(value)}.")
    return checked_value


def whole(low, high=None):
    """Return a gate for a whole number from low to high."""
    limits = f"of at least {low}" if high is None else f"from {low} to {high:,}".replace("-", "−")

    def limited(name, value):
        if not isinstance(value, abstract.Integral) or isinstance(value, bool):
            raise TypeError(f"{name} must be a whole number {limits}, not {described(value)}.")
        if value < low or (high is not None and value > high):
            raise ValueError(f"{name} must be a whole number {limits}, but it is {described(value)}.")
        return int(value)

    return limited


count = whole(1, LARGEST_COUNT)


def generator(name, value):
    """Return a numpy Generator, where chance comes from; refuse anything else."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(f"{name} must be a numpy Generator, as default_rng(0) makes one, not {described(value)}.")
    return value


def text(name, value):
    """Return words; refuse anything else."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string, not {described(value)}.")
    return value


def function(name, value, result=None, too_large=None):
    """Return a function as it came, but one that is refused by name where it cannot take what it is called with.

    result: a gate (name, value, first argument) for what it returns, whenever it is called. too_large: what it is to
    return where Python's own numbers stop with an OverflowError, or None to let that pass.
    """
    if not callable(value):
        raise TypeError(f"{name} must be a function, not {described(value)}.")

    @functools.wraps(value)
    def known(*arguments):
        try:
            returned = value(*arguments)
        except TypeError:
            if _takes(value, arguments):
                raise
            many = "one argument" if len(arguments) == 1 else f"{len(arguments)} arguments"
            raise TypeError(f"{name} must be a function of {many}, but it takes others.") from None
        except OverflowError:
            if too_large is None:
                raise
            returned = too_large
        return returned if result is None else result(name, returned, arguments[0])

    return known


def _takes(function, arguments):
    """Whether a function can be called with these arguments, as far as it says."""
    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    except ValueError:  # one of Python's own that does not say what it takes
        pass
    return True


def number_function(name, value):
    """Return a function each of whose values must be one number, be it nan or inf; refuse anything else."""
    return function(name, value, _one_returned, too_large=math.inf)  # as numpy's own numbers would be


def _one_returned(name, value, _):
    if type(value) in (float, np.float64):
        return value
    if isinstance(value, list | tuple) or np.ndim(value) > 0 or np.asarray(value).dtype.kind not in "iuf":
        raise TypeError(f"{name} must return one number, but it returned {described(value)}.")
    return float(value)


def elementwise(name, value):
    """Return a function that must return a number for each number of its first argument; refuse anything else."""
    return np.errstate(divide="ignore")(function(name, value, _as_many_returned))


def _as_many_returned(name, value, first):
    returned = numbers(f"{name}(…)", value, infinite=True)
    if np.shape(returned) != np.shape(first):
        shapes = f"{np.shape(returned)} for {np.shape(first)}"
        raise ValueError(f"{name} must return a number for each that it is given, but it returned the shape {shapes}.")
    return returned


def one_of(*options):
    """Return a gate for a name that must be one of the options."""

    def chosen(name, value):
        if not isinstance(value, str) or value not in options:
            nearest = difflib.get_close_matches(value, options, 1) if isinstance(value, str) else []
            meant = f"; the nearest is {nearest[0]!r}" if nearest else ""
            raise ValueError(f"{name} must be one of {listed(options)}, but it is {described(value)}{meant}.")
        return value

    return chosen


def each(gate):
    """Return a gate for a list, a tuple or an array, not empty, each part of which passes through `gate`."""

    def parts(name, value):
        if not isinstance(value, list | tuple) and not (isinstance(value, np.ndarray) and value.ndim):
            raise TypeError(f"{name} must be a list, not {described(value)}.")
        if len(value) == 0:
            raise ValueError(f"{name} must hold at least one entry, but it is empty.")
        return [gate(f"{name}[{i}]", part) for i, part in enumerate(value)]

    return parts


def mapping(key, gate):
    """Return a gate for a dict, not empty, with keys that pass through `key` and values through `gate`."""

    def by_key(name, value):
        if not isinstance(value, dict):
            raise TypeError(f"{name} must be a dict, not {described(value)}.")
        if not value:
            raise ValueError(f"{name} must hold at least one entry, but it is empty.")
        for each_key in value:
            key(f"a key of {name}", each_key)
        return {each_key: gate(f"{name}[{each_key!r}]", part) for each_key, part in value.items()}

    return by_key


def fields(kind, gate=numbers, **gates):
    """Return a gate for the NamedTuple `kind`: each field passes through a gate of its own in `gates`, or `gate`."""
    expected = f"{kind.__name__}({', '.join(kind._fields)})"

    def record(name, value):
        if not isinstance(value, list | tuple) and np.ndim(value) != 1:
            raise TypeError(f"{name} must be a {expected}, not {described(value)}.")
        if len(value) != len(kind._fields):
            raise ValueError(f"{name} must be a {expected}, but it has {len(value)} entries.")
        parts = zip(kind._fields, value, strict=True)
        return kind(*(gates.get(field, gate)(f"{name}.{field}", part) for field, part in parts))

    return record


def parameters(name, value, depth=0):
    """Return a number, an array, or a tuple or list of such, as it came; refuse anything else."""
    if not isinstance(value, tuple | list):
        numbers(name, value)
    elif not value:
        raise ValueError(f"{name} must hold at least one number, but it is empty.")
    elif depth == DEEPEST:
        raise ValueError(f"{name} must hold numbers, but in it there is only one list in another.")
    elif hasattr(value, "_fields"):
        for field, part in zip(value._fields, value, strict=True):
            parameters(f"{name}.{field}", part, depth + 1)
    else:
        for i, part in enumerate(value):
            parameters(f"{name}[{i}]", part, depth + 1)
    return value


def alike(first, second):
    """Return a check that two arguments, as `parameters` lets them pass, have the same parts in the same shapes."""

    def check(arguments):
        refuse_unlike(second, getattr(arguments, second), first, getattr(arguments, first))

    return check


def refuse_unlike(name, value, model_name, model):
    """Refuse a value that has not the parts of a model, in the same shapes."""
    shapes, expected = _shapes(value), _shapes(model)
    if shapes != expected:
        raise ValueError(f"{name} must have the shapes of {model_name}, {expected}, but it has {shapes}.")


def _shapes(value):
    return [_shapes(part) for part in value] if isinstance(value, tuple | list) else np.shape(value)


def one_shape(name):
    """Return a check that all fields of an argument have one shape; some may be single numbers."""

    def check(arguments):
        shapes = {np.shape(part) for part in getattr(arguments, name)} - {()}
        if len(shapes) > 1:
            raise ValueError(f"{name} must have fields of one shape, but they have {' and '.join(map(str, shapes))}.")

    return check


def offered(*names):
    """Return a check that arguments of a picture's `update` are among what its own `ranges` offer for these names."""

    def check(arguments):
        for name in names:
            options, value = arguments.self.ranges[name], getattr(arguments, name)
            if isinstance(options, tuple):
                whole(*options[:2])(name, value)
                continue
            values = [option[1] if isinstance(option, tuple) else option for option in options]
            if not isinstance(value, str | abstract.Integral) or isinstance(value, bool) or value not in values:
                raise ValueError(f"{name} must be one of {listed(values)}, but it is {described(value)}.")

    return check


def same_shape(first, second, axis=None):
    """Return a check that two arguments fit: equal shapes, or one of them a single number; or only along one axis."""

    def check(arguments):
        one, two = (np.shape(attrgetter(path)(arguments)) for path in (first, second))
        if axis is not None:
            one, two = one[axis : axis + 1], two[axis : axis + 1]
        if one and two and one != two:
            raise ValueError(f"{second} has shape {two}, but {first} has shape {one}: they must be equal.")

    return check


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
