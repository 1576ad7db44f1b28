"""The stage and the pictures: what the page is sent is what the controls say, and nothing is left behind."""

import asyncio
import io
import re

import ipywidgets as widgets
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets.widgets.widget import _instances
from matplotlib.patches import Circle, Polygon
from PIL import Image

from helpers import live, look, page
from helpers.data import dose_table
from helpers.figures import Backpropagation
from helpers.live import svg
from tests.test_maths import independent_gradient, independent_loss

TABLE = dose_table()


class Dot:
    """The smallest picture: a dot at (x, y), which cannot be drawn at x = 3."""

    @look.styled
    def __init__(self, **corner):
        self.presets = {"corner": corner} if corner else {}
        self.figure, axes = look.sheet(100, 50)
        (self.dot,) = axes.plot([0], [0], "o", color=look.FORWARD, animated=True, gid="dot")
        axes.plot([0, 100], [25, 25], color=look.RULE)

    def update(self, x=1.0, y=2.0, shown=True):
        if x == 3:
            raise ValueError("x must not be 3.")
        self.dot.set_data([x], [y])
        self.dot.set_visible(shown)
        return f"A dot at {x:g}, {y:g}."


@pytest.fixture
def stage():
    stage = live.explore(Dot(low={"x": 0, "y": 0}), x=(0, 10, 0.5), y=(0, 10, 0.5))
    yield stage
    stage.close()


def page_numbers(page):
    """Return the named texts of an SVG page as numbers."""
    found = re.findall(r"<text [^>]*data-name='([^']+)'[^>]*>([^<]*)</text>", page)
    return {name: float(text.split()[-1].replace("−", "-")) for name, text in found}


def test_numbers_on_the_backpropagation_picture_are_autodiffs():
    picture = Backpropagation(TABLE)
    artists = svg.moving_artists(picture.figure)
    rng = np.random.default_rng(7)
    for _ in range(20):
        *params, x = rng.uniform(-4, 4, 5)
        t = rng.uniform()
        picture.update(*params, x=x, t=t)
        shown = page_numbers(svg.moving(picture.figure, artists))
        names = ("w1", "b1", "w2", "b2")
        expected = dict(zip(names, params, strict=True)) | {"x": x, "t": t, "L": independent_loss(params, x, t)}
        for name, slope in zip(names, independent_gradient(params, x, t), strict=True):
            expected |= {f"dL_d{name}": slope, f"product_{name}": slope, f"nudged_{name}": slope}
        expected["mean_loss"] = independent_loss(params, *TABLE)
        for name, value in expected.items():
            assert shown[name] == pytest.approx(value, rel=0.06 if abs(value) < 0.01 else 0.006, abs=1e-9), name


def test_bars_show_the_example_and_ticks_the_mean_of_the_table():
    picture = Backpropagation(TABLE)
    picture.update()
    params = (0.5, 0.1, 0.8, -0.2)
    example, mean = independent_gradient(params, 1.4, 0.98), independent_gradient(params, *TABLE)
    widths = [picture.chains.bars[name].get_width() for name in ("w1", "b1", "w2", "b2")]
    ticks = [picture.chains.means[name].get_xdata()[0] - 731 for name in ("w1", "b1", "w2", "b2")]
    np.testing.assert_allclose(widths, example * 50 / 0.15)
    np.testing.assert_allclose(ticks, mean * 50 / 0.15, atol=1e-9)


def test_the_page_gets_what_the_controls_say(stage):
    stage.controls["x"].value = 7.5
    assert "cx='7.5' cy='2'" in stage.moving.value
    assert stage.sentence == "A dot at 7.5, 2."
    assert stage.sentence in stage.caption.value


def test_start_values_are_the_defaults_of_update_and_come_back(stage):
    assert stage.values == {"x": 1.0, "y": 2.0}
    stage.set(x=8, y=9)
    button = next(w for w in stage.widget.children[0].children if isinstance(w, widgets.Button))
    button.click()
    assert stage.values == {"x": 1.0, "y": 2.0}
    assert "cx='1' cy='2'" in stage.moving.value


def test_start_values_come_back_even_before_a_dragged_slider_rests(stage):
    slider = next(w for w in stage.widget.children[0].children[0].children if isinstance(w, widgets.FloatSlider))

    async def drag_and_reset():
        slider.value = 7.5
        stage.set(**stage.start)

    asyncio.run(drag_and_reset())
    assert stage.values["x"] == slider.value == stage.controls["x"].value == 1.0


def test_a_slider_that_rests_is_not_set_back_to_the_rounded_value(stage):
    slider = next(w for w in stage.widget.children[0].children[0].children if isinstance(w, widgets.FloatSlider))
    slider.value = 7.500000000000001
    assert stage.values["x"] == stage.controls["x"].value == 7.5
    assert slider.value == 7.500000000000001
    stage.controls["x"].value = 7.3
    assert (stage.values["x"], slider.value) == (7.3, 7.5)


def test_a_preset_that_fits_the_start_values_is_chosen_from_the_start():
    stage = live.explore(Dot(low={"x": 0}, one={"x": 1, "y": 2}), x=(0, 10), y=(0, 10))
    assert stage.choices["corner"].value == "one"
    assert stage.values == {"x": 1.0, "y": 2.0}
    stage.close()


