"""What is right in the exercises of chapter 7, and what the usual mistakes lead to."""

from functools import partial

import numpy as np

from helpers import two_layer
from helpers.activations import identity, sigmoid, sigmoid_prime
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error
from helpers.practice.kinds import Derivative, Found, Value


def deltas(dL_dy=0.5, dy_dz2=0.16, dz2_dh=-2.0, dh_dz1=0.25):
    """Return δ₂ and δ₁ of exercise 7.1, where y = 0.8, t = 0.3, w2 = −2 and h = 0.5."""
    delta2 = dL_dy * dy_dz2
    return delta2, delta2 * dz2_dh * dh_dz1


DELTA_SLIPS = (
    (deltas(dL_dy=-0.5), "The sign is turned in both: mind the order in which B8 takes t and y."),
    (
        deltas(dL_dy=1),
        "Both are twice the right ones: the factor y − t is missing, or a 2 is left that the ½ of B7 cancels.",
    ),
    (deltas(dL_dy=1.1), "You added t to y. Look again at B8."),
    (deltas(dy_dz2=1), "In δ₂ the factor y(1 − y) is missing, the slope of the second σ."),
    (deltas(dy_dz2=0.8), "In δ₂ you have y alone where y(1 − y) belongs."),
    (deltas(dy_dz2=0.2), "In δ₂ you have 1 − y alone where y(1 − y) belongs."),
    (deltas(dy_dz2=sigmoid_prime(0.8)), "In δ₂ you gave y to σ'. It takes z₂; the short form is written with y."),
    (deltas(dz2_dh=1), "δ₂ is right. In δ₁ the factor w₂ is missing, the way from z₂ back to h."),
    (deltas(dz2_dh=2), "δ₂ is right. δ₁ has lost the sign of w₂."),
    (deltas(dz2_dh=0.5), "δ₂ is right. In δ₁ you have h where w₂ belongs: a nudge of h is multiplied by w₂."),
    (deltas(dh_dz1=1), "δ₂ is right. In δ₁ the factor h(1 − h) is missing, the slope of the first σ."),
    (deltas(dh_dz1=0.5), "δ₂ is right. In δ₁ you have h or 1 − h alone where h(1 − h) belongs."),
    (deltas(dh_dz1=sigmoid_prime(0.5)), "δ₂ is right. In δ₁ you gave h to σ'. It takes z₁; the short form has h."),
    (deltas(dh_dz1=0.16), "δ₂ is right. In δ₁ you have y(1 − y) a second time, where h(1 − h) belongs."),
    ((0.08, -0.5), "δ₂ is right. δ₁ is a product that begins with δ₂, and yours does not."),
)


def four_gradients(x, t, w1, b1, w2, b2):
    """Return ∂L/∂w1, ∂L/∂b1, ∂L/∂w2, ∂L/∂b2 of ½(y − t)² (B15, B16, B9, B13)."""
    params = two_layer.Params(w1, b1, w2, b2)
    return tuple(two_layer.backward(params, two_layer.forward(params, x), t))


def nudged(x, t, *params):
    """Return the four gradients measured by nudging."""
    return tuple(
        numerical_gradient(lambda p: half_squared_error(two_layer.forward(p, x).y, t), two_layer.Params(*params))
    )


def factors(x, t, *params):
    """Return all that may stand in one of the four gradients, by right or by mistake."""
    w1, _, w2, _ = params
    _, z1, h, z2, y = two_layer.forward(params, x)
    return {
        "x": x, "t": t, "w₁": w1, "w₂": w2, "z₁": z1, "h": h, "1 − h": 1 - h, "z₂": z2, "y": y, "1 − y": 1 - y,
        "y − t": y - t, "σ'(h)": sigmoid_prime(h), "σ'(y)": sigmoid_prime(y), "σ'(x)": sigmoid_prime(x),
    }  # fmt: skip


PLACES = [
    (1.4, 0.98, 0.5, 0.1, 0.8, -0.2),
    *map(tuple, np.random.default_rng(7).normal(0, 1.2, (60, 6)).tolist()),
]
SPECIAL = [(0.0, 0.6, -1.5, 0.3, 1.1, -0.5), (2.0, 0.1, 4.0, 1.0, 6.0, 2.0), (-0.7, 0.3, 1.2, -0.4, 0.0, 0.9)]
NAMES = {"∂L/∂w₁": "B15", "∂L/∂b₁": "B16", "∂L/∂w₂": "B9", "∂L/∂b₂": "B13"}


def after(forward):
    """Return four_gradients with another forward pass, a function of (x, w1, b1, w2, b2) that returns h and y."""

    def gradients(x, t, w1, b1, w2, b2):
        h, y = forward(x, w1, b1, w2, b2)
        delta2 = (y - t) * y * (1 - y)
        delta1 = delta2 * w2 * h * (1 - h)
        return delta1 * x, delta1, delta2 * h, delta2

    return gradients


def network(x, w1, b1, w2, b2, bend1=sigmoid, bend2=sigmoid):
    """Return h and y."""
    h = bend1(w1 * x + b1)
    return h, bend2(w2 * h + b2)


FORWARD_SLIPS = (
    (
        after(partial(network, bend1=identity)),
        "The way back is right, but on the way forward h has not gone through σ. Look again at B12.",
    ),
    (
        after(partial(network, bend2=identity)),
        "The way back is right, but on the way forward y has not gone through σ. Look again at B10.",
    ),
    (
        after(lambda x, w1, b1, w2, b2: (network(x, w1, b1, w2, b2)[0], sigmoid(w2 * x + b2))),
        "The way back is right, but on the way forward the second neuron gets x. Look again at B11.",
    ),
    (
        after(lambda x, w1, b1, w2, b2: network(x, w1, 0, w2, b2)),
        "The way back is right, but on the way forward b₁ is missing. Look again at B12.",
    ),
    (
        after(lambda x, w1, b1, w2, b2: network(x, w1, b1, w2, 0)),
        "The way back is right, but on the way forward b₂ is missing. Look again at B11.",
    ),
)


def stuck_fault(answer):
    """Return why these (w1, b1, w2, b2) are not stuck far from the target, at the chapter's example, or None."""
    x, t = 1.4, 0.98
    trace = two_layer.forward(answer, x)
    y, loss = trace.y, half_squared_error(trace.y, t)
    slopes = np.abs(four_gradients(x, t, *answer))
    large = slopes >= 1e-4
    if loss <= 0.1:
        arrived = f"y is {y:.3f}, and the loss {loss:.4f} is not above 0.1."
        if large.any():
            return f"{arrived} Bring y further away from t."
        return f"All four are small, but {arrived} They must be small although y − t is large."
    if not large.any():
        return None
    largest = f"{list(NAMES)[np.argmax(slopes)]} is {slopes.max():.2g} in size"
    if not large[2:].any():
        return f"The second neuron's two are small enough, but {largest}: its chain goes on with w₂ and h(1 − h)."
    if not large[:2].any():
        return f"The first neuron's two are small enough, but {largest}: neither w₂ nor h(1 − h) is in its chain."
    if y * (1 - y) > 0.05:
        return f"The loss is large enough, but {largest}: y(1 − y) is {y * (1 - y):.2g}, the second neuron is awake."
    return f"You are on the way: y(1 − y) is down to {y * (1 - y):.2g}, but {largest}. Go further."


ANSWERS = {
    "7.1": Value(deltas(), slips=DELTA_SLIPS),
    "7.2": Derivative(four_gradients, NAMES, PLACES, factors, nudged, SPECIAL, FORWARD_SLIPS),
    "7.3": Found((0, 0, 0, 0), stuck_fault),
}
