"""Chapter 9: the seven cases are what their words say, the lab finds them, and wrong answers are told what is wrong."""

import re
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest

from helpers import data, descent, two_layer
from helpers.figures import BugLab
from helpers.gradient_check import compare, implied_gradient, numerical_gradient
from helpers.losses import half_squared_error, mse
from helpers.practice import bugs, chapter_09
from tests.test_maths import independent_gradient, independent_output, logistic

TABLE = data.dose_table()
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)
NAMES = START._fields
PLACES = [START, two_layer.Params(2.0, -0.3, 3.0, -1.2), two_layer.Params(-0.7, 0.4, 1.6, 0.3)]
RATES = (0.25, 1, 2, 20)  # those of the lab
TEXT = (Path(__file__).parents[1] / "notebooks" / "09_bug_lab.ipynb").read_text(encoding="utf-8")


def times_three(params, x, t):
    right = bugs.RIGHT.gradient(params, x, t)
    return right._replace(b2=3 * right.b2)


@pytest.fixture(scope="module")
def lab():
    return BugLab(bugs.RIGHT, {"A": bugs.following(times_three, "3"), "B": bugs.case(7)}, TABLE, START)


def cell(lab, column, name):
    return lab.checks.cells[column, name].get_text()


@pytest.mark.parametrize("checked_on", ["one dose", "all doses"])
@pytest.mark.parametrize("step", [0, 100, 200])
def test_the_lab_finds_a_gradient_that_is_off(lab, checked_on, step):
    sentence = lab.update(bug="A", checked_on=checked_on, step=step)
    assert [cell(lab, "gradient_ratio", name) for name in NAMES] == ["1.000", "1.000", "1.000", "3.000"]
    assert [cell(lab, "gradient_verdict", name)[0] for name in NAMES] == ["✓", "✓", "✓", "✗"]
    assert {cell(lab, "step_verdict", name)[0] for name in NAMES} == {"✓"}
    assert "differs from nudging for b₂ (ratio 3.000)" in sentence


def test_the_lab_finds_a_step_that_is_off(lab):
    sentence = lab.update(bug="B", checked_on="all doses", step=0)
    assert {cell(lab, "gradient_verdict", name)[0] for name in NAMES} == {"✓"}
    assert [cell(lab, "step_verdict", name)[0] for name in NAMES] == ["✗", "✗", "✓", "✓"]
    assert "agrees with nudging" in sentence


def test_the_lab_shows_an_independent_gradient_and_the_loss_of_its_run(lab):
    lab.update(bug="B", learning_rate=20, checked_on="one dose", step=0)
    truth = independent_gradient(START, TABLE.x[6], TABLE.t[6])
    for name, slope in zip(NAMES, truth, strict=True):
        assert float(cell(lab, "nudged", name).replace("−", "-")) == pytest.approx(slope, rel=0.005)
    params = START
    for _ in range(7):
        slopes = two_layer.Params(
            *np.mean([independent_gradient(params, x, t) for x, t in zip(*TABLE, strict=True)], 0)
        )
        params = descent.step(params, slopes, 20)
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


def test_the_lot_drawn_in_the_notebook_is_that_of_the_answers():
    letters = bugs.dealt(int(re.search(r"bugs\.dealt\((\d+)\)", TEXT)[1]))
    assert "".join(letters) == "ABCDEFG"
    assert tuple(number for code in letters.values() for number in bugs.CASES if bugs.case(number) is code) == (
        chapter_09.LAB
    )


def test_the_ratios_of_exercise_1_are_those_of_a_missing_slope_of_the_first_neuron():
    off = 1 / (logistic(0.8) * (1 - logistic(0.8)))
    assert f"{off:.3f}, {off:.3f}, 1.000, 1.000" in TEXT


def by_hand(number, params, x, t):
    """Return the slopes of a case at one example, worked out with its mistake in the lines."""
    w1, b1, w2, b2 = params
    z1 = w1 * x + b1
    h = logistic(z1)
    y = logistic(w2 * h + b2)
    residual = (y - t) / 2 if number == 5 else y - t
    delta2 = residual * (1 if number == 2 else y * (1 - y))
    bend = logistic(h) * (1 - logistic(h)) if number == 4 else h * (1 - h)
    delta1 = delta2 * w2 * bend
    return delta1 * (-x if number == 3 else x), delta1, delta2 * h, delta2 * (w2 if number == 1 else 1)


