"""What holds for every input: at least one property of each public function of the maths and of the diagnosis.

Each is held to something that the helpers do not compute: Python's own sums, exact fractions, a central difference,
a symmetry, a bound that was proved on paper. Hypothesis looks for an input that breaks it, the same ones on every run.
"""

import inspect
import math
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers import activations, autodiff, data, descent, gradient_check, losses, mlp, neuron, tree, two_layer
from helpers.activations import PRIME, identity, sigmoid, tanh
from helpers.practice import diagnosis
from helpers.two_layer import Params
from tests import test_autodiff, test_diagnosis
from tests.test_maths import independent_loss, independent_output

MODULES = (activations, autodiff, neuron, two_layer, mlp, losses, descent, gradient_check, data, tree, diagnosis)
ELSEWHERE = {
    **dict.fromkeys(
        (autodiff.sigmoid, autodiff.tanh, autodiff.exp, autodiff.log, autodiff.half_square, autodiff.backward),
        test_autodiff.test_random_expressions_have_the_slopes_that_autograd_finds,
    ),
    diagnosis.as_product: test_diagnosis.test_any_product_of_factors_is_found,
    diagnosis.diagnosis: test_diagnosis.test_a_missing_factor_is_named,
}
HELD = set(ELSEWHERE)


def holds_for(*functions):
    """Return a decorator for a property that these functions have."""

    def decorate(test):
        HELD.update(functions)
        return settings(derandomize=True, deadline=None, max_examples=60)(test)

    return decorate


def public_functions(module):
    """Return the functions that a module defines for others to call."""
    found = [f for name, f in inspect.getmembers(module, inspect.isfunction) if name[0] != "_"]
    return {f for f in found if f.__module__ == module.__name__}


def test_every_public_function_has_a_property():
    without = set().union(*map(public_functions, MODULES)) - HELD
    assert not sorted(f"{f.__module__}.{f.__name__}" for f in without)


def test_a_function_without_a_property_would_be_seen():
    module = SimpleNamespace(__name__=__name__, forgotten=central_difference, _private=floats)
    assert public_functions(module) - HELD == {central_difference}


def floats(size):
    return st.floats(-size, size)


def rows(n_out, n_min=1, size=3):
    """Return a strategy for a few examples as rows of `n_out` numbers."""
    return st.integers(n_min, 5).flatmap(lambda n: arrays(float, (n, n_out), elements=floats(size)))


def central_difference(f, place, nudge=1e-5):
    return (f(place + nudge) - f(place - nudge)) / (2 * nudge)


four = st.builds(Params, *[floats(4)] * 4)
seeds = st.integers(0, 2**32).map(np.random.default_rng)
eighths = st.integers(-800, 800).map(lambda n: n / 8)  # sums and products of these are exact
pairs = st.lists(st.tuples(floats(100), floats(100)), min_size=1, max_size=8).map(lambda rows: np.array(rows).T)


@holds_for(sigmoid)
@given(floats(1e6), floats(1e6))
def test_sigmoid_is_symmetric_and_never_falls(z, other):
    assert sigmoid(z) + sigmoid(-z) == pytest.approx(1)
    assert (sigmoid(z) <= sigmoid(other)) or z > other


@holds_for(sigmoid, tanh)
@given(floats(400))
def test_tanh_is_a_stretched_sigmoid(z):
    assert tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1, abs=1e-15)


@holds_for(*PRIME, *PRIME.values())
@given(st.sampled_from(list(PRIME)), floats(20).filter(lambda z: abs(z) > 1e-4))
def test_a_derivative_is_the_slope_measured_by_nudging(g, z):
    assert PRIME[g](z) == pytest.approx(central_difference(g, z), abs=1e-8)


@holds_for(*PRIME, *PRIME.values())
@given(st.sampled_from([*PRIME, *PRIME.values()]), arrays(float, (2, 3), elements=floats(50)))
def test_an_activation_takes_each_number_of_an_array_by_itself(g, z):
    assert g(z) == pytest.approx(np.array([[g(float(one)) for one in row] for row in z]), rel=1e-14)


