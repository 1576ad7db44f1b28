"""One digit's way through a network: its pixels, a hidden unit's weights, all hidden outputs, the ten outputs."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.figures.parts.images import PEN, SIDE, SIGNS, raster, tiled
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.figures.parts.run import at_step, step_range
from helpers.figures.reading import outputs
from helpers.look import FORWARD, INK, RULE, TARGET, sheet, signed, styled

SHEET, TOP, HEIGHT = 452, 42, 380
PIXEL, LEFT, WEIGHTS_TOP = 20, 12, 242
HIDDEN, OUTPUTS = (236, 130), (492, 168)  # left edge and width of the panels of bars


class Column:
    """Outputs of a layer, from 0 to 1, as bars one below the other."""

    def __init__(self, page, place, count, name):
        left, width = place
        self.axes = panel(page.figure, left, TOP, width, HEIGHT, xlim=(0, 1), ylim=(count, 0))
        self.axes.set(xticks=(0, 0.5, 1), xticklabels=("0", "0.5", "1"), yticks=())
        style = {"fc": FORWARD, "lw": 0, "animated": True, "clip_on": False}  # none is longer than the panel
        bars = [Rectangle((0, row + 0.15), 0, 0.7, gid=f"{name}_{row}", **style) for row in range(count)]
        self.bars = [self.axes.add_patch(bar) for bar in bars]

    def place(self, row):
        """Return the middle of a row on the sheet."""
        return TOP + HEIGHT * (row + 0.5) / len(self.bars)

    def update(self, values):
        """Show these outputs, one a bar."""
        for bar, value in zip(self.bars, values, strict=True):
            bar.set_width(value)


class OneDigit:
    """An image of some examples and what a network makes of it. history: of 64-n-10 layers with sigmoids."""

    @styled
    def __init__(self, examples, history):
        self.examples, self.history = examples, history
        first, last = history.params[-1]
        self.ranges = {
            "image": (1, len(examples.x), 1), "shift_right": (-2, 2, 1), "unit": (1, first.b.size, 1),
            "step": step_range([history]),
        }  # fmt: skip
        wrong = np.flatnonzero(outputs(history.params[-1], examples.x).argmax(axis=1) != examples.t.argmax(axis=1)) + 1
        self.presets = {"wrong at the end": {str(image): {"image": int(image)} for image in wrong[:8]}}
        self.figure, page = sheet(800, SHEET)
        strongest = np.abs(first.W).max()
        blank = np.zeros((SIDE, SIDE))
        self.image = raster(self.figure, LEFT, TOP, PIXEL, blank, PEN, (0, 1), "image")
        self.weights = raster(self.figure, LEFT, WEIGHTS_TOP, PIXEL, blank, SIGNS, (-strongest, strongest), "weights")
        self.signs = {sign: self._sign_marks(page, sign, name) for sign, name in (("+", "plus"), ("_", "minus"))}
        self.hidden, self.out = Column(page, HIDDEN, first.b.size, "h"), Column(page, OUTPUTS, last.b.size, "y")
        self._draw_words(page, last.b.size)

    def _sign_marks(self, page, marker, name):
        style = {"color": INK, "ms": 7, "mew": 1, "animated": True, "gid": name}
        return page.plot([], [], marker, **style)[0]

    def _draw_words(self, page, classes):
        text(page, LEFT, TOP - 20, "the image: x, 64 numbers", align="left")
        text(page, HIDDEN[0], TOP - 20, "the hidden units: h", FORWARD, align="left")
        text(page, OUTPUTS[0], TOP - 20, "the outputs: y (frame: target)", FORWARD, align="left")
        page.add_patch(Rectangle((LEFT, WEIGHTS_TOP), PIXEL * SIDE, PIXEL * SIDE, fc="none", ec=RULE, lw=0.6))
        for digit in range(classes):
            text(page, OUTPUTS[0] - 14, self.out.place(digit), str(digit), weight="bold")
        self.title = text(page, LEFT, WEIGHTS_TOP - 17, "", INK, align="left", moves=True, name="title")
        self.sum = text(page, LEFT, WEIGHTS_TOP + PIXEL * SIDE + 18, "", FORWARD, align="left", moves=True, name="z")
        self.unit = text(page, sum(HIDDEN) + 10, 0, "", FORWARD, align="left", moves=True, name="h")
        self.values = [
            text(
                page, sum(OUTPUTS) + 10, self.out.place(digit), "", FORWARD, align="left", moves=True, name=f"y{digit}"
            )
            for digit in range(classes)
        ]
        style = {"fc": "none", "ec": TARGET, "lw": 2, "animated": True, "gid": "target"}
        self.target = self.out.axes.add_patch(Rectangle((0, 0), 1, 0.9, clip_on=False, **style))

    def update(self, image=1, shift_right=0, unit=1, step=4000):
        """Show an image, moved by some pixels, in the network as it stood after so many steps."""
        at, when = at_step(self.history, step)
        layers = self.history.params[at]
        x = data.shifted(self.examples.x, right=shift_right)
        trace = mlp.forward(layers, x, (sigmoid, sigmoid))
        z, h, y = (values[image - 1] for values in (trace.z[0], trace.h[1], trace.y))
        weights = layers[0].W[:, unit - 1]
        self.image.set_data(tiled(x[image - 1 : image], 1, gap=0))
        self._show_weights(weights)
        self.title.set_text(f"unit {unit}: its 64 weights")
        self.sum.set_text(f"z = {signed(z[unit - 1])}")
        self.unit.set_text(f"◂ unit {unit}")
        self.unit.set_y(self.hidden.place(unit - 1))
        self.hidden.update(h)
        said, right = int(y.argmax()), int(self.examples.t[image - 1].argmax())
        self._show_outputs(y, said, right)
        share = mlp.accuracy(trace.y, self.examples.t)
        return _sentence(image, unit, h[unit - 1], y, said, right, when, shift_right, share)

    def _show_weights(self, weights):
        self.weights.set_data(weights.reshape(SIDE, SIDE))
        down, across = np.divmod(np.arange(weights.size), SIDE)
        strong = np.abs(weights) > self.weights.norm.vmax / 8
        for sign, marks in self.signs.items():
            shown = strong & ((weights > 0) == (sign == "+"))
            marks.set_data(LEFT + PIXEL * (across[shown] + 0.5), WEIGHTS_TOP + PIXEL * (down[shown] + 0.5))

    def _show_outputs(self, y, said, right):
        self.out.update(y)
        self.target.set_y(right + 0.05)
        for digit, (words, value) in enumerate(zip(self.values, y, strict=True)):
            verdict = f"  ◂ says {said} {'✓' if said == right else '✗'}" if digit == said else ""
            words.set_text(f"{value:.3f}{verdict}")


def _sentence(image, unit, h, y, said, right, when, shift_right, share):
    moved = f", moved {abs(shift_right)} to the {'right' if shift_right > 0 else 'left'}" if shift_right else ""
    verdict = "which is right" if said == right else f"but it is {right}, whose output is {y[right]:.3f}"
    return (
        f"{when}, image {image}{moved}: the largest output is {y[said]:.3f}, so the network says {said}, "
        f"{verdict}. The ten outputs add up to {y.sum():.3f}. Hidden unit {unit} puts out {h:.3f}. "
        f"Of all {'images moved like this' if shift_right else 'these images'}, {share:.0%} are right."
    )
