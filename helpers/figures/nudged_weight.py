"""The chain rule, felt: a nudge of a weight walks through the network to the loss, one factor at a time."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Polygon

from helpers import two_layer
from helpers.figures.parts.marks import text
from helpers.figures.parts.network import SLOPE, VALUES, LossDiagram
from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE, factor, number, sheet, signed, styled, subscripted
from helpers.losses import half_squared_error

WAY = ("w1", "z1", "h", "z2", "y", "L")
FORMULAS = ("x", "h(1 − h)", "w₂", "y(1 − y)", "y − t")  # what the nudge is multiplied by, from each to the next
ZERO, UNIT, HIGHEST = 384, 40, 82  # of the bars, in pixels: their foot, the length of dw1, the longest
LAST = len(WAY) - 1


class NudgedWeight:
    """A nudge of w1 on its way to the loss, at the example x = 1.4, t = 0.98 and with b1 = 0.1."""

    ranges = {
        "w1": (-4, 4, 0.05), "dw1": (0.001, 1, 0.001), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05), "step": (0, LAST),
    }  # fmt: skip
    x, t, b1 = 1.4, 0.98, 0.1

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 546)
        self.diagram = NudgeDiagram(page)
        places = [VALUES[name][0] for name in WAY]
        page.plot([places[0] - 30, places[-1] + 40], [ZERO, ZERO], color=RULE, linewidth=1)
        style = {"fc": FORWARD, "lw": 0, "animated": True}
        self.bands = [page.add_patch(Polygon([(0, 0)] * 4, alpha=0.2, **style)) for _ in FORMULAS]
        self.bars = [page.add_patch(Polygon([(0, 0)] * 4, gid=f"bar_{name}", **style)) for name in WAY]
        self.slopes = [text(page, (a + b) / 2, 264, "", BACKWARD, moves=True) for a, b in pairwise(places)]
        for i, words in enumerate(FORMULAS):
            text(page, (places[i] + places[i + 1]) / 2, 242, words, DATA)
        text(page, 612, 372, "bars: the nudges,", DATA, align="left")
        text(page, 612, 394, "as multiples of dw₁", DATA, align="left")
        self.multiples = [text(page, x, 0, "", FORWARD, moves=True) for x in places]
        self.whole = [
            text(page, 6, y, "", color, align="left", moves=True) for y, color in ((502, FORWARD), (528, BACKWARD))
        ]

    def update(self, w1=0.5, dw1=0.01, w2=0.8, b2=-0.2, step=LAST):
        """Nudge w1 by dw1, with the other parameters as they are, and follow it for some steps."""
        before, after = (two_layer.Params(w, self.b1, w2, b2) for w in (w1, w1 + dw1))
        values, nudged = self._values(before), self._values(after)
        nudges = {name: nudged[name] - values[name] for name in WAY}
        local = two_layer.local_derivatives(before, two_layer.forward(before, self.x), self.t)
        slopes = [local.dz1_dw1, local.dh_dz1, local.dz2_dh, local.dy_dz2, local.dL_dy]
        self.diagram.update(values | {"nudges": nudges, "step": step})
        multiples = [nudges[name] / dw1 for name in WAY]
        self._draw_bars(multiples, step)
        for i, (shown, slope) in enumerate(zip(self.slopes, slopes, strict=True)):
            shown.set_text(f"· {factor(slope)}" if i < step else "")
        product = np.prod(slopes[:step])
        name = subscripted(WAY[step])
        measured = f"This nudge: d{name} ÷ dw₁ = {number(multiples[step])}"
        factors = " · ".join(map(factor, slopes[:step])) or "1"
        tiny = f"A tiny nudge: ∂{name}/∂w₁ = {factors} = {number(product)}"
        for shown, words in zip(self.whole, (measured, tiny), strict=True):
            shown.set_text(words)
        return f"{measured}. {tiny}."

    def _values(self, params):
        trace = two_layer.forward(params, self.x)
        return params._asdict() | trace._asdict() | {"t": self.t, "L": half_squared_error(trace.y, self.t)}

    def _draw_bars(self, multiples, step):
        heights = [ZERO - max(-HIGHEST, min(HIGHEST, UNIT * multiple)) for multiple in multiples]
        for i, (bar, name, y) in enumerate(zip(self.bars, WAY, heights, strict=True)):
            x = VALUES[name][0]
            bar.set_xy([(x - 14, ZERO), (x + 14, ZERO), (x + 14, y), (x - 14, y)])
            bar.set_visible(i <= step)
            beyond = " ▴" if UNIT * multiples[i] > HIGHEST else " ▾" if -UNIT * multiples[i] > HIGHEST else ""
            self.multiples[i].set(
                text=f"{number(multiples[i])}{beyond}" if i <= step else "", y=y + (14 if y > ZERO else -14)
            )
            if i:
                left = VALUES[WAY[i - 1]][0]
                self.bands[i - 1].set_xy([(left + 14, ZERO), (x - 14, ZERO), (x - 14, y), (left + 14, heights[i - 1])])
                self.bands[i - 1].set_visible(i <= step)


class NudgeDiagram(LossDiagram):
    """The network from x to L, and under each number on the way how far the nudge moves it."""

    bottom = 122

    def __init__(self, axes):
        super().__init__(axes)
        text(axes, 37, SLOPE, "nudge:", DATA)
        self.moved = {
            name: text(axes, VALUES[name][0], SLOPE if name != "w1" else 94, "", INK, moves=True, name=f"d{name}")
            for name in WAY
        }

    def update(self, values):
        """Write the values, and the nudges of those that have been reached."""
        super().update(values)
        for i, name in enumerate(WAY):
            self.moved[name].set_text(_short(values["nudges"][name]) if i <= values["step"] else "")


def _short(nudge):
    """Return a nudge with its sign and two digits."""
    return signed(nudge) if abs(nudge) < 0.01 else f"{nudge:+.2g}".replace("-", "−")