@holds_for(activations.relu, activations.leaky_relu, activations.leaky_relu_prime, activations.step)
@given(floats(1e6), st.floats(0, 1))
def test_the_bent_lines_are_what_python_says(z, slope):
    assert activations.relu(z) == max(z, 0)
    assert activations.leaky_relu(z, slope) == pytest.approx(z if z > 0 else slope * z)
    assert activations.leaky_relu_prime(z, slope) == pytest.approx(1 if z > 0 else slope)
    assert activations.step(z) == (z >= 0)


@holds_for(autodiff.count_uses)
@given(test_autodiff.STEPS, test_autodiff.NUMBERS)
def test_of_every_link_one_use_is_counted(steps, numbers):
    uses = autodiff.count_uses(test_autodiff.computed(steps, [autodiff.Value(number) for number in numbers], 0))
    assert sum(uses.values()) == sum(len(value.made_of) for value in uses)
    assert all(part in uses for value in uses for part, _ in value.made_of)


@holds_for(autodiff.as_value)
@given(floats(1e9))
def test_a_plain_number_becomes_a_value_of_nothing_and_a_value_stays_itself(number):
    value = autodiff.as_value(number)
    assert (value.number, list(value.made_of)) == (number, [])
    assert autodiff.as_value(value) is value


@holds_for(neuron.weighted_sum)
@given(st.lists(st.tuples(floats(9), floats(9), floats(9)), min_size=1, max_size=6), floats(9))
def test_the_weighted_sum_is_python_s_sum_and_linear_in_the_inputs(columns, b):
    w, x, other = (list(column) for column in zip(*columns, strict=True))
    z = neuron.weighted_sum(w, b, [x, other, np.add(x, other)])
    assert z[0] == pytest.approx(math.fsum([*(wi * xi for wi, xi in zip(w, x, strict=True)), b]), abs=1e-9)
    assert z[2] - b == pytest.approx((z[0] - b) + (z[1] - b), abs=1e-9)
    assert neuron.weighted_sum(w[0], b, x) == pytest.approx([w[0] * xi + b for xi in x])


@holds_for(neuron.neuron)
@given(arrays(float, 3, elements=floats(2)), floats(2), rows(3, size=2))
def test_the_logit_of_a_sigmoid_neuron_is_its_weighted_sum(w, b, x):
    y = neuron.neuron(w, b, x, sigmoid)
    assert np.log(y / (1 - y)) == pytest.approx(neuron.neuron(w, b, x), abs=1e-6)


@holds_for(neuron.perceptron_rule)
@given(arrays(int, 2, elements=st.integers(-9, 9)), st.integers(-9, 9), arrays(int, 2, elements=st.integers(-9, 9)))
def test_the_perceptron_rule_moves_z_toward_the_target_by_the_inputs_square_plus_1(w, b, x):
    z = w @ x + b
    for t in (0, 1):
        new_w, new_b = neuron.perceptron_rule(w, b, x, t)
        moved = 0 if (z >= 0) == t else (1 if t else -1)
        assert new_w @ x + new_b - z == moved * (x @ x + 1)


@holds_for(neuron.train_perceptron)
@given(arrays(int, 3, elements=st.integers(-3, 3)), arrays(int, (6, 2), elements=st.integers(-4, 4)))
def test_the_perceptron_learns_within_novikoff_s_bound(line, x):
    margins = x @ line[:2] + line[2] + 0.5  # ½, so that no example lies on the line
    t = (margins > 0).astype(float)
    visits = neuron.train_perceptron((0, 0), 0, x, t, passes=10_000)
    mistakes = sum(visit.output != visit.target for visit in visits)
    largest, length = max((x**2).sum(axis=1) + 1), line[:2] @ line[:2] + (line[2] + 0.5) ** 2
    assert mistakes <= largest * length / min(abs(margins)) ** 2
    assert ((x @ visits[-1].w + visits[-1].b >= 0) == t).all()
    assert [(visit.example, visit.target) for visit in visits[-6:]] == list(enumerate(t))


@holds_for(two_layer.forward)
@given(four, arrays(float, 4, elements=floats(5)))
def test_the_forward_pass_keeps_the_value_of_every_line(params, x):
    trace = two_layer.forward(params, x)
    assert trace.y == pytest.approx(independent_output(params, x))
    assert np.log(trace.h / (1 - trace.h)) == pytest.approx(trace.z1, abs=1e-4)
    assert np.log(trace.y / (1 - trace.y)) == pytest.approx(trace.z2, abs=1e-6)
    assert (trace.x == x).all()


