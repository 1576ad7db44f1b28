"""One digit's way through a network: from its pixels to one hidden unit, from there to the ten outputs."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.figures.parts.images import PEN, SIDE, SIGNS, raster, tiled
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.figures.reading import outputs
from helpers.look import BACKWARD, FORWARD, INK, RULE, TARGET, number, sheet, signed, styled

SHEET, TOP, HEIGHT = 456, 42, 384
PIXEL, LEFT, WEIGHTS_TOP = 18, 12, 238
EDGE = LEFT + PIXEL * SIDE  # the right edge of the image
NUMBERS = 214, 548  # where the written weights of both layers end
HIDDEN, OUTPUTS = (310, 92), (578, 74)  # left edge and width of the panels of bars
PIXELS = 8  # of how many pixels the lines are drawn
EVERY = 8  # which hidden units have their number beside them, besides the chosen one


class Column:
    """Outputs of a layer, from 0 to 1, as bars one below the other."""

    def __init__(self, page, place, count, name):
        left, width = place
        self.axes = panel(page.figure, left, TOP, width, HEIGHT, xlim=(0, 1), ylim=(count, 0))
        self.axes.set(xticks=(0, 0.5, 1), xticklabels=("0", "0.5", "1"), yticks=())
        edges = (np.arange(count)[:, np.newaxis] + (0.15, 0.85)).ravel()  # all bars are one patch, 0 between them
        self.stairs = np.zeros(2 * count - 1)
        style = {"fc": FORWARD, "lw": 0, "animated": True, "clip_on": False}  # none is longer than the panel
        self.bars = self.axes.stairs(self.stairs, edges, orientation="horizontal", fill=True, gid=name, **style)
        self.count = count

    def place(self, row):
        """Return the middle of a row on the sheet."""
        return TOP + HEIGHT * (row + 0.5) / self.count

    def update(self, values):
        """Show these outputs, one a bar."""
        self.stairs[::2] = values
        self.bars.set_data(self.stairs)


class Weights:
    """Lines with a weight each, written at one end: the thicker, the larger; solid if positive, dashed if negative."""

    def __init__(self, page, count, name):
        self.lines = [page.plot([], [], gid=f"{name}_line_{i}", animated=True)[0] for i in range(count)]
        self.words = [text(page, 0, 0, "", moves=True, align="right", name=f"{name}_{i}") for i in range(count)]

    def update(self, weights, strongest, x, y, right, heights):
        """Show these weights on lines from x[0], y[0] to x[1], y[1], and written at these heights, up to `right`."""
        starts, ends = np.broadcast_to(y[0], len(weights)), np.broadcast_to(y[1], len(weights))
        each = zip(self.lines, self.words, weights, starts, ends, heights, strict=True)
        for line, words, weight, start, end, height in each:
            color, style = (FORWARD, "-") if weight >= 0 else (BACKWARD, "--")
            line.set_data(x, [start, end])
            line.set(color=color, linestyle=style, linewidth=0.6 + 4 * abs(weight) / strongest)
            words.set(text=f"{weight:+.2f}".replace("-", "−"), position=(right, height), color=color)


class OneDigit:
    """An image of some examples and what a network makes of it. layers: 64-n-10, with sigmoids."""

    @styled
    def __init__(self, examples, layers):
        self.examples, self.layers = examples, layers
        first, last = layers
        self.ranges = {"image": (1, len(examples.x), 1), "unit": (1, first.b.size, 1), "shift_right": (-2, 2, 1)}
        wrong = np.flatnonzero(outputs(layers, examples.x).argmax(axis=1) != examples.t.argmax(axis=1)) + 1
        self.presets = {"misread": {str(image): {"image": int(image)} for image in wrong[:8]}}
        self.figure, page = sheet(800, SHEET)
        self.strongest = np.abs(first.W).max(), np.abs(last.W).max()
        blank, limits = np.zeros((SIDE, SIDE)), (-self.strongest[0], self.strongest[0])
        self.image = raster(self.figure, LEFT, TOP, PIXEL, blank, PEN, (0, 1), "image")
        self.weights = raster(self.figure, LEFT, WEIGHTS_TOP, PIXEL, blank, SIGNS, limits, "weights")
        self.lines = self.figure.add_axes((0, 0, 1, 1), xlim=(0, 800), ylim=(SHEET, 0))  # above the image
        self.lines.axis("off")
        self.signs = {sign: self._sign_marks(sign, name) for sign, name in (("+", "plus"), ("_", "minus"))}
        self.hidden, self.out = Column(page, HIDDEN, first.b.size, "h"), Column(page, OUTPUTS, last.b.size, "y")
        style = {"color": INK, "lw": 0.8, "marker": "o", "ms": 4, "mew": 0, "markevery": [0], "animated": True}
        self.leads = [self.lines.plot([], [], gid=f"lead_{i}", **style)[0] for i in range(PIXELS)]
        self.into, self.out_of = Weights(self.lines, PIXELS, "into"), Weights(self.lines, last.b.size, "out_of")
        self._draw_words(page, last.b.size)
        self.shown_unit = None
        self.calm = [self.weights, *self.signs.values(), *self.numbers, self.title]

    def _sign_marks(self, marker, name):
        style = {"color": INK, "ms": 7, "mew": 1, "animated": True, "gid": name}
        return self.lines.plot([], [], marker, **style)[0]

    def _draw_words(self, page, classes):
        text(page, LEFT, TOP - 20, "the image: x", align="left")
        text(page, HIDDEN[0] - 24, TOP - 20, "the hidden units: h", FORWARD, align="left")
        text(page, OUTPUTS[0] - 20, TOP - 20, "the outputs: y (frame: target)", FORWARD, align="left")
        page.add_patch(Rectangle((LEFT, WEIGHTS_TOP), PIXEL * SIDE, PIXEL * SIDE, fc="none", ec=RULE, lw=0.6))
        self.digits = [OUTPUTS[0] - 14, [self.out.place(digit) for digit in range(classes)]]
        for digit, place in enumerate(self.digits[1]):
            text(page, self.digits[0], place, str(digit), weight="bold")
        style = {"align": "right", "moves": True}
        self.numbers = [
            text(page, HIDDEN[0] - 6, self.hidden.place(row), "", name=f"unit_{row + 1}", **style)
            for row in range(self.hidden.count)
        ]
        self.title = text(page, LEFT, WEIGHTS_TOP - 18, "", INK, align="left", moves=True, name="title")
        self.sum = text(page, LEFT, WEIGHTS_TOP + PIXEL * SIDE + 20, "", FORWARD, align="left", moves=True, name="z")
        self.unit = text(page, LEFT, WEIGHTS_TOP + PIXEL * SIDE + 44, "", FORWARD, align="left", moves=True, name="h")
        self.values = [
            text(page, sum(OUTPUTS) + 8, place, "", FORWARD, align="left", moves=True, name=f"y{digit}")
            for digit, place in enumerate(self.digits[1])
        ]
        style = {"fc": "none", "lw": 2, "animated": True, "clip_on": False}
        self.target = self.out.axes.add_patch(Rectangle((0, 0), 1, 0.9, ec=TARGET, gid="target", **style))
        self.chosen = self.hidden.axes.add_patch(Rectangle((0, 0), 1, 1, ec=INK, gid="chosen", **style | {"lw": 1.4}))

    def update(self, image=1, unit=19, shift_right=0):
        """Show an image, moved by some pixels, with the weights of a unit."""
        x = data.shifted(self.examples.x, right=shift_right)
        trace = mlp.forward(self.layers, x, (sigmoid, sigmoid))
        z, h, y = (values[image - 1] for values in (trace.z[0], trace.h[1], trace.y))
        self.image.set_data(tiled(x[image - 1 : image], 1, gap=0))
        self._show_weights(unit)
        self._show_lines(x[image - 1], unit - 1)
        self._show_unit(unit, z[unit - 1], h[unit - 1])
        self.hidden.update(h)
        said, right = int(y.argmax()), int(self.examples.t[image - 1].argmax())
        self._show_outputs(y, said, right)
        share = mlp.accuracy(trace.y, self.examples.t)
        return _sentence(image, unit, h[unit - 1], y, said, right, shift_right, share)

    def _show_weights(self, unit):
        if unit == self.shown_unit:
            return
        self.shown_unit, weights = unit, self.layers[0].W[:, unit - 1]
        self.title.set_text(f"unit {unit}: its weights W₁")
        self.weights.set_data(weights.reshape(SIDE, SIDE))
        strong = np.abs(weights) > self.weights.norm.vmax / 8
        x, y = _pixels(np.arange(weights.size))
        for sign, marks in self.signs.items():
            shown = strong & ((weights > 0) == (sign == "+"))
            marks.set_data(x[shown], y[shown] + WEIGHTS_TOP - TOP)

    def _show_lines(self, x, unit):
        """Draw the lines along which most comes to the unit, and all that go out from it."""
        weights, place = self.layers[0].W[:, unit], self.hidden.place(unit)
        chosen = np.sort(np.argsort(-np.abs(x * weights), kind="stable")[:PIXELS])
        across, down = _pixels(chosen)
        heights = np.linspace(TOP + 10, TOP + PIXEL * SIDE - 10, PIXELS)
        for line, column, row, height in zip(self.leads, across, down, heights, strict=True):
            line.set_data([column, EDGE + 6], [row, height])
        begin, end = NUMBERS[0] + 4, HIDDEN[0] - 30
        self.into.update(weights[chosen], self.strongest[0], [begin, end], [heights, place], NUMBERS[0], heights)
        begin, end = sum(HIDDEN) + 5, NUMBERS[1] - 50
        places = self.digits[1]
        self.out_of.update(self.layers[1].W[unit], self.strongest[1], [begin, end], [place, places], NUMBERS[1], places)

    def _show_unit(self, unit, z, h):
        self.sum.set_text(f"z₁ = {signed(z)}")
        self.unit.set_text(f"h = σ(z₁) = {number(h)}")
        self.chosen.set_y(unit - 1)
        for row, words in enumerate(self.numbers):
            named = row + 1 == unit or ((row + 1) % EVERY == 0 and abs(row + 1 - unit) > 1)
            words.set_text(str(row + 1) if named else "")

    def _show_outputs(self, y, said, right):
        self.out.update(y)
        self.target.set_y(right + 0.05)
        for digit, (words, value) in enumerate(zip(self.values, y, strict=True)):
            verdict = f"  ◂ says {said} {'✓' if said == right else '✗'}" if digit == said else ""
            words.set_text(f"{value:.3f}{verdict}")


def _pixels(places):
    """Return where pixels of the image stand on the sheet, their xs and ys."""
    down, across = np.divmod(places, SIDE)
    return LEFT + PIXEL * (across + 0.5), TOP + PIXEL * (down + 0.5)


def _sentence(image, unit, h, y, said, right, shift_right, share):
    moved = f", moved {abs(shift_right)} to the {'right' if shift_right > 0 else 'left'}" if shift_right else ""
    verdict = "which is right" if said == right else f"but it is {right}, whose output is {y[right]:.3f}"
    return (
        f"Image {image}{moved}: the largest output is {y[said]:.3f}, so the network says {said}, "
        f"{verdict}. The ten outputs add up to {y.sum():.3f}. Hidden unit {unit} puts out {h:.3f}. "
        f"Of all {'images moved like this' if shift_right else 'these images'}, {share:.0%} are right."
    )
