"""What is right in the exercises of chapter 7: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid
from helpers.losses import half_squared_error
from helpers.practice.kinds import by_hand, places, to_find, to_write

TENTHS = (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)


def deltas_in_a_row(y, t, h, w2):
    delta2 = (y - t) * y * (1 - y)  # B8, B14
    delta1 = delta2 * w2 * h * (1 - h)  # B16
    return delta2, delta1


@by_hand(
    "7.1",
    {"y": 0.8, "t": 0.3, "h": 0.5, "w2": -2},
    {"y": TENTHS, "t": TENTHS, "h": TENTHS, "w2": (-2, 1.5, 3, -4)},
    written=[deltas_in_a_row],
)
def deltas(y, t, h, w2):
    dL_dy = y - t  # B8
    dy_dz2 = y * (1 - y)  # B14
    dh_dz1 = h * (1 - h)  # B14
    delta2 = dL_dy * dy_dz2  # B13
    delta1 = delta2 * w2 * dh_dz1  # B16
    return delta2, delta1


def cases_of_network(random):
    special = [(0.0, 0.6, -1.5, 0.3, 1.1, -0.5), (2.0, 0.1, 4.0, 1.0, 6.0, 2.0), (-0.7, 0.3, 1.2, -0.4, 0.0, 0.9)]
    return [(1.4, 0.98, 0.5, 0.1, 0.8, -0.2), *places(6, 50)(random), *special]


@to_write("7.2", cases_of_network, product=True)
def four_gradients(x, t, w1, b1, w2, b2):
    z1 = w1 * x + b1  # B12
    h = sigmoid(z1)  # B12
    z2 = w2 * h + b2  # B11
    y = sigmoid(z2)  # B10
    delta2 = (y - t) * y * (1 - y)  # B8, B14
    dL_dw2 = delta2 * h  # B9
    dL_db2 = delta2  # B13
    delta1 = delta2 * w2 * h * (1 - h)  # B16
    dL_dw1 = delta1 * x  # B15
    dL_db1 = delta1  # B16
    return dL_dw1, dL_db1, dL_dw2, dL_db2


@to_find("7.3", (0, 0, 0, 0), ("w1", "b1", "w2", "b2"))
def not_stuck(answer):
    x, t = 1.4, 0.98
    trace = two_layer.forward(answer, x)
    loss = half_squared_error(trace.y, t)
    slopes = np.abs(two_layer.backward(two_layer.Params(*answer), trace, t))
    large = slopes >= 1e-4
    if loss > 0.1 and not large.any():
        return None
    gate = trace.y * (1 - trace.y)
    name = ("∂L/∂w₁", "∂L/∂b₁", "∂L/∂w₂", "∂L/∂b₂")[np.argmax(slopes)]
    return _why_awake(loss, large, gate), {"y": trace.y, "loss": loss, "name": name, "size": slopes.max(), "gate": gate}


def _why_awake(loss, large, gate):
    if loss <= 0.1:
        return "near the target" if large.any() else "arrived"
    if not large[2:].any():
        return "first neuron awake"
    if not large[:2].any():
        return "second neuron awake"
    return "output awake" if gate > 0.05 else "on the way"


@by_hand(
    "7.4",
    {"x": -1.43, "t": 0.22, "w1": 0.5, "b1": 0.1, "w2": 0.8, "b2": -0.2},
    {"x": (-2.13, -1.43, -0.79, 0.37, 0.9, 1.87), "t": (0.1, 0.22, 0.29, 0.83, 0.9), "w1": (0.5, 1.5, -0.8),
     "b1": (0.1, -0.4, 0.6), "w2": (0.8, 2, -1.2), "b2": (-0.2, 0.7, -0.9)},
)  # fmt: skip
def gradients_of_another_dose(x, t, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)  # B12
    y = sigmoid(w2 * h + b2)  # B10, B11
    dL_dy = y - t  # B8
    dy_dz2 = y * (1 - y)  # B14
    dh_dz1 = h * (1 - h)  # B14
    delta2 = dL_dy * dy_dz2  # B13
    delta1 = delta2 * w2 * dh_dz1  # B16
    return delta1 * x, delta1, delta2 * h, delta2  # B15, B16, B9, B13
