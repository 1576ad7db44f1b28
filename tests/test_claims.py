"""Sentences that say always, never, only, no, more, better and the like: each has the test that could break it.

tests/claims.toml lists them, chapter by chapter: under each sentence the name of that test, or the reason why there is
none: that it defines, asks, or gives its own proof.
"""

import re
import tomllib
from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers import activations, data, descent, two_layer
from helpers.figures import LossMap
from helpers.gradient_check import numerical_gradient
from tests.shown import NOTEBOOKS
from tests.test_maths import independent_gradient, independent_loss, independent_output, logistic

ROOT = Path(__file__).parents[1]
CLAIMS = tomllib.loads((ROOT / "tests" / "claims.toml").read_text(encoding="utf-8"))
WORDS = r"\b(always|never|only|no|more|better|best|furthest|as far as|for ever|every|at most)\b"
TABLE = data.dose_table()
RNG = np.random.default_rng(3)


def claims(path):
    """Return the sentences of a chapter's text in which one of the words stands."""
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"\$\$.*?\$\$", " ", cell.source, flags=re.DOTALL)
            for part in re.split(r"\n\s*\n|\n(?=[-|\d#])|<[^>]*>", text):
                found += re.split(r"(?<=[.:?!;])\s+(?=[A-Z(*`\"$\d])", " ".join(part.split()))
    return [sentence for sentence in found if re.search(WORDS, sentence, re.IGNORECASE)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_claim_is_listed_with_its_test_or_with_the_reason_why_there_is_none(path):
    assert set(claims(path)) == CLAIMS.get(path.stem, {}).keys()


def test_every_test_that_is_named_exists():
    tests = set(re.findall(r"^def (test_\w+)", "\n".join(map(read, (ROOT / "tests").glob("test_*.py"))), re.MULTILINE))
    named = [why for chapter in CLAIMS.values() for why in chapter.values()]
    assert {why for why in named if why.startswith("test_")} <= tests
    assert all(len(why.split()) >= 3 for why in named if not why.startswith("test_"))


def read(path):
    return path.read_text(encoding="utf-8")


def test_a_new_claim_would_be_seen(tmp_path):
    cell = nbformat.v4.new_markdown_cell("A line is a line. It never bends.\n\n- Nor is it\n  better than another.")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "page.ipynb")
    assert claims(tmp_path / "page.ipynb") == ["It never bends.", "- Nor is it better than another."]


# Chapter 1


def test_every_line_that_is_not_level_leaves_0_to_1_on_both_sides():
    for w, b in RNG.uniform(-3, 3, (200, 2)):
        x = np.array([-1e4, 1e4]) / abs(w)
        assert sorted(np.sign(w * x + b)) == [-1, 1]
        assert max(w * x + b) > 1


CORNERS = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])


def learns(targets, passes=200):
    w, b = np.zeros(2), 0.0
    for _ in range(passes):
        mistakes = 0
        for corner, t in zip(CORNERS, targets, strict=True):
            error = t - float(w @ corner + b >= 0)
            w, b = w + error * corner, b + error
            mistakes += abs(error)
        if not mistakes:
            return True
    return False


def some_boundary_does(targets):
    numbers = np.array(np.meshgrid(*[np.arange(-4, 4.5, 0.5)] * 3)).reshape(3, -1)
    said = (CORNERS @ numbers[:2] + numbers[2] >= 0).T
    return bool((said == np.array(targets, bool)).all(axis=1).any())


def test_the_perceptron_learns_all_questions_of_two_inputs_that_a_boundary_can_answer_and_no_other():
    questions = [[number >> i & 1 for i in range(4)] for number in range(16)]
    answered = [some_boundary_does(question) for question in questions]
    assert [learns(question) for question in questions] == answered
    assert [question for question, does in zip(questions, answered, strict=True) if not does] == [
        [0, 1, 1, 0],
        [1, 0, 0, 1],
    ]


# Chapter 2


def test_sigma_lies_between_0_and_1_and_rises():
    y = logistic(np.linspace(-30, 30, 4001))
    assert ((y > 0) & (y < 1)).all()
    assert (np.diff(y) > 0).all()


