"""What numpy would go on with without a word is refused, in one sentence that names the argument."""

import re

import numpy as np
import pytest

from helpers import checks, data, descent, gradient_check, losses, mlp, neuron, two_layer
from helpers.activations import identity, sigmoid
from helpers.two_layer import Params

PARAMS, X, T = Params(0.5, 0.1, 0.8, -0.2), np.array([1.0, 2.0]), np.array([0.0, 1.0])
TRACE = two_layer.forward(PARAMS, X)
LAYERS = [mlp.Layer(np.ones((2, 3)), np.zeros(3)), mlp.Layer(np.ones((3, 2)), np.zeros(2))]
ROWS, ONE_HOT, BOTH = np.ones((5, 2)), np.eye(2)[[0, 1, 0, 1, 1]], (sigmoid, identity)
PASSED = mlp.forward(LAYERS, ROWS, BOTH)
RNG = np.random.default_rng(0)

NO_NUMBERS = ("0.5", ["0.5", "1"], None, True, np.nan, [1.0, np.nan], np.inf, [-np.inf, 1.0], [], np.empty((0, 2)))
OTHER_SHAPES = (np.ones((2, 1)), np.ones(3), np.ones((5, 2, 1)), [1.0])
NO_TARGETS = (*NO_NUMBERS, *OTHER_SHAPES)
NO_RATES = (0, -0.1, np.nan, np.inf)

# function, good arguments, the one that is refused, and what it is refused for
REFUSED = [
    (two_layer.forward, {"params": PARAMS, "x": X}, "x", NO_NUMBERS),
    (two_layer.local_derivatives, {"params": PARAMS, "trace": TRACE, "t": T}, "t", NO_TARGETS),
    (two_layer.backward, {"params": PARAMS, "trace": TRACE, "t": T}, "t", NO_TARGETS),
    (neuron.weighted_sum, {"w": [1.0, 2.0], "b": 0.5, "x": X}, "x", NO_NUMBERS),
    (neuron.neuron, {"w": 2.0, "b": 0.5, "x": X}, "x", NO_NUMBERS),
    (neuron.perceptron_rule, {"w": np.zeros(2), "b": 0.5, "x": X, "t": 1}, "x", NO_NUMBERS),
    (neuron.perceptron_rule, {"w": np.zeros(2), "b": 0.5, "x": X, "t": 1}, "t", (-1, 0.5, np.nan, "1", None)),
    (mlp.forward, {"layers": LAYERS, "x": ROWS, "activations": BOTH}, "x", (*NO_NUMBERS, 1.0, X, np.ones((2, 5, 2)))),
    (
        mlp.backward,
        {"layers": LAYERS, "trace": PASSED, "t": ONE_HOT, "activations": BOTH},
        "t",
        (*NO_TARGETS, ONE_HOT[:4]),
    ),
    (mlp.loss, {"y": ROWS, "t": ONE_HOT}, "t", (*NO_TARGETS, ONE_HOT[:4])),
    (mlp.accuracy, {"y": ROWS, "t": ONE_HOT}, "t", (ONE_HOT[:4], np.array([0, 1, 0, 1, 1]))),
    (mlp.confusion, {"y": ROWS, "t": ONE_HOT}, "t", (ONE_HOT[:4], np.array([0, 1, 0, 1, 1]))),
    (losses.residual, {"y": X, "t": T}, "t", NO_TARGETS),
    (losses.half_squared_error, {"y": X, "t": T}, "t", NO_TARGETS),
    (losses.mse, {"y": X, "t": T}, "t", NO_TARGETS),
    (descent.step, {"params": PARAMS, "gradients": PARAMS, "learning_rate": 0.1}, "learning_rate", NO_RATES),
    (
        descent.step,
        {"params": [np.ones(3), 1.0], "gradients": [np.ones(3), 1.0], "learning_rate": 0.1},
        "gradients",
        ([np.ones((3, 1)), 1.0], [np.ones(3), np.ones(3)], [np.ones(1), 1.0]),
    ),
    (
        descent.train,
        {"params": 1.0, "loss": abs, "gradient": np.sign, "learning_rate": 0.1, "steps": 3},
        "learning_rate",
        NO_RATES,
    ),
    (
        gradient_check.implied_gradient,
        {"before": PARAMS, "after": PARAMS, "learning_rate": 0.1},
        "learning_rate",
        NO_RATES,
    ),
    (
        lambda **given: next(descent.batches(**given)),
        {"x": ROWS, "t": ONE_HOT, "size": 2, "rng": RNG},
        "t",
        (ONE_HOT[:4],),
    ),
]


