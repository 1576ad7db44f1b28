"""The forward and backward code, against an independent autodiff (HIPS autograd), SymPy, and a case worked by hand."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad, grad
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import activations, two_layer
from helpers.data import DOSE, EXPOSED, KILLED, dose_table
from helpers.gradient_check import compare, numerical_gradient
from helpers.losses import half_squared_error, mse
from helpers.two_layer import Params, backward, deltas, forward, gradients, local_derivatives

finite = st.floats(allow_nan=False, allow_infinity=False)
large = st.floats(-1e100, 1e100)


def logistic(z):
    """Return σ(z) by another formula than the helpers', which overflows nowhere."""
    return 0.5 * (anp.tanh(0.5 * z) + 1)


def independent_output(params, x):
    w1, b1, w2, b2 = params
    return logistic(w2 * logistic(w1 * x + b1) + b2)


def independent_loss(params, x, t):
    return anp.mean(0.5 * (independent_output(params, x) - t) ** 2)


def independent_gradient(params, x, t):
    return grad(independent_loss)(anp.array(params, dtype=float), x, t)


def points():
    """Return 200 random settings (params, x, t), w2 negative, zero and large among them, x one number and many."""
    rng = np.random.default_rng(1935)
    for i in range(200):
        params = rng.normal(0, 3, 4)
        params[2] = [params[2], -abs(params[2]), 0.0, 40.0, -40.0][i % 5]
        size = None if i % 2 else int(rng.integers(1, 9))
        yield params, rng.normal(0, 2, size), rng.uniform(0, 1, size)


