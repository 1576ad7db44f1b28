"""Chapter 10: regions, hidden planes and sums of bends, against formulas of their own; what its exercises refuse."""

import numpy as np
import pytest

from helpers import data, mlp
from helpers.activations import identity, sigmoid, sigmoid_prime
from helpers.descent import train
from helpers.figures import DecisionRegion, HiddenPlanes, HiddenUnits
from helpers.figures.parts.region import CELLS
from helpers.live import svg
from helpers.practice import check
from helpers.practice.chapter_10 import final_loss, layer_backward

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
    picture = HiddenUnits({"wave": ((x, t), runs)})
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
    picture = HiddenUnits({"wave": (data.wave(), {1: run._replace(loss=[900.0] * len(run.loss))})})
    picture.update(hidden_units=1)
    assert picture.chart.walker.dots["loss"].get_ydata()[0] == picture.chart.axes.get_ylim()[1]
    assert "900" in picture.chart.title.get_text()


def test_an_update_writes_a_raster_small_enough_to_drag(xor):
    picture = HiddenPlanes(xor)
    picture.update(step=500)
    assert len(svg.moving(picture.figure, svg.moving_artists(picture.figure))) < 60_000


def wrong_layer(**changes):
    """Return a function as exercise 10.2 asks for, with some of its three arrays changed."""

    def changed(delta2, h, W2, z1):
        parts = dict(zip(("W", "b", "delta"), layer_backward(delta2, h, W2, z1), strict=True))
        return tuple((parts | {name: change(delta2, h, W2, z1) for name, change in changes.items()}).values())

    return changed


WRONG = [
    ("10.1", (0.0, -0.7), "the transpose"),
    ("10.1", (-0.4, 0.5), "The sign is turned"),
    ("10.1", (0.2, -0.6), "one output for each unit"),
    ("10.1", (0.2, -0.2), "each unit's first weight alone"),
    ("10.1", (0.2, 0.1), "the first output alone"),
    ("10.1", (-0.5, 0.4), "not in the order"),
    ("10.1", (0.4, 0.5), "Number 2 of your 2 is wrong. The sign is turned"),
    ("10.1", (3, 4), "(3, 4) is not it"),
    ("10.1", 0.4, "must be 2 numbers"),
    ("10.2", wrong_layer(W=lambda d, h, W, z: h.T @ d), "∂L/∂W2 is N times the right one"),
    ("10.2", wrong_layer(b=lambda d, h, W, z: d.sum(axis=0)), "∂L/∂b2 is N times the right one"),
    ("10.2", wrong_layer(b=lambda d, h, W, z: d.mean()), r"∂L/∂b2 must have the shape (1,), but yours has ()"),
    ("10.2", wrong_layer(W=lambda d, h, W, z: d.T @ h / len(h)), "∂L/∂W2 must have the shape (2, 1)"),
    ("10.2", wrong_layer(delta=lambda d, h, W, z: d @ W.T), "delta1 lacks the slope of σ"),
    ("10.2", wrong_layer(delta=lambda d, h, W, z: d @ W.T * sigmoid_prime(h)), "takes the slope of σ at h"),
    ("10.2", wrong_layer(delta=lambda d, h, W, z: -d @ W.T * sigmoid_prime(z)), "delta1 has its sign turned"),
    ("10.2", wrong_layer(delta=lambda d, h, W, z: d @ W * sigmoid_prime(z)), "your function stops with ValueError"),
    ("10.2", lambda delta2, h: h, "your function stops with TypeError"),
    ("10.2", lambda delta2, h, W2, z1: h, "must return three arrays"),
    ("10.2", 7, "must be a function"),
    ("10.3", 3, "With 3 the loss ends at 0.03"),
    ("10.3", 5, "5 do it, but fewer can"),
    ("10.3", 2.5, "There are no 2.5 units"),
    ("10.3", 0, "from 1 to 16 units"),
    ("10.3", True, "must be one number, but it is True"),
]


@pytest.mark.parametrize(("id", "answer"), [("10.1", (0.4, -0.5)), ("10.2", wrong_layer()), ("10.3", 4)])
def test_a_right_answer_is_right(id, answer):
    assert check(id, answer).startswith(f"Exercise {id}: right.")


def test_a_layer_that_returns_nothing_is_not_answered_yet():
    assert "is not answered yet" in check("10.2", lambda delta2, h, W2, z1: None)


def test_the_right_layer_is_that_of_mlp():
    x, t = XOR
    trace = mlp.forward(HAND, x, BOTH)
    first, second = mlp.backward(HAND, trace, t, BOTH)
    W, b, delta1 = layer_backward((trace.y - t) * trace.y * (1 - trace.y), trace.h[1], HAND[1].W, trace.z[0])
    np.testing.assert_allclose(W, second.W)
    np.testing.assert_allclose(b, second.b)
    np.testing.assert_allclose(x.T @ delta1 / 4, first.W)


def test_the_answer_does_not_hang_on_a_hair():
    assert final_loss(3) > 7 * 0.005
    assert final_loss(4) < 0.005 / 5