@holds_for(two_layer.local_derivatives, two_layer.deltas)
@given(four, floats(5), st.floats(0, 1))
def test_each_local_derivative_is_the_slope_of_its_line(params, x, t):
    w1, b1, w2, b2 = params
    trace = two_layer.forward(params, x)
    local = two_layer.local_derivatives(params, trace, t)
    places = (trace.y, trace.z2, w2, b2, trace.h, trace.z1, w1, b1)
    lines = (
        lambda y: 0.5 * (y - t) ** 2, sigmoid, lambda w2: w2 * trace.h + b2, lambda b2: w2 * trace.h + b2,
        lambda h: w2 * h + b2, sigmoid, lambda w1: w1 * x + b1, lambda b1: w1 * x + b1,
    )  # fmt: skip
    assert local == pytest.approx([central_difference(*pair) for pair in zip(lines, places, strict=True)], abs=1e-8)

    def loss_from(h):
        return 0.5 * (sigmoid(w2 * h + b2) - t) ** 2

    back = two_layer.deltas(local)
    assert back.delta2 == pytest.approx(central_difference(lambda z2: 0.5 * (sigmoid(z2) - t) ** 2, trace.z2), abs=1e-8)
    assert back.dL_dh == pytest.approx(central_difference(loss_from, trace.h), abs=1e-8)
    assert back.delta1 == pytest.approx(central_difference(lambda z1: loss_from(sigmoid(z1)), trace.z1), abs=1e-8)


@holds_for(two_layer.backward, two_layer.gradients)
@given(four, rows(2))
def test_the_gradient_is_the_slope_of_an_independent_loss_and_the_mean_over_examples(params, examples):
    def one_gradient(x, t):
        return two_layer.gradients(two_layer.local_derivatives(params, two_layer.forward(params, x), t))

    x, t = examples.T
    ours = two_layer.backward(params, two_layer.forward(params, x), t)
    assert ours == pytest.approx(np.mean([one_gradient(*example) for example in examples], axis=0), abs=1e-14)
    for name, w in params._asdict().items():
        slope = central_difference(lambda w, name=name: independent_loss(params._replace(**{name: w}), x, t), w)
        assert getattr(ours, name) == pytest.approx(slope, abs=1e-8)


@holds_for(two_layer.gradients, two_layer.deltas)
@given(st.builds(two_layer.Local, *[floats(4)] * 8))
def test_a_gradient_is_the_product_of_the_factors_on_its_path(local):
    to_z1 = (local.dL_dy, local.dy_dz2, local.dz2_dh, local.dh_dz1)
    paths = (*to_z1, local.dz1_dw1), (*to_z1, local.dz1_db1), (*to_z1[:2], local.dz2_dw2), (*to_z1[:2], local.dz2_db2)
    assert two_layer.gradients(local) == pytest.approx(list(map(math.prod, paths)))
    assert two_layer.deltas(local) == pytest.approx([math.prod(to_z1[:2]), math.prod(to_z1[:3]), math.prod(to_z1)])


@holds_for(two_layer.backward)
@given(four, floats(5), st.floats(0, 1))
def test_the_mirrored_network_has_mirrored_gradients(params, x, t):
    mirror = params._replace(w2=-params.w2, b2=-params.b2)  # σ(−z) = 1 − σ(z), so y becomes 1 − y
    ours = two_layer.backward(params, two_layer.forward(params, x), t)
    theirs = two_layer.backward(mirror, two_layer.forward(mirror, x), 1 - t)
    assert theirs == pytest.approx((ours.w1, ours.b1, -ours.w2, -ours.b2), abs=1e-14)


@holds_for(tree.four_digits)
@given(st.builds(Params, *[floats(1e9)] * 4))
def test_what_is_printed_is_the_record_to_four_digits(params):
    assert eval(tree.four_digits(params)) == pytest.approx(params, rel=5.1e-4)


