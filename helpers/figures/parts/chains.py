"""The four gradients as chains of factors: one kind of factor a column, so that the eye sees what they share."""

from matplotlib.patches import Rectangle

from helpers.figures.parts.marks import Coming, text
from helpers.figures.parts.walk import ORDER
from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE, TARGET, number, signed, subscripted

ROWS = {"w1": 298, "b1": 324, "w2": 374, "b2": 400}
FIRST, SECOND = ("w1", "b1"), ("w2", "b2")  # the parameters of the two neurons
COLUMNS = {"dL_dy": 114, "dy_dz2": 191, "dz2_dh": 263, "dh_dz1": 340}  # the factors that chains share
COMES = {"dL_dy": "dL_dy", "dy_dz2": "dL_dz2", "dz2_dh": "dL_dh", "dh_dz1": "dL_dz1"}  # with which number of the walk
LAST, PRODUCT, NUDGED, TICK, ZERO = 434, 576, 660, 670, 731
LARGEST, HALF_WIDTH = 0.15, 50  # a bar this long, in pixels, is a gradient this large
CHAINS = {  # the factors of each gradient, in the order of the notes
    "w1": ("dL_dy", "dy_dz2", "dz2_dh", "dh_dz1", "dz1_dw1"),  # B15
    "b1": ("dL_dy", "dy_dz2", "dz2_dh", "dh_dz1", "dz1_db1"),  # B16
    "w2": ("dL_dy", "dy_dz2", "dz2_dw2"),  # B9
    "b2": ("dL_dy", "dy_dz2", "dz2_db2"),  # B13
}
HEADINGS = {
    "dL_dy": ("∂L/∂y", "y − t", TARGET),
    "dy_dz2": ("∂y/∂z₂", "y(1 − y)", FORWARD),
    "dz2_dh": ("∂z₂/∂h", "w₂", INK),
    "dh_dz1": ("∂h/∂z₁", "h(1 − h)", FORWARD),
}
LAST_FACTORS = {"w1": "x = ", "b1": "", "w2": "h = ", "b2": ""}


