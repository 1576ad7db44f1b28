"""A curve as the sum of what its hidden units contribute, w2·h(x) each, as it trains; with few units and with many."""

import numpy as np

from helpers import data as examples_of
from helpers import mlp
from helpers.activations import identity, sigmoid
from helpers.figures.parts.loss_chart import LossChart
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import apart, on_sheet, panel
from helpers.figures.parts.run import at_step, step_range
from helpers.look import DATA, FORWARD, INK, LOSS, RULE, TARGET, number, sheet, styled

X = np.linspace(-3, 3, 91)[:, np.newaxis]
LEFT, RIGHT, WIDTH, HEIGHT, UPPER, LOWER = 48, 540, 400, 186, 40, 290  # in pixels: panels' corners and sizes
REACH = 1.6  # of the lower panel, up and down
MOST_NAMED = 4  # units have room for their numbers
BEND = (sigmoid, identity)
TICKS = {str(x).replace("-", "−"): x for x in (-2, -1, 0, 1, 2)}  # of x, and of the doses in its place
DOSES = {str(dose): examples_of.x_of_dose(dose) for dose in (50, 55, 60, 70, 80)}


class HiddenUnits:
    """Runs of 1-n-1 networks with no activation on the output, {name: {n: History}}, on examples, {name: (x, t)}.

    The same n in all.
    """

    @styled
    def __init__(self, examples, runs):
        self.examples = examples
        self.runs = {name: {str(n): run for n, run in these.items()} for name, these in runs.items()}
        first = next(iter(runs.values()))
        every_run = [run for these in runs.values() for run in these.values()]
        self.ranges = {"data": list(runs), "hidden_units": list(first), "step": step_range(every_run)}
        self.figure, page = sheet(800, 510)
        self.title = text(page, LEFT, UPPER - 20, "", FORWARD, align="left", moves=True, name="title")
        upper = panel(self.figure, LEFT, UPPER, WIDTH, HEIGHT, xlim=(-3.1, 3.1), ylim=(-0.12, 1.12))
        upper.set(xticks=(), yticks=(0, 0.5, 1))
        (self.points,) = upper.plot([], [], "o", color="none", mec=TARGET, mew=1.5, ms=6, animated=True)
        (self.curve,) = upper.plot([], [], color=FORWARD, lw=2.5, animated=True, gid="curve")
        text(page, LEFT, LOWER - 20, "thin: w₂·h(x) of each hidden unit; dotted: b₂", DATA, align="left")
        lower = panel(self.figure, LEFT, LOWER, WIDTH, HEIGHT, xlim=(-3.1, 3.1), ylim=(-REACH, REACH))
        lower.set(xticks=(), yticks=(-1, 0, 1))
        lower.axhline(0, color=RULE, linewidth=0.8)
        self.parts = [lower.plot([], [], color=FORWARD, lw=1.3, animated=True)[0] for _ in range(max(first))]
        (self.bias,) = lower.plot([], [], ":", color=INK, animated=True, gid="bias")
        self.names = [text(page, LEFT + WIDTH + 6, 0, "", FORWARD, align="left", moves=True) for _ in range(MOST_NAMED)]
        self.names.append(text(page, LEFT + WIDTH + 6, 0, "", INK, align="left", moves=True))
        self.ticks = [text(page, 0, LOWER + HEIGHT + 14, "", moves=True) for _ in TICKS]
        self.axis = text(page, LEFT + WIDTH, LOWER + HEIGHT + 14, "", align="right", moves=True)
        for y, words in ((60, "Each line of the loss: one network,"), (80, "with its number of hidden units.")):
            text(page, RIGHT - 20, y, words, LOSS, align="left")
        self.beyond = text(page, RIGHT - 20, 110, "", INK, align="left", moves=True, name="beyond")
        self.chart = LossChart(page, (RIGHT, 170), (196, 290), next(iter(self.runs.values())), (2e-6, 0.5))
        self.calm = [self.points, self.axis, *self.ticks, *self.chart.lines.values(), *self.chart.labels.values()]

    def update(self, data="wave", hidden_units=3, step=200):
        """Show the network with so many hidden units after this many steps on the chosen data."""
        run = self.runs[data][str(hidden_units)]
        at, when = at_step(run, step)
        trace = mlp.forward(run.params[at], X, BEND)
        W2, b2 = run.params[at][1]
        parts = trace.h[1] * W2[:, 0]  # (points, units): with b2 they add up to y
        self.points.set_data(*self.examples[data])
        self.curve.set_data(X, trace.y)
        for i, line in enumerate(self.parts):
            line.set_data(X, parts[:, i]) if i < hidden_units else line.set_data([], [])
        self.bias.set_data(X[[0, -1]], [b2, b2])
        self._name([*parts[-1], b2[0]])
        self._mark_axis(data)
        beyond = int(np.sum(np.abs(parts).max(axis=0) > REACH))
        self.beyond.set_text(f"{beyond} lines leave the lower panel" if beyond else "")
        self.chart.show(self.runs[data])
        self.chart.walk(str(hidden_units), at)
        network = f"{data}, {hidden_units} hidden unit{'s' * (hidden_units > 1)}"
        self.title.set_text(f"{network}, step {run.steps[at]}")
        return (
            f"{when}, {network}: the loss is {number(run.loss[at])}. The hidden units' w₂ lie between "
            f"{number(W2.min())} and {number(W2.max())}; b₂ = {number(b2[0])}."
        )

    def _name(self, ends):
        """Write at the right ends of the parts, the bias last, which of them is which, as far as there is room."""
        names = [str(i + 1) for i in range(len(ends) - 1)] if len(ends) <= MOST_NAMED + 1 else []
        heights = apart([on_sheet(self.bias.axes, np.clip(end, -REACH, REACH)) for end in ends], 17)
        for shown in self.names:
            shown.set(text="", y=0)
        for shown, name, y in zip(self.names, names, heights, strict=False):
            shown.set(text=name, y=y)
        self.names[-1].set(text="b₂", y=heights[-1] if names else on_sheet(self.bias.axes, ends[-1]))

    def _mark_axis(self, data):
        doses = data == "dose table"
        self.axis.set_text("mg/l" if doses else "x")
        for shown, (words, x) in zip(self.ticks, (DOSES if doses else TICKS).items(), strict=True):
            shown.set(text=words, x=self.bias.axes.transData.transform((x, 0))[0])
