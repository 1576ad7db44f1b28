"""Twenty images at a time, each with what it is: the digits as people wrote them."""

import numpy as np

from helpers.figures.parts.images import PEN, SIDE, raster, tiled
from helpers.figures.parts.marks import text
from helpers.look import INK, TARGET, sheet, styled

ROWS, COLUMNS, PIXEL, GAP = 2, 10, 8, 2  # how many images; a pixel on the sheet; the gap between images, in pixels
LEFT, TOPS = 8, (44, 148)
ON_A_SHEET = ROWS * COLUMNS


class SheetOfDigits:
    """Images of some examples, twenty to a sheet, and below each its target."""

    @styled
    def __init__(self, examples):
        self.examples, self.digits = examples, examples.t.argmax(axis=1)
        self.ranges = {"sheet": (1, -(-len(examples.x) // ON_A_SHEET), 1)}
        self.figure, page = sheet(800, 250)
        self.title = text(page, LEFT, 18, "", INK, align="left", moves=True, name="title")
        blank, across = tiled(np.full((COLUMNS, SIDE * SIDE), np.nan), COLUMNS, GAP), PIXEL * (SIDE + GAP)
        self.rows = [
            raster(self.figure, LEFT, top, PIXEL, blank, PEN, (0, 1), f"row_{row}") for row, top in enumerate(TOPS)
        ]
        self.words = [
            text(page, LEFT + across * column + PIXEL * SIDE / 2, top + PIXEL * SIDE + 18, "", TARGET, moves=True,
                 name=f"target_{COLUMNS * row + column}", weight="bold")
            for row, top in enumerate(TOPS) for column in range(COLUMNS)
        ]  # fmt: skip

    def update(self, sheet=1):
        """Show a sheet, counted from 1; the second has all ten digits on it."""
        first = ON_A_SHEET * (sheet - 1)
        x, digits = self.examples.x[first : first + ON_A_SHEET], self.digits[first : first + ON_A_SHEET]
        images = np.full((ON_A_SHEET, SIDE * SIDE), np.nan)
        images[: len(x)] = x
        for row, image in enumerate(self.rows):
            image.set_data(tiled(images[COLUMNS * row : COLUMNS * (row + 1)], COLUMNS, GAP))
        for place, words in enumerate(self.words):
            words.set_text(str(digits[place]) if place < len(digits) else "")
        self.title.set_text(f"images {first + 1} to {first + len(x)} of {len(self.digits):,}; below each, what it is")
        return f"Images {first + 1} to {first + len(x)} of {len(self.digits):,}: {', '.join(map(str, digits))}."
