"""Gradient descent and the gradient check, against measured runs, and against gradients that are wrong."""

from typing import NamedTuple

import numpy as np
import pytest

from helpers.data import dose_table
from helpers.descent import step, train
from helpers.gradient_check import compare, numerical_gradient
from helpers.losses import half_squared_error, mse
from helpers.two_layer import Params, backward, forward

TABLE = dose_table()
START = Params(0.5, 0.1, 0.8, -0.2)


def loss(params):
    return half_squared_error(forward(params, TABLE.x).y, TABLE.t)


def gradient(params):
    return backward(params, forward(params, TABLE.x), TABLE.t)


# Measured once with another program: learning rate, steps, the MSE that they lead to.
@pytest.mark.parametrize(
    ("learning_rate", "steps", "expected"),
    [
        (0.001, 100, 0.1011),
        (1, 100, 0.0320),
        (2, 100, 0.0122),
        (2, 5000, 0.0008),
        (20, 100, 0.0014),
        (1000, 100, 0.2769),  # thrown onto a flat part; where 1,000 steps end hangs on the last digit
    ],
)
def test_training_on_the_dose_table_gets_where_it_was_measured_to_get(learning_rate, steps, expected):
    end = train(START, loss, gradient, learning_rate, steps, keep_every=steps).params[-1]
    assert mse(forward(end, TABLE.x).y, TABLE.t) == pytest.approx(expected, abs=5e-5)


def test_a_step_moves_all_four_parameters_at_once():  # B2, B4
    moved = step(START, Params(1.0, -2.0, 0.5, 0.0), 0.1)
    assert isinstance(moved, Params)
    assert moved == pytest.approx((0.4, 0.3, 0.75, -0.2))


class Layer(NamedTuple):
    W: np.ndarray
    b: np.ndarray


LAYERS = [Layer(np.array([[1.0, 2.0]]), np.array([3.0, 4.0])), Layer(np.array([[5.0], [6.0]]), np.array([7.0]))]


def test_a_step_serves_layers_of_matrices_and_leaves_the_old_ones_alone():
    moved = step(LAYERS, LAYERS, 0.5)
    assert [type(layer) for layer in moved] == [Layer, Layer]
    np.testing.assert_allclose(moved[0].W, [[0.5, 1.0]])
    np.testing.assert_allclose(moved[1].b, [3.5])
    assert LAYERS[0].W.tolist() == [[1.0, 2.0]]


def test_a_history_keeps_the_start_every_third_step_and_the_last():
    history = train(START, loss, gradient, 1.0, steps=10, keep_every=3)
    assert history.steps == [0, 3, 6, 9, 10]
    assert train(1.0, abs, abs, 0.1, steps=1001, keep_every=1000).steps == [0, 1000, 1001]
    assert history.params[0] == START
    assert history.loss == [loss(params) for params in history.params]
    assert history.gradients == [gradient(params) for params in history.params]
    whole = train(START, loss, gradient, 1.0, steps=10)
    assert whole.steps == list(range(11))
    for i in range(10):  # what changed, divided by the learning rate, is the gradient before the step
        np.testing.assert_allclose(np.subtract(whole.params[i], whole.params[i + 1]), whole.gradients[i], atol=1e-15)


def test_a_run_that_diverges_ends_where_its_loss_is_no_longer_finite():
    with np.errstate(over="ignore"):
        history = train(np.float64(1), lambda w: w**2, lambda w: 2 * w, learning_rate=10.0, steps=1000)
    assert history.steps[-1] < 1000
    assert not np.isfinite(history.loss[-1])
    assert np.isfinite(history.loss[:-1]).all()


def test_the_numerical_gradient_of_a_cubic_is_known():  # B3
    assert numerical_gradient(lambda w: w**3, 2.0) == pytest.approx(12, abs=1e-8)
    slopes = numerical_gradient(lambda layers: sum(np.sum(W**2) + np.sum(b) for W, b in layers), LAYERS)
    np.testing.assert_allclose(slopes[0].W, [[2, 4]], atol=1e-8)
    np.testing.assert_allclose(slopes[1].b, [1], atol=1e-8)
    assert isinstance(slopes[0], Layer)


@pytest.mark.parametrize("params", [START, Params(2.0, -1.0, -3.0, 0.5), Params(-1.0, 0.0, 0.0, 0.0)])
def test_the_check_passes_the_right_gradient(params):
    assert compare(gradient(params), numerical_gradient(loss, params)).agrees


@pytest.mark.parametrize("factor", [2.001, 0.999, -1, 0])
@pytest.mark.parametrize("name", Params._fields)
def test_the_check_refuses_a_wrong_gradient_and_names_the_parameter(name, factor):
    wrong = gradient(START)._replace(**{name: factor * getattr(gradient(START), name)})
    comparison = compare(wrong, numerical_gradient(loss, START))
    assert not comparison.agrees
    assert [row.name for row in comparison if not row.agrees] == [name]
    assert f"{factor:.3f}" in repr(comparison)


def test_the_check_prints_a_table():
    analytic, numeric = Params(0.5, 1.0, -0.25, 0.0), Params(0.5, 2.0, -0.25, 0.0)
    assert repr(compare(analytic, numeric)).splitlines() == [
        "             formula     nudging    ratio",
        "w1               0.5         0.5    1.000  ✓",
        "b1                 1           2    0.500  ✗ differs",
        "w2             -0.25       -0.25    1.000  ✓",
        "b2                 0           0        –  ✓",
    ]
    assert repr(compare(LAYERS, LAYERS, titles=("yours", "mine"))).splitlines()[:2] == [
        "                 yours        mine    ratio",
        "0.W[0, 0]            1           1    1.000  ✓",
    ]


@pytest.mark.parametrize(
    ("analytic", "numeric", "ratio"),
    [
        (9.96, 1.0, "9.960"),
        (10.0, 1.0, "10"),
        (90.0, 10.0, "9.000"),
        (123.456, 10.0, "12.35"),
        (0.2, 0.01, "20"),
        (-20.0, 4.0, "-5.000"),
        (-2e6, 3.0, "-6.667e+05"),
    ],
)
def test_a_ratio_has_three_decimals_or_four_digits(analytic, numeric, ratio):
    assert repr(compare(analytic, numeric)).split()[-3] == ratio


def test_the_check_allows_a_small_part_of_the_larger_and_near_0_a_thousandth_of_that():
    for numeric, agrees in ((0.001, True), (0.0010005, False), (-0.001, True)):  # at most 0.5·|numeric| + 0.5/1000
        assert compare(0.0, numeric, tolerance=0.5).agrees is agrees
    assert compare(3.0, 4.0, tolerance=0.24995).agrees
    assert not compare(3.0, 4.0, tolerance=0.2499).agrees


def test_nudging_has_its_limits():
    assert isinstance(numerical_gradient(lambda w: w**3, 2.0), float)
    assert numerical_gradient(lambda w: w, 0.0, nudge=1e-12) == 1
    assert numerical_gradient(lambda w: w**3, 0.0, nudge=0.5) == 0.25  # the curve bends between the two places


def test_the_check_names_entries_of_matrices():
    names = [row.name for row in compare(LAYERS, LAYERS)]
    assert names == ["0.W[0, 0]", "0.W[0, 1]", "0.b[0]", "0.b[1]", "1.W[0, 0]", "1.W[1, 0]", "1.b[0]"]
    with pytest.raises(ValueError, match="shorter"):
        compare(LAYERS, LAYERS[:1])