@pytest.mark.parametrize("number", bugs.CASES)
@pytest.mark.parametrize("params", PLACES)
def test_a_case_is_what_its_words_say(number, params):
    for x, t in zip(*TABLE, strict=True):
        assert bugs.case(number).gradient(params, x, t) == pytest.approx(by_hand(number, params, x, t))
    rows = [by_hand(number, params, x, t) for x, t in zip(*TABLE, strict=True)]
    expected = np.sum(rows, axis=0) if number == 6 else np.mean(rows, axis=0)
    assert bugs.case(number).gradient(params, *TABLE) == pytest.approx(expected)


def test_only_the_step_of_case_7_does_not_follow_its_gradient():
    for number, code in bugs.CASES.items():
        after = code.update(START, *TABLE, 2)
        follows = compare(implied_gradient(START, after, 2), code.gradient(START, *TABLE)).agrees
        assert follows == (number != 7)


def test_the_first_layer_s_ratio_of_case_7_is_the_new_w2_by_the_old_one():
    after = bugs.case(7).update(START, 1.4, 0.98, 2)
    followed, right = (START.w1 - after.w1) / 2, independent_gradient(START, 1.4, 0.98)[0]
    assert followed / right == pytest.approx(after.w2 / START.w2)
    assert f"{followed / right:.3f}" == "1.164"
    unrounded = bugs.case(7).update(START, TABLE.x[6], TABLE.t[6], 2)
    assert f"{unrounded.w2 / START.w2:.3f}" == "1.166"


def differences(code, params, x, t):
    """Return for each pair of parameters by how much the slopes of their two entries, each along the other, differ."""
    slopes = [numerical_gradient(lambda near, i=i: code.gradient(near, x, t)[i], params) for i in range(4)]
    return {(NAMES[i], NAMES[j]): abs(slopes[i][j] - slopes[j][i]) for i, j in combinations(range(4), 2)}


@pytest.mark.parametrize("number", [0, *bugs.CASES])
def test_the_check_without_a_loss_fails_where_there_is_none(number):
    code = bugs.case(number) if number else bugs.RIGHT
    off = max(max(differences(code, params, 1.4, 0.98).values()) for params in PLACES)
    assert (off > 1e-4) == (number in (1, 3, 4))


def test_the_check_without_a_loss_fails_by_what_the_page_says():
    assert f"{differences(bugs.case(1), START, 1.4, 0.98)['w2', 'b2']:.3f}" == "0.106"
    of_case_3 = differences(bugs.case(3), START, 1.4, 0.98)
    assert {pair for pair, off in of_case_3.items() if off > 1e-4} == {pair for pair in of_case_3 if "w1" in pair}


def test_case_2_is_the_gradient_of_the_cross_entropy():
    def cross_entropy(params):
        y = independent_output(params, 1.4)
        return -(0.98 * np.log(y) + 0.02 * np.log(1 - y))

    for params in PLACES:
        assert compare(bugs.case(2).gradient(params, 1.4, 0.98), numerical_gradient(cross_entropy, params)).agrees


def run(code, learning_rate, steps):
    params = [START]
    for _ in range(steps):
        params.append(code.update(params[-1], *TABLE, learning_rate))
    return np.array(params)


def test_cases_5_and_6_train_as_the_right_code_with_another_rate():
    right = run(bugs.RIGHT, 2, 100)
    assert run(bugs.case(5), 4, 100) == pytest.approx(right)
    assert run(bugs.case(6), 2 / 8, 100) == pytest.approx(right)


def reported(number, rate, steps):
    params = run(bugs.case(number) if number else bugs.RIGHT, rate, steps)[-1]
    return np.mean((independent_output(params, TABLE.x) - TABLE.t) ** 2)


def test_at_a_rate_of_20_it_hangs_on_where_one_stops():
    right, one, three = (reported(number, 20, 80) for number in (0, 1, 3))
    assert abs(one - right) < 0.0002
    assert three > one
    right, one, three = (reported(number, 20, 100) for number in (0, 1, 3))
    assert one > three > right


def test_at_the_rates_1_and_2_cases_1_and_2_end_below_the_right_code_and_case_3_above_its_start():
    for rate in (1, 2):
        assert max(reported(number, rate, 100) for number in (1, 2)) < reported(0, rate, 100)
        assert reported(3, rate, 100) > reported(3, rate, 0)


def test_the_steps_of_case_2_are_4_to_8_times_as_long():
    times = [
        np.linalg.norm(bugs.case(2).gradient(two_layer.Params(*params), *TABLE))
        / np.linalg.norm(bugs.RIGHT.gradient(two_layer.Params(*params), *TABLE))
        for params in run(bugs.case(2), 2, 100)
    ]
    assert 4 < min(times) < max(times) < 8


