"""The two-layer network as a diagram: every number of the forward pass, and under each what flows back to it."""

from helpers.figures.parts.marks import Fading, backward_arrow, box, forward_arrow, text
from helpers.look import BACKWARD, FORWARD, INK, LOSS, RULE, TARGET, number, signed, subscripted

SYMBOL, VALUE, SLOPE = 46, 67, 96  # heights of the lines in a box: a symbol, its value, the slope's symbol
TOP, MIDDLE, BOTTOM = 30, 81, 130
WEIGHT, WEIGHT_SLOPE, BELOW = 29, 127, 184
ALL = ("w1", "b1", "w2", "b2")
FIRST_LAYER = ("w1", "b1")

# name: x, height of its symbol, colour of its value, the gradients in whose chain the value is a factor
VALUES = {
    "x": (37, SYMBOL, FORWARD, ("w1",)),
    "w1": (106, WEIGHT, INK, ()),
    "z1": (177, SYMBOL, FORWARD, ()),
    "h": (250, SYMBOL, FORWARD, ("w1", "b1", "w2")),
    "b1": (177, BELOW, INK, ()),
    "w2": (320, WEIGHT, INK, FIRST_LAYER),
    "z2": (391, SYMBOL, FORWARD, ()),
    "y": (464, SYMBOL, FORWARD, ALL),
    "b2": (391, BELOW, INK, ()),
    "t": (558, BELOW, TARGET, ALL),
    "L": (558, SYMBOL, LOSS, ALL),
}
# name: x, height of its symbol, the gradients whose chain passes here
SLOPES = {
    "w1": (106, WEIGHT_SLOPE, ("w1",)),
    "z1": (177, SLOPE, FIRST_LAYER),
    "h": (250, SLOPE, FIRST_LAYER),
    "b1": (250, BELOW, ("b1",)),
    "w2": (320, WEIGHT_SLOPE, ("w2",)),
    "z2": (391, SLOPE, ALL),
    "y": (464, SLOPE, ALL),
    "b2": (464, BELOW, ("b2",)),
}


class NeuronDiagram:
    """One neuron, 286 × 220 pixels, where the first of two will stand; without a bend it ends with z, 213 wide."""

    bottom, bias_width, bias_arrow = MIDDLE + 8, 73, 37

    def __init__(self, axes, bent=True):
        self.fading = Fading()
        self.values = {}
        self._draw(axes, bent)

    def _draw(self, axes, bent):
        box(axes, 2, TOP, 70, self.bottom - TOP)
        self._draw_neuron(axes, 140, bent)
        for name, place in {"x": "x", "w": "w1", "z": "z1", "b": "b1"}.items():
            self._write(axes, name, place)
        if bent:
            self._write(axes, "y", "h")

    def _draw_neuron(self, axes, left, bent=True):
        box(axes, left, TOP, 146 if bent else 73, self.bottom - TOP)
        box(axes, left, 170, self.bias_width, 50)
        if bent:
            axes.plot([left + 73, left + 73], [TOP, self.bottom], color=RULE, linewidth=1)
            text(axes, left + 73, TOP - 11, "σ", INK)
        forward_arrow(axes, [left - 68, left - 5], [VALUE, VALUE])
        forward_arrow(axes, [left + self.bias_arrow, left + self.bias_arrow], [170, self.bottom + 5])

    def _write(self, axes, name, place):
        x, y, color, choices = VALUES[place]
        text(axes, x, y, subscripted(name), weight="bold")
        value = text(axes, x, y + 21, "", color, moves=True, name=name)
        self.values[name] = self.fading.add(value, *choices)

    def update(self, values):
        """Write the numbers of the diagram, by name."""
        for name, shown in self.values.items():
            shown.set_text(number(values[name]))


class ForwardDiagram(NeuronDiagram):
    """The network from x to y, 500 × 220 pixels: each value where it is computed, arrows along which they flow."""

    names = ("x", "w1", "z1", "h", "b1", "w2", "z2", "y", "b2")

    def _draw(self, axes, bent):
        box(axes, 2, TOP, 70, self.bottom - TOP)
        for left in (140, 354):
            self._draw_neuron(axes, left, bent)
        for name in self.names:
            self._write(axes, name, name)


class Diagram(ForwardDiagram):
    """The network from x to L, 596 × 220 pixels: solid arrows carry values forward, dashed ones gradients back."""

    names = tuple(VALUES)
    bottom, bias_width, bias_arrow = BOTTOM, 146, 25  # room for what flows back

    def __init__(self, axes):
        super().__init__(axes)
        self._draw_loss(axes)
        self._draw_flows(axes)
        self.slopes = {}
        for name, (x, y, choices) in SLOPES.items():
            symbol = text(axes, x, y, f"∂L/∂{subscripted(name)}", BACKWARD, moves=True)
            value = text(axes, x, y + 20, "", BACKWARD, moves=True, name=f"dL_d{name}")
            self.fading.add(symbol, *choices, calm=True)
            self.slopes[name] = self.fading.add(value, *choices)

    def _draw_loss(self, axes):
        box(axes, 520, TOP, 76, BOTTOM - TOP, LOSS)
        box(axes, 520, 170, 76, 50, TARGET)
        text(axes, 558, 106, "½(y−t)²", LOSS)
        forward_arrow(axes, [500, 515], [VALUE, VALUE])
        forward_arrow(axes, [558, 558], [170, BOTTOM + 5])

    def _draw_flows(self, axes):
        for left in (140, 354):
            axes.plot([left + 6, left + 140], [MIDDLE, MIDDLE], color=RULE, linewidth=1, linestyle=":")
        branch = WEIGHT_SLOPE - 14
        flows = (
            ([520, 505], [SLOPE, SLOPE], ALL),
            ([354, 320, 320], [SLOPE, SLOPE, branch], ("w2",)),
            ([354, 291], [SLOPE, SLOPE], FIRST_LAYER),
            ([140, 106, 106], [SLOPE, SLOPE, branch], ("w1",)),
            ([186, 186], [BOTTOM, 165], ("b1",)),
            ([400, 400], [BOTTOM, 165], ("b2",)),
        )
        for x, y, choices in flows:
            self.fading.add(backward_arrow(axes, x, y), *choices, calm=True)

    def update(self, values, slopes, chosen):
        """Write the numbers, by name, and fade what is no part of the chosen gradient."""
        super().update(values)
        for name, slope in slopes.items():
            self.slopes[name].set_text(signed(slope))
        self.fading.show(chosen)
