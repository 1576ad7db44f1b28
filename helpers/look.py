"""One look for the whole collection: what each colour means, how a number is written, the sheet to draw on.

A colour stands for a role, here in two columns: figures are drawn in the light one, and on the page
JupyterLab's dark theme swaps in the other (see svg.py).
"""

from pathlib import Path
from typing import NamedTuple

import matplotlib.style
from matplotlib.figure import Figure


class Role(NamedTuple):
    """One meaning, its colour on a white page, and its colour on a black one."""

    name: str
    light: str
    dark: str


ROLES = (
    Role("ink", "#1f2328", "#e6e6e6"),  # text, frames
    Role("forward", "#0b62a4", "#6cb6ff"),  # values that flow forward: z, h, y, the curve y(x)
    Role("backward", "#b5470a", "#ff9d5c"),  # gradients, deltas, all that flows back
    Role("loss", "#8a3b9e", "#d8a0f0"),  # the loss and its curve
    Role("target", "#0a7a4f", "#4fd6a0"),  # t, and the residual to it
    Role("data", "#5b6470", "#a9b1bc"),  # points of the table, what is not at issue now
    Role("rule", "#767676", "#8a8a8a"),  # grid lines, zero lines
)
INK, FORWARD, BACKWARD, LOSS, TARGET, DATA, RULE = (role.light for role in ROLES)

TEXT = 15.1  # how high a text is on a sheet 800 wide: 11 pixels where the page has 584 for it, in a window of 700

STYLE = Path(__file__).with_name("book.mplstyle")
# For `with styled:`, and as a decorator of what makes artists. A user's own matplotlibrc does not come through.
styled = matplotlib.style.context(STYLE, after_reset=True)


def sheet(width, height):
    """Return a Figure of width × height pixels, and axes that cover it: in pixels, y downward, nothing drawn."""
    figure = Figure(figsize=(width / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def number(value):
    """Return a number as text with three significant digits and a true minus sign: −0.386, 12.0.

    What would be wider than its place has fewer: 4.3e−3 instead of 0.00434, and 4e−12.
    """
    size = abs(value)
    if 0 < size < 1e-9:
        text = f"{value:.0e}"
    elif size >= 999.5 or 0 < size < 0.01:
        text = f"{value:.1e}".replace("e-0", "e-").replace("e+0", "e")
    else:
        text = f"{value + 0.0:#.3g}".rstrip(".")
    return text.replace("-", "−")


def signed(value):
    """Return a number as `number` does, with its sign always."""
    return number(value) if value < 0 else "+" + number(value)


def factor(value):
    """Return a number as `number` does, in brackets if it is negative: what may stand after a dot or a plus."""
    return f"({number(value)})" if value < 0 else number(value)


def listed(values, before="", written=number):
    """Return numbers, {name: value}, with their names as the notes write them: w₁ = 0.500, b₁ = 0.100."""
    return ", ".join(f"{before}{subscripted(name)} = {written(value)}" for name, value in values.items())


def subscripted(name):
    """Return a name of the code as the notes write it: w1 is w₁, learning_rate is learning rate."""
    stem = name.rstrip("0123456789")
    return stem.replace("_", " ") + name[len(stem) :].translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
