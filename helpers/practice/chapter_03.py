"""What is right in the exercises of chapter 3: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import two_layer
from helpers.activations import sigmoid
from helpers.practice.kinds import by_hand, places, to_find, to_write


@by_hand(
    "3.1",
    {"x": 2, "w1": -1, "b1": 2, "w2": 4, "b2": -2},
    {
        "x": (2, 3, -2, 1.5, 2.5),
        "w1": (0.5, -0.5, 0.6, -0.7, 0.3),
        "b1": (1.5, 0.8, -1.2, 0.4),
        "w2": (3, -3, 2.5, 4),
        "b2": (-2, 1.2, -1.5, 0.7),
    },
)
def output(x, w1, b1, w2, b2):
    z1 = w1 * x + b1  # B12
    h = sigmoid(z1)  # B12
    z2 = w2 * h + b2  # B11
    return sigmoid(z2)  # B10


def three_layers_by_sums(x, w1, b1, w2, b2, w3, b3):
    z1 = w1 * x + b1
    h1 = sigmoid(z1)
    z2 = w2 * h1 + b2
    h2 = sigmoid(z2)
    z3 = w3 * h2 + b3
    return sigmoid(z3)


@to_write("3.3", places(7), written=[three_layers_by_sums])
def three_layers(x, w1, b1, w2, b2, w3, b3):
    h1 = sigmoid(w1 * x + b1)
    h2 = sigmoid(w2 * h1 + b2)
    return sigmoid(w3 * h2 + b3)


@to_write("3.4", places(4))
def one_line(w1, b1, w2, b2):
    weight = w2 * w1
    bias = w2 * b1 + b2
    return weight, bias


@to_find("3.2", (0, 0, 0, 0), ("w1", "b1", "w2", "b2"))
def no_fall(answer):
    left, right = two_layer.forward(answer, np.array([-2.0, 2.0])).y
    if left > 0.9 and right < 0.1:
        return None
    numbers = {"left": left, "right": right}
    if abs(left - right) < 1e-6:
        return "level", numbers
    if left < right:
        return "rises", numbers
    if left <= 0.9 and right >= 0.1:
        return "not far enough", numbers
    return "too low at first" if left <= 0.9 else "too high at last", numbers


@by_hand("3.5", {"w2": 3, "b2": -1}, {"w2": (2, 4, 5, -3, 6), "b2": (-2, -4, -5, 1, 2)})
def level_of_large_doses(w2, b2):
    return sigmoid(w2 * 1 + b2)  # B10 with B11, where h is 1
