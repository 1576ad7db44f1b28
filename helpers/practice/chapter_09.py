"""What is right in the exercises of chapter 9: the lines, and the cases or numbers that they are tried with."""

import numpy as np

from helpers import data, descent, two_layer
from helpers.gradient_check import compare, implied_gradient
from helpers.practice.kinds import to_find, to_write

TABLE = data.dose_table()
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)
FACTORS = ("dL_dy", "dy_dz2", "dz2_dw2", "dz2_dh", "dh_dz1", "dz1_dw1")  # by number, from 1 on
LAB = (4, 6, 2, 7, 1, 5, 3)  # the bugs of the letters A to G


def shown_by(factor):
    """Return by what the four gradients are off if the factor of this number is left out, and the factor."""
    local = two_layer.local_derivatives(START, two_layer.forward(START, 1.4), 0.98)
    without = two_layer.gradients(local._replace(**{FACTORS[factor - 1]: 1.0}))
    ratios = np.divide(without, two_layer.gradients(local))
    return {"ratios": ", ".join(f"{ratio:.3f}" for ratio in ratios), "value": getattr(local, FACTORS[factor - 1])}


@to_find("9.1", 0, page={"factor": 5}, others={"factor": (1, 2, 3, 4, 6)}, shows=shown_by)
def not_missing(answer, factor):
    value = shown_by(factor)["value"]
    if answer in range(1, 7):
        would = {"would": shown_by(int(answer))["ratios"], "factor": value}
        return None if answer == factor else (f"number {answer:g}", would)
    if np.isclose(answer, 1 / value, rtol=0.001):
        return "ratio", {}
    return "value" if np.isclose(answer, value, rtol=0.005) else "no number", {"answer": answer}


@to_find("9.3", (0,) * len(LAB))
def not_the_bugs(answer):
    wrong = [(letter, bug) for letter, bug, right in zip("ABCDEFG", answer, LAB, strict=True) if bug != right]
    if not wrong:
        return None
    if tuple(answer) == tuple(1 + LAB.index(bug) for bug in range(1, 8)):
        return "turned round", {}
    if not {*answer} <= {*LAB}:
        return "no bug", {}
    letter, bug = wrong[0]
    letters = ", ".join(letter for letter, _ in wrong)
    return f"bug {bug:g}", {"right": len(LAB) - len(wrong), "letters": letters, "letter": letter}


def one_by_one(update, gradient, params, learning_rate):
    after = update(params, learning_rate)
    slope = gradient(params)
    return all([compare((params[i] - after[i]) / learning_rate, slope[i]).agrees for i in range(4)])


def cases_of_updates(random):
    """Return right and wrong steps at two places, and two where numbers are round, so that == finds what is equal."""
    later = two_layer.Params(2.0, -0.3, 3.0, random.choice((-1.2, -1.0, -0.8)))
    scales = ((1, 1, 1, 1), (-1, -1, -1, -1), (2, 2, 2, 2), (1, 1, 1, 0), (1.1, 0.9, 0.9, 0.9))
    updates = [following(table_gradient, scale) for scale in scales] + [
        *map(following, (second_layer_first, order_mixed))
    ]
    cases = [
        (update, table_gradient, params, rate) for params, rate in ((START, 0.5), (later, 3.0)) for update in updates
    ]
    start = two_layer.Params(1.0, -2.0, 0.5, 4.0)
    return [*cases, (following(slide), slide, start, 0.5), (following(bowl), bowl, start, 1.0)]


@to_write("9.2", cases_of_updates, written=[one_by_one])
def check_update(update, gradient, params, learning_rate):
    after = update(params, learning_rate)
    implied = implied_gradient(params, after, learning_rate)
    return compare(implied, gradient(params)).agrees


def only(places, update, gradient, params, learning_rate):
    followed = implied_gradient(params, update(params, learning_rate), learning_rate)
    return all(compare(followed[int(i)], gradient(params)[int(i)]).agrees for i in places)


def table_gradient(params):
    return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)


def following(gradient, scale=(1, 1, 1, 1)):
    """Return an update that follows a gradient, each slope times a number of its own."""

    def update(params, learning_rate):
        return descent.step(params, two_layer.Params(*np.multiply(gradient(params), scale)), learning_rate)

    return update


def second_layer_first(params):
    """Return a gradient whose first layer has seen the new second one."""
    slopes = table_gradient(params)
    halfway = params._replace(w2=params.w2 - slopes.w2 / 2, b2=params.b2 - slopes.b2 / 2)
    late = two_layer.backward(halfway, two_layer.forward(params, TABLE.x), TABLE.t)
    return slopes._replace(w1=late.w1, b1=late.b1)


def order_mixed(params):
    w1, b1, w2, b2 = table_gradient(params)
    return two_layer.Params(w1, w2, b1, b2)


def slide(params):
    return two_layer.Params(2.0, 1.0, -0.5, 4.0)


def bowl(params):
    return params
