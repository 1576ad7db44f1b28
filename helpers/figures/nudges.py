"""The chain rule, felt: a nudge goes through two functions, or through the two layers of the network to the loss."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid
from helpers.figures.journey import APART, FIRST, Journey, Ratios, ratio, shown
from helpers.gradient_check import numerical_gradient
from helpers.look import FORWARD, INK, LOSS, number, sheet, styled
from helpers.losses import half_squared_error

INNER = {
    "2x + 1": lambda x: 2 * x + 1,
    "x²": lambda x: x**2,
    "sin x": np.sin,
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
        line = (-4, 10, range(-4, 11, 2))
        self.journey = Journey(axes, "xuy", [line] * 3, (-5, 11.5), [FORWARD] * 3)
        self.ratios = Ratios(axes, FIRST + 2 * APART + 60, ("dy/du", "du/dx"), "dy/dx")

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


class NudgedWeight:
    """A nudge of w1 on its way through h and y to the loss, at the example x = 1.4, t = 0.98 and with b1 = 0.1."""

    ranges = {"w1": (-4, 4, 0.05), "dw1": (0.001, 1, 0.001), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05)}
    x, t, b1 = 1.4, 0.98, 0.1

    @styled
    def __init__(self):
        self.figure, axes = sheet(800, FIRST + 3 * APART + 130)
        unit = (0, 1, (0, 0.5, 1))
        lines = [(-4, 5, (-4, -2, 0, 2, 4)), unit, unit, (0, 0.5, (0, 0.25, 0.5))]
        self.journey = Journey(axes, ("w₁", "h", "y", "L"), lines, (-0.85, 1.1), (INK, FORWARD, FORWARD, LOSS))
        self.ratios = Ratios(axes, FIRST + 3 * APART + 60, ("∂L/∂y", "∂y/∂h", "∂h/∂w₁"), "∂L/∂w₁")

    def update(self, w1=0.5, dw1=0.5, w2=0.8, b2=-0.2):
        """Nudge w1 by dw1, with the other parameters as they are."""
        before, after = (self._values(two_layer.Params(w, self.b1, w2, b2)) for w in (w1, w1 + dw1))
        local = self._local(two_layer.Params(w1, self.b1, w2, b2))
        slopes = [local.dL_dy, local.dy_dz2 * local.dz2_dh, local.dh_dz1 * local.dz1_dw1]
        dw1, dh, dy, dL = (b - a for a, b in zip(before, after, strict=True))
        ratios = [ratio(dL, dy), ratio(dy, dh), ratio(dh, dw1)]
        formulas = ("w₁", "h = σ(w₁·x + b₁)", "y = σ(w₂·h + b₂)", "L = ½(y − t)²")
        self.journey.update(formulas, before, after, (1, slopes[2], slopes[1] * slopes[2], np.prod(slopes)))
        self.ratios.update(ratios, ratio(dL, dw1), slopes, np.prod(slopes))
        ways = zip(("w₁", "h", "y", "L"), before, after, strict=True)
        moved = ", ".join(f"{name} from {number(a)} to {number(b)}" for name, a, b in ways)
        return (
            f"The nudge moves {moved}. Ratios: {' · '.join(map(shown, ratios))} = {shown(np.prod(ratios))}. "
            f"For a tiny nudge: {' · '.join(map(number, slopes))} = {number(np.prod(slopes))}."
        )

    def _values(self, params):
        trace = two_layer.forward(params, self.x)
        return params.w1, trace.h, trace.y, half_squared_error(trace.y, self.t)

    def _local(self, params):
        return two_layer.local_derivatives(params, two_layer.forward(params, self.x), self.t)