@st.composite
def networks(draw):
    """Return a small smooth network, its activations, and examples: layers, chosen, x, t."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    layers = [
        mlp.Layer(
            draw(arrays(float, (n_in, n_out), elements=floats(2))), draw(arrays(float, n_out, elements=floats(2)))
        )
        for n_in, n_out in pairwise(sizes)
    ]
    chosen = [draw(st.sampled_from([sigmoid, tanh, identity])) for _ in layers]
    together = draw(rows(sizes[0] + sizes[-1], size=2))
    return layers, chosen, together[:, : sizes[0]], together[:, sizes[0] :]


def backward(layers, chosen, x, t):
    return mlp.backward(layers, mlp.forward(layers, x, chosen), t, chosen)


@holds_for(mlp.forward, mlp.backward, mlp.loss)
@given(networks(), st.data())
def test_any_entry_of_a_gradient_is_the_slope_of_the_loss(network, data):
    layers, chosen, x, t = network
    part = data.draw(st.sampled_from([(i, name) for i in range(len(layers)) for name in ("W", "b")]))
    i, name = part
    array = getattr(layers[i], name)
    index = data.draw(st.sampled_from(list(np.ndindex(array.shape))))

    def loss_at(value):
        moved = array.copy()
        moved[index] = value
        nudged = [*layers[:i], layers[i]._replace(**{name: moved}), *layers[i + 1 :]]
        return mlp.loss(mlp.forward(nudged, x, chosen).y, t)

    slope = central_difference(loss_at, array[index])
    assert getattr(backward(*network)[i], name)[index] == pytest.approx(slope, rel=1e-6, abs=1e-6)


@holds_for(mlp.forward, mlp.backward)
@given(networks())
def test_the_gradient_over_many_examples_is_the_mean_of_theirs(network):
    layers, chosen, x, t = network
    one_by_one = [backward(layers, chosen, x[i : i + 1], t[i : i + 1]) for i in range(len(x))]
    for layer, *same in zip(backward(*network), *one_by_one, strict=True):
        for part, *parts in zip(layer, *same, strict=True):
            assert part == pytest.approx(np.mean(parts, axis=0), abs=1e-12)


@holds_for(mlp.forward, mlp.backward)
@given(st.permutations(range(4)), seeds)
def test_hidden_units_in_another_order_give_the_same_outputs_and_their_gradients_in_that_order(order, rng):
    first, second = mlp.random_layers((3, 4, 2), rng)
    x, t = rng.normal(0, 1, (5, 3)), rng.normal(0, 1, (5, 2))
    reordered = [mlp.Layer(first.W[:, order], first.b[order]), second._replace(W=second.W[order])]
    chosen = (tanh, sigmoid)
    y = mlp.forward([first, second], x, chosen).y
    assert mlp.forward(reordered, x, chosen).y == pytest.approx(y, abs=1e-14)
    (W1, b1), (W2, _) = backward([first, second], chosen, x, t)
    (other_W1, other_b1), (other_W2, _) = backward(reordered, chosen, x, t)
    for ours, theirs in ((W1[:, order], other_W1), (b1[order], other_b1), (W2[order], other_W2)):
        assert theirs == pytest.approx(ours, abs=1e-14)


@holds_for(mlp.forward, mlp.backward)
@given(four, rows(2))
def test_one_unit_a_layer_is_the_network_of_the_notes(params, examples):
    layers = [mlp.Layer(np.array([[w]]), np.array([b])) for w, b in (params[:2], params[2:])]
    x, t = examples.T
    trace = two_layer.forward(params, x)
    assert (mlp.forward(layers, x[:, None], (sigmoid, sigmoid)).y[:, 0] == trace.y).all()
    ours = [part.item() for layer in backward(layers, (sigmoid, sigmoid), x[:, None], t[:, None]) for part in layer]
    assert ours == pytest.approx(two_layer.backward(params, trace, t), abs=1e-14)


@holds_for(mlp.loss, losses.residual, losses.half_squared_error, losses.mse)
@given(rows(4))
def test_the_losses_are_python_s_sums(together):
    y, t = together[:, :2], together[:, 2:]
    residuals = [a - b for a, b in zip(y.ravel().tolist(), t.ravel().tolist(), strict=True)]
    squares = [residual**2 for residual in residuals]
    assert losses.residual(y, t).ravel().tolist() == residuals
    assert losses.mse(y, t) == pytest.approx(math.fsum(squares) / len(squares))
    assert losses.half_squared_error(y, t) == pytest.approx(math.fsum(squares) / len(squares) / 2)
    assert mlp.loss(y, t) == pytest.approx(math.fsum(squares) / len(y) / 2)
    assert losses.mse(t, y) == losses.mse(y, t)


@holds_for(mlp.loss_and_gradient)
@given(networks())
def test_the_two_functions_that_train_takes_follow_the_layers_that_they_are_given(network):
    layers, chosen, x, t = network
    loss, gradient = mlp.loss_and_gradient(x, t, chosen)
    y = mlp.forward(layers, x, chosen).y
    assert loss(layers) == pytest.approx(math.fsum(number**2 for number in (y - t).flat) / len(y) / 2)
    first, rest = layers[0], layers[1:]

    def loss_at(value):
        return loss([first._replace(b=np.array([value, *first.b[1:]])), *rest])

    assert gradient(layers)[0].b[0] == pytest.approx(central_difference(loss_at, first.b[0]), rel=1e-6, abs=1e-6)


@holds_for(mlp.accuracy, mlp.confusion)
@given(st.lists(st.tuples(st.integers(0, 3), st.permutations([0.1, 0.2, 0.3, 0.9])), min_size=1, max_size=12))
def test_accuracy_and_confusion_are_a_tally(examples):
    digits, y = [digit for digit, _ in examples], np.array([outputs for _, outputs in examples])
    t, tally = np.eye(4)[digits], Counter((digit, outputs.index(0.9)) for digit, outputs in examples)
    counts = mlp.confusion(y, t)
    assert counts.tolist() == [[tally[i, j] for j in range(4)] for i in range(4)]
    assert mlp.accuracy(y, t) * len(y) == pytest.approx(counts.trace())


@holds_for(mlp.random_layers)
@given(st.lists(st.integers(40, 80), min_size=2, max_size=4), seeds)
def test_random_layers_start_with_the_variance_that_they_say(sizes, rng):
    layers = mlp.random_layers(sizes, rng)
    assert [W.shape for W, _ in layers] == list(pairwise(sizes))
    for W, b in layers:
        assert W.var() * len(W) == pytest.approx(1, abs=0.2)  # five times what chance does to 1,600 draws
        assert abs(W.mean()) * np.sqrt(W.size * len(W)) < 5
        assert b.tolist() == [0] * W.shape[1]


@holds_for(descent.step, gradient_check.implied_gradient)
@given(st.lists(st.tuples(eighths, eighths), min_size=4, max_size=4), st.sampled_from([0.125, 0.5, 1.0, 4.0]))
def test_a_step_is_exact_arithmetic_and_undone_by_the_turned_gradient(both, learning_rate):
    params, gradient = (Params(*column) for column in zip(*both, strict=True))
    nested = [params, (np.array(params), params.b1)]
    slopes = [gradient, (np.array(gradient), gradient.b1)]
    moved = descent.step(nested, slopes, learning_rate)
    exact = [float(Fraction(p) - Fraction(learning_rate) * Fraction(g)) for p, g in both]
    assert moved[0] == Params(*exact)
    assert type(moved[0]) is Params
    assert moved[1][0].tolist() == exact
    assert moved[1][1] == exact[1]
    assert descent.step(moved[0], Params(*(-g for g in gradient)), learning_rate) == params
    assert gradient_check.implied_gradient(nested, moved, learning_rate)[0] == gradient
    assert gradient_check.implied_gradient(nested, moved, learning_rate)[1][0].tolist() == list(gradient)


leaves = st.one_of(eighths, arrays(float, (2, 3), elements=eighths), arrays(float, 4, elements=eighths))
branches = st.recursive(leaves, lambda parts: st.one_of(st.lists(parts, max_size=3), st.tuples(parts, parts)))
trees = st.tuples(st.builds(Params, *[eighths] * 4), branches)


def numbers_in(part):
    """Return the numbers of a tree, by another way than the helpers'."""
    if isinstance(part, np.ndarray):
        return part.ravel().tolist()
    return [number for each in part for number in numbers_in(each)] if isinstance(part, list | tuple) else [part]


