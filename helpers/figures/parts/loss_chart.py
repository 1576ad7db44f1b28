"""The losses of several runs on one chart, of which one is chosen and walked along."""

import numpy as np

from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import apart, log_scale, on_sheet, panel
from helpers.figures.parts.run import Walker, step_range
from helpers.look import LOSS, number


class LossChart:
    """The losses of several runs, {name: History}, log axis; one of them is chosen, and a dot walks along it."""

    def __init__(self, page, corner, size, runs, limits):
        (left, top), (width, height) = corner, size
        self.title = text(page, left, top - 20, "", LOSS, align="left", moves=True, name="loss")
        text(page, left + width / 2, top + height + 30, "step")
        self.axes = panel(page.figure, left, top, width, height, xlim=step_range(runs.values())[:2])
        self.axes.locator_params(axis="x", nbins=4)
        log_scale(self.axes, *limits)
        self.lines = {name: self.axes.plot([], [], color=LOSS, animated=True)[0] for name in runs}
        self.walker = Walker(self.axes, {"loss": LOSS})
        self.labels = {name: text(page, left + width + 10, 0, "", LOSS, align="left", moves=True) for name in runs}
        self.runs = None

    def show(self, runs):
        """Draw the losses of runs with the names that there are, if they do not stand there already."""
        if runs is self.runs:
            return
        self.runs = runs
        ends = [on_sheet(self.axes, run.loss[-1]) for run in runs.values()]
        for (name, run), y in zip(runs.items(), apart(ends, 17), strict=True):
            self.lines[name].set_data(run.steps, run.loss)
            self.labels[name].set(y=y, text=name)

    def walk(self, name, at):
        """Choose a run, and put the dot where it stood at the kept step number `at`."""
        for other, line in self.lines.items():
            line.set(linewidth=3 if other == name else 1.2, alpha=None if other == name else 0.7)
            self.labels[other].set_weight("bold" if other == name else "normal")
        step, loss = self.runs[name].steps[at], self.runs[name].loss[at]
        self.walker.update(step, {"loss": np.clip(loss, *self.axes.get_ylim())})
        self.title.set_text(f"loss {number(loss)} (log axis)")
