"""What pictures are made of: texts, boxes and arrows on a sheet, and parts that go grey while another is looked at."""

from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Patch

from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE

ARROW = 1.6  # how wide an arrow is


def text(axes, x, y, words, color=INK, align="center", moves=False, name=None, **style):
    """Write words on the axes, their middle at height y."""
    return axes.text(x, y, words, color=color, ha=align, va="center", animated=moves, gid=name, **style)


def box(axes, left, top, width, height, color=RULE, **style):
    """Draw a frame with round corners."""
    shape = "round,pad=0,rounding_size=6"
    return axes.add_patch(FancyBboxPatch((left, top), width, height, shape, ec=color, fc="none", **style))


def forward_arrow(axes, x, y):
    """Draw a solid arrow through points given by their xs and ys: values flow along it."""
    return _arrow(axes, x, y, color=FORWARD)


def backward_arrow(axes, x, y, head=True):
    """Draw a dashed arrow, which can go grey: gradients flow back along it."""
    return _arrow(axes, x, y, head, color=BACKWARD, linestyle="--", animated=True)


def _arrow(axes, x, y, head=True, **style):
    (x1, x2), (y1, y2) = x[-2:], y[-2:]
    pointing = {(1, 0): ">", (-1, 0): "<", (0, -1): "^", (0, 1): "v"}[_sign(x2 - x1), _sign(y2 - y1)]
    return axes.add_line(
        Line2D(
            x,
            y,
            linewidth=ARROW,
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
    """Artists, each with the choices of which it is a part; for any other choice it goes grey, and can still be read.

    Those that are calm, symbols and arrows, are heavier while they are a part of what is chosen: without colour too, it
    is seen which they are.
    """

    def __init__(self):
        self.bright_for, self.colors = {}, {}
        self.choice = None
        self.calm = []  # those that do nothing else but fade

    def add(self, artist, *choices, calm=False):
        """Take care of an artist, and return it."""
        self.bright_for[artist] = choices
        self.colors[artist] = artist.get_facecolor() if isinstance(artist, Patch) else artist.get_color()
        if calm:
            self.calm.append(artist)
        return artist

    def show(self, choice):
        """Let all go grey that has no part in the choice; None leaves all as it was."""
        if choice == self.choice:
            return
        self.choice = choice
        for artist, choices in self.bright_for.items():
            artist.set_color(self.colors[artist] if choice is None or choice in choices else DATA)
        for artist in self.calm:
            chosen = choice in self.bright_for[artist]
            if isinstance(artist, Line2D):
                artist.set_linewidth(ARROW + 1.4 * chosen)
            else:
                artist.set_weight("bold" if chosen else "normal")
