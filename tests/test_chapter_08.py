"""Chapter 8: the walk through a run and the vanishing gradients, against autograd; and what its exercises refuse."""

import numpy as np
import pytest

from helpers.data import dose_table
from helpers.descent import train
from helpers.figures import Training, Vanishing
from helpers.figures.parts.panels import apart
from helpers.live import svg
from helpers.losses import mse
from helpers.practice import check
from helpers.two_layer import Params, backward, forward
from tests.test_maths import independent_gradient, independent_loss, independent_output

TABLE = dose_table()
START = Params(0.5, 0.1, 0.8, -0.2)


def loss(params):
    return mse(forward(params, TABLE.x).y, TABLE.t)


def gradient(params):
    return backward(params, forward(params, TABLE.x), TABLE.t)


def shown(picture):
    """Return the moving texts of a picture by their names."""
    return {text.get_gid(): text.get_text() for text in svg.moving_artists(picture.figure) if hasattr(text, "get_text")}


def read(words):
    return float(words.split()[-1].replace("−", "-"))


@pytest.fixture(scope="module")
def history():
    return train(START, loss, gradient, learning_rate=2, steps=60)


@pytest.mark.parametrize("step", [0, 1, 37, 60])
def test_the_walk_shows_the_run_as_it_stood_after_a_step(history, step):
    params = START
    for _ in range(step):
        slopes = [independent_gradient(params, x, t) for x, t in zip(*TABLE, strict=True)]
        params = Params(*np.subtract(params, 2 * np.mean(slopes, axis=0)))
    slopes = np.mean([independent_gradient(params, x, t) for x, t in zip(*TABLE, strict=True)], axis=0)
    error = 2 * np.mean([independent_loss(params, x, t) for x, t in zip(*TABLE, strict=True)])
    picture = Training(TABLE, history)
    sentence = picture.update(step=step)
    words = shown(picture)
    assert read(words["MSE"]) == pytest.approx(error, rel=0.005)
    for name, value, slope in zip(Params._fields, params, slopes, strict=True):
        assert read(words[name]) == pytest.approx(value, rel=0.05 if abs(value) < 0.01 else 0.006)
        assert read(words[f"slope_{name}"]) == pytest.approx(slope, rel=0.06 if abs(slope) < 0.01 else 0.006)
        assert picture.bars.bars[name].get_width() == pytest.approx(slope)
    x, y = picture.curve.line.get_data()
    np.testing.assert_allclose(y, [independent_output(params, one) for one in x])
    assert f"After {step} steps" in sentence


def test_the_walk_goes_to_the_nearest_step_that_was_kept():
    picture = Training(TABLE, train(START, loss, gradient, learning_rate=2, steps=100, keep_every=30))
    assert picture.ranges == {"step": (0, 100, 30)}
    assert "After 60 steps" in picture.update(step=70)
    assert "After 100 steps" in picture.update(step=5000)


def test_vanishing_shows_factors_loss_and_gradients_of_both_runs():
    starts = {"good": START, "bad": START._replace(b2=10), "tiny": START._replace(b1=40)}
    runs = {name: train(start, loss, gradient, 2, 50, keep_every=10) for name, start in starts.items()}
    picture = Vanishing(TABLE, runs)
    for choice, name in enumerate(("bad", "tiny")):
        picture.update(start=choice, step=0)
        for row, params in zip(picture.rows, (START, starts[name]), strict=True):
            trace = forward(params, TABLE.x)
            slopes = np.mean([independent_gradient(params, x, t) for x, t in zip(*TABLE, strict=True)], axis=0)
            wanted = {
                "y(1 − y)": np.mean(trace.y * (1 - trace.y)),
                "h(1 − h)": np.mean(trace.h * (1 - trace.h)),
                "MSE": np.mean((trace.y - TABLE.t) ** 2),
                "|∂L/∂w₂|": abs(slopes[2]),
                "|∂L/∂w₁|": abs(slopes[0]),
            }
            for what, value in wanted.items():
                words = row.words[what].get_text().removesuffix(" ▾")
                assert read(words) == pytest.approx(value, rel=0.06)
                assert row.lines[what].get_ydata()[0] == pytest.approx(max(value, 1e-8))
                assert row.words[what].get_text().endswith("▾") == (value < 1e-8)


def test_labels_keep_apart_in_their_order():
    heights = np.array([50.0, 10.0, 52.0, 11.0, 200.0])
    moved = apart(heights, 19)
    assert (np.argsort(moved) == np.argsort(heights)).all()
    assert np.diff(np.sort(moved)).min() >= 19 - 1e-9
    assert moved[4] == 200
    assert moved[[0, 2]].mean() == pytest.approx(51)


def moved(params, learning_rate):
    return Params(*np.subtract(params, learning_rate * np.array(gradient(params))))


def counting(move=moved, first=0, last=0):
    """Return a learner's steps_until with another step, or with a count that is off."""

    def steps_until(params, learning_rate, good, most):
        for number in range(most):
            if loss(params) < good:
                return number + first
            params = move(params, learning_rate)
        return most + last

    return steps_until


def looks_late(first):
    def steps_until(params, learning_rate, good, most):
        for number in range(most):
            params = moved(params, learning_rate)
            if loss(params) < good:
                return number + first
        return most

    return steps_until


def never_gives_up(params, learning_rate, good, most):
    number = 0
    while loss(params) >= good:
        params = moved(params, learning_rate)
        number += 1
    return number


