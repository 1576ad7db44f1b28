"""One neuron against sums worked by hand, and the perceptron's rule against what it must and cannot learn."""

import itertools

import numpy as np
import pytest

from helpers.activations import sigmoid, step
from helpers.data import GATES, gate
from helpers.neuron import neuron, perceptron_rule, train_perceptron, weighted_sum


def test_the_weighted_sum_is_the_sum_written_out():
    w, b, x = [0.5, 3.0, -1.2], 1.0, [2.0, -1.0, 0.25]
    assert weighted_sum(w, b, x) == pytest.approx(0.5 * 2 + 3 * (-1) + (-1.2) * 0.25 + 1)  # F2
    assert weighted_sum(3.5, 4.0, 2.0) == 3.5 * 2 + 4  # F3
    rows = np.array([x, [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    assert weighted_sum(w, b, rows) == pytest.approx([weighted_sum(w, b, x), 1.5, 1.0])


def test_one_input_makes_a_straight_line():
    m, c = -0.7, 0.3
    x = np.linspace(-5, 5, 11)
    z = weighted_sum(m, c, x)
    assert np.diff(z) == pytest.approx(np.full(10, m))  # F4: each step to the right adds m
    assert weighted_sum(m, c, 0.0) == c


def test_the_activation_is_applied_to_the_sum():
    assert neuron([1.0, -2.0], 0.5, [3.0, 1.0], sigmoid) == pytest.approx(1 / (1 + np.exp(-1.5)))  # F5
    assert neuron([1.0, 1.0], -1.5, gate("AND").x, step).tolist() == [0, 0, 0, 1]


def test_a_gate_is_its_logic():
    logic = {
        "AND": lambda a, b: a and b,
        "OR": lambda a, b: a or b,
        "XOR": lambda a, b: a != b,
        "NAND": lambda a, b: not (a and b),
    }
    for name in GATES:
        x, t = gate(name)
        assert [tuple(row) for row in x] == list(itertools.product((0, 1), repeat=2))
        assert t.tolist() == [float(logic[name](*row)) for row in x]


@pytest.mark.parametrize(("output_is", "t", "change"), [(0, 1, 1), (1, 0, -1), (0, 0, 0), (1, 1, 0)])
def test_the_rule_moves_by_the_inputs_after_a_mistake_and_not_otherwise(output_is, t, change):
    w, x, b = np.array([0.3, -0.2]), np.array([2.0, 5.0]), 1.0 if output_is else 0.0
    assert step(w @ x + b) == output_is
    new_w, new_b = perceptron_rule(w, b, x, t)
    assert new_w == pytest.approx(w + change * x)
    assert new_b == b + change


@pytest.mark.parametrize("name", ["AND", "OR"])
def test_the_perceptron_learns_what_a_line_can_separate(name):
    x, t = gate(name)
    visits = train_perceptron((0, 0), 0, x, t, passes=100)
    assert len(visits) < 100
    assert [visit.output for visit in visits[-4:]] == [visit.target for visit in visits[-4:]] == t.tolist()
    assert neuron(visits[-1].w, visits[-1].b, x, step).tolist() == t.tolist()


def test_the_perceptron_cycles_on_xor():
    x, t = gate("XOR")
    visits = train_perceptron((0, 0), 0, x, t, passes=50)
    assert len(visits) == 200
    ends = [(*visit.w, visit.b) for visit in visits[3::4]]
    assert set(ends[1:]) == {(-1.0, 0.0, 0.0)}


def test_no_weights_separate_xor():
    x, t = gate("XOR")
    grid = np.linspace(-3, 3, 25)
    assert not any((neuron((w1, w2), b, x, step) == t).all() for w1, w2, b in itertools.product(grid, repeat=3))
