"""What is right in the exercises of chapter 4: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import data, two_layer
from helpers.losses import half_squared_error, mse
from helpers.practice.kinds import by_hand, to_find, to_write


@by_hand(
    "4.1",
    {"y1": 0.9, "t1": 1.0, "y2": 0.4, "t2": 0.8},
    {
        "y1": (0.9, 0.2, 0.3, 0.7),
        "t1": (1.0, 0.1, 0.5, 0.6),
        "y2": (0.4, 0.6, 0.1, 0.8),
        "t2": (0.8, 0.3, 0.9, 0.2),
    },
)
def mean_squared_error(y1, t1, y2, t2):
    residual1 = y1 - t1
    residual2 = y2 - t2
    return (residual1**2 + residual2**2) / 2  # B1


def half_as_wide(L, w1, b1, w2, b2, nudge=0.00001):
    return (L(w1, b1, w2, b2 + nudge / 2) - L(w1, b1, w2, b2 - nudge / 2)) / nudge


def cases_of_partial(random):
    place = [random.randint(2, 19) / 10 for _ in range(8)]
    return [(network_loss, 0.5, 0.1, 0.8, -0.2), (bent, *place[:4]), (bent, *place[4:], random.choice((0.3, 0.5)))]


@to_write("4.2", cases_of_partial, also=[half_as_wide])
def partial_b2(L, w1, b1, w2, b2, nudge=0.00001):
    rise = L(w1, b1, w2, b2 + nudge) - L(w1, b1, w2, b2 - nudge)  # B3
    return rise / (2 * nudge)  # B3


def network_loss(w1, b1, w2, b2):
    return half_squared_error(two_layer.forward((w1, b1, w2, b2), 1.4).y, 0.98)


def bent(w1, b1, w2, b2):
    return w1 * b2**3 + b1**2 * b2 - 2 * w2**2 * b1 + w1**3


TARGETS = data.dose_table().t
BEST = np.mean(TARGETS)
OTHER_NUMBERS = {
    "b2": np.log(BEST / (1 - BEST)),
    "mse": mse(BEST, TARGETS),
    "sum": np.sum(TARGETS),
    "median": np.median(TARGETS),
    "midway": (np.min(TARGETS) + np.max(TARGETS)) / 2,
    "root": np.sqrt(np.mean(TARGETS**2)),
}


@to_find("4.3", 0)
def not_best(c):
    if abs(c - BEST) < 0.003:
        return None
    for key, other in OTHER_NUMBERS.items():
        if abs(c - other) < 0.006:
            return key, {}
    if not 0 <= c <= 1:
        return "outside", {}
    return "larger" if c < BEST else "smaller", {"c": c, "mse": mse(np.full(8, c), TARGETS)}


@by_hand(
    "4.4",
    {"y": 0.8, "killed": 30, "n": 60},
    {"y": (0.3, 0.6, 0.7, 0.9), "killed": (12, 15, 24, 27, 33, 48), "n": (60, 40, 50)},
)
def loss_of_a_forecast(y, killed, n):
    t = killed / n
    return 0.5 * (y - t) ** 2  # B7
