"""What a refusal must be, and the kinds of bad value that arguments have in common.

A table has a row for each callable: {name of an argument: (a good value, the bad ones)}.
"""

import inspect
import re
import signal

import numpy as np
import pytest

from helpers.inputs import described

SELF = []
SELF.append(SELF)
HUGE = 10**5000  # Python cannot even print it
OF_WRONG_TYPE = ("1", None, True, 1j, {}, {1.0}, object(), abs, iter([1.0]))
NOT_FINITE = (np.nan, np.inf, -np.inf, 10**400)
NOT_ONE_NUMBER = (*OF_WRONG_TYPE, *NOT_FINITE, HUGE, [], [0.1], np.ones((2, 2)))
NOT_NUMBERS = (
    *OF_WRONG_TYPE, *NOT_FINITE, [], np.empty((0, 2)), [1.0, np.nan], [1.0, np.inf], [[1.0], [1.0, 2.0]], ["1"], [None],
    SELF,
)  # fmt: skip
NOT_POSITIVE = (*NOT_ONE_NUMBER, 0, -1)
NOT_A_FRACTION = (*NOT_ONE_NUMBER, -0.1, 1.5)
NOT_WHOLE = (*OF_WRONG_TYPE, *NOT_FINITE, 2.5, 3.0, [], [3], HUGE, -HUGE)
NOT_COUNTS = (*NOT_WHOLE, 0, -3, 10**9)
NOT_FUNCTIONS = (None, 3, "sigmoid", [], {}, object(), lambda: 1)
NOT_LOSSES = (
    *NOT_FUNCTIONS, lambda w: "1", lambda w: None, lambda w: np.ones(2), lambda w: [[1], [1, 2]], lambda w: 1j,
)  # fmt: skip
NOT_ELEMENTWISE = (*NOT_FUNCTIONS, lambda z: "1", lambda z: None, lambda z: 1.0, lambda z: z[:1], lambda z: z + np.nan)
NOT_GENERATORS = (None, 0, "rng", np.random, np.random.RandomState(0))
NOT_CHOICES = (*OF_WRONG_TYPE, "", "XR", "sigmod", 99, -1, HUGE, np.nan, [], ["AND"], np.ones((40, 40)))


def named(call):
    """Return a callable's name and its module's."""
    return f"{call.__module__.removeprefix('helpers.')}.{call.__qualname__}"


def public_functions(module):
    """Return the functions that a module defines for others to call."""
    found = [f for name, f in inspect.getmembers(module, inspect.isfunction) if name[0] != "_"]
    return [f for f in found if f.__module__ == module.__name__]


def unlisted(callables, table):
    """Return, as text, the arguments that only some callables have or only a table has."""
    had = {(named(call), name) for call in callables for name in inspect.signature(call).parameters if name != "self"}
    listed = {(named(call), name) for call in table for name in table[call]}
    return sorted(f"{call}: {name}" for call, name in had ^ listed)


def good_of(arguments):
    """Return the good values of a row of a table."""
    return {name: value for name, (value, _) in arguments.items()}


def cases(table):
    """Return for each argument in a table: a callable, the argument's name, good arguments, and its bad values."""
    return [
        pytest.param(call, name, good_of(arguments), bad, id=f"{named(call)}-{name}")
        for call, arguments in table.items()
        for name, (_, bad) in arguments.items()
    ]


class Hangs(Exception):
    """A call took too long."""


def in_time(call, arguments, seconds=10):
    """Return what a callable returns, if it does in so many seconds."""

    def stop(*_):
        raise Hangs

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return call(**arguments)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def fault(call, name, arguments):
    """Return in words what is wrong with how a callable refuses arguments for the sake of one of them, or None.

    It must refuse with a TypeError or ValueError, in one sentence that begins with the argument's name.
    """
    try:
        result = in_time(call, arguments)
    except (TypeError, ValueError) as refusal:
        sentence = str(refusal)
        fine = re.fullmatch(rf"(a key of )?{name}\b.*\.", sentence) and ". " not in sentence and len(sentence) < 300
        return None if fine else f"it says {sentence!r}"
    except Exception as error:  # a warning is one, too
        return f"it stops with {type(error).__name__}"
    return f"it returns {described(result)}"


def faults(call, name, good, bad):
    """Return in words what is wrong with how a callable refuses each bad value of an argument."""
    found = [(value, fault(call, name, {**good, name: value})) for value in bad]
    return [f"for {described(value)} {words}" for value, words in found if words]
