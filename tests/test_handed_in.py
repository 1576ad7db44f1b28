"""Whatever is handed in, the reply is a sentence: strange numbers, functions that stop, change things or never end."""

import contextlib
import time
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from helpers.activations import sigmoid
from helpers.practice import check, handed_in, time_limit


def said(id, answer):
    return " ".join(check(id, answer).split())


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("1.1", Fraction(-1)),
        ("4.1", Decimal("0.085")),
        ("4.1", np.float32(0.085)),
        ("1.1", np.array(-1)),
        ("1.1", np.int8(-1)),
        ("7.1", (Fraction(8, 100), Decimal("-0.04"))),
        ("10.1", np.array([[0.1, -0.2]]) @ np.array([[2, -1], [1, 3]]).T),
        ("10.1", [[0.4, -0.5]]),
        ("11.2", lambda y, t: Fraction(int((y.argmax(axis=1) == t.argmax(axis=1)).sum()), len(y))),
    ],
)
def test_a_number_is_a_number(id, answer):
    assert f"Exercise {id}: right." in said(id, answer)


@pytest.mark.parametrize(
    ("id", "answer", "words"),
    [
        ("1.1", (0, 5), "it is 2 numbers. A comma makes two numbers of it: write 0.5, or 05"),
        ("11.1", (2, 410), "A comma makes two numbers of it: write 2.410, or 2410"),
        ("1.1", [1, -3, 1], "must be one number, but it is 3 numbers. Add them up."),
        ("1.1", [1, -3, 2], "must be one number, but it is 3 numbers."),
        ("1.1", "minus one", "must be one number, but it is 'minus one'"),
        ("1.1", "-1", "must be one number, but it is '-1'"),
        ("1.1", [[1, 2], [3]], "must be one number, but it is ((1, 2), (3))"),
        ("1.1", float("nan"), "is nan"),
        ("1.1", True, "must be one number, but it is True"),
        ("1.1", 1j, "must be one number"),
        ("1.1", 77.0, "77 is not it, and no single slip leads there."),
        ("1.2", lambda w1: w1, "must take 4 arguments: w1, w2, b, x1"),
        (
            "1.2",
            lambda w2, w1, b, x1: -(w1 * x1 + b) / w2,
            "another order: w1, w2, b, x1 is asked for, not w2, w1, b, x1",
        ),
        ("1.2", lambda w1, w2, b, x1: 1 / 0, "stops with ZeroDivisionError"),
        ("1.2", lambda w1, w2, b, x1: np.nan, "no number to go on with"),
        ("1.2", lambda w1, w2, b, x1: "1.25", "must be one number, but it is '1.25'"),
        ("1.2", lambda w1, w2, b, x1: [w1, w2], "must be one number, but it is 2 numbers"),
        ("1.2", 3, "must be a function, but it is 3"),
        ("1.2", print, "your function returns nothing"),
        ("1.2", lambda w1, w2, b, x1: exit(), "stops with SystemExit"),
        ("1.3", (1, 1), "must be 3 numbers, but it is 2 numbers"),
        (
            "1.2",
            lambda w1, w2, b, x1: round(-(w1 * x1 + b) / w2, 2),
            "There is rounding in every line, to 2 digits after the point.",
        ),
        ("2.2", lambda f, z, nudge=1e-5: 0.42, "Your function never calls f, which it is given."),
        ("4.2", lambda L, w1, b1, w2, b2, nudge=1e-5: 0.1, "Your function never calls L, which it is given."),
        ("2.2", lambda f, z, nudge=1e-5: (f(z + 1e-5) - f(z - 1e-5)) / 2e-5, "nudge is not used in it"),
        ("4.1", 0.1, "That comes out if the right one is rounded too much, to 1 digit after the point"),
        ("7.2", lambda x, t, w1, b1, w2, b2: x, "must be 4 numbers, but it is one number"),
        ("7.2", lambda x, t, w1, b1, w2, b2: print[x], "stops with TypeError"),
        ("10.2", lambda W, h, t: 3, "must be an array of shape (2, 2, 2), but it is one number"),
        ("10.2", lambda W, h, t: [h[0], W[0]], "must be an array of shape (2, 2, 2)"),
    ],
)
def test_what_is_no_answer_is_told_so(id, answer, words):
    assert words in said(id, answer)
    assert "not yet" in said(id, answer)


