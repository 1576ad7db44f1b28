"""What is right in the exercises of chapter 5, and what the usual mistakes lead to."""

import numpy as np

from helpers import data, descent, two_layer
from helpers.activations import sigmoid
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error
from helpers.practice.kinds import Found, Function, Value

TABLE, START, STEPS = data.dose_table(), two_layer.Params(0.5, 0.1, 0.8, -0.2), 100

STEP_SLIPS = (
    (0.6, "You went uphill. B2 has a minus, and the slope is negative: what do two minus signs make?"),
    (0.2, "That is how far w moves. Where is it then?"),
    (-0.2, "That is α times the slope. B2 takes it away from w."),
    (0.85, "α is missing in yours. In B2 it multiplies the slope."),
    (0.75, "α is missing in yours, and the minus of B2 too."),
    (0.8125, "You have divided by α. In B2 it multiplies the slope."),
    (0.16, "You took the difference first. In B2 the product α · slope comes first, and then the minus."),
    (4.04, "w and α have changed places in yours. In B2 α multiplies the slope."),
)


def bowl(w):
    """Return (w − 3)², lowest at w = 3."""
    return (w - 3) ** 2


def descend(f, w, learning_rate, steps):
    """Return w after so many steps of gradient descent on f, its slope measured by nudging."""
    return descent.train(w, f, lambda at: numerical_gradient(f, at), learning_rate, steps).params[-1]


def wrong_descend(step, more=0):
    """Return a descend with another step(f, w, learning_rate, start), or with more of them."""

    def wrong(f, w, learning_rate, steps):
        start = w
        for _ in range(steps + more):
            w = step(f, w, learning_rate, start)
        return w

    return wrong


def downhill(f, w, learning_rate, start):
    """Return w after the right step."""
    return w - learning_rate * numerical_gradient(f, w)


DESCENT_SLIPS = (
    (
        wrong_descend(lambda f, w, learning_rate, start: w + learning_rate * numerical_gradient(f, w)),
        "It goes uphill. Look at the sign in B2.",
    ),
    (wrong_descend(downhill, more=1), "It takes one step too many."),
    (wrong_descend(downhill, more=-1), "It takes one step too few."),
    (
        lambda f, w, learning_rate, steps: downhill(f, w, learning_rate, w),
        "It stops after one step. Does the return stand in the loop, or does every step begin at the start again?",
    ),
    (
        wrong_descend(lambda f, w, learning_rate, start: w - learning_rate * numerical_gradient(f, start)),
        "The slope is measured once, at the start. B2 wants the slope where w is now, in every round.",
    ),
    (
        wrong_descend(lambda f, w, learning_rate, start: w - learning_rate * f(w)),
        "It steps by the value of f. B2 takes the slope of f there.",
    ),
    (
        wrong_descend(lambda f, w, learning_rate, start: -learning_rate * numerical_gradient(f, w)),
        "The step takes the place of w. In B2 it is added to where w was.",
    ),
    (
        lambda f, w, learning_rate, steps: f(descend(f, w, learning_rate, steps)),
        "That is the value of f at the end. Return where w is.",
    ),
    (
        lambda f, w, learning_rate, steps: descend(f, w, learning_rate, steps) - w,
        "That is how far w has moved. Return where it is.",
    ),
    (lambda f, w, learning_rate, steps: w, "It returns w as it was. Does each round give w its new value?"),
)


def losses(learning_rate):
    """Return the loss of the two-layer network before each of 100 steps on the dose table, and after the last."""

    def loss(params):
        return half_squared_error(two_layer.forward(params, TABLE.x).y, TABLE.t)

    def gradient(params):
        return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)

    return np.array(descent.train(START, loss, gradient, learning_rate, STEPS).loss)


def first_rise(learning_rate):
    """Return the first step at which the loss does not fall, or None."""
    rises = np.diff(losses(learning_rate)) >= 0
    return int(np.argmax(rises)) + 1 if rises.any() else None


def largest_rate_fault(learning_rate):
    """Return why a learning rate is not, to within 1, the largest at which the loss falls at every step, or None."""
    if learning_rate <= 0:
        return "α must be above 0: below it, a step goes uphill, and at 0 it goes nowhere."
    if abs(learning_rate - 1.1718) < 0.01:
        return "That is the bound 2/c of the one neuron. This network is no bowl: measure it with run."
    if step := first_rise(learning_rate):
        return f"With α = {learning_rate:g} the loss does not fall at step {step}. {_why_too_large(learning_rate)}"
    if learning_rate <= 20:
        return f"With α = {learning_rate:g} it falls at every step, as it does up to 20. Look above that."
    if not first_rise(learning_rate + 1):
        return f"With α = {learning_rate:g} it falls at every step, but with {learning_rate + 1:g} it does so too."
    return None


def _why_too_large(learning_rate):
    """Return what misleads about a learning rate that is too large, and which way to go."""
    if not first_rise(learning_rate - 2):
        return "You are close: try one a little smaller."
    if losses(learning_rate)[-1] < losses(20)[-1]:
        return "It ends lower than with 20, but every single step counts here. Try a smaller one."
    return "Try a much smaller one."


ANSWERS = {
    "5.1": Value(1.0, slips=STEP_SLIPS),
    "5.2": Function(
        descend,
        [(bowl, 1.0, 0.1, 3), (sigmoid, 0.5, 2.0, 4), (bowl, 5.0, 0.7, 1)],
        close=1e-4,
        slips=DESCENT_SLIPS,
    ),
    "5.3": Found(0, largest_rate_fault),
}
