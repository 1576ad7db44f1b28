"""Chapter 8: the walk through a run and the vanishing gradients, against autograd; and what its exercises refuse."""

import numpy as np
import pytest

from helpers.data import dose_table
from helpers.descent import train
from helpers.figures import Training, Vanishing
from helpers.figures.parts.panels import apart
from helpers.live import svg
from helpers.losses import mse
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


def calling_itself(params, learning_rate, good, most):
    if most == 0 or loss(params) < good:
        return 0
    return 1 + calling_itself(moved(params, learning_rate), learning_rate, good, most - 1)


def test_a_long_run_reports_each_step_that_it_keeps():
    told = []
    run = train(START, loss, gradient, 2, 25, keep_every=10, report=lambda number, value: told.append((number, value)))
    assert told == list(zip(run.steps, run.loss, strict=True))
    assert run.steps == [0, 10, 20, 25]
