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
from helpers.practice import chapter_09, check
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


def looking_at(*names):
    def check_update(update, gradient, params, learning_rate):
        step, slope = implied(update, params, learning_rate), gradient(params)
        return all(np.isclose(getattr(step, name), getattr(slope, name)) for name in names)

    return check_update


def scaled(scale, end=lambda before, after: before):
    """Return a check that takes (before − after)·scale(α), and the gradient at one end of the step."""

    def check_update(update, gradient, params, learning_rate):
        after = update(params, learning_rate)
        return np.allclose(np.subtract(params, after) * scale(learning_rate), gradient(end(params, after)))

    return check_update


def no_verdict(update, gradient, params, learning_rate):
    compare(implied(update, params, learning_rate), gradient(params))


WRONG = [
    ("9.1", 1, "Number 1 is y − t. It stands in all four chains"),
    ("9.1", 2, "Number 2 is y(1 − y). It stands in all four chains"),
    ("9.1", 3, "Number 3 is h. It stands only in ∂L/∂w₂"),
    ("9.1", 4, "1/0.8 is 1.25"),
    ("9.1", 6, "Number 6 is x. It stands only in ∂L/∂w₁"),
    ("9.1", 7, "numbers 1 to 6"),
    ("9.1", 4.675, "That is the ratio"),
    ("9.1", 0.214, "That is the value of the factor"),
    ("9.2", lambda update, gradient, params, learning_rate: True, "Yours says True to every step"),
    ("9.2", lambda update, gradient, params, learning_rate: False, "Yours says False to every step"),
    ("9.2", lambda u, g, p, rate: u(p, rate) == g(p), "Yours says False to every step"),
    ("9.2", lambda u, g, p, rate: implied(u, p, rate) == g(p), "Yours compares with =="),
    ("9.2", scaled(lambda rate: 1 / rate, end=lambda before, after: after), "You take the gradient after the step"),
    ("9.2", scaled(lambda rate: 1), "You have not divided by α"),
    ("9.2", scaled(lambda rate: rate), "You multiply by α"),
    ("9.2", scaled(lambda rate: -1 / rate), "The sign is turned"),
    ("9.2", looking_at("w1"), "Yours looks at w₁ alone"),
    ("9.2", looking_at("w2"), "Yours looks at w₂ alone"),
    ("9.2", looking_at("b2"), "Yours looks at b₂ alone"),
    ("9.2", looking_at("w1", "w2"), "Yours does not look at b₂"),
    ("9.2", looking_at("w2", "b2"), "Yours does not look at the first layer"),
    (
        "9.2",
        lambda u, g, p, rate: any(np.isclose(implied(u, p, rate), g(p))),
        "Yours is content when one parameter agrees",
    ),
    ("9.2", lambda u, g, p, rate: np.isclose(sum(implied(u, p, rate)), sum(g(p))), "Yours compares sums"),
    ("9.2", lambda u, g, p, rate: np.isclose(implied(u, p, rate), g(p)), "but it is 4 values True or False"),
    ("9.2", lambda u, g, p, rate: p, "must be True or False, but it is (0.5, 0.1"),
    ("9.2", no_verdict, "your function returns nothing"),
    ("9.3", (4, 6, 2, 7, 5, 1, 3), "5 of 7 are right. Look again at E, F."),
    ("9.3", (4, 6, 2, 7, 5, 1, 3), "E is not bug 5, which halves all four rows."),
    ("9.3", (7, 6, 2, 4, 1, 5, 3), "A is not bug 7, which passes the first check, on the table too"),
    ("9.3", (4, 7, 2, 6, 1, 5, 3), "B is not bug 7, which passes the first check, on the table too"),
    ("9.3", (4, 6, 5, 7, 1, 2, 3), "C is not bug 5, which halves all four rows."),
    ("9.3", (4, 6, 2, 1, 7, 5, 3), "D is not bug 1, which puts the row of b₂ off"),
    ("9.3", (4, 6, 2, 7, 3, 5, 1), "E is not bug 3, which shows as a ratio of −1"),
    ("9.3", (4, 6, 2, 7, 1, 2, 3), "F is not bug 2, which puts all four rows off"),
    ("9.3", (4, 6, 2, 7, 1, 5, 4), "G is not bug 4, which puts the rows of w₁ and b₁ off"),
    ("9.3", (4, 6, 2, 6, 1, 5, 3), "D is not bug 6, which passes the first check on row 7"),
    ("9.3", (5, 3, 7, 1, 6, 2, 4), "Yours is turned round"),
    ("9.3", (3, 5, 1, 6, 0, 4, 2), "The table has the bugs 1 to 7"),
    ("9.3", (4, 6, 2), "must be 7 numbers"),
]


def one_by_one(update, gradient, params, learning_rate):
    after = update(params, learning_rate)
    for name, slope in gradient(params)._asdict().items():
        if not np.isclose((getattr(params, name) - getattr(after, name)) / learning_rate, slope, rtol=1e-5):
            return False
    return True


def ahead(update, gradient, params, learning_rate):
    return compare(update(params, learning_rate), descent.step(params, gradient(params), learning_rate)).agrees


@pytest.mark.parametrize(
    "answer", [looking_at("w1", "b1", "w2", "b2"), scaled(lambda rate: 1 / rate), one_by_one, ahead]
)
def test_a_check_of_a_step_may_be_written_in_any_way(answer):
    assert "Exercise 9.2: right." in check("9.2", answer)


def test_only_the_first_of_the_exercise_s_updates_is_right():
    verdicts = [chapter_09.check_update(step, chapter_09.gradient, START, 2.0) for step in chapter_09.UPDATES]
    assert verdicts == [True] + [False] * (len(verdicts) - 1)
