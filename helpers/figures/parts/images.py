"""Images of 8 × 8 pixels as rasters, one or many side by side, in colours that fit light and dark pages alike."""

import numpy as np
from matplotlib.colors import ListedColormap, to_rgb

from helpers.figures.parts.panels import panel
from helpers.look import BACKWARD, DATA, FORWARD, LOSS

SIDE = 8
SHADES = np.linspace(0.07, 1, 17)  # paper is a faint tint, so that an image has an edge
SIZES = np.linspace(0, 1, 32) ** 0.7  # a small weight shows, too


def shades(color, alphas):
    """Return a colour as often as there are alphas, from faint to strong: it stands on any page."""
    return [(*to_rgb(color), alpha) for alpha in alphas]


PEN = ListedColormap(shades(DATA, SHADES))
SIGNS = ListedColormap(shades(BACKWARD, SIZES[::-1]) + shades(FORWARD, SIZES))
HITS = ListedColormap(shades(LOSS, np.linspace(0.6, 0, 32)) + shades(FORWARD, np.linspace(0, 0.4, 32)))


def tiled(images, columns, gap=1):
    """Return images (n, 64) as one array, so many side by side, with a gap of nan between them."""
    pitch, rows = SIDE + gap, -(-len(images) // columns)
    whole = np.full((rows * pitch, columns * pitch), np.nan)
    for i, image in enumerate(images):
        top, left = i // columns * pitch, i % columns * pitch
        whole[top : top + SIDE, left : left + SIDE] = image.reshape(SIDE, SIDE)
    return whole


def raster(figure, left, top, pixel, array, colors, limits, name):
    """Return an image whose upper left corner is at a place of the sheet, each entry of the array a square pixel."""
    height, width = array.shape
    axes = panel(figure, left, top, pixel * width, pixel * height)
    axes.axis("off")
    low, high = limits
    return axes.imshow(
        array, colors, vmin=low, vmax=high, aspect="auto", interpolation="nearest", animated=True, gid=name
    )
