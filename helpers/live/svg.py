"""A matplotlib figure as the page shows it: what stands still, painted once, and what moves, sent again and again.

Artists made with `animated=True` move. matplotlib owns all artists and transforms and paints the still part;
`moving` writes lines, patches and texts itself, in a few characters each, because matplotlib's own SVG of them is
three times as slow and as long, and hands every other kind of artist to matplotlib.
Colours are written by role, so that one stylesheet turns them for a dark page.
"""

import base64
import io
import re
import textwrap
from functools import lru_cache
from html import escape
from itertools import groupby
from operator import itemgetter

import matplotlib
import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex, to_rgba
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from helpers.look import INK, ROLES, TEXT, styled

VARIABLES = {role.light: f"var(--{role.name})" for role in ROLES}
DARK_PAGES = '[data-jp-theme-light="false"],.vscode-dark,[theme="dark"]'  # JupyterLab and Notebook, VS Code, Colab
LIGHT_COLOURS = ";".join(f"--{role.name}:{role.light}" for role in ROLES)
DARK_COLOURS = ";".join(f"--{role.name}:{role.dark}" for role in ROLES)
DEAD = ".live-picture.jupyter-widgets-disconnected"  # ipywidgets names it so once no kernel answers any more
ASLEEP = (
    f"{DEAD}>*{{opacity:.4;filter:grayscale(1);pointer-events:none}}{DEAD} *::before{{display:none!important}}"
    f"{DEAD}::before{{content:'This picture is not connected any more. Run its cell again.';font:inherit;"
    "color:inherit;position:static;padding:.5em 4px}"
)
STYLESHEET = f"<style>:root{{{LIGHT_COLOURS}}}{DARK_PAGES}{{{DARK_COLOURS};--raster:brightness(1.5)}}{ASLEEP}</style>"
# What moves is written short, for each character is sent and parsed anew: what most texts and lines have is said once,
# and attributes stand in quotes that a message need not escape.
USUAL = f" fill='{VARIABLES[INK]}' text-anchor='middle' stroke-linecap='round'"
SIMPLIFIED = 0.1  # how far a curve may pass by a point that is left out, in pixels, before it is rounded to tenths
DASHES = {"--": "5 3", ":": "1 3", "-.": "6 3 1 3"}
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
BASELINES = {"baseline": 0, "bottom": -0.24, "center": 0.36, "center_baseline": 0.36, "top": 0.93}  # in font sizes
COLOURS = 128  # of a still: no eye sees the difference, and it has a third of the bytes
LETTER = 0.55 * TEXT  # a letter's width, on average and a little more
LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}


def moving_artists(figure):
    """Return the artists of a figure that were made to move, the lowest first."""
    return sorted(figure.findobj(lambda artist: artist.get_animated()), key=lambda artist: artist.get_zorder())


@styled
def still(figure, salt):
    """Return as SVG text all that stands still; `salt`, different for each picture, keeps their ids apart."""
    moving = moving_artists(figure)
    visible = [artist.get_visible() for artist in moving]
    for artist in moving:
        artist.set_visible(False)
    page = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": salt}):
        figure.savefig(page, format="svg", transparent=True)
    for artist, shown in zip(moving, visible, strict=True):
        artist.set_visible(shown)
    return STYLESHEET + _sheet(figure, _by_role(_body(page.getvalue())))


def moving(figure, artists):
    """Return as SVG text the given artists of a figure, as they stand now."""
    return _page(figure, [_written(artist, figure.bbox.height) for artist in artists])


class Layer:
    """Artists of a figure, written as `moving` does, but each only when matplotlib has marked it as changed."""

    def __init__(self, figure, artists):
        self.figure = figure
        self.drawn = dict.fromkeys(artists)

    def news(self):
        """Return the layer as SVG text, or None if nothing on it has changed since it was last asked."""
        before = list(self.drawn.values())
        for artist, written in self.drawn.items():
            if artist.stale or written is None:
                self.drawn[artist] = _written(artist, self.figure.bbox.height)
                artist.stale = False
        return _page(self.figure, self.drawn.values()) if list(self.drawn.values()) != before else None


@styled
def png(figure, sentence, scale=2):
    """Return the whole figure, moving parts too, with a sentence below, as a PNG of `scale` dots a pixel.

    It has the same bytes on every run.
    """
    page, (width, height) = io.BytesIO(), figure.bbox.size
    lines = textwrap.wrap(sentence, int(width / LETTER))
    words = figure.text(0.005, 0, "\n".join(lines), va="top", linespacing=1.4)
    both = Bbox([[0, -1.4 * TEXT * (len(lines) + 0.5)], [width, height]])
    inches = both.transformed(figure.dpi_scale_trans.inverted())
    figure.savefig(page, format="png", dpi=72 * scale, bbox_inches=inches)
    words.remove()
    small = io.BytesIO()
    Image.open(page).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, format="png", optimize=True)
    return small.getvalue()


