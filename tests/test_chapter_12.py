"""Chapter 12: the graph that is walked, the order of the way back, what the page counts, and its lines for PyTorch."""

import ast
import re
from itertools import product

import numpy as np
import pytest

from helpers import activations, autodiff, data, mlp, two_layer
from helpers.autodiff import Value, backward
from helpers.figures import ExpressionGraph
from helpers.figures.expression_graph import EXPRESSIONS, GIVEN, LAST
from helpers.look import RULE
from helpers.practice.checking import exercise
from helpers.tree import tree_map
from tests.test_chapter_07 import as_number, near
from tests.test_maths import independent_gradient, independent_loss
from tests.test_prose import NOTEBOOKS, outputs, prose

NETWORK, ONE_WEIGHT, TANH = EXPRESSIONS
PAGE = NOTEBOOKS["12_autodiff"]
PLACES = [
    {"w1": 0.5, "b1": 0.1, "w2": 0.8, "b2": -0.2, "x": 1.4, "t": 0.98},
    {"w1": -1.7, "b1": 0.6, "w2": 2.3, "b2": -0.9, "x": -2.1, "t": 0.1},
    {"w1": 3.0, "b1": -2.0, "w2": -4.0, "b2": 1.5, "x": 0.7, "t": 0.5},
]
# By hand, from the formulas: each value as an expression of those before it, in the order in which they are computed.
LINES = {
    NETWORK: {"p1": "w1 * x", "z1": "p1 + b1", "h": "s(z1)", "p2": "w2 * h", "z2": "p2 + b2", "y": "s(z2)",
              "r": "y - t", "L": "r * r / 2"},
    ONE_WEIGHT: {"p1": "w1 * x", "z1": "p1 + b1", "h": "s(z1)", "p2": "w1 * h", "z2": "p2 + b2", "y": "s(z2)",
                 "r": "y - t", "L": "r * r / 2"},
    TANH: {"p1": "w1 * x", "z1": "p1 + b1", "y": "tanh(z1)", "r": "y - t", "L": "r * r / 2"},
}  # fmt: skip
BACK = {  # the slopes in an order that waits for all reports
    NETWORK: "L r y t z2 p2 b2 w2 h z1 p1 b1 w1 x",
    ONE_WEIGHT: "L r y t z2 p2 b2 h z1 p1 b1 w1 x",
    TANH: "L r y t z1 p1 b1 w1 x",
}
KNOWN = {"s": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh}


def parts(expression, name):
    return [word for word in re.findall(r"\b[a-zA-Z]\d?\b", LINES[expression][name]) if word not in KNOWN]


def run(expression, numbers, nudged=None, nudge=0.0):
    """Return every value of an expression; one of them is moved by a nudge once it is there."""
    values = {name: float(number) for name, number in numbers.items()}
    if nudged in values:
        values[nudged] += nudge
    for name, line in LINES[expression].items():
        values[name] = float(eval(line, KNOWN | values)) + nudge * (name == nudged)
    return values


def slope_along(expression, numbers, name):
    up, down = (run(expression, numbers, name, nudge)["L"] for nudge in (1e-6, -1e-6))
    return (up - down) / 2e-6


