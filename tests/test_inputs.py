"""Bad input gets one sentence that names the argument."""

import numpy as np
import pytest

from helpers import activations, descent, gradient_check, losses, two_layer
from helpers.two_layer import Params

PARAMS = Params(0.5, 0.1, 0.8, -0.2)
TRACE = two_layer.forward(PARAMS, np.array([1.0, 2.0]))
LOCAL = two_layer.local_derivatives(PARAMS, TRACE, 0.5)

NOT_NUMBERS = ["a", None, [], [1.0, np.nan], np.inf, [[1.0], [1.0, 2.0]], True, 1j, {}, object()]
NOT_PARAMS = ["w1", None, 3, (1, 2, 3), (1, 2, 3, "4"), (1, 2, np.nan, 4), (1, 2, 3, [4.0]), {}]
NOT_POSITIVE = [0, -1, np.nan, np.inf, "0.1", None, [0.1]]
NOT_COUNTS = [0, -3, 2.5, "10", None, True]
NOT_FUNCTIONS = [None, 3, "f"]

CALLS = {
    (two_layer.forward, "params"): (lambda bad: (bad, 1.0), NOT_PARAMS),
    (two_layer.forward, "x"): (lambda bad: (PARAMS, bad), NOT_NUMBERS),
    (two_layer.backward, "params"): (lambda bad: (bad, TRACE, 0.5), NOT_PARAMS),
    (two_layer.backward, "trace"): (lambda bad: (PARAMS, bad, 0.5), NOT_PARAMS),
    (two_layer.backward, "t"): (lambda bad: (PARAMS, TRACE, bad), [*NOT_NUMBERS, np.ones(3), np.ones((2, 1))]),
    (two_layer.local_derivatives, "t"): (lambda bad: (PARAMS, TRACE, bad), [*NOT_NUMBERS, np.ones(3)]),
    (two_layer.gradients, "local"): (lambda bad: (bad,), [*NOT_PARAMS, LOCAL._replace(dL_dy=np.nan)]),
    (two_layer.deltas, "local"): (lambda bad: (bad,), NOT_PARAMS),
    (losses.mse, "y"): (lambda bad: (bad, 1.0), NOT_NUMBERS),
    (losses.mse, "t"): (lambda bad: (np.ones(2), bad), [*NOT_NUMBERS, np.ones(3), np.ones((2, 1))]),
    (losses.half_squared_error, "y"): (lambda bad: (bad, 1.0), NOT_NUMBERS),
    (losses.half_squared_error, "t"): (lambda bad: (np.ones(2), bad), [*NOT_NUMBERS, np.ones(3)]),
    (activations.leaky_relu, "slope"): (lambda bad: (1.0, bad), [-0.1, 1.5, np.nan, "a", None, [0.1]]),
    (descent.step, "learning_rate"): (lambda bad: (PARAMS, PARAMS, bad), NOT_POSITIVE),
    (descent.train, "loss"): (lambda bad: (1.0, bad, abs, 0.1, 10), NOT_FUNCTIONS),
    (descent.train, "gradient"): (lambda bad: (1.0, abs, bad, 0.1, 10), NOT_FUNCTIONS),
    (descent.train, "learning_rate"): (lambda bad: (1.0, abs, abs, bad, 10), NOT_POSITIVE),
    (descent.train, "steps"): (lambda bad: (1.0, abs, abs, 0.1, bad), NOT_COUNTS),
    (descent.train, "keep_every"): (lambda bad: (1.0, abs, abs, 0.1, 10, bad), NOT_COUNTS),
    (gradient_check.numerical_gradient, "f"): (lambda bad: (bad, 1.0), NOT_FUNCTIONS),
    (gradient_check.numerical_gradient, "nudge"): (lambda bad: (abs, 1.0, bad), NOT_POSITIVE),
    (gradient_check.compare, "tolerance"): (lambda bad: (1.0, 1.0, bad), NOT_POSITIVE),
} | {(g, "z"): (lambda bad: (bad,), NOT_NUMBERS) for pair in activations.PRIME.items() for g in pair}


@pytest.mark.parametrize(
    ("function", "name", "arguments", "bad"),
    [(f, name, call, bad) for (f, name), (call, values) in CALLS.items() for bad in values],
    ids=lambda value: getattr(value, "__name__", str(value)[:20]),
)
def test_bad_input_is_refused_in_one_sentence_that_names_the_argument(function, name, arguments, bad):
    with pytest.raises((TypeError, ValueError)) as refusal:
        function(*arguments(bad))
    sentence = str(refusal.value)
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_forgotten_argument_is_named():
    with pytest.raises(TypeError, match="x"):
        two_layer.forward(PARAMS)


def test_input_is_not_changed():
    x, t = np.array([1, 2]), np.array([0.0, 1.0])
    two_layer.backward(PARAMS, two_layer.forward(PARAMS, x), t)
    assert x.tolist() == [1, 2]
    assert t.tolist() == [0, 1]
