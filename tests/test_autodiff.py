"""Values and the way back, beside HIPS autograd, central differences, and slopes worked by hand."""

import ast
import inspect
import math
from pathlib import Path

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import activations, autodiff, mlp, two_layer
from helpers.autodiff import Value, as_value, backward, count_uses
from helpers.tree import tree_map
from tests.test_maths import independent_gradient

SOURCE = Path(autodiff.__file__).read_text(encoding="utf-8")
QUIET = settings(derandomize=True, deadline=None, max_examples=150)


def slopes_of(function, *numbers):
    """Return the slopes of a function of Values along each of these numbers; 0 where it was not used."""
    given = [Value(number) for number in numbers]
    found = backward(function(*given))
    return [found.get(value, 0.0) for value in given]


@pytest.mark.parametrize(
    ("function", "numbers", "slopes"),
    [
        (lambda a, b: a + b, (3, 2), (1, 1)),
        (lambda a, b: a - b, (3, 2), (1, -1)),
        (lambda a, b: a * b, (3, 2), (2, 3)),
        (lambda a, b: a / b, (3, 2), (0.5, -0.75)),
        (lambda a, b: a**b, (3, 2), (6, 9 * math.log(3))),
        (lambda a: -a, (3,), (-1,)),
        (lambda a: a**3, (-2,), (12,)),
        (lambda a: a**0.5, (4,), (0.25,)),
        (lambda a: a**-1, (2,), (-0.25,)),
        (lambda a: a**1, (0,), (1,)),
        (lambda a: 5 + a, (3,), (1,)),
        (lambda a: 5 - a, (3,), (-1,)),
        (lambda a: 5 * a, (3,), (5,)),
        (lambda a: 6 / a, (3,), (-2 / 3,)),
        (lambda a: 2**a, (3,), (8 * math.log(2),)),
        (lambda a: a + 5, (3,), (1,)),
        (lambda a: a - 5, (3,), (1,)),
        (lambda a: a * 5, (3,), (5,)),
        (lambda a: a / 5, (3,), (0.2,)),
        (lambda a: np.float64(5) * a, (3,), (5,)),
        (lambda a: np.int64(5) - a, (3,), (-1,)),
        (autodiff.exp, (2,), (math.e**2,)),
        (autodiff.log, (4,), (0.25,)),
        (autodiff.half_square, (-3,), (-3,)),
        (autodiff.sigmoid, (0,), (0.25,)),
        (autodiff.tanh, (0,), (1,)),
        (lambda a: a * a, (3,), (6,)),
        (lambda a: a * a * a, (2,), (12,)),
        (lambda a: (a + a) * (a + a), (3,), (24,)),
        (lambda a: a - a, (3,), (0,)),
        (lambda a: a / a, (3,), (0,)),
        (lambda a: a, (3,), (1,)),
    ],
)
def test_every_sign_has_the_value_and_the_slopes_that_are_worked_by_hand(function, numbers, slopes):
    assert slopes_of(function, *numbers) == pytest.approx(slopes, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(
    ("function", "plain"),
    [
        (lambda a, b: a - 2 * b, None),
        (lambda a, b: (a / b) ** 3, None),
        (lambda a, b: 2 / a + b**2 - (-a), None),
        (lambda a, b: 2**a * b, None),
        (lambda a, b: autodiff.exp(a) + autodiff.log(b), lambda a, b: math.exp(a) + math.log(b)),
        (lambda a, b: autodiff.half_square(a - b), lambda a, b: (a - b) ** 2 / 2),
        (lambda a, b: autodiff.tanh(a) * autodiff.sigmoid(b), lambda a, b: math.tanh(a) / (1 + math.exp(-b))),
    ],
)
def test_the_number_is_what_python_computes(function, plain):
    found = function(Value(1.3), Value(0.7)).number
    assert found == pytest.approx((plain or function)(1.3, 0.7), rel=1e-14)
    assert type(found) is float


@pytest.mark.parametrize(
    ("ours", "slope"), [(autodiff.sigmoid, activations.sigmoid_prime), (autodiff.tanh, activations.tanh_prime)]
)
def test_the_local_slopes_of_bends_are_those_of_the_activations_bit_for_bit(ours, slope):
    for z in [*np.random.default_rng(0).normal(0, 4, 200), 0.0, -800.0, 800.0]:
        (part, local) = ours(value := Value(z)).made_of[0]
        assert part is value
        assert local == slope(float(z))


# Random expressions: every sign, and values that are used many times, for each step draws from all that came before.

UNARY = (
    (lambda a: -a, lambda a: -a),
    (lambda a: 0.5 * a, lambda a: 0.5 * a),
    (lambda a: 2 - a, lambda a: 2 - a),
    (autodiff.sigmoid, lambda a: 1 / (1 + anp.exp(-a))),
    (autodiff.tanh, anp.tanh),
    (lambda a: autodiff.exp(autodiff.tanh(a)), lambda a: anp.exp(anp.tanh(a))),
    (lambda a: autodiff.log(a * a + 1), lambda a: anp.log(a * a + 1)),
    (autodiff.half_square, lambda a: a * a / 2),
    (lambda a: autodiff.sigmoid(a) ** 3, lambda a: (1 / (1 + anp.exp(-a))) ** 3),
    (lambda a: 1 / (a * a + 2), lambda a: 1 / (a * a + 2)),
    (lambda a: 1.5 ** autodiff.tanh(a), lambda a: anp.exp(anp.log(1.5) * anp.tanh(a))),
)
BINARY = (
    (lambda a, b: a + b, lambda a, b: a + b),
    (lambda a, b: a - b, lambda a, b: a - b),
    (lambda a, b: autodiff.tanh(a) * b, lambda a, b: anp.tanh(a) * b),
    (lambda a, b: a / (b * b + 1), lambda a, b: a / (b * b + 1)),
    (
        lambda a, b: autodiff.exp(autodiff.tanh(a)) ** autodiff.tanh(b),
        lambda a, b: anp.exp(anp.tanh(a) * anp.tanh(b)),
    ),
)
STEPS = st.lists(
    st.tuples(st.integers(0, len(UNARY) + len(BINARY) - 1), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=14,
)
NUMBERS = st.lists(st.floats(-2, 2), min_size=1, max_size=4)


def computed(steps, numbers, which):
    """Return what some steps make of some numbers: each takes one or two of all that there is, and adds its own."""
    there = list(numbers)
    for kind, first, second in steps:
        a, b = there[-1 - first % len(there)], there[second % len(there)]
        pair = UNARY[kind] if kind < len(UNARY) else BINARY[kind - len(UNARY)]
        there.append(pair[which](a) if kind < len(UNARY) else pair[which](a, b))
    return there[-1] + there[0] * there[0]


@given(STEPS, NUMBERS)
@QUIET
def test_random_expressions_have_the_slopes_that_autograd_finds(steps, numbers):
    def plain(numbers):
        return computed(steps, [numbers[i] for i in range(len(numbers))], 1)

    expected = grad(plain)(np.array(numbers, float))
    found = slopes_of(lambda *values: computed(steps, values, 0), *numbers)
    assert found == pytest.approx(list(expected), rel=1e-9, abs=1e-9)


@given(STEPS, NUMBERS)
@QUIET
def test_random_expressions_have_the_slopes_that_nudging_finds(steps, numbers):
    def plain(numbers):
        return float(computed(steps, [float(number) for number in numbers], 1))

    found = slopes_of(lambda *values: computed(steps, values, 0), *numbers)
    for i, slope in enumerate(found):
        nudge = 1e-5 * np.eye(len(numbers))[i]
        measured = (plain(numbers + nudge) - plain(numbers - nudge)) / 2e-5
        assert slope == pytest.approx(measured, rel=1e-4, abs=1e-4)


def test_random_expressions_use_values_many_times():
    a = Value(0.3)
    last = computed([(len(UNARY), 0, 0)] * 10, [a], 0)  # a + a, and that added to a, ten times
    assert max(count_uses(last).values()) > 10


# The order, and how deep it may be.


@pytest.mark.parametrize("levels", [1, 2, 30])
def test_a_value_reports_when_all_reports_to_it_are_in(levels):
    a = Value(1.0)
    chain = a
    for _ in range(levels):
        chain = chain + chain  # 2, 4, 8, …: each way doubles, and there are 2^levels of them
    assert backward(chain)[a] == 2.0**levels
    assert len(backward(chain)) == levels + 1


def test_a_long_way_and_a_short_way_meet():
    a = Value(2.0)
    early = a * a
    late = early
    for _ in range(5):
        late = late * 1.5
    assert backward(late + early)[a] == pytest.approx((1.5**5 + 1) * 4)
    assert backward(early + late)[a] == pytest.approx((1.5**5 + 1) * 4)


def test_a_chain_of_100_000_lines_does_not_run_out_of_stack():
    w = Value(3.0)
    last = w
    for _ in range(50_000):
        last = last * 1.00001 + 0.000001
    slopes = backward(last)
    assert slopes[w] == pytest.approx(1.00001**50_000)
    assert len(count_uses(last)) == 200_001  # the constants are Values too
    del slopes, last  # nor when it is thrown away


def test_uses_are_counted_line_by_line():
    a, b = Value(2.0), Value(3.0)
    product = a * a
    both = product + b
    assert count_uses(both) == {both: 0, product: 1, b: 1, a: 2}


def test_nothing_is_stored_so_nothing_has_to_be_set_back():
    a, b, unused = Value(2.0), Value(3.0), Value(5.0)
    loss = a * b
    before = [vars(value).copy() for value in (a, b, loss)]
    first, second = backward(loss), backward(loss)
    assert first == second == {loss: 1.0, a: 3.0, b: 2.0}
    assert first is not second
    assert [vars(value) for value in (a, b, loss)] == before
    assert unused not in first
    with pytest.raises(KeyError):
        first[unused]
    assert backward(loss * 2)[a] == 6.0  # what was asked for before does not add to it


def test_two_values_with_one_number_are_two_values():
    a, b = Value(2.0), Value(2.0)
    assert backward(3 * a + 5 * b)[a] == 3
    assert backward(3 * a + 5 * b)[b] == 5


# Networks.


@pytest.mark.parametrize("seed", range(20))
def test_the_four_gradients_of_the_two_layer_network(seed):
    *numbers, x, t = np.random.default_rng(seed).uniform(-2, 2, 6).tolist()
    w1, b1, w2, b2 = values = [Value(number) for number in numbers]
    slopes = backward(autodiff.half_square(autodiff.sigmoid(w2 * autodiff.sigmoid(w1 * x + b1) + b2) - t))
    found = [slopes[value] for value in values]
    params = two_layer.Params(*numbers)
    assert found == pytest.approx(two_layer.backward(params, two_layer.forward(params, x), t), rel=1e-14, abs=1e-17)
    assert found == pytest.approx(independent_gradient(numbers, x, t), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_gradients_of_matrices_entry_by_entry(seed):
    rng = np.random.default_rng(seed)
    layers, both = mlp.random_layers((3, 4, 2), rng), (activations.tanh, activations.sigmoid)
    x, t = rng.normal(0, 1, (5, 3)), rng.uniform(0, 1, (5, 2))
    values, loss = tree_map(np.vectorize(Value), layers), 0
    for row, targets in zip(x, t, strict=True):
        h = row
        for (W, b), bend in zip(values, (autodiff.tanh, autodiff.sigmoid), strict=True):
            sums = [sum(v * w for v, w in zip(h, W[:, i], strict=True)) + b[i] for i in range(len(b))]
            h = [bend(z) for z in sums]
        for y, target in zip(h, targets, strict=True):
            loss = loss + autodiff.half_square(y - target) / len(x)
    found = tree_map(np.vectorize(backward(loss).get), values)
    expected = mlp.backward(layers, mlp.forward(layers, x, both), t, both)
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one.W, other.W, rtol=0, atol=1e-12)
        np.testing.assert_allclose(one.b, other.b, rtol=0, atol=1e-12)


# What Python would go on with without a word is refused; the rest Python refuses itself.


@pytest.mark.parametrize(
    "wrong", ["3", None, True, np.nan, math.inf, 1j, [1.0], np.array([1.0, 2.0]), np.array([]), Value(1.0)]
)
def test_what_is_no_single_finite_number_is_no_value(wrong):
    with pytest.raises((TypeError, ValueError), match=r"^number must"):
        Value(wrong)


@pytest.mark.parametrize(
    "line",
    [
        lambda v: v * np.array([1.0, 2.0]),
        lambda v: v + "1",
        lambda v: v - None,
        lambda v: (v - 5) ** 0.5,  # a root of a negative number would be complex
        lambda v: v * 1e308 * 1e308,
        lambda v: 1 / (v - 3),
        lambda v: autodiff.log(v - 3),
        lambda v: autodiff.exp(v * 1000),
        lambda v: (-2) ** v,
        lambda v: autodiff.sigmoid("0.5"),
    ],
)
def test_a_line_without_a_finite_number_is_refused(line):
    with pytest.raises((TypeError, ValueError, ArithmeticError, AttributeError)):
        line(Value(3.0))


def test_an_array_beside_a_value_makes_a_value_of_each_entry():
    v = Value(3.0)
    products = np.array([1.0, 2.0]) * v
    assert [backward(product)[v] for product in products] == [1.0, 2.0]


def test_a_plain_number_becomes_a_value_and_a_value_stays_itself():
    v = Value(3)
    assert as_value(v) is v
    assert (as_value(2).number, as_value(2).made_of) == (2.0, ())


# It can be understood in one look.


def test_it_is_a_page_and_knows_no_network():
    assert sum(bool(line.strip()) for line in SOURCE.splitlines()) < 90
    bodies = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.FunctionDef)]
    assert max(node.end_lineno - node.lineno for node in bodies) < 12
    assert not any(called == node.name for node in bodies for called in calls(node)), "no function calls itself"


def calls(function):
    return [
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


def test_every_function_of_it_is_tried_here():
    tried = Path(__file__).read_text(encoding="utf-8")
    names = [name for name, found in inspect.getmembers(autodiff, inspect.isfunction)]
    assert [name for name in names if tried.count(name) < 2] == []
