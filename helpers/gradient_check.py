"""How do you know that a gradient is right? Nudge each parameter a little, and compare.

Central differences: (f(p + ε) − f(p − ε)) / 2ε, two forward passes a parameter. Slow, and independent of any formula.
"""

from typing import NamedTuple

import numpy as np

from helpers.descent import rebuilt
from helpers.inputs import alike, between, checked, each, listed, number_function, parameters, positive, text

MOST_ENTRIES = 100_000  # nudging more of them one by one would keep a page waiting for minutes


def _few(name, value):
    """Return parameters, few enough to be nudged one by one; refuse anything else."""
    entries = _size(parameters(name, value))
    if entries > MOST_ENTRIES:
        raise ValueError(f"{name} must hold {MOST_ENTRIES:,} numbers at most, but it holds {entries:,}.")
    return value


def _size(params):
    return sum(map(_size, params)) if isinstance(params, tuple | list) else np.size(params)


@checked(f=number_function, params=_few, nudge=between(1e-12, 1e6))
def numerical_gradient(f, params, nudge=1e-5):
    """Return the slope of f along every entry of params, measured by nudging it, in the type of params.

    f: a function of params that returns a number. params: a number, an array, or a tuple or list of such.
    nudge: ε, from 1e-12 to 1e6; at 1e-5 the error is about 1e-10 where values are near 1.
    """
    return _slopes(f, params, nudge)


def _slopes(f, params, nudge):
    if isinstance(params, tuple | list):
        parts = list(params)
        slopes = []
        for i, part in enumerate(parts):

            def along(value, i=i):
                return f(rebuilt(params, [*parts[:i], value, *parts[i + 1 :]]))

            slopes.append(_slopes(along, part, nudge))
        return rebuilt(params, slopes)
    if np.ndim(params) > 0:
        slopes = np.empty(np.shape(params))
        for index in np.ndindex(slopes.shape):
            one = np.zeros(slopes.shape)
            one[index] = nudge
            slopes[index] = (f(params + one) - f(params - one)) / (2 * nudge)
        return slopes
    return (f(params + nudge) - f(params - nudge)) / (2 * nudge)


@checked(alike("before", "after"), before=parameters, after=parameters, learning_rate=positive)
def implied_gradient(before, after, learning_rate):
    """Return the gradient that an update has followed, (before − after)/α, in the type of before.

    before, after: parameters of one type, as for `numerical_gradient`. learning_rate: α, above 0, of that update.
    """
    if isinstance(before, tuple | list):
        parts = zip(before, after, strict=True)
        return rebuilt(before, [implied_gradient.core(b, a, learning_rate) for b, a in parts])
    return (before - after) / learning_rate


class Row(NamedTuple):
    """One parameter's slope, by formula and by nudging, and whether the two agree."""

    name: str
    analytic: float
    numeric: float
    agrees: bool


class Comparison(list):
    """Rows for every entry of a gradient; prints as a table, and is right only if every row is."""

    titles = ("formula", "nudging")

    @property
    def agrees(self):
        """Whether every row agrees."""
        return all(row.agrees for row in self)

    def __repr__(self):
        one, other = self.titles
        width = max([8, *(len(row.name) + 1 for row in self)])  # 8, or as the longest name needs
        lines = [f"{'':<{width}}{one:>12}{other:>12}{'ratio':>9}"]
        for name, analytic, numeric, agrees in self:
            ratio = _ratio(analytic, numeric)
            verdict = "✓" if agrees else "✗ differs"
            lines.append(f"{name:<{width}}{analytic:>12.4g}{numeric:>12.4g} {ratio:>8}  {verdict}")
        return "\n".join(lines)


def _ratio(analytic, numeric):
    """Return the ratio of two numbers with three decimals, or with four digits where that is shorter."""
    if numeric == 0:
        return "–"
    return f"{analytic / numeric:.3f}" if abs(analytic) < 10 * abs(numeric) else f"{analytic / numeric:.4g}"


def _titles(name, value):
    """Return two titles; refuse anything else."""
    titles = each(text)(name, value)
    if len(titles) != 2:
        raise ValueError(f"{name} must be two, one a column, but there are {len(titles)}.")
    return titles


@checked(analytic=parameters, numeric=parameters, tolerance=positive, titles=_titles)
def compare(analytic, numeric, tolerance=1e-6, titles=Comparison.titles):
    """Return a Comparison of two gradients of one type, a row for each entry; `titles` stand above the two columns.

    Two numbers agree if they differ by at most tolerance·max(size) + tolerance/1000, so that slopes near 0 may too.
    Raises ValueError where the two are not of one shape.
    """
    left, right = list(_entries(analytic)), list(_entries(numeric))
    names, others = ([name or "a single number" for name, _ in entries] for entries in (left, right))
    if names != others:
        raise ValueError(f"numeric must have the entries of analytic, {listed(names)}, but it has {listed(others)}.")
    rows = Comparison()
    rows.titles = titles
    for (name, a), (_, n) in zip(left, right, strict=True):
        close = abs(a - n) <= tolerance * max(abs(a), abs(n)) + tolerance / 1000
        rows.append(Row(name, float(a), float(n), bool(close)))
    return rows


def _entries(gradient, name=""):
    """Yield (name, number) for every entry, named by field, index, or both: w1, or 0.W[1, 2]."""
    if isinstance(gradient, tuple | list):
        names = getattr(gradient, "_fields", range(len(gradient)))
        for part_name, part in zip(names, gradient, strict=True):
            yield from _entries(part, f"{name}.{part_name}".lstrip("."))
    elif np.ndim(gradient) > 0:
        for index, value in np.ndenumerate(gradient):
            yield f"{name}[{', '.join(map(str, index))}]", value
    else:
        yield name, gradient