def shown(picture):
    """Return the numbers that stand in the boxes: of the values, and of the slopes."""
    nodes = {name: node for name, node in picture.nodes.items() if node.symbol.get_visible()}
    values = {name: node.number.get_text() for name, node in nodes.items() if node.number.get_text()}
    slopes = {name: node.slope.get_text() for name, node in nodes.items() if node.slope.get_text()}
    return values, slopes


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("place", PLACES)
def test_at_each_step_one_more_number_stands_there_and_it_is_right_forth_and_back(expression, place):
    picture, expected = ExpressionGraph(), run(expression, place)
    made, back = list(LINES[expression]), BACK[expression].split()
    given = {name for name in GIVEN if any(name in parts(expression, line) for line in made)}
    last = len(made) + len(back)
    slopes = {name: slope_along(expression, place, name) for name in back}
    assert set(back) == given | set(made)
    for step in [*range(last + 1), *range(last, -1, -1)]:
        sentence = picture.update(expression=expression, **place, step=step)
        there, back_there = shown(picture)
        assert set(there) == given | set(made[:step])
        assert set(back_there) == set(back[: max(0, step - len(made))])
        for name, words in there.items():
            assert as_number(words) == near(expected[name]), (step, name)
        for name, words in back_there.items():
            assert as_number(words) == near(slopes[name]), (step, name)
        assert f", step {step} of {last}: {picture.how.get_text()}. {picture.why.get_text()}" in sentence
        if step:
            end = as_number(picture.how.get_text().split(" = ")[-1])
            assert end == near(expected[made[step - 1]] if step <= len(made) else slopes[back[step - 1 - len(made)]])
    assert last <= LAST


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("place", PLACES)
def test_the_words_of_a_step_come_to_the_number_that_it_makes(expression, place):
    picture, made = ExpressionGraph(), len(LINES[expression])
    for step in range(1, made + len(BACK[expression].split()) + 1):
        picture.update(expression=expression, **place, step=step)
        *_, sum_of_products, result = picture.how.get_text().split(" = ")
        if step == made + 1:
            assert picture.how.get_text() == "∂L/∂L = 1"
            continue
        computed = re.sub(r"\)²", ")**2", sum_of_products.replace("½", "0.5")).replace("²", "**2")
        computed = computed.replace("·", "*").replace("−", "-").replace("σ", "s")
        assert eval(computed, dict(KNOWN)) == pytest.approx(as_number(result), rel=0.06, abs=0.006), (step, computed)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_the_note_of_a_box_has_the_local_slope_along_each_part(expression):
    picture = ExpressionGraph()
    picture.update(expression=expression, **PLACES[1])
    values = run(expression, PLACES[1])
    for name, line in LINES[expression].items():
        node = picture.nodes[name]
        of = list(dict.fromkeys(parts(expression, name)))
        noted = [note.get_text() for note in node.notes]
        assert [bool(note) for note in noted] == [True] * len(of) + [False] * (2 - len(of))
        for part, note in zip(of, noted, strict=False):
            up, down = (eval(line, KNOWN | values | {part: values[part] + nudge}) for nudge in (1e-6, -1e-6))
            assert as_number(note) == pytest.approx((up - down) / 2e-6, rel=0.06, abs=1e-9), (name, part)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_step_frames_what_it_makes_and_what_that_is_made_of(expression):
    picture = ExpressionGraph()
    made, back = list(LINES[expression]), BACK[expression].split()
    for step in range(1, len(made) + len(back) + 1):
        picture.update(expression=expression, step=step)
        heavy, dashed = (
            {tuple(corner) for corner in patch.get_path().vertices[::5]}
            for patch in (picture.frames.made, picture.frames.of)
        )
        if step <= len(made):
            name = made[step - 1]
            expected = {picture.nodes[part].of_value()[:2] for part in parts(expression, name)}
            assert heavy == {picture.nodes[name].of_line()[:2]}
            assert dashed == expected
            continue
        name = back[step - 1 - len(made)]
        users = [user for user in made if name in parts(expression, user)]
        assert heavy == {picture.nodes[name].of_slope()[:2]}
        slopes = {picture.nodes[user].of_slope()[:2] for user in users}
        notes = {
            picture.nodes[user].of_note(list(dict.fromkeys(parts(expression, user))).index(name))[:2] for user in users
        }
        assert dashed == ((slopes | notes) or {(0.0, 0.0)})
        assert len(dashed) == (1 if name == "L" else 4 if (expression, name) == (ONE_WEIGHT, "w1") else 2)


def test_a_frame_is_around_the_number_that_it_is_for():
    picture = ExpressionGraph()
    for node in picture.nodes.values():
        within = [(node.of_value(), node.number), (node.of_slope(), node.slope)]
        within += [(node.of_note(i), note) for i, note in enumerate(node.notes)]
        within += [(node.of_line(), note) for note in [node.number, *node.notes] if node.notes]
        others = {node.number, node.slope, *node.notes}
        for (left, top, width, height), shown in within:
            inside = {
                one
                for one in others
                if left <= one.get_position()[0] <= left + width and top < one.get_position()[1] < top + height
            }
            assert inside == ({node.number, *node.notes} if height > 100 else {shown})


