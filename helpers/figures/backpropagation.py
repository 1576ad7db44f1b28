"""The centre of the collection: forward pass, loss, and all four gradients as chains of factors, live."""

import numpy as np

from helpers import two_layer
from helpers.figures.parts.chains import Chains
from helpers.figures.parts.curve import Curve, Residual
from helpers.figures.parts.marks import text
from helpers.figures.parts.network import Diagram
from helpers.gradient_check import compare, numerical_gradient
from helpers.look import LOSS, number, sheet, signed, styled, subscripted
from helpers.losses import half_squared_error

NAMES = two_layer.Params._fields
CHOICES = {"all": None} | {f"∂L/∂{subscripted(name)}": name for name in NAMES}


class Backpropagation:
    """The network y = σ(w2·σ(w1·x + b1) + b2) at one example of a table of examples (x, t)."""

    ranges = {
        "w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "x": (-2.5, 2.5, 0.01),
        "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05), "t": (0, 1, 0.01), "gradient": list(CHOICES),
    }  # fmt: skip

    @styled
    def __init__(self, table):
        self.table = table
        rounded = zip(*np.round(table, 2).tolist(), strict=True)
        self.presets = {"example": {str(i): {"x": x, "t": t} for i, (x, t) in enumerate(rounded, 1)}}
        self.figure, axes = sheet(800, 436)
        self.diagram = Diagram(axes)
        self.chains = Chains(axes)
        beside = self.figure.add_axes((0.8, 0.555, 0.19, 0.375))
        beside.tick_params(length=3, pad=5)
        self.curve, self.residual = Curve(beside, table), Residual(beside)
        self.calm = self.diagram.fading.calm + self.chains.fading.calm
        text(axes, 640, 14, "y(x) over the table", align="left")
        self.mean_loss = text(axes, 640, 227, "", LOSS, moves=True, align="left", name="mean_loss")

    def update(self, w1=0.5, b1=0.1, w2=0.8, b2=-0.2, x=1.4, t=0.98, gradient="all"):
        """Show example (x, t) at these weights; `gradient`, one of CHOICES, lights up one chain."""
        params = two_layer.Params(w1, b1, w2, b2)
        trace = two_layer.forward(params, x)
        local = two_layer.local_derivatives(params, trace, t)
        deltas, gradients = two_layer.deltas(local), two_layer.gradients(local)
        numeric = numerical_gradient(lambda nudged: half_squared_error(two_layer.forward(nudged, x).y, t), params)
        check = compare(gradients, numeric)
        loss = half_squared_error(trace.y, t)

        table = two_layer.forward(params, self.table.x)
        mean_gradients = two_layer.backward(params, table, self.table.t)
        mean_loss = half_squared_error(table.y, self.table.t)

        chosen = CHOICES[gradient]
        self.diagram.update(
            params._asdict() | trace._asdict() | {"t": t, "L": loss},
            gradients._asdict() | {"y": local.dL_dy, "z2": deltas.delta2, "h": deltas.dL_dh, "z1": deltas.delta1},
            chosen,
        )
        self.chains.update(local, gradients, numeric, mean_gradients, {row.name: row.agrees for row in check}, chosen)
        self.curve.update(params)
        self.residual.update(x, trace.y, t)
        self.mean_loss.set_text(f"mean loss {number(mean_loss)}")
        return _sentence(trace, t, loss, gradients, check.agrees, mean_loss)


def _sentence(trace, t, loss, gradients, agrees, mean_loss):
    forward = ", ".join(f"{subscripted(name)} = {number(value)}" for name, value in trace._asdict().items())
    backward = ", ".join(f"∂L/∂{subscripted(name)} = {signed(slope)}" for name, slope in gradients._asdict().items())
    verdict = "agrees with all four" if agrees else "does not agree with all four"
    return (
        f"Forward: {forward}. With target t = {number(t)} the loss is L = {number(loss)}. Backward: {backward}; "
        f"nudging each parameter {verdict}. Over the whole table the mean loss is {number(mean_loss)}."
    )
