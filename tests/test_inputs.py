"""Bad input gets one sentence that names the argument: every argument of every public function of the maths."""

import numpy as np
import pytest

from helpers import activations, data, descent, gradient_check, losses, mlp, neuron, two_layer
from helpers.activations import identity, sigmoid
from helpers.mlp import Layer
from helpers.two_layer import Params
from tests.refusals import (
    HUGE,
    NOT_A_FRACTION,
    NOT_CHOICES,
    NOT_COUNTS,
    NOT_ELEMENTWISE,
    NOT_FINITE,
    NOT_FUNCTIONS,
    NOT_GENERATORS,
    NOT_LOSSES,
    NOT_NUMBERS,
    NOT_ONE_NUMBER,
    NOT_POSITIVE,
    NOT_WHOLE,
    OF_WRONG_TYPE,
    SELF,
    cases,
    faults,
    good_of,
    named,
    public_functions,
    unlisted,
)

MODULES = (activations, neuron, two_layer, mlp, losses, descent, gradient_check, data)
NO_DOORS = {
    two_layer.four_digits: "how a record prints itself",
    mlp.layers_gate: "a gate, which refuses in another argument's name",
    descent.rebuilt: "behind the doors: its arguments were checked",
    descent.step_unchecked: "behind the doors: its arguments were checked",
    descent.silent: "does nothing with what it is told",
}  # a record or a result, which is a tuple or a list, is no door either: what takes it checks it

NOT_PARAMETERS = (
    *OF_WRONG_TYPE, *NOT_FINITE, (), [1.0, []], [np.ones(2), "1"], [[None]], Params(1, 2, 3, np.nan), SELF,
)  # fmt: skip
NOT_PARAMS = (
    *OF_WRONG_TYPE, 3, (), (1, 2, 3), (1, 2, 3, 4, 5), (1, 2, 3, "4"), (1, 2, np.nan, 4), (1, 2, 3, [4]), "four",
)  # fmt: skip

PARAMS, X, T = Params(0.5, 0.1, 0.8, -0.2), np.array([1.0, 2.0]), np.array([0.0, 1.0])
TRACE = two_layer.forward(PARAMS, X)
LOCAL = two_layer.local_derivatives(PARAMS, TRACE, T)
NOT_TARGETS = (*NOT_NUMBERS, np.ones(3), np.ones((2, 1)))
NOT_A_TRACE = (
    *OF_WRONG_TYPE, 3, (), (1, 2), "trace", PARAMS, LOCAL,
    *(TRACE._replace(h=bad) for bad in ("h", np.nan, [], np.ones(3))),
)  # fmt: skip
NOT_LOCAL = (
    *OF_WRONG_TYPE, 3, (), (1, 2), "a locals", PARAMS, TRACE,
    *(LOCAL._replace(dz2_dh=bad) for bad in ("h", np.nan, [], np.ones(3))),
)  # fmt: skip

LAYERS = [Layer(np.ones((2, 3)), np.zeros(3)), Layer(np.ones((3, 2)), np.zeros(2))]
BOTH, ROWS, ONE_HOT = (sigmoid, identity), np.ones((5, 2)), np.eye(2)[[0, 1, 0, 1, 1]]
PASSED = mlp.forward(LAYERS, ROWS, BOTH)
NOT_LAYERS = (
    *OF_WRONG_TYPE, 3, [], [3], [None], ["ab"], np.ones((2, 3)), LAYERS[0], [(np.ones((2, 3)),)], LAYERS[:1] * 2, SELF,
    *([Layer(*bad)] for bad in ((1.0, 2.0), (None, None), ([], []), (np.ones(2), np.ones(2)), (np.ones((2, 3)), 0.0))),
    [LAYERS[0]._replace(b=np.zeros(2))], [LAYERS[0]._replace(W=np.full((2, 3), np.nan)), LAYERS[1]],
)  # fmt: skip
NOT_ACTIVATIONS = (
    *OF_WRONG_TYPE, sigmoid, "sigmod", [], [sigmoid], [sigmoid] * 3, ["sigmoid", "sigmod"],
    *((sigmoid, bad) for bad in (None, np.sin, sigmoid.core, activations.sigmoid_prime, np.ones((40, 40)))),
)  # fmt: skip
NOT_ROWS = (*NOT_NUMBERS, 3, np.ones(2), np.ones((5, 2, 1)))
NOT_OUTPUTS = (*NOT_ROWS, ONE_HOT[:4], np.ones((5, 3)))
NOT_ONE_HOT = (*NOT_OUTPUTS, np.zeros((5, 2)), np.ones((5, 2)), ONE_HOT / 2)
NOT_PASSED = (
    *OF_WRONG_TYPE, 3, TRACE, tuple(PASSED), PASSED._replace(z=[]), PASSED._replace(h=PASSED.h[:2]),
    *(PASSED._replace(z=bad) for bad in (None, ["a"] * 2, [np.full((5, 3), np.nan), PASSED.z[1]], PASSED.z[::-1])),
)  # fmt: skip
NOT_SIZES = (*OF_WRONG_TYPE, 3, (), (2,), *((2, bad) for bad in (0, -1, 1.5, "3", None, 10**9, HUGE)), (9,) * 5000)
W, CORNERS, GATE = np.zeros(2), data.CORNERS, np.array([0, 0, 0, 1])
NOT_WEIGHTS = (*NOT_NUMBERS, np.ones((2, 2)))
NOT_CORNERS = (*NOT_NUMBERS, 3, np.ones(3), np.ones((4, 3)))
NOT_SHIFTS = (*NOT_WHOLE, 9, -9)
RNG = np.random.default_rng(0)


