"""A trained network is used: which share a dose kills, which dose kills half, and what statistics says to both."""

import numpy as np

from helpers import data, two_layer
from helpers.activations import sigmoid
from helpers.figures.parts.curve import Curve
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import dose_axis
from helpers.look import DATA, FORWARD, INK, number, sheet, styled

LOGIT = (-60.717, 34.270)  # a logistic regression of the same counts: logit of the share = a + b·log10(dose)


def regression(milligrams):
    """Return the share that a logistic regression of Bliss's counts gives for a dose in mg/l, above 0."""
    return sigmoid(LOGIT[0] + LOGIT[1] * np.log10(milligrams))


class Forecast:
    """The curve of a trained two-layer network, `params`, and that of a logistic regression, at any dose."""

    ranges = {"dose": (46, 84, 0.1)}

    @styled
    def __init__(self, params):
        self.params = params
        self.figure, page = sheet(800, 400)
        axes = self.figure.add_axes((0.07, 0.16, 0.9, 0.66))
        curve = Curve(axes, data.dose_table())
        dose_axis(axes)
        curve.update(params)
        curve.line.set_animated(False)
        axes.plot(curve.x, regression(data.dose_of_x(curve.x)), color=INK, linestyle="--", linewidth=1.5)
        (self.drop,) = axes.plot([], [], color=DATA, linestyle=":", animated=True, gid="drop")
        (self.other,) = axes.plot([], [], "s", color=INK, mew=0, ms=7, animated=True, gid="regression")
        (self.dot,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=10, animated=True, gid="network")
        self.words = [text(page, 60, y, "", color, align="left", moves=True) for y, color in ((20, FORWARD), (46, INK))]

    def update(self, dose=60.6):
        """Show what both say of a dose in mg/l."""
        x = data.x_of_dose(dose)
        network, statistics = two_layer.forward(self.params, x).y, regression(dose)
        self.drop.set_data([x, x], [-0.06, max(network, statistics)])
        self.dot.set_data([x], [network])
        self.other.set_data([x], [statistics])
        says = f"at {dose:.1f} mg/l the network says {number(network)}: {100 * network:.0f} of 100 die"
        other = f"dashed: a logistic regression says {number(statistics)}: {100 * statistics:.0f} of 100"
        for shown, words in zip(self.words, (says, other), strict=True):
            shown.set_text(words)
        return f"{says[0].upper()}{says[1:]}. {other[8:].capitalize()}."
