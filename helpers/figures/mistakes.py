"""What a network takes for what, counted, and the images that it gets wrong, the worst ones first."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import mlp
from helpers.figures.parts.images import HITS, PEN, SIDE, raster, tiled
from helpers.figures.parts.marks import text
from helpers.figures.reading import outputs
from helpers.look import FORWARD, INK, RULE, TARGET, sheet, styled

COLUMNS, PIXEL, GAP = 3, 9, 6  # images in a row; a pixel on the sheet; the gap between images, in their pixels
LEFT, TOPS = 12, (50, 224)
SHOWN = COLUMNS * len(TOPS)
LINES = {"image": (18, INK), "is": (40, TARGET), "says": (62, FORWARD)}  # under an image, and how far
CELL, MATRIX_LEFT, MATRIX_TOP = 29, 488, 74  # the matrix of counts


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
        text(page, MATRIX_LEFT, MATRIX_TOP - 40, "what the network says", align="left")
        text(page, MATRIX_LEFT - 38, MATRIX_TOP + 0.7 * side, "what it is", rotation=90)
        text(page, MATRIX_LEFT, MATRIX_TOP + side + 20, "on the diagonal: right", FORWARD, align="left")
        self.counts = [
            [text(page, MATRIX_LEFT + x, MATRIX_TOP + y, "", moves=True, name=f"{i} as {j}")
             for j, x in enumerate(centres)] for i, y in enumerate(centres)
        ]  # fmt: skip

    def update(self, counts):
        """Show these counts, (n, n)."""
        signs, shares = 2 * np.eye(len(counts)) - 1, counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        self.tint.set_data(signs * np.sqrt(shares))  # the root, so that a single one shows
        for row, numbers in zip(self.counts, counts, strict=True):
            for words, number in zip(row, numbers, strict=True):
                words.set_text(str(number) if number else "")


class Mistakes:
    """What is taken for what after an epoch, and the worst mistakes. run: layers with sigmoids, after each epoch."""

    @styled
    def __init__(self, examples, run):
        self.examples, self.run = examples, run
        self.ranges = {"epoch": (0, len(run) - 1, 1)}
        self.figure, page = sheet(800, 398)
        blank = tiled(np.full((COLUMNS, SIDE * SIDE), np.nan), COLUMNS, GAP)
        self.rows = [raster(self.figure, LEFT, top, PIXEL, blank, PEN, (0, 1), f"from {top}") for top in TOPS]
        self.count = text(page, LEFT, 22, "", INK, align="left", moves=True, name="count")
        bottom, across = PIXEL * SIDE, PIXEL * (SIDE + GAP)
        self.words = [
            {name: text(page, LEFT + across * column, top + bottom + y, "", color, align="left", moves=True,
                        name=f"{name}_{COLUMNS * row + column}") for name, (y, color) in LINES.items()}
            for row, top in enumerate(TOPS) for column in range(COLUMNS)
        ]  # fmt: skip
        self.matrix = Matrix(page, examples.t.shape[1])

    def update(self, epoch=120):
        """Show the mistakes after this many epochs."""
        y, t = outputs(self.run[epoch], self.examples.x), self.examples.t
        said, right = y.argmax(axis=1), t.argmax(axis=1)
        worst = np.argsort(-np.sum((y - t) ** 2, axis=1), kind="stable")
        wrong = [i for i in worst if said[i] != right[i]]
        shown = wrong[:SHOWN]
        images = np.full((SHOWN, SIDE * SIDE), np.nan)
        images[: len(shown)] = self.examples.x[shown]
        for row, image in enumerate(self.rows):
            image.set_data(tiled(images[COLUMNS * row : COLUMNS * (row + 1)], COLUMNS, GAP))
        for k, words in enumerate(self.words):
            i = shown[k] if k < len(shown) else None
            words["image"].set_text("" if i is None else f"image {i + 1}")
            words["is"].set_text("" if i is None else f"is {right[i]}: {y[i, right[i]]:.3f}")
            words["says"].set_text("" if i is None else f"says {said[i]}: {y[i, said[i]]:.3f}")
        self.matrix.update(mlp.confusion(y, t))
        here = f"; here the {SHOWN} worst" if len(wrong) > SHOWN else ""
        self.count.set_text(f"{len(wrong)} of {len(y)} are wrong{here}")
        each = ", ".join(f"image {i + 1} is {right[i]} and read as {said[i]}" for i in shown) or "none"
        return f"After {epoch} epochs {len(wrong)} of {len(y)} images are wrong. The worst: {each}."
