"""Answers to the exercises of chapters 1 to 6: 52 wrong ones and 20 right ones that are written unusually.

Those to 1.4, 3.5 and 4.4 came later, by somebody who had seen how answers are judged.
"""

import functools
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime
from helpers.gradient_check import numerical_gradient
from tests.answers import HandedIn, on_paper

# wrong, to write


def wrong_12_bracket(w1, w2, b, x1):
    return -(w1 * x1) / w2 + b


def wrong_12_minus_covers_first_only(w1, w2, b, x1):
    return (-w1 * x1 + b) / w2


def wrong_12_weights_swapped(w1, w2, b, x1):
    return (w2 * x1 + b) / w1


def wrong_22_precedence(f, z, nudge=0.00001):
    return (f(z + nudge) - f(z - nudge)) / 2 * nudge


def wrong_22_one_side(f, z, nudge=0.00001):
    return (f(z + nudge) - f(z)) / nudge


def wrong_22_own_nudge(f, z, nudge=0.00001):
    e = 0.00001
    return (f(z + e) - f(z - e)) / (2 * e)


def wrong_33_h_into_third(x, w1, b1, w2, b2, w3, b3):
    h = sigmoid(w1 * x + b1)
    y = sigmoid(w2 * h + b2)
    out = sigmoid(w3 * h + b3)
    return out


def wrong_33_loop_bound(x, w1, b1, w2, b2, w3, b3):
    w, b = [w1, w2, w3], [b1, b2, b3]
    out = x
    for i in range(len(w) - 1):
        out = sigmoid(w[i] * out + b[i])
    return out


def wrong_33_rounds_inside(x, w1, b1, w2, b2, w3, b3):
    h = np.round(sigmoid(w1 * x + b1), 1)
    y = np.round(sigmoid(w2 * h + b2), 1)
    return sigmoid(w3 * y + b3)


def wrong_34_other_order(w1, b1, w2, b2):
    return w1 * w2, w1 * b2 + b1


def wrong_34_bias_first(w1, b1, w2, b2):
    w = w2 * w1
    b = w2 * b1 + b2
    return b, w


def wrong_34_returns_the_line(w1, b1, w2, b2):
    return lambda x: w2 * (w1 * x + b1) + b2


def wrong_42_overwritten(L, w1, b1, w2, b2, nudge=0.00001):
    b2 = b2 + nudge
    up = L(w1, b1, w2, b2)
    b2 = b2 - nudge
    down = L(w1, b1, w2, b2)
    return (up - down) / (2 * nudge)


def wrong_42_order_of_arguments(L, w1, b1, w2, b2, nudge=0.00001):
    return (L(w1, w2, b1, b2 + nudge) - L(w1, w2, b1, b2 - nudge)) / (2 * nudge)


def wrong_42_sign_and_two(L, w1, b1, w2, b2, nudge=0.00001):
    up = L(w1, b1, w2, b2 + nudge)
    down = L(w1, b1, w2, b2 - nudge)
    return (down - up) / nudge


def wrong_52_slope_before_loop(f, w, learning_rate, steps):
    slope = numerical_gradient(f, w)
    for _ in range(steps):
        w = w - learning_rate * slope
    return w


def wrong_52_return_inside(f, w, learning_rate, steps):
    for _ in range(steps):
        w = w - learning_rate * numerical_gradient(f, w)
        return w


def wrong_52_bound(f, w, learning_rate, steps):
    for _ in range(1, steps):
        w = w - learning_rate * numerical_gradient(f, w)
    return w


def wrong_52_never_carried_over(f, w, learning_rate, steps):
    w_new = w
    for _ in range(steps):
        w_new = w - learning_rate * numerical_gradient(f, w)
    return w_new


def wrong_62_times_x(w, b, x):
    return sigmoid_prime(w * x + b) * x


def wrong_62_prime_of_h(w, b, x):
    h = sigmoid(w * x + b)
    return sigmoid_prime(h) * w


