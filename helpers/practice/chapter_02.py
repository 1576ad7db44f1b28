"""What is right in the exercises of chapter 2: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers.activations import sigmoid, tanh
from helpers.practice.kinds import by_hand, to_find, to_write


@by_hand(
    "2.1",
    {"out1": 3.0, "out2": 3.4, "z1": 1.0, "z2": 1.2},
    {"out1": (3.0, 2.6, 5.1), "out2": (3.4, 1.7, 4.4, 6.0), "z1": (1.0, 0.4, 0.8), "z2": (1.2, 1.3, 1.6, 2.5)},
)
def slope_between(out1, out2, z1, z2):
    rise = out2 - out1
    run = z2 - z1
    return rise / run


def half_as_wide(f, z, nudge=0.00001):
    return (f(z + nudge / 2) - f(z - nudge / 2)) / nudge


def five_points(f, z, nudge=0.00001):
    near, far = f(z + nudge) - f(z - nudge), f(z + 2 * nudge) - f(z - 2 * nudge)
    return (8 * near - far) / (12 * nudge)


def cases_of_difference(random):
    functions = *random.sample((tanh, sigmoid, np.exp, np.sin), 3), np.cos  # which falls
    nudges = [(), (), (random.choice((0.3, 0.5, 0.7)),), ()]
    cases = [(f, random.randint(3, 14) / 10, *nudge) for f, nudge in zip(functions, nudges, strict=True)]
    return [*cases, (np.exp, random.randint(-9, -1) / 10, 1.0)]


@to_write("2.2", cases_of_difference, also=[half_as_wide, five_points])
def central_difference(f, z, nudge=0.00001):
    rise = f(z + nudge) - f(z - nudge)
    return rise / (2 * nudge)


@by_hand("2.3", {"y": 0.8}, {"y": (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)})
def slope_from_output(y):
    return y * (1 - y)  # B14


STEEP = np.log((1 + np.sqrt(0.9)) / (1 - np.sqrt(0.9)))  # σ(1 − σ) = 0.025, solved for z
ELSEWHERE = {
    0.0: "largest",
    2.063: "0.1",
    2.197: "output 0.9",
    5.989: "hundredth",
    1.317: "six tenths",
    -STEEP: "left",
    1.818: "tanh",
    0.025: "slope",
}


@to_find("2.4", 0)
def no_tenth(z):
    if np.isclose(z, STEEP, rtol=0.03):
        return None
    for other, key in ELSEWHERE.items():
        if np.isclose(z, other, rtol=0.03, atol=0.01):
            return key, {}
    slope = sigmoid(z) * (1 - sigmoid(z))
    return "steeper" if slope > 0.025 else "flatter", {"z": z, "slope": slope}
