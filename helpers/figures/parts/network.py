"""The network as a diagram, which grows from one neuron to all that flows forward and back through two."""

from helpers.figures.parts.marks import Coming, backward_arrow, box, forward_arrow, text
from helpers.figures.parts.walk import LAST, reached_at
from helpers.look import BACKWARD, FORWARD, INK, LOSS, RULE, TARGET, number, signed, subscripted

SYMBOL, VALUE, SLOPE = 46, 67, 96  # heights of the lines in a box: a symbol, its value, the slope's symbol
TOP, MIDDLE, BOTTOM = 30, 81, 130
WEIGHT, WEIGHT_SLOPE, BELOW = 29, 127, 184

# name: x, height of its symbol, colour of its value
VALUES = {
    "x": (37, SYMBOL, FORWARD),
    "w1": (106, WEIGHT, INK),
    "z1": (177, SYMBOL, FORWARD),
    "h": (250, SYMBOL, FORWARD),
    "b1": (177, BELOW, INK),
    "w2": (320, WEIGHT, INK),
    "z2": (391, SYMBOL, FORWARD),
    "y": (464, SYMBOL, FORWARD),
    "b2": (391, BELOW, INK),
    "t": (558, BELOW, TARGET),
    "L": (558, SYMBOL, LOSS),
}
# name: x, height of its symbol
SLOPES = {
    "dL_dw1": (106, WEIGHT_SLOPE),
    "dL_dz1": (177, SLOPE),
    "dL_dh": (250, SLOPE),
    "dL_db1": (250, BELOW),
    "dL_dw2": (320, WEIGHT_SLOPE),
    "dL_dz2": (391, SLOPE),
    "dL_dy": (464, SLOPE),
    "dL_db2": (464, BELOW),
}
BRANCH = WEIGHT_SLOPE - 14
FLOWS = {  # which slope a dashed arrow leads to: its points
    "dL_dy": ([520, 505], [SLOPE, SLOPE]),
    "dL_dw2": ([354, 320, 320], [SLOPE, SLOPE, BRANCH]),
    "dL_dh": ([354, 291], [SLOPE, SLOPE]),
    "dL_dw1": ([140, 106, 106], [SLOPE, SLOPE, BRANCH]),
    "dL_db1": ([186, 186], [BOTTOM, 165]),
    "dL_db2": ([400, 400], [BOTTOM, 165]),
}


class NeuronDiagram:
    """One neuron, 286 × 220 pixels, where the first of two will stand; without a bend it ends with z, 213 wide."""

    bottom, bias_width, bias_arrow = MIDDLE + 8, 73, 37
    lefts, places = (140,), {"x": "x", "w": "w1", "z": "z1", "b": "b1", "y": "h"}

    def __init__(self, axes, bent=True):
        self.values = {}
        box(axes, 2, TOP, 70, self.bottom - TOP)
        for left in self.lefts:
            self._draw_neuron(axes, left, bent)
        for name, place in self.places.items():
            if bent or name != "y":
                self._write(axes, name, place)

    def _draw_neuron(self, axes, left, bent):
        box(axes, left, TOP, 146 if bent else 73, self.bottom - TOP)
        box(axes, left, 170, self.bias_width, 50)
        if bent:
            axes.plot([left + 73, left + 73], [TOP, self.bottom], color=RULE, linewidth=1)
            text(axes, left + 73, TOP - 11, "σ", INK)
        name = "z1" if left == 140 else "z2"
        self._arrow(axes, name, [left - 68, left - 5], [VALUE, VALUE])
        self._arrow(axes, name, [left + self.bias_arrow, left + self.bias_arrow], [170, self.bottom + 5])

    def _arrow(self, axes, name, x, y):
        forward_arrow(axes, x, y)

    def _write(self, axes, name, place):
        x, y, color = VALUES[place]
        self._symbol(axes, name, x, y)
        self.values[name] = text(axes, x, y + 21, "", color, moves=True, name=name)

    def _symbol(self, axes, name, x, y):
        text(axes, x, y, subscripted(name), weight="bold")

    def update(self, values):
        """Write the numbers of the diagram, by name."""
        for name, shown in self.values.items():
            shown.set_text(number(values[name]))


class ForwardDiagram(NeuronDiagram):
    """The network from x to y, 500 × 220 pixels: each value where it is computed, arrows along which they flow."""

    lefts = (140, 354)
    places = {name: name for name in ("x", "w1", "z1", "h", "b1", "w2", "z2", "y", "b2")}


class LossDiagram(ForwardDiagram):
    """The network from x to L, 596 × 220 pixels: the target comes in, and the loss joins it."""

    places = {name: name for name in VALUES}

    def __init__(self, axes):
        super().__init__(axes)
        box(axes, 520, TOP, 76, self.bottom - TOP, LOSS)
        box(axes, 520, 170, 76, 50, TARGET)
        self._arrow(axes, "L", [500, 515], [VALUE, VALUE])
        self._arrow(axes, "L", [558, 558], [170, self.bottom + 5])


class Diagram(LossDiagram):
    """The same with what flows back: dashed arrows carry slopes. What is still to come in the walk is grey."""

    bottom, bias_width, bias_arrow = BOTTOM, 146, 25  # room for what flows back

    def __init__(self, axes):
        self.coming = Coming()
        super().__init__(axes)
        text(axes, 558, 106, "½(y−t)²", LOSS)
        for left in (140, 354):
            axes.plot([left + 6, left + 140], [MIDDLE, MIDDLE], color=RULE, linewidth=1, linestyle=":")
        for name, points in FLOWS.items():
            self.coming.add(backward_arrow(axes, *points), reached_at(name))
        for name, (x, y) in SLOPES.items():
            symbol = text(axes, x, y, f"∂L/∂{subscripted(name[4:])}", BACKWARD, moves=True)
            self.coming.add(symbol, reached_at(name))
            self.values[name] = text(axes, x, y + 20, "", BACKWARD, moves=True, name=name)
        self.frames = {  # a frame around each symbol and its number
            name: [(x - 36, y - 13, 72, 46)] for name, (x, y, *_) in (VALUES | SLOPES).items()
        }

    def _arrow(self, axes, name, x, y):
        self.coming.add(forward_arrow(axes, x, y, moves=True), reached_at(name))

    def _symbol(self, axes, name, x, y):
        self.coming.add(text(axes, x, y, subscripted(name), weight="bold", moves=True), reached_at(name))

    def update(self, values, step=LAST):
        """Write the numbers that have been reached at a step of the walk."""
        for name, shown in self.values.items():
            written = signed if name in SLOPES else number
            shown.set_text(written(values[name]) if reached_at(name) <= step else "")
        self.coming.show(step)
