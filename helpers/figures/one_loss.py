"""The loss of one dose: the forward pass, the target, and what lies between output and target on the curve."""

from helpers import two_layer
from helpers.figures.parts.curve import Curve, Residual
from helpers.figures.parts.marks import text
from helpers.figures.parts.network import LossDiagram
from helpers.figures.parts.panels import dose_axis
from helpers.look import LOSS, TARGET, factor, number, sheet, signed, styled
from helpers.losses import half_squared_error


class OneLoss:
    """The network y = σ(w2·σ(w1·x + b1) + b2) at one row of a table of doses, and the loss ½(y − t)² there."""

    ranges = {"w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05), "row": (1, 8)}

    @styled
    def __init__(self, table):
        self.table = table
        self.figure, page = sheet(800, 500)
        self.diagram = LossDiagram(page)
        self.residual = text(page, 616, 46, "", TARGET, align="left", moves=True, name="residual")
        self.loss = text(page, 616, 72, "", LOSS, align="left", moves=True, name="loss")
        axes = self.figure.add_axes((0.07, 0.13, 0.9, 0.37))
        self.curve, self.between = Curve(axes, table), Residual(axes)
        dose_axis(axes)

    def update(self, w1=0.5, b1=0.1, w2=0.8, b2=-0.2, row=7):
        """Show the forward pass and the loss of a row of the table, counted from 1."""
        params = two_layer.Params(w1, b1, w2, b2)
        x, t = self.table.x[row - 1], self.table.t[row - 1]
        trace = two_layer.forward(params, x)
        loss = half_squared_error(trace.y, t)
        self.diagram.update(params._asdict() | trace._asdict() | {"t": t, "L": loss})
        self.curve.update(params)
        self.between.update(x, trace.y, t)
        self.residual.set_text(f"y − t = {signed(trace.y - t)}")
        self.loss.set_text(f"L = ½ · {factor(trace.y - t)}²")
        return (
            f"Row {row}: at x = {number(x)} the network says y = {number(trace.y)}, and t = {number(t)} died. "
            f"The residual y − t is {signed(trace.y - t)}, the loss L = {number(loss)}."
        )
