"""Two training runs, one below the other: at every step the factors of the gradients, the gradients, and the loss."""

import numpy as np

from helpers import two_layer
from helpers.figures.parts.curve import Curve
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import beside_dots, log_scale, panel
from helpers.figures.parts.run import Walker, at_step, step_range
from helpers.look import BACKWARD, FORWARD, INK, LOSS, number, sheet, styled

SHEET, LEFT, RIGHT, TOPS, HEIGHT = 508, 44, 348, (42, 292), 170  # in pixels: the panels' corners and height
CURVE, CHART = 236, 280  # their widths
LOWEST = 1e-8  # where the log axis ends; what is smaller runs along its lower edge, and its word says ▾
STYLES = {
    "y(1 − y)": {"color": FORWARD},
    "h(1 − h)": {"color": FORWARD, "linewidth": 3.5},
    "MSE": {"color": LOSS},
    "|∂L/∂w₂|": {"color": BACKWARD, "linestyle": "--"},
    "|∂L/∂w₁|": {"color": BACKWARD, "linestyle": "--", "linewidth": 3.5},
}


def courses(table, history):
    """Return how the values in STYLES went in a run, by name: an array each, with an entry for each step kept.

    y(1 − y) and h(1 − h) are means over the examples of the table.
    """
    states = [
        two_layer.local_derivatives(params, two_layer.forward(params, table.x), table.t) for params in history.params
    ]
    values = (
        [np.mean(local.dy_dz2) for local in states],
        [np.mean(local.dh_dz1) for local in states],
        history.loss,
        [abs(gradient.w2) for gradient in history.gradients],
        [abs(gradient.w1) for gradient in history.gradients],
    )
    return dict(zip(STYLES, map(np.array, values), strict=True))


class Row:
    """One run: its curve over the table, and beside it how its factors, gradients and loss went."""

    def __init__(self, page, table, top, last_step):
        figure = page.figure
        self.title = text(page, LEFT, top - 24, "", INK, align="left", moves=True, weight="bold")
        self.curve = Curve(panel(figure, LEFT, top, CURVE, HEIGHT), table)
        self.chart = panel(figure, RIGHT, top, CHART, HEIGHT, xlim=(0, last_step))
        self.chart.locator_params(axis="x", nbins=5)
        log_scale(self.chart, LOWEST, 1, ticks=range(-8, 1, 2))
        self.lines = {name: self.chart.plot([], [], animated=True, **style)[0] for name, style in STYLES.items()}
        self.words = {
            name: text(page, 0, 0, "", style["color"], align="left", moves=True) for name, style in STYLES.items()
        }
        self.walker = Walker(self.chart, {name: style["color"] for name, style in STYLES.items()})
        self.shown = None

    def show(self, title, history, values):
        """Take another run, if it is not there already."""
        if self.shown == title:
            return
        self.shown, self.history, self.values = title, history, values
        self.title.set_text(title)
        self.seen = {name: np.maximum(value, LOWEST) for name, value in values.items()}

    def walk(self, step):
        """Show the run up to the step kept nearest to this one; return which it is, in words, and its values."""
        at, when = at_step(self.history, step)
        self.curve.update(self.history.params[at])
        now = {name: value[at] for name, value in self.values.items()}
        seen, steps = {name: value[at] for name, value in self.seen.items()}, self.history.steps
        self.walker.update(steps[at], seen)
        x, heights = beside_dots(self.chart, steps[at], seen.values())
        for (name, value), y in zip(now.items(), heights, strict=True):
            self.lines[name].set_data(steps[: at + 1], self.seen[name][: at + 1])
            self.words[name].set(text=f"{name} {number(value)}{' ▾' if value < LOWEST else ''}", position=(x, y))
        return when, now


class Vanishing:
    """A good run above, one of the others below: `runs` is {its start in words: its History}, the good one first.

    Each History has mse as its loss.
    """

    @styled
    def __init__(self, table, runs):
        self.runs = {name: (history, courses(table, history)) for name, history in runs.items()}
        self.good, *self.others = runs
        choices = [(name, position) for position, name in enumerate(self.others)]
        self.ranges = {"start": choices, "step": step_range(runs.values())}
        self.figure, page = sheet(800, SHEET)
        self.rows = [Row(page, table, top, self.ranges["step"][1]) for top in TOPS]
        text(page, RIGHT + 60, TOPS[0] - 30, "after each step, log axis", align="left")
        text(page, RIGHT + CHART / 2, SHEET - 16, "step")
        self.calm = [row.title for row in self.rows]

    def update(self, start=0, step=10_000):
        """Show the good run, and of the others the one with this number, after this many steps."""
        sentences = []
        for row, name in zip(self.rows, (self.good, self.others[start]), strict=True):
            row.show(f"start: {name}", *self.runs[name])
            when, now = row.walk(step)
            values = ", ".join(f"{what} = {number(value)}" for what, value in now.items())
            sentences.append(f"{when} from {name}: {values}.")
        return " ".join(sentences)
