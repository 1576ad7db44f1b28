"""What a call of the maths costs, beside the helpers' own lines without their guards, in turn.

python -m benchmarks.calls      (make bench)
"""

import statistics
import timeit

import numpy as np

from benchmarks.results import bar, report
from helpers import data, descent, two_layer
from helpers.activations import sigmoid
from helpers.tree import tree_map

(X, T), PARAMS, RATE, STEPS = data.dose_table(), two_layer.Params(0.5, 0.1, 0.8, -0.2), 2.0, 500
ROUNDS = 25
BARS = {"forward, 8 examples": 1.8, "a step of training": 1.3}


def bare_sigmoid(z):
    """Return σ(z)."""
    return 1 / (1 + np.exp(-z))


def bare_prime(z):
    """Return σ'(z)."""
    h = bare_sigmoid(z)
    return h * (1 - h)


def bare_forward(params, x):
    """Return x, z1, h, z2 and y."""
    w1, b1, w2, b2 = params
    z1 = w1 * x + b1
    h = bare_sigmoid(z1)
    z2 = w2 * h + b2
    return x, z1, h, z2, bare_sigmoid(z2)


def bare_backward(params, trace, t):
    """Return the gradients."""
    x, z1, h, z2, y = trace
    one = np.ones_like(y)
    factors = (y - t, bare_prime(z2), h, one, params.w2 * one, bare_prime(z1), x * one, one)
    return two_layer.gradients(two_layer.Local(*factors))


def bare_step(params, gradients):
    """Return the parameters after a step."""
    return tree_map(lambda w, slope: w - RATE * slope, params, gradients)


def bare_training():
    """Return the parameters after so many steps."""
    params = PARAMS
    for _ in range(STEPS):
        params = bare_step(params, bare_backward(params, bare_forward(params, X), T))
    return params


def training():
    """Return the same, as a chapter finds it."""

    def gradient(params):
        return two_layer.backward(params, two_layer.forward(params, X), T)

    return descent.train(PARAMS, lambda params: 0.0, gradient, RATE, STEPS, keep_every=STEPS).params[-1]


TRACE, BARE = two_layer.forward(PARAMS, X), bare_forward(PARAMS, X)
PAIRS = {  # the helpers' call, the same without guards, and how many steps each takes
    "sigmoid, one number": (lambda: sigmoid(0.3), lambda: bare_sigmoid(0.3), 1),
    "forward, one number": (lambda: two_layer.forward(PARAMS, 1.4), lambda: bare_forward(PARAMS, 1.4), 1),
    "forward, 8 examples": (lambda: two_layer.forward(PARAMS, X), lambda: bare_forward(PARAMS, X), 1),
    "backward, 8 examples": (lambda: two_layer.backward(PARAMS, TRACE, T), lambda: bare_backward(PARAMS, BARE, T), 1),
    "step": (lambda: descent.step(PARAMS, PARAMS, RATE), lambda: bare_step(PARAMS, PARAMS), 1),
    "a step of training": (training, bare_training, STEPS),
}


def main():
    """Measure over several rounds; print medians in µs, and the median of the ratios taken round by round."""
    np.testing.assert_allclose(training(), bare_training(), rtol=1e-12)
    rows = {}
    for what, (ours, bare, steps) in PAIRS.items():
        calls = 1000 // steps or 1
        rounds = [
            [1e6 * timeit.timeit(way, number=calls) / calls / steps for way in (ours, bare)] for _ in range(ROUNDS)
        ]
        medians = map(statistics.median, zip(*rounds, strict=True))
        ratio = statistics.median(one / other for one, other in rounds)
        rows[what] = dict(zip(("µs", "bare, µs", "times bare"), (*medians, ratio), strict=True))
    report("calls", ("numpy",), rows)
    bar("times the bare lines", "≤", {what: (rows[what]["times bare"], limit) for what, limit in BARS.items()})


if __name__ == "__main__":
    main()
