"""What is right in the exercises of chapter 11: the lines, and the cases or numbers that they are tried with."""

from functools import cache
from itertools import islice

import numpy as np

from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.descent import batches, step
from helpers.practice.kinds import by_hand, to_find, to_write


def count_by_brackets(inputs, units, outputs):
    return (inputs + 1) * units + (units + 1) * outputs


@by_hand(
    "11.1",
    {"inputs": 64, "units": 32, "outputs": 10},
    {"inputs": (64, 49, 100, 36), "units": (32, 20, 16, 25), "outputs": (10, 4, 26, 7)},
    close=1e-6,
    written=[count_by_brackets],
)
def count(inputs, units, outputs):
    first = inputs * units + units
    second = units * outputs + outputs
    return first + second


def accuracy_by_counting(y, t):
    said = y.argmax(axis=1)
    wanted = t.argmax(axis=1)
    return (said == wanted).sum() / len(y)


def accuracy_one_by_one(y, t):
    hits = 0
    for said, wanted in zip(y, t, strict=True):
        hits = hits + (said.argmax() == wanted.argmax())
    return hits / len(y)


def cases_of_reading(random):
    drawn = [np.array([[random.randint(5, 95) / 100 for _ in range(3)] for _ in range(5)]) for _ in range(2)]
    targets = [np.eye(3)[[random.randrange(3) for _ in range(5)]] for _ in range(2)]
    return [
        (np.array([[0.9, 0.2, 0.4], [0.1, 0.3, 0.2], [0.6, 0.5, 0.8], [0.2, 0.1, 0.7]]), np.eye(3)[[0, 1, 1, 2]]),
        (np.array([[0.2, 0.1, 0.05], [0.9, 0.8, 0.7]]), np.eye(3)[[0, 0]]),
        (np.array([[0.2, 0.4, 0.3]]), np.eye(3)[[2]]),
        *zip(drawn, targets, strict=True),
    ]


@to_write("11.2", cases_of_reading, written=[accuracy_by_counting, accuracy_one_by_one])
def accuracy(y, t):
    said = y.argmax(axis=1)
    wanted = t.argmax(axis=1)
    return np.mean(said == wanted)


@cache
def mean_share(units):
    """Return the share of validation images that are read after 30 epochs, the mean over the five seeds of the page."""
    digits, sigmoids = data.digits(), (sigmoid, sigmoid)
    steps, shares = 30 * -(-len(digits.train.x) // 32), []
    for seed in range(5):
        layers = mlp.random_layers((64, units, 10), np.random.default_rng(seed))
        for x, t in islice(batches(*digits.train, 32, np.random.default_rng(seed)), steps):
            gradients = mlp.backward(layers, mlp.forward(layers, x, sigmoids), t, sigmoids)
            layers = step(layers, gradients, 3)
        shares.append(mlp.accuracy(mlp.forward(layers, digits.validation.x, sigmoids).y, digits.validation.t))
    return np.mean(shares)


@to_find("11.3", 0)
def not_fewest(answer):
    if answer != int(answer):
        return "not whole", {"answer": answer}
    if not 1 <= answer <= 128:
        return "outside", {}
    units = int(answer)
    numbers = {"units": units, "share": mean_share(units), "fewer": units - 1}
    if numbers["share"] < 0.9:
        return "too few", numbers
    if units > 1 and mean_share(units - 1) >= 0.9:
        return "fewer do", numbers | {"less": mean_share(units - 1)}
    return None
