"""The notes' network, y = σ(w2·σ(w1·x + b1) + b2), forward and backward.

    x --w1,b1--> z1 --σ--> h --w2,b2--> z2 --σ--> y     L = ½(y − t)²

Source: the notes, F8 and B7 to B16.
"""

from typing import NamedTuple

import numpy as np

from helpers import checks, tree
from helpers.activations import sigmoid, sigmoid_prime
from helpers.losses import residual


class Params(NamedTuple):
    """The four parameters. A gradient has this type too: the slope of the loss along each of them."""

    w1: float
    b1: float
    w2: float
    b2: float


class Trace(NamedTuple):
    """All that the forward pass computed: each a number, or an array (N,) for N examples."""

    x: np.ndarray
    z1: np.ndarray
    h: np.ndarray
    z2: np.ndarray
    y: np.ndarray


def forward(params, x):
    """Return the Trace of x, a finite number or an array (N,) of them, through the network with these Params (F8)."""
    x = checks.numbers("x", x)
    w1, b1, w2, b2 = params
    z1 = w1 * x + b1  # B12
    h = sigmoid(z1)  # B12
    z2 = w2 * h + b2  # B11
    y = sigmoid(z2)  # B10
    return Trace(x, z1, h, z2, y)


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


def local_derivatives(params, trace, t):
    """Return every factor of the four chains as Local: the lines of `forward`, read upward, and the slope of each.

    params: Params. trace: what `forward` returned. t: the target, a number, or an array (N,) like trace.y; anything
    else `residual` refuses, with TypeError or ValueError. The loss is ½(y − t)² of each example (B7).
    """
    one = np.ones_like(trace.y)
    return Local(
        dL_dy=residual(trace.y, t),  # B8
        dy_dz2=sigmoid_prime(trace.z2),  # B14, y(1 − y)
        dz2_dw2=trace.h,  # B11
        dz2_db2=one,  # B11
        dz2_dh=params.w2 * one,  # B11
        dh_dz1=sigmoid_prime(trace.z1),  # B14, h(1 − h)
        dz1_dw1=trace.x * one,  # B12
        dz1_db1=one,  # B12
    )


class Deltas(NamedTuple):
    """What flows back past each neuron: the slope of the loss along z2, h and z1, in the shape of y."""

    delta2: np.ndarray
    dL_dh: np.ndarray
    delta1: np.ndarray


def deltas(local):
    """Return what the four chains of a Local share, for each example, as Deltas."""
    delta2 = local.dL_dy * local.dy_dz2  # ∂L/∂z2
    dL_dh = delta2 * local.dz2_dh  # ∂L/∂h, the step that the notes leave out
    delta1 = dL_dh * local.dh_dz1  # ∂L/∂z1
    return Deltas(delta2, dL_dh, delta1)


def gradients(local):
    """Return ∂L/∂w1, ∂L/∂b1, ∂L/∂w2, ∂L/∂b2 as Params: the product of each chain of a Local, its mean over examples."""
    delta2, _, delta1 = deltas(local)
    return Params(
        w1=np.mean(delta1 * local.dz1_dw1),  # B15
        b1=np.mean(delta1 * local.dz1_db1),  # B16
        w2=np.mean(delta2 * local.dz2_dw2),  # B9
        b2=np.mean(delta2 * local.dz2_db2),  # B13
    )


def backward(params, trace, t):
    """Return the gradient of the mean over examples of ½(y − t)², as Params (B9, B13, B15, B16).

    params, trace, t: as `local_derivatives` takes them.
    """
    return gradients(local_derivatives(params, trace, t))


for record in (Params, Trace, Local, Deltas):
    record.__repr__ = tree.four_digits  # as much of a number as a page can hold
