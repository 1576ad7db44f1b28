"""How fast our helpers learn the digits, beside PyTorch and scikit-learn, and how much of that is matrix products.

    python -m benchmarks.digits      (make bench)

Chapter 11's network on chapter 11's images: the same start, the same batches in the same order, the same number of
steps, interleaved in one run.
"""

import statistics
import time
import warnings
from itertools import islice, product

import numpy as np
import torch
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from benchmarks.results import report
from helpers import data, mlp
from helpers.activations import sigmoid
from helpers.descent import batches, train

ROUNDS = 7
SIZES, SIZE, STEPS, RATE = (64, 32, 10), 32, 4000, 3
RATE_OF_SKLEARN = 1  # of 0.1, 0.2, 0.5, 1 and 2 the one that reads the most validation images
SIGMOIDS = (sigmoid, sigmoid)
DIGITS = data.digits()
START = mlp.random_layers(SIZES, np.random.default_rng(0))
DRAWN = list(islice(batches(*DIGITS.train, SIZE, np.random.default_rng(0)), STEPS + 1))  # `train` looks at one more
TORCH = list(product(("float64", "float32"), (1, 2)))  # kinds of numbers, and threads


def ours():
    """Train as chapter 11 does, and return the seconds that it took and the layers."""
    draw = iter(DRAWN)

    def gradient(layers):
        x, t = next(draw)
        return mlp.backward(layers, mlp.forward(layers, x, SIGMOIDS), t, SIGMOIDS)

    begin = time.perf_counter()
    history = train(START, lambda layers: 0.0, gradient, RATE, STEPS, keep_every=STEPS)
    return time.perf_counter() - begin, history.params[-1]


def pytorch(kind, threads):
    """Do the same sums with PyTorch: its autograd, its SGD. Return seconds and layers."""
    torch.set_num_threads(threads)
    dtype = getattr(torch, kind)
    drawn = [[torch.tensor(part, dtype=dtype) for part in batch] for batch in DRAWN[:STEPS]]
    W1, b1, W2, b2 = params = [torch.tensor(part, dtype=dtype, requires_grad=True) for layer in START for part in layer]
    optimiser = torch.optim.SGD(params, lr=RATE)
    begin = time.perf_counter()
    for x, t in drawn:
        y = torch.sigmoid(torch.sigmoid(x @ W1 + b1) @ W2 + b2)
        loss = (0.5 * (y - t) ** 2).sum(dim=1).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    seconds = time.perf_counter() - begin
    W1, b1, W2, b2 = (part.detach().numpy() for part in params)
    return seconds, [mlp.Layer(W1, b1), mlp.Layer(W2, b2)]


def scikit_learn():
    """Train the nearest that scikit-learn offers. Return seconds for as many steps as ours, and its accuracy.

    It differs: its outputs are softmax and its loss is the cross-entropy, so it has a learning rate of its own;
    it draws its own start and its own batches; and it takes whole epochs, 121 of 33 steps each.
    """
    epochs = STEPS // -(-len(DIGITS.train.x) // SIZE)
    network = MLPClassifier(
        SIZES[1:-1], activation="logistic", solver="sgd", alpha=0, batch_size=SIZE, learning_rate_init=RATE_OF_SKLEARN,
        momentum=0, nesterovs_momentum=False, max_iter=epochs, tol=0, n_iter_no_change=epochs, random_state=0,
    )  # fmt: skip
    begin = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of steps is given, it need not converge
        network.fit(DIGITS.train.x, DIGITS.train.t.argmax(axis=1))
    seconds = time.perf_counter() - begin
    steps = epochs * -(-len(DIGITS.train.x) // SIZE)
    return seconds * STEPS / steps, network.score(DIGITS.test.x, DIGITS.test.t.argmax(axis=1))


def products_alone():
    """Return the seconds that the five matrix products of a step take, over all steps."""
    (W1, _), (W2, _) = START
    x, _ = DRAWN[0]
    h, delta1, delta2 = x @ W1, x @ W1, x @ W1 @ W2
    begin = time.perf_counter()
    for _ in range(STEPS):
        x @ W1, h @ W2, h.T @ delta2, delta2 @ W2.T, x.T @ delta1
    return time.perf_counter() - begin


def accuracy(layers):
    """Return the share of the test images that layers read rightly."""
    return mlp.accuracy(mlp.forward(layers, DIGITS.test.x, SIGMOIDS).y, DIGITS.test.t)


def one_round():
    """Train once with each, and return of each its seconds, their ratio to ours, its accuracy on the test images."""
    seconds, layers = ours()
    runs = {f"PyTorch, {kind}, threads: {threads}": pytorch(kind, threads) for kind, threads in TORCH}
    runs["PyTorch, the quickest of these"] = min(runs.values(), key=lambda run: run[0])
    found = {"ours": (seconds, accuracy(layers)), "our matrix products alone": (products_alone(), None)}
    found |= {name: (spent, accuracy(trained)) for name, (spent, trained) in runs.items()}
    found["scikit-learn"] = scikit_learn()
    return {name: (spent, spent / seconds, right) for name, (spent, right) in found.items()}


def main():
    """Measure over several rounds, and print the medians."""
    rounds, rows = [one_round() for _ in range(ROUNDS)], {}
    for name in rounds[0]:
        seconds, ratio, right = zip(*(found[name] for found in rounds), strict=True)
        right = None if None in right else statistics.median(right)
        rows[name] = {"s": statistics.median(seconds), "times ours": statistics.median(ratio), "accuracy": right}
    report("digits", ("numpy", "torch", "scikit-learn"), rows)


if __name__ == "__main__":
    main()
