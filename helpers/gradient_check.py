"""How do you know that a gradient is right? Nudge each parameter a little, and compare.

Central differences: (f(p + ε) − f(p − ε)) / 2ε, two forward passes a parameter. Slow, and independent of any formula.
Source: the notes, B3, for what a partial derivative is.
"""

from typing import NamedTuple

import numpy as np

from helpers import checks
from helpers.tree import entries, refilled, tree_map


def numerical_gradient(f, params, nudge=1e-5):
    """Return the slope of f along every number of params, measured by nudging it, in the type of params.

    f: a function of params that returns a number. params: a number, an array, or a tuple or list of such.
    nudge: ε; at 1e-5 the error is about 1e-10 where values are near 1. A loss of seven digits (float32) is nudged by
    0.005 at least: by less, rounding would be most of its change.
    """
    numbers = [float(number) for _, number in entries(params)]
    slopes = []
    for i in range(len(numbers)):
        up, down = numbers.copy(), numbers.copy()  # the others are held still
        up[i] += nudge
        down[i] -= nudge
        slopes.append((f(refilled(params, up)) - f(refilled(params, down))) / (2 * nudge))  # B3
    if nudge < 0.005 and any(np.asarray(slope).dtype == np.float32 for slope in slopes):
        return numerical_gradient(f, params, 0.005)
    return refilled(params, slopes)


def implied_gradient(before, after, learning_rate):
    """Return the gradient that an update has followed, (before − after)/α, in the type of before.

    before, after: parameters of one type, as for `numerical_gradient`. learning_rate: α of that update.
    Raises ValueError where α is not above 0.
    """
    checks.positive("learning_rate", learning_rate)
    return tree_map(lambda w, moved: (w - moved) / learning_rate, before, after)


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


def compare(analytic, numeric, tolerance=1e-6, titles=Comparison.titles):
    """Return a Comparison of two gradients of one type, a row for each number; `titles` stand above the two columns.

    Two numbers agree if they differ by at most tolerance·max(size) + tolerance/1000, so that slopes near 0 may too.
    Where one has but seven digits (float32), the tolerance is 0.001 at least.
    Raises ValueError where one gradient has more numbers than the other.
    """
    rows = Comparison()
    rows.titles = titles
    for (name, a), (_, n) in zip(entries(analytic), entries(numeric), strict=True):
        allowed = max(tolerance, 1e-3) if np.float32 in (np.asarray(a).dtype, np.asarray(n).dtype) else tolerance
        close = abs(a - n) <= allowed * max(abs(a), abs(n)) + allowed / 1000
        rows.append(Row(name, float(a), float(n), bool(close)))
    return rows
