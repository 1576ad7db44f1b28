"""A nudge on its way: a number line for each quantity that it reaches, and the ratios of one nudge to the next."""

import numpy as np
from matplotlib.patches import Polygon, Rectangle

from helpers.figures.parts.marks import text
from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE, number, signed

LEFT, RIGHT = 176, 560  # where the number lines end
LOW, HIGH = -4, 10  # what stands at their ends
NEAR, FAR = 604, 790  # between these the nudges are drawn again, magnified
LEAST, MOST = -5, 11.5  # what stands there, as multiples of the first nudge
FIRST, APART = 62, 80  # height of the first line, and from one line to the next
HEADINGS = {"dy/du": 232, "du/dx": 332, "product": 446, "dy/dx directly": 590}  # of a table's columns: their middles
ROUNDING = 1e-12  # a nudge that is smaller is none


def ratio(part, whole):
    """Return part / whole, or NaN where the whole is 0 or one of the two is no number."""
    return part / whole if np.isfinite(part) and abs(whole) > ROUNDING else np.nan


def shown(value):
    """Return a number as text, or a dash where there is none."""
    return number(value) if np.isfinite(value) else "–"


class Journey:
    """Number lines below one another: a value and its nudge on each, and how the nudge goes from line to line."""

    def __init__(self, axes, names):
        heights = [FIRST + APART * i for i in range(len(names))]
        self.beams = [
            axes.add_patch(Polygon([(0, 0)] * 4, fc=FORWARD, alpha=0.2, lw=0, animated=True)) for _ in names[1:]
        ]
        self.lanes = [Lane(axes, y, name) for y, name in zip(heights, names, strict=True)]
        self.multiples = [Multiple(axes, y, name, names[0]) for y, name in zip(heights, names, strict=True)]
        text(axes, FAR, 12, f"bar: nudge ÷ d{names[0]}, dashed: slope", DATA, align="right")

    def update(self, formulas, before, after, slopes):
        """Show the values before and after the nudge; slopes: how steeply each value rises with the first one."""
        nudges = [b - a for a, b in zip(before, after, strict=True)]
        for lane, formula, *ends in zip(self.lanes, formulas, before, after, strict=True):
            lane.update(formula, *ends)
        for multiple, nudge, slope in zip(self.multiples, nudges, slopes, strict=True):
            multiple.update(ratio(nudge, nudges[0]), slope)
        for beam, upper, lower in zip(self.beams, self.lanes, self.lanes[1:], strict=False):
            (a, b), (c, d) = upper.ends, lower.ends
            beam.set_xy([(a, upper.y + 3), (b, upper.y + 3), (d, lower.y - 3), (c, lower.y - 3)])
            beam.set_visible(bool(np.isfinite(upper.ends + lower.ends).all()))


