"""Networks of any depth and width: the lines of `two_layer`, with matrices. Source: the notes, F6 and B7 to B16.

Examples are rows. A layer with n_in inputs and n_out units has W of shape (n_in, n_out) and b of shape (n_out,):

    forward     z = x @ W + b               (N, n_in) @ (n_in, n_out) + (n_out,) = (N, n_out)
                h = g(z)                    (N, n_out)
    backward    delta = ∂L/∂h · g'(z)       (N, n_out)
                ∂L/∂W = xᵀ @ delta / N      (n_in, N) @ (N, n_out) = (n_in, n_out)
                ∂L/∂x = delta @ Wᵀ          (N, n_out) @ (n_out, n_in) = (N, n_in)
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers import checks
from helpers.activations import PRIME
from helpers.losses import residual


class Trace(NamedTuple):
    """All that the forward pass computed: z of each layer; h, from h[0], the input; and y, the last of h."""

    z: list[np.ndarray]
    h: list[np.ndarray]
    y: np.ndarray


def forward(layers, x, activations):
    """Return the Trace of N examples x (N, n_in) through a list of Layers, with one activation for each (F6)."""
    x = checks.rows("x", x)
    z, h = [], [x]
    for (W, b), g in zip(layers, activations, strict=True):
        z.append(h[-1] @ W + b)  # B12, B11  (N, n_out)
        h.append(g(z[-1]))  # B12, B10
    return Trace(z, h, h[-1])


class Layer(NamedTuple):
    """One layer's parameters: W of shape (n_in, n_out), b of shape (n_out,). A gradient has this type too."""

    W: np.ndarray
    b: np.ndarray


def backward(layers, trace, t, activations):
    """Return the gradient of `loss`, the mean over examples of ½(y − t)² summed over outputs, as a list of Layers.

    layers, activations: as `forward` took them, the activations from `helpers.activations`. trace: what it returned.
    t: targets, in the shape of y (N, n_out); anything else `residual` refuses, with TypeError or ValueError.
    """
    slopes = [PRIME[g](z) for g, z in zip(activations, trace.z, strict=True)]  # B14, h(1 − h) for the sigmoid
    gradients = []
    delta = residual(trace.y, t) * slopes[-1]  # B8, ∂L/∂z of the last layer
    for i in reversed(range(len(layers))):
        W = trace.h[i].T @ delta / len(t)  # B9, B15  (n_in, n_out)
        b = delta.mean(axis=0)  # B13, B16  (n_out,)
        gradients.insert(0, Layer(W, b))
        if i > 0:
            delta = delta @ layers[i].W.T * slopes[i - 1]  # ∂L/∂h, then ∂L/∂z of the layer before
    return gradients


def loss(y, t):
    """Return ½(y − t)², summed over outputs, its mean over examples (B7). y, t: outputs and targets, (N, n_out)."""
    return np.mean(np.sum(0.5 * residual(y, t) ** 2, axis=-1))


def loss_and_gradient(x, t, activations):
    """Return two functions of the layers alone: the loss on these examples, and its gradient, as `train` takes them."""

    def loss_of(layers):
        return loss(forward(layers, x, activations).y, t)

    def gradient_of(layers):
        return backward(layers, forward(layers, x, activations), t, activations)

    return loss_of, gradient_of


def accuracy(y, t):
    """Return the share of examples whose largest output stands where the target does, from 0 to 1.

    y, t: outputs, and one-hot targets, both (N, n_out). Raises ValueError where the shapes differ.
    """
    checks.same_shape("t", t, "y", y)
    return np.mean(y.argmax(axis=-1) == t.argmax(axis=-1))


def confusion(y, t):
    """Return how often the target i met with the largest output at j, in row i and column j: (n_out, n_out) counts.

    y, t: outputs, and one-hot targets, both (N, n_out). Raises ValueError where the shapes differ.
    """
    checks.same_shape("t", t, "y", y)
    said = np.eye(y.shape[-1])[y.argmax(axis=-1)]  # one-hot, as the targets are  (N, n_out)
    return (t.T @ said).astype(int)


def random_layers(sizes, rng):
    """Return layers to start from: weights drawn with mean 0 and variance 1/n_in, biases 0.

    sizes: how many units each layer has, from the inputs to the outputs, such as (2, 3, 1). rng: a numpy Generator.
    """
    return [Layer(rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out)), np.zeros(n_out)) for n_in, n_out in pairwise(sizes)]