def turned_round(params, learning_rate, good, most):
    for number in range(most):
        if loss(params) > good:
            return number
        params = moved(params, learning_rate)
    return most


def return_in_the_loop(params, learning_rate, good, most):
    for number in range(most):
        if loss(params) < good:
            return number
        params = moved(params, learning_rate)
        return most


def one_slope(params, learning_rate, good, most):
    slope = np.array(gradient(params))
    return counting(lambda params, rate: Params(*(params - rate * slope)))(params, learning_rate, good, most)


def no_return(params, learning_rate, good, most):
    for number in range(most):
        if loss(params) < good:
            return number
        params = moved(params, learning_rate)


WRONG = [
    ("8.1", (-2.5, -0.099), "The sign is turned"),
    ("8.1", (-0.25, -0.0099), "These are the gradients"),
    ("8.1", (0.25, 0.0099), "the sizes of the gradients"),
    ("8.1", (-5, -0.198), "The factor y − t is missing"),
    ("8.1", (10, 0.396), "The factor y(1 − y) is missing"),
    ("8.1", (5, 0.198), "is y alone in them, in place of y(1 − y)?"),
    ("8.1", (0.625, 0.02475), "The factor w₂ is missing"),
    ("8.1", (1.25, 0.0495), "missing in yours: x"),
    ("8.1", (10, 10), "The factor h(1 − h) is missing"),
    ("8.1", (2.5, 2.5), "You took h(1 − h) at h = 0.5 in both"),
    ("8.1", (5, 9.9), "h where h(1 − h) belongs"),
    ("8.1", (5, 0.1), "Yours has 1 − h where h(1 − h) belongs"),
    ("8.1", (2.35, 1.966), "You gave h to σ'"),
    ("8.1", (2.5, 9.9), "The first is right. In the second you have h"),
    ("8.1", (2.5, 0.99), "Number 2 of your 2 is wrong. The point stands one place too far to the right."),
    ("8.1", (0.099, 2.5), "not in the order"),
    ("8.1", (1, 2), "(1, 2) is not it"),
    ("8.1", 2.5, "must be 2 numbers"),
    ("8.2", counting(first=1), "When the loss is below good, yours returns one too many"),
    ("8.2", counting(first=1, last=1), "Yours is one too many, always"),
    ("8.2", looks_late(1), "Yours takes a step before it looks"),
    ("8.2", looks_late(0), "its count is that of before"),
    ("8.2", counting(last=-1), "it returns one less than most"),
    ("8.2", never_gives_up, "Yours never gives up"),
    ("8.2", turned_round, "The comparison is turned round"),
    ("8.2", return_in_the_loop, "Does return most stand after the loop?"),
    ("8.2", counting(lambda params, rate: params), "Do the new weights become params"),
    ("8.2", counting(lambda params, rate: moved(params, -rate)), "Yours steps uphill"),
    ("8.2", one_slope, "Yours takes the slope once"),
    ("8.2", counting(lambda params, rate: moved(params, 2)), "Yours steps with α = 2"),
    ("8.2", lambda params, *rest: counting()(START, *rest), "begins at this page's start"),
    ("8.2", counting(lambda params, rate: moved(params, rate / 2)), "What is wrong with it I cannot tell"),
    ("8.2", no_return, "good = 0.001, most = 30 your function returns nothing"),
    ("8.2", moved, "must take 4 arguments: params, learning_rate, good, most"),
    ("8.3", (0, 5, 4, 4), "between −4 and 4"),
    ("8.3", START, "Both neurons are awake at the start: y(1 − y) is 0.25"),
    ("8.3", (0, -4, 4, 0), "Only the hidden unit is asleep at the start"),
    ("8.3", (0, 0, 4, 4), "Only the output neuron sleeps at the start, y(1 − y) is 0.0025 on average, and it wakes"),
    ("8.3", (4, 4, 4, 4), "Both neurons sleep at the start, but not deeply"),
    ("8.3", (4, 4, 4, 4), "After 188 steps the MSE is below 0.05."),
]


def in_a_while(params, learning_rate, good, most):
    number = 0
    while number < most and not loss(params) < good:
        params, number = moved(params, learning_rate), number + 1
    return number


def from_the_diary(params, learning_rate, good, most):
    return next(
        (i for i, value in enumerate(train(params, loss, gradient, learning_rate, most).loss) if value < good), most
    )


def calling_itself(params, learning_rate, good, most):
    if most == 0 or loss(params) < good:
        return 0
    return 1 + calling_itself(moved(params, learning_rate), learning_rate, good, most - 1)


@pytest.mark.parametrize("answer", [counting(), in_a_while, from_the_diary, calling_itself])
def test_steps_until_may_be_written_in_any_way(answer):
    assert "Exercise 8.2: right." in check("8.2", answer)


@pytest.mark.parametrize("answer", [(0, 4, 4, 4), (4, -4, -4, 0)])
def test_a_bad_start_is_found_bad(answer):
    assert "Exercise 8.3: right." in check("8.3", answer)


def test_a_long_run_reports_each_step_that_it_keeps():
    told = []
    run = train(START, loss, gradient, 2, 25, keep_every=10, report=lambda number, value: told.append((number, value)))
    assert told == list(zip(run.steps, run.loss, strict=True))
    assert run.steps == [0, 10, 20, 25]