def test_a_preset_sets_several_controls_and_lets_go(stage):
    choice = stage.choices["corner"]
    assert choice.value == live.stage.FREE
    choice.value = "low"
    assert stage.values == {"x": 0, "y": 0}
    assert "cx='0' cy='0'" in stage.moving.value
    stage.controls["x"].value = 2
    assert choice.value == live.stage.FREE
    stage.set(x=0)
    assert choice.value == "low"


def test_an_update_that_fails_says_why_and_the_next_one_draws_again(stage):
    stage.controls["x"].value = 3
    assert "x must not be 3." in stage.moving.value
    assert 'role="alert"' in stage.moving.value
    stage.controls["x"].value = 4
    assert "cx='4'" in stage.moving.value


def test_the_sentence_is_set_once_the_slider_rests(stage, monkeypatch):
    monkeypatch.setattr(live.stage, "REST", 0.05)

    async def drag():
        seen = []
        stage.caption.observe(lambda change: seen.append(change.new), "value")
        for x in (4, 5, 6):
            stage.controls["x"].value = x
            await asyncio.sleep(0.01)
        assert not seen
        await asyncio.sleep(0.2)
        return seen

    (sentence,) = asyncio.run(drag())
    assert "A dot at 6, 2." in sentence


def test_a_picture_is_shown_live_as_a_still_and_as_a_sentence(stage):
    data, metadata = stage._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == stage.widget.model_id
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"] == metadata["image/png"]["alt"] == "A dot at 1, 2."


def test_a_still_has_its_sentence_below(stage):
    def dots(words):
        return np.asarray(Image.open(io.BytesIO(svg.png(stage.picture.figure, words))))

    height = 2 * int(stage.picture.figure.bbox.height)
    one, other, longer = dots("A dot."), dots("A tod."), dots("A dot. And one more.")
    assert (one[:height] == other[:height]).all()
    assert (one[height:] != other[height:]).any()
    assert len(longer) > len(one) > height


def test_the_same_picture_gives_the_same_still():
    assert svg.png(Dot().figure, "A dot.") == svg.png(Dot().figure, "A dot.")


def test_closing_leaves_no_widget_behind():
    before = set(_instances)
    live.explore(Dot(low={"x": 0}), x=(0, 10), y=[1.0, 2.0], shown=True).close()
    assert set(_instances) == before


def test_a_cell_that_runs_again_closes_the_picture_that_it_showed_before(monkeypatch):
    class Shell(InteractiveShell):
        message = {}

        def get_parent(self):
            return self.message

    monkeypatch.setattr(page, "_shown", {})
    monkeypatch.setattr(page, "get_ipython", lambda: Shell.instance())

    def run(cell, message):
        Shell.message = {"header": {"msg_id": message}, "metadata": {"cellId": cell}}
        return live.explore(Dot(), x=(0, 10))

    first, neighbour = run("a", "1"), run("a", "1")
    widgets = [old.widget for old in (first, neighbour)]
    other, again = run("b", "2"), run("a", "3")
    assert live.stages() == [other, again]
    assert not any(widget.comm for widget in widgets)
    assert not vars(first), "IPython's Out[...] holds it, and so would hold its picture"
    assert all(stage.widget.comm for stage in (other, again))
    for stage in (other, again):
        stage.close()


