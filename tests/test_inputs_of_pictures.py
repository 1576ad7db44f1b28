"""Bad input gets one sentence that names the argument: every argument of every picture, and of its update."""

import re
from functools import cache, partial

import numpy as np
import pytest

from helpers import data, descent, figures, mlp, two_layer
from helpers.activations import identity, sigmoid
from helpers.data import Digits, Examples
from helpers.descent import History
from helpers.losses import half_squared_error
from tests.refusals import (
    NOT_CHOICES,
    NOT_ELEMENTWISE,
    NOT_ONE_NUMBER,
    NOT_WHOLE,
    OF_WRONG_TYPE,
    SELF,
    cases,
    faults,
    good_of,
    unlisted,
)
from tests.test_inputs import NOT_PARAMS, PARAMS

DOSE = data.dose_table()
x, t = DOSE


def loss(params):
    return half_squared_error(two_layer.forward(params, x).y, t)


def gradient(params, x=x, t=t):
    return two_layer.backward(params, two_layer.forward(params, x), t)


def update(params, x, t, learning_rate):
    return descent.step(params, gradient(params, x, t), learning_rate)


def trained(sizes, examples, chosen=(sigmoid, sigmoid)):
    """Return a run of three steps of a network of these sizes."""

    def loss(layers):
        return mlp.loss(mlp.forward(layers, examples.x, chosen).y, examples.t)

    def gradient(layers):
        return mlp.backward(layers, mlp.forward(layers, examples.x, chosen), examples.t, chosen)

    return descent.train(mlp.random_layers(sizes, np.random.default_rng(0)), loss, gradient, 0.1, 3)


RUN, OTHER_RUN = descent.train(PARAMS, loss, gradient, 2, 10), descent.train(PARAMS, loss, gradient, 2, 20)
XOR, WAVE, RING = Examples(data.CORNERS, np.eye(4)[:, :1]), data.wave(9), data.ring(12, np.random.default_rng(0))
XOR_RUN = trained((2, 2, 1), XOR)
RING_RUNS = {n: trained((2, n, 1), RING) for n in (1, 2)}
WAVE_RUNS = {n: trained((1, n, 1), WAVE, (sigmoid, identity)) for n in (1, 3)}
FEW = Digits(*(Examples(x[:40], t[:40]) for x, t in data.digits()))
DIGITS_RUN = trained((64, 3, 10), FEW.train)


def not_runs(run, other):
    """Return what is no run like a given one; another run is one of it."""
    kept, params = len(run.steps), run.params[-1]
    wrong_parts = {
        "steps": (run.steps[::-1], [0.5] * kept, range(-1, kept - 1), [10**30 + i for i in range(kept)], 3, SELF),
        "loss": (run.loss[1:], [np.nan] * kept, [np.inf] * kept, ["low"] * kept, [None] * kept, 3),
        "params": ([params], [None] * kept, [np.nan] * kept, other.params[:1] * kept, SELF),
        "gradients": ([params], [1.0] * kept, other.params[:1] * kept),
    }
    wrong = (run._replace(**{name: part}) for name, parts in wrong_parts.items() for part in parts)
    return (*OF_WRONG_TYPE, 3, [], tuple(run), History([], [], [], []), History(*(p[:1] for p in run)), other, *wrong)


def not_examples(x, t):
    """Return what are no examples like some given ones, in any number of dimensions."""
    wrong = ((x, "t"), (x, t[1:]), (x[:0], t[:0]), (x, t + np.nan), (x * 1e9, t), (x[..., None], t), (x, t[..., None]))
    return (*OF_WRONG_TYPE, 3, (), (x,), (x, t, t), (1.0, 0.5), "xt", ([], []), SELF, *wrong)


def not_dicts(key, value, bad_values):
    """Return what is no dict of such keys with such values."""
    wrong = ({bad: value} for bad in (None, (), b"a", np.nan))
    return (*OF_WRONG_TYPE, 3, [], [(key, value)], *wrong, *({key: bad} for bad in bad_values))


def answering(value):
    return lambda *_: value


