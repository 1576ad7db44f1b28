"""How wrong a network is: the residuals of a table as squares, and their mean as one square."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import data, two_layer
from helpers.figures.parts.curve import Curve
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import DOSES, panel
from helpers.look import DATA, FORWARD, INK, LOSS, RULE, TARGET, number, sheet, signed, styled
from helpers.losses import mse

UNIT = 137  # pixels for 1, along both axes, so that a square is one on the page
LEFT, RIGHT, LOW, HIGH = -2.58, 2.9, -0.06, 1.08  # the part of the plane that is shown
START, TOP, HEIGHT, WIDTH = 44, 24, 412, 800  # the plane's left and upper edge, and the sheet, in pixels
MEANS = {
    "mse": ("mean of (y − t)²", LOSS, "MSE, the violet square"),
    "plain": ("mean of y − t", DATA, "plus and minus cancel"),
    "absolute": ("mean of |y − t|", DATA, "all count as plus"),
}


class Residuals:
    """The curve y(x) of the two-layer network over a table, a square on each residual, and the mean of all squares."""

    ranges = {"w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05)}

    @styled
    def __init__(self, table):
        self.table = table
        self.figure, page = sheet(WIDTH, HEIGHT)
        wide, high = UNIT * (RIGHT - LEFT), UNIT * (HIGH - LOW)
        axes = panel(self.figure, START, TOP, wide, high)
        self.curve = Curve(axes, table, hollow=True)
        axes.set(xlim=(LEFT, RIGHT), ylim=(LOW, HIGH))
        axes.set(xticks=[data.x_of_dose(dose) for dose in DOSES], xticklabels=DOSES)
        self._draw_words(page)
        self.squares = [
            axes.add_patch(Rectangle((x, t), 0, 0, fc=(TARGET, 0.15), ec=TARGET, lw=1.5, animated=True, gid="square"))
            for x, t in zip(*table, strict=True)
        ]
        (self.outputs,) = axes.plot(table.x, table.t, "o", color=FORWARD, mew=0, ms=7, animated=True, gid="outputs")
        self.rows = self._make_rows(page, START + UNIT * (table.x - LEFT))
        self.means = Means(page)

    def _draw_words(self, page):
        words = "share killed, over mg/l. Blue: y. Hollow: counted. On each residual its square."
        text(page, 12, 12, words, align="left")
        page.plot([12, 788], [276, 276], color=RULE, linewidth=1)

    def _make_rows(self, page, columns):
        """Return the texts under the plane: for each row of the table its residual and its area."""
        for y, words, color in ((217, "row", DATA), (238, "y − t", TARGET), (259, "(y − t)²", TARGET)):
            text(page, 12, y, words, color, align="left")
        for i, x in enumerate(columns, 1):
            text(page, x, 217, str(i), DATA)
        return {
            row: [text(page, x, y, "", TARGET, moves=True, name=f"{row}_{i}") for i, x in enumerate(columns, 1)]
            for row, y in (("residual", 238), ("area", 259))
        }

    def update(self, w1=0.5, b1=0.1, w2=0.8, b2=-0.2):
        """Show the network with these weights against the table."""
        params = two_layer.Params(w1, b1, w2, b2)
        y, t = two_layer.forward(params, self.table.x).y, self.table.t
        self.curve.update(params)
        self.outputs.set_ydata(y)
        residuals, areas = y - t, (y - t) ** 2
        for i, square in enumerate(self.squares):
            square.set(width=abs(residuals[i]), height=residuals[i])
            self.rows["residual"][i].set_text(f"{residuals[i]:+.3f}".replace("-", "−"))
            self.rows["area"][i].set_text(f"{areas[i]:.4f}")
        mean_area = mse(y, t)
        self.means.update(residuals, mean_area)
        worst = np.argmax(np.abs(residuals))
        return (
            f"The mean of the eight areas, the MSE, is {number(mean_area)}, "
            f"a square of side {number(np.sqrt(mean_area))}. "
            f"The largest residual, {signed(residuals[worst])}, is in row {worst + 1}. "
            f"The plain mean of the residuals is {signed(np.mean(residuals))}."
        )


class Means:
    """The mean of the areas as one square, and beside it the three means of the residuals as numbers."""

    def __init__(self, page):
        self.square = page.add_patch(
            Rectangle((START, 290), 0, 0, fc=(LOSS, 0.2), ec=LOSS, lw=2, animated=True, gid="mean_square")
        )
        self.side = text(page, 0, 302, "", LOSS, align="left", moves=True, name="side")
        self.numbers = {}
        for (name, (words, color, remark)), y in zip(MEANS.items(), (302, 330, 354), strict=True):
            text(page, 470, y, words, color, align="right")
            self.numbers[name] = text(page, 490, y, "", color, align="left", moves=True, name=name)
            text(page, 580, y, remark, color, align="left")
        text(page, 788, 392, "All squares are to the scale of the upright axis.", INK, align="right")

    def update(self, residuals, mean_area):
        """Show the three means of the residuals."""
        side = np.sqrt(mean_area)
        self.square.set(width=side * UNIT, height=side * UNIT)
        self.side.set(text=f"side {number(side)}", x=START + side * UNIT + 10)
        self.numbers["mse"].set_text(number(mean_area))
        self.numbers["plain"].set_text(signed(np.mean(residuals)))
        self.numbers["absolute"].set_text(number(np.mean(np.abs(residuals))))
