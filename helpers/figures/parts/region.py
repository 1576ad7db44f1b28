"""What a network says everywhere in a plane, as a raster, and the lines at which its units change sides."""

import numpy as np
from contourpy import contour_generator
from matplotlib.colors import BoundaryNorm, ListedColormap, to_rgb
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.parts.plane import half_plane
from helpers.look import FORWARD, INK

CELLS = 72
LEVELS = np.linspace(0, 1, 11)  # of y, where one band ends: one of them is ½
BANDS = ListedColormap([(*to_rgb(FORWARD), alpha) for alpha in np.linspace(0, 0.5, len(LEVELS) - 1)])


class Region:
    """A panel of a figure, a square from low to high: the stronger the blue, the closer an output is to 1."""

    def __init__(self, axes, low, high, lines):
        axes.set(xlim=(low, high), ylim=(low, high))
        self.frame = np.array([(low, low), (high, low), (high, high), (low, high)])
        middles = low + (high - low) * (np.arange(CELLS) + 0.5) / CELLS
        self.x = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)
        self.image = axes.imshow(
            np.zeros((CELLS, CELLS)), BANDS, BoundaryNorm(LEVELS, BANDS.N), extent=(low, high) * 2, origin="lower",
            interpolation="bilinear", animated=True, gid="region",
        )  # fmt: skip
        self.lines = [axes.plot([], [], color=INK, lw=1.4, animated=True, gid="boundary")[0] for _ in range(lines)]

    def update(self, y, W, b):
        """Show the outputs y (n, 1) for the points self.x, and for each column of W the line at which its z is 0.

        Return for each column the two ends of its line in the square, (2, 2), or (0, 2) if it does not come in.
        """
        self.image.set_data(y.reshape(CELLS, CELLS))
        ends = [half_plane(w, bias, self.frame)[1] for w, bias in zip(W.T, b, strict=True)]
        for i, line in enumerate(self.lines):
            line.set_data(*ends[i].T) if i < len(ends) else line.set_data([], [])
        return ends


class Border:
    """The border in a region at which its output is ½: on one side of it the network says 1, on the other 0."""

    def __init__(self, axes, region):
        # The same in both directions; a hair off, for halves of a tenth of a pixel are rounded now up, now down.
        self.middles = region.x[:CELLS, 0] + 1e-6
        self.line = axes.add_patch(PathPatch(NOWHERE, fc="none", ec=FORWARD, lw=3, animated=True, gid="border"))

    def update(self, y):
        """Draw it for the outputs y (n, 1) of the region's points."""
        found = contour_generator(self.middles, self.middles, y.reshape(CELLS, CELLS), line_type="ChunkCombinedCode")
        (points,), (codes,) = found.lines(0.5)
        self.line.set_path(NOWHERE if points is None else Path(points, codes))
        self.line.stale = True  # matplotlib does not say so by itself


NOWHERE = Path([(0, 0)])
