"""Points inside a ring: the region that a network with a few hidden units draws round them, as it trains."""

import numpy as np

from helpers import mlp
from helpers.activations import sigmoid
from helpers.figures.parts.loss_chart import LossChart
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.figures.parts.region import Border, Region
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
        axes.plot(*examples.x[~inside].T, "s", color="none", mec=DATA, mew=2, ms=7, animated=True)
        (self.wrong,) = axes.plot([], [], "x", color=LOSS, mec=LOSS, mew=2.5, ms=15, animated=True, gid="wrong")
        self.border = Border(axes, self.region)
        text(page, LEFT, TOP - 20, "thick: y = ½, thin: h = ½ of each unit", INK, align="left")
        for y, words in ((150, "○ target 1"), (172, "□ target 0"), (194, "✗ on the wrong side of y = ½")):
            text(page, RIGHT - 40, y, words, INK, align="left")
        self.words = {
            name: text(page, RIGHT - 40, y, "", color, align="left", moves=True, name=name)
            for name, y, color in (("title", 50, FORWARD), ("wrong", 80, LOSS), ("outside", 110, DATA))
        }
        text(page, RIGHT - 40, 232, "Each line of the loss: one network,", LOSS, align="left")
        text(page, RIGHT - 40, 252, "with its number of hidden units.", LOSS, align="left")
        named = {str(n): run for n, run in runs.items()}
        self.chart = LossChart(page, (RIGHT, 300), (220, 160), named, (0.002, 0.2))
        self.chart.show(named)

    def update(self, hidden_units=2, step=600):
        """Show what the network with so many hidden units says everywhere, after this many steps."""
        run = self.runs[hidden_units]
        at, when = at_step(run, step)
        layers = run.params[at]
        everywhere = mlp.forward(layers, self.region.x, BOTH).y
        ends = self.region.update(everywhere, *layers[0])
        self.border.update(everywhere)
        y = mlp.forward(layers, self.examples.x, BOTH).y
        missed = (y[:, 0] > 0.5) != (self.examples.t[:, 0] > 0.5)
        self.wrong.set_data(*self.examples.x[missed].T)
        wrong = int(np.sum(missed))
        outside = sum(len(line) == 0 for line in ends)
        units = f"{hidden_units} hidden unit{'s' * (hidden_units > 1)}"
        self.words["title"].set_text(f"{units}, step {run.steps[at]}")
        self.words["wrong"].set_text(f"✗ {wrong} of {len(y)} points")
        self.words["outside"].set_text(f"{outside} of {len(ends)} lines outside the frame" if outside else "")
        self.chart.walk(str(hidden_units), at)
        return (
            f"{when}, {units}: the loss is {number(run.loss[at])}, and {wrong} of {len(y)} points lie on the wrong "
            f"side of y = ½. {len(ends) - outside} of {len(ends)} lines h = ½ cross the picture."
        )
