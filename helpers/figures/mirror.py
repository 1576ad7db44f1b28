"""A network and its mirror image: other parameters, the same outputs."""

import numpy as np

from helpers import data, two_layer
from helpers.figures.parts.curve import REACH
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.look import DATA, FORWARD, INK, number, sheet, styled, subscripted

LEFTS, TOP, WIDTH, HEIGHT = (50, 446), 82, 330, 200


def mirrored(params):
    """Return the Params of the mirror image: h becomes 1 − h, and the second layer turns that round again."""
    return two_layer.Params(-params.w1, -params.b1, -params.w2, params.b2 + params.w2)


class Mirror:
    """The hidden unit and the output of a network, over the eight doses, beside those of its mirror image."""

    ranges = {"w1": (-4, 4, 0.05), "b1": (-4, 4, 0.05), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05)}

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 330)
        self.x = np.linspace(-REACH, REACH, 61)
        self.sides = [
            self._side(page, left, name) for left, name in zip(LEFTS, ("the network", "its mirror image"), strict=True)
        ]

    def _side(self, page, left, name):
        axes = panel(self.figure, left, TOP, WIDTH, HEIGHT, xlim=(-REACH, REACH), ylim=(-0.06, 1.06))
        doses = (50, 60, 70, 80)
        axes.set(xticks=[data.x_of_dose(dose) for dose in doses], xticklabels=doses, yticks=(0, 0.5, 1), xlabel="mg/l")
        axes.plot(*data.dose_table(), "o", color=DATA, mew=0, ms=6, alpha=0.7)
        text(page, left, 18, f"{name}: thick y, thin h", align="left", weight="bold")
        (h,) = axes.plot([], [], color=INK, linewidth=1, animated=True, gid=f"h of {name}")
        (y,) = axes.plot([], [], color=FORWARD, animated=True, gid=f"y of {name}")
        return h, y, text(page, left, 46, "", INK, align="left", moves=True)

    def update(self, w1=1.5, b1=-0.45, w2=6.4, b2=-1.95):
        """Show the network with these parameters, and its mirror image."""
        params = two_layer.Params(w1, b1, w2, b2)
        said = []
        for (h, y, words), one in zip(self.sides, (params, mirrored(params)), strict=True):
            trace = two_layer.forward(one, self.x)
            h.set_data(self.x, trace.h)
            y.set_data(self.x, trace.y)
            numbers = [f"{subscripted(name)} {number(value)}" for name, value in one._asdict().items()]
            words.set_text("   ".join(numbers))
            said.append(", ".join(numbers))
        return f"The network has {said[0]}; its mirror image has {said[1]}. Both give the same outputs."
