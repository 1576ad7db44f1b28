"""What is right in the exercises of chapter 9, and what the usual mistakes lead to."""

from functools import partial

import numpy as np

from helpers import data, descent, two_layer
from helpers.gradient_check import compare, implied_gradient
from helpers.practice.kinds import Found, Function

TABLE = data.dose_table()
FACTORS = {  # by number from 1 on; h(1 − h) is the one that was left out
    "y − t": "It stands in all four chains. Which rows are off?",
    "y(1 − y)": "It stands in all four chains. Which rows are off?",
    "h": "It stands only in ∂L/∂w₂. Which rows are off?",
    "w₂": "It does stand in just these two chains, but it is 0.8, and 1/0.8 is 1.25.",
    "h(1 − h)": None,
    "x": "It stands only in ∂L/∂w₁. Which rows are off?",
}
LAB = (4, 6, 2, 7, 1, 5, 3)  # the bugs of the letters A to G
BY_BUG = tuple(1 + LAB.index(bug) for bug in range(1, 8))  # the place of each bug's letter
SHOWS = {
    1: "puts the row of b₂ off, and no other",
    2: "puts all four rows off on row 7, by one number above 4",
    3: "shows as a ratio of −1, in one row",
    4: "puts the rows of w₁ and b₁ off by a number near 1",
    5: "halves all four rows",
    6: "passes the first check on row 7, and fails it on the table",
    7: "passes the first check, on the table too; only its step is off",
}


def factor_fault(answer):
    """Return why the factor of this number is not the one that was left out, h(1 − h), or None."""
    if answer in range(1, len(FACTORS) + 1):
        name, where = list(FACTORS.items())[int(answer) - 1]
        return where and f"Number {answer:g} is {name}. {where}"
    if np.isclose(answer, 4.675, rtol=0.001):
        return "That is the ratio. A missing factor shows as 1 divided by it: which factor is that? Give its number."
    if np.isclose(answer, 0.2139, rtol=0.005):
        return "That is the value of the factor that is missing. Give its number, from 1 to 6."
    return f"The list has the numbers 1 to {len(FACTORS)}, but yours is {answer:g}."


def lab_fault(answer):
    """Return what shows that a letter of the lab is another bug than was answered, or None."""
    answer = tuple(answer)
    if answer == BY_BUG:
        return "Yours is turned round, it has the letter of each bug. Write for each letter the number of its bug."
    if not set(answer) <= set(SHOWS):
        return "The table has the bugs 1 to 7. Write one of these numbers for each letter."
    wrong = [(letter, bug) for letter, bug, right in zip("ABCDEFG", answer, LAB, strict=True) if bug != right]
    if not wrong:
        return None
    (letter, bug), letters = wrong[0], ", ".join(letter for letter, _ in wrong)
    return (
        f"{len(LAB) - len(wrong)} of {len(LAB)} are right. Look again at {letters}. "
        f"{letter} is not bug {bug:g}, which {SHOWS[bug]}."
    )


def gradient(params):
    """Return the right gradient on the dose table."""
    return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)


def all_at_once(params, learning_rate):
    """Return the parameters after a right step."""
    return descent.step(params, gradient(params), learning_rate)


def second_layer_first(params, learning_rate):
    """Return the parameters after a step whose first layer has seen the new second one."""
    after = all_at_once(params, learning_rate)
    halfway = params._replace(w2=after.w2, b2=after.b2)
    late = two_layer.backward(halfway, two_layer.forward(params, TABLE.x), TABLE.t)
    return descent.step(params, gradient(params)._replace(w1=late.w1, b1=late.b1), learning_rate)


def order_mixed(params, learning_rate):
    """Return the parameters after a step for which b1 and w2 have changed their slopes."""
    slopes = gradient(params)
    return descent.step(params, slopes._replace(b1=slopes.w2, w2=slopes.b1), learning_rate)


def uphill(params, learning_rate):
    """Return the parameters after a step with + where − is meant."""
    return two_layer.Params(
        *(2 * p - after for p, after in zip(params, all_at_once(params, learning_rate), strict=True))
    )


def twice_as_far(params, learning_rate):
    """Return the parameters after a step with another α than was asked for."""
    return all_at_once(params, 2 * learning_rate)


