"""How fast the two-layer network learns: in numbers, in matrices, as scalar autodiff does it, and in PyTorch.

    python -m benchmarks.training      (make bench)

The same table, the same start, the same steps, interleaved in one run, and the same parameters in the end to 1e-9.
"""

import math
import statistics
import time

import numpy as np
import torch

from benchmarks.results import report
from helpers import data, mlp, two_layer
from helpers.activations import sigmoid
from helpers.descent import train

TABLE, START, RATE, STEPS = data.dose_table(), two_layer.Params(0.5, 0.1, 0.8, -0.2), 2, 300
ROUNDS = 7
SIGMOIDS = (sigmoid, sigmoid)


class Scalar:
    """A number that remembers how it came about, and so finds its derivatives: Karpathy's micrograd, in short."""

    def __init__(self, value, *parents):
        self.value, self.parents, self.slope = value, parents, 0.0  # parents: (scalar, ∂self/∂scalar)

    def __add__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.value + other.value, (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        return Scalar(self.value * other.value, (self, other.value), (other, self.value))

    def sigmoid(self):
        """Return σ of this number."""
        y = 1 / (1 + math.exp(-self.value))
        return Scalar(y, (self, y * (1 - y)))

    def backward(self):
        """Set `slope` of every number that this one came from: its derivative by that number."""
        order, seen = [], set()

        def visit(scalar):
            if scalar not in seen:
                seen.add(scalar)
                for parent, _ in scalar.parents:
                    visit(parent)
                order.append(scalar)

        visit(self)
        self.slope = 1.0
        for scalar in reversed(order):
            for parent, slope in scalar.parents:
                parent.slope += slope * scalar.slope


def in_numbers():
    """Train with `two_layer`, as the chapters do; return the parameters."""

    def gradient(params):
        return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)

    return train(START, lambda params: 0.0, gradient, RATE, STEPS, keep_every=STEPS).params[-1]


def in_matrices():
    """Train the same network with `mlp`; return the parameters."""
    w1, b1, w2, b2 = START
    layers = [mlp.Layer(np.array([[w1]]), np.array([b1])), mlp.Layer(np.array([[w2]]), np.array([b2]))]
    x, t = TABLE.x[:, np.newaxis], TABLE.t[:, np.newaxis]

    def gradient(layers):
        return mlp.backward(layers, mlp.forward(layers, x, SIGMOIDS), t, SIGMOIDS)

    trained = train(layers, lambda layers: 0.0, gradient, RATE, STEPS, keep_every=STEPS).params[-1]
    return [part.item() for layer in trained for part in layer]


def scalar_autodiff():
    """Train with a graph of scalars, example by example; return the parameters."""
    params = list(START)
    for _ in range(STEPS):
        w1, b1, w2, b2 = scalars = [Scalar(value) for value in params]
        loss = Scalar(0.0)
        for x, t in zip(TABLE.x.tolist(), TABLE.t.tolist(), strict=True):
            error = (w2 * (w1 * x + b1).sigmoid() + b2).sigmoid() + -t
            loss = loss + error * error * (0.5 / len(TABLE.x))
        loss.backward()
        params = [scalar.value - RATE * scalar.slope for scalar in scalars]
    return params


def pytorch():
    """Train with PyTorch's autograd and its SGD, on one thread; return the parameters."""
    torch.set_num_threads(1)
    w1, b1, w2, b2 = params = [torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in START]
    x, t = torch.from_numpy(TABLE.x), torch.from_numpy(TABLE.t)
    optimiser = torch.optim.SGD(params, lr=RATE)
    for _ in range(STEPS):
        loss = (0.5 * (torch.sigmoid(w2 * torch.sigmoid(w1 * x + b1) + b2) - t) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return [param.item() for param in params]


WAYS = (in_numbers, in_matrices, scalar_autodiff, pytorch)


def one_round():
    """Train once in each way; return microseconds a step."""
    spent = {}
    for way in WAYS:
        begin = time.perf_counter()
        found = way()
        spent[way.__name__] = 1e6 * (time.perf_counter() - begin) / STEPS
        np.testing.assert_allclose(found, in_numbers(), rtol=1e-9)
    return spent


def main():
    """Measure over several rounds; print the medians, and the ratios to ours in numbers, taken round by round."""
    rounds, rows = [one_round() for _ in range(ROUNDS)], {}
    for way in rounds[0]:
        ratios = [spent[way] / spent["in_numbers"] for spent in rounds]
        steps = [spent[way] for spent in rounds]
        rows[way] = {"µs a step": statistics.median(steps), "times in_numbers'": statistics.median(ratios)}
    report("training", ("numpy", "torch"), rows)


if __name__ == "__main__":
    main()
