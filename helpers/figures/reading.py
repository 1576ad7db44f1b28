"""A network learning to read digits, epoch by epoch: its loss, its right answers, its hidden units' weights."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers import mlp
from helpers.activations import sigmoid
from helpers.figures.parts.images import SIDE, SIGNS, raster, tiled
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import apart, log_scale, on_sheet, panel
from helpers.figures.parts.run import Walker
from helpers.look import FORWARD, LOSS, RULE, sheet, styled

TOP, WIDTH, HEIGHT = 46, 186, 176  # a chart's panel, in pixels
LOSS_LEFT, SHARE_LEFT = 62, 462
STYLES = {"training": 1.2, "validation": 2.6}  # how wide each line is
SHARES = (0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)  # what stands at the accuracy's axis
FEWEST = 0.003  # the share of mistakes at which that axis ends
COLUMNS, PIXEL, UNITS_TOP, ROW = 16, 5.4, 318, 68  # the weights: squares in a row, a pixel, the first row, the next


def outputs(layers, x):
    """Return what a network with a sigmoid in every layer says to x: (N, n_out)."""
    return mlp.forward(layers, x, (sigmoid,) * len(layers)).y


class Chart:
    """A value of both sets along the run, the validation set's as a thick line, each with its number at the right."""

    def __init__(self, page, left, title, color, curves, name):
        self.curves = curves
        text(page, left - 50, TOP - 26, title, color, align="left")
        text(page, left + WIDTH / 2, TOP + HEIGHT + 30, "epoch")
        epochs = len(curves["training"]) - 1
        self.axes = panel(page.figure, left, TOP, WIDTH, HEIGHT, xlim=(0, epochs), yscale="log")
        self.axes.locator_params(axis="x", nbins=4)
        for kind, width in STYLES.items():
            self.axes.plot(curves[kind], color=color, linewidth=width)
        self.walker = Walker(self.axes, dict.fromkeys(STYLES, color))
        self.words = {
            kind: text(page, left + WIDTH + 12, 0, "", color, align="left", moves=True, name=f"{name}_{kind}")
            for kind in STYLES
        }

    def update(self, epoch, written):
        """Move to an epoch, with these words for the two sets."""
        now = {kind: curve[epoch] for kind, curve in self.curves.items()}
        self.walker.update(epoch, now)
        places = apart([on_sheet(self.axes, value) for value in now.values()], 19)
        for kind, place in zip(now, places, strict=True):
            self.words[kind].set(text=f"{kind} {written[kind]}", y=place)


class Reading:
    """A run to walk along. train, validation: Examples. run: 64-n-10 layers with sigmoids, as after each epoch."""

    @styled
    def __init__(self, train, validation, run):
        self.run, sets = run, {"training": train, "validation": validation}
        said = {kind: [outputs(layers, x) for layers in run] for kind, (x, _) in sets.items()}
        self.losses = {kind: [mlp.loss(y, sets[kind].t) for y in said[kind]] for kind in sets}
        self.shares = {kind: np.array([mlp.accuracy(y, sets[kind].t) for y in said[kind]]) for kind in sets}
        self.ranges = {"epoch": (0, len(run) - 1, 1)}
        self.figure, page = sheet(800, 448)
        self.loss = Chart(page, LOSS_LEFT, "the loss: training thin, validation thick", LOSS, self.losses, "loss")
        log_scale(self.loss.axes, 0.004, 2)
        mistakes = {kind: np.maximum(1 - share, FEWEST) for kind, share in self.shares.items()}
        self.share = Chart(page, SHARE_LEFT, "the accuracy: share of right answers", FORWARD, mistakes, "share")
        self.share.axes.set_ylim(1.1, FEWEST)
        self.share.axes.set_yticks([1 - share for share in SHARES], [f"{share:.0%}" for share in SHARES])
        self.share.axes.set_yticks([], minor=True)
        self.weights = self._drawn_weights(page)

    def _drawn_weights(self, page):
        weights = self.run[-1][0].W.T
        strongest, pitch, side = np.abs(weights).max(), PIXEL * (SIDE + 1), PIXEL * SIDE
        words = (
            f"W₁: the 64 weights of each of the {len(weights)} hidden units, where their pixels are; blue +, orange −"
        )
        text(page, 12, UNITS_TOP - 44, words, align="left")
        for i in range(len(weights)):
            left, top = 12 + pitch * (i % COLUMNS), UNITS_TOP + ROW * (i // COLUMNS)
            text(page, left + side / 2, top - 12, str(i + 1))
            page.add_patch(Rectangle((left, top), side, side, fc="none", ec=RULE, lw=0.6))
        return [
            raster(self.figure, 12, UNITS_TOP + ROW * (first // COLUMNS), PIXEL,
                   tiled(weights[first : first + COLUMNS], COLUMNS), SIGNS, (-strongest, strongest), f"w_{first + 1}")
            for first in range(0, len(weights), COLUMNS)
        ]  # fmt: skip

    def update(self, epoch=120):
        """Show the network as it stood after this many epochs."""
        losses = {kind: f"{values[epoch]:.4f}" for kind, values in self.losses.items()}
        shares = {kind: f"{values[epoch]:.1%}" for kind, values in self.shares.items()}
        self.loss.update(epoch, losses)
        self.share.update(epoch, shares)
        weights = self.run[epoch][0].W.T
        for row, image in enumerate(self.weights):
            image.set_data(tiled(weights[COLUMNS * row : COLUMNS * (row + 1)], COLUMNS))
        return (
            f"After {epoch} epochs the loss is {losses['training']} on the training set and {losses['validation']} on "
            f"the validation set; {shares['training']} and {shares['validation']} of the images are read correctly."
        )