def test_ids_differ_between_pictures():
    @look.styled
    def still(salt):
        figure, _ = look.sheet(100, 50)
        figure.add_axes((0.2, 0.2, 0.7, 0.7)).plot([0, 9], [0, 9], "o")
        return svg.still(figure, salt)

    ids = [set(re.findall(r' id="([^"]+)"', still(salt))) for salt in ("one", "two")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_every_colour_of_the_page_is_a_role():
    picture = Backpropagation(TABLE)
    drawn = svg.still(picture.figure, "a") + svg.moving(picture.figure, svg.moving_artists(picture.figure))
    style, body = re.fullmatch(r"(<style>.*</style>)(.*)", drawn, re.DOTALL).groups()
    assert f":root{{--ink:{look.INK};" in style
    assert "var(--forward)" in body
    assert not re.findall(r"#[0-9a-f]{3,6}\b", body)


def test_the_page_is_not_told_what_its_own_slider_said(stage):
    row = stage.widget.children[0].children[0]
    for control, value, echoed in ((row.children[0], "3", True), (row.children[1], 3.0, False)):  # a box, its slider
        sent = []
        control._send = lambda message, buffers=None, sent=sent: sent.append(message["method"])
        control.set_state({"value": value})
        assert ("echo_update" in sent) is echoed


@look.styled
def test_lines_patches_and_texts_are_written_where_matplotlib_puts_them():
    figure, axes = look.sheet(200, 100)
    axes.plot([10, 50], [20, 60], color=look.BACKWARD, linestyle="--", animated=True)
    axes.plot([30], [40], "s", color=look.TARGET, markersize=10, animated=True)
    axes.plot([60, 70], [30, 40], "o", color=look.DATA, markersize=8, markeredgewidth=0, animated=True)
    axes.plot([80], [30], "o", color="none", markersize=8, markeredgecolor=look.DATA, animated=True)
    axes.add_patch(Polygon([(0, 0), (10, 0), (10, 10)], fc=look.LOSS, lw=0, animated=True))
    axes.text(100, 50, "a < b", ha="right", va="baseline", color=look.INK, animated=True, alpha=0.5)
    drawn = svg.moving(figure, svg.moving_artists(figure))
    assert "d='M10 20l40 40'" in drawn
    assert "stroke-dasharray='5 3'" in drawn
    assert "M25 45L35 45 35 35 25 35Z" in drawn
    assert "<path d='M60 30h0M70 40h0' stroke='var(--data)' stroke-width='8'/>" in drawn, "dots: lines with round ends"
    assert "stroke-linecap='round'" in drawn.partition("<path")[0]
    assert "<circle cx='80' cy='30' r='4'/>" in drawn
    assert "M0 0L10 0 10 10" in drawn
    assert re.search(r"<text x='100' y='50'[^>]* text-anchor='end' opacity='0.5'>a &lt; b</text>", drawn)


def furthest_from_the_drawn(points):
    """Return how far a point lies from the line that the page draws through them, in pixels, and the drawn points."""
    start, steps = re.fullmatch(r"M([^l]*)l(.*)", svg._polyline(points.copy())).groups()
    path = np.cumsum(np.array(f"{start} {steps}".split(), float).reshape(-1, 2), axis=0)
    from_start, along = points[:, np.newaxis] - path[:-1], np.diff(path, axis=0)
    share = np.clip((from_start * along).sum(axis=2) / np.maximum((along**2).sum(axis=1), 1e-12), 0, 1)
    return np.linalg.norm(from_start - share[..., np.newaxis] * along, axis=2).min(axis=1).max(), len(path)


@pytest.mark.parametrize("slope", [0.1, 3])
def test_a_curve_passes_every_point_that_is_left_out(slope):
    x = np.linspace(0, 300, 401)
    distance, drawn = furthest_from_the_drawn(np.column_stack([x, 100 / (1 + np.exp(-slope * (x - 150)))]))
    assert distance < 0.18, "a tenth of a pixel, and its coordinates are rounded to tenths"
    assert drawn < 50
    rng = np.random.default_rng(0)
    for size in (0.05, 0.3, 1, 5):  # lines that turn anywhere
        for _ in range(30):
            assert furthest_from_the_drawn(size * rng.normal(size=(30, 2)).cumsum(axis=0))[0] < 0.18


@look.styled
def test_what_is_drawn_in_axes_is_cut_off_at_their_edge():
    figure, _ = look.sheet(200, 100)
    axes = figure.add_axes((0.25, 0.2, 0.5, 0.6), xlim=(0, 1), ylim=(0, 1))
    for height in (0.4, 0.5):
        axes.plot([-1, 2], [height, height], animated=True)
    drawn = svg.moving(figure, svg.moving_artists(figure))
    assert re.search(r"<svg x='50' y='20' width='100' height='60'[^>]*>(<path [^>]*/>){2}</svg>", drawn)


@look.styled
def test_any_other_kind_of_artist_is_written_by_matplotlib():
    figure, axes = look.sheet(200, 100)
    axes.add_patch(Circle((50, 50), 10, animated=True, fc=look.LOSS))
    axes.scatter([10, 20], [30, 40], color=look.FORWARD, animated=True)
    drawn = svg.moving(figure, svg.moving_artists(figure))
    assert "C" in drawn
    assert drawn.count("<use") == 2
    assert "var(--forward)" in drawn


@pytest.mark.parametrize(
    ("arguments", "named"),
    [({"z": (0, 1)}, "z"), ({"x": object()}, "x"), ({"presets": {"a": {"b": {"y": 0}}}}, "presets")],
)
def test_a_range_that_fits_no_value_is_refused(arguments, named):
    with pytest.raises((TypeError, ValueError), match=named):
        live.explore(Dot(), **arguments)


def test_what_is_no_picture_is_refused():
    with pytest.raises(TypeError, match="picture"):
        live.explore("a picture")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.38551, "0.386"), (-12.04, "−12.0"), (0.0, "0.00"), (-0.0, "0.00"), (0.00012, "1.2e−4"), (1234.0, "1.2e3"),
        (999.7, "1.0e3"), (0.001, "1.0e−3"), (0.01, "0.0100"), (100.0, "100"), (-1.2e-12, "−1e−12"), (1.2e-9, "1.2e−9"),
    ],
)  # fmt: skip
def test_numbers_have_three_digits_and_a_true_minus_sign(value, text):
    assert look.number(value) == text


def test_gradients_always_have_their_sign():
    assert (look.signed(0.25), look.signed(-0.25), look.signed(0.0)) == ("+0.250", "−0.250", "+0.00")


def test_names_are_written_as_the_notes_write_them():
    assert (look.subscripted("w1"), look.subscripted("learning_rate"), look.subscripted("x")) == (
        "w₁",
        "learning rate",
        "x",
    )