def test_what_is_still_to_come_is_grey_also_after_another_expression_was_shown():
    picture = ExpressionGraph()
    for steps in ((9,), (0, 3, 12)):
        for expression, step in product((NETWORK, TANH, ONE_WEIGHT, NETWORK, ONE_WEIGHT, TANH), steps):
            picture.update(expression=expression, step=step)
            coming = picture.walks[expression].coming
            visible = [artist for artist in coming.steps if artist.get_visible()]
            assert {artist for artist in visible if artist.get_color() == RULE} == {
                artist for artist in visible if coming.steps[artist] > step
            }


@pytest.mark.parametrize(("expression", "absent"), [(ONE_WEIGHT, {"w2"}), (TANH, {"w2", "b2", "h", "p2", "z2"})])
def test_what_is_not_in_an_expression_is_not_there_and_its_slider_does_nothing(expression, absent):
    picture = ExpressionGraph()
    picture.update(expression=expression)
    assert {name for name, node in picture.nodes.items() if not node.symbol.get_visible()} == absent
    sentences = {
        picture.update(expression=expression, **{name: value})
        for name in absent & {"w2", "b2"}
        for value in (-3.0, 1.0, 3.0)
    }
    assert len(sentences) == 1


def test_at_step_18_the_weight_that_is_used_twice_waits_and_at_20_it_has_both_reports():
    picture = ExpressionGraph()
    picture.update(expression=ONE_WEIGHT, step=18)
    assert {"p1", "p2"} <= shown(picture)[1].keys()
    assert "w1" not in shown(picture)[1]
    picture.update(expression=ONE_WEIGHT, step=20)
    assert "w1" in shown(picture)[1]


def test_in_a_shorter_walk_the_last_step_stays_the_last():
    picture = ExpressionGraph()
    assert "step 14 of 14" in picture.update(expression=TANH, step=LAST)
    assert picture.update(expression=TANH, step=LAST) == picture.update(expression=TANH, step=14)


def test_a_number_of_a_note_is_never_longer_than_its_place():
    picture, rng = ExpressionGraph(), np.random.default_rng(0)
    for _ in range(300):
        numbers = {name: rng.uniform(*picture.ranges[name][:2]) for name in GIVEN}
        picture.update(expression=NETWORK, **numbers)
        for node in picture.nodes.values():
            for part, note in zip(node.parts, node.notes, strict=True):
                assert len(part.get_text()) + len(note.get_text()) <= 7


# The order of the way back.


def reported_too_early(loss):
    """Go back in the order in which values are met, each as soon as its first report has come."""
    slopes, waiting = {loss: 1.0}, [loss]
    while waiting:
        value = waiting.pop()
        for part, local in value.made_of:
            if part not in slopes:
                waiting.append(part)
            slopes[part] = slopes.get(part, 0.0) + slopes[value] * local
    return slopes


def test_a_value_that_reports_too_early_passes_on_a_part_of_its_slope():
    a = Value(2.0)
    b = a * 3
    loss = b * 5 + b
    assert backward(loss)[a] == 18
    assert reported_too_early(loss)[a] in (3, 15)


def test_a_value_used_three_times_has_the_sum_of_its_reports():
    a = Value(3)
    assert [local for _, local in (a * a).made_of] == [3, 3]
    assert backward(a * a + a)[a] == 7


def test_two_ways_add_up_and_do_not_multiply():
    a = Value(1.7)
    assert backward(3 * a + 4 * a)[a] == 7


# What the page counts.


def digit():
    """Return the layers of chapter 11, the same in Values, and the loss of one digit."""
    layers, train = mlp.random_layers((64, 32, 10), np.random.default_rng(0)), data.digits().train
    values, h = tree_map(np.vectorize(Value), layers), np.vectorize(Value)(train.x[0])
    for W, b in values:
        sums = [sum((w * v for w, v in zip(W[:, i], h, strict=True)), b[i]) for i in range(len(b))]
        h = [autodiff.sigmoid(z) for z in sums]
    return layers, values, sum(autodiff.half_square(y - t) for y, t in zip(h, train.t[0], strict=True))