def square(w):
    return w**2


def slope(w):
    return 2 * w


# Every public function: {argument: (a good value, the bad ones)}. What does not fit together is charged to the latter.
TABLE = {
    **{g: {"z": (X, NOT_NUMBERS)} for pair in activations.PRIME.items() for g in pair},
    activations.leaky_relu: {"z": (X, NOT_NUMBERS), "slope": (0.1, NOT_A_FRACTION)},
    activations.leaky_relu_prime: {"z": (X, NOT_NUMBERS), "slope": (0.1, NOT_A_FRACTION)},
    neuron.weighted_sum: {"w": (W, NOT_WEIGHTS), "b": (0.5, NOT_ONE_NUMBER), "x": (CORNERS, NOT_CORNERS)},
    neuron.neuron: {
        "w": (W, NOT_WEIGHTS), "b": (0.5, NOT_ONE_NUMBER), "x": (CORNERS, NOT_CORNERS),
        "activation": (sigmoid, NOT_ELEMENTWISE),
    },
    neuron.perceptron_rule: {
        "w": (W, (*NOT_WEIGHTS, 3)), "b": (0.5, NOT_ONE_NUMBER), "x": (X, (*NOT_CORNERS, CORNERS)),
        "t": (1, (*NOT_ONE_NUMBER, 0.5, 2, -1)),
    },
    neuron.train_perceptron: {
        "w": (W, (*NOT_WEIGHTS, 3)), "b": (0.5, NOT_ONE_NUMBER), "x": (CORNERS, (*NOT_CORNERS, X)),
        "t": (GATE, (*NOT_NUMBERS, 1, GATE[:3], GATE / 2, GATE[:, np.newaxis])), "passes": (3, (*NOT_COUNTS, 10**7)),
    },
    two_layer.forward: {"params": (PARAMS, NOT_PARAMS), "x": (X, NOT_NUMBERS)},
    two_layer.local_derivatives: {"params": (PARAMS, NOT_PARAMS), "trace": (TRACE, NOT_A_TRACE), "t": (T, NOT_TARGETS)},
    two_layer.backward: {"params": (PARAMS, NOT_PARAMS), "trace": (TRACE, NOT_A_TRACE), "t": (T, NOT_TARGETS)},
    two_layer.deltas: {"local": (LOCAL, NOT_LOCAL)},
    two_layer.gradients: {"local": (LOCAL, NOT_LOCAL)},
    mlp.forward: {
        "layers": (LAYERS, NOT_LAYERS), "x": (ROWS, NOT_OUTPUTS[:-2]), "activations": (BOTH, NOT_ACTIVATIONS),
    },
    mlp.backward: {
        "layers": (LAYERS, NOT_LAYERS), "trace": (PASSED, NOT_PASSED), "t": (ONE_HOT, NOT_OUTPUTS),
        "activations": (BOTH, NOT_ACTIVATIONS),
    },
    mlp.loss: {"y": (ROWS, NOT_ROWS), "t": (ONE_HOT, NOT_OUTPUTS)},
    mlp.accuracy: {"y": (ROWS, NOT_ROWS), "t": (ONE_HOT, NOT_ONE_HOT)},
    mlp.confusion: {"y": (ROWS, NOT_ROWS), "t": (ONE_HOT, NOT_ONE_HOT)},
    mlp.random_layers: {"sizes": ((2, 3, 1), NOT_SIZES), "rng": (RNG, NOT_GENERATORS)},
    losses.half_squared_error: {"y": (X, NOT_NUMBERS), "t": (T, NOT_TARGETS)},
    losses.mse: {"y": (X, NOT_NUMBERS), "t": (T, NOT_TARGETS)},
    descent.step: {
        "params": (PARAMS, NOT_PARAMETERS), "gradients": (PARAMS, (*NOT_PARAMETERS, 1.0, PARAMS[:3], np.ones(4))),
        "learning_rate": (0.1, NOT_POSITIVE),
    },
    descent.train: {
        "params": (1.0, NOT_PARAMETERS), "loss": (square, NOT_LOSSES),
        "gradient": (slope, (*NOT_LOSSES, lambda w: (w, w), lambda w: np.nan)), "learning_rate": (0.1, NOT_POSITIVE),
        "steps": (10, NOT_COUNTS), "keep_every": (2, NOT_COUNTS), "report": (descent.silent, NOT_FUNCTIONS),
    },
    descent.batches: {
        "x": (ROWS, (*NOT_NUMBERS, 3)), "t": (ONE_HOT, (*NOT_NUMBERS, 3, ONE_HOT[:4])), "size": (2, NOT_COUNTS),
        "rng": (RNG, NOT_GENERATORS),
    },
    gradient_check.numerical_gradient: {
        "f": (square, NOT_LOSSES), "params": (2.0, (*NOT_PARAMETERS, np.zeros(10**6))),
        "nudge": (1e-5, (*NOT_POSITIVE, 1e-30, 1e300)),
    },
    gradient_check.implied_gradient: {
        "before": (PARAMS, NOT_PARAMETERS), "after": (PARAMS, (*NOT_PARAMETERS, 1.0, PARAMS[:3], np.ones(4))),
        "learning_rate": (0.1, NOT_POSITIVE),
    },
    gradient_check.compare: {
        "analytic": (PARAMS, NOT_PARAMETERS), "tolerance": (1e-6, NOT_POSITIVE),
        "numeric": (PARAMS, (*NOT_PARAMETERS, 1.0, PARAMS[:3], tuple(PARAMS), np.ones(4))),
        "titles": (("one", "other"), (*OF_WRONG_TYPE, 3, (), ("one",), ("one", "two", "three"), ("one", None), "ab")),
    },
    data.gate: {"name": ("AND", NOT_CHOICES)},
    data.wave: {"examples": (5, NOT_COUNTS)},
    data.ring: {"examples": (5, NOT_COUNTS), "rng": (RNG, NOT_GENERATORS)},
    data.shifted: {
        "x": (np.ones((2, 64)), (*NOT_NUMBERS, 3, np.ones(64), np.ones((2, 8, 8)))), "right": (1, NOT_SHIFTS),
        "down": (1, NOT_SHIFTS),
    },
}  # fmt: skip


