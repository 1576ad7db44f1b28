"""The curve y(x) of the two-layer network over a table's targets: how well it fits."""

import numpy as np

from helpers import two_layer
from helpers.look import FORWARD, TARGET


class Fit:
    """A panel of a figure: the targets, hollow, and the curve, moved by `update`."""

    def __init__(self, axes, table):
        axes.set(xlim=(-2.6, 2.6), ylim=(-0.06, 1.06), xticks=(-2, 0, 2), yticks=(0, 0.5, 1))
        axes.plot(*table, "o", color="none", mec=TARGET, mew=2, ms=7)
        self.x = np.linspace(-2.6, 2.6, 81)
        (self.curve,) = axes.plot([], [], color=FORWARD, animated=True, gid="curve")

    def update(self, params):
        """Draw the curve of the network with these parameters."""
        self.curve.set_data(self.x, two_layer.forward(params, self.x).y)
