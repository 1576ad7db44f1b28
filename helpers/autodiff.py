"""Numbers that remember how they were made, and the way back from a loss to everything that went into it.

    w = Value(3)
    loss = w * w + 2 * w
    backward(loss)[w]      2·w + 2 = 8

Along a way slopes multiply (B5), and the ways to one value add up. Source for the loss and for σ: B7, B8, B10, B14.
"""

import math

from helpers import activations, checks


class Value:
    """A number, and what it was made of: (part, local slope) for each part. A plain number may be the other one."""

    def __init__(self, number, made_of=()):
        self.number = checks.one_number("number", number)
        self.made_of = made_of

    def __add__(self, other):
        other = as_value(other)
        return Value(self.number + other.number, [(self, 1), (other, 1)])

    def __sub__(self, other):
        other = as_value(other)
        return Value(self.number - other.number, [(self, 1), (other, -1)])

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.number * other.number, [(self, other.number), (other, self.number)])

    def __pow__(self, power):
        if isinstance(power, Value):
            return exp(power * log(self))
        return Value(self.number**power, [(self, power * self.number ** (power - 1))])

    def __truediv__(self, other):
        return self * as_value(other) ** -1

    def __neg__(self):
        return 0 - self

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

    def __rpow__(self, base):
        return exp(self * math.log(base))

    __radd__, __rmul__ = __add__, __mul__


def as_value(number):
    """Return a plain number as a Value that is made of nothing, and a Value as it is."""
    return number if isinstance(number, Value) else Value(number)


def sigmoid(v):
    """Return σ(v) (B10, B14)."""
    h = activations.sigmoid(v.number)
    return Value(h, [(v, h * (1 - h))])


def tanh(v):
    """Return tanh(v)."""
    h = activations.tanh(v.number)
    return Value(h, [(v, 1 - h**2)])


def exp(v):
    """Return e to the power of v, which is its own slope."""
    y = math.exp(v.number)
    return Value(y, [(v, y)])


def log(v):
    """Return the natural logarithm of v."""
    return Value(math.log(v.number), [(v, 1 / v.number)])


def half_square(v):
    """Return ½v²: with v = y − t the loss (B7), whose slope is v itself (B8)."""
    return Value(0.5 * v.number**2, [(v, v.number)])


def count_uses(loss):
    """Return {value: how many lines used it} for a loss and everything that went into it."""
    uses, waiting = {loss: 0}, [loss]
    while waiting:
        for part, _ in waiting.pop().made_of:
            if part not in uses:
                uses[part] = 0
                waiting.append(part)
            uses[part] += 1
    return uses


def backward(loss):
    """Return {value: the loss's slope along it} for a loss and everything that went into it; a new one each time."""
    slopes, missing, complete = {loss: 1.0}, count_uses(loss), [loss]
    while complete:
        value = complete.pop()
        for part, local in value.made_of:
            slopes[part] = slopes.get(part, 0.0) + slopes[value] * local
            missing[part] -= 1
            if missing[part] == 0:  # every line that used it has reported
                complete.append(part)
    return slopes
