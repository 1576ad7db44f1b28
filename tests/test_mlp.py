"""Networks of any size, against autodiff, against the two-layer network letter for letter, and against nudging."""

from itertools import combinations

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from helpers import activations, data, mlp, two_layer
from helpers.activations import identity, relu, sigmoid, tanh
from helpers.descent import batches, step, train
from helpers.gradient_check import compare, numerical_gradient
from tests.test_maths import AUTODIFF


def networks():
    """Return 40 random networks: layers, activations, x, t; one to four layers of one to six units."""
    rng = np.random.default_rng(10)
    smooth = [g for g in AUTODIFF if g is not activations.step]
    for _ in range(40):
        sizes = rng.integers(1, 7, rng.integers(2, 6))
        layers = [mlp.Layer(W + rng.normal(0, 1, W.shape), rng.normal(0, 1, b.shape))
                  for W, b in mlp.random_layers(sizes, rng)]  # fmt: skip
        chosen = [smooth[i] for i in rng.integers(0, len(smooth), len(layers))]
        n = int(rng.integers(1, 6))
        yield layers, chosen, rng.normal(0, 1, (n, sizes[0])), rng.normal(0, 1, (n, sizes[-1]))


def independent_loss(flat, shapes, chosen, x, t):
    h, used = x, 0
    for (n_in, n_out), g in zip(shapes, chosen, strict=True):
        W = flat[used : used + n_in * n_out].reshape(n_in, n_out)
        b = flat[used + n_in * n_out : used + (n_in + 1) * n_out]
        h, used = AUTODIFF[g](anp.dot(h, W) + b), used + (n_in + 1) * n_out
    return anp.sum(0.5 * (h - t) ** 2) / len(x)


def flat(layers):
    return np.concatenate([part.ravel() for layer in layers for part in layer])


@pytest.mark.parametrize(("layers", "chosen", "x", "t"), list(networks()))
def test_forward_and_backward_agree_with_autodiff(layers, chosen, x, t):
    trace = mlp.forward(layers, x, chosen)
    shapes = [layer.W.shape for layer in layers]
    assert mlp.loss(trace.y, t) == pytest.approx(independent_loss(flat(layers), shapes, chosen, x, t), rel=1e-12)
    expected = grad(independent_loss)(flat(layers), shapes, chosen, x, t)
    gradients = mlp.backward(layers, trace, t, chosen)
    np.testing.assert_allclose(flat(gradients), expected, rtol=1e-9, atol=1e-12)
    assert [layer.W.shape for layer in gradients] == shapes


def test_backward_wants_an_activation_for_each_layer_as_forward_does():
    layers, chosen, x, t = next(network for network in networks() if len(network[0]) == 2)
    trace = mlp.forward(layers, x, chosen)
    for wrong in (chosen[:1], [*chosen, sigmoid]):
        with pytest.raises(ValueError, match=r"shorter|longer"):
            mlp.backward(layers, trace, t, wrong)
        with pytest.raises(ValueError, match=r"shorter|longer"):
            mlp.forward(layers, x, wrong)


def test_one_unit_a_layer_is_the_two_layer_network():
    rng = np.random.default_rng(111)
    for _ in range(50):
        w1, b1, w2, b2 = rng.normal(0, 2, 4)
        x, t = rng.normal(0, 2, 8), rng.uniform(0, 1, 8)
        params, layers = two_layer.Params(w1, b1, w2, b2), [
            mlp.Layer(np.array([[w1]]), np.array([b1])),
            mlp.Layer(np.array([[w2]]), np.array([b2])),
        ]  # fmt: skip
        one, many = two_layer.forward(params, x), mlp.forward(layers, x[:, None], (sigmoid, sigmoid))
        for ours, theirs in zip((one.z1, one.z2, one.x, one.h, one.y), many.z + many.h, strict=True):
            assert (ours == theirs[:, 0]).all()
        gradients = mlp.backward(layers, many, t[:, None], (sigmoid, sigmoid))
        expected = two_layer.backward(params, one, t)
        np.testing.assert_allclose(flat(gradients), expected, rtol=1e-14, atol=1e-14)


