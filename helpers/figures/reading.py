"""A network learning to read digits, step by step: its accuracy, its hidden units' weights, what it takes for what."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import mlp
from helpers.activations import sigmoid
from helpers.figures.parts.images import HITS, SIDE, SIGNS, raster, tiled
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import apart, on_sheet, panel
from helpers.figures.parts.run import Walker, at_step, step_range
from helpers.look import DATA, FORWARD, INK, RULE, sheet, styled

SHEET = 508
LEFT, TOP, WIDTH, HEIGHT = 64, 46, 268, 176  # the curves' panel, in pixels
SHARES = (0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)  # what stands at the accuracy's axis
FEWEST = 0.003  # the share of mistakes at which that axis ends
COLUMNS, PIXEL, WEIGHTS_TOP = 8, 6, 292  # the weights' raster
CELL, MATRIX_LEFT, MATRIX_TOP = 29, 504, 92  # the matrix of counts


def outputs(layers, x):
    """Return what a network with a sigmoid in every layer says to x: (N, n_out)."""
    return mlp.forward(layers, x, (sigmoid,) * len(layers)).y


class Accuracies:
    """The share of right answers on both parts along the run, on an axis that is stretched towards 100 %."""

    def __init__(self, page, digits, history):
        self.steps = history.steps
        self.shares = {
            name: np.array([mlp.accuracy(outputs(layers, x), t) for layers in history.params])
            for name, (x, t) in (("learned", digits.train), ("new", digits.test))
        }
        text(page, 12, TOP - 28, "right answers: learned from (thin), new (thick)", FORWARD, align="left")
        text(page, LEFT + WIDTH / 2, TOP + HEIGHT + 28, "step")
        self.axes = panel(page.figure, LEFT, TOP, WIDTH, HEIGHT, xlim=(0, self.steps[-1]), yscale="log")
        self.axes.set_ylim(1.1, FEWEST)
        self.axes.set_yticks([1 - share for share in SHARES], [f"{share:.0%}" for share in SHARES])
        self.axes.set_yticks([], minor=True)
        self.axes.locator_params(axis="x", nbins=5)
        styles = {"learned": {"color": DATA, "linewidth": 1.2}, "new": {"color": FORWARD, "linewidth": 2.4}}
        self.mistakes = {name: np.maximum(1 - share, FEWEST) for name, share in self.shares.items()}
        for name, style in styles.items():
            self.axes.plot(self.steps, self.mistakes[name], **style)
        self.walker = Walker(self.axes, {name: style["color"] for name, style in styles.items()})
        self.words = {
            name: text(page, LEFT + WIDTH + 24, 0, "", style["color"], align="left", moves=True, name=name)
            for name, style in styles.items()
        }

    def update(self, at):
        """Move to the step that was kept as number `at`, and return both shares there."""
        now = {name: mistakes[at] for name, mistakes in self.mistakes.items()}
        self.walker.update(self.steps[at], now)
        places = apart([on_sheet(self.axes, mistakes) for mistakes in now.values()], 19)
        for name, place in zip(now, places, strict=True):
            self.words[name].set(text=f"{name} {self.shares[name][at]:.1%}", y=place)
        return [share[at] for share in self.shares.values()]


class Matrix:
    """How often each digit (a row) was taken for each (a column): counts on a tint."""

    def __init__(self, page, size):
        figure, side = page.figure, CELL * size
        self.tint = raster(figure, MATRIX_LEFT, MATRIX_TOP, CELL, np.zeros((size, size)), HITS, (-1, 1), "matrix")
        page.add_patch(Rectangle((MATRIX_LEFT, MATRIX_TOP), side, side, fc="none", ec=RULE, lw=1))
        centres = CELL * (np.arange(size) + 0.5)
        for i, (x, y) in enumerate(zip(MATRIX_LEFT + centres, MATRIX_TOP + centres, strict=True)):
            text(page, x, MATRIX_TOP - 14, str(i), weight="bold")
            text(page, MATRIX_LEFT - 14, y, str(i), weight="bold")
        text(page, MATRIX_LEFT, MATRIX_TOP - 40, "what it says, of the new images", align="left")
        text(page, MATRIX_LEFT - 38, MATRIX_TOP + 0.7 * side, "what it is", rotation=90)
        text(page, MATRIX_LEFT, MATRIX_TOP + side + 22, "on the diagonal: right", FORWARD, align="left")
        self.total = text(page, MATRIX_LEFT, MATRIX_TOP + side + 48, "", INK, align="left", moves=True, name="total")
        self.counts = [
            [text(page, MATRIX_LEFT + x, MATRIX_TOP + y, "", moves=True, name=f"{i} as {j}")
             for j, x in enumerate(centres)] for i, y in enumerate(centres)
        ]  # fmt: skip

    def update(self, counts):
        """Show these counts, (n, n)."""
        signs = 2 * np.eye(len(counts)) - 1
        self.tint.set_data(signs * np.sqrt(counts / counts.sum(axis=1, keepdims=True)))  # so that a single one shows
        for row, numbers in zip(self.counts, counts, strict=True):
            for words, number in zip(row, numbers, strict=True):
                words.set_text(str(number) if number else "")
        self.total.set_text(f"{np.trace(counts)} of {counts.sum()} right")


class Reading:
    """A run on the digits to walk through. history: of layers with sigmoids, the first of which has 64 inputs."""

    @styled
    def __init__(self, digits, history):
        self.history, self.test = history, digits.test
        self.ranges = {"step": step_range([history])}
        self.figure, page = sheet(800, SHEET)
        self.accuracies = Accuracies(page, digits, history)
        self.matrix = Matrix(page, digits.test.t.shape[1])
        weights = history.params[-1][0].W.T
        strongest = np.abs(weights).max()
        self.weights = raster(
            self.figure, 12, WEIGHTS_TOP, PIXEL, tiled(weights, COLUMNS), SIGNS, (-strongest, strongest), "weights"
        )
        text(page, 12, WEIGHTS_TOP - 20, f"the {len(weights)} hidden units' weights: blue +, orange −", align="left")
        for i in range(len(weights)):
            corner = 12 + PIXEL * (SIDE + 1) * (i % COLUMNS), WEIGHTS_TOP + PIXEL * (SIDE + 1) * (i // COLUMNS)
            page.add_patch(Rectangle(corner, PIXEL * SIDE, PIXEL * SIDE, fc="none", ec=RULE, lw=0.6))

    def update(self, step=100):
        """Show the network as it stood after this many steps (or after the nearest number of steps that was kept)."""
        at, when = at_step(self.history, step)
        layers = self.history.params[at]
        learned, new = self.accuracies.update(at)
        self.weights.set_data(tiled(layers[0].W.T, COLUMNS))
        counts = mlp.confusion(outputs(layers, self.test.x), self.test.t)
        self.matrix.update(counts)
        return (
            f"{when} {learned:.1%} of the images that it learns from are right, and "
            f"{new:.1%} of the new ones: {np.trace(counts)} of {counts.sum()}. {_commonest(counts)}"
        )


def _commonest(counts):
    """Say which mistake is the commonest."""
    mistakes = counts - np.diag(np.diag(counts))
    i, j = np.unravel_index(mistakes.argmax(), counts.shape)
    return f"The commonest mistake: {i} taken for {j}, {mistakes[i, j]} times." if mistakes[i, j] else "No mistakes."