def half_mean_square(y):
    return np.mean((y - TABLE.t) ** 2) / 2


def test_the_best_line_and_one_neuron_have_the_losses_that_the_page_says():
    w, b = np.polyfit(TABLE.x, TABLE.t, 1)
    assert f"{half_mean_square(w * TABLE.x + b):.4f}" == "0.0028"
    assert f"{half_mean_square(logistic(1.65 * TABLE.x + 0.6)):.4f}" == "0.0012"
    around = [half_mean_square(logistic(w * TABLE.x + b)) for w in (1.6, 1.65, 1.7) for b in (0.55, 0.6, 0.65)]
    assert min(around) == around[4]


def test_the_slope_of_sigma_is_at_most_a_quarter_and_there_at_0():
    z = np.linspace(-8, 8, 1601)
    y = logistic(z)
    assert y * (1 - y) == pytest.approx(0.25 - (y - 0.5) ** 2)
    slopes = np.gradient(y, z)
    assert max(slopes) <= 0.25
    assert abs(z[np.argmax(slopes)]) < 0.01


def test_two_sigmoids_in_a_row_pass_on_a_sixteenth_at_best():
    first, second = RNG.uniform(-4, 4, (2, 5000))
    slopes = logistic(first) * (1 - logistic(first)) * logistic(second) * (1 - logistic(second))
    assert max(slopes) <= 0.0625


def test_the_step_has_slope_0_along_every_weight_but_the_one_at_the_jump():
    jump = -0.1 / 1.4
    for w in [*RNG.uniform(-2, 2, 200), jump - 1e-4, jump + 1e-4]:
        assert numerical_gradient(lambda w: activations.step(w * 1.4 + 0.1), w) == 0
    assert numerical_gradient(lambda w: activations.step(w * 1.4 + 0.1), jump) != 0


# Chapter 3


def test_the_levels_are_never_beyond_0_and_1_and_the_curve_rises_or_falls_once():
    for params in RNG.uniform(-6, 6, (100, 4)):
        y = independent_output(params, np.linspace(-50, 50, 2001))
        assert ((y >= 0) & (y <= 1)).all()
        assert len(set(np.sign(np.diff(y)[np.abs(np.diff(y)) > 1e-13]))) <= 1


def test_with_a_sigma_at_the_end_only_two_layers_are_one_neuron():
    for w1, b1, w2, b2, x in RNG.uniform(-3, 3, (50, 5)):
        assert logistic(w2 * (w1 * x + b1) + b2) == pytest.approx(logistic(w2 * w1 * x + w2 * b1 + b2))


def test_in_beetles_the_one_neuron_is_wrong_by_4_of_100_and_two_in_a_row_by_3():
    one = np.mean(np.abs(logistic(1.65 * TABLE.x + 0.6) - TABLE.t))
    two = np.mean(np.abs(independent_output((1.664, -0.3676, 5.823, -1.866), TABLE.x) - TABLE.t))
    assert (f"{100 * one:.0f}", f"{100 * two:.0f}") == ("4", "3")


# Chapter 4


def test_where_half_the_square_is_smallest_so_is_the_square():
    y = np.linspace(0, 1, 1001)
    for t in RNG.uniform(0, 1, 20):
        assert np.argmin((y - t) ** 2) == np.argmin((y - t) ** 2 / 2)


def test_the_plain_error_falls_without_end():
    y = np.linspace(-100, 1, 500)
    assert (np.diff(y - 0.5) > 0).all()


def test_the_slope_of_the_half_square_is_the_residual():
    for y, t in RNG.uniform(0, 1, (50, 2)):
        assert numerical_gradient(lambda y, t=t: (y - t) ** 2 / 2, y) == pytest.approx(y - t, abs=1e-9)


# Chapter 5


def test_descent_in_a_bowl_converges_below_2_by_c_and_not_above():
    for c in (0.5, 1.7, 3.0):
        for times, comes in ((0.1, True), (0.99, True), (1.01, False), (1.5, False)):
            w = 1.0
            for _ in range(2000):
                w = w - times * 2 / c * c * w if abs(w) < 1e9 else w
            assert (abs(w) < 1) == comes


