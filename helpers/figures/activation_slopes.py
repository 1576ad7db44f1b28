"""An activation above, its slope below, both over the same z: the tangent moves along, and its slope draws a curve."""

import numpy as np

from helpers import activations
from helpers.figures.parts.marks import text
from helpers.gradient_check import compare, numerical_gradient
from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE, number, sheet, signed, styled, subscripted

GRAPHS = {subscripted(g.__name__): g for g in activations.PRIME}
UNBOUNDED = {activations.identity, activations.relu, activations.leaky_relu}
REACH = 6  # z goes from −REACH to REACH, and so may the output of an unbounded activation
TANGENT = 1.5  # how far the tangent is drawn to each side


class ActivationSlopes:
    """Any of the activations at one z."""

    ranges = {"z": (-REACH, REACH, 0.05), "activation": list(GRAPHS)}

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 474)
        self.output = text(page, 60, 20, "", FORWARD, align="left", moves=True, name="output")
        self.slope = text(page, 60, 270, "", BACKWARD, align="left", moves=True, name="slope")
        self.verdict = text(page, 330, 270, "", DATA, align="left", moves=True, name="verdict")
        above = self.figure.add_axes((0.07, 0.5, 0.91, 0.41), xlim=(-6.2, 6.2), ylim=(-1.12, 1.12))
        below = self.figure.add_axes((0.07, 0.09, 0.91, 0.3), xlim=(-6.2, 6.2), ylim=(-0.12, 1.12))
        above.set(xticks=range(-6, 7, 2), yticks=(-1, 0, 1), yticklabels=())
        below.set(xticks=range(-6, 7, 2), yticks=(0, 0.25, 0.5, 1), xlabel="z")
        for axes in (above, below):
            axes.axhline(0, color=RULE, linewidth=1)
        self.z = np.sort(np.append(np.linspace(-REACH, REACH, 121), (-1e-9, 1e-9)))  # a jump at 0 is to be upright
        self.ticks = [text(above, -6.35, y, "", INK, align="right", moves=True) for y in (-1, 0, 1)]
        (self.curve,) = above.plot([], [], color=FORWARD, animated=True, gid="curve")
        (self.tangent,) = above.plot([], [], color=BACKWARD, linestyle="--", animated=True, gid="tangent")
        (self.point,) = above.plot([], [], "o", color=FORWARD, mew=0, ms=10, animated=True, gid="point")
        (self.slopes,) = below.plot([], [], color=BACKWARD, linestyle="--", animated=True, gid="slopes")
        (self.stem,) = below.plot([], [], color=DATA, linestyle=":", animated=True)
        (self.dot,) = below.plot([], [], "o", color=BACKWARD, mew=0, ms=10, animated=True, gid="dot")
        self.calm = [self.curve, self.slopes, *self.ticks]

    def update(self, z=1.4, activation="sigmoid"):
        """Show an activation's output and its tangent at z, and below the tangent's slope."""
        g = GRAPHS[activation]
        output, slope = g(z), activations.PRIME[g](z)
        nudged = numerical_gradient(g, z)
        agrees = compare(slope, nudged).agrees
        scale = REACH if g in UNBOUNDED else 1
        for tick, value in zip(self.ticks, (-scale, 0, scale), strict=True):
            tick.set_text(f"{value}".replace("-", "−"))
        self.curve.set_data(self.z, g(self.z) / scale)
        self.point.set_data([z], [output / scale])
        ends = np.array([-TANGENT, TANGENT])
        self.tangent.set_data(z + ends, (output + slope * ends) / scale)
        self.tangent.set_visible(agrees)
        self.slopes.set_data(self.z, activations.PRIME[g](self.z))
        self.stem.set_data([z, z], [0, slope])
        self.dot.set_data([z], [slope])
        self.output.set_text(f"{activation}({number(z)}) = {number(output)}")
        self.slope.set_text(f"slope by the formula {signed(slope)}")
        verdict = f"by nudging {signed(nudged)} {'✓' if agrees else '✗ a jump or a corner has no slope'}"
        self.verdict.set_text(verdict)
        return (
            f"{activation} at z = {number(z)} gives {number(output)}. Its slope there is {signed(slope)} "
            f"by the formula, {verdict}."
        )
