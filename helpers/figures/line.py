"""What one neuron with one input computes: a straight line, its slope triangle, and one point on it."""

from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import apart
from helpers.look import DATA, FORWARD, INK, RULE, factor, number, sheet, styled
from helpers.neuron import weighted_sum

STEP = 1.0  # how far the slope triangle goes to the right


class Line:
    """The line z = w·x + b."""

    ranges = {"w": (-2, 2, 0.05), "b": (-2, 2, 0.05), "x": (-2.5, 2.5, 0.05)}

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 400)
        self.sum = text(page, 60, 24, "", FORWARD, align="left", moves=True, name="sum")
        axes = self.figure.add_axes((0.05, 0.08, 0.93, 0.82), xlim=(-3.2, 3.2), ylim=(-8.2, 8.2))
        axes.set(xticks=range(-3, 4), yticks=range(-6, 7, 3))
        axes.axhline(0, color=RULE, linewidth=1)
        axes.axvline(0, color=RULE, linewidth=1)
        text(axes, 3.15, 0.6, "x")
        text(axes, 0.06, 7.6, "z", align="left")
        (self.line,) = axes.plot([-3.2, 3.2], [0, 0], color=FORWARD, animated=True, gid="line")
        (self.triangle,) = axes.plot([], [], color=INK, linestyle="--", linewidth=1.5, animated=True, gid="triangle")
        (self.drop,) = axes.plot([], [], color=DATA, linestyle=":", animated=True)
        (self.start,) = axes.plot([0], [0], "o", color="none", mec=INK, mew=2, animated=True, gid="bias")
        (self.point,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=10, animated=True, gid="point")
        self.run = text(axes, STEP / 2, 0, "1", RULE, moves=True)
        self.rise = text(axes, STEP + 0.06, 0, "", INK, align="left", moves=True, name="rise")
        self.lift = text(axes, -0.08, 0, "", INK, align="right", moves=True, name="lift")
        self.label = text(axes, 0, 0, "", FORWARD, moves=True, name="z")

    def update(self, w=0.5, b=1.0, x=2.0):
        """Show the line of weight w and bias b, and its point at x."""
        z = weighted_sum(w, b, x)
        ends = weighted_sum(w, b, self.line.get_xdata())
        self.line.set_ydata(ends)
        self.triangle.set_data([0, STEP, STEP], [b, b, b + w * STEP])
        self.start.set_ydata([b])
        self.drop.set_data([x, x, 0], [0, z, z])
        self.point.set_data([x], [z])
        below = 1 if w < 0 else -1  # the triangle's side of its lower edge
        self.run.set_y(b + 0.6 * below)
        self.rise.set(text=f"w = {number(w)}", y=b + w * STEP / 2 + 0.45 * below)
        self.lift.set(text=f"b = {number(b)}", y=b - 0.6 * below)
        self.label.set(text=f"z = {number(z)}", position=(x, z - 0.9 * below))
        if -1.5 < x < 0.4:  # there it stands over the bias's own label
            heights = apart([label.get_position()[1] for label in (self.label, self.lift)], 0.9)
            self.label.set_y(heights[0])
            self.lift.set_y(heights[1])
        self.sum.set_text(f"z = w·x + b = {number(w)} · {factor(x)} + {factor(b)} = {number(z)}")
        way = "rises" if w > 0 else "falls" if w < 0 else "stays level"
        return (
            f"The line z = w·x + b with w = {number(w)} and b = {number(b)}: one step to the right it {way}"
            f"{f' by {number(abs(w))}' if w else ''}, and at x = 0 it stands at {number(b)}. "
            f"At x = {number(x)} it gives z = {number(z)}."
        )
