"""What is right in the exercises of chapter 5: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import data, descent, two_layer
from helpers.activations import sigmoid
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error
from helpers.practice.kinds import by_hand, to_find, to_write


@by_hand(
    "5.1",
    {"w": 0.8, "slope": -0.05, "learning_rate": 4},
    {"w": (0.8, 1.2, -0.5, 2.5), "slope": (-0.05, 0.2, -0.3, 0.6), "learning_rate": (4, 0.5, 2, 3)},
)
def one_step(w, slope, learning_rate):
    return w - learning_rate * slope  # B2


def cases_of_descent(random):
    rates = random.sample((0.05, 0.1, 0.15, 0.2), 2)
    return [
        (bowl, random.randint(-9, 9) / 10, rates[0], 3),
        (sigmoid, random.randint(3, 9) / 10, 2.0, 4),
        (np.cosh, random.randint(11, 19) / 10, rates[1], 2),
        (bowl, 5.0, 0.7, 1),
    ]


@to_write("5.2", cases_of_descent, close=1e-4)
def descend(f, w, learning_rate, steps):
    for _ in range(steps):
        slope = numerical_gradient(f, w)
        w = w - learning_rate * slope  # B2
    return w


def bowl(w):
    return (w - 3) ** 2


TABLE, START, STEPS = data.dose_table(), two_layer.Params(0.5, 0.1, 0.8, -0.2), 100


def losses(learning_rate):
    def loss(params):
        return half_squared_error(two_layer.forward(params, TABLE.x).y, TABLE.t)

    def gradient(params):
        return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)

    return np.array(descent.train(START, loss, gradient, learning_rate, STEPS).loss)


def first_rise(learning_rate):
    rises = np.diff(losses(learning_rate)) >= 0
    return int(np.argmax(rises)) + 1 if rises.any() else None


@to_find("5.3", 0)
def not_largest(learning_rate):
    numbers = {"rate": learning_rate, "more": learning_rate + 1}
    if learning_rate <= 0:
        return "uphill", numbers
    if abs(learning_rate - 1.1718) < 0.01:
        return "2/c", numbers
    if step := first_rise(learning_rate):
        return _too_large(learning_rate), numbers | {"step": step}
    if learning_rate <= 20:
        return "up to 20", numbers
    return None if first_rise(learning_rate + 1) else ("more", numbers)


def _too_large(learning_rate):
    if not first_rise(learning_rate - 2):
        return "close"
    return "ends lower" if losses(learning_rate)[-1] < losses(20)[-1] else "much too large"