def test_the_gradient_check_passes_the_right_gradient_and_refuses_a_wrong_one():
    layers, chosen, x, t = next(networks())
    gradients = mlp.backward(layers, mlp.forward(layers, x, chosen), t, chosen)
    numeric = numerical_gradient(lambda nudged: mlp.loss(mlp.forward(nudged, x, chosen).y, t), layers)
    assert compare(gradients, numeric).agrees
    turned = [gradients[0]._replace(W=-gradients[0].W), *gradients[1:]]
    assert not compare(turned, numeric).agrees


def test_xor_is_learned_with_two_hidden_units_worked_out_by_hand():
    # h1 = OR, h2 = AND, y = h1 and not h2, with weights large enough for σ to be nearly a step
    layers = [
        mlp.Layer(np.array([[20.0, 20.0], [20.0, 20.0]]), np.array([-10.0, -30.0])),
        mlp.Layer(np.array([[20.0], [-20.0]]), np.array([-10.0])),
    ]
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    assert mlp.forward(layers, x, (sigmoid, sigmoid)).y[:, 0] == pytest.approx([0, 1, 1, 0], abs=1e-4)


def test_step_and_train_serve_layers():
    rng = np.random.default_rng(3)
    layers, chosen = mlp.random_layers((2, 3, 1), rng), (tanh, identity)
    x, t = rng.normal(0, 1, (20, 2)), rng.normal(0, 1, (20, 1))
    gradient = mlp.backward(layers, mlp.forward(layers, x, chosen), t, chosen)
    moved = step(layers, gradient, 0.1)
    assert isinstance(moved[0], mlp.Layer)
    np.testing.assert_allclose(flat(moved), flat(layers) - 0.1 * flat(gradient))
    draw = batches(x, t, 8, np.random.default_rng(0))

    def of_a_batch(layers):
        inputs, targets = next(draw)
        return mlp.backward(layers, mlp.forward(layers, inputs, chosen), targets, chosen)

    history = train(layers, lambda now: mlp.loss(mlp.forward(now, x, chosen).y, t), of_a_batch, 0.1, 90, keep_every=30)
    assert history.steps == [0, 30, 60, 90]
    assert history.loss[-1] < history.loss[0]


def test_batches_go_through_all_examples_in_each_epoch_and_are_the_same_for_one_seed():
    x, t = np.arange(10.0)[:, None], np.arange(10.0) * 2

    def epoch(rng):
        draw = batches(x, t, 4, rng)
        return [next(draw) for _ in range(3)]

    first = epoch(np.random.default_rng(7))
    assert [len(inputs) for inputs, _ in first] == [4, 4, 2]
    assert sorted(np.concatenate([inputs[:, 0] for inputs, _ in first])) == list(range(10))
    assert all((targets == 2 * inputs[:, 0]).all() for inputs, targets in first)
    again = epoch(np.random.default_rng(7))
    assert all((a[0] == b[0]).all() for a, b in zip(first, again, strict=True))


def test_a_network_of_many_layers_runs():
    layers = [mlp.Layer(np.ones((1, 1)), np.zeros(1))] * 300
    assert mlp.forward(layers, np.ones((1, 1)), [relu] * 300).y == 1


def test_the_digits_are_those_of_uci_and_none_is_in_two_sets():
    sets = data.digits()
    assert [part.x.shape for part in sets] == [(1047, 64), (300, 64), (450, 64)]
    assert [part.t.shape for part in sets] == [(1047, 10), (300, 10), (450, 10)]
    x, t = (np.concatenate(column) for column in zip(*sets, strict=True))
    assert t.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # as UCI's readme counts them
    assert x.sum() * 16 == 561718
    rows = [{row.tobytes() for row in part.x} for part in sets]
    assert not any(one & other for one, other in combinations(rows, 2))
    assert sets.test.t.sum(axis=0).min() >= 35
    assert sets.validation.t.sum(axis=0).min() >= 20


def test_the_wave_and_the_ring_are_as_they_say():
    x, t = data.wave(7)
    assert t == pytest.approx(0.5 + 0.4 * np.sin(1.5 * x))
    assert x.shape == t.shape == (7, 1)
    x, t = data.ring(100, np.random.default_rng(1))
    radius = np.hypot(*x.T)
    assert (radius[t[:, 0] == 1] < 0.8).all()
    assert (radius[t[:, 0] == 0] > 1.3).all()
    assert t.sum() == 50
