"""The curve y(x) that a network makes, over the data it is to fit, with one example's residual."""

import numpy as np

from helpers.look import DATA, FORWARD, TARGET


class Curve:
    """A panel: the table's points, the curve, and at one x the output (filled) and the target (hollow)."""

    def __init__(self, axes, table, x_range):
        axes.set(xlim=x_range, ylim=(-0.06, 1.06), xticks=(-2, 0, 2), yticks=(0, 0.5, 1))
        axes.tick_params(length=3, pad=5)
        axes.plot(table.x, table.t, "o", color=DATA, markersize=6, alpha=0.7, markeredgewidth=0)
        self.x = np.linspace(*x_range, 61)
        (self.line,) = axes.plot([], [], color=FORWARD, animated=True, gid="curve")
        (self.residual,) = axes.plot([], [], color=TARGET, linestyle="--", animated=True, gid="residual")
        (self.target,) = axes.plot([], [], "o", color="none", mec=TARGET, mew=2, ms=10, animated=True, gid="target")
        (self.output,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=9, animated=True, gid="output")

    def update(self, y_of_x, x, y, t):
        """Draw the curve y_of_x over self.x, and the residual from (x, y) to (x, t)."""
        self.line.set_data(self.x, y_of_x)
        self.residual.set_data([x, x], [y, t])
        self.target.set_data([x], [t])
        self.output.set_data([x], [y])