def forward_slopes(order, start, skip):
    """Return the slope of each value along one of them, going forward, and how many multiplications it took."""
    slopes, count = {value: 0.0 for value in order}, 0
    for value in order:
        slopes[value] = 1.0 if value is start else 0.0
        for part, local in value.made_of:
            if slopes[part] or not skip:
                slopes[value] += local * slopes[part]
                count += 1
    return slopes, count


def in_order(loss):
    """Return all values, each after its parts."""
    order, waiting = [], [(loss, False)]
    seen = set()
    while waiting:
        value, ready = waiting.pop()
        if ready:
            order.append(value)
        elif value not in seen:
            seen.add(value)
            waiting += [(value, True), *((part, False) for part, _ in value.made_of)]
    return order


def test_going_forward_takes_a_pass_for_each_weight_and_going_back_takes_one():
    layers, values, loss = digit()
    slopes, order = backward(loss), in_order(loss)
    links = sum(len(value.made_of) for value in slopes)
    weights = sum(W.size + b.size for W, b in layers)
    said = next(outputs(cell) for cell in PAGE.cells if cell.id == "count-links")
    (count, counted) = map(int, re.findall(r"\d+", said))
    assert count == weights == 64 * 32 + 32 + 32 * 10 + 10
    assert counted == links == 4 * (64 * 32 + 32 * 10) + 32 + 10 + 10 * (2 + 1 + 2)  # products and sums, σ, the loss
    assert f"{counted * count / 1e6:.0f}" == "23"
    for weight in (values[0].W[5, 7], values[0].b[3], values[1].W[2, 8], values[1].b[0]):
        found, all_links = forward_slopes(order, weight, skip=False)
        same, fewer = forward_slopes(order, weight, skip=True)
        assert found[loss] == pytest.approx(slopes[weight], abs=1e-15)
        assert same[loss] == found[loss]
        assert all_links == links
        assert fewer < links / 10


def test_with_one_weight_and_many_losses_one_pass_forward_is_enough():
    w = Value(0.3)
    losses = [autodiff.half_square(autodiff.sigmoid(w * x) - 0.5) for x in (0.5, 1.0, 1.5)]
    together = losses[0] * 1 + losses[1] * 1 + losses[2] * 1
    found, _ = forward_slopes(in_order(together), w, skip=False)
    assert [found[loss] for loss in losses] == pytest.approx([backward(loss)[w] for loss in losses])


def test_in_arrays_the_report_to_each_part_of_a_product_is_the_report_times_the_other_part():
    rng = np.random.default_rng(1)
    x, W, report = rng.normal(0, 1, (2, 3)), rng.normal(0, 1, (3, 4)), rng.normal(0, 1, (2, 4))
    xs, Ws = np.vectorize(Value)(x), np.vectorize(Value)(W)
    loss = sum(xs[i, k] * Ws[k, j] * report[i, j] for i in range(2) for j in range(4) for k in range(3))
    slopes = backward(loss)
    np.testing.assert_allclose(np.vectorize(slopes.get)(xs), report @ W.T)
    np.testing.assert_allclose(np.vectorize(slopes.get)(Ws), x.T @ report)


def test_every_corner_of_xor_reports_to_every_weight():
    assert independent_count_of_uses() == {4}


def independent_count_of_uses():
    """Return how often each weight of the first layer is used in the loss over the four corners."""
    weights = [[Value(1.0), Value(2.0)], [Value(1.0), Value(1.0)]]
    loss = Value(0.0)
    for corner in data.CORNERS.tolist():
        for unit in range(2):
            loss = loss + autodiff.sigmoid(sum(weights[i][unit] * corner[i] for i in range(2)))
    uses = autodiff.count_uses(loss)
    return {uses[weight] for row in weights for weight in row}


# The lines for PyTorch, which benchmarks/autodiff.py runs.