NOT_RUN = (*not_runs(RUN, XOR_RUN), RUN._replace(loss=[0.0] * 11), RUN._replace(params=[PARAMS._replace(w1=1e9)] * 11))
NOT_TABLE = (*not_examples(x, t), XOR)
NOT_EIGHT = (*NOT_TABLE, (x[1:], t[1:]))
NOT_RING_RUN, NOT_WAVE_RUN = not_runs(RING_RUNS[1], RUN), not_runs(WAVE_RUNS[1], RUN)
NOT_DIGITS, NOT_DIGITS_RUN = (*not_examples(*FEW.test), RING), not_runs(DIGITS_RUN, RUN)
NOT_CODES = (
    *OF_WRONG_TYPE, (), (gradient,), (gradient, update, update), (gradient, 3), "ab", SELF,
    *((answering(bad), update) for bad in ("1", None, 1.0, (1, 2, 3), (np.nan,) * 4)), (answering, update),
    *((gradient, answering(bad)) for bad in ("1", None, 1.0, (1, 2, 3), (np.nan,) * 4)), (gradient, lambda: 1),
)  # fmt: skip
NOT_FITS = (
    3, None, (), (WAVE,), (WAVE, WAVE_RUNS, 3), "ab", SELF, *((bad, WAVE_RUNS) for bad in not_examples(*WAVE)),
    *((WAVE, bad) for bad in not_dicts(1, WAVE_RUNS[1], NOT_WAVE_RUN)),
)  # fmt: skip

NOT_CONTROLS = (*NOT_ONE_NUMBER, 1e300, -1e7)
NOT_ABOVE_0 = (*NOT_CONTROLS, 0, -0.1, 1e-300)
NOT_STEPS = (*NOT_WHOLE, -1, 10**30)
NUMBER, SIZE, STEP = (0.5, NOT_CONTROLS), (0.5, NOT_ABOVE_0), (1, NOT_STEPS)
FOUR = dict.fromkeys(("w1", "b1", "w2", "b2"), NUMBER)
TABLE, EIGHT = {"table": (DOSE, NOT_TABLE)}, {"table": (DOSE, NOT_EIGHT)}

# Every picture: what its constructor takes, and what its update takes.
PICTURES = {
    figures.ActivationSlopes: ({}, {"z": NUMBER, "activation": ("tanh", NOT_CHOICES)}),
    figures.Backpropagation: (TABLE, {**FOUR, "x": NUMBER, "t": NUMBER, "gradient": ("all", NOT_CHOICES)}),
    figures.Boundary: ({}, {"w1": NUMBER, "w2": NUMBER, "b": NUMBER, "gate": ("OR", NOT_CHOICES)}),
    figures.BugLab: (
        {"right": ((gradient, update), NOT_CODES),
         "bugs": ({"A": (gradient, update)}, not_dicts("A", (gradient, update), NOT_CODES)),
         **EIGHT, "start": (PARAMS, (*NOT_PARAMS, PARAMS._replace(w1=1e9)))},
        {"bug": ("A", NOT_CHOICES), "learning_rate": SIZE, "checked_on": ("table", NOT_CHOICES),
         "step": (3, (*NOT_STEPS, 201))},
    ),
    figures.DecisionRegion: (
        {"examples": (RING, (*not_examples(*RING), WAVE)),
         "runs": (RING_RUNS, (*not_dicts(1, RING_RUNS[1], NOT_RING_RUN), {3: RING_RUNS[2]}, {0: RING_RUNS[1]},
                              {1: RING_RUNS[1], 2: RING_RUNS[2]._replace(steps=[0, 1, 2, 9])}))},
        {"hidden_units": (1, NOT_CHOICES), "step": STEP},
    ),
    figures.ErrorShapes: (
        {"errors": ({"square": lambda y, t: (y - t) ** 2},
                    (*not_dicts("square", abs, [*NOT_ELEMENTWISE, abs]), dict.fromkeys("abcde", lambda y, t: y - t)))},
        {"y": NUMBER, "t": NUMBER},
    ),
    figures.HiddenPlanes: ({"history": (XOR_RUN, not_runs(XOR_RUN, RUN))}, {"step": STEP}),
    figures.HiddenUnits: (
        {"fits": ({"wave": (WAVE, WAVE_RUNS)},
                  (*not_dicts("wave", (WAVE, WAVE_RUNS), NOT_FITS),
                   {"wave": (WAVE, WAVE_RUNS), "other": (WAVE, {1: WAVE_RUNS[1]})}))},
        {"data": ("wave", NOT_CHOICES), "hidden_units": (1, NOT_CHOICES), "step": STEP},
    ),
    figures.Line: ({}, dict.fromkeys("wbx", NUMBER)),
    figures.LossAlong: (TABLE, FOUR),
    figures.LossMap: (TABLE, {**FOUR, "learning_rate": SIZE}),
    figures.Mistakes: ({"examples": (FEW.test, NOT_DIGITS), "history": (DIGITS_RUN, NOT_DIGITS_RUN)}, {"step": STEP}),
    figures.NudgedWeight: ({}, {"w1": NUMBER, "dw1": SIZE, "w2": NUMBER, "b2": NUMBER}),
    figures.Nudges: ({}, {"x": NUMBER, "dx": SIZE, "inner": ("x²", NOT_CHOICES), "outer": ("u²", NOT_CHOICES)}),
    figures.OneDigit: (
        {"examples": (FEW.test, NOT_DIGITS), "history": (DIGITS_RUN, NOT_DIGITS_RUN)},
        {"image": (1, (*NOT_WHOLE, 0, 41)), "shift_right": (1, (*NOT_WHOLE, 3, -3)), "unit": (1, (*NOT_WHOLE, 0, 4)),
         "step": STEP},
    ),
    figures.OneStep: (
        {**TABLE, "b": NUMBER}, {"learning_rate": SIZE, "start": NUMBER, "step": (1, (*NOT_STEPS, 10))},
    ),
    figures.PerceptronLearning: ({}, {"gate": ("OR", NOT_CHOICES), "step": STEP}),
    figures.Race: (
        {**TABLE, "histories": ({2: RUN}, (*not_dicts(2, RUN, NOT_RUN), {0: RUN}, {"2": RUN}, {2: RUN, 3: OTHER_RUN}))},
        {"step": STEP, "curve": ("2", NOT_CHOICES)},
    ),
    figures.Reading: (
        {"digits": (FEW, (*OF_WRONG_TYPE, 3, (), FEW.train, *((FEW.train, bad) for bad in NOT_DIGITS))),
         "history": (DIGITS_RUN, NOT_DIGITS_RUN)},
        {"step": STEP},
    ),
    figures.Residuals: (EIGHT, FOUR),
    figures.Slope: ({"function": (sigmoid, NOT_ELEMENTWISE)}, {"z": NUMBER, "nudge": SIZE}),
    figures.Training: ({**TABLE, "history": (RUN, NOT_RUN)}, {"step": STEP}),
    figures.TwoLayers: ({}, {**FOUR, "x": NUMBER}),
    figures.TwoLines: ({}, FOUR),
    figures.Vanishing: (
        {**TABLE, "runs": ({"good": RUN, "bad": RUN},
                           (*not_dicts("good", RUN, NOT_RUN), {"good": RUN}, {"good": RUN, "bad": OTHER_RUN}))},
        {"start": (0, NOT_CHOICES), "step": STEP},
    ),
}  # fmt: skip


