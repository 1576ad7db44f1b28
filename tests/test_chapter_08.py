"""Chapter 8: the walk through a run and the vanishing gradients, against autograd; and what its exercises refuse."""

import numpy as np
import pytest

from helpers.data import DOSE, EXPOSED, KILLED, dose_table, x_of_dose
from helpers.descent import train
from helpers.figures import Forecast, Mirror, Training, Vanishing
from helpers.figures.forecast import LOGIT, regression
from helpers.figures.parts.panels import apart
from helpers.live import svg
from helpers.losses import mse
from helpers.two_layer import Params, backward, forward
from tests.test_maths import independent_gradient, independent_loss, independent_output, logistic

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


def test_a_value_stands_at_its_dot(history):
    picture = Training(TABLE, history)
    for step in (0, 20, 60):
        picture.update(step=step)
        for walk in picture.walks:
            for name, words in walk.words.items():
                x, y = walk.lines[name].get_xydata()[-1]
                assert (x, y) == (step, walk.courses[name][step])
                right, _ = walk.axes.transData.transform((x, y))
                assert words.get_position()[0] == pytest.approx(right + 12)


def logistic_regression():
    """Return a and b of the likeliest logit = a + b·log10(dose) for Bliss's counts, by Newton's method."""
    columns, found = np.stack([np.ones(8), DOSE - DOSE.mean()], axis=1), np.zeros(2)
    for _ in range(50):
        share = logistic(columns @ found)
        slope = columns.T @ (KILLED - EXPOSED * share)
        found = found + np.linalg.solve(columns.T @ (columns * (EXPOSED * share * (1 - share))[:, None]), slope)
    return found[0] - found[1] * DOSE.mean(), found[1]


def test_the_regression_is_the_likeliest_one():
    a, b = logistic_regression()
    assert (f"{a:.3f}", f"{b:.3f}") == tuple(f"{number:.3f}" for number in LOGIT) == ("-60.717", "34.270")
    assert f"{10 ** (-a / b):.1f}" == "59.1"
    for dose in (50.0, 63.0, 80.0):
        assert regression(dose) == pytest.approx(logistic(a + b * np.log10(dose)), abs=1e-3)


TRAINED = Params(1.664, -0.3676, 5.823, -1.866)


def test_the_trained_network_kills_half_at_60_6_and_says_what_the_page_says():
    doses = np.linspace(50, 80, 30_001)
    half = doses[np.searchsorted(independent_output(TRAINED, x_of_dose(doses)), 0.5)]
    assert f"{half:.1f}" == "60.6"
    params = np.array(START)
    for _ in range(5000):
        params = params - 2 * independent_gradient(params, *TABLE)
    assert params == pytest.approx(TRAINED, rel=1e-3)
    sentence = Forecast(TRAINED).update(dose=63.0)
    assert "69 of 100 die" in sentence
    assert f"{100 * regression(63.0):.0f} of 100" in sentence


def test_by_chance_alone_the_share_of_60_is_off_by_several_of_100():
    shares = np.random.default_rng(8).binomial(60, 0.5, 20_000) / 60
    assert 0.05 < np.std(shares) < 0.08


def test_the_mirror_image_gives_the_same_outputs_and_the_other_hidden_unit():
    picture = Mirror()
    for params in np.random.default_rng(8).uniform(-4, 4, (20, 4)):
        picture.update(*params)
        (h, y, _), (turned, same, _) = picture.sides
        assert same.get_ydata() == pytest.approx(y.get_ydata())
        assert turned.get_ydata() == pytest.approx(1 - h.get_ydata())
        assert y.get_ydata() == pytest.approx(independent_output(params, picture.x))


def test_with_w2_at_0_the_first_neuron_s_slopes_are_0_until_w2_has_moved():
    params = np.zeros(4)
    slopes = independent_gradient(params, *TABLE)
    assert (slopes[:2] == 0).all()
    assert slopes[2] != 0
    for _ in range(10_000):
        params = params - 2 * independent_gradient(params, *TABLE)
    assert 2 * independent_loss(params, *TABLE) < 0.0009


def test_with_20_it_takes_a_tenth_of_the_steps_to_get_below_0_01():
    def steps(learning_rate):
        run = train(START, loss, gradient, learning_rate, 400)
        return next(number for number, value in zip(run.steps, run.loss, strict=True) if value < 0.01)

    assert 9 < steps(2) / steps(20) < 11