def test_the_lines_for_pytorch_are_chapter_7_s_network_and_print_its_slopes():
    text = "\n".join(prose(PAGE))
    (lines,) = re.findall(r"```python\n(import torch\n.*?)```", text, re.DOTALL)
    ast.parse(lines)
    numbers = [float(number) for number in re.findall(r"torch\.tensor\((.*?),", lines)]
    x, t = float(re.search(r"w1 \* ([\d.]+)", lines)[1]), float(re.search(r"y - ([\d.]+)", lines)[1])
    assert (numbers, x, t) == ([0.5, 0.1, 0.8, -0.2], 1.4, 0.98)
    printed = " ".join(f"{slope:.4f}" for slope in independent_gradient(numbers, x, t))
    assert f"It prints `{printed}`" in text
    # the same lines, with our Values in the place of PyTorch's tensors
    ours = lines.replace("import torch", "").replace(", dtype=torch.float64, requires_grad=True", "")
    ours = ours.replace("torch.tensor", "Value").replace("torch.", "autodiff.")
    ours = ours.replace("loss.backward()", "slopes = backward(loss)")
    names = {"Value": Value, "autodiff": autodiff, "backward": backward}
    exec(ours[: ours.index("print")], names)
    found = [names["slopes"][names[name]] for name in ("w1", "b1", "w2", "b2")]
    assert found == pytest.approx(independent_gradient(numbers, x, t))


def test_our_line_for_each_thing_of_pytorch_does_what_the_table_says():
    w1, b1, alpha = Value(0.5), Value(0.1), 2
    h = autodiff.sigmoid(w1 * 1.4 + b1)
    slopes = backward(autodiff.half_square(h - 0.98))
    moved = Value(w1.number - alpha * slopes[w1])  # no_grad: the step is no part of a loss
    assert moved.number == 0.5 - 2 * slopes[w1]
    assert w1 not in backward(moved * 3)
    cut = Value(h.number)  # detach: nothing flows back past it
    assert cut.number == h.number
    assert w1 not in backward(cut * h.number)
    assert w1 in backward(cut * h)


# Exercise 12.2.


@pytest.mark.parametrize("place", PLACES)
def test_the_exercise_s_slope_is_that_of_one_weight_for_both_neurons(place):
    w, b1, b2, x, t = (place[name] for name in ("w1", "b1", "b2", "x", "t"))
    values = run(ONE_WEIGHT, place)
    slope = exercise("12.2").lines(x, w, values["h"], values["y"], t)
    up, down = (independent_loss((w + nudge, b1, w + nudge, b2), x, t) for nudge in (1e-6, -1e-6))
    assert slope == pytest.approx((up - down) / 2e-6, rel=1e-6)
    params = two_layer.Params(w, b1, w, b2)
    chains = two_layer.backward(params, two_layer.forward(params, x), t)
    assert slope == pytest.approx(chains.w1 + chains.w2)
    assert activations.sigmoid(values["z1"]) == pytest.approx(values["h"])


@pytest.mark.parametrize("count", range(4, 9))
def test_the_exercise_s_graphs_use_values_twice_and_everything_goes_into_the_last(count):
    links = next(links for links, number in exercise("12.3").cases if number == count)
    slopes = exercise("12.3").lines(links, count)
    values = [Value(1.0) for _ in range(2)]
    for whole in range(2, count):
        values.append(sum(values[part] * local for made, part, local in links if made == whole))
    found = backward(values[-1])
    assert slopes == pytest.approx([found.get(value, 0.0) for value in values])
    assert [whole for whole, _, _ in links] == sorted(whole for whole, _, _ in links)


def test_the_program_multiplies_more_often_than_the_matrices_do():
    inputs, hidden, out = 64, 32, 10
    by_matrices = inputs * hidden + 2 * hidden * out + 3 * (hidden + out)  # W1; W2, and back through it; the bends
    in_sums, for_pixels = 2 * (inputs * hidden + hidden * out), inputs * hidden
    assert by_matrices < 9564 - in_sums  # even without those by 1
    assert in_sums + for_pixels < 9564
