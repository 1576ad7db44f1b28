"""What is right in the exercises of chapter 9."""

from helpers import data, descent, two_layer
from helpers.exercises.kinds import Found, Function
from helpers.gradient_check import compare, implied_gradient

TABLE = data.dose_table()
FACTORS = ("y − t", "y(1 − y)", "h", "w₂", "h(1 − h)", "x")
LAB = (4, 6, 2, 7, 1, 5, 3)  # the bugs of the letters A to G


def factor_fault(answer):
    """Return why the factor of this number is not the one that was left out, h(1 − h), or None."""
    if answer not in range(1, len(FACTORS) + 1):
        return f"The list has the numbers 1 to {len(FACTORS)}, but yours is {answer:g}."
    name = FACTORS[int(answer) - 1]
    if name == "h(1 − h)":
        return None
    if name == "w₂":
        return "w₂ does stand in just these two chains. But it is 0.8, and 1/0.8 is 1.25."
    rows = {
        "y − t": "in all four chains",
        "y(1 − y)": "in all four chains",
        "h": "only in ∂L/∂w₂",
        "x": "only in ∂L/∂w₁",
    }
    return f"{name} stands {rows[name]}. Which rows are off?"


def lab_fault(answer):
    """Return which letters of the lab are answered wrongly, or None."""
    wrong = [letter for letter, bug, right in zip("ABCDEFG", answer, LAB, strict=True) if bug != right]
    if not wrong:
        return None
    return f"{len(LAB) - len(wrong)} of {len(LAB)} are right. Look again at {', '.join(wrong)}."


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


def check_update(update, gradient, params, learning_rate):
    """Return whether (before − after)/α agrees with the gradient for every parameter."""
    implied = implied_gradient(params, update(params, learning_rate), learning_rate)
    return compare(implied, gradient(params)).agrees


START, LATER = two_layer.Params(0.5, 0.1, 0.8, -0.2), two_layer.Params(2.0, -0.3, 3.0, -1.2)
UPDATES = (all_at_once, second_layer_first, uphill, twice_as_far, b2_forgotten)

ANSWERS = {
    "9.1": Found(0, factor_fault),
    "9.2": Function(
        check_update,
        [(update, gradient, params, rate) for params, rate in ((START, 2.0), (LATER, 0.1)) for update in UPDATES],
    ),
    "9.3": Found((0,) * len(LAB), lab_fault),
}