@cache
def made(kind):
    """Return a picture of this kind."""
    return kind(**good_of(PICTURES[kind][0]))


CONSTRUCTORS = {kind: taken for kind, (taken, _) in PICTURES.items()}
UPDATES = {kind.update: controls for kind, (_, controls) in PICTURES.items()}
PICTURE_OF = {kind.update: kind for kind in PICTURES}


@pytest.mark.parametrize("kind", PICTURES)
def test_good_arguments_are_drawn(kind):
    assert made(kind).update(**good_of(PICTURES[kind][1])).endswith(".")


@pytest.mark.parametrize(("kind", "name", "good", "bad"), cases(CONSTRUCTORS))
def test_what_a_picture_cannot_be_made_from_is_refused(kind, name, good, bad):
    assert faults(kind, name, good, bad) == []


@pytest.mark.parametrize(("update", "name", "good", "bad"), cases(UPDATES))
def test_what_a_control_cannot_be_set_to_is_refused(update, name, good, bad):
    picture = made(PICTURE_OF[update])
    assert faults(partial(update, picture), name, good, bad) == []
    assert update(picture, **good).endswith(".")


def test_every_argument_of_every_picture_is_in_the_table():
    kinds = [getattr(figures, name) for name in figures.__all__]
    assert unlisted([*kinds, *(kind.update for kind in kinds)], {**CONSTRUCTORS, **UPDATES}) == []


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("end", [0, 1])
def test_at_the_ends_of_what_is_allowed_a_picture_still_tells_numbers(kind, end):
    ends = {id(NUMBER): (-1e6, 1e6), id(SIZE): (1e-4, 1e6)}
    controls = PICTURES[kind][1].items()
    sentence = made(kind).update(**{name: ends.get(id(row), row[:1] * 2)[end] for name, row in controls})
    assert not re.search("nan|inf", sentence)
