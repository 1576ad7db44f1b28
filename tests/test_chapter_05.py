"""Chapter 5: its pictures' numbers are those of independent formulas, and wrong answers get their names."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from helpers import descent, look, two_layer
from helpers.data import dose_table
from helpers.figures import LossMap, OneStep, Race
from helpers.figures.loss_map import BANDS, CELLS, LEVELS
from helpers.figures.race import GAP
from helpers.live import svg
from helpers.look import number, signed
from tests.test_maths import independent_gradient, independent_loss

TABLE = dose_table()
START = two_layer.Params(0.5, 0.1, 0.8, -0.2)
CURVATURE = np.mean(TABLE.x**2)
BEST = np.mean(TABLE.x * (TABLE.t - 0.5)) / CURVATURE  # where the loss of w·x + 0.5 is lowest


def page(picture):
    """Return the moving part of a picture as SVG."""
    return svg.moving(picture.figure, svg.moving_artists(picture.figure))


def texts(picture):
    """Return the words that a picture shows, by name."""
    return dict(re.findall(r"<text [^>]*data-name='([^']+)'[^>]*>([^<]*)</text>", page(picture)))


def raster(text):
    """Return the pixels of the image named map on an SVG page, the uppermost row first, from 0 to 1."""
    (data,) = re.findall(r"href='data:image/png;base64,([^']+)' data-name='map'", text)
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA")) / 255


@pytest.mark.parametrize("learning_rate", [0.01, 0.3, 1.0, 1.16, 1.18, 1.6])
@pytest.mark.parametrize("start", [-1.2, -0.4, 1.7])
def test_each_step_multiplies_the_distance_to_the_bottom(learning_rate, start):
    picture = OneStep(TABLE)
    for step in range(10):
        picture.update(learning_rate, start, step)
        w = BEST + (1 - learning_rate * CURVATURE) ** step * (start - BEST)
        after = BEST + (1 - learning_rate * CURVATURE) * (w - BEST)
        shown = texts(picture)
        assert shown["w"] == number(w)
        assert shown["slope"] == signed(CURVATURE * (w - BEST))
        assert shown["move"] == signed(after - w)
        assert shown["after"] == f"=  {number(after)}"
        assert ("off the chart" in shown.get("beyond", "")) == (not -1.3 <= w <= 1.8)


def test_the_arrow_points_where_w_goes_and_ends_within_the_chart():
    picture = OneStep(TABLE)
    for start, marker in ((-0.4, ">"), (1.0, "<")):
        picture.update(1.5, start)
        assert picture.move.get_marker() == marker
    picture.update(1.6, step=5)
    assert picture.move.get_xdata().tolist() == [-1.3, 1.8] or picture.move.get_xdata().tolist() == [1.8, -1.3]


@pytest.fixture(scope="module")
def race():
    def gradient(params):
        return two_layer.Params(*independent_gradient(params, *TABLE))

    def loss(params):
        return independent_loss(params, *TABLE)

    return Race(TABLE, {rate: descent.train(START, loss, gradient, rate, 100) for rate in (0.001, 1, 2, 20, 1000)})


def test_the_race_ends_with_the_measured_cases(race):
    race.update(step=100)
    ends = {"0.001": "0.1011", "1": "0.0320", "2": "0.0122", "20": "0.0014", "1000": "0.2769"}
    assert {name: label.get_text() for name, label in race.labels.items()} == {
        name: f"α = {name}:  {loss}" for name, loss in ends.items()
    }


def test_the_lines_of_the_race_end_at_the_step_where_the_labels_say_they_are(race):
    race.update(step=10)
    for name, line in race.lines.items():
        steps, losses = line.get_data()
        assert list(steps) == list(range(11))
        params = race.histories[name].params[10]
        assert losses[-1] == pytest.approx(2 * independent_loss(params, *TABLE))
        assert race.labels[name].get_text().endswith(f"{losses[-1]:.4f}")


@pytest.mark.parametrize("step", [0, 1, 3, 20, 100])
def test_the_labels_of_the_race_stand_apart_in_the_order_of_the_losses(race, step):
    race.update(step)
    heights = {name: label.get_position()[1] for name, label in race.labels.items()}
    assert np.diff(sorted(heights.values())).min() >= GAP - 1e-9
    losses = [race.mse[name][step] for name in sorted(heights, key=heights.get)]
    assert losses == sorted(losses, reverse=True)


@pytest.mark.parametrize("b1, b2", [(0.1, -0.2), (0.0, -2.0), (-4.0, 4.0)])
def test_the_map_shows_the_loss_of_each_pair_of_weights_in_its_place(b1, b2):
    picture = LossMap(TABLE)
    picture.update(b1, b2)
    pixels = raster(page(picture))
    assert pixels.shape == (CELLS, CELLS, 4)
    for row, column in ((0, 0), (3, 120), (60, 70), (131, 5), (90, 131)):
        w1, w2 = -8 + (column + 0.5) * 16 / CELLS, 8 - (row + 0.5) * 16 / CELLS
        mse = 2 * independent_loss((w1, b1, w2, b2), *TABLE)
        band = np.searchsorted(LEVELS, mse, side="right")
        assert pixels[row, column, 3] == pytest.approx(BANDS.colors[band][3], abs=0.005)  # of 255 shades


@pytest.mark.parametrize("learning_rate", [1, 20])
def test_the_path_is_descent_along_two_weights_only(learning_rate):
    picture = LossMap(TABLE)
    picture.update(0.1, -2.0, -2.0, -2.0, learning_rate)
    w1 = w2 = -2.0
    for point in picture.path.get_xydata():
        assert point == pytest.approx((w1, w2), abs=1e-9)
        slopes = independent_gradient((w1, 0.1, w2, -2.0), *TABLE)
        w1, w2 = w1 - learning_rate * slopes[0], w2 - learning_rate * slopes[2]


def test_a_path_off_the_map_says_so_and_an_update_stays_small():
    picture = LossMap(TABLE)
    assert "off the map at step 1." in picture.update(4, 4, 8, 8, 100)
    assert "leaves" not in picture.update()
    assert len(page(picture)) < 60_000


@look.styled
@pytest.mark.parametrize("origin", ["upper", "lower"])
@pytest.mark.parametrize("interpolation", ["nearest", "bilinear"])
def test_a_raster_is_written_as_its_own_few_pixels_over_its_extent(origin, interpolation):
    figure, _ = look.sheet(200, 100)
    axes = figure.add_axes((0.25, 0.2, 0.5, 0.6), xlim=(0, 10), ylim=(0, 10))
    shades = np.array([[0.0, 0.2, 0.4], [0.6, 0.8, 1.0]])
    style = {"origin": origin, "interpolation": interpolation, "aspect": "auto", "animated": True, "gid": "map"}
    axes.imshow(shades, "gray", vmin=0, vmax=1, extent=(0, 10, 0, 5), **style)
    axes.set(xlim=(0, 10), ylim=(0, 10))
    text = svg.moving(figure, svg.moving_artists(figure))
    assert "<image x='50' y='50' width='100' height='30'" in text
    assert ("image-rendering:pixelated" in text) == (interpolation == "nearest")
    seen = shades if origin == "upper" else shades[::-1]
    np.testing.assert_allclose(raster(text)[..., 0], seen, atol=0.005)


def slope(f, w, nudge=0.00001):
    return (f(w + nudge) - f(w)) / nudge  # to one side only: good enough for this exercise


def calling_itself(f, w, learning_rate, steps):
    return w if steps == 0 else calling_itself(f, w - learning_rate * slope(f, w), learning_rate, steps - 1)
