"""Every picture draws at the ends of its controls, and a run's step is the step that the run has kept."""

import re
from functools import cache

import numpy as np
import pytest

from helpers import data, descent, figures, mlp, two_layer
from helpers.activations import identity, sigmoid
from helpers.descent import History
from helpers.figures.parts.run import at_step
from helpers.losses import half_squared_error, mse
from helpers.practice import bugs

TABLE, XOR = data.dose_table(), data.Examples(data.CORNERS, np.array([[0.0], [1.0], [1.0], [0.0]]))
WAVE, RING = data.wave(9), data.ring(12, np.random.default_rng(0))
FEW = data.Digits(*(data.Examples(x[:40], t[:40]) for x, t in data.digits()))
START, OTHER = two_layer.Params(0.5, 0.1, 0.8, -0.2), two_layer.Params(2.0, -0.3, -3.0, 1.2)
STEPS = 43


def gradient(params, x=TABLE.x, t=TABLE.t):
    return two_layer.backward(params, two_layer.forward(params, x), t)


def run(start=START, learning_rate=2.0, steps=STEPS):
    """Return a run of the two-layer network on the dose table, every step of it kept."""

    def loss(params):
        return half_squared_error(two_layer.forward(params, TABLE.x).y, TABLE.t)

    return descent.train(start, loss, gradient, learning_rate, steps)


@cache
def trained(sizes, name, last=sigmoid):
    """Return a run of a network of these sizes on some examples, every step of it kept."""
    (x, t), chosen = {"xor": XOR, "wave": WAVE, "ring": RING}[name], (sigmoid, last)

    def loss(layers):
        return mlp.loss(mlp.forward(layers, x, chosen).y, t)

    def slopes(layers):
        return mlp.backward(layers, mlp.forward(layers, x, chosen), t, chosen)

    return descent.train(mlp.random_layers(sizes, np.random.default_rng(0)), loss, slopes, 0.5, STEPS)


def reader():
    """Return layers that look at an image, as they may stand at the start and after each of two epochs."""
    return [mlp.random_layers((64, 9, 10), np.random.default_rng(seed)) for seed in range(3)]


def whole(history):
    return history


def every_tenth(history):
    """Return a History as `train` keeps it with keep_every=10: every tenth step, and the last."""
    kept = [i for i, step in enumerate(history.steps) if step % 10 == 0 or step == history.steps[-1]]
    return History(*([course[i] for i in kept] for course in history))


# Every picture that shows a run, made from histories of which `kept` leaves what it keeps.
OF_A_RUN = {
    figures.DecisionRegion: lambda kept: (RING, {n: kept(trained((2, n, 1), "ring")) for n in (1, 2)}),
    figures.HiddenPlanes: lambda kept: (kept(trained((2, 2, 1), "xor")),),
    figures.HiddenUnits: lambda kept: (
        {"wave": WAVE},
        {"wave": {n: kept(trained((1, n, 1), "wave", identity)) for n in (1, 3)}},
    ),
    figures.Race: lambda kept: (TABLE, {20: kept(run(learning_rate=20)), 2: kept(run())}),
    figures.Training: lambda kept: (TABLE, kept(run())),
    figures.Vanishing: lambda kept: (TABLE, {"small": kept(run()), "large": kept(run(OTHER))}),
}
PICTURES = {
    **{kind: lambda make=make: make(whole) for kind, make in OF_A_RUN.items()},
    figures.ActivationSlopes: tuple,
    figures.Backpropagation: lambda: (TABLE,),
    figures.BentNeuron: tuple,
    figures.Boundary: tuple,
    figures.BugLab: lambda: (bugs.RIGHT, {"A": bugs.case(7)}, TABLE, START),
    figures.DoseCurve: tuple,
    figures.ExpressionGraph: tuple,
    figures.ErrorShapes: lambda: ({"square": lambda y, t: (y - t) ** 2},),
    figures.OneDigit: lambda: (FEW.validation, reader()[-1]),
    figures.OneLoss: lambda: (TABLE,),
    figures.OneNeuron: tuple,
    figures.Forecast: lambda: (OTHER,),
    figures.LossAlong: lambda: (TABLE,),
    figures.LossMap: lambda: (TABLE,),
    figures.ManyNeurons: lambda: (mlp.random_layers((2, 2, 2), np.random.default_rng(0)), XOR.x, np.eye(4)[:, :2]),
    figures.Mirror: tuple,
    figures.Mistakes: lambda: (FEW.validation, reader()),
    figures.NudgedWeight: tuple,
    figures.Nudges: tuple,
    figures.OneStep: lambda: (TABLE,),
    figures.PerceptronLearning: tuple,
    figures.Reading: lambda: (FEW.train, FEW.validation, reader()),
    figures.Residuals: lambda: (TABLE,),
    figures.SheetOfDigits: lambda: (FEW.train,),
    figures.SixActivations: tuple,
    figures.Slope: tuple,
    figures.TwoNeurons: tuple,
    figures.TwoLines: tuple,
}


