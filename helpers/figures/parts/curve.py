"""The curve y(x) that the two-layer network makes, over the data that it is to fit."""

import numpy as np

from helpers import two_layer
from helpers.look import DATA, FORWARD, TARGET

REACH = 2.8  # x goes from −REACH to REACH


class Curve:
    """A panel of a figure: a table's points, or its targets as hollow rings, and the curve, moved by `update`."""

    def __init__(self, axes, table, hollow=False):
        axes.set(xlim=(-REACH, REACH), ylim=(-0.06, 1.06), xticks=(-2, 0, 2), yticks=(0, 0.5, 1))
        ring = {"color": "none", "mec": TARGET, "mew": 2, "ms": 7}
        axes.plot(*table, "o", **(ring if hollow else {"color": DATA, "mew": 0, "ms": 6, "alpha": 0.7}))
        self.x = np.linspace(-REACH, REACH, 61)
        (self.line,) = axes.plot([], [], color=FORWARD, animated=True, gid="curve")

    def update(self, params):
        """Draw the curve of the network with these parameters."""
        self.line.set_data(self.x, two_layer.forward(params, self.x).y)


class Residual:
    """One example on such a panel: the output, filled, the target, hollow, and dashed what lies between them."""

    def __init__(self, axes):
        (self.line,) = axes.plot([], [], color=TARGET, linestyle="--", animated=True, gid="residual")
        (self.target,) = axes.plot([], [], "o", color="none", mec=TARGET, mew=2, ms=10, animated=True, gid="target")
        (self.output,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=9, animated=True, gid="output")

    def update(self, x, y, t):
        """Show the output y and the target t at x."""
        self.line.set_data([x, x], [y, t])
        self.target.set_data([x], [t])
        self.output.set_data([x], [y])
