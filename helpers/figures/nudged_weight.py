"""The chain rule, felt: a nudge of a weight goes through the two layers of the network to the loss."""

import numpy as np

from helpers import two_layer
from helpers.figures.parts.journey import APART, FIRST, Journey, Ratios, ratio, shown
from helpers.look import FORWARD, INK, LOSS, number, sheet, styled
from helpers.losses import half_squared_error


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
