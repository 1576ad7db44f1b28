"""The look: every colour can be read on a light page and on a dark one, and none of them says anything alone.

What is asked for is WCAG 2.2's contrast: 4.5 to 1 for text, 3 to 1 for lines, points and frames.
"""

import os
import subprocess
import sys

import pytest
from matplotlib.colors import to_hex, to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from benchmarks.scenes import names, scene
from helpers.look import BACKWARD, ROLES, RULE

PAPERS = {"light": "#ffffff", "dark": "#111111"}  # JupyterLab's, on which a test in the browser finds the pictures
OF_TEXT, OF_LINES = 4.5, 3
BY_LIGHT = {role.light: role for role in ROLES}

# Where two roles have one shape: what else says which of them it is.
TOLD = {
    "04_loss/live-loss": {"patch": "each box has its letter in it"},
    "07_backpropagation/live": {"patch": "each box has its letter in it"},
    "03_two_layers/live-lines": {"line": "the lines of zero are level and upright"},
    "05_gradient_descent/picture": {"line": "the step is an arrow below the curve"},
    "06_chain_rule/picture-network": {"patch": "each box has its letter in it"},
    "08_training/vanishing": {"line": "each line ends at its name", "marker": "each point lies on its line"},
    "10_many_neurons/network": {"patch": "each box has its letter in it"},
    "12_autodiff/graph": {
        "patch": "each box has its name in it",
        "marker": "solid lines lead forward, dashed ones back",
    },
}


def brightness(colour):
    """Return a colour's relative luminance, as WCAG 2.2 defines it."""
    levels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgba(colour)[:3]]
    return sum(weight * level for weight, level in zip((0.2126, 0.7152, 0.0722), levels, strict=True))


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(colour):
    """Return the contrast of a colour of the light column, which may let the page through, with the worse page."""
    *_, alpha = to_rgba(colour)
    role, worst = BY_LIGHT[to_hex(colour)], []
    for theme, paper in PAPERS.items():
        mixed = [
            alpha * c + (1 - alpha) * p for c, p in zip(to_rgba(getattr(role, theme)), to_rgba(paper), strict=True)
        ]
        worst.append(contrast(mixed[:3], paper))
    return min(worst)


def paints(artist):
    """Yield what can be read of an artist: (what it is, its colour with its alpha, the contrast that is asked for)."""
    alpha = artist.get_alpha()
    if isinstance(artist, Text) and artist.get_text().strip():
        yield "text", to_rgba(artist.get_color(), alpha), OF_TEXT
    elif isinstance(artist, Line2D):
        if artist.get_linestyle() != "None":
            yield "line", to_rgba(artist.get_color(), alpha), OF_LINES
        if artist.get_marker() not in ("None", "", None):
            ring = artist.get_markeredgewidth() > 0
            colour = artist.get_markeredgecolor() if ring else artist.get_markerfacecolor()
            yield "marker", to_rgba(colour, alpha), OF_LINES
    elif isinstance(artist, Patch):
        framed = artist.get_linewidth() > 0 and artist.get_edgecolor()[3] > 0
        yield "patch", artist.get_edgecolor() if framed else artist.get_facecolor(), OF_LINES


def decorates(what, colour):
    """Whether nothing is lost where a faint paint is not seen.

    A grid line repeats what ticks and numbers say; a tint lies under what has a line or numbers of its own.
    """
    *_, alpha = colour
    return (what == "line" and to_hex(colour) == RULE and alpha < 1) or (what == "patch" and alpha <= 0.2)


def faint(figure):
    """Return what of a figure cannot be read on both pages, in sentences."""
    found = []
    for artist in figure.findobj(lambda artist: artist.get_visible()):
        for what, colour, asked in paints(artist):
            if colour[3] > 0 and not decorates(what, colour) and least_contrast(colour) < asked:
                found.append(f"{what} {artist.get_gid() or ''} in {to_hex(colour, keep_alpha=True)}")
    return found


def settings(stage):
    """Return the start values, and with each of the other choices that a stage offers."""
    choices = {name: control.options for name, control in stage.controls.items() if hasattr(control, "options")}
    return [stage.start, *(stage.start | {name: _value(o)} for name, options in choices.items() for o in options)]


def _value(option):
    return option[1] if isinstance(option, tuple) else option  # of (label, value)


def lookalikes(figure):
    """Return the kinds of lines, points and frames that differ in nothing but their colour, within one pair of axes."""
    found = set()
    for axes in figure.axes:
        roles = {}
        for artist in axes.get_children():
            if artist.get_visible() and isinstance(artist, Line2D | Patch) and artist is not axes.patch:
                for what, colour, _ in filter(lambda paint: paint[1][3] > 0, paints(artist)):
                    roles.setdefault((what, *_shape(what, artist)), set()).add(to_hex(colour))
        found |= {what for (what, *_), colours in roles.items() if len(colours) > 1}
    return found


def _shape(what, artist):
    if what == "marker":
        hollow = to_rgba(artist.get_markerfacecolor())[3] == 0
        return artist.get_marker(), artist.get_markersize(), hollow
    return type(artist), artist.get_linewidth(), artist.get_linestyle()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_a_role_can_be_read_as_text_on_both_pages(role):
    assert contrast(role.light, PAPERS["light"]) >= OF_TEXT
    assert contrast(role.dark, PAPERS["dark"]) >= OF_TEXT


def test_contrast_is_wcags():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the known grey that just fails
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)  # and the one that just passes


@pytest.mark.parametrize("name", names())
def test_no_line_or_point_is_told_by_its_colour_alone(name):
    stage = scene(name).stage()
    figure = stage.picture.figure
    stage.close()
    assert lookalikes(figure) == TOLD.get(name, {}).keys()
    drawn = figure.findobj(lambda artist: isinstance(artist, Line2D) and to_hex(artist.get_color()) == BACKWARD)
    assert not [line for line in drawn if line.get_linestyle() == "-"], "what flows back is dashed"


@pytest.mark.parametrize("name", names())
def test_texts_lines_and_points_of_every_picture_can_be_read_on_both_pages(name):
    stage = scene(name).stage()
    try:
        for values in settings(stage):
            stage.set(**values)
            assert not faint(stage.picture.figure), values
    finally:
        stage.close()


DRAWN = """
from helpers import data, figures
from helpers.live import svg
for picture in (figures.Backpropagation(data.dose_table()), figures.LossMap(data.dose_table()), figures.OneNeuron()):
    sentence = picture.update()
    figure = picture.figure
    print(svg.still(figure, "salt"), svg.moving(figure, svg.moving_artists(figure)), svg.png(figure, sentence))
"""
OWN_STYLE = """
text.usetex: True
axes.grid: True
path.sketch: 1, 100, 2
savefig.transparent: True
font.family: serif
lines.marker: x
axes.facecolor: yellow
"""


def test_a_users_own_matplotlibrc_changes_no_picture(tmp_path):
    drawn = []
    for name, style in (("none", ""), ("own", OWN_STYLE)):
        (tmp_path / name).write_text(style, encoding="utf-8")
        env = os.environ | {"MATPLOTLIBRC": str(tmp_path / name)}
        drawn.append(subprocess.run([sys.executable, "-c", DRAWN], env=env, capture_output=True, check=True).stdout)
    assert drawn[0] == drawn[1]
