"""What is right in the exercises of chapter 4, and what the usual mistakes lead to."""

import numpy as np

from helpers import data, two_layer
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error, mse
from helpers.practice.kinds import Found, Function, Value

MSE_SLIPS = (
    (0.17, "You have added up the squares. B1 has one thing more to do: divide by how many there are."),
    (0.0425, "There is a ½ in yours. It belongs to B7; B1 has none."),
    (-0.25, "That is the mean of the residuals. B1 squares each of them before it takes the mean."),
    (0.25, "In B1 each residual is squared on its own, before anything is added up. In yours that is not so."),
    (0.125, "You have squared the sum. B1 squares each residual first, and adds up after that."),
    (0.0625, "You have squared the mean. B1 squares each residual first, and takes the mean after that."),
    (np.sqrt(0.085), "You have taken a root at the end. B1 has none."),
    (0.185, "Each output has got the other one's target in yours: 0.9 goes with 1.0."),
)


def network_loss(w1, b1, w2, b2):
    """Return the loss of chapter 4's one example, as a function of the four weights."""
    return half_squared_error(two_layer.forward((w1, b1, w2, b2), 1.4).y, 0.98)


def bent(w1, b1, w2, b2):
    """Return a function whose slope along each of its numbers is another one, and bends."""
    return w1 * b2**3 + b1**2 * b2 - 2 * w2**2 + b1


def partial_b2(L, w1, b1, w2, b2, nudge=1e-5):
    """Return the slope of L along b2, the other three held still."""
    return numerical_gradient(lambda nudged: L(w1, b1, w2, nudged), b2, nudge)


def rise_over_run(above, below, run):
    """Return a wrong partial_b2: above and below say how many nudges each weight is moved, run(nudge) what divides."""

    def slope(L, w1, b1, w2, b2, nudge=1e-5):
        weights = np.array([w1, b1, w2, b2])
        rise = L(*(weights + nudge * np.array(above))) - L(*(weights + nudge * np.array(below)))
        return rise / run(nudge)

    return slope


def both_ways(which, run=lambda nudge: 2 * nudge):
    """Return a wrong partial_b2 that nudges every weight with a 1 in `which`, up and down."""
    return rise_over_run(which, [-nudged for nudged in which], run)


HERE, B2 = (0, 0, 0, 0), (0, 0, 0, 1)
ONE_SIDE = "You nudge to one side only. Ask L on both sides of b₂, as in B3's code for w₁."
PARTIAL_SLIPS = (
    (rise_over_run(B2, HERE, lambda nudge: nudge), ONE_SIDE),
    (rise_over_run(HERE, (0, 0, 0, -1), lambda nudge: nudge), ONE_SIDE),
    (rise_over_run(B2, HERE, lambda nudge: 2 * nudge), ONE_SIDE),
    (both_ways(B2, lambda nudge: nudge), "It is twice the slope. How far apart are the two places at which you ask L?"),
    (both_ways(B2, lambda nudge: 1), "That is the rise alone. A slope is the rise divided by the run."),
    (both_ways(B2, lambda nudge: 2 / nudge), "You divide by 2 and then multiply by the nudge: brackets are missing."),
    (both_ways((1, 0, 0, 0)), "That is ∂L/∂w₁, as in B3. Here it is b₂ that is nudged."),
    (both_ways((0, 1, 0, 0)), "That is ∂L/∂b₁. Here it is b₂ that is nudged."),
    (both_ways((0, 0, 1, 0)), "That is ∂L/∂w₂. Here it is b₂ that is nudged."),
    (both_ways((0, 1, 0, 1)), "You nudge both biases at once. The ∂ says: b₂ alone, with the others held still."),
    (both_ways((1, 1, 1, 1)), "You nudge all four at once. The ∂ says: b₂ alone, with the others held still."),
)

TARGETS = data.dose_table().t
BEST = np.mean(TARGETS)
CONSTANT_SLIPS = (
    (np.log(BEST / (1 - BEST)), "That looks like b₂ in the first picture. c is the output that this b₂ makes."),
    (mse(BEST, TARGETS), "That looks like the smallest MSE itself. Which c has it?"),
    (np.sum(TARGETS), "You have added up the eight targets. How does one number stand for all of them?"),
    (np.median(TARGETS), "That is the middle of the sorted targets, best if sizes are added. B1 adds squares."),
    ((np.min(TARGETS) + np.max(TARGETS)) / 2, "That is midway between the extremes. In B1 all eight targets count."),
)


def constant_fault(c):
    """Return what is wrong with a constant output that has not the smallest MSE on the dose table, or None."""
    if abs(c - BEST) < 0.003:
        return None
    for slip, words in CONSTANT_SLIPS:
        if abs(c - slip) < 0.002:
            return words
    if not 0 <= c <= 1:
        return "All targets lie between 0 and 1. An output outside is too far from every one of them."
    way = "larger" if c < BEST else "smaller"
    return f"With {c:.4g} everywhere the MSE is {mse(np.full(8, c), TARGETS):.4f}. A slightly {way} number has less."


ANSWERS = {
    "4.1": Value(0.085, slips=MSE_SLIPS),
    "4.2": Function(
        partial_b2,
        [
            (network_loss, 0.5, 0.1, 0.8, -0.2),
            (network_loss, -1.2, 0.7, 2.0, 0.4),
            (bent, 2.0, -3.0, 0.5, 1.5),
            (bent, 2.0, -3.0, 0.5, 1.5, 0.5),
        ],
        slips=PARTIAL_SLIPS,
    ),
    "4.3": Found(0.0, constant_fault),
}
