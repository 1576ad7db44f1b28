"""How fast the two-layer network learns: in numbers, in matrices, in Values, and in PyTorch.

    python -m benchmarks.training      (make bench)

The same table, the same start, the same steps, interleaved in one run, and the same parameters in the end to 1e-9.
"""

import statistics
import time

import numpy as np
import torch

from benchmarks.results import report
from helpers import autodiff, data, mlp, two_layer
from helpers.activations import sigmoid
from helpers.autodiff import Value
from helpers.descent import train

TABLE, START, RATE, STEPS = data.dose_table(), two_layer.Params(0.5, 0.1, 0.8, -0.2), 2, 300
ROUNDS = 7
SIGMOIDS = (sigmoid, sigmoid)


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


def in_values():
    """Train with chapter 12's Values, example by example; return the parameters."""
    params = list(START)
    for _ in range(STEPS):
        w1, b1, w2, b2 = values = [Value(number) for number in params]
        loss = 0
        for x, t in zip(TABLE.x.tolist(), TABLE.t.tolist(), strict=True):
            y = autodiff.sigmoid(w2 * autodiff.sigmoid(w1 * x + b1) + b2)
            loss = loss + autodiff.half_square(y - t) / len(TABLE.x)
        slopes = autodiff.backward(loss)
        params = [value.number - RATE * slopes[value] for value in values]
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


WAYS = (in_numbers, in_matrices, in_values, pytorch)


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
