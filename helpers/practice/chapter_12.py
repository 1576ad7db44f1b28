"""What is right in the exercises of chapter 12: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers.practice.kinds import by_hand, to_write

TENTHS = (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)


def places_of_tanh(random):
    return [(z,) for z in (0.0, 0.8, -2.0, *(random.randint(-30, 30) / 10 for _ in range(6)))]


@to_write("12.1", places_of_tanh)
def value_and_slope(z):
    h = np.tanh(z)
    slope = 1 - h**2
    return h, slope


@by_hand(
    "12.2",
    {"x": 1.4, "w": -3, "h": 0.2, "y": 0.7, "t": 0.9},
    {"x": (-2.1, -1.4, -0.8, 0.9, 1.4, 1.9), "w": (-3, -2, 1.5, 2.5, 4), "h": TENTHS, "y": TENTHS, "t": TENTHS},
)
def slope_of_one_weight(x, w, h, y, t):
    delta2 = (y - t) * y * (1 - y)  # B8, B14
    delta1 = delta2 * w * h * (1 - h)  # B16
    return delta2 * h + delta1 * x  # B9, B15


def graphs(random):
    """Return some graphs as (links, count); the first is (b + b) · b at b = ½."""
    small = [(1, 0, 1.0), (1, 0, 1.0), (2, 1, 0.5), (2, 0, 1.0)]
    return [(small, 3), *(graph(random, count) for count in (4, 5, 6, 7, 8))]


def graph(random, count):
    """Return links, in the order in which the values were made, and how many values there are."""
    links = []
    for whole in range(2, count):
        first = whole - 1 if whole > 2 else 0  # so that everything goes into the last
        second = random.randrange(whole)
        links += [(whole, part, random.choice((-1, 1)) * random.randint(3, 20) / 10) for part in (first, second)]
    return links, count


@to_write("12.3", graphs)
def slopes_along(links, count):
    slopes = np.zeros(count)
    slopes[-1] = 1
    for whole, part, local in reversed(links):
        slopes[part] = slopes[part] + slopes[whole] * local  # B5
    return slopes


def walked(links, count, together, start=np.zeros):
    """Return what comes out where links are gone through in their order, and what is reported comes together so."""
    slopes = start(count)
    slopes[-1] = 1
    for whole, part, local in links:
        slopes[part] = together(slopes[part], slopes[whole] * local)
    return slopes


def forward_from_the_first(links, count):
    """Return the slopes of every value along the first one."""
    slopes = np.zeros(count)
    slopes[0] = 1
    for whole, part, local in links:
        slopes[whole] = slopes[whole] + slopes[part] * local
    return slopes