def wrong_62_brackets(w, b, x):
    h = sigmoid(w * x + b)
    return h * 1 - h * w


WRONG = [
    # 1.1
    HandedIn(
        id="1.1",
        answer=on_paper("1.1", lambda w1, w2, b, x1, x2: w1 * x2 + w2 * x1 + b),
        mistake="Crossed the inputs: took w1*x2 + w2*x1; each weight has to multiply its own input, w1*x1 + w2*x2.",
        words="the places of w₁ and w₂ are exchanged",
    ),
    HandedIn(
        id="1.1",
        answer=on_paper("1.1", lambda w1, w2, b, x1, x2: (w1 * x1 + b) + (w2 * x2 + b)),
        mistake="Added the bias once for each input, so b is counted twice; it has to be added only once.",
        words="the step of the weighted sum is taken: the sum itself is asked for",
    ),
    HandedIn(
        id="1.1",
        answer=on_paper("1.1", lambda w1, w2, b, x1, x2: [w1 * x1, w2 * x2, b]),
        mistake="Gave the list of the three terms w1*x1, w2*x2 and b (wrong shape) and did not add them up to one number.",
        words="Your answer must be one number, but it is 3 numbers. Add them up",
    ),
    # 1.2
    HandedIn(
        id="1.2",
        answer=wrong_12_bracket,
        mistake="Bracket: divided only -w1*x1 by w2 and then added b as it is; the bias has to be negated and divided by w2 too.",
        words="There are two mistakes. There is + where − belongs, before b/w₂. There is b where b/w₂ belongs",
    ),
    HandedIn(
        id="1.2",
        answer=wrong_12_minus_covers_first_only,
        mistake="Sign of b: the minus stands in front of w1*x1 only; it has to cover the bias as well, (-w1*x1 - b)/w2.",
        words="The minus before w₁·x₁ + b belongs to all of it (F2)",
    ),
    HandedIn(
        id="1.2",
        answer=wrong_12_weights_swapped,
        mistake="Two mistakes: w1 and w2 have changed places (divides by w1 and multiplies x1 by w2), and the minus in front is missing.",
        words="There are two mistakes. The places of w₁ and w₂ are exchanged. The minus before w₂·x₁ + b is missing (F2)",
    ),
    # 1.3
    HandedIn(
        id="1.3",
        answer=(-1, -1, 2),
        mistake="The bias 2 makes the sum at (1, 1) exactly 0, and step(0) is 1; the bias has to be below 2.",
        words="It says 1 at every corner: at (1, 1) its sum must be below 0, so b is too large, or the weights not negative enough",
    ),
    HandedIn(
        id="1.3",
        answer=(-1, -1, -1.5),
        mistake="Took AND's (1, 1, -1.5) and turned the sign of the two weights but not of the bias; b has to become +1.5.",
        words="It would do with another sign of b",
    ),
    # 1.4
    HandedIn("1.4", on_paper("1.4", lambda w, b: -b / w), "Set the line to 0.", "the line is set to 0"),
    HandedIn("1.4", on_paper("1.4", lambda w, b: w + b), "Read the line at x = 1.", "the line is read at x = 1"),
    HandedIn("1.4", on_paper("1.4", lambda w, b: 1 - b), "Forgot to divide by w.", "1 − b where (1 − b)/w belongs"),
    HandedIn("1.4", on_paper("1.4", lambda w, b: (1 + b) / w), "Added b to the 1.", "+ where − belongs, before b"),
    # 2.1
    HandedIn(
        id="2.1",
        answer=on_paper("2.1", lambda out1, out2, z1, z2: (z2 - z1) / (out2 - out1)),
        mistake="Turned the ratio upside down: run / rise in place of rise / run.",
        words="at the end the order is turned: there is run/rise",
    ),
    HandedIn(
        id="2.1",
        answer=on_paper("2.1", lambda out1, out2, z1, z2: out2 - out1),
        mistake="Gave the rise out2 - out1 alone and forgot to divide it by the run z2 - z1.",
        words="at the end there is rise where rise/run belongs",
    ),
    # 2.2
    HandedIn(
        id="2.2",
        answer=wrong_22_precedence,
        mistake="Missing bracket: '/ 2 * nudge' divides by 2 and then multiplies by nudge; it has to be '/ (2 * nudge)'.",
        words="In what is returned the brackets round 2·nudge are missing",
    ),
    HandedIn(
        id="2.2",
        answer=wrong_22_one_side,
        mistake="Nudges to one side only: subtracts f(z) and divides by nudge (forward difference); it has to be f(z - nudge) and 2*nudge.",
        words="You nudge to one side only. Ask f on both sides, at z + nudge and at z − nudge, which are 2·nudge apart",
    ),
    HandedIn(
        id="2.2",
        answer=wrong_22_own_nudge,
        mistake="Does not use the argument nudge: a fixed e = 0.00001 is used in its place.",
        words="It gives the same whatever nudge is: nudge is not used in it",
    ),
    # 2.3
    HandedIn(
        id="2.3",
        answer=on_paper("2.3", lambda y: sigmoid_prime(y)),
        mistake="Took the output 0.8 for z and worked out sigmoid_prime(0.8); 0.8 is already the sigmoid's value, so the slope is y*(1 - y).",
        words="there is σ'(y) where y·(1 − y) belongs: y has been through σ already (B14)",
    ),
    HandedIn(
        id="2.3",
        answer=on_paper("2.3", lambda y: 1 - y**2),
        mistake="Used the slope of tanh, 1 - y**2, in place of the sigmoid's y*(1 - y).",
        words="it is 1 − y², the slope of tanh: that of σ is B14",
    ),
    # 2.4
    HandedIn(
        id="2.4",
        answer=2.1,
        mistake="Looked for the z where the slope is 0.1, in place of a tenth of 0.25, which is 0.025.",
        words="There the slope is 0.1. You want a tenth of 0.25",
    ),
    HandedIn(
        id="2.4",
        answer=1.8,
        mistake="Read it off with tanh chosen in the picture (its slope is a tenth of its largest, 1, at z = 1.8) in place of sigmoid.",
        words="There the slope of tanh is a tenth of its largest. Choose sigmoid in the picture",
    ),
    # 3.1
    HandedIn(
        id="3.1",
        answer=on_paper("3.1", lambda x, w1, b1, w2, b2: w2 * sigmoid(w1 * x + b1) + b2),
        mistake="Stopped at z2: the second neuron's sigmoid is missing, y is sigmoid(z2).",
        words="at the end σ is missing: there is z₂ where σ(z₂) belongs (B10)",
    ),
    HandedIn(
        id="3.1",
        answer=on_paper("3.1", lambda x, w1, b1, w2, b2: sigmoid(w2 * (sigmoid(w1 * x + b1) + b2))),
        mistake="Bracket: w2 multiplies h + b2; it has to multiply h only, and b2 is added after that.",
        words="in z₂ there are brackets too many: w₂·(h + b₂) (B11)",
    ),
    HandedIn(
        id="3.1",
        answer=on_paper("3.1", lambda x, w1, b1, w2, b2: sigmoid(w2 * sigmoid(w1 * x + b1) + b1)),
        mistake="Wrong name: the second neuron adds b1 again; it has to add b2.",
        words="the minus of b₂ is lost",
    ),
    # 3.2
    HandedIn(
        id="3.2",
        answer=(1, -8, 0, 4),
        mistake="Wrote the numbers in the order w1, w2, b1, b2; the order has to be w1, b1, w2, b2, that is (1, 0, -8, 4).",
        words="The order is wrong: you gave w1, w2, b1, b2, and w1, b1, w2, b2 is asked for",
    ),
    # 3.3
    HandedIn(
        id="3.3",
        answer=wrong_33_h_into_third,
        mistake="Wrong variable: the third neuron is given h, the first one's output, in place of y, the second one's.",
        words="In what is returned there is h₁ where h₂ belongs",
    ),
    HandedIn(
        id="3.3",
        answer=wrong_33_loop_bound,
        mistake="Loop bound: range(len(w) - 1) runs over the first two layers only, the third is left out; it has to be range(len(w)).",
        words="What is returned is h₂, and σ(w₃·h₂ + b₃) is still to come",
    ),
    HandedIn(
        id="3.3",
        answer=wrong_33_rounds_inside,
        mistake="Rounds h and y to one decimal on the way; the outputs between the layers have to be passed on unrounded.",
        words="In h₂ there is rounding on the way, to 1 digit after the point",
    ),
    # 3.4
    HandedIn(
        id="3.4",
        answer=wrong_34_other_order,
        mistake="Put the layers together in the wrong order: the bias is w1*b2 + b1; it has to be w2*b1 + b2.",
        words="The weight is right. For the bias, the neurons have changed places: it is b₁ that goes through the second neuron, and",
    ),
    HandedIn(
        id="3.4",
        answer=wrong_34_bias_first,
        mistake="Returns the two in the wrong order, the bias first; the weight has to come first.",
        words="In what is returned the order is wrong: there is bias, weight where weight, bias belongs",
    ),
    HandedIn(
        id="3.4",
        answer=wrong_34_returns_the_line,
        mistake="Returns the line as a function of x (wrong type), in place of the two numbers w2*w1 and w2*b1 + b2.",
        words="For w1 = 1.6, b1 = -1.1, w2 = 1.5, b2 = 1.8 your function's value must be 2 numbers, but it is <lambda>",
    ),
    # 3.5
    HandedIn("3.5", on_paper("3.5", lambda w2, b2: sigmoid(b2)), "Took h = 0.", "the level where h is 0 is taken"),
    HandedIn("3.5", on_paper("3.5", lambda w2, b2: w2 + b2), "Left out the last σ.", "σ is missing"),
    HandedIn("3.5", 1, "Gave the level of h.", "h is taken for the output"),
    # 4.1
    HandedIn(
        id="4.1",
        answer=on_paper("4.1", lambda y1, t1, y2, t2: (((y1 - t1) + (y2 - t2)) / 2) ** 2),
        mistake="Wrong order of mean and square: squared the mean of the residuals; each residual has to be squared first, then the mean.",
        words="the mean is squared: B1 squares each residual first, and takes the mean after that",
    ),
    HandedIn(
        id="4.1",
        answer=on_paper("4.1", lambda y1, t1, y2, t2: (0.5 * (y1 - t1) ** 2 + 0.5 * (y2 - t2) ** 2) / 2),
        mistake="Put the factor 1/2 of half_squared_error into the MSE; the MSE has no 1/2 beside the 1/N.",
        words="there is a ½ in it: that belongs to B7, and B1 has none beside the division by how many there are",
    ),
    HandedIn(
        id="4.1",
        answer=on_paper("4.1", lambda y1, t1, y2, t2: ((y1 - y2) ** 2 + (t1 - t2) ** 2) / 2),
        mistake="Paired the numbers wrongly: subtracted the answers from one another and the targets from one another; each answer has to be compared with its own target.",
        words="output is compared with output and target with target: a residual is an output minus its own target",
    ),
    # 4.2
    HandedIn(
        id="4.2",
        answer=wrong_42_overwritten,
        mistake="b2 is overwritten by b2 + nudge, so that b2 - nudge only leads back to the start and 'down' is taken at b2 itself: half the slope comes out; it has to be nudged down from the old b2.",
        words="One of your two calls asks L at b₂ itself: is b₂ overwritten by b₂ + nudge before the other one? That one must ask at",
    ),
    HandedIn(
        id="4.2",
        answer=wrong_42_order_of_arguments,
        mistake="Calls L with the arguments in the order w1, w2, b1, b2; L takes w1, b1, w2, b2.",
        words="The places of b₁ and w₂ are exchanged",
    ),
    HandedIn(
        id="4.2",
        answer=wrong_42_sign_and_two,
        mistake="Two mistakes: down - up in place of up - down (sign), and the factor 2 is missing from the divisor 2*nudge.",
        words="There are two mistakes. In what is returned the factor 2 of 2·nudge is missing (B3). In rise the order is turned: there",
    ),
    # 4.3
    HandedIn(
        id="4.3",
        answer=0.414,
        mistake="Gave the b2 found in the picture with w2 = 0; c is the output sigmoid(b2), not b2.",
        words="That looks like b₂ in the first picture. c is the output that this b₂ makes",
    ),
    HandedIn(
        id="4.3",
        answer=0.66,
        mistake="Took the median of the eight targets in place of their mean.",
        words="That is the median, the middle of the sorted targets, best if sizes are added. B1 adds squares",
    ),
    # 4.4
    HandedIn("4.4", on_paper("4.4", lambda y, killed, n: (y - killed / n) ** 2), "Forgot the ½.", "the ½ is missing"),
    HandedIn("4.4", on_paper("4.4", lambda y, killed, n: (y - killed) ** 2 / 2), "Took 30 for t.", "of beetles stands"),
    HandedIn("4.4", on_paper("4.4", lambda y, killed, n: (y - killed / n) / 2), "Forgot the square.", "square"),
    # 5.1
    HandedIn(
        id="5.1",
        answer=on_paper("5.1", lambda w, slope, learning_rate: w + learning_rate * slope),
        mistake="Sign: added learning_rate*slope, which goes uphill; it has to be subtracted.",
        words="the minus of slope is lost",
    ),
    HandedIn(
        id="5.1",
        answer=on_paper("5.1", lambda w, slope, learning_rate: (w - learning_rate) * slope),
        mistake="Bracket: (w - learning_rate)*slope; only learning_rate*slope may be multiplied, and then subtracted from w.",
        words="there are brackets too many: (w − α)·slope (B2)",
    ),
    HandedIn(
        id="5.1",
        answer=on_paper("5.1", lambda w, slope, learning_rate: w - slope / learning_rate),
        mistake="Divided the slope by the learning rate; it has to be multiplied by it.",
        words="there is a division by α, which is a factor (B2)",
    ),
    # 5.2
    HandedIn(
        id="5.2",
        answer=wrong_52_slope_before_loop,
        mistake="The line that measures the slope stands before the loop, so every step uses the slope of the start; it belongs inside the loop.",
        words="In the loop slope is worked out from w as it was at the start, and not anew in every round",
    ),
    HandedIn(
        id="5.2",
        answer=wrong_52_return_inside,
        mistake="The return stands inside the loop, so it ends after one step (and gives None for 0 steps); it has to stand after the loop.",
        words="It stops after one step. Does the return stand in the loop, or does every step begin at the start again? Each round",
    ),
    HandedIn(
        id="5.2",
        answer=wrong_52_bound,
        mistake="Loop bound: range(1, steps) takes one step too few; it has to be range(steps).",
        words="There is one round too few",
    ),
    HandedIn(
        id="5.2",
        answer=wrong_52_never_carried_over,
        mistake="The new value goes into w_new and w is never changed, so each step starts from the first w again; the step has to be stored in w.",
        words="It stops after one step. Does the return stand in the loop, or does every step begin at the start again? Each round",
    ),
    # 5.3
    HandedIn(
        id="5.3",
        answer=237,
        mistake="Compared only the last loss with the first one; the loss has to fall at every one of the 100 steps.",
        words="With α = 237 the loss does not fall at step 1. Try a much smaller one",
    ),
    HandedIn(
        id="5.3",
        answer=1.17,
        mistake="Gave the bound 2/c of the linear neuron's bowl, 1.172; the exercise asks about the two-layer network, to be tried with run.",
        words="That is the bound 2/c of the one neuron. This network is no bowl: measure it with run",
    ),
    # 6.1
    HandedIn(
        id="6.1",
        answer=on_paper("6.1", lambda a, b, x: 2 * (a * x - b) + a),
        mistake="Added the two slopes 2*u and a; they have to be multiplied.",
        words="at the end there is + where · belongs, before ∂u/∂x (B5)",
    ),
    HandedIn(
        id="6.1",
        answer=on_paper("6.1", lambda a, b, x: 2 * x * a),
        mistake="Took the outer slope at x, 2*x; it has to be taken at u = a*x - b, 2*u.",
        words="in ∂y/∂u the factor u of 2·u is missing",
    ),
    HandedIn(
        id="6.1",
        answer=on_paper("6.1", lambda a, b, x: 2 * (a * x + b)),
        mistake="Two mistakes: the sign of b in u (a*x + b in place of a*x - b), and the inner slope, the factor a, is missing.",
        words="in ∂u/∂x there is u where a belongs",
    ),
    # 6.2
    HandedIn(
        id="6.2",
        answer=wrong_62_times_x,
        mistake="The last factor is x, which gives the slope along w; along x it has to be w.",
        words="In what is returned there is x where w belongs (B5, B14)",
    ),
    HandedIn(
        id="6.2",
        answer=wrong_62_prime_of_h,
        mistake="Gives sigmoid_prime the output h; it takes the weighted sum z = w*x + b.",
        words="In what is returned there is σ'(y) where y·(1 − y) belongs: y has been through σ already (B5, B14)",
    ),
    HandedIn(
        id="6.2",
        answer=wrong_62_brackets,
        mistake="Brackets missing: 'h * 1 - h * w' has to be 'h * (1 - h) * w'.",
        words="In what is returned the brackets round 1 − y are missing (B5, B14)",
    ),
    # 6.3
    HandedIn(
        id="6.3",
        answer=(1.0, -2.0),
        mistake="Gave the two in the wrong order, b2 first; the order has to be w2, b2, that is (-2.0, 1.0).",
        words="The order is wrong: you gave b2, w2, and w2, b2 is asked for",
    ),
    HandedIn(
        id="6.3",
        answer=(-0.8, -0.2),
        mistake="Only turned the sign of w2 and left its size and b2 as they are: the slope is positive but 0.034, not above 0.05; w2 has to be further below 0.",
        words="With w2 = -0.8 and b2 = -0.2, ∂L/∂w₁ is 0.0344. The sign is turned, but it is too small. w2 further below 0 makes it",
    ),
]