@holds_for(tree.tree_map, tree.entries, tree.refilled)
@given(trees)
def test_a_walk_meets_every_number_once_and_keeps_the_type(whole):
    numbers = numbers_in(whole)
    assert [number for _, number in tree.entries(whole)] == numbers
    assert len({name for name, _ in tree.entries(whole)}) == len(numbers)
    doubled = tree.tree_map(lambda leaf: leaf + leaf, whole)
    assert numbers_in(doubled) == [2 * number for number in numbers]
    assert repr(tree.refilled(doubled, numbers)) == repr(whole)
    assert numbers_in(tree.tree_map(lambda one, other: one - other, doubled, whole)) == numbers


@holds_for(descent.train)
@given(floats(9), floats(9), st.floats(0.1, 3), st.floats(0.01, 0.3), st.integers(1, 40), st.integers(1, 50))
def test_training_on_a_parabola_is_the_geometric_series(w, lowest, curvature, learning_rate, steps, keep_every):
    def loss(w):
        return 0.5 * curvature * (w - lowest) ** 2

    reports = []
    history = descent.train(
        w,
        loss,
        lambda w: curvature * (w - lowest),
        learning_rate,
        steps,
        keep_every,
        lambda *told: reports.append(told),
    )
    assert history.steps == sorted({*range(0, steps, keep_every), steps})
    for n, reached, error in zip(*history[:3], strict=True):
        assert reached == pytest.approx(lowest + (w - lowest) * (1 - learning_rate * curvature) ** n, abs=1e-12)
        assert error == pytest.approx(loss(reached))
    assert reports == list(zip(history.steps, history.loss, strict=True))
    assert history == descent.train(w, loss, lambda w: curvature * (w - lowest), learning_rate, steps, keep_every)


