"""What is right in the exercises of chapter 10: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import data, mlp
from helpers.activations import identity, sigmoid
from helpers.descent import train
from helpers.practice.kinds import by_hand, to_find, to_write


def collected_by_sums(delta2, W2):
    return (delta2 * W2).sum(axis=1)


@by_hand(
    "10.1",
    {"delta2": np.array([0.1, -0.2]), "W2": np.array([[2, -1], [1, 3]])},
    {
        "delta2": (np.array([0.1, -0.2]), np.array([-0.3, 0.2]), np.array([0.4, 0.1])),
        "W2": (np.array([[2, -1], [1, 3]]), np.array([[3, 2], [-1, 5]]), np.array([[-2, 4], [5, 1]])),
    },
    written=[collected_by_sums],
)
def collected(delta2, W2):
    return delta2 @ W2.T


def cases_of_layers(random):
    """Square matrices, so that one that is not laid on its side gives a wrong number and not an error."""
    cases = []
    for N, width, layers in [(4, 2, 2), (5, 3, 3), (1, 2, 4), (4, 3, 1)]:
        rng = np.random.default_rng(random.randint(0, 10**6))
        W, h = list(rng.normal(0, 1, (layers, width, width))), [rng.normal(0, 1, (N, width))]
        for i in range(layers):
            h.append(h[i] @ W[i] if i == layers - 1 else sigmoid(h[i] @ W[i]))
        cases.append((W, h, rng.normal(0, 1, (N, width))))
    return cases


@to_write("10.2", cases_of_layers)
def way_back(W, h, t):
    delta = h[-1] - t
    gradients = []
    for i in reversed(range(len(W))):
        gradients.insert(0, h[i].T @ delta / len(t))
        delta = delta @ W[i].T * h[i] * (1 - h[i])
    return gradients


def went_back(delta, W, h, slope=lambda output: output * (1 - output), into=None, bent=None):
    """Return the gradients that follow from some δ at the end; what is misread is put in for the rest."""
    into, bent = into or h, bent or h
    gradients = []
    for i in reversed(range(len(W))):
        gradients.insert(0, into[i].T @ delta / len(delta))
        delta = delta @ W[i].T * slope(bent[i])
    return gradients


X = data.wave().x
VALLEYS = 0.5 + 0.4 * np.cos(2.1 * X)
BEND = (sigmoid, identity)


def final_loss(units):
    middles = np.linspace(-3, 3, units + 2)[1:-1]
    start = [mlp.Layer(np.full((1, units), 2.0), -2 * middles), mlp.Layer(np.zeros((units, 1)), np.zeros(1))]
    return train(start, *mlp.loss_and_gradient(X, VALLEYS, BEND), 0.2, 2000, keep_every=2000).loss[-1]


@to_find("10.3", 0)
def not_fewest(answer):
    if answer != int(answer):
        return "not whole", {"answer": answer}
    if not 1 <= answer <= 16:
        return "outside", {}
    units, loss = int(answer), final_loss(int(answer))
    if loss >= 0.005:
        return "too few", {"units": units, "loss": loss}
    return ("fewer can", {"units": units}) if final_loss(units - 1) < 0.005 else None