# right, written unusually


def right_12_cross_product(w1, w2, b, x1):
    """The point where two lines meet, in homogeneous coordinates: the boundary, and the upright line at x1."""
    _, height, scale = np.cross([w1, w2, b], [1, 0, -x1])
    return height / scale


class CentralDifference:
    """The central difference, with its signs in a table."""

    signs = (+1, -1)

    def __call__(self, f, z, nudge=0.00001):
        return sum(sign * f(z + sign * nudge) for sign in self.signs) / (len(self.signs) * nudge)


def right_33_reduce(x, w1, b1, w2, b2, w3, b3):
    return functools.reduce(
        lambda out, layer: np.exp(-np.logaddexp(0.0, -(layer[0] * out + layer[1]))),
        [(w1, b1), (w2, b2), (w3, b3)],
        x,
    )


def right_33_recursion(x, w1, b1, w2, b2, w3, b3):
    def output_of(layers):
        if not layers:
            return x
        *before, (w, b) = layers
        return (1 + np.tanh((w * output_of(before) + b) / 2)) / 2

    return output_of([(w1, b1), (w2, b2), (w3, b3)])


def right_34_matrices(w1, b1, w2, b2):
    weight, bias = (np.array([[w2, b2], [0, 1]]) @ np.array([[w1, b1], [0, 1]]))[0]
    return weight, bias


