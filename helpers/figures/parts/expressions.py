"""Expressions whose graph is drawn: line by line, how each value is made, and of which parts."""

import operator
from typing import NamedTuple

from helpers import autodiff

GIVEN = ("w1", "b1", "x", "w2", "b2", "t")


class Kind(NamedTuple):
    """A kind of line: what it computes, how it is written with its parts {0} and {1}, and the note that it leaves."""

    compute: object
    written: str
    note: str


TIMES = Kind(operator.mul, "{0} · {1}", "The note: a nudge of {0} is multiplied by {1}, and one of {1} by {0}.")
PLUS = Kind(operator.add, "{0} + {1}", "The note: a nudge of {0} or of {1} passes as it is. Both local slopes are 1.")
MINUS = Kind(operator.sub, "{0} − {1}", "The note: a nudge of {0} passes as it is, one of {1} is turned: 1 and −1.")
SIGMA = Kind(autodiff.sigmoid, "σ({0})", "The note: the slope of σ there, which is {made}(1 − {made}).")
TANH = Kind(autodiff.tanh, "tanh({0})", "The note: the slope of tanh there, which is 1 − {made}².")
HALF = Kind(autodiff.half_square, "½ · {1}²", "The note: the slope of ½{0}² along {0} is {0} itself.")


class Line(NamedTuple):
    """A line of an expression: the value that it makes, how, and of which parts."""

    made: str
    kind: Kind
    of: tuple


FIRST = (Line("p1", TIMES, ("w1", "x")), Line("z1", PLUS, ("p1", "b1")))
HIDDEN = (*FIRST, Line("h", SIGMA, ("z1",)))
SECOND = (Line("z2", PLUS, ("p2", "b2")), Line("y", SIGMA, ("z2",)))
END = (Line("r", MINUS, ("y", "t")), Line("L", HALF, ("r",)))
EXPRESSIONS = {
    "chapter 7's network": (*HIDDEN, Line("p2", TIMES, ("w2", "h")), *SECOND, *END),
    "one weight for both neurons": (*HIDDEN, Line("p2", TIMES, ("w1", "h")), *SECOND, *END),
    "one neuron with tanh": (*FIRST, Line("y", TANH, ("z1",)), *END),
}
NETWORK = next(iter(EXPRESSIONS))


def values_of(lines):
    """Return the names of all values of an expression, what is given first."""
    made = [line.made for line in lines]
    used = {part for line in lines for part in line.of}
    return [*(name for name in GIVEN if name in used), *made]


def links_of(lines):
    """Return (part, what it goes into) for every part of every line."""
    return [(part, line.made) for line in lines for part in line.of]
