"""The centre of the collection: forward pass, loss, and all four gradients as chains of factors, live, step by step."""

import numpy as np

from helpers import data, descent, two_layer
from helpers.figures.parts.chains import Chains
from helpers.figures.parts.curve import Curve, Residual
from helpers.figures.parts.marks import text
from helpers.figures.parts.network import Diagram
from helpers.figures.parts.walk import LAST, STEPS, Walk
from helpers.gradient_check import compare, numerical_gradient
from helpers.look import LOSS, listed, number, sheet, signed, styled
from helpers.losses import half_squared_error


class Backpropagation:
    """The network y = σ(w2·σ(w1·x + b1) + b2) at one example of a table of examples (x, t), walked number by number."""

    ranges = {
        "w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "x": (-2.5, 2.5, 0.01),
        "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05), "t": (0, 1, 0.01),
        "learning_rate": (0.1, 20, 0.1), "step": (0, LAST),
    }  # fmt: skip

    @styled
    def __init__(self, table):
        self.table = table
        rounded = zip(*np.round(table, 2).tolist(), strict=True)
        self.presets = {"example": {str(i): {"x": x, "t": t} for i, (x, t) in enumerate(rounded, 1)}}
        self.figure, axes = sheet(800, 500)
        self.diagram, self.chains = Diagram(axes), Chains(axes)
        beside = self.figure.add_axes((0.81, 0.61, 0.18, 0.325))
        beside.tick_params(length=3, pad=5)
        self.curve, self.residual = Curve(beside, table), Residual(beside)
        beside.set(xticks=[data.x_of_dose(dose) for dose in (50, 60, 70, 80)], xticklabels=(50, 60, 70, 80))
        text(axes, 640, 14, "share killed, mg/l", align="left")
        self.mean_loss = text(axes, 640, 229, "", LOSS, moves=True, align="left", name="mean_loss")
        self.walk = Walk(axes, 464, _together(self.diagram.frames, self.chains.places))
        self.calm = [*self.diagram.coming.steps, *self.chains.coming.steps, *self.walk.calm]

    def update(self, w1=0.5, b1=0.1, w2=0.8, b2=-0.2, x=1.4, t=0.98, learning_rate=1.0, step=LAST):
        """Show example (x, t) at these weights, as far as a step of the walk; the last one is an update."""
        params = two_layer.Params(w1, b1, w2, b2)
        trace = two_layer.forward(params, x)
        local = two_layer.local_derivatives(params, trace, t)
        deltas, gradients = two_layer.deltas(local), two_layer.gradients(local)

        def loss(nudged):
            return half_squared_error(two_layer.forward(nudged, x).y, t)

        numeric = numerical_gradient(loss, params)
        check = compare(gradients, numeric)
        table = two_layer.forward(params, self.table.x)
        mean_gradients = two_layer.backward(params, table, self.table.t)
        mean_loss = half_squared_error(table.y, self.table.t)

        new = descent.step(params, gradients, learning_rate)
        values = params._asdict() | trace._asdict() | {"t": t, "L": loss(params), "alpha": learning_rate}
        values |= {f"dL_d{name}": slope for name, slope in gradients._asdict().items()}
        values |= {"dL_dy": local.dL_dy, "dL_dz2": deltas.delta2, "dL_dh": deltas.dL_dh, "dL_dz1": deltas.delta1}
        values |= {"dy_dz2": local.dy_dz2, "dh_dz1": local.dh_dz1, "new_L": loss(new)}
        values |= {f"new_{name}": value for name, value in new._asdict().items()}
        values |= {"foretold": learning_rate * sum(slope**2 for slope in gradients), "fall": values["L"] - loss(new)}

        self.diagram.update(values, step)
        self.chains.update(local, gradients, numeric, mean_gradients, {row.name: row.agrees for row in check}, step)
        self.walk.update(step, values)
        self.curve.update(params)
        self.residual.update(x, trace.y, t)
        self.mean_loss.set_text(f"mean loss {number(mean_loss)}")
        said = f"Step {step} of {LAST}: {self.walk.how.get_text()}. {self.walk.why.get_text()}"
        return said if step < LAST else f"{_all(trace, t, values['L'], gradients, check.agrees, mean_loss)} {said}"


def _together(diagram, chains):
    """Return the frames of every step: what it frames in the diagram, and in the chains as well."""
    steps = [(i, name) for i, step in enumerate(STEPS) for name in (step.made, *step.of)]
    return {key: diagram.get(key[1], []) + chains.get(key, []) for key in steps}


def _all(trace, t, loss, gradients, agrees, mean_loss):
    forward = listed(trace._asdict())
    backward = listed(gradients._asdict(), "∂L/∂", signed)
    verdict = "agrees with all four" if agrees else "does not agree with all four"
    return (
        f"Forward: {forward}. With target t = {number(t)} the loss is L = {number(loss)}. Backward: {backward}; "
        f"nudging each parameter {verdict}. Over the whole table the mean loss is {number(mean_loss)}."
    )
