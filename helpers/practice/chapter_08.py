"""What is right in the exercises of chapter 8: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import data, two_layer
from helpers.descent import step, train
from helpers.losses import mse
from helpers.practice.kinds import by_hand, to_find, to_write

TABLE = data.dose_table()
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)


def growth_by_factors(x, y, t, w2, learning_rate, h):
    dL_dy = y - t  # B8
    dy_dz2 = y * (1 - y)  # B14
    dh_dz1 = h * (1 - h)  # B14
    dL_dw1 = dL_dy * dy_dz2 * w2 * dh_dz1 * x  # B15
    return -learning_rate * dL_dw1  # B4


@by_hand(
    "8.1",
    {"x": 2, "y": 0.5, "t": 1, "w2": 4, "learning_rate": 10, "h": np.array([0.5, 0.99])},
    {
        "x": (2, 3, -1.5),
        "y": (0.2, 0.6, 0.7, 0.9),
        "t": (0.1, 0.3, 0.4, 0.8),
        "w2": (4, -3, 2.5),
        "learning_rate": (10, 5, 20),
        "h": (np.array([0.5, 0.99]), np.array([0.4, 0.98]), np.array([0.6, 0.02])),
    },
    close=0.015,
    written=[growth_by_factors],
)
def growth(x, y, t, w2, learning_rate, h):
    delta2 = (y - t) * y * (1 - y)  # B8, B14
    delta1 = delta2 * w2 * h * (1 - h)  # B16
    dL_dw1 = delta1 * x  # B15
    return -learning_rate * dL_dw1  # B4


def loss(params):
    return mse(two_layer.forward(params, TABLE.x).y, TABLE.t)


def gradient(params):
    return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)


def cases_of_training(random):
    later = two_layer.Params(2.0, -0.3, 3.0, -1.2)
    steep = two_layer.Params(-2.0, -3.0, 4.0, -3.0)  # steps uphill get there too, but later
    rate = random.randint(30, 90) / 10
    return [
        (START, 2, 0.2, 50),
        (START, 20, 0.03, 40),
        (START, rate, 0.05, 60),
        (START, 2, 0.001, 30),
        (later, 3, 0.03, 40),
        (steep, 200, 0.319, 5),
    ]


@to_write("8.2", cases_of_training)
def steps_until(params, learning_rate, good, most):
    for number in range(most):
        if loss(params) < good:
            return number
        slope = gradient(params)
        params = step(params, slope, learning_rate)
    return most


def small_gradient(params, learning_rate, good, most):
    for number in range(most):
        if np.max(np.abs(gradient(params))) < good:
            return number
        params = step(params, gradient(params), learning_rate)
    return most


@to_find("8.3", (0, 0, 0, 0), ("w1", "b1", "w2", "b2"))
def no_bad_start(answer):
    if np.max(np.abs(answer)) > 4:
        return "outside", {}
    params = two_layer.Params(*map(float, answer))
    below = next((n for n, value in enumerate(train(params, loss, gradient, 2, 1000).loss) if value < 0.05), None)
    if below is None:
        return None
    trace = two_layer.forward(params, TABLE.x)
    output, hidden = np.mean(trace.y * (1 - trace.y)), np.mean(trace.h * (1 - trace.h))
    asleep = {(True, True): "both asleep", (True, False): "output asleep", (False, True): "hidden asleep"}
    key = asleep.get((output < 0.05, hidden < 0.05), "both awake")  # of 0.25, the most that it can be
    return key, {"below": below, "output": output, "hidden": hidden}


TRAINED = two_layer.Params(1.664, -0.3676, 5.823, -1.866)  # after 5,000 steps with α = 2


def share(dose):
    return two_layer.forward(TRAINED, data.x_of_dose(dose)).y


NINETY = np.interp(0.9, share(np.linspace(50, 80, 3001)), np.linspace(50, 80, 3001))


@to_find("8.4", 0)
def not_ninety(dose):
    if dose <= 3:
        return "x", {}
    said = {"dose": dose, "killed": 100 * share(dose)}
    if abs(dose - NINETY) <= 0.5:
        return None
    return ("more" if dose < NINETY else "less"), said
