"""Learning rates raced against each other: one network, one start, and only α differs."""

import numpy as np

from helpers import two_layer
from helpers.figures import given
from helpers.figures.fit import Fit
from helpers.figures.panels import apart, panel
from helpers.figures.parts import text
from helpers.inputs import checked, offered, positive
from helpers.look import DATA, FORWARD, LOSS, RULE, sheet, styled
from helpers.losses import mse

WIDTH, HEIGHT = 800, 400
LEFT, TOP, PANEL_WIDTH, PANEL_HEIGHT = 58, 38, 322, 316
LABELS, GAP = 404, 20  # where the runs' labels stand, and how far apart they are at least
LOW, HIGH = 0.001, 0.6


class Race:
    """The MSE of several training runs against the step, and the curve y(x) that one of them has come to.

    histories: {α: History}, runs of one length on the table.
    """

    @checked(table=given.table, histories=given.runs(positive, given.two_layer_run))
    @styled
    def __init__(self, table, histories):
        self.histories = {f"{rate:g}": run for rate, run in histories.items()}
        self.mse = {
            name: np.array([mse(two_layer.forward(params, table.x).y, table.t) for params in run.params])
            for name, run in self.histories.items()
        }
        self.steps = len(next(iter(self.mse.values()))) - 1
        self.ranges = {"step": (0, self.steps, 1), "curve": list(self.histories)}
        self.figure, page = sheet(WIDTH, HEIGHT)
        self._draw_losses(page)
        self.fit = Fit(panel(self.figure, 606, TOP + PANEL_HEIGHT - 236, 178, 236), table)
        self.title = text(page, 582, 64, "", FORWARD, align="left", moves=True, name="title")
        text(page, 582, 86, "over the targets (hollow)", DATA, align="left")

    def _draw_losses(self, page):
        limits = {"xlim": (0, self.steps), "ylim": (LOW, HIGH)}
        axes = panel(self.figure, LEFT, TOP, PANEL_WIDTH, PANEL_HEIGHT, yscale="log", **limits)
        axes.set(xticks=np.linspace(0, self.steps, 6))
        axes.set_yticks((0.001, 0.01, 0.1), ("0.001", "0.01", "0.1"))
        axes.minorticks_off()
        text(page, 12, 16, "MSE, each grid line a tenth of the one above", LOSS, align="left")
        text(page, LEFT + PANEL_WIDTH, HEIGHT - 10, "steps", align="right")
        axes.grid(axis="y", alpha=0.4)
        self.lines, self.leaders, self.labels = {}, {}, {}
        for name in self.mse:
            (self.lines[name],) = axes.plot(
                [], [], color=LOSS, marker="o", ms=7, mew=0, markevery=[-1], clip_on=False, animated=True,
                gid=f"mse_{name}",
            )  # fmt: skip
            (self.leaders[name],) = page.plot([], [], color=RULE, linewidth=1, animated=True)
            self.labels[name] = text(page, LABELS, 0, "", LOSS, align="left", moves=True, name=f"label_{name}")
        self.to_page = axes.transData + page.transData.inverted()

    @checked(offered("curve"), step=given.step)
    def update(self, step=10, curve="20"):
        """Show all runs up to a step, and the curve of the run with the chosen learning rate."""
        step = min(step, self.steps)
        now = {name: losses[step] for name, losses in self.mse.items()}
        heights = {name: self.to_page.transform((step, loss)) for name, loss in now.items()}
        places = apart([y for _, y in heights.values()], GAP)
        for (name, (x, y)), place in zip(heights.items(), places, strict=True):
            chosen = name == curve
            self.lines[name].set_data(range(step + 1), self.mse[name][: step + 1])
            self.lines[name].set(linewidth=3 if chosen else 1.5, alpha=None if chosen else 0.7)
            self.leaders[name].set_data([x, LABELS - 14, LABELS - 4], [y, place, place])
            self.labels[name].set(y=place, text=f"α = {name}:  {now[name]:.4f}", weight="bold" if chosen else "normal")
        self.fit.update(self.histories[curve].params[step])
        self.title.set_text(f"y(x): α = {curve}, step {step}")
        listed = ", ".join(f"{loss:.4f} with α = {name}" for name, loss in now.items())
        return f"The MSE after {step} steps: {listed}."