def test_the_losses_of_the_lab_s_letters_are_as_the_page_says():
    ends = {letter: reported(number, 2, 100) for letter, number in zip("ABCDEFG", chapter_09.LAB, strict=True)}
    right = reported(0, 2, 100)
    assert {letter for letter, loss in ends.items() if loss < 0.95 * right} == {*"ABCE"}
    assert f"{ends['D']:.4f}" == f"{right:.4f}"
    assert reported(0, 2, 0) < ends["G"]
    assert right < ends["F"] < reported(0, 2, 0)


def test_for_e_alone_a_ratio_is_a_weight_at_every_step(lab):
    for letter, number in zip("ABCDEFG", chapter_09.LAB, strict=True):
        code, is_weight = bugs.case(number), np.full((4, 2), True)
        for params in run(code, 2, 200)[::20]:
            here = two_layer.Params(*params)
            ratios = np.divide(
                code.gradient(here, TABLE.x[6], TABLE.t[6]), independent_gradient(here, TABLE.x[6], TABLE.t[6])
            )
            is_weight &= np.isclose(ratios[:, np.newaxis], (here.w1, here.w2), rtol=0.001)
        assert is_weight.any() == (letter == "E")


def test_what_the_page_says_of_case_4_and_bug_a_later_in_their_runs():
    for code, off in ((bugs.case(4), "46.9"), (bugs.drawn(1)["A"], "0.348")):
        here = two_layer.Params(*run(code, 2, 100)[-1])
        ratio = code.gradient(here, TABLE.x[6], TABLE.t[6]).w1 / independent_gradient(here, TABLE.x[6], TABLE.t[6])[0]
        assert f"{ratio:.3g}" == off
    assert f"{here.w2:.2f}" == "2.88"


def test_without_y_times_1_minus_y_each_example_s_slopes_are_at_least_four_times_as_long():
    for params in PLACES:
        for x, t in zip(*TABLE, strict=True):
            times = np.divide(bugs.case(2).gradient(params, x, t), independent_gradient(params, x, t))
            assert (times >= 4).all()


def test_the_blind_spots_are_blind():
    def loss(params):
        return half_squared_error(two_layer.forward(params, 1.4).y, 0.98)

    saturated = two_layer.Params(40.0, 0.0, 40.0, 20.0)
    for number, params in ((1, START._replace(w2=1.0)), (5, saturated), (6, START)):
        assert compare(bugs.case(number).gradient(params, 1.4, 0.98), numerical_gradient(loss, params)).agrees


def test_a_nudge_of_a_hundred_thousandth_is_better_than_much_larger_and_much_smaller_ones():
    def off(nudge):
        errors = []
        for x in np.linspace(-2, 2, 101):
            measured = numerical_gradient(lambda near, x=x: (independent_output(near, x) - 0.98) ** 2 / 2, START, nudge)
            errors.append(np.abs(np.subtract(measured, independent_gradient(START, x, 0.98))).max())
        return np.mean(errors)

    assert off(1e-5) < off(1e-2) / 100
    assert off(1e-5) < off(1e-9) / 100


def test_the_bugs_without_end_are_repeatable_and_can_be_found():
    assert bugs.drawn(5) == bugs.drawn(5) != bugs.drawn(6)
    for code in bugs.likely_mistakes():
        off = np.divide(code.gradient(START, 1.4, 0.98), independent_gradient(START, 1.4, 0.98)) - 1
        assert np.abs(off).max() > 0.01, code.mistake


def test_no_run_of_a_bug_without_end_breaks_off():
    for code in bugs.likely_mistakes():
        for rate in RATES:
            assert np.isfinite(run(code, rate, 200)).all(), code.mistake


def test_what_the_page_tells_of_bugs_a_and_f_of_the_first_seven():
    right = independent_gradient(START, TABLE.x[6], TABLE.t[6])
    for letter, row, off in (("A", 0, "1.250"), ("F", 2, "2.028")):
        assert f"{bugs.drawn(1)[letter].gradient(START, TABLE.x[6], TABLE.t[6])[row] / right[row]:.3f}" == off
    assert bugs.drawn(1)["A"].mistake == "in δ₁ the factor w₂ is missing (B16)"
    assert bugs.drawn(1)["F"].mistake == "in ∂L/∂w₂ there is x where h belongs (B9)"


def implied(update, params, learning_rate):
    return implied_gradient(params, update(params, learning_rate), learning_rate)


def test_only_the_first_of_the_exercise_s_updates_is_right_and_the_two_round_ones():
    verdicts = [chapter_09.check_update(*case) for case in chapter_09.cases_of_updates(Random(1))]
    assert verdicts == 2 * ([True] + [False] * 6) + [True, True]
