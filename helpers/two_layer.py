"""The notes' network, letter for letter: y = σ(w2·σ(w1·x + b1) + b2), forward and backward.

    x --w1,b1--> z1 --σ--> h --w2,b2--> z2 --σ--> y     L = ½(y − t)²

`forward` runs it from left to right and keeps every value. `local_derivatives` reads the same lines upward and gives
the slope of each; `gradients` multiplies the slopes along each path from L back to a parameter (the chain rule).
One neuron after another and no more: any width and depth is `mlp`'s work. Source: the notes, F8 and B7 to B16.
"""

from functools import partial
from typing import NamedTuple

import numpy as np

from helpers import activations
from helpers.inputs import checked, fields, numbers, one_number, one_shape, same_shape

sigmoid, sigmoid_prime = activations.sigmoid.core, activations.sigmoid_prime.core  # z was checked as x and params


def four_digits(record):
    """Return a NamedTuple as text, each number with four significant digits: what a page can hold."""
    parts = (
        f"{name}={value:.4g}" if np.ndim(value) == 0 else f"{name}={np.array2string(value, precision=4)}"
        for name, value in record._asdict().items()
    )
    return f"{type(record).__name__}({', '.join(parts)})"


class Params(NamedTuple):
    """The four parameters. A gradient has this type too: the slope of the loss along each of them."""

    w1: float
    b1: float
    w2: float
    b2: float
    __repr__ = four_digits


class Trace(NamedTuple):
    """All that the forward pass computed: each a number, or an array (N,) for N examples."""

    x: np.ndarray
    z1: np.ndarray
    h: np.ndarray
    z2: np.ndarray
    y: np.ndarray
    __repr__ = four_digits


class Local(NamedTuple):
    """Every factor of the four chains: the slope of one line of the forward pass, in the shape of y."""

    dL_dy: np.ndarray
    dy_dz2: np.ndarray
    dz2_dw2: np.ndarray
    dz2_db2: np.ndarray
    dz2_dh: np.ndarray
    dh_dz1: np.ndarray
    dz1_dw1: np.ndarray
    dz1_db1: np.ndarray
    __repr__ = four_digits


class Deltas(NamedTuple):
    """What flows back past each neuron: the slope of the loss along z2, h and z1, in the shape of y."""

    delta2: np.ndarray
    dL_dh: np.ndarray
    delta1: np.ndarray
    __repr__ = four_digits


params_gate, local_gate = fields(Params, one_number), fields(Local)
too_large = partial(numbers, infinite=True)  # a z too large for a float is inf, where σ is 0 or 1
trace_gate = fields(Trace, z1=too_large, z2=too_large)


@checked(params=params_gate, x=numbers)
def forward(params, x):
    """Run the network on x and return its Trace (F8).

    params: Params, four numbers. x: a number, or an array (N,) of N examples.
    Raises TypeError or ValueError, naming the argument, for text, NaN, infinity or emptiness.
    """
    w1, b1, w2, b2 = params
    z1 = w1 * x + b1  # B12
    h = sigmoid(z1)  # B12
    z2 = w2 * h + b2  # B11
    y = sigmoid(z2)  # B10
    return Trace(x, z1, h, z2, y)


@checked(one_shape("trace"), same_shape("trace.y", "t"), params=params_gate, trace=trace_gate, t=numbers)
def local_derivatives(params, trace, t):
    """Return every factor of the four chains, one line of the forward pass after another, read upward.

    params: Params. trace: what `forward` returned. t: the target, a number, or an array (N,) like trace.y.
    The loss is ½(y − t)² of each example (B7). Raises TypeError or ValueError, naming the argument.
    """
    one = np.ones_like(trace.y)
    return Local(
        dL_dy=trace.y - t,  # B8
        dy_dz2=sigmoid_prime(trace.z2),  # B14, y(1 − y)
        dz2_dw2=trace.h,  # B11
        dz2_db2=one,  # B11
        dz2_dh=params.w2 * one,  # B11
        dh_dz1=sigmoid_prime(trace.z1),  # B14, h(1 − h)
        dz1_dw1=trace.x * one,  # B12
        dz1_db1=one,  # B12
    )


@checked(one_shape("local"), local=local_gate)
def deltas(local):
    """Return what the four chains share, as Deltas, for each example.

    local: Local, each factor a number or an array (N,). Raises TypeError or ValueError, naming the argument.
    """
    delta2 = local.dL_dy * local.dy_dz2  # ∂L/∂z2
    dL_dh = delta2 * local.dz2_dh  # ∂L/∂h, the step that the notes leave out
    delta1 = dL_dh * local.dh_dz1  # ∂L/∂z1
    return Deltas(delta2, dL_dh, delta1)


@checked(one_shape("local"), local=local_gate)
def gradients(local):
    """Return ∂L/∂w1, ∂L/∂b1, ∂L/∂w2, ∂L/∂b2 as Params: the product of each chain, its mean over examples.

    local: Local, each factor a number or an array (N,). Raises TypeError or ValueError, naming the argument.
    """
    delta2, _, delta1 = deltas.core(local)
    return Params(
        w1=np.mean(delta1 * local.dz1_dw1),  # B15
        b1=np.mean(delta1 * local.dz1_db1),  # B16
        w2=np.mean(delta2 * local.dz2_dw2),  # B9
        b2=np.mean(delta2 * local.dz2_db2),  # B13
    )


@checked(one_shape("trace"), same_shape("trace.y", "t"), params=params_gate, trace=trace_gate, t=numbers)
def backward(params, trace, t):
    """Return the gradient of the mean over examples of ½(y − t)², as Params (B9, B13, B15, B16).

    params: Params. trace: what `forward` returned. t: the target, a number, or an array (N,) like trace.y.
    Raises TypeError or ValueError, naming the argument.
    """
    return gradients.core(local_derivatives.core(params, trace, t))
