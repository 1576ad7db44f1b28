"""Chapter 10: regions, hidden planes and sums of bends, against formulas of their own; what its exercises refuse."""

import numpy as np
import pytest

from helpers import data, mlp
from helpers.activations import identity, sigmoid
from helpers.descent import train
from helpers.figures import DecisionRegion, HiddenPlanes, HiddenUnits
from helpers.figures.parts.region import CELLS
from helpers.live import svg
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
