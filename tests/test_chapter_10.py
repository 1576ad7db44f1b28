"""Chapter 10: regions, hidden planes and sums of bends, against formulas of their own; what its exercises refuse."""

import numpy as np
import pytest

from helpers import data, mlp
from helpers.activations import identity, sigmoid
from helpers.descent import train
from helpers.figures import DecisionRegion, HiddenPlanes, HiddenUnits, ManyNeurons
from helpers.figures.parts.region import CELLS
from helpers.live import svg
from helpers.look import number, signed
from helpers.practice.chapter_10 import final_loss, way_back

BOTH, BEND = (sigmoid, sigmoid), (sigmoid, identity)
XOR = data.gate("XOR").x, data.gate("XOR").t[:, None]
HAND = [
    mlp.Layer(np.array([[1.0, 2.0], [1.0, 1.0]]), np.array([-1.0, -1.0])),
    mlp.Layer(np.array([[2.0], [-1.0]]), np.array([-0.5])),
]


def trained(layers, examples, activations, learning_rate, steps):
    x, t = examples

    def loss(layers):
        return mlp.loss(mlp.forward(layers, x, activations).y, t)

    def gradient(layers):
        return mlp.backward(layers, mlp.forward(layers, x, activations), t, activations)

    return train(layers, loss, gradient, learning_rate, steps, keep_every=steps // 20)


def outputs(layers, x, last=True):
    """Return (h, y) of two layers for the rows of x, one number after another."""
    (W1, b1), (W2, b2) = layers
    h = np.array([[1 / (1 + np.exp(-sum(x[i] * W1[i, j] for i in range(len(x))) - b1[j])) for j in range(len(b1))]
                  for x in x])  # fmt: skip
    z2 = np.array([sum(row[j] * W2[j, 0] for j in range(len(row))) + b2[0] for row in h])
    return h, 1 / (1 + np.exp(-z2)) if last else z2


@pytest.fixture(scope="module")
def xor():
    return trained(HAND, XOR, BOTH, 5, 500)


@pytest.mark.parametrize("step", [0, 100, 500])
def test_the_two_planes_show_the_corners_the_outputs_and_the_lines(xor, step):
    picture = HiddenPlanes(xor)
    sentence = picture.update(step=step)
    layers = xor.params[xor.steps.index(step)]
    h, y = outputs(layers, XOR[0])
    np.testing.assert_allclose(np.transpose(picture.corners.rings.get_data()), h)
    assert [words.get_text() for words in picture.outputs] == [f"y {value:.2f}" for value in y]
    for (W, b), region in zip(layers, (picture.inputs, picture.hidden), strict=True):
        for j, line in enumerate(region.lines):
            ends = np.transpose(line.get_data())
            assert ends.shape == (2, 2)
            np.testing.assert_allclose(ends @ W[:, j] + b[j], 0, atol=1e-9)
    wide = outputs(layers, picture.inputs.x[::500])[1]
    np.testing.assert_allclose(picture.inputs.image.get_array().ravel()[::500], wide)
    assert f"After {step} steps" in sentence
    assert all(f"{value:.2f} at" in sentence for value in y)


def test_the_left_plane_cannot_be_cut_by_one_line_and_the_right_one_is(xor):
    layers = xor.params[-1]
    h, y = outputs(layers, XOR[0])
    side = h @ layers[1].W[:, 0] + layers[1].b[0] > 0
    assert (side == (XOR[1][:, 0] == 1)).all()
    assert (np.round(h) == [[0, 0], [1, 0], [1, 0], [1, 1]]).all()  # OR and AND, as the chapter says
    assert np.abs(y - XOR[1][:, 0]).max() < 0.07


def test_a_line_outside_the_frame_is_told():
    far = [mlp.Layer(HAND[0].W, np.array([-1.0, -50.0])), HAND[1]]
    picture = HiddenPlanes(trained(far, XOR, BOTH, 0.001, 20))
    picture.update(step=0)
    assert picture.title.get_text() == "the inputs; h₂ = ½ is outside"
    assert len(picture.inputs.lines[1].get_xdata()) == 0


def test_the_region_is_the_output_at_the_middle_of_each_cell():
    ring = data.ring(60, np.random.default_rng(0))
    runs = {n: trained(mlp.random_layers((2, n, 1), np.random.default_rng(1)), ring, BOTH, 2, 2000) for n in (1, 3)}
    picture = DecisionRegion(ring, runs)
    for n, wrong in ((1, 17), (3, 0)):
        sentence = picture.update(hidden_units=n, step=2000)
        layers = runs[n].params[-1]
        cells = picture.region.image.get_array()
        edges = np.linspace(-2.4, 2.4, CELLS + 1)
        for row, column in ((0, 0), (10, 60), (CELLS - 1, 3)):
            place = [[edges[column : column + 2].mean(), edges[row : row + 2].mean()]]
            assert cells[row, column] == pytest.approx(outputs(layers, np.array(place))[1][0])
        _, y = outputs(layers, ring.x)
        assert np.sum((y > 0.5) != (ring.t[:, 0] > 0.5)) == wrong
        assert f"{wrong} of 60 points" in sentence
        assert sum(len(line.get_xdata()) > 0 for line in picture.region.lines) == n


def test_the_bends_and_the_bias_add_up_to_the_curve():
    x, t = data.wave()
    start = [mlp.Layer(np.full((1, 3), 2.0), np.array([3.0, 0.0, -3.0])), mlp.Layer(np.zeros((3, 1)), np.zeros(1))]
    runs = {3: trained(start, (x, t), BEND, 0.2, 2000), 1: trained(one_bend(), (x, t), BEND, 0.2, 2000)}
    picture = HiddenUnits({"wave": (x, t)}, {"wave": runs})
    picture.update(data="wave", hidden_units=3, step=2000)
    shown = sum(line.get_ydata() for line in picture.parts) + picture.bias.get_ydata()[0]
    grid = picture.curve.get_xdata()
    np.testing.assert_allclose(picture.curve.get_ydata()[:, 0], shown)
    np.testing.assert_allclose(shown, outputs(runs[3].params[-1], grid, last=False)[1])
    assert runs[3].loss[-1] < 0.001 < 0.03 < runs[1].loss[-1]
    picture.update(data="wave", hidden_units=1, step=0)
    assert [len(line.get_xdata()) > 0 for line in picture.parts] == [True, False, False]


def one_bend():
    return [mlp.Layer(np.array([[2.0]]), np.zeros(1)), mlp.Layer(np.zeros((1, 1)), np.zeros(1))]


def test_a_loss_beyond_the_chart_stays_on_its_edge():
    run = trained(one_bend(), data.wave(), BEND, 0.2, 20)
    picture = HiddenUnits({"wave": data.wave()}, {"wave": {1: run._replace(loss=[900.0] * len(run.loss))}})
    picture.update(hidden_units=1)
    assert picture.chart.walker.dots["loss"].get_ydata()[0] == picture.chart.axes.get_ylim()[1]
    assert "900" in picture.chart.title.get_text()


def test_an_update_writes_a_raster_small_enough_to_drag(xor):
    picture = HiddenPlanes(xor)
    picture.update(step=500)
    assert len(svg.moving(picture.figure, svg.moving_artists(picture.figure))) < 60_000


def test_the_right_way_back_is_that_of_mlp_without_biases():
    rng = np.random.default_rng(2)
    layers = [mlp.Layer(rng.normal(0, 1, (3, 3)), np.zeros(3)) for _ in range(3)]
    x, t = rng.normal(0, 1, (4, 3)), rng.normal(0, 1, (4, 3))
    activations = (sigmoid, sigmoid, identity)
    trace = mlp.forward(layers, x, activations)
    for W, layer in zip(
        way_back([layer.W for layer in layers], trace.h, t),
        mlp.backward(layers, trace, t, activations),
        strict=True,
    ):
        np.testing.assert_allclose(W, layer.W)


def test_the_answer_does_not_hang_on_a_hair():
    assert final_loss(3) > 7 * 0.005
    assert final_loss(4) < 0.005 / 5


# The network of the page, walked: its numbers against sums and central differences of their own


TWO_OUTPUTS = [HAND[0], mlp.Layer(np.array([[2.0, 1.0], [-1.0, 3.0]]), np.array([-0.5, -2.0]))]
OPPOSITE = np.hstack([XOR[1], 1 - XOR[1]])
NETWORKS = [(HAND, XOR[1]), (TWO_OUTPUTS, OPPOSITE)]


def logistic(z):
    return 1 / (1 + np.exp(-z))


def slope(f, at, i, nudge=1e-6):
    up, down = (np.array(at, float) for _ in range(2))
    up[i] += nudge
    down[i] -= nudge
    return (f(up) - f(down)) / (2 * nudge)


def numbers_of(layers, x, t):
    """Return the numbers that each box should show, {(name, which): number}."""
    (W1, b1), (W2, b2) = layers
    z1 = [sum(x[k] * W1[k, i] for k in range(2)) + b1[i] for i in range(2)]
    h = logistic(np.array(z1))
    z2 = np.array([sum(h[i] * W2[i, k] for i in range(2)) + b2[k] for k in range(len(b2))])

    def of_y(y):
        return sum((y - t) ** 2) / 2

    def of_z2(z2):
        return of_y(logistic(z2))

    def of_h(h):
        return of_z2(h @ W2 + b2)

    def of_z1(z1):
        return of_h(logistic(z1))

    found = {}
    for i in range(2):
        found |= {("z₁", i): z1[i], ("h", i): h[i], ("δ₁", i): slope(of_z1, z1, i), ("∂L/∂h", i): slope(of_h, h, i)}
    for k in range(len(b2)):
        found |= {("z₂", k): z2[k], ("y", k): logistic(z2[k]), ("δ₂", k): slope(of_z2, z2, k)}
        found["∂L/∂y", k] = slope(of_y, logistic(z2), k)
    return found


def shown_by(picture):
    """Return what its boxes show, {(name, which): text}, where there is anything."""
    boxes = [*enumerate(picture.units), *enumerate(picture.outputs)]
    written = {(value.get_gid(), i): value.get_text() for i, unit in boxes for value in unit.values}
    return {key: text for key, text in written.items() if text}


@pytest.mark.parametrize(("layers", "t"), NETWORKS)
@pytest.mark.parametrize("example", [1, 2, 3, 4])
def test_the_walk_ends_with_every_number_right(layers, t, example):
    picture = ManyNeurons(layers, XOR[0], t)
    picture.update(example=example, step=len(picture.steps))
    truth = numbers_of(layers, XOR[0][example - 1], t[example - 1])
    shown = shown_by(picture)
    assert shown.keys() == truth.keys()
    for (name, i), text in shown.items():
        value = float(text.replace("−", "-"))
        assert value == pytest.approx(truth[name, i], rel=0.006, abs=1e-9)
        assert text == (signed if name in ("δ₁", "δ₂", "∂L/∂h", "∂L/∂y") else number)(value)


def test_each_step_adds_one_unit_s_numbers_in_the_order_of_the_passes():
    picture = ManyNeurons(TWO_OUTPUTS, XOR[0], OPPOSITE)
    before, order = set(), []
    for step in range(1, 9):
        picture.update(example=2, step=step)
        now = set(shown_by(picture))
        order.append(sorted(now - before))
        before = now
    assert order == [
        *[sorted([("z₁", i), ("h", i)]) for i in (0, 1)],
        *[sorted([("z₂", k), ("y", k)]) for k in (0, 1)],
        *[sorted([("δ₂", k), ("∂L/∂y", k)]) for k in (0, 1)],
        *[sorted([("δ₁", i), ("∂L/∂h", i)]) for i in (0, 1)],
    ]


def framed(picture):
    """Return the numbers of the matrices that stand in the frame, from top to bottom and left to right."""
    left, top, width, height = picture.read.get_bbox().bounds
    texts = [t for t in picture.figure.findobj(lambda artist: hasattr(artist, "get_text")) if not t.get_animated()]
    inside = [
        (y, x, t.get_text())
        for t in texts
        for x, y in [t.get_position()]
        if left < x < left + width and top < y < top + height
    ]
    return [float(text.replace("−", "-")) for _, _, text in sorted(inside)]


def test_a_unit_frames_its_column_going_forward_and_its_row_going_back():
    picture = ManyNeurons(TWO_OUTPUTS, XOR[0], OPPOSITE)
    (W1, b1), (W2, b2) = TWO_OUTPUTS
    columns = [[*W1[:, 0], b1[0]], [*W1[:, 1], b1[1]], [*W2[:, 0], b2[0]], [*W2[:, 1], b2[1]]]
    for step, numbers in [*enumerate(columns, 1), (7, W2[0]), (8, W2[1])]:
        picture.update(step=step)
        assert picture.read.get_visible()
        assert framed(picture) == list(numbers)
    for step in (5, 6):
        picture.update(step=step)
        assert not picture.read.get_visible()


def test_arrows_are_thick_where_the_numbers_come_from_and_fan_back_dashed():
    picture = ManyNeurons(TWO_OUTPUTS, XOR[0], OPPOSITE)

    def thick():
        links = {**picture.forward, "back": picture.backward}
        arrows = [(name, ends, arrow) for name, these in links.items() for ends, arrow in these.items()]
        return {(name, *ends) for name, ends, arrow in arrows if arrow.get_linewidth() == 3 and arrow.get_visible()}

    picture.update(step=2)
    assert thick() == {("h", 0, 1), ("h", 1, 1)}
    picture.update(step=7)
    assert thick() == {("back", 0, 0), ("back", 1, 0)}
    assert all(arrow.get_linestyle() == "--" for arrow in picture.backward.values())
    assert [arrow.get_visible() for arrow in picture.forward["y"].values()] == [False, False, True, True]
    assert [arrow.get_visible() for arrow in picture.backward.values()] == [True, False, True, False]


def test_the_sums_are_written_out_as_the_page_does_them():
    picture = ManyNeurons(HAND, *XOR)
    assert "z₁ = 1.00 · 2.00 + 0.00 · 1.00 + (−1.00) = 1.00. h = σ(1.00) = 0.731." in picture.update()
    assert "∂L/∂h = (−0.125) · 2.00 = −0.250. δ₁ = ∂L/∂h · h(1 − h) = −0.250 · 0.250 =" in picture.update(2, 5)
    both = ManyNeurons(TWO_OUTPUTS, XOR[0], OPPOSITE)
    assert "∂L/∂h = (−0.125) · 2.00 + 0.125 · 1.00 = −0.125." in both.update(2, 7)


# The ring


RING = data.ring(60, np.random.default_rng(0))


def run_on_ring(units, seed, steps):
    return trained(mlp.random_layers((2, units, 1), np.random.default_rng(seed)), RING, BOTH, 2, steps).params[-1]


def wrong_on_ring(layers):
    return int(np.sum((outputs(layers, RING.x)[1] > 0.5) != (RING.t[:, 0] > 0.5)))


def test_the_counts_of_the_page_are_those_of_numbers_worked_out_one_by_one():
    after_600 = [wrong_on_ring(run_on_ring(units, 1, 600)) for units in (1, 2, 3, 4, 8)]
    after_2000 = [wrong_on_ring(run_on_ring(units, 1, 2000)) for units in (1, 2, 3, 4, 8)]
    assert (after_600, after_2000) == ([19, 6, 1, 7, 0], [17, 5, 0, 0, 0])


def test_from_seed_0_three_units_have_one_point_wrong_after_2000_steps():
    assert wrong_on_ring(run_on_ring(3, 0, 2000)) == 1


def test_wrong_points_are_crossed_out_and_the_border_is_where_y_is_a_half():
    runs = {2: trained(mlp.random_layers((2, 2, 1), np.random.default_rng(1)), RING, BOTH, 2, 2000)}
    picture = DecisionRegion(RING, runs)
    for step in (600, 2000):
        picture.update(hidden_units=2, step=step)
        layers = runs[2].params[runs[2].steps.index(step)]
        missed = (outputs(layers, RING.x)[1] > 0.5) != (RING.t[:, 0] > 0.5)
        np.testing.assert_array_equal(np.transpose(picture.wrong.get_data()), RING.x[missed])
        border = picture.border.line.get_path().vertices
        assert len(border) > 50
        np.testing.assert_allclose(outputs(layers, border)[1], 0.5, atol=0.02)


def test_where_no_output_reaches_a_half_there_is_no_border():
    low = [mlp.Layer(np.ones((2, 1)), np.zeros(1)), mlp.Layer(np.ones((1, 1)), np.array([-9.0]))]
    picture = DecisionRegion(RING, {1: trained(low, RING, BOTH, 0.001, 20)})
    picture.update(hidden_units=1, step=0)
    assert len(picture.border.line.get_path().vertices) == 1


def test_one_line_leaves_a_point_of_the_ring_on_the_side_of_the_inside_and_so_do_two():
    inside, outside = (RING.x[RING.t[:, 0] == side] for side in (1, 0))
    rng = np.random.default_rng(4)
    for lines in (1, 2):
        for _ in range(3000):
            angles, distances = rng.uniform(0, 2 * np.pi, lines), rng.uniform(0, 2, lines)
            normals = np.stack([np.cos(angles), np.sin(angles)])
            within = [(points @ normals < distances).all(axis=1) for points in (inside, outside)]
            assert not within[0].all() or within[1].any()


# XOR from starts drawn at random


def losses_on_xor(units, seeds, steps=1500, learning_rate=5):
    """Return the losses of many runs at once, each from its own start; matrices stacked along the first axis."""
    starts = [mlp.random_layers((2, units, 1), np.random.default_rng(seed)) for seed in seeds]
    W1, b1, W2, b2 = (np.stack(parts) for parts in zip(*[(*a, *b) for a, b in starts], strict=True))
    (x, t), b1, b2 = XOR, b1[:, np.newaxis], b2[:, np.newaxis]
    for _ in range(steps + 1):
        h = logistic(x @ W1 + b1)
        y = logistic(h @ W2 + b2)
        delta2 = (y - t) * y * (1 - y) / 4
        delta1 = np.einsum("snk,suk->snu", delta2, W2) * h * (1 - h)
        losses = ((y - t) ** 2).sum(axis=(1, 2)) / 8
        W2 = W2 - learning_rate * np.einsum("snu,snk->suk", h, delta2)
        b2 = b2 - learning_rate * delta2.sum(axis=1, keepdims=True)
        W1 = W1 - learning_rate * np.einsum("ni,snu->siu", x, delta1)
        b1 = b1 - learning_rate * delta1.sum(axis=1, keepdims=True)
    return losses


def test_of_a_hundred_seeds_21_get_stuck_with_two_units_and_none_with_four():
    two, four = (losses_on_xor(units, range(100)) for units in (2, 4))
    assert [f"{loss:.4f}" for loss in two[[0, 6, 7]]] == ["0.0026", "0.0632", "0.0015"]
    assert (np.sum(two > 0.01), np.sum(four > 0.01)) == (21, 0)


def test_units_that_are_equal_stay_equal_from_any_equal_start():
    rng = np.random.default_rng(5)
    for w1, b1, w2, b2 in rng.uniform(-2, 2, (10, 4)):
        start = [mlp.Layer(np.full((2, 3), w1), np.full(3, b1)), mlp.Layer(np.full((3, 1), w2), np.array([b2]))]
        first, second = trained(start, XOR, BOTH, 5, 200).params[-1]
        np.testing.assert_allclose(first.W, first.W[:, :1] * np.ones(3), rtol=1e-9)
        np.testing.assert_allclose(second.W, second.W[:1] * np.ones((3, 1)), rtol=1e-9)


def test_two_units_that_say_the_same_are_one_with_twice_the_weight():
    rng = np.random.default_rng(6)
    for w1, w2, b1, u, b2 in rng.uniform(-3, 3, (20, 5)):
        column, bias = np.array([[w1], [w2]]), np.array([b1])
        twins = [mlp.Layer(np.hstack([column, column]), np.array([b1, b1])), mlp.Layer(np.array([[u], [u]]), [b2])]
        one = [mlp.Layer(column, bias), mlp.Layer(np.array([[2 * u]]), [b2])]
        np.testing.assert_allclose(outputs(twins, XOR[0])[1], outputs(one, XOR[0])[1])


# Sums of bends


def test_the_parts_are_named_at_their_ends_and_the_doses_stand_where_they_belong():
    dose = data.dose_table()
    sets = {"wave": data.wave(), "dose table": (dose.x[:, None], dose.t[:, None])}
    runs = {name: {1: trained(one_bend(), examples, BEND, 0.2, 200)} for name, examples in sets.items()}
    picture = HiddenUnits(sets, runs)
    picture.update(data="dose table", hidden_units=1, step=200)
    axes = picture.bias.axes
    ends = [picture.parts[0].get_ydata()[-1], np.ravel(picture.bias.get_ydata())[-1]]
    for shown, name, end in zip((picture.names[0], picture.names[-1]), ("1", "b₂"), ends, strict=True):
        x, y = axes.transData.transform((3, end))
        assert shown.get_text() == name
        assert shown.get_position()[0] > x
        assert 510 - shown.get_position()[1] == pytest.approx(y, abs=12)  # moved a little where two are close
    assert picture.axis.get_text() == "mg/l"
    for shown in picture.ticks:
        across = axes.transData.inverted().transform((shown.get_position()[0], 0))[0]
        assert data.dose_of_x(across) == pytest.approx(float(shown.get_text()))
    picture.update(data="wave", hidden_units=1, step=200)
    assert picture.axis.get_text() == "x"
    for shown in picture.ticks:
        across = axes.transData.inverted().transform((shown.get_position()[0], 0))[0]
        assert across == pytest.approx(float(shown.get_text().replace("−", "-")))


def test_no_name_of_a_corner_hangs_out_of_the_plane(xor):
    picture = HiddenPlanes(xor)
    for step in xor.steps:
        picture.update(step=step)
        for name in picture.corners.names:
            x, y = name.get_position()
            assert -0.15 + 0.11 < x < 1.15 - 0.11  # half its width: 24 of 296 pixels that are 1.3
            assert -0.15 + 0.03 < y < 1.15 - 0.03


@pytest.mark.parametrize("units", [1, 2, 3, 4, 8, 16])
def test_what_the_page_says_of_its_fits(units):
    dose = data.dose_table()
    ends = {
        "wave": {1: "0.03672", 2: "0.03151", 3: "0.00021", 4: "0.00001", 8: "0.00001", 16: "0.00002"},
        "doses": {1: "0.00042", 2: "0.00106", 3: "0.00034", 4: "0.00055", 8: "0.00044", 16: "0.00042"},
    }
    for name, (x, t) in {"wave": data.wave(), "doses": (dose.x[:, None], dose.t[:, None])}.items():
        middles = np.linspace(-3, 3, units + 2)[1:-1]
        w1, b1, w2, b2 = np.full(units, 2.0), -2 * middles, np.zeros(units), 0.0
        for _ in range(2000):  # a loop of its own, a formula a line
            h = logistic(x * w1 + b1)
            error = h @ w2 + b2 - t[:, 0]
            back = error[:, None] * w2 * h * (1 - h)
            w2, b2 = w2 - 0.2 * h.T @ error / len(x), b2 - 0.2 * error.mean()
            w1, b1 = w1 - 0.2 * (back * x).mean(axis=0), b1 - 0.2 * back.mean(axis=0)
        loss = np.mean((logistic(x * w1 + b1) @ w2 + b2 - t[:, 0]) ** 2) / 2
        assert f"{loss:.5f}" == ends[name][units]


def test_one_unit_without_an_activation_behind_it_never_turns():
    x = np.linspace(-20, 20, 2001)
    for w1, b1, w2, b2 in np.random.default_rng(7).uniform(-5, 5, (100, 4)):
        steps = np.diff(w2 * logistic(w1 * x + b1) + b2)
        assert (steps * np.sign(w1 * w2) >= -1e-14).all()


def test_the_border_is_written_alike_whenever_it_is_drawn():
    runs = {2: trained(mlp.random_layers((2, 2, 1), np.random.default_rng(1)), RING, BOTH, 2, 600)}
    picture = DecisionRegion(RING, runs)
    written = []
    for _ in range(2):
        picture.update(hidden_units=2, step=600)
        written.append(svg.moving(picture.figure, svg.moving_artists(picture.figure)))
        svg.still(picture.figure, "salt")
    assert written[0] == written[1]


def test_what_is_drawn_hangs_on_the_values_alone_and_not_on_those_before():
    runs = {units: trained(spread(units), data.wave(), BEND, 0.2, 100) for units in (1, 3, 8)}
    picture = HiddenUnits({"wave": data.wave()}, {"wave": runs})
    written = set()
    for before in (3, 8, 1):
        picture.update(data="wave", hidden_units=before, step=100)
        picture.update(data="wave", hidden_units=1, step=50)
        written.add(svg.moving(picture.figure, svg.moving_artists(picture.figure)))
    assert len(written) == 1


def spread(units):
    middles = np.linspace(-3, 3, units + 2)[1:-1]
    return [mlp.Layer(np.full((1, units), 2.0), -2 * middles), mlp.Layer(np.zeros((units, 1)), np.zeros(1))]


def trained_on(examples, layers, steps, activations=(sigmoid, identity)):
    loss, gradient = mlp.loss_and_gradient(examples.x, examples.t, activations)
    return train(layers, loss, gradient, 0.2, steps, keep_every=steps)


def bends(units):
    middles = np.linspace(-3, 3, units + 2)[1:-1]
    return [mlp.Layer(np.full((1, units), 2.0), -2 * middles), mlp.Layer(np.zeros((units, 1)), np.zeros(1))]


def test_two_units_can_fit_the_wave_in_twenty_thousand_steps_with_a_broad_fall_and_a_narrow_rise():
    run = trained_on(data.wave(), bends(2), 20_000)
    assert run.loss[-1] < 0.001
    (first, second), steep = run.params[-1][1].W[:, 0], np.abs(run.params[-1][0].W[0])
    signs = np.sign([first, second]) * np.sign(run.params[-1][0].W[0])
    assert sorted(signs) == [-1, 1]
    assert steep[signs == 1] > steep[signs == -1]


def test_units_that_differ_in_their_biases_alone_are_no_twins():
    W = trained_on(data.wave(), bends(2), 50).params[-1][1].W
    assert abs(W[0, 0] - W[1, 0]) > 0.01
