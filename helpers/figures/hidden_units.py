"""A curve as the sum of what its hidden units contribute, w2·h(x) each, as it trains; with few units and with many."""

import numpy as np

from helpers import mlp
from helpers.activations import identity, sigmoid
from helpers.figures.parts.loss_chart import LossChart
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.figures.parts.run import at_step, step_range
from helpers.look import DATA, FORWARD, INK, LOSS, RULE, TARGET, number, sheet, styled

X = np.linspace(-3, 3, 91)[:, np.newaxis]
LEFT, RIGHT, WIDTH, HEIGHT, UPPER, LOWER = 48, 520, 400, 186, 40, 290  # in pixels: panels' corners and sizes
REACH = 1.6  # of the lower panel, up and down
BEND = (sigmoid, identity)


class HiddenUnits:
    """Runs of 1-n-1 networks with no activation on the output: {name: (examples, {n: History})}, the same n in all."""

    @styled
    def __init__(self, fits):
        self.fits = fits
        self.runs = {
            name: {str(n): run for n, run in runs.items()} for name, (_, runs) in fits.items()
        }  # made once, so that the chart knows them again
        _, runs = next(iter(fits.values()))
        every_run = [run for _, others in fits.values() for run in others.values()]
        self.ranges = {"data": list(fits), "hidden_units": list(runs), "step": step_range(every_run)}
        self.figure, page = sheet(800, 510)
        self.title = text(page, LEFT, UPPER - 20, "", FORWARD, align="left", moves=True, name="title")
        upper = panel(self.figure, LEFT, UPPER, WIDTH, HEIGHT, xlim=(-3.1, 3.1), ylim=(-0.12, 1.12))
        upper.set(xticks=(-2, 0, 2), yticks=(0, 0.5, 1))
        (self.points,) = upper.plot([], [], "o", color="none", mec=TARGET, mew=1.5, ms=6, animated=True)
        (self.curve,) = upper.plot([], [], color=FORWARD, lw=2.5, animated=True, gid="curve")
        text(page, LEFT, LOWER - 20, "thin: w₂·h(x) of each hidden unit; dotted: b₂", DATA, align="left")
        lower = panel(self.figure, LEFT, LOWER, WIDTH, HEIGHT, xlim=(-3.1, 3.1), ylim=(-REACH, REACH))
        lower.set(xticks=(-2, 0, 2), yticks=(-1, 0, 1))
        lower.axhline(0, color=RULE, linewidth=0.8)
        self.parts = [lower.plot([], [], color=FORWARD, lw=1.3, animated=True)[0] for _ in range(max(runs))]
        (self.bias,) = lower.plot([], [], ":", color=INK, animated=True, gid="bias")
        for y, words in ((60, "Each line of the loss: one network,"), (80, "with its number of hidden units.")):
            text(page, RIGHT - 20, y, words, LOSS, align="left")
        self.beyond = text(page, RIGHT - 20, 110, "", INK, align="left", moves=True, name="beyond")
        self.chart = LossChart(page, (RIGHT, 170), (210, 290), self.runs[next(iter(fits))], (2e-6, 0.5))
        self.calm = [self.points, *self.chart.lines.values(), *self.chart.labels.values()]

    def update(self, data="wave", hidden_units=3, step=200):
        """Show the network with so many hidden units after this many steps on the chosen data."""
        examples, runs = self.fits[data]
        run = runs[hidden_units]
        at, when = at_step(run, step)
        trace = mlp.forward(run.params[at], X, BEND)
        W2, b2 = run.params[at][1]
        parts = trace.h[1] * W2[:, 0]  # (points, units): with b2 they add up to y
        self.points.set_data(*examples)
        self.curve.set_data(X, trace.y)
        for i, line in enumerate(self.parts):
            line.set_data(X, parts[:, i]) if i < hidden_units else line.set_data([], [])
        self.bias.set_data(X[[0, -1]], [b2, b2])
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