def test_no_squared_error_of_the_network_is_larger_than_1():
    for params in RNG.uniform(-30, 30, (200, 4)):
        assert ((independent_output(params, TABLE.x) - TABLE.t) ** 2 <= 1).all()


def curvature(params, step=1e-4):
    """Return the curvature of the mean loss in the direction in which it is curved most."""
    rows = [
        (independent_gradient(params + nudge, *TABLE) - independent_gradient(params - nudge, *TABLE)) / (2 * step)
        for nudge in step * np.eye(4)
    ]
    return np.linalg.eigvalsh(rows)[-1]


def run(learning_rate, steps):
    params, found = np.array([0.5, 0.1, 0.8, -0.2]), []
    for _ in range(steps + 1):
        found.append(params)
        params = params - learning_rate * independent_gradient(params, *TABLE)
    return found


def test_the_bound_2_by_c_goes_from_22_to_62_in_the_first_eight_steps():
    bounds = [2 / curvature(params) for params in run(31, 7)]
    assert (f"{min(bounds):.0f}", f"{max(bounds):.0f}") == ("22", "62")


def mse_after(learning_rate, steps):
    return [2 * independent_loss(params, *TABLE) for params in run(learning_rate, steps)]


def test_60_leads_20_from_step_5_to_65_and_is_thrown_up_near_the_bottom():
    slow, fast = mse_after(20, 100), mse_after(60, 100)
    assert [step for step in range(101) if fast[step] < slow[step]] == list(range(5, 66))
    assert (f"{min(fast[60:76]):.4f}", f"{max(fast[60:76]):.4f}") == ("0.0011", "0.0082")


def test_thrown_by_1000_it_hardly_moves_for_a_hundred_steps_and_creeps_loose_near_140():
    losses = mse_after(1000, 200)
    assert min(losses[1:101]) > 0.2768
    assert next(step for step, loss in enumerate(losses[1:], 1) if loss < 0.27) in range(130, 150)


def test_from_minus_2_training_of_all_four_finds_a_good_place():
    params = np.array([-2, 0.1, -2, -0.2])
    for _ in range(1000):
        params = params - 20 * independent_gradient(params, *TABLE)
    assert 2 * independent_loss(params, *TABLE) < 0.003


def test_31_is_the_largest_whole_rate_at_which_every_step_falls():
    for rate, falls in ((31, True), (32, False)):
        losses = [independent_loss(params, *TABLE) for params in run(rate, 100)]
        assert bool((np.diff(losses) < 0).all()) == falls


def test_ten_thousand_steps_of_0_001_get_as_far_as_ten_of_1():
    short = independent_loss(run(1, 10)[-1], *TABLE)
    start = independent_loss(run(1, 0)[-1], *TABLE)

    def gradient(params):
        return independent_gradient(params, *TABLE)

    long = descent.train(run(1, 0)[0], lambda params: 0.0, gradient, 0.001, 10_000, keep_every=10_000).params[-1]
    assert independent_loss(long, *TABLE) - start == pytest.approx(short - start, rel=0.01)


def test_from_minus_2_the_path_on_the_map_ends_above_the_best_constant():
    sentence = LossMap(TABLE).update(w1=-2, w2=-2)
    assert (
        float(sentence.split("where it is ")[1].split(".")[0] + "." + sentence.split("where it is 0.")[1][:4]) > 0.1185
    )


def test_with_a_negative_w2_no_output_is_above_sigma_of_b2():
    for w1, b1, w2 in RNG.uniform(-6, 0, (100, 3)):
        assert (independent_output((w1, b1, w2, -0.2), TABLE.x) <= logistic(-0.2)).all()


# Chapter 6


def test_the_product_of_ratios_is_the_whole_ratio_for_every_nudge():
    for x, dx in RNG.uniform(-2, 2, (200, 2)):
        du = (2 * (x + dx) + 1) - (2 * x + 1)
        dy = (2 * x + 1 + du) ** 2 - (2 * x + 1) ** 2
        assert dy / du * (du / dx) == pytest.approx(dy / dx)