def test_every_picture_is_here():
    assert set(PICTURES) == {kind for kind in vars(figures).values() if isinstance(kind, type)}


def end_of(control, which):
    """Return what a control can be set to at its first or its last place."""
    values = control[:2] if isinstance(control, tuple) else list(control)
    value = values[which]
    return value[1] if isinstance(value, tuple) else value


@pytest.mark.parametrize("kind", PICTURES)
def test_at_the_ends_of_its_controls_a_picture_still_tells_numbers(kind):
    picture = kind(*PICTURES[kind]())
    for which in (0, -1):
        sentence = picture.update(**{name: end_of(control, which) for name, control in picture.ranges.items()})
        assert sentence.endswith(".")
        assert not re.search("nan|inf", sentence)


def others(picture):
    """Return settings for all controls of a picture but its step."""
    return {name: end_of(control, 0) for name, control in picture.ranges.items() if name != "step"}


@pytest.mark.parametrize("kind", OF_A_RUN)
def test_a_run_of_which_every_tenth_step_was_kept_shows_at_step_10_what_stood_there(kind):
    full, thin = kind(*OF_A_RUN[kind](whole)), kind(*OF_A_RUN[kind](every_tenth))
    assert thin.ranges["step"] == (0, STEPS, 10)
    for step in (0, 10, 40, STEPS):
        sentence = thin.update(**others(thin), step=step)
        assert sentence == full.update(**others(full), step=step)
        assert f"After {step} steps" in sentence


@pytest.mark.parametrize("kind", OF_A_RUN)
def test_a_step_that_was_not_kept_is_said(kind):
    thin = kind(*OF_A_RUN[kind](every_tenth))
    sentence = thin.update(**others(thin), step=17)
    assert "Step 17 was not kept. After 20 steps" in sentence
    assert sentence.removeprefix("Step 17 was not kept. ").replace("Step 17 was not kept. ", "") == thin.update(
        **others(thin), step=20
    )


def test_the_race_shows_each_run_at_its_own_steps():
    short, thin = run(learning_rate=20, steps=12), every_tenth(run())
    picture = figures.Race(TABLE, {20: short, 2: thin})
    sentence = picture.update(step=40, curve="2")
    for history, at, words in (
        (thin, 4, "with α = 2"),
        (short, 12, "with α = 20 (Step 40 was not kept. After 12 steps)"),
    ):
        assert f"{mse(two_layer.forward(history.params[at], TABLE.x).y, TABLE.t):.4f} {words}" in sentence
    assert sentence.startswith("After 40 steps the MSE is")
    assert picture.lines["20"].get_xdata()[-1] == 12
    assert list(picture.lines["2"].get_xdata()) == [0, 10, 20, 30, 40]


@pytest.mark.parametrize(
    ("step", "at", "words"),
    [(0, 0, "After 0 steps"), (10, 1, "After 10 steps"), (14, 1, "Step 14 was not kept. After 10 steps"),
     (99, 2, "Step 99 was not kept. After 20 steps")],
)  # fmt: skip
def test_the_nearest_step_that_was_kept(step, at, words):
    assert at_step(History([0, 10, 20], [], [], []), step) == (at, words)
