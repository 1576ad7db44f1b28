"""What pictures are made of: texts, boxes and arrows on a sheet, and parts that fade while another is looked at."""

from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from helpers.look import BACKWARD, FORWARD, INK, RULE

FADED = 0.22


def text(axes, x, y, words, color=INK, size=14, align="center", moves=False, name=None, **style):
    """Write words on the axes, their middle at height y."""
    return axes.text(x, y, words, color=color, size=size, ha=align, va="center", animated=moves, gid=name, **style)


def box(axes, left, top, width, height, color=RULE, **style):
    """Draw a frame with round corners."""
    shape = "round,pad=0,rounding_size=6"
    return axes.add_patch(FancyBboxPatch((left, top), width, height, shape, ec=color, fc="none", **style))


def forward_arrow(axes, x, y):
    """Draw a solid arrow through points given by their xs and ys: values flow along it."""
    return _arrow(axes, x, y, color=FORWARD)


def backward_arrow(axes, x, y, head=True):
    """Draw a dashed arrow, which can fade: gradients flow back along it."""
    return _arrow(axes, x, y, head, color=BACKWARD, linestyle="--", animated=True)


def _arrow(axes, x, y, head=True, **style):
    (x1, x2), (y1, y2) = x[-2:], y[-2:]
    pointing = {(1, 0): ">", (-1, 0): "<", (0, -1): "^", (0, 1): "v"}[_sign(x2 - x1), _sign(y2 - y1)]
    return axes.add_line(
        Line2D(
            x,
            y,
            linewidth=1.6,
            marker=pointing if head else "None",
            markevery=[-1],
            markersize=7,
            markeredgewidth=0,
            **style,
        )
    )


def _sign(difference):
    return (difference > 0) - (difference < 0)


class Fading:
    """Artists, each with the choices for which it stays bright; for any other choice it fades."""

    def __init__(self):
        self.bright_for = {}
        self.calm = []  # those that do nothing else but fade

    def add(self, artist, *choices, calm=False):
        """Take care of an artist, and return it."""
        self.bright_for[artist] = choices
        if calm:
            self.calm.append(artist)
        return artist

    def show(self, choice):
        """Fade all that has no part in the choice; None leaves all bright."""
        for artist, choices in self.bright_for.items():
            artist.set_alpha(None if choice is None or choice in choices else FADED)
