"""How many beetles does a dose kill? The network's forward pass at a dose, and its curve through what was counted."""

from helpers import data, two_layer
from helpers.figures.parts.curve import Curve
from helpers.figures.parts.marks import text
from helpers.figures.parts.network import ForwardDiagram
from helpers.figures.parts.panels import dose_axis
from helpers.look import DATA, FORWARD, LOSS, listed, number, sheet, styled
from helpers.losses import half_squared_error


class DoseCurve:
    """The network y = σ(w2·σ(w1·x + b1) + b2) as the share that a dose kills, over the eight doses that were tried."""

    ranges = {
        "w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05), "dose": (48, 79, 0.1),
    }  # fmt: skip

    @styled
    def __init__(self):
        self.table = data.dose_table()
        self.figure, page = sheet(800, 500)
        self.diagram = ForwardDiagram(page)
        self.forecast = text(page, 524, 46, "", FORWARD, align="left", moves=True, name="forecast")
        self.killed = text(page, 524, 70, "", FORWARD, align="left", moves=True, name="killed")
        self.mean_loss = text(page, 524, 104, "", LOSS, align="left", moves=True, name="mean_loss")
        text(page, 524, 186, "grey: counted (Bliss, 1935)", DATA, align="left")
        text(page, 524, 210, "blue: what the network says", FORWARD, align="left")
        axes = self.figure.add_axes((0.07, 0.13, 0.9, 0.37))
        self.curve = Curve(axes, self.table)
        dose_axis(axes)
        (self.dot,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=9, animated=True, gid="dot")

    def update(self, w1=0.5, b1=0.1, w2=0.8, b2=-0.2, dose=72.6):
        """Show the forward pass at a dose in mg/l, the curve, and its mean loss over the table."""
        params = two_layer.Params(w1, b1, w2, b2)
        trace = two_layer.forward(params, data.x_of_dose(dose))
        loss = half_squared_error(two_layer.forward(params, self.table.x).y, self.table.t)
        self.diagram.update(params._asdict() | trace._asdict())
        self.curve.update(params)
        self.dot.set_data([trace.x], [trace.y])
        said = f"{100 * trace.y:.0f} of 100 die"
        self.forecast.set_text(f"at {dose:.1f} mg/l (x = {number(trace.x)})")
        self.killed.set_text(f"y = {number(trace.y)}: {said}")
        self.mean_loss.set_text(f"mean loss {loss:.4f}")
        forward = listed(trace._asdict())
        return (
            f"At a dose of {dose:.1f} mg/l: {forward}. So the network says that {said}. "
            f"Over the eight doses that were tried its mean loss is {loss:.4f}."
        )
