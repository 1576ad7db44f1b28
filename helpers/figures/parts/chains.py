"""The four gradients as chains of factors: one kind of factor a column, so that the eye sees what they share."""

from matplotlib.patches import Rectangle

from helpers.figures.parts.marks import Fading, text
from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE, TARGET, number, signed, subscripted

ROWS = {"w2": 300, "b2": 328, "w1": 364, "b1": 392}
COLUMNS = {"dL_dy": 114, "dy_dz2": 191, "dz2_dh": 263, "dh_dz1": 340}  # the factors that chains share
LAST, PRODUCT, NUDGED, TICK, ZERO = 434, 576, 660, 670, 731
LARGEST, HALF_WIDTH = 0.15, 50  # a bar this long, in pixels, is a gradient this large
CHAINS = {  # the factors of each gradient, in the order of the notes
    "w2": ("dL_dy", "dy_dz2", "dz2_dw2"),  # B9
    "b2": ("dL_dy", "dy_dz2", "dz2_db2"),  # B13
    "w1": ("dL_dy", "dy_dz2", "dz2_dh", "dh_dz1", "dz1_dw1"),  # B15
    "b1": ("dL_dy", "dy_dz2", "dz2_dh", "dh_dz1", "dz1_db1"),  # B16
}
HEADINGS = {
    "dL_dy": ("∂L/∂y", "y − t", TARGET),
    "dy_dz2": ("∂y/∂z₂", "y(1 − y)", FORWARD),
    "dz2_dh": ("∂z₂/∂h", "w₂", INK),
    "dh_dz1": ("∂h/∂z₁", "h(1 − h)", FORWARD),
}
LAST_FACTORS = {"w2": "h = ", "b2": "", "w1": "x = ", "b1": ""}


class Chains:
    """Four rows below a diagram: each factor with its number, the product, the finite difference, a bar."""

    def __init__(self, axes):
        self.fading = Fading()
        self._draw_headings(axes)
        self._draw_shared_blocks(axes)
        self.factors, self.products, self.nudged, self.checks = {}, {}, {}, {}
        self.bars, self.means, self.beyond = {}, {}, {}
        for name, y in ROWS.items():
            self._make_row(axes, name, y)

    def _draw_headings(self, axes):
        for factor, (derivative, formula, color) in HEADINGS.items():
            text(axes, COLUMNS[factor], 250, derivative, DATA)
            text(axes, COLUMNS[factor], 270, formula, color)
        text(axes, LAST, 250, "∂z/∂w, ∂z/∂b", DATA)
        text(axes, LAST, 270, "h, x or 1", FORWARD)
        text(axes, PRODUCT, 270, "product", BACKWARD, align="right")
        text(axes, NUDGED, 250, "by", DATA, align="right")
        text(axes, NUDGED, 270, "nudging", DATA, align="right")
        text(axes, ZERO, 250, "bar: example", DATA)
        text(axes, ZERO, 270, "tick: table", DATA)
        axes.plot([ZERO, ZERO], [284, 410], color=RULE, linewidth=1)
        for value, label in ((-LARGEST, f"−{LARGEST}"), (0, "0"), (LARGEST, f"{LARGEST}")):
            text(axes, ZERO + _length(value), 424, label, DATA)

    def _draw_shared_blocks(self, axes):
        for left, right, top in ((79, 223, 284), (79, 374, 348)):
            axes.add_patch(Rectangle((left, top), right - left, 410 - top, fc=BACKWARD, alpha=0.06, lw=0))
        text(axes, 150, 424, "δ₂ = ∂L/∂z₂", BACKWARD)
        text(axes, 300, 424, "δ₁ = ∂L/∂z₁", BACKWARD)

    def _make_row(self, axes, name, y):
        def moving(x, words, color=INK, align="center", gid=None):
            shown = text(axes, x, y, words, color, align=align, moves=True, name=gid)
            return self.fading.add(shown, name, calm=bool(words))  # what is empty yet will be written again and again

        *shared, last = CHAINS[name]
        moving(75, f"∂L/∂{subscripted(name)} =", BACKWARD, "right")
        for factor in shared:
            self.factors[name, factor] = moving(COLUMNS[factor], "", HEADINGS[factor][2])
        for factor in shared[1:]:
            moving(COLUMNS[factor] - 37, "·")
        moving(LAST - 55, "·")
        self.factors[name, last] = moving(LAST, "", FORWARD)
        moving(492, "=")
        self.products[name] = moving(PRODUCT, "", BACKWARD, "right", f"product_{name}")
        self.nudged[name] = moving(NUDGED, "", DATA, "right", f"nudged_{name}")
        self.checks[name] = moving(TICK, "", DATA)
        bar = axes.add_patch(Rectangle((ZERO, y - 7), 0, 14, fc=BACKWARD, lw=0, animated=True, gid=f"bar_{name}"))
        self.bars[name] = bar
        (self.means[name],) = axes.plot([ZERO, ZERO], [y - 11, y + 11], color=INK, animated=True, gid=f"mean_{name}")
        self.beyond[name] = moving(ZERO, "", BACKWARD)
        self.fading.add(bar, name)
        self.fading.add(self.means[name], name)

    def update(self, local, gradients, numeric, mean, agrees, chosen):
        """Write factors, products and checks, and set the bars, for one example; `mean` is over the table."""
        for name, chain in CHAINS.items():
            *shared, last = chain
            for factor in shared:
                self.factors[name, factor].set_text(number(getattr(local, factor)))
            self.factors[name, last].set_text(
                LAST_FACTORS[name] + (number(getattr(local, last)) if LAST_FACTORS[name] else "1")
            )
            gradient = getattr(gradients, name)
            self.products[name].set_text(signed(gradient))
            self.nudged[name].set_text(signed(getattr(numeric, name)))
            self.checks[name].set_text("✓" if agrees[name] else "✗")
            self.bars[name].set_width(_length(gradient))
            x = ZERO + _length(getattr(mean, name))
            self.means[name].set_xdata([x, x])
            self.beyond[name].set_text("" if abs(gradient) <= LARGEST else "▸" if gradient > 0 else "◂")
            self.beyond[name].set_x(ZERO + 1.08 * _length(gradient))
        self.fading.show(chosen)


def _length(value):
    """Return a gradient's length in pixels, cut off where the drawing ends."""
    return HALF_WIDTH * max(-1.0, min(1.0, value / LARGEST))