class Lane:
    """One number line, with a dot at the value and a bar as long as its nudge."""

    def __init__(self, axes, y, name):
        self.y, self.name = y, name
        self.ends = (np.nan, np.nan)
        axes.plot([LEFT, RIGHT], [y, y], color=RULE, linewidth=1)
        for tick in range(LOW, HIGH + 1, 2):
            place = self.place(tick)
            axes.plot([place, place], [y, y + 4], color=RULE, linewidth=1)
            text(axes, place, y + 15, f"{tick:g}".replace("-", "−"), DATA)
        self.formula = text(axes, 8, y - 20, "", INK, moves=True, align="left", weight="bold")
        self.values = text(axes, 8, y, "", FORWARD, moves=True, align="left", name=f"values_{name}")
        self.nudge = text(axes, 8, y + 20, "", FORWARD, moves=True, align="left", name=f"nudge_{name}")
        self.off = text(axes, LEFT, y - 16, "", FORWARD, moves=True)
        (self.path,) = axes.plot([], [], color=FORWARD, lw=5, animated=True, gid=f"path_{name}")
        (self.dot,) = axes.plot([], [], "o", color=FORWARD, mew=0, ms=10, animated=True, gid=f"dot_{name}")

    def place(self, value):
        """Return where a value is on the page, or the line's end beyond which it is."""
        return LEFT + (RIGHT - LEFT) * (min(max(value, LOW), HIGH) - LOW) / (HIGH - LOW)

    def update(self, formula, before, after):
        """Show a value before and after the nudge."""
        exists = bool(np.isfinite([before, after]).all())
        self.formula.set_text(formula)
        self.values.set_text(f"{number(before)} → {number(after)}" if exists else "no value here")
        self.nudge.set_text(f"d{self.name} = {signed(after - before)}" if exists else "")
        self.ends = (self.place(before), self.place(after)) if exists else (np.nan, np.nan)
        self.path.set_data(self.ends, [self.y, self.y])
        self.dot.set_data(self.ends[:1], [self.y])
        for artist in (self.path, self.dot):
            artist.set_visible(exists)
        above, below = exists and max(before, after) > HIGH, exists and min(before, after) < LOW
        self.off.set_text("off the chart ▸" if above else "◂ off the chart" if below else "")
        self.off.set_ha("right" if above else "left")
        self.off.set_x(RIGHT if above else LEFT)


class Multiple:
    """A nudge as a multiple of the first one, which is drawn equally long however small it is."""

    def __init__(self, axes, y, name, first):
        self.y, self.first, self.scale = y, first, (FAR - NEAR) / (MOST - LEAST)
        self.zero = NEAR - LEAST * self.scale
        axes.plot([self.zero, self.zero], [y - 12, y + 12], color=RULE, linewidth=1)
        self.words = text(axes, FAR, y - 22, "", FORWARD, moves=True, align="right", name=f"multiple_{name}")
        self.bar = axes.add_patch(Rectangle((self.zero, y - 6), 0, 12, fc=FORWARD, lw=0, animated=True))
        (self.slope,) = axes.plot([], [], color=BACKWARD, linestyle="--", animated=True, gid=f"slope_{name}")

    def update(self, multiple, slope):
        """Draw a bar for the multiple, and a dashed tick for the slope, which it comes to for a tiny nudge."""
        end, tick = self.zero + self.scale * np.array([multiple, slope])
        beyond = " ▸" if end > FAR else " ◂" if end < NEAR else ""
        end, tick = np.clip([end, tick], NEAR, FAR)
        self.bar.set_width(end - self.zero if np.isfinite(end) else 0)
        self.words.set_text(f"{number(multiple)} × d{self.first}{beyond}" if np.isfinite(multiple) else "–")
        self.slope.set_data([tick, tick], [self.y - 12, self.y + 12])
        self.slope.set_visible(bool(np.isfinite(tick)))


class Ratios:
    """Two rows of factors: the ratios of this nudge, and the slopes that they settle on as the nudge shrinks."""

    def __init__(self, axes, top):
        for heading, x in HEADINGS.items():
            text(axes, x, top, heading)
        self.rows = {}
        for row, y, words, color in (
            ("ratio", top + 26, "ratios of this nudge", FORWARD),
            ("slope", top + 52, "slopes (tiny nudge)", BACKWARD),
        ):
            text(axes, 8, y, words, color, align="left")
            text(axes, 282, y, "·", color)
            text(axes, 389, y, "=", color)
            self.rows[row] = [
                text(axes, x, y, "", color, moves=True, name=f"{row} {heading}") for heading, x in HEADINGS.items()
            ]

    def update(self, ratios, ratio_directly, slopes, slope_directly):
        """Write each row's factors, their product, and the last nudge divided by the first one directly."""
        for row, factors, directly in (("ratio", ratios, ratio_directly), ("slope", slopes, slope_directly)):
            for place, value in zip(self.rows[row], (*factors, np.prod(factors), directly), strict=True):
                place.set_text(shown(value))