def right_41_decimal(y1, t1, y2, t2):
    pairs = [(Decimal(str(y)), Decimal(str(t))) for y, t in ((y1, t1), (y2, t2))]
    return sum((y * y - 2 * y * t + t * t for y, t in pairs), Decimal(0)) / len(pairs)


def right_42_own_copy(L, w1, b1, w2, b2, nudge=0.00001):
    place = np.array([w1, b1, w2, b2], dtype=float)
    place[-1] += nudge
    rise = L(*place)
    place[-1] -= 2 * nudge
    rise -= L(*place)
    return rise / nudge / 2


def right_52_halves(f, w, learning_rate, steps):
    """Recursion, but only as deep as the number of times that steps can be halved."""
    if steps == 0:
        return w
    if steps == 1:
        e = 1e-5
        return w + learning_rate * (f(w - e) - f(w + e)) / (e + e)
    half = steps // 2
    return right_52_halves(f, right_52_halves(f, w, learning_rate, half), learning_rate, steps - half)


def right_52_closure(f, w, learning_rate, steps):
    def stepper():
        nonlocal w
        w = w - numerical_gradient(f, w) * learning_rate
        return w

    return [w, *(stepper() for _ in range(steps))][-1]


def right_62_by_exponentials(w, b, x):
    e = np.exp(-np.abs(w * x + b))  # the slope is the same at z and at -z
    return w * e / np.square(1 + e)


