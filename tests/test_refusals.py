"""What is asked of a refusal can fail: a check that lets everything pass would be no check."""

from types import SimpleNamespace

import numpy as np
import pytest

from helpers.activations import sigmoid
from tests.refusals import Hangs, fault, faults, in_time, named, public_functions, unlisted


def invented(x, seldom_used=1):
    return x


def test_a_function_or_an_argument_that_is_not_in_the_table_is_seen():
    module = SimpleNamespace(__name__=__name__, invented=invented, _private=invented, from_elsewhere=sigmoid)
    assert public_functions(module) == [invented]
    assert unlisted([invented], {}) == [f"{named(invented)}: seldom_used", f"{named(invented)}: x"]
    assert unlisted([invented], {invented: {"x": (1, ())}}) == [f"{named(invented)}: seldom_used"]
    assert unlisted([], {invented: {"x": (1, ())}}) == [f"{named(invented)}: x"]


def raising(error):
    """Return a function that refuses its argument with this error."""

    def refuse(x):
        raise error

    return refuse


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (invented, "it returns nan"),
        (lambda x: np.divide(1.0, 0.0), "it stops with RuntimeWarning"),
        (raising(OverflowError("x must be finite.")), "it stops with OverflowError"),
        (raising(Hangs()), "it stops with Hangs"),
        (raising(ValueError("It must be finite.")), "it says"),
        (raising(ValueError("xs must be finite.")), "it says"),
        (raising(ValueError("x must be finite")), "it says"),
        (raising(ValueError("x must be finite. Is it?\nNo.")), "it says"),
        (raising(TypeError("x must be finite. It is not.")), "it says"),
        (raising(ValueError(f"x must be finite, but it is {'1' * 300}.")), "it says"),
    ],
)
def test_what_is_no_refusal_is_seen(call, words):
    assert fault(call, "x", {"x": np.nan}).startswith(words)
    assert faults(call, "x", {}, [np.nan])[0].startswith(f"for nan {words}")


def test_a_refusal_in_one_sentence_is_none():
    assert fault(raising(ValueError("x must be finite, but it is nan.")), "x", {"x": np.nan}) is None


def test_what_hangs_is_seen():
    with pytest.raises(Hangs):
        in_time(lambda: [None for _ in iter(int, 1)], {}, seconds=0.1)