@pytest.mark.parametrize("divisor", [1, 2, 4])
def test_every_central_difference_is_right(divisor):
    def difference(f, z, nudge=1e-5):
        near = nudge / divisor
        return (f(z + near) - f(z - near)) / (2 * near)

    def five_points(f, z, nudge=1e-5):
        return (8 * (f(z + nudge) - f(z - nudge)) - (f(z + 2 * nudge) - f(z - 2 * nudge))) / (12 * nudge)

    assert ("2.2: right." in said("2.2", difference)) == (divisor < 4)  # a quarter of a nudge is nobody's formula
    assert "right." in said("2.2", five_points)


def subtracting_in_place(y, t):
    t -= y
    return np.mean(np.argmin(t, axis=1) >= 0)


def in_place(W, h, t):
    delta, gradients = h[-1] - t, []
    for i in reversed(range(len(W))):
        gradients.insert(0, h[i].T @ delta / len(t))
        delta = delta @ W[i].T
        h[i] *= 1 - h[i]
        delta *= h[i]
    return gradients


def targets_overwritten(y, t):
    t[:] = y
    return np.mean(y.argmax(axis=1) == t.argmax(axis=1))


def test_an_answer_gets_its_own_copies_and_is_told_that_it_changes_them():
    for _ in range(2):
        assert "right. One thing besides: it changes h, which it was given." in said("10.2", in_place)
        assert "not yet" in said("11.2", targets_overwritten)
        assert "not yet" in said("11.2", subtracting_in_place)
        assert "Exercise 11.2: right. Of chapter" in said("11.2", lambda y, t: np.mean(y.argmax(1) == t.argmax(1)))


def on_one_line(w1, w2, b, x1):
    while True: pass  # fmt: skip  # noqa: E701


def under_a_bare_except(w1, w2, b, x1):
    while True:
        try:  # noqa: SIM105
            sum(range(10))
        except:  # noqa: E722
            pass


def again_and_again(w1, w2, b, x1):
    while True:
        try:
            while True:
                w1 += 1
        except:  # noqa: E722
            continue


def caught_and_returned(w1, w2, b, x1):
    try:
        while True:
            w1 += 1
    except:  # noqa: E722
        return -(w1 * x1 + b) / w2


def over_an_iterator(w1, w2, b, x1):
    for _ in iter(int, 1):
        pass


def in_a_comprehension(w1, w2, b, x1):
    return [0 for _ in iter(int, 1) if _]


def calling_itself(w1, w2, b, x1):
    def fibonacci(n):
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    return fibonacci(60)


def after_the_end(w1, w2, b, x1):
    try:
        while True:
            pass
    finally:
        while True:
            pass


ENDLESS = [
    on_one_line,
    under_a_bare_except,
    again_and_again,
    caught_and_returned,
    over_an_iterator,
    in_a_comprehension,
    calling_itself,
    after_the_end,
]


@pytest.mark.parametrize("function", ENDLESS)
def test_what_never_ends_is_ended_in_words(function, monkeypatch):
    monkeypatch.setattr(handed_in, "SECONDS", 0.3)
    begin = time.monotonic()
    assert "had not come to its end after 0.3 seconds: does its loop end?" in said("1.2", function)
    assert time.monotonic() - begin < 5
    assert "right." in said("1.2", lambda w1, w2, b, x1: -(w1 * x1 + b) / w2)


def test_it_ends_within_five_seconds():
    assert handed_in.SECONDS + 0.8 < 5  # and looking for a mistake, which comes after it, has its own limit


def test_what_a_function_raises_or_returns_in_time_is_its_own():
    assert time_limit.within(5, lambda: 7) == 7
    with pytest.raises(KeyError):
        time_limit.within(5, lambda: {}["missing"])
    with pytest.raises(KeyboardInterrupt):
        time_limit.within(5, lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    for _ in range(20):  # none that comes too late: an exception set while the function ended
        with contextlib.suppress(time_limit.TooLong):
            time_limit.within(0.01, lambda: sum(sigmoid(0.1) for _ in range(6_000)))
    time.sleep(0.01)
