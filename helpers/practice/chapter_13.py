"""What is right in the exercises of chapter 13: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import data
from helpers.activations import sigmoid
from helpers.practice.kinds import on_one_page, places, to_find, to_write

TABLE = data.dose_table()
START = (1.0, 0.0, -1.0, 0.0)


def forward_by_sigmoid(x, w1, b1, w2, b2):
    z1 = w1 * x + b1  # B12
    h = sigmoid(z1)  # B12
    z2 = w2 * h + b2  # B11
    y = sigmoid(z2)  # B10
    return h, y


def cases_of_one_dose(random):
    return [(0.0, *START), (1.4, 0.5, 0.1, 0.8, -0.2), *places(5, 20)(random)]


@on_one_page("13.1", cases_of_one_dose, written=[forward_by_sigmoid])
def forward(x, w1, b1, w2, b2):
    z1 = w1 * x + b1  # B12
    h = 1 / (1 + np.exp(-z1))  # B12
    z2 = w2 * h + b2  # B11
    y = 1 / (1 + np.exp(-z2))  # B10
    return h, y


def gradients_in_full(x, t, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)  # B12
    y = sigmoid(w2 * h + b2)  # B10, B11
    dL_dy = y - t  # B8
    dy_dz2 = y * (1 - y)  # B14
    dh_dz1 = h * (1 - h)  # B14
    delta2 = dL_dy * dy_dz2  # B13
    delta1 = delta2 * w2 * dh_dz1  # B16
    return np.mean(delta1 * x), np.mean(delta1), np.mean(delta2 * h), np.mean(delta2)  # B15, B16, B9, B13


def cases_of_tables(random):
    """Return the page's table at its start, and other tables of other lengths elsewhere."""
    drawn = [
        (np.array([random.randint(-25, 25) / 10 for _ in range(n)]), np.array([random.random() for _ in range(n)]))
        for n in (8, 5, 4, 3, 2)
    ]
    return [(*TABLE, *START), *((*table, *place) for table, place in zip(drawn, places(4)(random), strict=True))]


@on_one_page("13.1", cases_of_tables, written=[gradients_in_full])
def gradients(x, t, w1, b1, w2, b2):
    h, y = forward(x, w1, b1, w2, b2)
    delta2 = (y - t) * y * (1 - y)  # B8, B14
    delta1 = delta2 * w2 * h * (1 - h)  # B16
    dL_dw1 = np.mean(delta1 * x)  # B15
    dL_db1 = np.mean(delta1)  # B16
    dL_dw2 = np.mean(delta2 * h)  # B9
    dL_db2 = np.mean(delta2)  # B13
    return dL_dw1, dL_db1, dL_dw2, dL_db2


def each_alone(x, t, w1, b1, w2, b2):
    return np.transpose([gradients(x[i : i + 1], t[i : i + 1], w1, b1, w2, b2) for i in range(len(x))])


def means_too_early(x, t, w1, b1, w2, b2):
    return gradients(np.mean(x), np.mean(t), w1, b1, w2, b2)


def means_multiplied(x, t, w1, b1, w2, b2):
    h, _ = forward(x, w1, b1, w2, b2)
    _, dL_db1, _, dL_db2 = gradients(x, t, w1, b1, w2, b2)
    return dL_db1 * np.mean(x), dL_db1, dL_db2 * np.mean(h), dL_db2


def cases_of_training(random):
    runs = [(10, 3), (random.randint(10, 90) / 10, 7), (0.5, 1), (2, 12)]
    tables = cases_of_tables(random)
    return [(*table, rate, steps) for table, (rate, steps) in zip(tables, runs, strict=False)]


@on_one_page("13.1", cases_of_training)
def trained(x, t, w1, b1, w2, b2, learning_rate, steps):
    for _ in range(steps):
        dL_dw1, dL_db1, dL_dw2, dL_db2 = gradients(x, t, w1, b1, w2, b2)
        w1 = w1 - learning_rate * dL_dw1  # B4
        b1 = b1 - learning_rate * dL_db1  # B4
        w2 = w2 - learning_rate * dL_dw2  # B4
        b2 = b2 - learning_rate * dL_db2  # B4
    return w1, b1, w2, b2


def one_after_the_other(x, t, w1, b1, w2, b2, learning_rate, steps):
    for _ in range(steps):
        w1 = w1 - learning_rate * gradients(x, t, w1, b1, w2, b2)[0]
        b1 = b1 - learning_rate * gradients(x, t, w1, b1, w2, b2)[1]
        w2 = w2 - learning_rate * gradients(x, t, w1, b1, w2, b2)[2]
        b2 = b2 - learning_rate * gradients(x, t, w1, b1, w2, b2)[3]
    return w1, b1, w2, b2


def never_anew(x, t, w1, b1, w2, b2, learning_rate, steps):
    return np.subtract((w1, b1, w2, b2), steps * learning_rate * np.array(gradients(x, t, w1, b1, w2, b2)))


def share(x, params=None, learning_rate=10, steps=1000):
    """Return what the network of the task says of an x after its training, or with other numbers."""
    return forward(x, *(params or trained(*TABLE, *START, learning_rate, steps)))[1]


DOSE = 58


@to_find("13.2", 0)
def not_the_share(answer):
    x = data.x_of_dose(DOSE)
    right = share(x)
    if abs(answer - right) <= 0.0005:
        return None
    for key, other in (
        ("start", share(x, START)),
        ("hidden", forward(x, *trained(*TABLE, *START, 10, 1000))[0]),
        ("milligrams", share(DOSE)),
        ("logarithm", share(np.log10(DOSE))),
        ("survivors", 1 - right),
        ("per cent", 100 * right),
        ("alpha", share(x, learning_rate=1)),
        ("steps", share(x, steps=100)),
    ):
        if abs(answer - other) <= 0.0001 * max(1, other):
            return key, {}
    if not 0 <= answer <= 1:
        return "no share", {"answer": answer}
    return ("rounded" if abs(answer - right) <= 0.005 else "other"), {"answer": answer}


def cases_of_three_neurons(random):
    return [(1.4, 0.98, 0.5, 0.1, 0.8, -0.2, 1.0, 0.3), *places(8, 50)(random)]


def slopes_by_factors(x, t, w1, b1, w2, b2, w3, b3):
    h1 = sigmoid(w1 * x + b1)
    h2 = sigmoid(w2 * h1 + b2)
    y = sigmoid(w3 * h2 + b3)
    dL_dy = y - t
    dy_dz3 = y * (1 - y)
    dh2_dz2 = h2 * (1 - h2)
    dh1_dz1 = h1 * (1 - h1)
    delta3 = dL_dy * dy_dz3
    delta2 = delta3 * w3 * dh2_dz2
    delta1 = delta2 * w2 * dh1_dz1
    return delta1 * x, delta2 * h1, delta3 * h2


@to_write("13.3", cases_of_three_neurons, written=[slopes_by_factors])
def slopes_of_three(x, t, w1, b1, w2, b2, w3, b3):
    h1, h2 = forward(x, w1, b1, w2, b2)
    y = 1 / (1 + np.exp(-(w3 * h2 + b3)))
    delta3 = (y - t) * y * (1 - y)
    dL_dw3 = delta3 * h2
    delta2 = delta3 * w3 * h2 * (1 - h2)
    dL_dw2 = delta2 * h1
    delta1 = delta2 * w2 * h1 * (1 - h1)
    dL_dw1 = delta1 * x
    return dL_dw1, dL_dw2, dL_dw3
