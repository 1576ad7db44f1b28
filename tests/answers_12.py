"""Answers to the exercises of chapter 12: wrong ones with the words that name the mistake, and right ones."""

import math

import numpy as np

from tests.answers import HandedIn, on_paper

# 12.1


def given_the_output(z):
    h = math.tanh(z)
    return h, 1 - np.tanh(h) ** 2


def slope_of_sigma(z):
    h = np.tanh(z)
    return h, h * (1 - h)


def without_square(z):
    return np.tanh(z), 1 - np.tanh(z)


def slope_first(z):
    return 1 - np.tanh(z) ** 2, np.tanh(z)


def square_of_z(z):
    return np.tanh(z), 1 - z * z


def by_exponentials(z):
    up, down = math.exp(z), math.exp(-z)
    return (up - down) / (up + down), 4 / (up + down) ** 2


# 12.2


def delta(w, h, y, t):
    second = (y - t) * y * (1 - y)
    return second, second * w * h * (1 - h)


def both_ways(x, w, h, y, t):
    second, first = delta(w, h, y, t)
    return second * h + first * x


def last_way_only(x, w, h, y, t):
    return delta(w, h, y, t)[1] * x


def first_way_only(x, w, h, y, t):
    return delta(w, h, y, t)[0] * h


def ways_multiplied(x, w, h, y, t):
    return first_way_only(x, w, h, y, t) * last_way_only(x, w, h, y, t)


def without_w(x, w, h, y, t):
    return (y - t) * y * (1 - y) * (h + h * (1 - h) * x)


# 12.3


def forgotten_plus(links, count):
    slopes = [0.0] * count
    slopes[-1] = 1.0
    for whole, part, local in links[::-1]:
        slopes[part] = slopes[whole] * local
    return slopes


def in_the_wrong_order(links, count):
    slopes = [0.0] * count
    slopes[-1] = 1.0
    for whole, part, local in links:
        slopes[part] += slopes[whole] * local
    return slopes


def along_the_first(links, count):
    slopes = [1.0] + [0.0] * (count - 1)
    for whole, part, local in links:
        slopes[whole] += slopes[part] * local
    return slopes


def without_a_beginning(links, count):
    slopes = np.zeros(count)
    for whole, part, local in reversed(links):
        slopes[part] += slopes[whole] * local
    return slopes


def local_slopes_only(links, count):
    slopes = np.zeros(count)
    slopes[-1] = 1
    for _, part, local in reversed(links):
        slopes[part] += local
    return slopes


def reports_multiplied(links, count):
    slopes = np.ones(count)
    for whole, part, local in reversed(links):
        slopes[part] *= slopes[whole] * local
    return slopes


def a_dictionary(links, count):
    slopes = {count - 1: 1.0}
    for whole, part, local in reversed(links):
        slopes[part] = slopes.get(part, 0.0) + slopes[whole] * local
    return slopes


def every_way_by_itself(links, count):
    """Add up the products along every way from the loss, found one after the other."""

    def ways(start):
        if start == count - 1:
            return 1.0
        return sum(ways(whole) * local for whole, part, local in links if part == start)

    return [ways(value) for value in range(count)]


def by_a_matrix(links, count):
    steps = np.zeros((count, count))
    for whole, part, local in links:
        steps[part, whole] += local
    return np.linalg.solve(np.eye(count) - steps, np.eye(count)[-1])


ANSWERS = [
    HandedIn("12.1", given_the_output, "Put the output through tanh again.", "The slope is given the output"),
    HandedIn("12.1", slope_of_sigma, "Took the slope of σ.", "That is the slope of σ"),
    HandedIn("12.1", without_square, "Forgot the square.", "The square is missing in the slope"),
    HandedIn("12.1", slope_first, "Returned the slope first.", "the order is wrong"),
    HandedIn("12.1", square_of_z, "Squared z.", "there is z where h belongs"),
    HandedIn("12.1", by_exponentials),
    HandedIn("12.2", on_paper("12.2", first_way_only), "Took the last neuron's way only.", "the term δ₁·x is missing"),
    HandedIn("12.2", on_paper("12.2", last_way_only), "Took the first neuron's way only.", "the term δ₂·h is missing"),
    HandedIn("12.2", on_paper("12.2", ways_multiplied), "Multiplied the ways.", "there is · where + belongs"),
    HandedIn("12.2", on_paper("12.2", without_w), "Forgot w on the way to h.", "in δ₁ the factor w is missing"),
    HandedIn("12.2", on_paper("12.2", both_ways)),
    HandedIn("12.3", forgotten_plus, "Let the last report stand alone.", "A report replaces what was reported before"),
    HandedIn("12.3", in_the_wrong_order, "Went from the front.", "go through them backward"),
    HandedIn("12.3", along_the_first, "Went forward from the first.", "the slope of each value along the first one"),
    HandedIn("12.3", without_a_beginning, "Forgot that ∂L/∂L is 1.", "The line slopes[-1] = 1 is missing"),
    HandedIn("12.3", local_slopes_only, "Added the local slopes alone.", "The factor slopes[whole] is missing"),
    HandedIn("12.3", reports_multiplied, "Multiplied the reports.", "The reports to one value are multiplied"),
    HandedIn("12.3", a_dictionary, "Returned a dictionary.", "must be 3 numbers, but it is a dict"),
    HandedIn("12.3", every_way_by_itself),
    HandedIn("12.3", by_a_matrix),
]
