"""Two neurons in a row without an activation: a line of a line, which one neuron alone can draw."""

import numpy as np

from helpers.figures.parts.marks import text
from helpers.look import DATA, FORWARD, INK, RULE, factor, number, sheet, styled
from helpers.neuron import weighted_sum

EDGE = 3.0  # x goes from −EDGE to EDGE


class TwoLines:
    """Two neurons in a row without σ: the line of a line, and the one neuron that does the same."""

    ranges = {"w1": (-2, 2, 0.05), "b1": (-2, 2, 0.05), "w2": (-2, 2, 0.05), "b2": (-2, 2, 0.05)}

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 360)
        axes = self.figure.add_axes((0.05, 0.12, 0.5, 0.85), xlim=(-EDGE, EDGE), ylim=(-6.5, 6.5), xlabel="x")
        axes.set(xticks=range(-3, 4), yticks=(-6, -3, 0, 3, 6))
        axes.axhline(0, color=RULE, linewidth=1)
        axes.axvline(0, color=RULE, linewidth=1)
        self.x = np.array([-EDGE, EDGE])
        (self.first,) = axes.plot(self.x, self.x, color=INK, linewidth=1, animated=True, gid="first")
        (self.second,) = axes.plot(self.x, self.x, color=FORWARD, linewidth=4, alpha=0.7, animated=True, gid="second")
        (self.one,) = axes.plot(self.x, self.x, color=INK, linestyle="--", animated=True, gid="one")
        self.words = [
            text(page, 470, y, "", color, align="left", moves=True)
            for y, color in ((84, INK), (150, FORWARD), (216, INK), (242, INK), (276, FORWARD))
        ]
        text(page, 470, 60, "thin: the first neuron, no σ", DATA, align="left")
        text(page, 470, 126, "thick: the second on top of it", DATA, align="left")
        text(page, 470, 192, "dashed: one neuron alone", DATA, align="left")

    def update(self, w1=0.5, b1=0.1, w2=-1.2, b2=-0.2):
        """Show the two neurons' line, and that of one neuron with weight w2·w1 and bias w2·b1 + b2."""
        h = weighted_sum(w1, b1, self.x)
        y = weighted_sum(w2, b2, h)
        w, b = w2 * w1, w2 * b1 + b2
        self.first.set_ydata(h)
        self.second.set_ydata(y)
        self.one.set_ydata(weighted_sum(w, b, self.x))
        lines = (
            f"h = {number(w1)}·x + {factor(b1)}",
            f"y = {number(w2)}·h + {factor(b2)}",
            f"w = {number(w)}",
            f"b = {number(b)}",
            f"y = {number(w)}·x + {factor(b)}",
        )
        for shown, words in zip(self.words, lines, strict=True):
            shown.set_text(words)
        return f"Two neurons without σ: {lines[0]}, {lines[1]}. One neuron does the same: {lines[4]}."
