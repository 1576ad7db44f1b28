"""What is right in the exercises of chapter 10: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import data, mlp
from helpers.activations import identity, sigmoid, sigmoid_prime
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


def cases_of_layer(random):
    cases = []
    for N, n1, n_out in [(4, 2, 1), (5, 3, 3), (1, 2, 4), (3, 3, 2)]:
        rng = np.random.default_rng(random.randint(0, 10**6))
        z1, W2, delta2 = rng.normal(0, 1, (N, n1)), rng.normal(0, 1, (n1, n_out)), rng.normal(0, 1, (N, n_out))
        cases.append((delta2, sigmoid(z1), W2, z1))
    return cases


@to_write("10.2", cases_of_layer)
def layer_backward(delta2, h, W2, z1):
    dL_dW2 = h.T @ delta2 / len(h)
    dL_db2 = delta2.mean(axis=0)
    dL_dh = delta2 @ W2.T
    delta1 = dL_dh * sigmoid_prime(z1)
    return dL_dW2, dL_db2, delta1


X = data.wave().x
VALLEYS = 0.5 + 0.4 * np.cos(2.1 * X)
BEND = (sigmoid, identity)


def final_loss(units):
    middles = np.linspace(-3, 3, units + 2)[1:-1]
    start = [mlp.Layer(np.full((1, units), 2.0), -2 * middles), mlp.Layer(np.zeros((units, 1)), np.zeros(1))]

    def loss(layers):
        return mlp.loss(mlp.forward(layers, X, BEND).y, VALLEYS)

    def gradient(layers):
        return mlp.backward(layers, mlp.forward(layers, X, BEND), VALLEYS, BEND)

    return train(start, loss, gradient, 0.2, 2000, keep_every=2000).loss[-1]


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
