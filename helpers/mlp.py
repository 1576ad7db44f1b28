"""Networks of any depth and width: the lines of `two_layer`, with matrices.

Examples are rows. A layer with n_in inputs and n_out units has W of shape (n_in, n_out) and b of shape (n_out,):

    forward     z = x @ W + b               (N, n_in) @ (n_in, n_out) + (n_out,) = (N, n_out)
                h = g(z)                    (N, n_out)
    backward    delta = ∂L/∂h · g'(z)       (N, n_out)
                ∂L/∂W = xᵀ @ delta / N      (n_in, N) @ (N, n_out) = (n_in, n_out)
                ∂L/∂x = delta @ Wᵀ          (N, n_out) @ (n_out, n_in) = (N, n_in)

The loss is ½(y − t)², summed over outputs, its mean over the N examples. Source: the notes, F6, and B7 to B16 for
one unit a layer, which sizes of 1-1-1 reproduce.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers.activations import PRIME
from helpers.inputs import checked, described, each, generator, numbers, same_shape, shaped, whole

MOST_LAYERS = 20  # of a thousand units each they take 160 megabytes

CORE = {g: (g.core, prime.core) for g, prime in PRIME.items()}  # z was checked as x and layers


class Layer(NamedTuple):
    """One layer's parameters: W of shape (n_in, n_out), b of shape (n_out,). A gradient has this type too."""

    W: np.ndarray
    b: np.ndarray


class Trace(NamedTuple):
    """All that the forward pass computed: z of each layer, and h, with h[0] the input and h[-1] the output y."""

    z: list[np.ndarray]
    h: list[np.ndarray]

    @property
    def y(self):
        """The output of the last layer, (N, n_out)."""
        return self.h[-1]


def layers_gate(name, value):
    """Return layers whose shapes fit one after the other; refuse anything else."""
    if not isinstance(value, list | tuple) or not value:
        raise TypeError(f"{name} must be a list of Layer(W, b), at least one, not {described(value)}.")
    if any(not isinstance(layer, list | tuple) or len(layer) != 2 for layer in value):
        raise TypeError(f"{name} must be a list of Layer(W, b), each with a W and a b.")
    layers = [Layer(numbers(f"{name}[{i}].W", W), numbers(f"{name}[{i}].b", b)) for i, (W, b) in enumerate(value)]
    for i, (W, b) in enumerate(layers):
        if np.ndim(W) != 2 or np.shape(b) != np.shape(W)[1:]:
            shapes = f"{np.shape(W)}, {np.shape(b)}"
            raise ValueError(f"{name}[{i}] must have W (n_in, n_out) and b (n_out,), but they are {shapes}.")
        if i and W.shape[0] != layers[i - 1].W.shape[1]:
            raise ValueError(
                f"{name}[{i}] takes {W.shape[0]} inputs, but the layer before it has {layers[i - 1].b.size}."
            )
    return layers


def _sizes(name, value):
    """Return the numbers of units, of at least two layers; refuse anything else."""
    sizes = each(lambda _, size: whole(1, 1000)(name, size))(name, value)
    if len(sizes) < 2:
        raise ValueError(f"{name} must name at least the inputs and the outputs, but it is {value!r}.")
    if len(sizes) > MOST_LAYERS + 1:
        raise ValueError(f"{name} must name {MOST_LAYERS} layers at most, but it names {len(sizes) - 1}.")
    return sizes


def _trace(name, value):
    """Return what a forward pass kept; refuse anything else."""
    if not isinstance(value, Trace):
        raise TypeError(f"{name} must be a Trace, as forward returns one, not {described(value)}.")
    rows = shaped("N", "n")
    return Trace(each(rows)(f"{name}.z", value.z), each(rows)(f"{name}.h", value.h))


def _as_array(name, value):
    """Return numbers as an array, even a single one."""
    return np.asarray(numbers(name, value))


def _activations(name, value):
    """Return activations whose derivatives are known; refuse anything else."""
    chosen = each(lambda _, g: g)(name, value)
    unknown = next((g for g in chosen if not callable(g) or g not in CORE), None)
    if unknown is not None or None in chosen:
        named = getattr(unknown, "__name__", None) or described(unknown)
        raise ValueError(f"{name} must be functions of helpers.activations, but one is {named}.")
    return chosen


def _one_hot(name, value):
    """Return targets with a single 1 in each row, else 0; refuse anything else."""
    t = shaped("N", "n_out")(name, value)
    if not (np.isin(t, (0, 1)).all() and (t.sum(axis=1) == 1).all()):
        raise ValueError(f"{name} must have a single 1 in each row, and 0 in the other places.")
    return t


