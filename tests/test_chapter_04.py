"""Chapter 4: the numbers in its pictures are those of independent formulas, and wrong answers get their names."""

import re

import numpy as np
import pytest

from helpers.data import dose_table
from helpers.figures import ErrorShapes, LossAlong, Residuals
from helpers.live import svg
from helpers.look import number, signed
from tests.test_maths import independent_gradient, independent_loss, independent_output

TABLE = dose_table()
NAMES = ("w1", "b1", "w2", "b2")
ERRORS = {"plain": lambda y, t: y - t, "absolute": lambda y, t: abs(y - t), "half": lambda y, t: 0.5 * (y - t) ** 2}
RNG = np.random.default_rng(4)


def texts(picture):
    """Return the words that a picture shows, by name."""
    page = svg.moving(picture.figure, svg.moving_artists(picture.figure))
    return dict(re.findall(r"<text [^>]*data-name='([^']+)'[^>]*>([^<]*)</text>", page))


def box(patch):
    """Return left, lower, right and upper edge of a patch in pixels."""
    return patch.get_window_extent().extents


@pytest.mark.parametrize("params", [(0.5, 0.1, 0.8, -0.2), (8, 4, -8, 4), (0, 0, 0, 0), *RNG.uniform(-4, 4, (5, 4))])
def test_each_residual_is_one_side_of_a_true_square(params):
    picture = Residuals(TABLE)
    picture.update(*params)
    residuals = np.array([independent_output(params, x) for x in TABLE.x]) - TABLE.t
    for square, residual in zip(picture.squares, residuals, strict=True):
        left, lower, right, upper = box(square)
        assert right - left == pytest.approx(upper - lower)
        assert upper - lower == pytest.approx(137 * abs(residual))
    left, lower, right, upper = box(picture.means.square)
    assert right - left == pytest.approx(upper - lower)
    assert (right - left) ** 2 == pytest.approx(137**2 * np.mean(residuals**2))
    shown = texts(picture)
    assert shown["mse"] == number(np.mean(residuals**2))
    assert shown["plain"] == signed(np.mean(residuals))
    assert shown["absolute"] == number(np.mean(np.abs(residuals)))
    assert [shown[f"residual_{i}"] for i in range(1, 9)] == [
        f"{residual:+.3f}".replace("-", "−") for residual in residuals
    ]
    assert [shown[f"area_{i}"] for i in range(1, 9)] == [f"{residual**2:.4f}" for residual in residuals]


def test_no_square_leaves_the_frame():
    picture = Residuals(TABLE)
    frame = picture.figure.axes[1].get_window_extent()
    for params in ((8, 4, -8, 4), (8, -4, -8, 4), (8, 4, 8, 4), (8, 4, -8, -4)):
        picture.update(*params)
        for square in picture.squares:
            left, lower, right, upper = box(square)
            assert frame.x0 <= left <= right <= frame.x1
            assert frame.y0 <= lower <= upper <= frame.y1


@pytest.mark.parametrize(("y", "t"), [(0.59, 0.98), (0, 1), (1, 0), (0.7, 0.7)])
def test_the_slope_of_each_error_is_the_one_known_from_algebra(y, t):
    picture = ErrorShapes(ERRORS)
    picture.update(y, t)
    for place, slope in enumerate((1, np.sign(y - t), y - t)):
        assert texts(picture)[f"slope_{place}"] == f"slope {signed(slope)}"


def test_the_loss_along_each_weight_is_the_independent_loss():
    picture = LossAlong(TABLE)
    for params in RNG.uniform(-4, 4, (4, 4)):
        picture.update(*params)
        for i, name in enumerate(NAMES):
            values, losses = picture.panels[name][0].get_data()
            nudged = np.tile(params, (len(values), 1))
            nudged[:, i] = values
            np.testing.assert_allclose(losses, [independent_loss(row, *TABLE) for row in nudged])
            (low, high), (bottom, top) = (
                picture.panels[name][0].axes.get_xlim(),
                picture.panels[name][0].axes.get_ylim(),
            )
            assert (low, high) == (values[0], values[-1])
            assert bottom <= min(losses) <= max(losses) <= top


def test_the_tangents_have_autodiffs_slopes_and_one_length():
    picture = LossAlong(TABLE)
    for params in RNG.uniform(-4, 4, (4, 4)):
        picture.update(*params)
        slopes = independent_gradient(params, *TABLE)
        for i, name in enumerate(NAMES):
            tangent = picture.panels[name][1]
            (x0, x1), (y0, y1) = tangent.get_data()
            assert (y1 - y0) / (x1 - x0) == pytest.approx(slopes[i], abs=1e-8)
            ends = tangent.axes.transData.transform(tangent.get_xydata())
            assert np.hypot(*(ends[1] - ends[0])) == pytest.approx(120)
            words = texts(picture)[f"slope_{name}"]
            assert float(re.findall(r"= ([^,]+)", words)[0].replace("−", "-")) == pytest.approx(slopes[i], rel=0.06)
            assert words.endswith("the steepest") == (i == np.argmax(np.abs(slopes)))


def test_no_setting_has_a_loss_beyond_the_frame():
    worst = np.mean(0.5 * np.maximum(TABLE.t, 1 - TABLE.t) ** 2)
    assert worst < LossAlong(TABLE).panels["w1"][0].axes.get_ylim()[1]
