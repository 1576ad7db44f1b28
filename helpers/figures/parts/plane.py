"""The plane of two inputs: the side where a neuron with a step says 1, the corners of a logic gate, and their table."""

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from helpers import data
from helpers.activations import step
from helpers.figures.parts.marks import text
from helpers.look import DATA, FORWARD, INK, LOSS, TARGET, factor, number
from helpers.neuron import weighted_sum

LOW, HIGH = -0.6, 1.6  # the part of the plane that is shown
FRAME = np.array([(LOW, LOW), (HIGH, LOW), (HIGH, HIGH), (LOW, HIGH)])
ROWS = (148, 184, 220, 256)  # where the table's rows stand, one for each corner
COLUMNS = {"x1": 450, "x2": 500, "z": 557, "y": 627, "t": 672}


def half_plane(w, b, frame=FRAME):
    """Return the corners of that part of the frame where z ≥ 0, (n, 2), and of the boundary in it, (0 or 2, 2)."""
    z = weighted_sum(w, b, frame)
    inside, crossings = [], []
    for here, there, z_here, z_there in zip(frame, np.roll(frame, -1, 0), z, np.roll(z, -1), strict=True):
        if z_here >= 0:
            inside.append(here)
        if (z_here >= 0) != (z_there >= 0):
            crossings.append(here + z_here / (z_here - z_there) * (there - here))
            inside.append(crossings[-1])
    return np.reshape(inside, (-1, 2)), np.reshape(crossings, (-1, 2))


class Plane:
    """The square of corners with the side where the neuron says 1, and the table of what it says."""

    def __init__(self, figure, page):
        axes = figure.add_axes((0.05, 0.1, 0.425, 0.85), xlim=(LOW, HIGH), ylim=(LOW, HIGH), aspect="equal")
        axes.set(xticks=(0, 1), yticks=(0, 1), xlabel="x₁", ylabel="x₂")
        self.side = axes.add_patch(Polygon(FRAME, fc=FORWARD, alpha=0.16, lw=0, animated=True, gid="side"))
        (self.boundary,) = axes.plot([], [], color=FORWARD, animated=True, gid="boundary")
        x, y = data.CORNERS.T
        (self.before,) = axes.plot([], [], color=FORWARD, linestyle="--", linewidth=1, animated=True, gid="before")
        (self.rings,) = axes.plot(x, y, "o", color="none", mec=TARGET, mew=2, ms=13, animated=True)
        (self.looked_at,) = axes.plot(
            [], [], "s", color="none", mec=INK, mew=1.5, ms=26, animated=True, gid="looked_at"
        )
        self.digits = [text(axes, cx + 0.17, cy, "", TARGET, moves=True, weight="bold") for cx, cy in data.CORNERS]
        self.marks = [text(axes, cx + 0.33, cy, "", LOSS, moves=True) for cx, cy in data.CORNERS]
        self._make_table(page)

    def _make_table(self, page):
        headings = {"x1": "x₁", "x2": "x₂", "z": "z", "y": "y", "t": "t"}
        colors = {"x1": INK, "x2": INK, "z": FORWARD, "y": FORWARD, "t": TARGET}
        for name, x in COLUMNS.items():
            text(page, x, 112, headings[name], colors[name], weight="bold")
        page.plot([430, 770], [128, 128], color=DATA, linewidth=1)
        for corner, y in zip(data.CORNERS, ROWS, strict=True):
            for name, value in zip(("x1", "x2"), corner, strict=True):
                text(page, COLUMNS[name], y, f"{value:.0f}")
        self.cells = [
            {
                name: text(page, COLUMNS[name], y, "", colors[name], moves=True, name=f"{name}_{i}")
                for name in ("z", "y", "t")
            }
            for i, y in enumerate(ROWS)
        ]
        self.verdicts = [text(page, 706, y, "", LOSS, align="left", moves=True) for y in ROWS]
        self.row = page.add_patch(Rectangle((432, 0), 336, 30, fc="none", ec=INK, lw=1.5, animated=True))

    def update(self, w, b, gate, looked_at=None, before=None):
        """Show the neuron (w, b) beside a gate's targets, and return how many corners it gets wrong.

        looked_at: the corner at which it has learned, to be framed; its sum and its answer are shown as they were
        before, by the neuron `before`, whose boundary is dashed.
        """
        inside, crossings = half_plane(w, b)
        self.side.set_visible(len(inside) > 0)
        if len(inside):
            self.side.set_xy(inside)
        self.boundary.set_data(*crossings.T)
        examples = data.gate(gate)
        z = weighted_sum(w, b, examples.x)
        wrong = 0
        for i, (y, t) in enumerate(zip(step(z), examples.t, strict=True)):
            for name, value in (("z", number(z[i])), ("y", f"{y:.0f}"), ("t", f"{t:.0f}")):
                self.cells[i][name].set_text(value)
            self.digits[i].set_text(f"{t:.0f}")
            self.marks[i].set_text("✗" if y != t else "")
            self.verdicts[i].set_text("✗ wrong" if y != t else "✓")
            self.verdicts[i].set_color(LOSS if y != t else DATA)
            wrong += int(y != t)
        self._look_at(looked_at, before, (w, b))
        return wrong

    def _look_at(self, i, before, after):
        for artist in (self.row, self.looked_at, self.before):
            artist.set_visible(i is not None)
        if i is None:
            return
        self.row.set_y(ROWS[i] - 15)
        self.looked_at.set_data(*data.CORNERS[[i]].T)
        self.before.set_data(*half_plane(*before)[1].T)
        was, now = (weighted_sum(*neuron, data.CORNERS[i]) for neuron in (before, after))
        self.cells[i]["z"].set_text(f"{was:g} → {now:g}".replace("-", "−"))  # the rule makes whole numbers
        self.cells[i]["y"].set_text(f"{step(was):g} → {step(now):g}")


def sum_in_words(w, b):
    """Return the weighted sum of a neuron with two inputs as it is written, with today's numbers."""
    return f"z = {number(w[0])}·x₁ + {factor(w[1])}·x₂ + {factor(b)}"