def b2_forgotten(params, learning_rate):
    """Return the parameters after a step that leaves b2 where it was."""
    return all_at_once(params, learning_rate)._replace(b2=params.b2)


def slide(params):
    """Return a gradient of round numbers that is the same everywhere."""
    return two_layer.Params(2.0, 1.0, -0.5, 4.0)


def down_the_slide(params, learning_rate):
    """Return the parameters after a right step on the slide."""
    return descent.step(params, slide(params), learning_rate)


def bowl(params):
    """Return a gradient of round numbers that changes from place to place."""
    return params


def down_the_bowl(params, learning_rate):
    """Return the parameters after a right step in the bowl."""
    return descent.step(params, bowl(params), learning_rate)


def check_update(update, gradient, params, learning_rate, divided_by=lambda rate: rate, looked_at=(0, 1, 2, 3)):
    """Return whether (before − after)/α agrees with the gradient for every parameter."""
    after, slopes = update(params, learning_rate), gradient(params)
    return all(compare((params[i] - after[i]) / divided_by(learning_rate), slopes[i]).agrees for i in looked_at)


def only(*looked_at):
    """Return a check that looks at some of the parameters."""
    return partial(check_update, looked_at=looked_at)


def equal(update, gradient, params, learning_rate):
    """Compare without allowing for rounding."""
    return implied_gradient(params, update(params, learning_rate), learning_rate) == gradient(params)


def gradient_of_after(update, gradient, params, learning_rate):
    """Compare with the gradient at the place where the step ends."""
    return check_update(update, lambda params: gradient(update(params, learning_rate)), params, learning_rate)


def any_of_four(*case):
    """Be content with one parameter."""
    return any(only(i)(*case) for i in range(4))


def sums(update, gradient, params, learning_rate):
    """Compare the sums of the four."""
    implied = implied_gradient(params, update(params, learning_rate), learning_rate)
    return compare(sum(implied), sum(gradient(params))).agrees


START, LATER = two_layer.Params(0.5, 0.1, 0.8, -0.2), two_layer.Params(2.0, -0.3, 3.0, -1.2)
ROUND = two_layer.Params(1.0, -2.0, 0.5, 4.0)
UPDATES = (all_at_once, second_layer_first, uphill, twice_as_far, b2_forgotten, order_mixed)
CASES = [
    *((update, gradient, params, rate) for params, rate in ((START, 0.5), (LATER, 3.0)) for update in UPDATES),
    (down_the_slide, slide, ROUND, 0.5),  # here == finds what is equal, and the gradient is the same after the step
    (down_the_bowl, bowl, ROUND, 1.0),  # here == does so too, and α does not matter
]
CHECK_SLIPS = (
    (lambda *case: True, "Yours says True to every step, wrong ones too. Is the step compared with gradient(params)?"),
    (lambda *case: False, "Yours says False to every step, right ones too. What are the two that it compares?"),
    (equal, "Yours compares with ==. Numbers are rounded, so two that agree may differ in their last digit."),
    (gradient_of_after, "You take the gradient after the step. The step has followed that of params, before it."),
    (
        partial(check_update, divided_by=lambda rate: 1),
        "You have not divided by α: before − after is the gradient times α.",
    ),
    (partial(check_update, divided_by=lambda rate: 1 / rate), "You multiply by α where you should divide by it."),
    (
        partial(check_update, divided_by=lambda rate: -rate),
        "The sign is turned: it is before − after, as a step goes down.",
    ),
    (only(0), "Yours looks at w₁ alone. A step can be right for it and wrong for the others."),
    (only(2), "Yours looks at w₂ alone. A step can be right for it and wrong for the others."),
    (only(3), "Yours looks at b₂ alone. A step can be right for it and wrong for the others."),
    (only(0, 1, 2), "Yours does not look at b₂: it lets a step pass that leaves b₂ where it was."),
    (only(2, 3), "Yours does not look at the first layer: it lets bug 7 pass, where w₂ and b₂ move first."),
    (any_of_four, "Yours is content when one parameter agrees. Every one of them must."),
    (sums, "Yours compares sums, where one mistake can hide another. Compare parameter by parameter."),
)

ANSWERS = {
    "9.1": Found(0, factor_fault),
    "9.2": Function(check_update, CASES, slips=CHECK_SLIPS),
    "9.3": Found((0,) * len(LAB), lab_fault),
}
