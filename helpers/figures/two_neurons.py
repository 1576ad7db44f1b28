"""Two neurons in a row: every number of the forward pass, beside the curve y(x) that they make."""

import numpy as np

from helpers import data, two_layer
from helpers.activations import sigmoid
from helpers.figures.parts.marks import text
from helpers.figures.parts.network import ForwardDiagram
from helpers.figures.parts.panels import apart
from helpers.look import DATA, FORWARD, INK, RULE, listed, number, sheet, styled

EDGE = 10.0  # x goes from −EDGE to EDGE in the panels: there the curve of the page's numbers comes to its levels


class TwoNeurons:
    """The network y = σ(w2·σ(w1·x + b1) + b2) as a diagram, and as a curve with the two levels that it runs between."""

    ranges = {
        "w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05), "x": (-10, 10, 0.05),
    }  # fmt: skip

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 480)
        self.diagram = ForwardDiagram(page)
        for y, color, words in ((50, FORWARD, "thick: y(x), the output"), (74, INK, "thin: h(x), the hidden unit")):
            text(page, 524, y, words, color, align="left")
        text(page, 524, 98, "dotted: the levels between which", DATA, align="left")
        text(page, 524, 118, "y runs, and the x at which z₁ is 0", DATA, align="left")
        text(page, 524, 142, "grey: the eight doses", DATA, align="left")
        axes = self.figure.add_axes((0.05, 0.095, 0.82, 0.405), xlim=(-EDGE, EDGE), ylim=(-0.06, 1.06))
        axes.set(xticks=range(-10, 11, 5), yticks=(0, 0.5, 1), xlabel="x")
        axes.plot(*data.dose_table(), "o", color=DATA, mew=0, ms=6, alpha=0.7)
        self.x = np.linspace(-EDGE, EDGE, 401)
        style = {"color": RULE, "linestyle": ":", "linewidth": 1.5, "animated": True}
        self.levels = [axes.plot([-EDGE, EDGE], [0, 0], **style)[0] for _ in range(2)]
        self.names = [text(axes, EDGE + 0.2, 0, "", DATA, align="left", moves=True) for _ in range(2)]
        (self.middle,) = axes.plot([], [], **style)
        (self.h_line,) = axes.plot([], [], color=INK, linewidth=1, animated=True, gid="h_curve")
        (self.y_line,) = axes.plot([], [], color=FORWARD, animated=True, gid="y_curve")
        (self.h_dot,) = axes.plot([], [], "o", color=INK, mew=0, ms=7, animated=True, gid="h_dot")
        (self.dot,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=9, animated=True, gid="dot")

    def update(self, w1=0.5, b1=0.1, w2=0.8, b2=-0.2, x=1.4):
        """Show the forward pass at x, and the curve."""
        params = two_layer.Params(w1, b1, w2, b2)
        trace, curve = two_layer.forward(params, x), two_layer.forward(params, self.x)
        self.diagram.update(params._asdict() | trace._asdict())
        self.h_line.set_data(self.x, curve.h)
        self.y_line.set_data(self.x, curve.y)
        self.h_dot.set_data([x], [trace.h])
        self.dot.set_data([x], [trace.y])
        middle = -b1 / w1 if w1 else np.inf
        self.middle.set_data([middle, middle], [-0.06, 1.06])
        self.middle.set_visible(abs(middle) < EDGE)
        ends = sigmoid(b2), sigmoid(w2 + b2)
        self._show_levels(*ends)
        forward = listed(trace._asdict())
        where = f"with z₁ = 0 at x = {number(middle)}" if w1 else "but w₁ is 0, so it stays where it is"
        return (
            f"{forward}. Along x the output runs between σ(b₂) = {number(ends[0])} and σ(w₂ + b₂) = {number(ends[1])}, "
            f"{where}."
        )

    def _show_levels(self, without_h, with_h):
        """Draw the output's levels where h is 0 and where h is 1, their names apart from one another."""
        levels = without_h, with_h
        heights = apart(levels, 0.1)
        for line, name, level, height, words in zip(
            self.levels, self.names, levels, heights, ("σ(b₂)", "σ(w₂ + b₂)"), strict=True
        ):
            line.set_ydata([level, level])
            name.set(text=words, y=height)
