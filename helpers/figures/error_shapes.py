"""What one example's error may be made of: several functions of y and t beside each other, each with its slope."""

import numpy as np

from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel
from helpers.gradient_check import numerical_gradient
from helpers.look import BACKWARD, LOSS, RULE, TARGET, number, sheet, signed, styled

WIDTH, HEIGHT, TOP, BOTTOM = 800, 348, 92, 36  # the sheet, and what is left free above and below the panels
REACH = 0.25  # how far a tangent goes to either side, along y


class ErrorShapes:
    """Up to four errors {what it is called: a function of y and t}, each over y, with its tangent at one y."""

    ranges = {"y": (0, 1, 0.01), "t": (0.2, 0.8, 0.01)}

    @styled
    def __init__(self, errors):
        self.figure, page = sheet(WIDTH, HEIGHT)
        self.y = np.linspace(0, 1, 101)  # the sliders' own steps, so that a corner falls on a point
        self.panels = [self._panel(page, i, name, error) for i, (name, error) in enumerate(errors.items())]
        self.calm = [artists["curve"] for _, _, artists in self.panels]

    def _panel(self, page, place, name, error):
        left = 34 + 193 * place
        axes = panel(self.figure, left, TOP, 164, HEIGHT - TOP - BOTTOM, xlim=(-0.02, 1.02), ylim=(-0.55, 0.55))
        axes.set(xticks=(0, 0.5, 1), yticks=(0, 0.5) if place == 0 else ())
        axes.axhline(0, color=RULE, linewidth=1)
        text(page, left + 178, HEIGHT - BOTTOM - 4, "y")
        text(page, left, 18, name, weight="bold", align="left")
        artists = {
            "value": text(page, left, 42, "", LOSS, align="left", moves=True, name=f"value_{place}"),
            "slope": text(page, left, 66, "", BACKWARD, align="left", moves=True, name=f"slope_{place}"),
        }
        for part, look in (
            ("curve", {"color": LOSS}),
            ("tangent", {"color": BACKWARD, "linestyle": "--"}),
            ("target", {"marker": "o", "color": "none", "mec": TARGET, "mew": 2, "ms": 10}),
            ("dot", {"marker": "o", "color": LOSS, "mew": 0, "ms": 9}),
        ):
            (artists[part],) = axes.plot([], [], animated=True, gid=f"{part}_{place}", **look)
        return name, error, artists

    def update(self, y=0.9, t=0.5):
        """Show every error at output y and target t, and its slope along y, measured by nudging y."""
        seen = []
        for name, error, artists in self.panels:
            value, slope = error(y, t), _slope_along_y(error, y, t)
            reach = REACH * np.array([-1, 1])
            artists["curve"].set_data(self.y, error(self.y, t))
            artists["tangent"].set_data(y + reach, value + slope * reach)
            artists["target"].set_data([t], [0])
            artists["dot"].set_data([y], [value])
            artists["value"].set_text(f"error {number(value)}")
            artists["slope"].set_text(f"slope {signed(slope)}")
            seen.append(f"{name} is {number(value)}, its slope along y {signed(slope)}")
        return f"At y = {number(y)} with target t = {number(t)}: {'; '.join(seen)}."


def _slope_along_y(error, y, t):
    """Return the slope that nudging y measures, rounded to what it can tell from 0."""
    return round(numerical_gradient(lambda nudged: error(nudged, t), y), 9)
