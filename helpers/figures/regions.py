"""What a network says everywhere in a plane, as a raster; the lines at which its units change sides; and its loss."""

import numpy as np
from matplotlib.colors import BoundaryNorm, ListedColormap, to_rgb

from helpers.figures.panels import apart, log_scale, panel, step_range
from helpers.figures.parts import text
from helpers.figures.plane import half_plane
from helpers.look import FORWARD, INK, LOSS, RULE, number

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


class LossChart:
    """The losses of several runs, {name: History}, log axis; one of them is chosen, and a dot walks along it."""

    def __init__(self, page, corner, size, runs, limits):
        (left, top), (width, height) = corner, size
        self.title = text(page, left, top - 20, "", LOSS, align="left", moves=True, name="loss")
        text(page, left + width / 2, top + height + 30, "step")
        self.axes = panel(page.figure, left, top, width, height, xlim=step_range(runs.values())[:2])
        self.axes.locator_params(axis="x", nbins=4)
        log_scale(self.axes, *limits)
        self.mark = self.axes.axvline(0, color=RULE, linewidth=1, animated=True)
        self.lines = {name: self.axes.plot([], [], color=LOSS, animated=True)[0] for name in runs}
        (self.dot,) = self.axes.plot([], [], "o", color=LOSS, mew=0, ms=10, clip_on=False, animated=True, gid="dot")
        self.labels = {name: text(page, left + width + 10, 0, "", LOSS, align="left", moves=True) for name in runs}
        self.height, self.runs = page.get_ylim()[0], None

    def show(self, runs):
        """Draw the losses of runs with the names that there are, if they do not stand there already."""
        if runs is self.runs:
            return
        self.runs = runs
        ends = [self.height - self.axes.transData.transform((0, run.loss[-1]))[1] for run in runs.values()]
        for (name, run), y in zip(runs.items(), apart(ends, 17), strict=True):
            self.lines[name].set_data(run.steps, run.loss)
            self.labels[name].set(y=y, text=name)

    def walk(self, name, at):
        """Choose a run, and put the dot where it stood at the kept step number `at`."""
        for other, line in self.lines.items():
            line.set(linewidth=3 if other == name else 1.2, alpha=None if other == name else 0.7)
            self.labels[other].set_weight("bold" if other == name else "normal")
        step, loss = self.runs[name].steps[at], self.runs[name].loss[at]
        self.mark.set_xdata([step, step])
        self.dot.set_data([step], np.clip([loss], *self.axes.get_ylim()))
        self.title.set_text(f"loss {number(loss)} (log axis)")