class Chains:
    """Four rows below a diagram: each factor with its number, the product, the finite difference, a bar."""

    def __init__(self, axes):
        self.coming = Coming()
        self._draw_headings(axes)
        self._draw_deltas(axes)
        self.factors, self.products, self.nudged, self.checks = {}, {}, {}, {}
        self.bars, self.means, self.beyond = {}, {}, {}
        for name, y in ROWS.items():
            self._make_row(axes, name, y)
        self.places = _places()

    def _draw_headings(self, axes):
        for factor, (derivative, formula, color) in HEADINGS.items():
            text(axes, COLUMNS[factor], 250, derivative, DATA)
            text(axes, COLUMNS[factor], 270, formula, color)
        text(axes, LAST, 250, "∂z/∂w, ∂z/∂b", DATA)
        text(axes, LAST, 270, "h, x or 1", FORWARD)
        text(axes, PRODUCT, 270, "product", BACKWARD, align="right")
        text(axes, NUDGED, 250, "by", DATA, align="right")
        text(axes, NUDGED, 270, "nudging", DATA, align="right")
        text(axes, ZERO, 250, "bar: this dose", DATA)
        text(axes, ZERO, 270, "tick: all eight", DATA)
        axes.plot([ZERO, ZERO], [284, 416], color=RULE, linewidth=1)
        for value, label in ((-LARGEST, f"−{LARGEST}"), (0, "0"), (LARGEST, f"{LARGEST}")):
            text(axes, ZERO + _length(value), 432, label, DATA)

    def _draw_deltas(self, axes):
        for right, top, bottom, name, words in (
            (374, 284, 340, "dL_dz1", "δ₁ = ∂L/∂z₁"), (223, 360, 416, "dL_dz2", "δ₂ = ∂L/∂z₂")
        ):  # fmt: skip
            axes.add_patch(Rectangle((79, top), right - 79, bottom - top, fc=BACKWARD, alpha=0.06, lw=0))
            x, y = [79, 79, right, right], [bottom - 4, bottom, bottom, bottom - 4]
            axes.plot(x, y, color=BACKWARD, linestyle="--", linewidth=1.4)  # a bracket under all its factors
            label = text(axes, (79 + right) / 2, bottom + 13, words, BACKWARD, moves=True)
            self.coming.add(label, ORDER[name])

    def _make_row(self, axes, name, y):
        step = ORDER[f"dL_d{name}"]

        def moving(x, words="", color=INK, align="center", gid=None):
            shown = text(axes, x, y, words, color, align=align, moves=True, name=gid)
            return self.coming.add(shown, step) if words else shown

        *shared, last = CHAINS[name]
        moving(75, f"∂L/∂{subscripted(name)} =", BACKWARD, "right")
        for factor in shared:
            self.factors[name, factor] = moving(COLUMNS[factor], color=HEADINGS[factor][2])
        for factor in shared[1:]:
            moving(COLUMNS[factor] - 38, "·")
        moving(LAST - 55, "·")
        self.factors[name, last] = moving(LAST, color=FORWARD)
        moving(492, "=")
        self.products[name] = moving(PRODUCT, color=BACKWARD, align="right", gid=f"product_{name}")
        self.nudged[name] = moving(NUDGED, color=DATA, align="right", gid=f"nudged_{name}")
        self.checks[name] = moving(TICK, color=DATA)
        bar = axes.add_patch(Rectangle((ZERO, y - 7), 0, 14, fc=BACKWARD, lw=0, animated=True, gid=f"bar_{name}"))
        self.bars[name] = bar
        (self.means[name],) = axes.plot([ZERO, ZERO], [y - 11, y + 11], color=INK, animated=True, gid=f"mean_{name}")
        self.beyond[name] = moving(ZERO, color=BACKWARD)

    def update(self, local, gradients, numeric, mean, agrees, step):
        """Write factors, products and checks, and set the bars, for one example; `mean` is over the table.

        What a later step of the walk makes is left out.
        """
        for name, chain in CHAINS.items():
            *shared, last = chain
            for factor in shared:
                come = ORDER[COMES[factor]] <= step
                self.factors[name, factor].set_text(number(getattr(local, factor)) if come else "")
            come = ORDER[f"dL_d{name}"] <= step
            gradient = getattr(gradients, name)
            written = LAST_FACTORS[name] + number(getattr(local, last)) if LAST_FACTORS[name] else "1"
            for shown, words in (
                (self.factors[name, last], written),
                (self.products[name], signed(gradient)),
                (self.nudged[name], signed(getattr(numeric, name))),
                (self.checks[name], "✓" if agrees[name] else "✗"),
                (self.beyond[name], "" if abs(gradient) <= LARGEST else "▸" if gradient > 0 else "◂"),
            ):
                shown.set_text(words if come else "")
            self.bars[name].set_width(_length(gradient) if come else 0)
            x = ZERO + _length(getattr(mean, name))
            self.means[name].set_xdata([x, x])
            self.means[name].set_visible(come)
            self.beyond[name].set_x(ZERO + 1.08 * _length(gradient))
        self.coming.show(step)


def _places():
    """Return where what a step of the walk is made of, or makes, stands in the chains: {(step, name): frames}."""

    def cells(names, left, right):
        top, bottom = ROWS[names[0]] - 12, ROWS[names[-1]] + 12
        return [(left, top, right - left, bottom - top)]

    def of(number, **frames):
        return {(ORDER[f"dL_d{number}"], name): found for name, found in frames.items()}

    first, second, third, fourth = (79, 149), (155, 223), (229, 297), (306, 374)
    error, bend = (cells(FIRST, *column) + cells(SECOND, *column) for column in (first, second))
    places = of("y", dL_dy=error)
    places |= of("z2", dL_dy=error, y=bend, dL_dz2=[(98, 418, 106, 23)])  # the name under the bracket
    places |= of("h", dL_dz2=cells(FIRST, first[0], second[1]), w2=cells(FIRST, *third))
    places |= of("z1", dL_dh=cells(FIRST, first[0], third[1]), h=cells(FIRST, *fourth), dL_dz1=[(173, 342, 106, 23)])
    for name, (delta, last, end) in {
        "w1": ("dL_dz1", "x", fourth[1]), "b1": ("dL_dz1", None, fourth[1]),
        "w2": ("dL_dz2", "h", second[1]), "b2": ("dL_dz2", None, second[1]),
    }.items():  # fmt: skip
        places |= of(name, **{f"dL_d{name}": cells([name], PRODUCT - 72, PRODUCT + 6), delta: cells([name], 79, end)})
        if last:
            places |= of(name, **{last: cells([name], LAST - 45, LAST + 45)})
    return places


def _length(value):
    """Return a gradient's length in pixels, cut off where the drawing ends."""
    return HALF_WIDTH * max(-1.0, min(1.0, value / LARGEST))