def test_a_step_that_lets_nothing_through_silences_the_chain():
    for outer in (np.square, logistic, lambda u: 1 - 2 * u):
        assert numerical_gradient(lambda x, outer=outer: outer(x**2), 0.0) == pytest.approx(0, abs=1e-9)


def test_the_slope_of_e_to_the_v_is_itself():
    for v in RNG.uniform(-5, 5, 200):
        assert numerical_gradient(np.exp, v) == pytest.approx(np.exp(v))


# Chapter 7


def test_with_x_at_0_only_the_slope_along_w1_is_0():
    for params in RNG.uniform(-2, 2, (50, 4)):
        slopes = independent_gradient(params, 0.0, 0.98)
        assert slopes[0] == 0
        assert (np.abs(slopes[1:]) > 1e-9).all()


@pytest.mark.parametrize(("alpha", "foretold", "measured"), [(0.1, "0.00142", "0.00141"), (20, "0.284", "0.0771")])
def test_an_update_of_one_dose_falls_as_the_page_says(alpha, foretold, measured):
    params = np.array([0.5, 0.1, 0.8, -0.2])
    slopes = independent_gradient(params, 1.4, 0.98)
    fall = independent_loss(params, 1.4, 0.98) - independent_loss(params - alpha * slopes, 1.4, 0.98)
    assert f"{alpha * np.sum(slopes**2):.3g}" == foretold
    assert f"{fall:.3g}" == measured


def test_the_long_step_for_one_dose_raises_the_mean_loss_of_all():
    params = np.array([0.5, 0.1, 0.8, -0.2])
    after = params - 20 * independent_gradient(params, 1.4, 0.98)
    assert f"{independent_loss(params, *TABLE):.4f} {independent_loss(after, *TABLE):.3f}" == "0.0506 0.108"


def test_a_step_of_20_brings_less_than_is_foretold():
    start, after = run(20, 1)
    slopes = independent_gradient(start, *TABLE)
    assert f"{20 * np.sum(slopes**2):.4f}" == "0.0139"
    assert f"{independent_loss(start, *TABLE) - independent_loss(after, *TABLE):.4f}" == "0.0091"


# Chapter 8


def test_a_hundred_steps_with_20_come_as_far_as_a_thousand_with_2():
    short, long = mse_after(20, 100)[-1], mse_after(2, 1000)[-1]
    assert f"{short:.4f}" == f"{long:.4f}" == "0.0014"


def from_b2(b2, steps):
    params, found = np.array([0.5, 0.1, 0.8, b2]), []
    for _ in range(steps):
        found.append(params)
        params = params - 2 * independent_gradient(params, *TABLE)
    return found


def test_from_b2_at_8_y_1_minus_y_grows_with_every_step_while_it_is_asleep():
    outputs = np.array([independent_output(params, TABLE.x) for params in from_b2(8.0, 4000)])
    assert (np.diff(np.mean(outputs * (1 - outputs), axis=1)) > 0).all()
    assert np.mean((outputs[-1] - TABLE.t) ** 2) > 0.27


def test_the_two_levels_of_the_trained_network_and_its_errors_are_those_of_the_page():
    trained = (1.664, -0.3676, 5.823, -1.866)
    assert f"{logistic(-1.866):.2f} {logistic(5.823 - 1.866):.2f}" == "0.13 0.98"
    regression = logistic(-60.717 + 34.270 * data.DOSE)
    assert half_mean_square(independent_output(trained, TABLE.x)) < half_mean_square(regression)


def test_from_b2_at_10_it_wakes_after_some_32_500_steps_and_from_8_after_4_400():
    def wakes(b2, steps):
        def gradient(params):
            return two_layer.backward(params, two_layer.forward(params, TABLE.x), TABLE.t)

        def loss(params):
            return 2 * independent_loss(params, *TABLE)

        run = descent.train(two_layer.Params(0.5, 0.1, 0.8, b2), loss, gradient, 2, steps, keep_every=100)
        return next(step for step, value in zip(run.steps, run.loss, strict=True) if value < 0.1)

    assert wakes(8.0, 5000) in range(4300, 4600)
    assert wakes(10.0, 34_000) in range(32_000, 33_000)
