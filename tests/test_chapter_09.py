"""Chapter 9: the lab finds a gradient and a step that are off, and wrong answers are told what is wrong."""

import re
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import pytest

from helpers import data, descent, two_layer
from helpers.figures import BugLab
from helpers.gradient_check import compare, implied_gradient
from helpers.losses import mse
from helpers.practice import chapter_09
from tests.test_maths import independent_gradient

TABLE = data.dose_table()
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)


def gradient(params, x, t, factor=1.0):
    local = two_layer.local_derivatives(params, two_layer.forward(params, x), t)
    return two_layer.gradients(local._replace(dz2_db2=factor * local.dz2_db2))


def update(params, x, t, learning_rate, factor=1.0):
    return descent.step(params, gradient(params, x, t, factor), learning_rate)


def second_layer_first(params, x, t, learning_rate):
    after = update(params, x, t, learning_rate)
    late = gradient(params._replace(w2=after.w2, b2=after.b2), x, t)
    return descent.step(params, gradient(params, x, t)._replace(w1=late.w1, b1=late.b1), learning_rate)


@pytest.fixture(scope="module")
def lab():
    wrong = partial(gradient, factor=3.0), partial(update, factor=3.0)
    return BugLab((gradient, update), {"A": wrong, "B": (gradient, second_layer_first)}, TABLE, START)


def cell(lab, column, name):
    return lab.checks.cells[column, name].get_text()


@pytest.mark.parametrize("checked_on", ["row 7", "table"])
@pytest.mark.parametrize("step", [0, 100, 200])
def test_the_lab_finds_a_gradient_that_is_off(lab, checked_on, step):
    sentence = lab.update(bug="A", checked_on=checked_on, step=step)
    assert [cell(lab, "gradient_ratio", name) for name in START._fields] == ["1.000", "1.000", "1.000", "3.000"]
    assert [cell(lab, "gradient_verdict", name)[0] for name in START._fields] == ["✓", "✓", "✓", "✗"]
    assert {cell(lab, "step_verdict", name)[0] for name in START._fields} == {"✓"}
    assert "differs from nudging for b₂ (ratio 3.000)" in sentence


def test_the_lab_finds_a_step_that_is_off(lab):
    sentence = lab.update(bug="B", checked_on="table", step=0)
    assert {cell(lab, "gradient_verdict", name)[0] for name in START._fields} == {"✓"}
    assert [cell(lab, "step_verdict", name)[0] for name in START._fields] == ["✗", "✗", "✓", "✓"]
    assert "agrees with nudging" in sentence


def test_the_lab_shows_an_independent_gradient_and_the_loss_of_its_run(lab):
    lab.update(bug="B", learning_rate=20, checked_on="row 7", step=0)
    truth = independent_gradient(START, TABLE.x[6], TABLE.t[6])
    for name, slope in zip(START._fields, truth, strict=True):
        assert float(cell(lab, "nudged", name).replace("−", "-")) == pytest.approx(slope, rel=0.005)
    params = START
    for _ in range(7):
        params = update(params, *TABLE, 20)
    lab.update(bug="B", learning_rate=20, step=7)
    shown = lab.losses.labels[0].get_text().split()[-1]
    assert float(shown) == pytest.approx(mse(two_layer.forward(params, TABLE.x).y, TABLE.t), rel=0.005)


def test_every_value_of_the_lab_can_be_drawn(lab):
    for bug in lab.ranges["bug"]:
        for learning_rate in lab.ranges["learning_rate"]:
            for step in lab.ranges["step"][:2]:
                lab.update(bug=bug, learning_rate=learning_rate, step=step)
                for walked in lab.losses.walked:
                    heights = lab.losses.axes.transData.transform(walked.get_xydata())[:, 1]
                    low, high = lab.losses.axes.bbox.intervaly
                    assert np.all((low <= heights) & (heights <= high))


def test_what_a_step_has_followed_comes_back_in_the_parameters_own_type():
    params = [(np.array([[1.0, -2.0]]), 3.0)]
    slope = [(np.array([[0.5, 0.25]]), -1.0)]
    implied = implied_gradient(params, descent.step(params, slope, 0.1), 0.1)
    assert type(implied) is list
    assert type(implied[0]) is tuple
    assert compare(implied, slope).agrees


def test_a_comparison_has_the_titles_that_were_asked_for():
    assert repr(compare(START, START)).split()[:3] == ["formula", "nudging", "ratio"]
    assert repr(compare(START, START, titles=("step", "gradient"))).split()[:3] == ["step", "gradient", "ratio"]


def test_the_lots_drawn_in_the_notebook_are_those_of_the_answers():
    notebook = (Path(__file__).parents[1] / "notebooks" / "09_bug_lab.ipynb").read_text(encoding="utf-8")
    deal, draw = (
        Random(int(re.search(drawn, notebook)[1])) for drawn in (r"lot = Random\((\d+)\)", r"8 \* Random\((\d+)\)")
    )
    assert tuple(sorted(range(1, 8), key=lambda bug: deal.random())) == chapter_09.LAB
    assert two_layer.Local._fields[int(8 * draw.random())] == "dh_dz1"


def implied(update, params, learning_rate):
    return implied_gradient(params, update(params, learning_rate), learning_rate)


def test_only_the_first_of_the_exercise_s_updates_is_right_and_the_two_round_ones():
    verdicts = [chapter_09.check_update(*case) for case in chapter_09.cases_of_updates(Random(1))]
    assert verdicts == 2 * ([True] + [False] * 6) + [True, True]
