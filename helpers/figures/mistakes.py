"""The images that a network gets wrong, the worst ones first, with what each is and what the network says."""

import numpy as np

from helpers.figures.parts.images import PEN, SIDE, raster, tiled
from helpers.figures.parts.marks import text
from helpers.figures.parts.run import at_step, step_range
from helpers.figures.reading import outputs
from helpers.look import FORWARD, INK, TARGET, sheet, styled

SHOWN, PIXEL, GAP = 6, 13, 2  # how many images; a pixel on the sheet; the gap between images, in their pixels
LEFT, TOP = 20, 48
LINES = {"image": (22, INK), "is": (44, TARGET), "says": (66, FORWARD)}  # under an image, and how far


class Mistakes:
    """The worst of the images that are wrong after a step of a run. history: of layers with sigmoids."""

    @styled
    def __init__(self, examples, history):
        self.examples, self.history = examples, history
        self.ranges = {"step": step_range([history])}
        self.figure, page = sheet(800, 240)
        blank = tiled(np.full((SHOWN, SIDE * SIDE), np.nan), SHOWN, GAP)
        self.images = raster(self.figure, LEFT, TOP, PIXEL, blank, PEN, (0, 1), "images")
        self.count = text(page, LEFT, 22, "", INK, align="left", moves=True, name="count")
        bottom, across = TOP + PIXEL * SIDE, PIXEL * (SIDE + GAP)
        self.words = [
            {name: text(page, LEFT + across * i, bottom + y, "", color, align="left", moves=True, name=f"{name}_{i}")
             for name, (y, color) in LINES.items()} for i in range(SHOWN)
        ]  # fmt: skip

    def update(self, step=4000):
        """Show the mistakes after this many steps (or after the nearest number of steps that was kept)."""
        at, when = at_step(self.history, step)
        y, t = outputs(self.history.params[at], self.examples.x), self.examples.t
        said, right = y.argmax(axis=1), t.argmax(axis=1)
        worst = np.argsort(-np.sum((y - t) ** 2, axis=1), kind="stable")
        wrong = [i for i in worst if said[i] != right[i]]
        shown = wrong[:SHOWN]
        images = np.full((SHOWN, SIDE * SIDE), np.nan)
        images[: len(shown)] = self.examples.x[shown]
        self.images.set_data(tiled(images, SHOWN, GAP))
        for k, words in enumerate(self.words):
            i = shown[k] if k < len(shown) else None
            words["image"].set_text("" if i is None else f"image {i + 1}")
            words["is"].set_text("" if i is None else f"is {right[i]}: {y[i, right[i]]:.3f}")
            words["says"].set_text("" if i is None else f"says {said[i]}: {y[i, said[i]]:.3f}")
        here = f"; here the {SHOWN} worst" if len(wrong) > SHOWN else ""
        self.count.set_text(f"{len(wrong)} of {len(y)} are wrong{here}")
        each = ", ".join(f"image {i + 1} is {right[i]} and read as {said[i]}" for i in shown) or "none"
        return f"{when} {len(wrong)} of {len(y)} images are wrong. The worst: {each}."
