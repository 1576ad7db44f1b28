"""One neuron with one input, drawn, and what it says of every dose: a straight line, or the same line with a bend."""

import numpy as np

from helpers import data
from helpers.activations import identity, sigmoid
from helpers.figures.parts.curve import REACH
from helpers.figures.parts.marks import forward_arrow, text
from helpers.figures.parts.network import NeuronDiagram
from helpers.figures.parts.panels import dose_axis
from helpers.look import DATA, FORWARD, INK, LOSS, RULE, number, sheet, styled
from helpers.losses import half_squared_error
from helpers.neuron import neuron, weighted_sum

STEP = 1.0  # how far the slope triangle goes to the right
LOW, HIGH = -0.35, 1.45  # the shares that are shown, nonsense below 0 and above 1 among them


class OneNeuron:
    """The neuron z = w·x + b as the share that a dose kills, over the eight doses that were tried."""

    ranges = {"w": (-2, 2, 0.05), "b": (-2, 2, 0.05), "dose": (46, 84, 0.1)}

    @styled
    def __init__(self, activation=identity):
        self.table, self.activation = data.dose_table(), activation
        bent = self.bent = activation is not identity
        self.figure, page = sheet(800, 520)
        self.diagram = NeuronDiagram(page, bent)
        end = 286 if bent else 213  # where the neuron's box ends
        forward_arrow(page, [end, end + 62], [67, 67])
        self.killed = text(page, end + 72, 67, "", FORWARD, align="left", moves=True, name="killed")
        self.forecast = text(page, end + 72, 43, "", FORWARD, align="left", moves=True, name="forecast")
        self.mean_loss = text(page, end + 72, 104, "", LOSS, align="left", moves=True, name="mean_loss")
        axes = self.figure.add_axes((0.07, 0.115, 0.9, 0.395), xlim=(-REACH, REACH), ylim=(LOW, HIGH))
        axes.set_yticks((0, 0.5, 1))
        dose_axis(axes)
        axes.secondary_xaxis("top").set(xticks=range(-2, 3))
        text(page, 786, 248, "x")
        for bottom, top, x, side, words in (
            (LOW, 0, REACH - 0.05, "right", "less than none"), (1, HIGH, 0.05 - REACH, "left", "more than all")
        ):  # fmt: skip
            axes.axhspan(bottom, top, color=DATA, alpha=0.14, linewidth=0)
            text(axes, x, (bottom + top) / 2, words, DATA, align=side)
        axes.plot(*self.table, "o", color=DATA, mew=0, ms=6, alpha=0.7)
        self.x = np.linspace(-REACH, REACH, 61)
        (self.line,) = axes.plot([], [], color=FORWARD, animated=True, gid="line")
        self.mark = HalfWay(axes) if bent else Triangle(axes)
        (self.dot,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=9, animated=True, gid="dot")

    def update(self, w=0.4, b=0.5, dose=63.0):
        """Show the neuron of weight w and bias b at a dose in mg/l, and its line over all of them."""
        x = data.x_of_dose(dose)
        z, y = weighted_sum(w, b, x), neuron(w, b, x, self.activation)
        loss = half_squared_error(neuron(w, b, self.table.x, self.activation), self.table.t)
        self.diagram.update({"x": x, "w": w, "b": b, "z": z, "y": y})
        self.line.set_data(self.x, neuron(w, b, self.x, self.activation))
        self.dot.set_data([x], [y])
        marked = self.mark.update(w, b)
        said = f"{100 * y:.0f} of 100 die".replace("-", "−")
        nonsense = ": nonsense" if not 0 <= y <= 1 else ""
        self.forecast.set_text(f"at {dose:.1f} mg/l")
        self.killed.set_text(f"{'y' if self.bent else 'z'} = {number(y)}: {said}{nonsense}")
        self.mean_loss.set_text(f"mean loss {loss:.4f}")
        return (
            f"At a dose of {dose:.1f} mg/l: x = {number(x)}, z = {number(z)}{f', y = {number(y)}' * self.bent}. "
            f"So the neuron says that {said}{nonsense}. {marked} Its mean loss is {loss:.4f}."
        )


class BentNeuron(OneNeuron):
    """The neuron y = σ(w·x + b) in the same way."""

    ranges = OneNeuron.ranges | {"w": (-4, 4, 0.05), "b": (-4, 4, 0.05)}

    def __init__(self):
        super().__init__(sigmoid)

    def update(self, w=1.0, b=0.0, dose=63.0):
        """Show the neuron of weight w and bias b at a dose in mg/l, and its bent line over all of them."""
        return super().update(w, b, dose)


class Triangle:
    """On a line: its height at x = 0, which is the bias, and one step to the right, in which it rises by the weight."""

    def __init__(self, axes):
        (self.sides,) = axes.plot([], [], color=INK, linestyle="--", linewidth=1.5, animated=True, gid="triangle")
        (self.start,) = axes.plot([0], [0], "o", color="none", mec=INK, mew=2, animated=True, gid="bias")
        self.run = text(axes, STEP / 2, 0, "1", RULE, moves=True)
        self.rise = text(axes, STEP + 0.06, 0, "", INK, align="left", moves=True, name="rise")
        self.lift = text(axes, -0.08, 0, "", INK, align="right", moves=True, name="lift")

    def update(self, w, b):
        """Move to the line of weight w and bias b, and say what it does."""
        side = 1 if w < 0 else -1  # where the triangle is, below the line or above
        self.sides.set_data([0, STEP, STEP], [b, b, b + w * STEP])
        self.start.set_ydata([b])
        self.run.set_y(_inside(b + 0.09 * side))
        self.rise.set(text=f"w = {number(w)}", y=_inside(b + w * STEP / 2 + 0.06 * side))
        self.lift.set(text=f"b = {number(b)}", y=_inside(b - 0.11 * side))
        for artist in (self.run, self.rise, self.lift):
            artist.set_visible(LOW < b < HIGH)
        way = f"{'rises' if w > 0 else 'falls'} by {number(abs(w))}" if w else "stays level"
        return f"When x goes up by 1 the line {way}, and at x = 0 it stands at {number(b)}."


def _inside(height):
    """Return a label's height, moved as little as needed so that it stands in the frame."""
    return min(max(height, LOW + 0.07), HIGH - 0.07)


class HalfWay:
    """On a bent line: the dose at which it is half way up, where the weighted sum is 0."""

    def __init__(self, axes):
        (self.drop,) = axes.plot([], [], color=INK, linestyle="--", linewidth=1.5, animated=True, gid="half_way")
        self.name = text(axes, 0, 0.09, "", INK, align="left", moves=True, name="half_dose")

    def update(self, w, b):
        """Move to the bent line of weight w and bias b, and say where it is half way."""
        x = -b / w if w else np.inf
        shown = abs(x) < REACH
        for artist in (self.drop, self.name):
            artist.set_visible(shown)
        if not shown:
            return "At none of the doses shown is it half way." if w else "It says the same of every dose."
        dose = f"{data.dose_of_x(x):.1f} mg/l"
        self.drop.set_data([x, x], [LOW, 0.5])
        left = x > 1.4 or (w < 0 and x > -1.4)  # on the side where the curve is high, and within the frame
        self.name.set(x=x - 0.06 if left else x + 0.06, ha="right" if left else "left", text=f"half at {dose}")
        return f"It is half way, with z = 0, at {dose}."
