"""What pictures are made of: texts, boxes and arrows on a sheet, and parts that are grey until their turn comes."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from helpers.look import BACKWARD, FORWARD, INK, RULE

ARROW = 1.6  # how wide an arrow is


def text(axes, x, y, words, color=INK, align="center", moves=False, name=None, **style):
    """Write words on the axes, their middle at height y."""
    return axes.text(x, y, words, color=color, ha=align, va="center", animated=moves, gid=name, **style)


def box(axes, left, top, width, height, color=RULE, **style):
    """Draw a frame with round corners."""
    shape = "round,pad=0,rounding_size=6"
    return axes.add_patch(FancyBboxPatch((left, top), width, height, shape, ec=color, fc="none", **style))


def forward_arrow(axes, x, y, moves=False):
    """Draw a solid arrow through points given by their xs and ys: values flow along it."""
    return _arrow(axes, x, y, color=FORWARD, animated=moves)


def backward_arrow(axes, x, y):
    """Draw a dashed arrow, which can go grey: gradients flow back along it."""
    return _arrow(axes, x, y, color=BACKWARD, linestyle="--", animated=True)


def _arrow(axes, x, y, **style):
    (x1, x2), (y1, y2) = x[-2:], y[-2:]
    pointing = {(1, 0): ">", (-1, 0): "<", (0, -1): "^", (0, 1): "v"}[np.sign(x2 - x1), np.sign(y2 - y1)]
    return axes.add_line(Line2D(x, y, lw=ARROW, marker=pointing, markevery=[-1], ms=7, mew=0, **style))


class Coming:
    """Artists that are grey until a step of the walk is reached, and do nothing else."""

    def __init__(self):
        self.steps, self.colors, self.step = {}, {}, None

    def add(self, artist, step):
        """Take care of an artist that belongs to a step, and return it."""
        self.steps[artist], self.colors[artist] = step, artist.get_color()
        return artist

    def show(self, step):
        """Give their colours to those whose step has come."""
        if step == self.step:
            return
        self.step = step
        for artist, comes in self.steps.items():
            artist.set_color(self.colors[artist] if comes <= step else RULE)
