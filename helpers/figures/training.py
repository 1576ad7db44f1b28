"""A training run to walk through, step by step: the curve, the loss, the gradients and the four weights at each."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import two_layer
from helpers.figures.parts.curve import Curve
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import beside_dots, log_scale, panel
from helpers.figures.parts.run import Walker, at_step, step_range
from helpers.look import BACKWARD, FORWARD, INK, LOSS, RULE, listed, number, sheet, signed, styled, subscripted

NAMES = two_layer.Params._fields
SHEET, LEFT, RIGHT, UPPER, LOWER, HEIGHT = 500, 52, 446, 40, 294, 166  # in pixels: the panels' corners and height
CURVE, WALK, BARS = 300, 247, 190  # their widths


class Walk:
    """A panel with the steps of a run along it: how some values went, and on each line a dot that walks."""

    def __init__(self, page, top, title, steps, courses, color, limits, log=False):
        text(page, RIGHT, top - 20, title, color, align="left")
        text(page, RIGHT + WALK / 2, top + HEIGHT + 30, "step")
        self.axes = panel(page.figure, RIGHT, top, WALK, HEIGHT, xlim=(0, steps[-1]), ylim=limits)
        self.axes.locator_params(axis="x", nbins=4)
        if log:
            log_scale(self.axes, *limits)
        self.lines = {name: self.axes.plot([], [], color=color, animated=True)[0] for name in courses}
        self.steps, self.courses, self.walker = steps, courses, Walker(self.axes, dict.fromkeys(courses, color))
        self.words = {name: text(page, 0, 0, "", color, align="left", moves=True, name=name) for name in courses}

    def update(self, at):
        """Show the run up to the step that was kept as number `at`."""
        now = {name: course[at] for name, course in self.courses.items()}
        self.walker.update(self.steps[at], now)
        x, heights = beside_dots(self.axes, self.steps[at], now.values())
        for (name, value), y in zip(now.items(), heights, strict=True):
            self.lines[name].set_data(self.steps[: at + 1], self.courses[name][: at + 1])
            self.words[name].set(text=f"{subscripted(name)} {number(value)}", position=(x, y))


class Bars:
    """The four slopes at one step, as bars on one scale for the whole run."""

    def __init__(self, page, largest):
        text(page, LEFT, LOWER - 20, "the four slopes at this step", BACKWARD, align="left")
        axes = panel(page.figure, LEFT + 50, LOWER, BARS, HEIGHT, xlim=(-largest, largest), ylim=(4, 0))
        axes.set(xticks=(-largest, 0, largest), xticklabels=(signed(-largest), "0", signed(largest)), yticks=())
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color=RULE, linewidth=1)
        self.bars, self.words = {}, {}
        for row, name in enumerate(NAMES):
            y = LOWER + HEIGHT * (row + 0.5) / 4
            text(page, LEFT + 42, y, f"∂L/∂{subscripted(name)}", BACKWARD, align="right")
            bar = Rectangle((0, row + 0.2), 0, 0.6, fc=BACKWARD, lw=0, animated=True, gid=f"bar_{name}")
            self.bars[name] = axes.add_patch(bar)
            self.words[name] = text(page, LEFT + 318, y, "", BACKWARD, align="right", moves=True, name=f"slope_{name}")

    def update(self, gradients):
        """Show these gradients, Params."""
        for name, slope in gradients._asdict().items():
            self.bars[name].set_width(slope)
            self.words[name].set_text(signed(slope))


class Training:
    """One run on a table of examples, a History whose loss is mse; it is only walked through, not computed again."""

    @styled
    def __init__(self, table, history):
        self.history = history
        self.ranges = {"step": step_range([history])}
        self.figure, page = sheet(800, SHEET)
        text(page, LEFT, UPPER - 20, "y(x) over the table; thin: at the start", FORWARD, align="left")
        self.curve = Curve(panel(self.figure, LEFT, UPPER, CURVE, HEIGHT), table)
        at_the_start = two_layer.forward(history.params[0], self.curve.x).y
        self.curve.line.axes.plot(self.curve.x, at_the_start, color=FORWARD, linewidth=0.8)
        self.bars = Bars(page, np.abs(history.gradients).max())
        loss, params = np.array(history.loss), np.array(history.params)
        limits, courses = (params.min() - 0.3, params.max() + 0.3), dict(zip(NAMES, params.T, strict=True))
        weights = Walk(page, LOWER, "the four parameters after each step", history.steps, courses, INK, limits)
        weights.axes.axhline(0, color=RULE, linewidth=0.8)
        title, limits = "the loss after each step: MSE, log axis", (loss.min() / 1.5, loss.max() * 1.5)
        self.walks = Walk(page, UPPER, title, history.steps, {"MSE": loss}, LOSS, limits, log=True), weights

    def update(self, step=100):
        """Show the run as it stood after this many steps (or after the nearest number of steps that was kept)."""
        at, when = at_step(self.history, step)
        _, params, loss, gradients = (kept[at] for kept in self.history)
        self.curve.update(params)
        self.bars.update(gradients)
        for walk in self.walks:
            walk.update(at)
        return _sentence(when, params, loss, gradients, self.history.loss[0])


def _sentence(when, params, loss, gradients, first):
    weights = listed(params._asdict())
    slopes = listed(gradients._asdict(), "∂L/∂", signed)
    return (
        f"{when}: {weights}. The MSE is {number(loss)}; at the start it was {number(first)}. "
        f"The gradients here, of the mean of ½(y − t)²: {slopes}."
    )