@pytest.mark.parametrize(("params", "x", "t"), list(points()))
def test_forward_and_backward_agree_with_autodiff(params, x, t):
    trace = forward(Params(*params), x)
    np.testing.assert_allclose(trace.y, independent_output(params, x), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(
        backward(Params(*params), trace, t), independent_gradient(params, x, t), rtol=1e-9, atol=1e-13
    )


@pytest.mark.parametrize("factor", [-1, 0.5, 2.001])
def test_a_gradient_off_by_a_factor_does_not_agree_with_autodiff(monkeypatch, factor):
    right = two_layer.gradients
    monkeypatch.setattr(two_layer, "gradients", lambda local: right(local)._replace(w1=factor * right(local).w1))
    with pytest.raises(AssertionError):
        test_forward_and_backward_agree_with_autodiff(np.array([0.5, 0.1, 0.8, -0.2]), 1.4, 0.98)


def test_the_chapters_example_worked_by_hand():
    # B12, B11, B10, F8, B7, B8, and B9, B13, B15, B16, with
    # w1, b1, w2, b2 = 0.5, 0.1, 0.8, -0.2 at x = 1.4, t = 0.98
    # z1 = 0.5*1.4 + 0.1 = 0.8               h = 1/(1 + e^-0.8) = 1/1.4493290 = 0.6899745
    # z2 = 0.8*0.6899745 - 0.2 = 0.3519796   y = 1/(1 + e^-0.3519796) = 1/1.7032945 = 0.5870975
    # y - t = -0.3929025                     y(1 - y) = 0.2424140     h(1 - h) = 0.2139097
    # delta2 = -0.3929025*0.2424140 = -0.0952451; dL/dh = delta2*0.8 = -0.0761961; delta1 = -0.0162991
    params = Params(0.5, 0.1, 0.8, -0.2)
    trace = forward(params, 1.4)
    assert trace == pytest.approx((1.4, 0.8, 0.6899745, 0.3519796, 0.5870975), abs=1e-7)
    assert half_squared_error(trace.y, 0.98) == pytest.approx(0.0771862, abs=1e-7)
    local = local_derivatives(params, trace, 0.98)
    assert local == pytest.approx((-0.3929025, 0.2424140, 0.6899745, 1, 0.8, 0.2139097, 1.4, 1), abs=1e-6)
    assert deltas(local) == pytest.approx((-0.0952451, -0.0761961, -0.0162991), abs=1e-6)
    assert gradients(local) == pytest.approx((-0.0228187, -0.0162991, -0.0657167, -0.0952451), abs=1e-6)


def symbolic_gradients():
    """Return B9, B13, B15 and B16 as SymPy differentiates the loss, functions of (w1, b1, w2, b2, x, t)."""
    import sympy  # takes half a second, and `make mutants` imports this file two thousand times

    w1, b1, w2, b2, x, t = names = sympy.symbols("w1 b1 w2 b2 x t")

    def sigma(z):
        return 1 / (1 + sympy.exp(-z))

    loss = (sigma(w2 * sigma(w1 * x + b1) + b2) - t) ** 2 / 2
    return {str(w): sympy.lambdify(names, sympy.diff(loss, w), "mpmath") for w in (w1, b1, w2, b2)}


@pytest.mark.parametrize("name", Params._fields)
def test_each_gradient_is_the_derivative_that_sympy_finds(name):
    symbolic, rng = symbolic_gradients()[name], np.random.default_rng(24)
    for *params, x, t in rng.normal(0, 1.5, (20, 6)):
        ours = getattr(backward(Params(*params), forward(Params(*params), x), t), name)
        assert ours == pytest.approx(float(symbolic(*params, x, t)), rel=1e-10, abs=1e-15)


def test_the_gradient_of_the_mean_is_the_mean_of_the_gradients():
    table, params = dose_table(), Params(0.5, 0.1, 0.8, -0.2)
    rows = [backward(params, forward(params, x), t) for x, t in zip(*table, strict=True)]
    together = backward(params, forward(params, table.x), table.t)
    np.testing.assert_allclose(together, np.mean(rows, axis=0), rtol=1e-13)


def test_the_network_is_its_layers_one_after_another():
    params, x = Params(1.3, -0.4, -2.2, 0.9), np.linspace(-3, 3, 7)
    y0 = logistic(params.w1 * x + params.b1)
    np.testing.assert_allclose(forward(params, x).h, y0, rtol=1e-14)
    np.testing.assert_allclose(forward(params, x).y, logistic(params.w2 * y0 + params.b2), rtol=1e-14)  # F7
    chain = [lambda x: params.w1 * x + params.b1, logistic, lambda h: params.w2 * h + params.b2, logistic]
    for function in chain:  # F6, from the right: W1, σ1, W2, σ2
        x = function(x)
    np.testing.assert_allclose(forward(params, np.linspace(-3, 3, 7)).y, x, rtol=1e-14)


def test_every_factor_has_the_shape_of_the_examples():
    params = Params(0.5, 0.1, 0.8, -0.2)
    for x in (1.4, np.linspace(-2, 2, 5)):
        trace = forward(params, x)
        for record in (trace, local_derivatives(params, trace, 0.5)):
            assert {np.shape(part) for part in record} == {np.shape(x)}


@settings(deadline=None)
@given(w1=large, b1=large, w2=large, b2=large, x=large)
def test_forward_neither_warns_nor_leaves_zero_to_one(w1, b1, w2, b2, x):
    trace = forward(Params(w1, b1, w2, b2), x)
    assert 0 <= trace.h <= 1
    assert 0 <= trace.y <= 1


@settings(deadline=None)
@given(w1=large, b1=large, w2=large, b2=large, x=large, t=large)
def test_backward_neither_warns_nor_leaves_the_finite_numbers_while_none_is_above_1e100(w1, b1, w2, b2, x, t):
    params = Params(w1, b1, w2, b2)
    assert np.isfinite(backward(params, forward(params, x), t)).all()


AUTODIFF = {
    activations.sigmoid: logistic,
    activations.tanh: anp.tanh,
    activations.identity: lambda z: z,
    activations.relu: lambda z: anp.where(z > 0, z, 0 * z),
    activations.leaky_relu: lambda z: anp.where(z > 0, z, 0.01 * z),
    activations.step: lambda z: anp.where(z >= 0, 1.0, 0.0) + 0 * z,
}


def test_every_activation_has_its_derivative():  # F1, B14
    assert set(activations.PRIME) == set(AUTODIFF)


@pytest.mark.parametrize("g", AUTODIFF, ids=lambda g: g.__name__)
def test_activations_and_their_derivatives_agree_with_autodiff(g):
    z = np.array([-800.0, -30, -2.5, -1e-9, 1e-9, 0.3, 5, 40, 800])
    np.testing.assert_allclose(g(z), AUTODIFF[g](z), rtol=1e-12, atol=1e-300 if g is not activations.sigmoid else 1e-15)
    with np.errstate(over="ignore"):  # autodiff's own cosh
        slopes = elementwise_grad(AUTODIFF[g])(z)
    np.testing.assert_allclose(activations.PRIME[g](z), slopes, rtol=1e-9, atol=1e-15)
    for one in z:
        assert g(float(one)) == g(z)[z == one][0]


def test_the_corners_have_the_slope_that_is_said():
    assert activations.step(0.0) == 1
    assert (activations.step_prime(0.0), activations.relu_prime(0.0), activations.leaky_relu_prime(0.0)) == (0, 0, 0.01)
    assert activations.leaky_relu(-2.0, slope=0.2) == pytest.approx(-0.4)


@settings(deadline=None)
@given(finite)
def test_activations_take_any_finite_number_without_a_warning(z):
    for g, prime in activations.PRIME.items():
        assert np.isfinite(g(z))
        assert 0 <= prime(z) <= 1


def test_the_two_losses_differ_by_the_half():  # B1, B7
    y, t = np.array([0.2, 0.9]), np.array([0.0, 1.0])
    assert mse(y, t) == pytest.approx((0.04 + 0.01) / 2)
    assert half_squared_error(y, t) == pytest.approx((0.02 + 0.005) / 2)
    assert mse(0.5, 1.0) == 0.25


def test_the_dose_table_is_bliss_s():
    assert DOSE.tolist() == [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
    assert EXPOSED.tolist() == [59, 60, 62, 56, 63, 59, 62, 60]
    assert KILLED.tolist() == [6, 13, 18, 28, 52, 53, 61, 60]
    x, t = dose_table()
    assert x[0] == pytest.approx(-2.1268, abs=1e-4)
    assert x.mean() == pytest.approx(0, abs=1e-12)
    assert np.ptp(x) == pytest.approx(4)
    assert t[3] == 0.5


def test_records_print_four_digits():
    assert repr(forward(Params(0.5, 0.1, 0.8, -0.2), 1.4)) == "Trace(x=1.4, z1=0.8, h=0.69, z2=0.352, y=0.5871)"
    assert repr(Params(*[np.array([2 / 3, 1.0])] * 4)).startswith("Params(w1=[0.6667 1.    ], b1=[")


def test_a_loss_of_seven_digits_is_checked_as_exactly_as_it_can_be():
    params = two_layer.Params(0.5, 0.1, 0.8, -0.2)
    gradient = two_layer.backward(params, two_layer.forward(params, 1.4), 0.98)

    def in_float32(params):
        return np.float32(independent_loss(params, 1.4, 0.98))

    numeric = numerical_gradient(in_float32, params)
    assert compare(gradient, numeric).agrees
    assert not compare(gradient._replace(b2=1.01 * gradient.b2), numeric).agrees
    arrays = [np.array([0.5, 0.1]), 0.8]
    slopes = numerical_gradient(lambda tree: np.float32(tree[0] @ tree[0] + tree[1]), arrays)
    assert compare([2 * arrays[0], 1.0], slopes).agrees