def _fitting(arguments):
    """Refuse activations, inputs and targets that do not fit the layers."""
    layers, activations = arguments.layers, arguments.activations
    if len(activations) != len(layers):
        raise ValueError(f"activations must be {len(layers)}, one a layer, but there are {len(activations)}.")
    if hasattr(arguments, "x"):
        shaped("N", layers[0].W.shape[0])("x", arguments.x)
    else:
        _trace_fitting(layers, arguments.trace, arguments.t)


def _trace_fitting(layers, trace, t):
    """Refuse a trace that other layers have left, and targets that are not in the shape of its output."""
    N = len(trace.h[0])
    expected = [(N, layers[0].W.shape[0]), *((N, layer.b.size) for layer in layers)]
    if [h.shape for h in trace.h] != expected or [z.shape for z in trace.z] != expected[1:]:
        raise ValueError(f"trace must be what forward returned for these layers, with h of shapes {expected}.")
    if t.shape != trace.y.shape:
        raise ValueError(f"t must have the shape {trace.y.shape} of y, but it is {t.shape}.")


@checked(_fitting, layers=layers_gate, x=numbers, activations=_activations)
def forward(layers, x, activations):
    """Run the network on N examples and return its Trace (F6).

    layers: a list of Layers. x: (N, n_in), an example a row. activations: one a layer, of `helpers.activations`.
    Raises TypeError or ValueError, naming the argument, where shapes do not fit.
    """
    z, h = [], [x]
    for (W, b), g in zip(layers, activations, strict=True):
        z.append(h[-1] @ W + b)  # B12, B11  (N, n_out)
        h.append(CORE[g][0](z[-1]))  # B12, B10
    return Trace(z, h)


@checked(_fitting, layers=layers_gate, trace=_trace, t=_as_array, activations=_activations)
def backward(layers, trace, t, activations):
    """Return the gradient of the mean over examples of ½(y − t)², summed over outputs, as a list of Layers.

    layers, activations: as `forward` took them. trace: what it returned. t: targets, in the shape of y (N, n_out).
    Raises TypeError or ValueError, naming the argument, where shapes do not fit.
    """
    slopes = [CORE[g][1](z) for g, z in zip(activations, trace.z, strict=True)]  # B14, h(1 − h) for the sigmoid
    gradients = []
    delta = (trace.y - t) * slopes[-1]  # B8, ∂L/∂z of the last layer
    for i in reversed(range(len(layers))):
        W = trace.h[i].T @ delta / len(t)  # B9, B15  (n_in, n_out)
        b = delta.mean(axis=0)  # B13, B16  (n_out,)
        gradients.insert(0, Layer(W, b))
        if i > 0:
            delta = delta @ layers[i].W.T * slopes[i - 1]  # ∂L/∂h, then ∂L/∂z of the layer before
    return gradients


@checked(same_shape("y", "t"), y=shaped("N", "n_out"), t=shaped("N", "n_out"))
def loss(y, t):
    """Return ½(y − t)², summed over outputs, its mean over examples (B7).

    y, t: outputs and targets, both (N, n_out). Raises ValueError where the shapes differ.
    """
    return np.mean(np.sum(0.5 * (y - t) ** 2, axis=-1))


@checked(same_shape("y", "t"), y=shaped("N", "n_out"), t=_one_hot)
def accuracy(y, t):
    """Return the share of examples whose largest output stands where the target does, from 0 to 1.

    y, t: outputs, and one-hot targets, both (N, n_out). Raises ValueError where the shapes differ.
    """
    return np.mean(y.argmax(axis=-1) == t.argmax(axis=-1))


@checked(same_shape("y", "t"), y=shaped("N", "n_out"), t=_one_hot)
def confusion(y, t):
    """Return how often the target i met with the largest output at j, in row i and column j: (n_out, n_out) counts.

    y, t: outputs, and one-hot targets, both (N, n_out). Raises ValueError where the shapes differ.
    """
    said = np.eye(y.shape[-1])[y.argmax(axis=-1)]  # one-hot, as the targets are  (N, n_out)
    return (t.T @ said).astype(int)


@checked(sizes=_sizes, rng=generator)
def random_layers(sizes, rng):
    """Return layers to start from: weights drawn with mean 0 and variance 1/n_in, biases 0.

    sizes: how many units each layer has, from the inputs to the outputs, such as (2, 3, 1). rng: a numpy Generator.
    """
    return [Layer(rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out)), np.zeros(n_out)) for n_in, n_out in pairwise(sizes)]