@pytest.mark.parametrize("call", TABLE, ids=named)
def test_good_arguments_pass(call):
    call(**good_of(TABLE[call]))


@pytest.mark.parametrize(("call", "name", "good", "bad"), cases(TABLE))
def test_bad_input_is_refused_in_one_sentence_that_names_the_argument(call, name, good, bad):
    assert faults(call, name, good, bad) == []


def test_every_argument_of_every_public_function_is_in_the_table():
    functions = {f for module in MODULES for f in public_functions(module)} - NO_DOORS.keys()
    assert unlisted(functions, TABLE) == []
    classes = [kind for module in MODULES for kind in vars(module).values() if isinstance(kind, type)]
    assert all(issubclass(kind, tuple | list) for kind in classes if kind.__module__ in {m.__name__ for m in MODULES})


def test_a_forgotten_argument_is_named():
    with pytest.raises(TypeError, match="x"):
        two_layer.forward(PARAMS)


def test_input_is_not_changed():
    x, t = np.array([1, 2]), np.array([0.0, 1.0])
    two_layer.backward(PARAMS, two_layer.forward(PARAMS, x), t)
    assert x.tolist() == [1, 2]
    assert t.tolist() == [0, 1]


def test_a_run_of_python_s_own_numbers_ends_where_its_loss_is_too_large():
    history = descent.train((1.0, 1.0), lambda w: w[0] ** 4 + w[1], lambda w: (4 * w[0] ** 3, 1.0), 10, 1000)
    assert history.loss[-1] == np.inf
    assert len(history.steps) < 10


def test_a_learning_rate_that_throws_a_parameter_to_infinity_is_named():
    with pytest.raises(ValueError, match="learning_rate must be smaller"):
        descent.train(PARAMS, lambda p: 0.0, lambda p: two_layer.forward(p, 1.0) and p, 1e308, 9)
