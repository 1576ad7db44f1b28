"""Chapter 13: whole pages are judged part by part; what the page says of the task is what independent code finds."""

import nbformat
import numpy as np
import pytest

from helpers.data import dose_table, x_of_dose
from helpers.figures import Forecast
from helpers.gradient_check import numerical_gradient
from helpers.practice import again, check, checking, hint, solution
from helpers.practice.checking import exercise
from tests.answers_13 import PAGE, ROW_BY_ROW, WITH_A_CLASS, WITHOUT_CALLS, page
from tests.shown import ROOT
from tests.test_maths import independent_gradient, independent_loss, independent_output, logistic

TABLE = dose_table()
START = (1.0, 0.0, -1.0, 0.0)
PAGES = (PAGE, ROW_BY_ROW, WITHOUT_CALLS, WITH_A_CLASS)
FORWARD, GRADIENTS, TRAINED = page(PAGE)


@pytest.fixture(autouse=True)
def as_at_the_start(monkeypatch):
    monkeypatch.setattr(checking, "_done", set())
    monkeypatch.setattr(checking, "_given", {})
    yield
    exercise("13.1").again(None)


@pytest.fixture(scope="module")
def numbers():
    """The four numbers at the end of the task, by autograd."""
    params = np.array(START)
    for _ in range(1000):
        params = params - 10 * independent_gradient(params, *TABLE)
    return params


def said(answer):
    return str(check("13.1", answer)).splitlines()


@pytest.mark.parametrize("source", PAGES)
def test_a_right_page_is_right_part_by_part_and_gives_the_answer_of_the_task(source, numbers):
    forward, _, trained = written = page(source)
    assert said(written) == [
        "Exercise 13.1: right.",
        "forward: right.",
        "gradients: right.",
        "trained: right.",
        "Of chapter 13, 13.1 is done; 13.2 and 13.3 are open.",
    ]
    found = trained(*TABLE, *START, 10, 1000)
    assert np.asarray(found, float) == pytest.approx(numbers)
    assert "13.2: right." in check("13.2", forward(x_of_dose(58), *found)[1])


def test_the_share_that_is_right_is_that_of_independent_code(numbers):
    share = independent_output(numbers, x_of_dose(58))
    assert f"{share:.4f}" == "0.3283"
    assert "right." in check("13.2", round(float(share), 4))
    for near in (share - 0.0007, share + 0.0007):
        assert "not yet" in check("13.2", near)


def test_both_that_forward_gives_are_told_from_a_decimal_comma():
    assert "it is 2 numbers." in check("13.2", (0.1975, 0.3283))
    assert "comma" not in check("13.2", (0.1975, 0.3283))


def test_what_the_page_says_of_the_curve_before_and_after_the_training(numbers):
    assert (np.diff(independent_output(START, TABLE.x)) < 0).all()
    assert (np.diff(TABLE.t) > 0).all()
    assert 0.04 < np.max(np.abs(independent_output(numbers, TABLE.x) - TABLE.t)) < 0.05


def test_the_pages_gradients_are_what_a_nudge_of_their_own_forward_says():
    def loss(params):
        return np.mean((FORWARD(TABLE.x, *params)[1] - TABLE.t) ** 2) / 2

    for params in np.random.default_rng(3).uniform(-2, 2, (20, 4)):
        assert GRADIENTS(*TABLE, *params) == pytest.approx(numerical_gradient(loss, params), abs=1e-9)
        assert GRADIENTS(*TABLE, *params) == pytest.approx(independent_gradient(params, *TABLE))
        assert loss(params) == pytest.approx(independent_loss(params, *TABLE))


def test_the_case_that_the_first_hint_gives_is_right():
    assert logistic(-0.5) == pytest.approx(0.3775, abs=5e-5)
    assert "0.3775" in hint("13.1")
    assert FORWARD(0, *START) == pytest.approx((0.5, logistic(-0.5)))


