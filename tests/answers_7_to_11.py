"""Answers to the exercises of chapters 7 to 11: 48 wrong ones and 20 right ones that are written unusually.

Those to 7.4 and 8.4 came later, by somebody who had seen how answers are judged.
"""

from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import accumulate, pairwise, repeat, takewhile

import numpy as np

from helpers import data, two_layer
from helpers.activations import sigmoid, sigmoid_prime
from helpers.descent import step
from helpers.gradient_check import compare, implied_gradient
from helpers.losses import mse
from tests.answers import HandedIn, on_paper

table = data.dose_table()


def loss(params):
    return mse(two_layer.forward(params, table.x).y, table.t)


def gradient(params):
    return two_layer.backward(params, two_layer.forward(params, table.x), table.t)


# wrong, 7.2


def w72_overwritten(x, t, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    delta2 = (y - t) * y * (1 - y)
    w2 = delta2 * h
    b2 = delta2
    delta1 = delta2 * w2 * h * (1 - h)
    w1 = delta1 * x
    b1 = delta1
    return w1, b1, w2, b2


def w72_order(x, t, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    delta2 = (y - t) * y * (1 - y)
    delta1 = delta2 * w2 * h * (1 - h)
    return delta1 * x, delta2 * h, delta1, delta2


def w72_one_sided(x, t, w1, b1, w2, b2):
    def half_square(w1, b1, w2, b2):
        return 0.5 * (sigmoid(w2 * sigmoid(w1 * x + b1) + b2) - t) ** 2

    e = 0.1
    here = half_square(w1, b1, w2, b2)
    return (
        (half_square(w1 + e, b1, w2, b2) - here) / e,
        (half_square(w1, b1 + e, w2, b2) - here) / e,
        (half_square(w1, b1, w2 + e, b2) - here) / e,
        (half_square(w1, b1, w2, b2 + e) - here) / e,
    )


def w72_bracket(x, t, w1, b1, w2, b2):
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    delta2 = (y - t) * y * (1 - y)
    delta1 = delta2 * w2 * h * 1 - h
    return delta1 * x, delta1, delta2 * h, delta2


def w72_no_sigma_and_z(x, t, w1, b1, w2, b2):
    z1 = w1 * x + b1
    y = sigmoid(w2 * z1 + b2)
    delta2 = (t - y) * y * (1 - y)
    delta1 = delta2 * w2 * sigmoid(z1) * (1 - sigmoid(z1))
    return delta1 * x, delta1, delta2 * z1, delta2


# wrong, 8.2


def w82_stale_gradient(params, learning_rate, good, most):
    slopes = gradient(params)
    for n in range(most):
        if loss(params) < good:
            return n
        params = step(params, slopes, learning_rate)
    return most


def w82_return_in_loop(params, learning_rate, good, most):
    for n in range(most):
        if loss(params) < good:
            return n
        params = step(params, gradient(params), learning_rate)
        return most
    return most


def w82_fixed_rate(params, learning_rate, good, most):
    steps = 0
    while loss(params) >= good and steps < most:
        params = step(params, gradient(params), learning_rate=2)
        steps += 1
    return steps


def w82_small_gradients(params, learning_rate, good, most):
    for n in range(most):
        slopes = gradient(params)
        if max(abs(slope) for slope in slopes) < good:
            return n
        params = step(params, slopes, learning_rate)
    return most


def w82_step_too_early(params, learning_rate, good, most):
    for n in range(most):
        params = step(params, gradient(params), learning_rate)
        if loss(params) < good:
            return n
    return most


# wrong, 9.2


def w92_first_only(update, gradient, params, learning_rate):
    after = update(params, learning_rate)
    for before, now, slope in zip(params, after, gradient(params)):
        if abs((before - now) / learning_rate - slope) < 1e-6:
            return True
        else:
            return False


def w92_gradient_after(update, gradient, params, learning_rate):
    after = update(params, learning_rate)
    return bool(compare(implied_gradient(params, after, learning_rate), gradient(after)).agrees)


def w92_exactly_equal(update, gradient, params, learning_rate):
    after = update(params, learning_rate)
    return all((p - q) / learning_rate == g for p, q, g in zip(params, after, gradient(params)))


def w92_no_abs(update, gradient, params, learning_rate):
    before, after = np.array(params), np.array(update(params, learning_rate))
    off = (before - after) / learning_rate - np.array(gradient(params))
    return bool((off < 1e-6).all())


# wrong, 10.2


def w102_wrong_count(W, h, t):
    delta, found = h[-1] - t, []
    for i in reversed(range(len(W))):
        found.insert(0, h[i].T @ delta / len(W[i]))
        delta = (delta @ W[i].T) * h[i] * (1 - h[i])
    return found


def w102_bent_output(W, h, t):
    y = h[-1]
    delta = (y - t) * y * (1 - y)
    gradients = []
    for i in reversed(range(len(W))):
        gradients.insert(0, h[i].T @ delta / len(t))
        if i > 0:
            delta = delta @ W[i].T * h[i] * (1 - h[i])
    return gradients


def w102_moved_first(W, h, t):
    delta = h[-1] - t
    gradients = []
    for i in reversed(range(len(W))):
        gradients.insert(0, h[i].T @ delta / len(t))
        delta = delta @ (W[i] - gradients[0]).T * h[i] * (1 - h[i])
    return gradients


def w102_mean_twice(W, h, t):
    delta = (h[-1] - t) / len(t)
    gradients = []
    for i in reversed(range(len(W))):
        gradients.insert(0, h[i].T @ delta / len(t))
        delta = delta @ W[i].T * h[i] * (1 - h[i])
    return gradients


def w102_sum_and_turned(W, h, t):
    delta = t - h[-1]
    gradients = []
    for i in reversed(range(len(W))):
        gradients.insert(0, h[i].T @ delta)
        delta = delta @ W[i].T * h[i] * (1 - h[i])
    return gradients


# wrong, 11.2


def w112_above_half(y, t):
    return np.mean(y[t == 1] > 0.5)


def w112_by_columns(y, t):
    hits = 0
    for answer, target in zip(y.argmax(axis=1), t.argmax(axis=1)):
        if answer == target:
            hits += 1
    return hits / len(y[0])


def w112_t_without_axis(y, t):
    return float(np.mean(y.argmax(axis=1) == t.argmax()))


def four_slopes(x, t, w1, b1, w2, b2, sign=1, last=1, through=None, slope=None):
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    delta2 = sign * (y - t) * (y * (1 - y) if slope is None else slope)
    delta1 = delta2 * (w2 if through is None else through) * h * (1 - h)
    return delta1 * x, delta1, delta2 * h, delta2 * last


def turned_residual(**numbers):
    return four_slopes(**numbers, sign=-1)


def as_the_notes_have_it(**numbers):
    return four_slopes(**numbers, last=numbers["w2"])


def without_w2(**numbers):
    return four_slopes(**numbers, through=1)


def without_slope(**numbers):
    return four_slopes(**numbers, slope=1)


WRONG = [
    # 7.1
    HandedIn(
        id="7.1",
        answer=on_paper("7.1", lambda y, t, h, w2: (y - t * y * (1 - y), (y - t * y * (1 - y)) * w2 * h * (1 - h))),
        mistake="The bracket round y − t is missing in δ₂: it is worked out as y − t·y(1 − y), and δ₁ goes on from there.",
        words="in δ₂ the brackets round y − t are missing (B8, B14)",
    ),
    HandedIn(
        id="7.1",
        answer=on_paper(
            "7.1",
            lambda y, t, h, w2: (
                (y - t) * sigmoid_prime(y),
                (y - t) * sigmoid_prime(y) * w2 * sigmoid_prime(h),
            ),
        ),
        mistake="σ' is given the outputs, σ'(y) and σ'(h), where it should be y(1 − y) and h(1 − h).",
        words="Number 1 (δ₂) is wrong: That comes out if in ∂y/∂z₂ there is σ'(y) where y·(1 − y) belongs: y has been through σ",
    ),
    HandedIn(
        id="7.1",
        answer=on_paper(
            "7.1",
            lambda y, t, h, w2: (
                (y - t) * round(y * (1 - y), 1),
                (y - t) * round(y * (1 - y), 1) * w2 * h * (1 - h),
            ),
        ),
        mistake="The slope y(1 − y) = 0.16 is rounded to 0.2 before it is multiplied, so both δ are too large by a quarter.",
        words="in ∂y/∂z₂ the factor y is missing (B14)",
    ),
    HandedIn(
        id="7.1",
        answer=on_paper("7.1", lambda y, t, h, w2: ((y - t) * y * (1 - y), (y - t) * y * (1 - y) * w2)),
        mistake="The second number stops at ∂L/∂h = δ₂·w₂; for δ₁ the factor h(1 − h) is still missing.",
        words="in δ₁ the factor ∂h/∂z₁ is missing (B16)",
    ),
    HandedIn(
        id="7.1",
        answer=on_paper("7.1", lambda y, t, h, w2: ((y - t) * y * (1 - y), (y - t) * y * (1 - y) * w2 * y * (1 - y))),
        mistake="δ₁ has y(1 − y) a second time where the first neuron's slope h(1 − h) belongs.",
        words="in ∂h/∂z₁ there is y wherever h belongs (B14)",
    ),
    # 7.2
    HandedIn(
        id="7.2",
        answer=w72_overwritten,
        mistake="The gradient δ₂·h is stored under the name w2, so the line of delta1 multiplies by the gradient instead of by the weight w₂.",
        words="In δ₁ there is ∂L/∂w₂ where w₂ belongs (B16)",
    ),
    HandedIn(
        id="7.2",
        answer=w72_order,
        mistake="The four are returned in the order w₁, w₂, b₁, b₂ instead of w₁, b₁, w₂, b₂: the two in the middle have to change places.",
        words="In what is returned the order is wrong: there is ∂L/∂w₁, ∂L/∂w₂, ∂L/∂b₁, ∂L/∂b₂ where ∂L/∂w₁, ∂L/∂b₁, ∂L/∂w₂, ∂L/∂b₂",
    ),
    HandedIn(
        id="7.2",
        answer=w72_one_sided,
        mistake="The gradients are measured with a nudge to one side only and as large as e = 0.1, which is far from the slope itself.",
        words="It is nearly right everywhere, but not quite: is a number in it rounded, or measured by nudging?",
    ),
    HandedIn(
        id="7.2",
        answer=w72_bracket,
        mistake="In the line of delta1 the bracket round 1 − h is missing: h * 1 - h subtracts h from the whole product.",
        words="In δ₁ the brackets round 1 − h are missing (B16)",
    ),
    HandedIn(
        id="7.2",
        answer=w72_no_sigma_and_z,
        mistake="Two mistakes: the second neuron (and ∂L/∂w₂) is given z₁ without the σ instead of h, and delta2 has t − y in place of y − t.",
        words="What is wrong with it I cannot tell. It is right in 0 of 54 cases. For x = 1.4, t = 0.98, w1 = 0.5, b1 = 0.1, w2 = 0.8,",
    ),
    # 7.3
    HandedIn(
        id="7.3",
        answer=(10, 10, -1, 0),
        mistake="Only the first neuron is saturated; y is about 0.27 and y(1 − y) is not small, so ∂L/∂w₂ and ∂L/∂b₂ are not: b₂ has to be far below 0.",
        words="The first neuron's two are small enough, but ∂L/∂b₂ is 0.14 in size: neither w₂ nor h(1 − h) is in its chain. Its y(1 −",
    ),
    HandedIn(
        id="7.3",
        answer=(0.5, 0.1, 0.8, 12),
        mistake="The output is saturated on the right side: y is nearly 1 and t is 0.98, so the loss is small too; the sign of b₂ has to be turned.",
        words="It would do with another sign of b2",
    ),
    # 7.4
    HandedIn("7.4", on_paper("7.4", turned_residual), "Took t − y.", "the order is turned: there is t − y"),
    HandedIn("7.4", on_paper("7.4", as_the_notes_have_it), "Took the notes' B13.", "as in the slip of the notes"),
    HandedIn("7.4", on_paper("7.4", without_w2), "Forgot w₂ on the way to h.", "in δ₁ the factor w₂ is missing"),
    HandedIn("7.4", on_paper("7.4", without_slope), "Forgot y(1 − y).", "in δ₂ the factor"),
    # 8.1
    HandedIn(
        id="8.1",
        answer=on_paper(
            "8.1",
            lambda x, y, t, w2, learning_rate, h_first, h_second: tuple(
                -learning_rate * (y - t) * y * (1 - y) * h for h in (h_first, h_second)
            ),
        ),
        mistake="This is what is added to w₂ (chain B9, ending in h), not to w₁: it should be w₂·h(1 − h)·x in place of h.",
        words="it is what is added to w₂, which ends with h (B9): asked is w₁, whose chain goes on with w₂, h(1 − h) and x (B15)",
    ),
    HandedIn(
        id="8.1",
        answer=on_paper(
            "8.1",
            lambda x, y, t, w2, learning_rate, h_first, h_second: tuple(
                -learning_rate * (y - t) * round(y * (1 - y), 1) * w2 * round(h * (1 - h), 1) * x
                for h in (h_first, h_second)
            ),
        ),
        mistake="Both slopes, y(1 − y) and h(1 − h), are rounded to one decimal before they are multiplied (0.25 to 0.2, and 0.0099 to 0).",
        words="Number 1 is wrong: no single slip leads to 1.6. Number 2 is wrong: That comes out if in δ₂ there is + where · belongs,",
    ),
    HandedIn(
        id="8.1",
        answer=on_paper(
            "8.1",
            lambda x, y, t, w2, learning_rate, h_first, h_second: tuple(
                learning_rate * (y - t) * y * (1 - y) * w2 * h * (1 - h) for h in (h_first, h_second)
            ),
        ),
        mistake="Two mistakes: the last factor x is left out (that is b₁'s gradient), and the minus of the step, −α times the gradient, is missing.",
        words="in ∂L/∂w₁ there is ∂y/∂z₂ where ∂L/∂y belongs (B15)",
    ),
    HandedIn(
        id="8.1",
        answer=on_paper(
            "8.1",
            lambda x, y, t, w2, learning_rate, h_first, h_second: (
                learning_rate * (t - y) * y * (1 - y) * w2 * h_first * (1 - h_first) * x,
                learning_rate * (t - y) * y * (1 - y) * w2 * x * (h_first * (1 - h_first) + h_second * (1 - h_second)),
            ),
        ),
        mistake="The second number is what both cases add together, as if h = 0.99 were a second step after the first; it should be the growth for h = 0.99 alone.",
        words="the second is added to the first: these are two cases, not two steps in a row",
    ),
    # 8.2
    HandedIn(
        id="8.2",
        answer=w82_stale_gradient,
        mistake="gradient(params) is computed once before the loop; it has to be computed anew in every step, at the params of then.",
        words="In the loop slope is worked out from params as it was at the start, and not anew in every round",
    ),
    HandedIn(
        id="8.2",
        answer=w82_return_in_loop,
        mistake="A `return most` stands inside the loop, so it gives up after the first step; it has to stand after the loop only.",
        words="A return stands in the loop that belongs after it: that ends in its first round",
    ),
    HandedIn(
        id="8.2",
        answer=w82_fixed_rate,
        mistake="The argument learning_rate is not used: every step is taken with α = 2.",
        words="It gives the same whatever learning_rate is: learning_rate is not used in it",
    ),
    HandedIn(
        id="8.2",
        answer=w82_small_gradients,
        mistake="It stops when the largest gradient is below good (the rule of the text); it should stop when loss(params) is below good.",
        words="Yours stops when the gradient is small. It is the loss that must be below good",
    ),
    HandedIn(
        id="8.2",
        answer=w82_step_too_early,
        mistake="The step stands before the test but n has not counted it: it returns one too few (n should be n + 1), and it never tests the start itself.",
        words="The line if loss(params) < good: comes too late: it belongs before slope = gradient(params)",
    ),
    # 8.3
    HandedIn(
        id="8.3",
        answer=(0.5, 0.1, 0.8, 10),
        mistake="b₂ = 10 (the text's sleeping output) is not between −4 and 4.",
        words="Each of the four must lie between −4 and 4",
    ),
    HandedIn(
        id="8.3",
        answer=(4, 4, 4, 4),
        mistake="All four as large as allowed is not bad enough: this start has a large loss (0.27), but it wakes up and ends below 0.004; the sign of w₁ has to be turned, so that the hidden unit falls where t rises.",
        words="It would do with another sign of w1",
    ),
    # 8.4
    HandedIn("8.4", 60.6, "Took the dose that kills half.", "It takes more"),
    HandedIn("8.4", 0.6, "Gave an x.", "That looks like an x"),
    # 9.1
    HandedIn(
        id="9.1",
        answer=4,
        mistake="The rows of w₁ and b₁ point to w₂ or h(1 − h), but 1/4.675 is 0.2139, which is h(1 − h), number 5; w₂ left out would show as 1/0.8 = 1.25.",
        words="Number 4 is w₂. It stands in ∂L/∂w₁ and ∂L/∂b₁. Left out, it would give the ratios 1.250, 1.250, 1.000, 1.000, but 1",
    ),
    HandedIn(
        id="9.1",
        answer=0.2139,
        mistake="This is the value of the factor that was left out; asked is its number in the list, 5 for h(1 − h).",
        words="That is the value of the factor that is missing. Give its number, from 1 to 6",
    ),
    # 9.2
    HandedIn(
        id="9.2",
        answer=w92_first_only,
        mistake="Both returns stand inside the loop, so only the first parameter, w₁, is ever looked at; True may be returned only after the loop.",
        words="Yours looks at w₁ alone: is there a return in the loop, which ends it after the first? A step can be right for w₁ and",
    ),
    HandedIn(
        id="9.2",
        answer=w92_gradient_after,
        mistake="The claimed gradient is taken at the parameters after the step, gradient(after); it has to be gradient(params).",
        words="In what is returned there is after where params belongs",
    ),
    HandedIn(
        id="9.2",
        answer=w92_exactly_equal,
        mistake="The numbers are compared with ==; after rounding they are hardly ever exactly equal, so a right code fails: allow a small difference.",
        words="Yours compares with ==. Numbers are rounded, so two that agree may differ in their last digit",
    ),
    HandedIn(
        id="9.2",
        answer=w92_no_abs,
        mistake="The difference has no abs: a step that follows a smaller number than the gradient makes it negative and passes.",
        words="Yours asks only whether the difference is below a small number, and a negative one always is. Take its size, abs, first",
    ),
    # 9.3
    HandedIn(
        id="9.3",
        answer=(5, 3, 7, 1, 6, 2, 4),
        mistake="The table is read the other way round: for the bugs 1 to 7 it gives the letters (A = 1 … G = 7), asked are the bugs of the letters A to G.",
        words="Yours is turned round, it has the letter of each bug. Write for each letter the number of its bug",
    ),
    HandedIn(
        id="9.3",
        answer=(4, 5, 2, 7, 1, 6, 3),
        mistake="B and F are mixed up: B is the sum (ratio 8 on the table, 1 on row 7), so 6, and F is the half (ratio ½), so 5.",
        words="5 of 7 are right. Look again at B, F. B is not bug 5, which halves all four rows",
    ),
    # 10.1
    HandedIn(
        id="10.1",
        answer=on_paper("10.1", lambda delta2, W2: tuple((delta2 @ W2).ravel())),
        mistake="The transpose is missing: delta2 @ W2 reads W2 down its columns; a unit collects along its row, delta2 @ W2.T.",
        words="there is W₂ where W₂.T belongs",
    ),
    HandedIn(
        id="10.1",
        answer=on_paper("10.1", lambda delta2, W2: tuple((delta2 * W2.sum(axis=1)).ravel())),
        mistake="Each unit's weights are added up first and then multiplied by one δ₂, the first unit's by the first and the second's by the second; each weight needs the δ₂ of its own output.",
        words="each unit's weights are added first, and multiplied by one δ₂: each weight goes with the δ₂ of its own output",
    ),
    HandedIn(
        id="10.1",
        answer=on_paper("10.1", lambda delta2, W2: tuple((delta2 @ W2.T / W2.shape[1]).ravel())),
        mistake="The two outputs' shares are averaged (divided by 2); they have to be added up.",
        words="there is (δ₂·W₂).mean(axis=1) where (δ₂·W₂).sum(axis=1) belongs",
    ),
    HandedIn(
        id="10.1",
        answer=on_paper("10.1", lambda delta2, W2: tuple((delta2 * np.diag(W2)).ravel())),
        mistake="Unit 1 takes only output 1 and unit 2 only output 2 (`*` with the diagonal of W2); each unit has to add up over both outputs.",
        words="one output is taken for each unit: each sent to both outputs, and collects from both",
    ),
    # 10.2
    HandedIn(
        id="10.2",
        answer=w102_wrong_count,
        mistake="Divides by len(W[i]), the number of units that go in; it has to be the number of examples, len(t).",
        words="You divide by the number of units. Divide by the number of examples, len(t).",
    ),
    HandedIn(
        id="10.2",
        answer=w102_bent_output,
        mistake="Takes δ = (y − t)·y(1 − y) as in the table; the output has no activation here, so δ is y − t.",
        words="The last layer has no activation here: δ begins as y − t.",
    ),
    HandedIn(
        id="10.2",
        answer=w102_moved_first,
        mistake="W[i] is moved by its gradient before delta is stepped back; delta needs the W that was handed in.",
        words="It is right in 1 of 4 cases.",
    ),
    HandedIn(
        id="10.2",
        answer=w102_mean_twice,
        mistake="delta is divided by N at the top and the gradients once more.",
        words="In δ the division by len(t) is one too many",
    ),
    HandedIn(
        id="10.2",
        answer=w102_sum_and_turned,
        mistake="Two mistakes: δ is t − y, and the gradient of W[i] is a sum over the examples (/N is missing).",
        words="There is h[i].T @ δ where h[i].T @ δ/len(t) belongs. In δ the order is turned: there is t − h[-1].",
    ),
    # 10.3
    HandedIn(
        id="10.3",
        answer=3,
        mistake="This counts the turning points (valley, hill, valley) instead of the slopes, of which there are 4; with 3 units the loss stays at 0.0375.",
        words="With 3 the loss ends at 0.0375, which is not below 0.005. More are needed",
    ),
    # 11.1
    HandedIn(
        id="11.1",
        answer=on_paper("11.1", lambda inputs, units, outputs: inputs + 1 * units + units + 1 * outputs),
        mistake="The brackets are missing: it should be (inputs + 1)·units + (units + 1)·outputs.",
        words="the brackets round inputs + 1 and units + 1 are missing",
    ),
    HandedIn(
        id="11.1",
        answer=on_paper("11.1", lambda inputs, units, outputs: inputs * units + inputs + units * outputs + units),
        mistake="The biases are counted at the sending side, 64 and 32; each neuron that receives has one, so 32 and 10.",
        words="the biases are counted where numbers are sent from, at inputs and hidden units: those that receive have them, hidden",
    ),
    HandedIn(
        id="11.1",
        answer=on_paper("11.1", lambda inputs, units, outputs: inputs * units + 1 + units * outputs + 1),
        mistake="It counts a single bias for each layer; every neuron has its own, 32 in the hidden layer and 10 in the output layer.",
        words="each layer gets one bias: each hidden unit and each output has its own",
    ),
    # 11.2
    HandedIn(
        id="11.2",
        answer=w112_above_half,
        mistake="An image counts as right if the output at its target is above 0.5; it should count if that output is the largest of its row.",
        words="Yours asks whether the target's output is above 0.5. An image is right if that output is the largest of its row",
    ),
    HandedIn(
        id="11.2",
        answer=w112_by_columns,
        mistake="The hits are divided by the number of columns, len(y[0]), instead of the number of images, len(y).",
        words="Yours divides by the number of columns. Divide by the number of images, len(y)",
    ),
    HandedIn(
        id="11.2",
        answer=w112_t_without_axis,
        mistake="t.argmax() has no axis=1: it is one place in the whole table, not the place of the 1 in each row.",
        words="In wanted there is t.argmax() where t.argmax(axis=1) belongs",
    ),
    # 11.3
    HandedIn(
        id="11.3",
        answer=8,
        mistake="8 is the example of the text and reaches more than 90 % in the mean (94 %), but it is not the smallest number: fewer units were not tried, 6 are enough.",
        words="8 are enough (94%), but so are 7 (94%)",
    ),
]


# right, 7.2


def r72_complex_step(x, t, w1, b1, w2, b2):
    """Autodiff by a complex nudge: no difference is taken, so it can be as small as 1e-30."""

    def bend(z):
        return 0.5 * (1 + np.tanh(z / 2))

    start = np.array([w1, b1, w2, b2], dtype=complex)
    slopes = []
    for nudge in 1e-30j * np.eye(4):
        v1, a1, v2, a2 = start + nudge
        slopes.append(float((0.5 * (bend(v2 * bend(v1 * x + a1) + a2) - t) ** 2).imag / 1e-30))
    return tuple(slopes)


class Dual:
    """A number and its four slopes."""

    def __init__(self, value, slopes):
        self.value, self.slopes = value, slopes

    def __mul__(self, other):
        return Dual(self.value * other.value, self.slopes * other.value + other.slopes * self.value)

    def __add__(self, other):
        return Dual(self.value + other.value, self.slopes + other.slopes)

    def bent(self):
        return Dual(sigmoid(self.value), self.slopes * (sigmoid(self.value) * sigmoid(-self.value)))


class FourGradients:
    def __call__(self, x, t, w1, b1, w2, b2):
        w1, b1, w2, b2 = (Dual(p, row) for p, row in zip((w1, b1, w2, b2), np.eye(4)))
        h = (w1 * Dual(x, np.zeros(4)) + b1).bent()
        miss = (w2 * h + b2).bent() + Dual(-t, np.zeros(4))
        return (miss * miss * Dual(0.5, np.zeros(4))).slopes


def r72_jacobians(x, t, w1, b1, w2, b2):
    """State (h or z, w2, b2) and so on: one matrix for each line, multiplied from the loss backward."""
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    to_z1 = np.array([[x, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=float)
    to_h = np.diag([h - h * h, 1.0, 1.0])
    to_z2 = np.array([[w2, h, 1.0]])
    return tuple((np.array([[(y - t) * (y - y**2)]]) @ to_z2 @ to_h @ to_z1)[0])


def r72_pullbacks(x, t, w1, b1, w2, b2):
    def neuron(weight, bias, into):
        out = sigmoid(weight * into + bias)

        def back(slope):
            delta = slope * out * (1 - out)
            return [delta * into, delta], delta * weight

        return out, back

    h, back1 = neuron(w1, b1, x)
    y, back2 = neuron(w2, b2, h)
    second, at_h = back2(y - t)
    return back1(at_h)[0] + second


# right, 8.2


def r82_takewhile(params, learning_rate, good, most):
    path = accumulate(repeat(None, most), lambda p, _: step(p, gradient(p), learning_rate), initial=params)
    return min(most, sum(1 for _ in takewhile(lambda p: not loss(p) < good, path)))


def r82_halves(params, learning_rate, good, most):
    """Walk the first half of the steps, then the second: the recursion is only log2(most) deep."""

    def walk(here, n):
        if n == 0 or loss(here) < good:
            return 0, here
        if n == 1:
            return 1, step(here, gradient(here), learning_rate)
        first, there = walk(here, n // 2)
        if first < n // 2:
            return first, there
        second, end = walk(there, n - n // 2)
        return first + second, end

    return walk(params, most)[0]


def r82_own_step(params, learning_rate, good, most):
    taken, now = 0, np.array(params, dtype=float)
    while taken != most:
        as_params = two_layer.Params(*now)
        if loss(as_params) < good:
            break
        now = now - learning_rate * np.array(gradient(as_params))
        taken = taken + 1
    return taken


# right, 9.2


def flat(numbers):
    if isinstance(numbers, (list, tuple)):
        return [number for part in numbers for number in flat(part)]
    return [float(number) for number in np.ravel(numbers)]


def r92_fractions(update, gradient, params, learning_rate):
    before, after, claimed = flat(params), flat(update(params, learning_rate)), flat(gradient(params))
    implied = [(Fraction(p) - Fraction(q)) / Fraction(float(learning_rate)) for p, q in zip(before, after)]
    return not any(
        abs(g - Fraction(c)) > Fraction(1, 10**6) * max(abs(g), abs(Fraction(c))) + Fraction(1, 10**9)
        for g, c in zip(implied, claimed)
    )


def r92_forward(update, gradient, params, learning_rate):
    """Take the claimed step ourselves and see whether we land in the same place, measured in units of α."""
    ours = np.array(flat(step(params, gradient(params), learning_rate)))
    theirs = np.array(flat(update(params, learning_rate)))
    size = np.abs(np.array(flat(gradient(params))))
    return bool(np.max(np.abs(ours - theirs) / learning_rate - 1e-6 * size) <= 1e-9)


# right, 10.2


def r102_recursion(W, h, t):
    """The layers from the front, each asking the rest for the slope of what it sends."""

    def rest(i):
        if i == len(W):
            return [], h[-1] - t
        behind, arriving = rest(i + 1)
        here = h[i].T @ arriving / len(t)
        return [here, *behind], (W[i] @ arriving.T).T * (0.25 - (h[i] - 0.5) ** 2)

    return rest(0)[0]


def r102_examples(W, h, t):
    totals = [np.zeros(np.shape(matrix)) for matrix in W]
    for n in range(len(t)):
        d = h[-1][n] - t[n]
        for i in range(len(W) - 1, -1, -1):
            totals[i] += np.outer(h[i][n], d) / len(t)
            d = [sum(w * s for w, s in zip(row, d)) * u * (1 - u) for row, u in zip(W[i], h[i][n])]
    return tuple(totals)


def r102_einsum(W, h, t):
    delta, gradients = h[-1] - t, {}
    for i in range(len(W))[::-1]:
        gradients[i] = np.einsum("ni,no->io", h[i], delta) / t.shape[0]
        delta = np.einsum("no,io,ni->ni", delta, W[i], h[i] - h[i] ** 2)
    return np.array([gradients[i] for i in range(len(W))])


# right, 11.2


def r112_confusion(y, t):
    counts = np.zeros((y.shape[1], y.shape[1]))
    np.add.at(counts, (t.argmax(axis=1), y.argmax(axis=1)), 1)
    return np.trace(counts) / counts.sum()


def r112_fraction(y, t):
    def place(row):
        return max(range(len(row)), key=lambda i: row[i])

    return Fraction(sum(place(a) == place(b) for a, b in zip(y, t)), len(y))


RIGHT = [
    HandedIn(
        id="7.1",
        answer=on_paper(
            "7.1",
            lambda y, t, h, w2: tuple(
                np.cumprod(np.array([(y - t) * (y - y * y), w2 * (0.25 - (h - 0.5) ** 2)], dtype=np.float32))
            ),
        ),
    ),
    HandedIn(id="7.2", answer=r72_complex_step),
    HandedIn(id="7.2", answer=FourGradients()),
    HandedIn(id="7.2", answer=r72_jacobians),
    HandedIn(id="7.2", answer=r72_pullbacks),
    HandedIn(id="7.3", answer=(0, 0, 0, -12)),
    HandedIn(
        id="8.1",
        answer=on_paper(
            "8.1",
            lambda x, y, t, w2, learning_rate, h_first, h_second: [
                reduce(
                    lambda a, b: a * b,
                    (Decimal(str(f)) for f in (learning_rate, w2, x)),
                    (Decimal(str(t)) - Decimal(str(y))) * Decimal(str(y)) * (1 - Decimal(str(y))),
                )
                * (h - h**2)
                for h in (Decimal(str(h_first)), Decimal(str(h_second)))
            ],
        ),
    ),
    HandedIn(id="8.2", answer=r82_takewhile),
    HandedIn(id="8.2", answer=r82_halves),
    HandedIn(id="8.2", answer=r82_own_step),
    HandedIn(id="8.3", answer=(-3.9, 3.9, 3.9, 3.9)),
    HandedIn(id="9.2", answer=r92_fractions),
    HandedIn(id="9.2", answer=r92_forward),
    HandedIn(
        id="10.1",
        answer=on_paper(
            "10.1",
            lambda delta2, W2: tuple(
                float(sum(Fraction(str(float(d))) * Fraction(str(float(w))) for d, w in zip(np.ravel(delta2), row)))
                for row in W2
            ),
        ),
    ),
    HandedIn(id="10.2", answer=r102_recursion),
    HandedIn(id="10.2", answer=r102_examples),
    HandedIn(id="10.2", answer=r102_einsum),
    HandedIn(
        id="11.1",
        answer=on_paper(
            "11.1", lambda inputs, units, outputs: sum((a + 1) * b for a, b in pairwise((inputs, units, outputs)))
        ),
    ),
    HandedIn(id="11.2", answer=r112_confusion),
    HandedIn(id="11.2", answer=r112_fraction),
]

ANSWERS = [*WRONG, *RIGHT]