RIGHT = [
    HandedIn(
        id="1.1",
        answer=on_paper(
            "1.1", lambda w1, w2, b, x1, x2: (np.array([[w1, w2, b]]) @ np.array([[x1], [x2], [1]])).item()
        ),
    ),
    HandedIn(id="1.2", answer=right_12_cross_product),
    HandedIn(id="1.2", answer=lambda w1, w2, b, x1: np.polyval([w1, b], x1) / -w2),
    HandedIn(id="1.3", answer=(-0.1, -3, 3)),
    HandedIn(
        id="2.1",
        answer=on_paper(
            "2.1",
            lambda out1, out2, z1, z2: (
                (Fraction(str(out1)) - Fraction(str(out2))) / (Fraction(str(z1)) - Fraction(str(z2)))
            ),
        ),
    ),
    HandedIn(id="2.2", answer=CentralDifference()),
    HandedIn(id="2.3", answer=on_paper("2.3", lambda y: np.float32(0.25 - (y - 0.5) ** 2))),
    HandedIn(
        id="3.1",
        answer=on_paper(
            "3.1",
            lambda x, w1, b1, w2, b2: functools.reduce(
                lambda out, layer: 1 / (1 + math.exp(-layer[0] * out - layer[1])), ((w1, b1), (w2, b2)), x
            ),
        ),
    ),
    HandedIn(id="3.2", answer=(-4, 0.5, 12, -6)),
    HandedIn(id="3.3", answer=right_33_reduce),
    HandedIn(id="3.3", answer=right_33_recursion),
    HandedIn(id="3.4", answer=right_34_matrices),
    HandedIn(id="4.1", answer=on_paper("4.1", right_41_decimal)),
    HandedIn(id="4.2", answer=right_42_own_copy),
    HandedIn(
        id="5.1",
        answer=on_paper("5.1", lambda w, slope, learning_rate: np.array([w, slope]) @ np.array([1, -learning_rate])),
    ),
    HandedIn(id="5.2", answer=right_52_halves),
    HandedIn(id="5.2", answer=right_52_closure),
    HandedIn(id="6.1", answer=on_paper("6.1", lambda a, b, x: np.polyval(np.polyder([a * a, -2 * a * b, b * b]), x))),
    HandedIn(id="6.2", answer=right_62_by_exponentials),
    HandedIn(id="6.3", answer=np.array([-6.0, 4.0])),
]

ANSWERS = [*WRONG, *RIGHT]