def fault(function, arguments, name):
    """Return in words what is wrong with how arguments are refused for the sake of the one of this name, or None."""
    try:
        result = function(**arguments)
    except (TypeError, ValueError) as refusal:
        sentence = str(refusal)
        fine = re.fullmatch(rf"{name}\b.*\.", sentence) and ". " not in sentence and len(sentence) < 200
        return None if fine else f"it says {sentence!r}"
    return f"it returns {result}"


@pytest.mark.parametrize(("function", "good", "name", "refused"), REFUSED)
def test_what_numpy_would_go_on_with_is_refused_in_one_sentence(function, good, name, refused):
    function(**good)
    found = [(value, fault(function, {**good, name: value}, name)) for value in refused]
    assert not [(value, words) for value, words in found if words]


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda x: x, "it returns nan"),
        (lambda x: checks.numbers("z", x), "it says"),
        (lambda x: checks.numbers("x", x) if x == 0 else float("x"), "it says"),
    ],
)
def test_what_is_no_refusal_would_be_seen(function, words):
    assert fault(function, {"x": np.nan}, "x").startswith(words)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: sigmoid("0.5"), "bad operand"),
        (lambda: two_layer.forward(PARAMS), r"forward\(\) missing 1 required positional argument: 'x'"),
        (lambda: two_layer.forward((1, 2, 3), X), "not enough values to unpack"),
        (lambda: mlp.forward(LAYERS, np.ones((5, 3)), BOTH), "matmul"),
        (lambda: mlp.forward(LAYERS, ROWS, BOTH[:1]), "shorter"),
        (lambda: mlp.forward(LAYERS[::-1], ROWS, BOTH), "matmul|broadcast"),
        (lambda: mlp.random_layers((2, 2.7, 1), RNG), "integer"),
        (lambda: descent.step(PARAMS, PARAMS[:3], 0.1), "shorter"),
        (lambda: descent.step(PARAMS, 1.0, 0.1), "iterable"),
        (lambda: neuron.weighted_sum([1.0, 2.0], 0.0, [1.0, 2.0, 3.0]), "matmul"),
        (lambda: neuron.train_perceptron(np.zeros(2), 0.0, data.CORNERS, [0, 1], 1), "shorter"),
        (lambda: gradient_check.compare(PARAMS, 1.0), "shorter"),
    ],
)
def test_the_rest_is_refused_by_python_and_numpy_themselves(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


def test_lists_and_whole_numbers_are_numbers_and_one_of_y_and_t_may_stand_for_all():
    assert (two_layer.forward(PARAMS, [1, 2]).y == two_layer.forward(PARAMS, X).y).all()
    assert losses.mse(X, [0, 1]) == losses.mse(X, T) == 1
    assert losses.mse(X, 1) == losses.mse(1.0, X) == losses.mse(1, [1, 2]) == 0.5
    assert isinstance(checks.numbers("x", 1), float)


def test_input_is_not_changed():
    x, t = np.array([1, 2]), np.array([0.0, 1.0])
    two_layer.backward(PARAMS, two_layer.forward(PARAMS, x), t)
    assert x.tolist() == [1, 2]
    assert t.tolist() == [0, 1]


def test_a_refusal_says_what_it_was_given():
    with pytest.raises(TypeError, match=r"x must be a number or an array of numbers, not 'much'\."):
        checks.numbers("x", "much")
    with pytest.raises(ValueError, match=r"x must be finite, but it is inf\."):
        checks.numbers("x", np.inf)
    with pytest.raises(ValueError, match=r"x must be finite, but it holds nan\."):
        checks.numbers("x", [[1.0, np.nan, np.inf]])
    with pytest.raises(ValueError, match=r"t has shape \(8,\), but y has shape \(8, 1\): they must be equal\."):
        losses.mse(np.ones((8, 1)), np.ones(8))
    with pytest.raises(ValueError, match=r"name must be one of AND, OR, but it is 'NAND'; the nearest is 'AND'\."):
        checks.one_of("name", "NAND", ["AND", "OR"])
    for one, other in ((2, 3), (3, 2)):
        with pytest.raises(ValueError, match=rf"x has {one} rows, but t has {other}: they must be equal\."):
            checks.same_length("x", np.ones(one), "t", np.ones(other))
    assert checks.listed(range(12)) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"
    assert checks.listed(range(13)) == "0, 1, 2, …, 12"
    described = [checks.described(value) for value in (10**15, None, 10**15 - 1, "x" * 99, np.ones(2), [1], ValueError)]
    assert described[:3] == ["a whole number of 16 digits", "None", "999999999999999"]
    assert len(described[3]) < 40
    assert described[4:] == ["an array of float64", "a list", "a type"]
