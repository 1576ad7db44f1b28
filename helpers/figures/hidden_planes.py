"""XOR, learned by two hidden units: what they do in the plane of the inputs, and the plane that they make."""

import numpy as np

from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.figures.parts.loss_chart import LossChart
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.figures.parts.region import Region
from helpers.figures.parts.run import at_step, step_range
from helpers.look import DATA, INK, TARGET, number, sheet, styled

GATE = data.gate("XOR")
BOTH = (sigmoid, sigmoid)
SIDE, TOP, LEFT, RIGHT = 296, 40, 40, 450  # in pixels: the two squares
NAMES = ("(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)")
BESIDE = ((0, 0.115), (0, -0.115), (0, 0.115), (0, 0.115))  # where a corner's name stands: two corners may meet
RING = {"color": "none", "mec": TARGET, "mew": 2, "ms": 23, "animated": True}


class MovedCorners:
    """The corners in the plane (h1, h2), each with its target, its name, and the way that it has come.

    paths: (steps kept, 4, 2).
    """

    def __init__(self, axes, paths):
        self.paths = paths
        (self.rings,) = axes.plot([], [], "o", gid="moved", **RING)
        self.trails = [axes.plot([], [], color=DATA, lw=1, animated=True)[0] for _ in NAMES]
        self.digits = [
            text(axes, 0, 0, f"{t:.0f}", TARGET, moves=True, weight="bold", name=f"target {t:.0f}") for t in GATE.t
        ]
        self.names = [text(axes, 0, 0, name, INK, moves=True) for name in NAMES]

    def update(self, at):
        """Put them where they stood at the kept step number `at`."""
        self.rings.set_data(*self.paths[at].T)
        for i, place in enumerate(self.paths[at]):
            self.trails[i].set_data(*self.paths[: at + 1, i].T)
            self.digits[i].set_position(place)
            self.names[i].set_position(place + BESIDE[i])


class HiddenPlanes:
    """A run of a 2-2-1 network on XOR, a History: the plane (x1, x2) on the left, the plane (h1, h2) on the right."""

    @styled
    def __init__(self, history):
        self.history = history
        self.ranges = {"step": step_range([history])}
        self.figure, page = sheet(800, 520)
        self.title = text(page, LEFT, TOP - 20, "", INK, align="left", moves=True, name="title")
        text(page, RIGHT, TOP - 20, "where the hidden units put the corners", INK, align="left")
        left, right = square(page, LEFT, ("x₁", "x₂")), square(page, RIGHT, ("h₁", "h₂"))
        self.inputs, self.hidden = Region(left, -0.6, 1.6, lines=2), Region(right, -0.15, 1.15, lines=1)
        left.plot(*GATE.x.T, "o", **RING)
        for corner, t in zip(GATE.x, GATE.t, strict=True):
            text(left, *corner, f"{t:.0f}", TARGET, moves=True, weight="bold")
        self.outputs = [text(left, x, y - 0.2, "", INK, moves=True) for x, y in GATE.x]
        paths = [mlp.forward(layers, GATE.x, BOTH).h[1] for layers in history.params]
        self.corners = MovedCorners(right, np.array(paths))
        self.sides = [text(axes, 0, 0, "", INK, moves=True) for axes in (left, left, right)]
        self.chart = LossChart(page, (60, 408), (SIDE + RIGHT - 60, 64), {"": history}, (0.001, 0.3))
        self.chart.show({"": history})

    def update(self, step=200):
        """Show the run as it stood after this many steps (or after the nearest number that was kept)."""
        at, when = at_step(self.history, step)
        hidden, output = self.history.params[at]
        y = mlp.forward((hidden, output), GATE.x, BOTH).y[:, 0]
        for words, value in zip(self.outputs, y, strict=True):
            words.set_text(f"y {value:.2f}")
        self._draw_regions(hidden, output)
        self.corners.update(at)
        self.chart.walk("", at)
        seen = ", ".join(f"{value:.2f} at {name}" for name, value in zip(NAMES, y, strict=True))
        places = ", ".join(f"({h1:.2f}, {h2:.2f})" for h1, h2 in self.corners.paths[at])
        return (
            f"{when} the loss is {number(self.history.loss[at])}. The output is {seen}. "
            f"In the plane (h₁, h₂) these corners lie at {places}."
        )

    def _draw_regions(self, hidden, output):
        h1, h2 = self.inputs.update(mlp.forward((hidden, output), self.inputs.x, BOTH).y, *hidden)
        (y,) = self.hidden.update(mlp.forward([output], self.hidden.x, BOTH[1:]).y, *output)
        name_side(self.sides[0], h1, hidden.W[:, 0], "h₁ > ½", 0.5)
        name_side(self.sides[1], h2, hidden.W[:, 1], "h₂ > ½", 0.73)
        name_side(self.sides[2], y, output.W[:, 0], "y > ½", 0.27)
        outside = [name for name, line in (("h₁", h1), ("h₂", h2)) if len(line) == 0]
        self.title.set_text("the inputs" + "".join(f"; {name} = ½ is outside" for name in outside))


def square(page, left, names):
    """Return the axes of a square panel from 0 to 1 and beyond, with the names of its two directions."""
    axes = panel(page.figure, left, TOP, SIDE, SIDE)
    axes.set(xticks=(0, 1), yticks=(0, 1))
    text(page, left + SIDE / 2, TOP + SIDE + 14, names[0], weight="bold")
    text(page, left - 16, TOP + SIDE / 2, names[1], weight="bold")
    return axes


def name_side(words, ends, normal, name, share):
    """Write a name beside a line with these ends, on the side to which the normal points; nothing for no line.

    share: how much of the line lies below the name, from 0 to 1.
    """
    words.set_text(name if len(ends) else "")
    if len(ends):
        low, high = words.axes.get_xlim()
        below, above = sorted(ends, key=lambda end: end[1])
        words.set_position(below + share * (above - below) + 0.1 * (high - low) * normal / np.linalg.norm(normal))
