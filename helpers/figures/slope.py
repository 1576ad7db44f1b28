"""A slope as a ratio of nudges: two points of a curve, how far apart they are, and the line through them."""

import numpy as np

from helpers.activations import sigmoid
from helpers.figures.parts.marks import text
from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE, number, sheet, signed, styled

SIDE = 3.6  # how far the line through the two points is drawn to each side of z


class Slope:
    """The curve of a function of z between −0.2 and 1.2, nudged a little to the left and to the right of one z."""

    ranges = {"z": (-4, 4, 0.1), "nudge": (0.01, 2, 0.01)}

    @styled
    def __init__(self, function=sigmoid):
        self.function = function
        self.figure, page = sheet(800, 380)
        self.ratio = text(page, 44, 24, "", BACKWARD, align="left", moves=True, name="ratio")
        axes = self.figure.add_axes((0.05, 0.125, 0.93, 0.765), xlim=(-6.1, 7.3), ylim=(-0.22, 1.22))
        axes.set(xticks=range(-6, 7, 2), yticks=(0, 0.5, 1), xlabel="z")
        axes.axhline(0, color=RULE, linewidth=1)
        z = np.linspace(-6, 6, 121)
        axes.plot(z, function(z), color=FORWARD)
        (self.through,) = axes.plot([], [], color=BACKWARD, linestyle="--", animated=True, gid="through")
        (self.triangle,) = axes.plot([], [], color=INK, linewidth=1.5, animated=True, gid="triangle")
        (self.points,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=9, animated=True, gid="points")
        (self.place,) = axes.plot([], [], color=DATA, linestyle=":", animated=True, gid="place")
        self.run = text(axes, 0, 0, "", INK, align="left", moves=True, name="run")
        self.rise = text(axes, 0, 0, "", INK, align="left", moves=True, name="rise")
        text(axes, -5.9, 1.13, "dashed: the line through the two points", DATA, align="left")

    def update(self, z=0.8, nudge=2.0):
        """Nudge z to both sides, and show the ratio of what comes out to what went in."""
        left, right = z - nudge, z + nudge
        low, high = self.function(left), self.function(right)
        run, rise = right - left, high - low
        slope = rise / run
        middle = (low + high) / 2
        self.points.set_data([left, right], [low, high])
        self.through.set_data([z - SIDE, z + SIDE], [middle - slope * SIDE, middle + slope * SIDE])
        self.triangle.set_data([left, right, right], [low, low, high])
        self.place.set_data([z, z], [-0.22, self.function(z)])
        self.run.set(position=(right + 0.15, low - 0.05), text=f"run {run:.3g}")
        self.rise.set(position=(right + 0.15, low - 0.13), text=f"rise {rise:.3g}")
        ratio = f"rise ÷ run = {rise:.3g} ÷ {run:.3g} = {signed(slope)}"
        self.ratio.set_text(f"nudge {nudge:.3g} to either side of z = {number(z)}: {ratio}")
        return (
            f"Between z = {number(left)} and {number(right)} the curve rises from {number(low)} to {number(high)}: "
            f"rise {rise:.3g} divided by run {run:.3g} is a slope of {signed(slope)}."
        )
