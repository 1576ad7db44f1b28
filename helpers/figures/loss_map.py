"""The loss over two of the four weights, as a map, and the path that gradient descent takes on it."""

import numpy as np
from matplotlib.colors import BoundaryNorm, ListedColormap, to_rgb

from helpers import descent, two_layer
from helpers.figures.parts.curve import Curve
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.look import DATA, FORWARD, INK, LOSS, number, sheet, styled
from helpers.losses import mse

LEFT, TOP, SIDE = 48, 30, 396
REACH, CELLS, STEPS = 8, 132, 60
LEVELS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4)  # of the MSE, where one band of the map ends
BANDS = ListedColormap([(*to_rgb(LOSS), alpha) for alpha in np.linspace(0, 0.72, len(LEVELS) + 1)])


class LossMap:
    """The MSE of the two-layer network on a table over (w1, w2); b1 and b2 stay where they are put."""

    ranges = {
        "b1": (-4, 4, 0.1), "b2": (-4, 4, 0.1), "w1": (-REACH, REACH, 0.1), "w2": (-REACH, REACH, 0.1),
        "learning_rate": [1, 5, 20, 100],
    }  # fmt: skip

    @styled
    def __init__(self, table):
        self.table = table
        self.figure, page = sheet(800, 470)
        axes = panel(self.figure, LEFT, TOP, SIDE, SIDE, xlim=(-REACH, REACH), ylim=(-REACH, REACH))
        axes.set(xticks=(-8, -4, 0, 4, 8), yticks=(-8, -4, 0, 4, 8))
        self.norm = BoundaryNorm(LEVELS, BANDS.N, extend="both")
        self.image = axes.imshow(
            np.zeros((CELLS, CELLS)), BANDS, self.norm, extent=(-REACH, REACH) * 2, origin="lower", animated=True,
            interpolation="bilinear", gid="map",
        )  # fmt: skip
        edge = REACH - REACH / CELLS  # the middle of the outermost cells
        self.grid = np.linspace(-edge, edge, CELLS, dtype=np.float32)  # six digits are enough for a colour
        (self.path,) = axes.plot([], [], "o-", color=INK, lw=1.5, ms=4, mew=0, animated=True, gid="path")
        ends = {"marker": "o", "ms": 11, "animated": True}
        (self.start,) = axes.plot([], [], color="none", mec=INK, mew=2, clip_on=False, gid="start", **ends)
        (self.end,) = axes.plot([], [], color=INK, mew=0, gid="end", **ends)
        (self.lowest,) = axes.plot([], [], "X", color=INK, mew=0, ms=9, clip_on=False, animated=True, gid="lowest")
        self._draw_words(page)

    def _draw_words(self, page):
        text(page, 12, 16, "MSE over (w₁, w₂): the stronger the violet, the higher", LOSS, align="left")
        text(page, LEFT + SIDE + 14, TOP + SIDE, "w₁", weight="bold")
        text(page, 24, 52, "w₂", weight="bold")
        key = panel(self.figure, 486, 50, 18, 270)
        shown = {"aspect": "auto", "origin": "lower", "interpolation": "nearest", "animated": True}
        self.calm = [key.imshow(np.arange(BANDS.N)[:, np.newaxis], BANDS, **shown)]
        key.set(xticks=(), yticks=np.arange(len(LEVELS)) + 0.5)
        key.set_yticklabels([f"{level:g}" for level in LEVELS])
        key.yaxis.tick_right()
        text(page, 486, 34, "MSE", LOSS, align="left")
        lines = {"words": 34, "began": 60, "ended": 82, "deepest": 104, "beyond": 130}
        self.lines = {
            name: text(page, 590, y, "", INK, align="left", moves=True, name=name) for name, y in lines.items()
        }
        self.curve = Curve(panel(self.figure, 612, TOP + SIDE - 210, 176, 210), self.table, hollow=True)
        text(page, 590, 176, "y(x) at the path's end,", FORWARD, align="left")
        text(page, 590, 196, "over the targets (hollow)", DATA, align="left")

    def update(self, b1=0.1, b2=-0.2, w1=0.5, w2=0.8, learning_rate=20):
        """Draw the map for these biases, and the path of `STEPS` steps along w1 and w2 alone, from the given start."""

        def gradient(pair):  # chapter 7's, the same as by nudging and half the work
            params = two_layer.Params(pair[0], b1, pair[1], b2)
            slopes = two_layer.backward(params, two_layer.forward(params, self.table.x), self.table.t)
            return slopes.w1, slopes.w2

        # no loss at each step: the map shows it
        path = np.array(descent.train((w1, w2), lambda pair: 0.0, gradient, learning_rate, STEPS).params)
        cells = two_layer.Params(self.grid, b1, self.grid[:, None], b2)  # w1 along a row, w2 along a column
        examples = zip(*map(np.ndarray.tolist, self.table), strict=True)  # numpy's numbers would widen the grid's
        squares = [(two_layer.forward(cells, x).y - t) ** 2 for x, t in examples]
        losses = sum(squares) / len(squares)  # B1, for each cell
        self.image.set_data(losses)
        row, column = np.unravel_index(losses.argmin(), losses.shape)
        self.lowest.set_data([self.grid[column]], [self.grid[row]])
        self.path.set_data(*path.T)
        self.start.set_data(*path[:1].T)
        self.end.set_data(*path[-1:].T)
        return self._tell(path, b1, b2, learning_rate, losses.min())

    def _tell(self, path, b1, b2, learning_rate, lowest):
        first, (w1, w2) = path[[0, -1]]
        self.curve.update((w1, b1, w2, b2))
        ends = ((one, b1, other, b2) for one, other in path[[0, -1]])
        began, ended = (mse(two_layer.forward(end, self.table.x).y, self.table.t) for end in ends)
        outside = np.abs(path).max(axis=1) > REACH
        beyond = f"off the map at step {np.argmax(outside)}" if outside.any() else ""
        lines = (
            f"{STEPS} steps, α = {learning_rate:g}",
            f"○ start: MSE {began:.4f}",
            f"● end: MSE {ended:.4f}",
            f"✖ lowest: MSE {lowest:.4f}",
            beyond,
        )
        for line, words in zip(self.lines.values(), lines, strict=True):
            line.set_text(words)
        return (
            f"With b₁ = {number(b1)} and b₂ = {number(b2)}, {STEPS} steps with α = {learning_rate:g} lead from "
            f"w₁ = {number(first[0])}, w₂ = {number(first[1])}, where the MSE is {began:.4f}, to "
            f"w₁ = {number(w1)}, w₂ = {number(w2)}, where it is {ended:.4f}{'; ' * bool(beyond)}{beyond}. "
            f"The lowest on the map is {lowest:.4f}."
        )