def _sheet(figure, body, usual=""):
    width, height = figure.bbox.size
    return (
        f"<svg viewBox='0 0 {width:g} {height:g}' aria-hidden='true' style='display:block;width:100%' "
        f"font-family='DejaVu Sans,Verdana,sans-serif' font-size='{TEXT}' stroke-linejoin='round'{usual}>{body}</svg>"
    )


def _page(figure, written):
    """Return as SVG text what was written of artists; those in a row that have the same frame are cut off together."""
    groups = groupby((pair for pair in written if pair[1]), key=itemgetter(0))
    return _sheet(figure, "".join(_framed(frame, "".join(text for _, text in group)) for frame, group in groups), USUAL)


def _body(page):
    """Return what matplotlib drew, without its header, comments, and the ids that only name a group."""
    body = page[page.index("<defs>") : page.rindex("</svg>")]
    body = re.sub(r'<style type="text/css">.*?</style>|<!--.*?-->| id="[a-z0-9.]+_\d+"', "", body, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", " ", body)


def _by_role(text):
    return re.sub("|".join(VARIABLES), lambda found: VARIABLES[found[0]], text)


@lru_cache(maxsize=1000)
def _paint(property_name, colour):
    """Return the attributes that fill or stroke with a colour."""
    *_, alpha = to_rgba(colour)
    if alpha == 0:
        return f" {property_name}='none'"
    light = to_hex(colour)
    faint = f" {property_name}-opacity='{alpha:.3g}'" if alpha < 1 else ""
    return f" {property_name}='{VARIABLES.get(light, light)}'{faint}"


def _written(artist, height):
    """Return the frame at which an artist asks to be cut off, () for none, and the artist as SVG."""
    if not artist.get_visible():
        return (), ""
    box = artist.get_clip_box()
    if box is None or not artist.get_clip_on() or box.bounds == artist.get_figure().bbox.bounds:
        return (), _drawn(artist, height)
    x, y, w, h = box.bounds
    return tuple(map(_short, (x, height - y - h, w, h))), _drawn(artist, height)


def _framed(frame, text):
    if not frame:
        return text
    x, y, w, h = frame
    return f"<svg x='{x}' y='{y}' width='{w}' height='{h}' viewBox='{x} {y} {w} {h}'>{text}</svg>"


def _drawn(artist, height):
    if type(artist) is Text:
        return _text(artist, height)
    if type(artist) is Line2D:
        return _line(artist, height)
    if isinstance(artist, Patch) and not isinstance(artist, FancyArrowPatch):
        return _patch(artist, height)
    if isinstance(artist, AxesImage):
        return _image(artist, height)
    return _by_matplotlib(artist, height)


def _text(text, height):
    if not text.get_text():
        return ""
    x, y = text.get_transform().transform(text.get_position())
    size = text.get_fontsize()
    x, y = _short(x), _short(height - y + BASELINES[text.get_verticalalignment()] * size)
    anchor = f" text-anchor='{ANCHORS[text.get_horizontalalignment()]}'"
    look = "".join(part for part in (_paint("fill", text.get_color()), anchor) if part not in USUAL)
    if size != TEXT:
        look += f" font-size='{size:g}'"
    if text.get_weight() == "bold":
        look += " font-weight='bold'"
    if text.get_rotation():
        look += f" transform='rotate({-text.get_rotation():g} {x} {y})'"
    return f"<text x='{x}' y='{y}'{look}{_shared(text)}>{escape(text.get_text(), quote=False)}</text>"


def _line(line, height):
    points = line.get_transform().transform(line.get_xydata())
    if len(points) == 0:
        return ""
    points[:, 1] = height - points[:, 1]
    drawn = ""
    if line.get_linestyle() != "None" and len(points) > 1:
        stroke = _stroke(line.get_color(), line.get_linewidth(), line.get_linestyle())
        drawn = f"<path d='{_polyline(points)}' fill='none'{stroke}{_shared(line)}/>"
    return drawn + (_markers(line, points) if line.get_marker() not in ("None", "", None) else "")


def _markers(line, points):
    size, edge, every = line.get_markersize(), line.get_markeredgewidth(), line.get_markevery()
    places = points if every is None else points[every]
    if line.get_marker() == "o" and not edge:  # lines of no length have round ends: all dots are one path
        dots = "".join(f"M{_short(x)} {_short(y)}h0" for x, y in places.tolist())
        return f"<path d='{dots}'{_stroke(line.get_markerfacecolor(), size)}{_shared(line)}/>"
    look = _paint("fill", line.get_markerfacecolor()) + _stroke(line.get_markeredgecolor(), edge) + _shared(line)
    if line.get_marker() == "o":
        circles = (f"<circle cx='{_short(x)}' cy='{_short(y)}' r='{size / 2:g}'/>" for x, y in places.tolist())
        return f"<g{look}>{''.join(circles)}</g>"
    marker = MarkerStyle(line.get_marker())
    shape = marker.get_path().transformed(marker.get_transform() + Affine2D().scale(size, -size))
    codes = [Path.MOVETO] + [Path.LINETO] * (len(shape) - 1) if shape.codes is None else shape.codes
    marks = (places[:, np.newaxis] + shape.vertices).reshape(-1, 2), np.tile(codes, len(places))
    return f"<path d='{_steps(Path(*marks))}'{look}/>"


def _patch(patch, height):
    look = _paint("fill", patch.get_facecolor())
    look += _stroke(patch.get_edgecolor(), patch.get_linewidth(), patch.get_linestyle()) + _name(patch)
    if type(patch) is Rectangle and not patch.angle:  # in half the time
        x, y, w, h = patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height()
        corners = patch.get_data_transform().transform([(x, y), (x + w, y + h)])
        (left, low), (right, high) = np.sort(corners, axis=0).tolist()
        x, y, w, h = map(_short, (left, height - high, right - left, high - low))
        return f"<rect x='{x}' y='{y}' width='{w}' height='{h}'{look}/>"
    path = patch.get_transform().transform_path(patch.get_path())
    return f"<path d='{_steps(Path(path.vertices * (1, -1) + (0, height), path.codes))}'{look}/>"


def _stroke(colour, width, style="-"):
    """Return the attributes of a line of a colour and a width, solid or dashed."""
    if not width:
        return ""
    dashes = DASHES.get(style)
    dash = f" stroke-dasharray='{dashes}' stroke-linecap='butt'" if dashes else ""
    return f"{_paint('stroke', colour)} stroke-width='{width:.3g}'{dash}"


def _image(image, height):
    """Return a raster as a PNG of its own few pixels, stretched over its extent, and brighter on a dark page."""
    left, right, bottom, top = image.get_extent()
    (x1, y1), (x2, y2) = image.get_transform().transform([(left, bottom), (right, top)])
    page, pixels = io.BytesIO(), image.to_rgba(image.get_array(), bytes=True)
    rows = pixels if image.origin == "upper" else pixels[::-1]
    Image.fromarray(rows).save(page, format="png", compress_level=1)  # the quickest, for a few hundred bytes more
    data = base64.b64encode(page.getvalue()).decode()
    sharp = ";image-rendering:pixelated" if image.get_interpolation() == "nearest" else ""
    x, y, width, height = map(_short, (x1, height - y2, x2 - x1, y2 - y1))
    return (
        f"<image x='{x}' y='{y}' width='{width}' height='{height}' preserveAspectRatio='none' "
        f"style='filter:var(--raster,none){sharp}' href='data:image/png;base64,{data}'{_shared(image)}/>"
    )


def _steps(path):
    """Return a path, already in the page's coordinates, in the letters of SVG, none of them twice in a row."""
    if path.codes is None:
        return f"M{_pairs(path.vertices)}"
    steps, last = [], None
    for code, (x, y) in zip(path.codes.tolist(), path.vertices.tolist(), strict=True):
        letter = " " if code == last != Path.MOVETO else LETTERS[code]
        steps.append(letter if code == Path.CLOSEPOLY else f"{letter}{_short(x)} {_short(y)}")
        last = code
    return "".join(steps)


def _by_matplotlib(artist, height):
    """Return any other kind of artist as matplotlib writes it."""
    figure, page = artist.get_figure(), io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": str(id(figure))}):
        renderer = RendererSVG(figure.bbox.width, height, page, image_dpi=144)
        artist.draw(renderer)
        renderer.finalize()
    plain = "fill='black' text-anchor='start' stroke-linecap='butt'"  # as matplotlib takes it for granted
    return f"<g {plain}>{_by_role(_body(page.getvalue()))}</g>"


def _polyline(points):
    """Return a path through points, but for those that no eye misses, each told from the one before, which is short."""
    if len(points) > 2:
        path = Path(points)
        path.simplify_threshold = SIMPLIFIED
        points = path.cleaned(simplify=True).vertices[:-1]  # the last one says stop
    points = points.round(1)
    return f"M{_pairs(points[:1])}l{_pairs(np.diff(points, axis=0))}"


def _short(number):
    return f"{number:.1f}".removesuffix(".0")


def _pairs(points):
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in points.tolist()).replace(".0 ", " ").removesuffix(".0")


def _shared(artist):
    """Return what a line or a text may have: a faintness (a patch has it in its colours), and a name."""
    alpha = artist.get_alpha()
    return (f" opacity='{alpha:.2g}'" if alpha is not None and alpha < 1 else "") + _name(artist)


def _name(artist):
    """Return the name by which a reader's eye, or a test, finds an artist on the page."""
    return f" data-name='{escape(artist.get_gid())}'" if artist.get_gid() else ""