@holds_for(descent.batches)
@given(st.integers(1, 12), st.integers(1, 15), seeds)
def test_each_epoch_deals_out_all_examples_once(examples, size, rng):
    x = np.arange(examples)
    draw = descent.batches(x, -x, size, rng)
    for _ in range(3):
        epoch = [next(draw) for _ in range(-(-examples // size))]
        assert [len(some) for some, _ in epoch[:-1]] == [size] * (len(epoch) - 1)
        assert sorted(np.concatenate([some for some, _ in epoch])) == list(range(examples))
        assert all((t == -some).all() for some, t in epoch)


@holds_for(gradient_check.numerical_gradient)
@given(arrays(float, (3, 3), elements=floats(2)), arrays(float, 3, elements=floats(2)), floats(2))
def test_nudging_finds_the_slopes_of_a_quadratic_form_and_a_cubic(A, x, c):
    slopes = gradient_check.numerical_gradient(lambda p: p[0] @ A @ p[0] + p[1][0] ** 3, (x, [c]))
    assert type(slopes) is tuple
    assert slopes[0] == pytest.approx((A + A.T) @ x, abs=1e-8)
    assert slopes[1] == pytest.approx([3 * c**2], abs=1e-8)


@holds_for(gradient_check.compare)
@given(arrays(float, (2, 3), elements=floats(9)), st.integers(0, 5), st.sampled_from([1e-6, 1e-3]))
def test_two_gradients_agree_both_ways_or_differ_where_they_differ(numbers, place, tolerance):
    other = numbers.copy()
    other.flat[place] += (tolerance * (abs(other.flat[place]) + 1)) * 2
    assert gradient_check.compare(numbers, numbers + tolerance / 1010, tolerance).agrees
    for rows in (gradient_check.compare(numbers, other, tolerance), gradient_check.compare(other, numbers, tolerance)):
        assert [row.agrees for row in rows] == [i != place for i in range(6)]
        assert len({row.name for row in rows}) == 6


@holds_for(data.dose_table)
@given(st.integers(0, 7))
def test_a_dose_is_scaled_in_exact_fractions(i):
    doses = [Fraction(str(dose)) for dose in data.DOSE]
    x, t = data.dose_table()
    assert x[i] == pytest.approx(float(4 * (doses[i] - sum(doses) / 8) / (max(doses) - min(doses))), abs=1e-12)
    assert t[i] == float(Fraction(int(data.KILLED[i]), int(data.EXPOSED[i])))


@holds_for(descent.first_flat)
@given(st.lists(st.floats(1e-3, 1), min_size=2, max_size=8), st.floats(0.01, 0.5))
def test_a_run_is_flat_where_no_slope_is_large_for_the_first_time(sizes, small):
    history = descent.History([], [], [], [two_layer.Params(0, -size, size / 2, 0) for size in sizes])
    flat = [i for i, size in enumerate(sizes[:-1]) if size < small]
    assert descent.first_flat(history, small) == (flat[0] if flat else len(sizes) - 2)


@holds_for(data.x_of_dose)
@given(st.floats(1, 1000), st.floats(1, 10))
def test_a_dose_times_as_large_lies_as_far_to_the_right_wherever_it_begins(dose, times):
    moved = data.x_of_dose(times * dose) - data.x_of_dose(dose)
    assert moved == pytest.approx(4 * math.log10(times) / (1.8839 - 1.6907), abs=1e-9)


@holds_for(data.dose_of_x)
@given(st.floats(1, 1000))
def test_a_dose_is_that_of_its_x(dose):
    assert data.dose_of_x(data.x_of_dose(dose)) == pytest.approx(dose)


@holds_for(data.gate)
@given(st.sampled_from(["AND", "OR", "XOR", "NAND"]), st.integers(0, 1), st.integers(0, 1))
def test_a_gate_answers_as_python_does_and_is_one_s_own(name, a, b):
    x, t = data.gate(name)
    answer = {"AND": a and b, "OR": a or b, "XOR": a ^ b, "NAND": 1 - (a and b)}[name]
    assert t[(x == (a, b)).all(axis=1)].tolist() == [answer]
    x += 1
    assert data.gate(name).x.max() == 1


@holds_for(data.wave)
@given(st.integers(2, 60))
def test_the_wave_is_point_symmetric(examples):
    x, t = data.wave(examples)
    assert x[:, 0] == pytest.approx([-3 + 6 * i / (examples - 1) for i in range(examples)], abs=1e-12)
    assert t[:, 0] == pytest.approx([0.5 + 0.4 * math.sin(1.5 * one) for one in x[:, 0]])
    assert t + t[::-1] == pytest.approx(np.ones((examples, 1)))


@holds_for(data.ring)
@given(st.integers(1, 60), seeds)
def test_every_second_point_lies_inside_the_ring(examples, rng):
    x, t = data.ring(examples, rng)
    assert t[:, 0].tolist() == [1.0, 0.0] * (examples // 2) + [1.0] * (examples % 2)
    for (one, other), inside in zip(x, t[:, 0], strict=True):
        assert (0 if inside else 1.3) <= math.hypot(one, other) <= (0.8 if inside else 2)


@holds_for(data.digits)
@given(st.integers(0, 299))
def test_a_digit_is_sixteenths_of_ink_and_one_answer(i):
    for x, t in data.digits():
        assert x[i] * 16 == pytest.approx([round(16 * ink) for ink in x[i]])
        assert 0 <= x[i].min() < x[i].max() <= 1
        assert Counter(t[i]) == {0: 9, 1: 1}


@holds_for(data.shifted)
@given(st.integers(-8, 8), st.integers(-8, 8), seeds)
def test_a_moved_image_has_each_pixel_where_it_was_moved_to(right, down, rng):
    images = rng.uniform(0.1, 1, (2, 64))
    moved = data.shifted(images, right, down).reshape(2, 8, 8)
    for row, column in np.ndindex(8, 8):
        origin = row - down, column - right
        seen = set(origin) <= set(range(8))
        assert (moved[:, row, column] == (images.reshape(2, 8, 8)[:, *origin] if seen else 0)).all()


@holds_for(diagnosis.in_words)
@given(st.dictionaries(st.sampled_from("PQR"), st.sampled_from([-2, -1, 1, 2]), min_size=1))
def test_the_words_name_a_factor_as_often_as_it_is_missing_or_too_many(powers):
    assume(sorted(powers.values()) != [-1, 1])  # one in the other's place
    words = diagnosis.in_words(powers, 1.0)
    missing = words[: words.find("missing") + 1]
    too_many = words[len(missing) :]
    for name, power in powers.items():
        assert (missing.count(name), too_many.count(name)) == (max(-power, 0), max(power, 0))
