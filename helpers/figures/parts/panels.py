"""Panels at places given in pixels: a log axis with few ticks, one of doses, labels that keep apart, a tangent."""

import numpy as np

from helpers import data

DOSES = (50, 55, 60, 65, 70, 75, 80)  # mg/l
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def panel(figure, left, top, width, height, **settings):
    """Return axes whose upper left corner and size are given in the sheet's pixels, y downward."""
    sheet_width, sheet_height = figure.bbox.size
    frame = (left / sheet_width, 1 - (top + height) / sheet_height, width / sheet_width, height / sheet_height)
    axes = figure.add_axes(frame, **settings)
    axes.tick_params(length=3, pad=5)
    return axes


def log_scale(axes, low, high, ticks=range(-12, 2)):
    """Make an upright axis logarithmic from low to high, with a tick at those powers of ten that lie between."""
    powers = {power: 10.0**power for power in ticks if low <= 10.0**power <= high}
    axes.set_yscale("log")
    axes.set_ylim(low, high)
    axes.set_yticks(list(powers.values()), [_written(power) for power in powers])
    axes.set_yticks([], minor=True)


def dose_axis(axes):
    """Mark a level axis of x with doses in mg/l, on which it is logarithmic, and the upright one with shares."""
    axes.set(xticks=[data.x_of_dose(dose) for dose in DOSES], xticklabels=DOSES)
    axes.set(xlabel="dose in mg/l", ylabel="share killed")


def _written(power):
    """Return a power of ten as it is written on an axis: 0.01, and from four places on 10⁻⁴."""
    return f"{10.0**power:g}" if -4 < power < 4 else "10" + str(power).translate(RAISED)


def apart(heights, gap):
    """Return heights in the same order, moved as little as needed so that no two are closer than gap."""
    order = np.argsort(heights, kind="stable")
    places = np.asarray(heights, float)[order] - gap * np.arange(len(order))
    rising, falling = np.maximum.accumulate(places), np.minimum.accumulate(places[::-1])[::-1]
    moved = np.empty(len(order))
    moved[order] = (rising + falling) / 2 + gap * np.arange(len(order))
    return moved


def tangent(axes, x, y, slope, reach):
    """Return the ends, xs and ys, of a line through (x, y), `reach` pixels to either side however steep it is."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    across, up = axes.bbox.width / (right - left), axes.bbox.height / (high - low)  # pixels for 1
    ends = reach / np.hypot(across, slope * up) * np.array([-1, 1])
    return x + ends, y + slope * ends


def beside_dots(axes, x, ys, gap=19):
    """Return where words stand beside dots at (x, y), on the sheet: its x, and a height for each, kept apart."""
    return axes.transData.transform((x, 1))[0] + 12, apart([on_sheet(axes, y) for y in ys], gap)


def on_sheet(axes, y):
    """Return the height on the sheet, in pixels from its top, at which a value of the upright axis stands."""
    return axes.figure.bbox.height - axes.transData.transform((0, y))[1]
