"""The activations that bend the line, and the slope of each; all are functions of z, the weighted sum.

Each takes a number or an array of any shape and returns the same shape. A derivative takes z too, never
the activation's output: `h * (1 - h)` is the same number as `sigmoid_prime(z)`, but written from h.
Source: the notes, F1 (the activations), B10 (the sigmoid), B14 (its derivative).
"""

import numpy as np


@np.errstate(over="ignore")  # e^(−z) of a large negative z is inf, and 1 / inf is the 0 we want
def sigmoid(z):
    """Return σ(z) = 1 / (1 + e^(−z)), between 0 and 1 (B10)."""
    return 1 / (1 + np.exp(-z))  # B10


def sigmoid_prime(z):
    """Return σ'(z) = σ(z)·(1 − σ(z)), at most 1/4 (B14)."""
    h = sigmoid(z)
    return h * (1 - h)  # B14


def tanh(z):
    """Return tanh(z), between −1 and 1."""
    return np.tanh(z)


def tanh_prime(z):
    """Return tanh'(z) = 1 − tanh(z)²."""
    return 1 - np.tanh(z) ** 2


def relu(z):
    """Return z where z > 0, else 0."""
    return np.maximum(0.0, z)


def relu_prime(z):
    """Return 1 where z > 0, else 0 (at z = 0 there is a corner and no slope; 0 by convention)."""
    return np.heaviside(z, 0.0)


def leaky_relu(z, slope=0.01):
    """Return z where z > 0, else slope·z, with a slope from 0 to 1."""
    return np.maximum(slope * z, z)


def leaky_relu_prime(z, slope=0.01):
    """Return 1 where z > 0, else the slope (at z = 0 there is a corner; the slope by convention)."""
    return slope + (1 - slope) * np.heaviside(z, 0.0)


def step(z):
    """Return 1 where z >= 0, else 0."""
    return np.heaviside(z, 1.0)


def step_prime(z):
    """Return 0: the step is flat on both sides (at z = 0 it has no slope; 0 by convention)."""
    return 0.0 * abs(z)  # not −0


def identity(z):
    """Return z itself: no activation."""
    return 1.0 * z


def identity_prime(z):
    """Return 1, the slope of the line z."""
    return np.ones_like(z)


PRIME = {
    step: step_prime,
    identity: identity_prime,
    sigmoid: sigmoid_prime,
    tanh: tanh_prime,
    relu: relu_prime,
    leaky_relu: leaky_relu_prime,
}
