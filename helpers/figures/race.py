"""Learning rates raced against each other: one network, one start, and only α differs."""

import numpy as np

from helpers import two_layer
from helpers.figures.parts.curve import Curve
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import apart, log_scale, panel
from helpers.figures.parts.run import at_step, step_range
from helpers.look import DATA, FORWARD, LOSS, RULE, sheet, styled
from helpers.losses import mse

WIDTH, HEIGHT = 800, 400
LEFT, TOP, PANEL_WIDTH, PANEL_HEIGHT = 58, 38, 322, 316
GAP = 20  # how far apart the runs' labels are at least
LOW, HIGH = 0.001, 0.6


class Race:
    """The MSE of several training runs against the step, and the curve y(x) that one of them has come to.

    histories: {α: History}, runs on the table.
    """

    @styled
    def __init__(self, table, histories):
        self.histories = {f"{rate:g}": run for rate, run in histories.items()}
        self.mse = {
            name: np.array([mse(two_layer.forward(params, table.x).y, table.t) for params in run.params])
            for name, run in self.histories.items()
        }
        self.ranges = {"step": step_range(histories.values()), "curve": list(self.histories)}
        self.figure, page = sheet(WIDTH, HEIGHT)
        self._draw_losses(page)
        self.curve = Curve(panel(self.figure, 606, TOP + PANEL_HEIGHT - 236, 178, 236), table, hollow=True)
        self.title = text(page, 582, 64, "", FORWARD, align="left", moves=True, name="title")
        text(page, 582, 86, "over the targets (hollow)", DATA, align="left")

    def _draw_losses(self, page):
        steps = self.ranges["step"][:2]
        axes = panel(self.figure, LEFT, TOP, PANEL_WIDTH, PANEL_HEIGHT, xlim=steps)
        axes.set(xticks=np.linspace(*steps, 6))
        log_scale(axes, LOW, HIGH)
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
            self.labels[name] = text(page, 0, 0, "", LOSS, align="left", moves=True, name=f"label_{name}")
        self.to_page = axes.transData + page.transData.inverted()

    def update(self, step=10, curve="20"):
        """Show all runs up to a step, and the curve of the run with the chosen learning rate."""
        now = {name: at_step(run, step) for name, run in self.histories.items()}
        dots = {
            name: self.to_page.transform((self.histories[name].steps[at], self.mse[name][at]))
            for name, (at, _) in now.items()
        }
        places = apart([y for _, y in dots.values()], GAP)
        for (name, (x, y)), place in zip(dots.items(), places, strict=True):
            chosen, (at, _), losses = name == curve, now[name], self.mse[name]
            self.lines[name].set_data(self.histories[name].steps[: at + 1], losses[: at + 1])
            self.lines[name].set(linewidth=3 if chosen else 1.5, alpha=None if chosen else 0.7)
            self.leaders[name].set_data([x + 4, x + 16, x + 20], [y, place, place])
            self.labels[name].set(
                position=(x + 24, place), text=f"α = {name}:  {losses[at]:.4f}", weight="bold" if chosen else "normal"
            )
        at, when = now[curve]
        self.curve.update(self.histories[curve].params[at])
        self.title.set_text(f"y(x): α = {curve}, step {self.histories[curve].steps[at]}")
        listed = ", ".join(
            f"{self.mse[name][place]:.4f} with α = {name}" + (f" ({other})" if other != when else "")
            for name, (place, other) in now.items()
        )
        return f"{when} the MSE is {listed}."