def test_what_comes_after_the_first_wrong_one_waits():
    wrong = page(PAGE, ("w1 * x + b1", "w1 * x"), ("d2 * w2", "d2"), ("w1 - learning", "w1 + learning"))
    assert said(wrong)[1:] == [
        "forward: In z₁ the term b₁ is missing (B12).",
        "gradients and trained: looked at when forward is right.",
    ]
    wrong = page(PAGE, ("d2 * w2", "d2"), ("w1 - learning", "w1 + learning"))
    assert said(wrong)[1:] == [
        "forward: right.",
        "gradients: In δ₁ the factor w₂ is missing (B16).",
        "trained: looked at when gradients is right.",
    ]
    wrong = page(PAGE, ("w1 - learning", "w1 + learning"))
    assert said(wrong)[1:3] == ["forward: right.", "gradients: right."]
    assert said(wrong)[3].startswith("trained: In w₁ there is +")
    assert len(said(wrong)) == 4


def empty(*_): ...


def dots(*_):
    return ...


@pytest.mark.parametrize("blank", [empty, dots, None, ...])
def test_one_function_after_the_other_can_be_written(blank):
    assert said([blank] * 3)[0].startswith("Exercise 13.1 is not answered yet.")
    assert said([FORWARD, blank, blank]) == [
        "Exercise 13.1: not yet. ",
        "forward: right.",
        "gradients: not written yet.",
        "trained: looked at when gradients is right.",
    ]
    assert said([FORWARD, GRADIENTS, blank])[1:] == [
        "forward: right.",
        "gradients: right.",
        "trained: not written yet.",
    ]
    assert "not answered yet" in check("13.1", blank) or callable(blank)


@pytest.mark.parametrize("answer", ["forward", 5, FORWARD, [FORWARD], {"forward": FORWARD}, [FORWARD] * 4, np.ones(3)])
def test_what_is_no_list_of_three_is_told_what_is_asked_for(answer):
    assert "All of it is handed in together, as a list: [forward, gradients, trained]." in said(answer)[0]


def test_what_a_function_changes_besides_is_said_where_it_stands():
    def forgetful(x, t, *params):
        slopes = GRADIENTS(x, t, *params)
        x *= 0
        return slopes

    assert said([FORWARD, forgetful, TRAINED])[2] == (
        "gradients: right. One thing besides: it changes x, which it was given. Others may still need that."
    )


def test_other_cases_are_drawn_for_all_three_and_what_is_right_stays_right():
    def cases():
        return str(exercise("13.1").cases)

    before = cases()
    assert "on other cases now" in again("13.1")
    assert cases() != before
    assert said(page(ROW_BY_ROW))[0] == "Exercise 13.1: right."
    again("13.1", 0)
    assert cases() == before


def test_the_solution_is_a_page_that_needs_nothing_but_numpy():
    names = {"np": np}
    exec(solution("13.1"), names)
    assert {*names} - {"__builtins__"} == {"np", "forward", "gradients", "trained"}
    assert said([names["forward"], names["gradients"], names["trained"]])[0] == "Exercise 13.1: right."


@pytest.mark.parametrize("place", np.random.default_rng(0).uniform(-2, 2, (10, 8)))
def test_the_slopes_of_three_neurons_are_what_a_nudge_says(place):
    x, t, *params = place

    def loss(params):
        w1, b1, w2, b2, w3, b3 = params
        return (logistic(w3 * independent_output((w1, b1, w2, b2), x) + b3) - t) ** 2 / 2

    nudged = numerical_gradient(loss, np.array(params))
    assert exercise("13.3").lines(*place) == pytest.approx(nudged[[0, 2, 4]], abs=1e-9)


def test_the_page_says_neither_a_formula_nor_the_answer():
    cells = nbformat.read(ROOT / "notebooks" / "13_blank_page.ipynb", as_version=4).cells
    text = "\n".join(cell.source for cell in cells)
    for told in ("1 - ", "1 −", "delta", "δ", "w1 *", "e⁻ᶻ", "$", "0.328"):
        assert told not in text, told


def test_the_curve_is_that_of_the_learners_numbers(numbers):
    for params in (START, tuple(numbers), list(numbers), numbers):
        picture = Forecast(params)
        assert f"At 58.0 mg/l the network says {independent_output(params, x_of_dose(58)):.3f}" in picture.update(
            dose=58
        )
