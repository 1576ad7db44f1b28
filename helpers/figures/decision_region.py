"""Points inside a ring: the region that a network with a few hidden units draws round them, as it trains."""

import numpy as np

from helpers import mlp
from helpers.activations import sigmoid
from helpers.figures.parts.loss_chart import LossChart
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.figures.parts.region import Region
from helpers.figures.parts.run import at_step, step_range
from helpers.look import DATA, FORWARD, INK, LOSS, TARGET, number, sheet, styled

SIDE, TOP, LEFT, RIGHT = 420, 40, 40, 520  # in pixels: the square, and where the loss begins
LOW, HIGH = -2.4, 2.4
BOTH = (sigmoid, sigmoid)


class DecisionRegion:
    """Runs of 2-n-1 networks on the same examples, {n: History}, choose one, and walk."""

    @styled
    def __init__(self, examples, runs):
        self.examples, self.runs = examples, runs
        self.ranges = {"hidden_units": list(runs), "step": step_range(runs.values())}
        self.figure, page = sheet(800, 510)
        axes = panel(self.figure, LEFT, TOP, SIDE, SIDE)
        self.region = Region(axes, LOW, HIGH, max(runs))
        axes.set(xticks=(-2, 0, 2), yticks=(-2, 0, 2))
        text(page, LEFT + SIDE / 2, TOP + SIDE + 32, "x₁", weight="bold")
        text(page, LEFT - 22, TOP + SIDE / 4, "x₂", weight="bold")
        inside = examples.t[:, 0] == 1
        axes.plot(*examples.x[inside].T, "o", color="none", mec=TARGET, mew=2, ms=8, animated=True)
        axes.plot(*examples.x[~inside].T, "x", color=DATA, mec=DATA, mew=2, ms=7, animated=True)
        text(page, LEFT, TOP - 20, "○ target 1, × target 0, lines: h = ½", INK, align="left")
        self.words = {
            name: text(page, RIGHT - 40, y, "", color, align="left", moves=True, name=name)
            for name, y, color in (("title", 60, FORWARD), ("wrong", 90, INK), ("outside", 120, DATA))
        }
        text(page, RIGHT - 40, 170, "Each line of the loss: one network,", LOSS, align="left")
        text(page, RIGHT - 40, 190, "with its number of hidden units.", LOSS, align="left")
        named = {str(n): run for n, run in runs.items()}
        self.chart = LossChart(page, (RIGHT, 250), (220, 210), named, (0.002, 0.2))
        self.chart.show(named)

    def update(self, hidden_units=2, step=600):
        """Show what the network with so many hidden units says everywhere, after this many steps."""
        run = self.runs[hidden_units]
        at, when = at_step(run, step)
        layers = run.params[at]
        ends = self.region.update(mlp.forward(layers, self.region.x, BOTH).y, *layers[0])
        y = mlp.forward(layers, self.examples.x, BOTH).y
        wrong = int(np.sum((y > 0.5) != (self.examples.t > 0.5)))
        outside = sum(len(line) == 0 for line in ends)
        units = f"{hidden_units} hidden unit{'s' * (hidden_units > 1)}"
        self.words["title"].set_text(f"{units}, step {run.steps[at]}")
        self.words["wrong"].set_text(f"{wrong} of {len(y)} points on the wrong side")
        self.words["outside"].set_text(f"{outside} of {len(ends)} lines outside the frame" if outside else "")
        self.chart.walk(str(hidden_units), at)
        return (
            f"{when}, {units}: the loss is {number(run.loss[at])}, and {wrong} of {len(y)} points lie on the wrong "
            f"side of y = ½. {len(ends) - outside} of {len(ends)} lines h = ½ cross the picture."
        )
