"""The chain rule, felt: a nudge goes through two functions, one after the other."""

import numpy as np

from helpers.activations import sigmoid
from helpers.figures.parts.journey import APART, FIRST, Journey, Ratios, ratio, shown
from helpers.gradient_check import numerical_gradient
from helpers.look import number, sheet, styled

INNER = {
    "2x + 1": lambda x: 2 * x + 1,
    "x²": lambda x: x**2,
    "1 + e⁻ˣ": lambda x: 1 + np.exp(-x),
}
OUTER = {
    "u²": lambda u: u**2,
    "1 − 2u": lambda u: 1 - 2 * u,
    "σ(u)": sigmoid,
    "1/u": lambda u: np.divide(1, u),
}


class Nudges:
    """A nudge of x becomes one of u = inner(x), and that one a nudge of y = outer(u)."""

    ranges = {"x": (-2, 2, 0.05), "dx": (0.001, 1, 0.001), "inner": list(INNER), "outer": list(OUTER)}

    @styled
    def __init__(self):
        self.figure, axes = sheet(800, FIRST + 2 * APART + 130)
        self.journey = Journey(axes, "xuy")
        self.ratios = Ratios(axes, FIRST + 2 * APART + 60)

    def update(self, x=0.5, dx=0.5, inner="2x + 1", outer="u²"):
        """Nudge x by dx and follow it through `inner`, one of INNER, and `outer`, one of OUTER."""
        with np.errstate(all="ignore"):  # 1/u has no value at u = 0
            before, after = self._values(x, inner, outer), self._values(x + dx, inner, outer)
            slopes = self._slopes(before, inner, outer)
        nudges = [b - a for a, b in zip(before, after, strict=True)]
        ratios = [ratio(nudges[2], nudges[1]), ratio(nudges[1], dx)]
        directly = ratio(nudges[2], dx)
        self.journey.update(("x", f"u = {inner}", f"y = {outer}"), before, after, (1, slopes[1], slopes[2]))
        self.ratios.update(ratios, directly, slopes[:2], slopes[2])
        return _sentence(inner, outer, before, after, ratios, directly, slopes)

    def _values(self, x, inner, outer):
        u = INNER[inner](x)
        return float(x), float(u), float(OUTER[outer](u))

    def _slopes(self, values, inner, outer):
        """Return dy/du, du/dx and dy/dx, each measured with a tiny nudge on both sides."""
        x, u, y = values
        if not np.isfinite(y):
            return np.nan, numerical_gradient(INNER[inner], x), np.nan
        whole = numerical_gradient(lambda x: OUTER[outer](INNER[inner](x)), x)
        return numerical_gradient(OUTER[outer], u), numerical_gradient(INNER[inner], x), whole


def _sentence(inner, outer, before, after, ratios, directly, slopes):
    if not np.isfinite(before + after).all():
        return f"Where u is 0, {outer} has no value, so there is no y to nudge. Move x a little."
    ways = zip(("x", f"u = {inner}", f"y = {outer}"), before, after, strict=True)
    moved = ", ".join(f"{name} from {number(a)} to {number(b)}" for name, a, b in ways)
    product = f"dy/du · du/dx = {shown(ratios[0])} · {shown(ratios[1])} = {shown(np.prod(ratios))}"
    if np.isnan(ratios[0]):
        product = "u comes back to where it was, du = 0, so that dy/du would be 0/0"
    return (
        f"The nudge moves {moved}. {product}; directly, dy/dx = {shown(directly)}. "
        f"For a tiny nudge: {number(slopes[0])} · {number(slopes[1])} = {number(slopes[0] * slopes[1])}."
    )
