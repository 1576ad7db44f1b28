"""Six activations side by side, each at the same z."""

import numpy as np

from helpers.activations import identity, leaky_relu, relu, sigmoid, step, tanh
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.look import FORWARD, RULE, number, sheet, styled, subscripted

REACH = 3  # z goes from −REACH to REACH
ROWS = ((step, sigmoid, tanh), (identity, relu, leaky_relu))  # of the upper ones the output ends at −1 or 0 and 1


class SixActivations:
    """What each of the six makes of one z."""

    ranges = {"z": (-REACH, REACH, 0.1)}

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 430)
        self.z = np.sort(np.append(np.linspace(-REACH, REACH, 61), -1e-9))  # the step's jump is to be upright
        self.dots, self.outputs = {}, {}
        for row, height in enumerate((1, REACH)):
            for column, g in enumerate(ROWS[row]):
                left, top = 36 + 262 * column, 40 + 204 * row
                axes = panel(
                    self.figure, left, top, 226, 138, xlim=(-REACH, REACH), ylim=(-1.15 * height, 1.15 * height)
                )
                axes.set(xticks=(-REACH, 0, REACH), yticks=(-height, 0, height))
                axes.axhline(0, color=RULE, linewidth=1)
                axes.axvline(0, color=RULE, linewidth=1)
                axes.plot(self.z, g(self.z), color=FORWARD)
                (self.dots[g],) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=9, animated=True, gid=g.__name__)
                self.outputs[g] = text(page, left, top - 18, "", FORWARD, align="left", moves=True)

    def update(self, z=-1.4):
        """Show every activation's output at z."""
        said = []
        for g, dot in self.dots.items():
            output = g(z)
            dot.set_data([z], [output])
            said.append(f"{subscripted(g.__name__)}({number(z)}) = {number(output)}")
            self.outputs[g].set_text(said[-1])
        return f"{', '.join(said)}."
