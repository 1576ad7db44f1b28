"""The loss along each weight, the others held still: four curves, each with the slope where we are."""

import numpy as np

from helpers import two_layer
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel, tangent
from helpers.gradient_check import numerical_gradient
from helpers.look import BACKWARD, DATA, LOSS, listed, number, sheet, signed, styled, subscripted
from helpers.losses import half_squared_error

HIGH = 0.37  # on the dose table no setting of the weights has a larger loss
PANEL_WIDTH, PANEL_HEIGHT = 312, 138
CORNERS = {"w1": (50, 64), "b1": (446, 64), "w2": (50, 282), "b2": (446, 282)}  # of the panels, left and upper
TANGENT = 60  # pixels to either side of the dot
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)


class LossAlong:
    """Four panels: the mean over a table of ½(y − t)² as a function of one weight, the others at today's values."""

    ranges = {"w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05)}

    @styled
    def __init__(self, table):
        self.table = table
        self.figure, page = sheet(800, 448)
        self.values = {name: np.linspace(*self.ranges[name][:2], 61) for name in CORNERS}
        self.panels = {name: self._panel(page, name, *corner) for name, corner in CORNERS.items()}
        text(page, 12, 14, "Each curve: the loss as this one weight moves, the other three held still.", align="left")
        text(page, 788, 14, "dotted: at the start values", DATA, align="right")

    def _panel(self, page, name, left, top):
        low, high, _ = self.ranges[name]
        axes = panel(self.figure, left, top, PANEL_WIDTH, PANEL_HEIGHT, xlim=(low, high), ylim=(0, HIGH))
        axes.set(xticks=(low, low / 2, 0, high / 2, high), yticks=(0, 0.1, 0.2, 0.3))
        text(page, left + PANEL_WIDTH + 22, top + PANEL_HEIGHT + 1, subscripted(name), weight="bold")
        text(page, left - 14, top - 8, "L", LOSS, weight="bold")
        axes.plot(self.values[name], self._losses(START, name), color=DATA, linestyle=":", linewidth=1.5)
        (curve,) = axes.plot([], [], color=LOSS, animated=True, gid=f"curve_{name}")
        (touching,) = axes.plot([], [], color=BACKWARD, linestyle="--", animated=True, gid=f"tangent_{name}")
        (dot,) = axes.plot([], [], "o", color=LOSS, mew=0, ms=9, clip_on=False, animated=True, gid=f"dot_{name}")
        slope = text(page, left + 10, top - 18, "", BACKWARD, align="left", moves=True, name=f"slope_{name}")
        return curve, touching, dot, slope

    def _losses(self, params, name):
        """Return the loss at each of the panel's values of one weight."""
        nudged = params._replace(**{name: self.values[name][:, np.newaxis]})
        y = two_layer.forward(nudged, self.table.x).y  # a row for each value, a column for each example
        return np.mean(0.5 * (y - self.table.t) ** 2, axis=1)

    def _loss(self, params):
        return half_squared_error(two_layer.forward(params, self.table.x).y, self.table.t)

    def _slopes(self, params):
        """Return the slope along each weight by its name, rounded to what nudging can tell from 0."""
        return {name: round(slope, 9) for name, slope in numerical_gradient(self._loss, params)._asdict().items()}

    def update(self, w1=START.w1, b1=START.b1, w2=START.w2, b2=START.b2):
        """Show the loss along each weight, and its slope there, measured by nudging that weight alone."""
        params = two_layer.Params(w1, b1, w2, b2)
        loss, slopes = self._loss(params), self._slopes(params)
        steepest = max(slopes, key=lambda name: abs(slopes[name]))
        for name, (curve, touching, dot, words) in self.panels.items():
            value, slope = getattr(params, name), slopes[name]
            curve.set_data(self.values[name], self._losses(params, name))
            touching.set_data(*tangent(touching.axes, value, loss, slope, TANGENT))
            dot.set_data([value], [loss])
            mark = ", the steepest" if name == steepest else ""
            words.set_text(f"∂L/∂{subscripted(name)} = {signed(slope)}{mark}")
        said = listed(slopes, "∂L/∂", signed)
        return (
            f"The loss, the mean of ½(y − t)² over the table, is {number(loss)}. Each weight nudged alone: {said}. "
            f"The steepest is the slope along {subscripted(steepest)}."
        )
