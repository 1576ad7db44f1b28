"""What is right in the exercises of chapter 11."""

from functools import cache

import numpy as np

from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.descent import batches, step
from helpers.practice.kinds import Found, Function, Value

WEIGHTS = 64 * 32 + 32 * 10
COUNTS = (
    (WEIGHTS, "These are the weights. Each hidden unit and each output has a bias, too."),
    (64 * 32, "These are the weights of the first layer only."),
    (64 * 32 + 32, "This is the first layer only."),
    (32 * 10 + 10, "This is the second layer only."),
    (64 + 32 + 10, "You have counted the units. A layer has a weight for each pair of an input and a unit."),
    (WEIGHTS + 64 + 32 + 10, "The 64 inputs have no biases: they are pixels, and nothing is added up there."),
    (WEIGHTS + 32, "The biases of the ten outputs are missing."),
    (WEIGHTS + 10, "The biases of the hidden units are missing."),
    (64 * 32 * 10, "The weights of two layers are added, not multiplied."),
)
CASES = [
    (np.array([[0.9, 0.2, 0.4], [0.1, 0.3, 0.2], [0.6, 0.5, 0.8], [0.2, 0.1, 0.7]]), np.eye(3)[[0, 1, 1, 2]]),
    (np.array([[0.2, 0.1, 0.05], [0.9, 0.8, 0.7]]), np.eye(3)[[0, 0]]),
    (np.array([[0.2, 0.4, 0.3]]), np.eye(3)[[2]]),
]
SLIPS = (
    (lambda y, t: 100 * mlp.accuracy(y, t), "Yours is in percent. The share is asked for, from 0 to 1."),
    (lambda y, t: len(y) * mlp.accuracy(y, t), "Yours counts the images that are right. Divide by how many there are."),
    (lambda y, t: 1 - mlp.accuracy(y, t), "Yours is the share of images that are wrong."),
    (
        lambda y, t: np.mean(np.round(y) == t),
        "Yours compares each output with its target. An image is right if its largest output is in the right place.",
    ),
    (
        lambda y, t: np.mean(y.argmax(axis=0) == t.argmax(axis=0)),
        "Yours looks for the largest of each column. An image is a row: argmax(axis=1).",
    ),
    (
        lambda y, t: np.mean(y.argmax() == t.argmax()),
        "Yours looks for the largest of the whole array. An image is a row: argmax(axis=1).",
    ),
)


@cache
def share_read(units):
    """Return the share of new images that chapter 11's network reads with so many hidden units."""
    digits, sigmoids = data.digits(), (sigmoid, sigmoid)
    layers = mlp.random_layers((64, units, 10), np.random.default_rng(0))
    draw = batches(*digits.train, 32, np.random.default_rng(0))
    for _ in range(4000):
        x, t = next(draw)
        gradients = mlp.backward(layers, mlp.forward(layers, x, sigmoids), t, sigmoids)
        layers = step(layers, gradients, 3)
    return mlp.accuracy(mlp.forward(layers, digits.test.x, sigmoids).y, digits.test.t)


def fewest_fault(answer):
    """Return why this is not the smallest number of hidden units that reads 90 % of the new images, or None."""
    if answer != int(answer):
        return f"There are no {answer:g} units: a whole number is asked for."
    if not 1 <= answer <= 128:
        return "Try from 1 to 128 units."
    units = int(answer)
    if share_read(units) < 0.9:
        return f"With {units} hidden {'unit' if units == 1 else 'units'} it reads {share_read(units):.0%}: too few."
    if share_read(units - 1) >= 0.9:
        return f"{units} are enough ({share_read(units):.0%}), but so are {units - 1} ({share_read(units - 1):.0%})."
    return None


ANSWERS = {
    "11.1": Value(WEIGHTS + 32 + 10, 1e-6, COUNTS),
    "11.2": Function(mlp.accuracy, CASES, slips=SLIPS),
    "11.3": Found(0, fewest_fault),
}
