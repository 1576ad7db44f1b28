"""The two-layer network as a diagram: every number of the forward pass, and under each what flows back to it."""

from helpers.figures.parts import Fading, backward_arrow, box, forward_arrow, text
from helpers.look import BACKWARD, FORWARD, INK, LOSS, RULE, TARGET, number, signed, subscripted

SYMBOL, VALUE, SLOPE = 46, 67, 96  # heights of the lines in a box: a symbol, its value, the slope's symbol
TOP, MIDDLE, BOTTOM = 30, 81, 130
WEIGHT, WEIGHT_SLOPE, BELOW = 29, 127, 184
ALL = ("w1", "b1", "w2", "b2")
FIRST_LAYER = ("w1", "b1")

# name: x, height of its symbol, colour of its value, the gradients in whose chain the value is a factor
VALUES = {
    "x": (29, SYMBOL, FORWARD, ("w1",)),
    "w1": (88, WEIGHT, INK, ()),
    "z1": (157, SYMBOL, FORWARD, ()),
    "h": (227, SYMBOL, FORWARD, ("w1", "b1", "w2")),
    "b1": (157, BELOW, INK, ()),
    "w2": (296, WEIGHT, INK, FIRST_LAYER),
    "z2": (365, SYMBOL, FORWARD, ()),
    "y": (435, SYMBOL, FORWARD, ALL),
    "b2": (365, BELOW, INK, ()),
    "t": (530, BELOW, TARGET, ALL),
    "L": (530, SYMBOL, LOSS, ALL),
}
# name: x, height of its symbol, the gradients whose chain passes here
SLOPES = {
    "w1": (88, WEIGHT_SLOPE, ("w1",)),
    "z1": (157, SLOPE, FIRST_LAYER),
    "h": (227, SLOPE, FIRST_LAYER),
    "b1": (227, BELOW, ("b1",)),
    "w2": (296, WEIGHT_SLOPE, ("w2",)),
    "z2": (365, SLOPE, ALL),
    "y": (435, SLOPE, ALL),
    "b2": (435, BELOW, ("b2",)),
}


class ForwardDiagram:
    """The network from x to y, 470 × 220 pixels: each value where it is computed, arrows along which they flow."""

    names = ("x", "w1", "z1", "h", "b1", "w2", "z2", "y", "b2")
    bottom, bias_width = MIDDLE + 8, 70

    def __init__(self, axes):
        self.fading = Fading()
        self._draw_neurons(axes)
        self.values = {}
        for name in self.names:
            x, y, color, choices = VALUES[name]
            text(axes, x, y, subscripted(name), weight="bold")
            value = text(axes, x, y + 21, "", color, moves=True, name=name)
            self.values[name] = self.fading.add(value, *choices)

    def _draw_neurons(self, axes):
        box(axes, 4, TOP, 50, self.bottom - TOP)
        for left in (122, 330):
            box(axes, left, TOP, 140, self.bottom - TOP)
            box(axes, left, 170, self.bias_width, 50)
            axes.plot([left + 70, left + 70], [TOP, self.bottom], color=RULE, linewidth=1)
            forward_arrow(axes, [left - 68, left - 5], [VALUE, VALUE])
            forward_arrow(axes, [left + 25, left + 25], [170, self.bottom + 5])

    def update(self, values):
        """Write the numbers, by name."""
        for name, value in values.items():
            self.values[name].set_text(number(value))


class Diagram(ForwardDiagram):
    """The network from x to L, 566 × 220 pixels: solid arrows carry values forward, dashed ones gradients back."""

    names = tuple(VALUES)
    bottom, bias_width = BOTTOM, 140  # room for what flows back

    def __init__(self, axes):
        super().__init__(axes)
        self._draw_loss(axes)
        self._draw_flows(axes)
        self.slopes = {}
        for name, (x, y, choices) in SLOPES.items():
            symbol = text(axes, x, y, f"∂L/∂{subscripted(name)}", BACKWARD, 13, moves=True)
            value = text(axes, x, y + 20, "", BACKWARD, moves=True, name=f"dL_d{name}")
            self.fading.add(symbol, *choices, calm=True)
            self.slopes[name] = self.fading.add(value, *choices)

    def _draw_loss(self, axes):
        box(axes, 494, TOP, 72, BOTTOM - TOP, LOSS)
        box(axes, 494, 170, 72, 50, TARGET)
        text(axes, 530, 106, "½(y − t)²", LOSS, 13)
        forward_arrow(axes, [470, 489], [VALUE, VALUE])
        forward_arrow(axes, [530, 530], [170, BOTTOM + 5])

    def _draw_flows(self, axes):
        for left in (122, 330):
            axes.plot([left + 6, left + 134], [MIDDLE, MIDDLE], color=RULE, linewidth=1, linestyle=":")
        branch = WEIGHT_SLOPE - 14
        flows = (
            ([494, 475], [SLOPE, SLOPE], ALL),
            ([330, 296, 296], [SLOPE, SLOPE, branch], ("w2",)),
            ([330, 267], [SLOPE, SLOPE], FIRST_LAYER),
            ([122, 88, 88], [SLOPE, SLOPE, branch], ("w1",)),
            ([168, 168], [BOTTOM, 165], ("b1",)),
            ([376, 376], [BOTTOM, 165], ("b2",)),
        )
        for x, y, choices in flows:
            self.fading.add(backward_arrow(axes, x, y), *choices, calm=True)

    def update(self, values, slopes, chosen):
        """Write the numbers, by name, and fade what is no part of the chosen gradient."""
        super().update(values)
        for name, slope in slopes.items():
            self.slopes[name].set_text(signed(slope))
        self.fading.show(chosen)
