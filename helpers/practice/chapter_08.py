"""What is right in the exercises of chapter 8, and what the usual mistakes lead to."""

from functools import partial

import numpy as np

from helpers import data, two_layer
from helpers.activations import sigmoid_prime
from helpers.descent import step, train
from helpers.losses import mse
from helpers.practice.kinds import Found, Function, Value

TABLE = data.dose_table()
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)
ASLEEP = 0.05  # a factor h(1 − h) or y(1 − y) below this is called small; 0.25 is the most it can be
H = np.array([0.5, 0.99])


def growth(times=-10.0, dL_dy=-0.5, dy_dz2=0.25, dz2_dh=4.0, dh_dz1=H * (1 - H), dz1_dw1=2.0):
    """Return what is added to w1 in exercise 8.1 for either h: −α times the chain of B15."""
    return times * dL_dy * dy_dz2 * dz2_dh * dh_dz1 * dz1_dw1


GROWTH_SLIPS = (
    (growth(times=10), "The sign is turned: a step goes against the gradient, and the gradient is negative here."),
    (growth(times=1), "These are the gradients. What is added to w₁ is −α times the gradient."),
    (growth(times=-1), "These are the sizes of the gradients. What is added to w₁ is −α times the gradient."),
    (growth(dL_dy=1), "The factor y − t is missing in yours. Look again at B15."),
    (growth(dy_dz2=1), "The factor y(1 − y) is missing in yours. Look again at B15."),
    (growth(dy_dz2=0.5), "Yours are twice the right ones: is y alone in them, in place of y(1 − y)? Or a 2 too many?"),
    (growth(dz2_dh=1), "The factor w₂ is missing in yours: it is ∂z₂/∂h."),
    (growth(dz1_dw1=1), "The last factor of B15 is missing in yours: x."),
    (growth(dh_dz1=1), "The factor h(1 − h) is missing in yours: without it, both steps would be the same."),
    (growth(dh_dz1=0.25), "You took h(1 − h) at h = 0.5 in both. For the second, h is 0.99."),
    (growth(dh_dz1=H), "Yours has h where h(1 − h) belongs."),
    (growth(dh_dz1=1 - H), "Yours has 1 − h where h(1 − h) belongs."),
    (growth(dh_dz1=sigmoid_prime(H)), "You gave h to σ'. It takes z₁; with h it is written h(1 − h)."),
    (growth(dh_dz1=np.array([0.25, 0.99])), "The first is right. In the second you have h where h(1 − h) belongs."),
)


def loss(params):
    """Return the MSE on the dose table."""
    return mse(two_layer.forward(params, TABLE.x).y, TABLE.t)


def gradient(params):
    """Return the gradient of the mean of ½(y − t)² on the dose table."""
    return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)


def moved(params, learning_rate):
    """Return the parameters after one step."""
    return step(params, gradient(params), learning_rate)


def uphill(params, learning_rate):
    """Return the parameters after a step in the wrong direction."""
    return two_layer.Params(*(2 * np.array(params) - moved(params, learning_rate)))


def steps_until(params, learning_rate, good, most, move=moved):
    """Return how many steps it takes until the MSE is below good, but most if it is not below after so many."""
    for number in range(most):
        if loss(params) < good:
            return number
        params = move(params, learning_rate)
    return most


def one_slope(params, learning_rate, good, most):
    """Do it with the gradient of the start in every step."""
    slope = gradient(params)
    return steps_until(
        params, learning_rate, good, most, lambda params, learning_rate: step(params, slope, learning_rate)
    )


def looked_late(params, learning_rate, good, most, first=1):
    """Do it with a step before the first look at the loss; that step is number `first`."""
    steps = max(1, steps_until(params, learning_rate, good, most))
    return steps if steps == most else steps - 1 + first


def counted_from_1(params, learning_rate, good, most):
    """Count the start as step 1."""
    return min(most, 1 + steps_until(params, learning_rate, good, most))


CASES = [
    (START, 2, 0.05, 200),
    (START, 20, 0.01, 200),
    (START, 2, 0.2, 50),
    (START, 2, 0.001, 30),
    (two_layer.Params(-2.0, -3.0, 4.0, -3.0), 200, 0.319, 5),  # so steep that steps uphill get there too, but later
]
ONE_TOO_MANY = "When the loss is below good, yours returns one too many. At the very start no step has been taken."
STEP_SLIPS = (
    (counted_from_1, ONE_TOO_MANY),
    (lambda *case: 1 + steps_until(*case), "Yours is one too many, always. At the very start no step has been taken."),
    (looked_late, "Yours takes a step before it looks. Where the loss is below good at the start, none is needed."),
    (
        partial(looked_late, first=0),
        "Yours looks after the step, but its count is that of before. Look first, then step.",
    ),
    (
        lambda params, learning_rate, good, most: min(most - 1, steps_until(params, learning_rate, good, most)),
        "Where yours gives up, it returns one less than most: the last number of range(most).",
    ),
    (
        lambda params, learning_rate, good, most: steps_until(params, learning_rate, good, 100_000),
        "Yours never gives up: it goes on after most steps.",
    ),
    (
        lambda params, learning_rate, good, most: most if loss(params) < good else 0,
        "The comparison is turned round: yours goes on while the loss is below good, and stops where it is above.",
    ),
    (
        partial(steps_until, move=lambda params, learning_rate: params),
        "Yours never gets beyond one step. Do the new weights become params? Does return most stand after the loop?",
    ),
    (
        partial(steps_until, move=uphill),
        "Yours steps uphill. Look again at the sign in B4.",
    ),
    (one_slope, "Yours takes the slope once, at the start. It changes with every step, so it belongs in the loop."),
    (
        partial(steps_until, move=lambda params, learning_rate: moved(params, 2)),
        "Yours steps with α = 2, whatever learning_rate is.",
    ),
    (
        lambda params, *rest: steps_until(START, *rest),
        "Yours begins at this page's start, whatever params is.",
    ),
)


def bad_start_fault(answer):
    """Return why these four numbers are no bad start, or None: 1,000 steps at α = 2 must not get below 0.05."""
    if np.max(np.abs(answer)) > 4:
        return "Each of the four must lie between −4 and 4."
    params = two_layer.Params(*map(float, answer))
    losses = train(params, loss, gradient, 2, 1000).loss
    below = next((number for number, value in enumerate(losses) if value < 0.05), None)
    if below is None:
        return None
    trace = two_layer.forward(params, TABLE.x)
    output, hidden = np.mean(trace.y * (1 - trace.y)), np.mean(trace.h * (1 - trace.h))
    if output >= ASLEEP and hidden >= ASLEEP:
        why = f"Both neurons are awake at the start: y(1 − y) is {output:.2g} on average, h(1 − h) {hidden:.2g}"
    elif output >= ASLEEP:
        why = f"Only the hidden unit is asleep at the start. y(1 − y) is {output:.2g} on average: w₂ and b₂ learn"
    elif hidden >= ASLEEP:
        why = f"Only the output neuron sleeps at the start, y(1 − y) is {output:.2g} on average, and it wakes"
    else:
        why = f"Both neurons sleep at the start, but not deeply: y(1 − y) is {output:.2g} on average, and they wake"
    return f"{why}. After {below} steps the MSE is below 0.05."


ANSWERS = {
    "8.1": Value(growth(), 0.015, GROWTH_SLIPS),
    "8.2": Function(steps_until, CASES, slips=STEP_SLIPS),
    "8.3": Found((0, 0, 0, 0), bad_start_fault),
}
