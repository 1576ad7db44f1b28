"""A neuron with two inputs and a step, as a boundary in the plane between the corners of a logic gate."""

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from helpers import data
from helpers.activations import step
from helpers.figures.parts import text
from helpers.look import DATA, FORWARD, INK, LOSS, TARGET, factor, number, sheet, styled
from helpers.neuron import train_perceptron, weighted_sum

LOW, HIGH = -0.6, 1.6  # the part of the plane that is shown
FRAME = np.array([(LOW, LOW), (HIGH, LOW), (HIGH, HIGH), (LOW, HIGH)])
ROWS = (148, 184, 220, 256)  # where the table's rows stand, one for each corner
COLUMNS = {"x1": 450, "x2": 500, "z": 565, "y": 625, "t": 672}


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
        (self.rings,) = axes.plot(x, y, "o", color="none", mec=TARGET, mew=2, ms=26, animated=True)
        (self.looked_at,) = axes.plot(
            [], [], "s", color="none", mec=INK, mew=1.5, ms=40, animated=True, gid="looked_at"
        )
        self.digits = [text(axes, *corner, "", TARGET, moves=True, weight="bold") for corner in data.CORNERS]
        self.marks = [text(axes, cx + 0.19, cy + 0.15, "", LOSS, moves=True) for cx, cy in data.CORNERS]
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

    def update(self, w, b, gate, looked_at=None):
        """Show the neuron (w, b) beside a gate's targets, and return how many corners it gets wrong."""
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
        self._look_at(looked_at)
        return wrong

    def _look_at(self, i):
        self.row.set_visible(i is not None)
        self.looked_at.set_visible(i is not None)
        if i is not None:
            self.row.set_y(ROWS[i] - 15)
            self.looked_at.set_data(*data.CORNERS[[i]].T)


def sum_in_words(w, b):
    """Return the weighted sum of a neuron with two inputs as it is written, with today's numbers."""
    return f"z = {number(w[0])}·x₁ + {factor(w[1])}·x₂ + {factor(b)}"


class Boundary:
    """Two inputs, a step, and three numbers to drag until the boundary separates a gate's 1s from its 0s."""

    ranges = {"w1": (-3, 3, 0.1), "w2": (-3, 3, 0.1), "b": (-3, 3, 0.1), "gate": list(data.GATES)}

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 400)
        self.plane = Plane(self.figure, page)
        self.sum = text(page, 430, 40, "", FORWARD, align="left", moves=True, name="sum")
        text(page, 430, 66, "y = 1 where z ≥ 0 (shaded), else 0", FORWARD, align="left")
        text(page, 430, 330, "A ring is a corner with its target t.", TARGET, align="left")
        self.count = text(page, 430, 300, "", LOSS, align="left", moves=True, name="wrong")

    def update(self, w1=1.0, w2=0.4, b=-0.8, gate="AND"):
        """Show the boundary of a neuron with these weights, and count its mistakes on a gate."""
        wrong = self.plane.update(np.array([w1, w2]), b, gate)
        self.sum.set_text(sum_in_words((w1, w2), b))
        self.count.set_text(f"{wrong} of 4 wrong")
        return (
            f"A neuron with w₁ = {number(w1)}, w₂ = {number(w2)}, b = {number(b)} and a step gets {wrong} of the four "
            f"corners of {gate} wrong."
        )


class PerceptronLearning:
    """The perceptron's rule at work on a gate, one example a step, from weights of 0."""

    ranges = {"gate": list(data.GATES), "step": (0, 24, 1)}

    @styled
    def __init__(self):
        self.runs = {name: self._run(*data.gate(name)) for name in data.GATES}
        self.figure, page = sheet(800, 400)
        self.plane = Plane(self.figure, page)
        self.sum = text(page, 430, 40, "", FORWARD, align="left", moves=True, name="sum")
        self.pass_number = text(page, 430, 72, "", INK, align="left", moves=True, name="pass")
        self.news = [text(page, 430, y, "", color, align="left", moves=True) for y, color in ((300, INK), (328, LOSS))]

    def _run(self, x, t):
        return train_perceptron(np.zeros(2), 0.0, x, t, passes=6)

    def update(self, gate="AND", step=0):
        """Show the neuron after so many examples, and which one it looked at last."""
        visits = self.runs[gate][:step]
        done = step >= len(self.runs[gate]) and visits[-4:] and all(v.output == v.target for v in visits[-4:])
        last = visits[-1] if visits else None
        w, b = (last.w, last.b) if last else (np.zeros(2), 0.0)
        wrong = self.plane.update(w, b, gate, last.example if last and not done else None)
        self.sum.set_text(sum_in_words(w, b))
        self.pass_number.set_text(
            f"pass {(len(visits) + 3) // 4} of the four corners" if last else "before the first step"
        )
        what = _what_happened(last, done)
        self.news[0].set_text(what)
        self.news[1].set_text(f"Now {wrong} of 4 wrong.")
        return f"{gate}, after {len(visits)} steps: {sum_in_words(w, b)}. {what} Now {wrong} of the four are wrong."


def _what_happened(visit, done):
    """Say what the rule did at its last visit."""
    if visit is None:
        return "All three numbers are 0."
    if done:
        return "A whole pass without a mistake: it has learned."
    said = f"It said {visit.output:.0f}, the target is {visit.target:.0f}:"
    if visit.output == visit.target:
        return f"{said} nothing changes."
    sign = "add" if visit.target > visit.output else "take away"
    return f"{said} {sign} x₁, x₂ and 1."
