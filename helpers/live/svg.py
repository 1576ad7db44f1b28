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

import matplotlib
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex, to_rgba
from matplotlib.image import AxesImage, imsave
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from helpers.look import ROLES, TEXT, styled

VARIABLES = {role.light: f"var(--{role.name},{role.light})" for role in ROLES}
DARK_PAGES = '[data-jp-theme-light="false"],.vscode-dark,[theme="dark"]'  # JupyterLab and Notebook, VS Code, Colab
DARK_COLOURS = ";".join(f"--{role.name}:{role.dark}" for role in ROLES)
DEAD = ".live-picture.jupyter-widgets-disconnected"  # ipywidgets names it so once no kernel answers any more
ASLEEP = (
    f"{DEAD}>*{{opacity:.4;filter:grayscale(1);pointer-events:none}}{DEAD} *::before{{display:none!important}}"
    f"{DEAD}::before{{content:'This picture is not connected any more. Run its cell again.';font:inherit;"
    "color:inherit;position:static;padding:.5em 4px}"
)
STYLESHEET = f"<style>{DARK_PAGES}{{{DARK_COLOURS};--raster:brightness(1.5)}}{ASLEEP}</style>"
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
    return _sheet(figure, "".join(_clipped(artist, figure.bbox.height) for artist in artists))


class Layer:
    """Artists of a figure, written as `moving` does, but each only when matplotlib has marked it as changed."""

    def __init__(self, figure, artists):
        self.figure = figure
        self.drawn = dict.fromkeys(artists)

    def news(self):
        """Return the layer as SVG text, or None if nothing on it has changed since it was last asked."""
        changed = [artist for artist, text in self.drawn.items() if artist.stale or text is None]
        for artist in changed:
            self.drawn[artist] = _clipped(artist, self.figure.bbox.height)
            artist.stale = False
        return _sheet(self.figure, "".join(self.drawn.values())) if changed else None


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


def _sheet(figure, body):
    width, height = figure.bbox.size
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" aria-hidden="true" style="display:block;width:100%" '
        f'font-family="DejaVu Sans,Verdana,sans-serif" font-size="{TEXT}" stroke-linejoin="round">{body}</svg>'
    )


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
        return f' {property_name}="none"'
    light = to_hex(colour)
    faint = f' {property_name}-opacity="{alpha:.3g}"' if alpha < 1 else ""
    return f' {property_name}="{VARIABLES.get(light, light)}"{faint}'


def _clipped(artist, height):
    """Return an artist as SVG, cut off at its axes where it asks for that."""
    if not artist.get_visible():
        return ""
    text = _drawn(artist, height)
    box = artist.get_clip_box()
    if box is None or not artist.get_clip_on() or box.bounds == artist.get_figure().bbox.bounds:
        return text
    x, y, w, h = box.bounds
    frame = f"{x:.1f} {height - y - h:.1f} {w:.1f} {h:.1f}"
    left, top, *_ = frame.split()
    return f'<svg x="{left}" y="{top}" width="{w:.1f}" height="{h:.1f}" viewBox="{frame}">{text}</svg>'


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
    x, y = text.get_transform().transform(text.get_position())
    size = text.get_fontsize()
    y = height - y + BASELINES[text.get_verticalalignment()] * size
    look = _paint("fill", text.get_color())
    if size != TEXT:
        look += f' font-size="{size:g}"'
    if text.get_horizontalalignment() != "left":
        look += f' text-anchor="{ANCHORS[text.get_horizontalalignment()]}"'
    if text.get_weight() == "bold":
        look += ' font-weight="bold"'
    if text.get_rotation():
        look += f' transform="rotate({-text.get_rotation():g} {x:.1f} {y:.1f})"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{look}{_shared(text)}>{escape(text.get_text())}</text>'


def _line(line, height):
    points = line.get_transform().transform(line.get_xydata())
    if len(points) == 0:
        return ""
    points[:, 1] = height - points[:, 1]
    drawn = ""
    if line.get_linestyle() != "None":
        dashes = DASHES.get(line.get_linestyle())
        dash = f' stroke-dasharray="{dashes}"' if dashes else ' stroke-linecap="round"'
        drawn = (
            f'<path d="M{_pairs(points)}" fill="none"{_paint("stroke", line.get_color())} '
            f'stroke-width="{line.get_linewidth():g}"{dash}{_shared(line)}/>'
        )
    return drawn + (_markers(line, points) if line.get_marker() not in ("None", "", None) else "")


def _markers(line, points):
    size, marker = line.get_markersize(), MarkerStyle(line.get_marker())
    look = (
        _paint("fill", line.get_markerfacecolor())
        + _paint("stroke", line.get_markeredgecolor())
        + f' stroke-width="{line.get_markeredgewidth():g}"'
        + _shared(line)
    )
    shape = marker.get_transform() + Affine2D().scale(size, -size)
    every = line.get_markevery()
    drawn = []
    for x, y in points if every is None else points[every]:
        if line.get_marker() == "o":
            drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size / 2:g}"/>')
        else:
            path = (shape + Affine2D().translate(x, y)).transform_path(marker.get_path())
            drawn.append(f'<path d="{_steps(path)}"/>')
    return f"<g{look}>{''.join(drawn)}</g>"


def _patch(patch, height):
    to_page = patch.get_transform() + Affine2D().scale(1, -1).translate(0, height)
    stroke = _paint("stroke", patch.get_edgecolor()) if patch.get_linewidth() else ""
    dashes = DASHES.get(patch.get_linestyle())
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    width = f' stroke-width="{patch.get_linewidth():g}"' if stroke else ""
    return (
        f'<path d="{_steps(to_page.transform_path(patch.get_path()))}"'
        f"{_paint('fill', patch.get_facecolor())}{stroke}{width}{dash}{_name(patch)}/>"
    )


def _image(image, height):
    """Return a raster as a PNG of its own few pixels, stretched over its extent, and brighter on a dark page."""
    left, right, bottom, top = image.get_extent()
    (x1, y1), (x2, y2) = image.get_transform().transform([(left, bottom), (right, top)])
    page, pixels = io.BytesIO(), image.to_rgba(image.get_array(), bytes=True)
    quick = {"compress_level": 1}  # in two thirds of the time, for a few hundred bytes more
    imsave(page, pixels, format="png", origin=image.origin, metadata={"Software": None}, pil_kwargs=quick)
    data = base64.b64encode(page.getvalue()).decode()
    sharp = ";image-rendering:pixelated" if image.get_interpolation() == "nearest" else ""
    return (
        f'<image x="{x1:.1f}" y="{height - y2:.1f}" width="{x2 - x1:.1f}" height="{y2 - y1:.1f}" '
        f'preserveAspectRatio="none" style="filter:var(--raster,none){sharp}" href="data:image/png;base64,{data}"'
        f"{_shared(image)}/>"
    )


def _steps(path):
    """Return a path, already in the page's coordinates, in the letters of SVG."""
    return "".join(
        LETTERS[code] + ("" if code == Path.CLOSEPOLY else _pairs(points.reshape(-1, 2)))
        for points, code in path.iter_segments(simplify=False)
    )


def _by_matplotlib(artist, height):
    """Return any other kind of artist as matplotlib writes it."""
    figure, page = artist.get_figure(), io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": str(id(figure))}):
        renderer = RendererSVG(figure.bbox.width, height, page, image_dpi=144)
        artist.draw(renderer)
        renderer.finalize()
    return _by_role(_body(page.getvalue()))


def _pairs(points):
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in points.tolist())


def _shared(artist):
    """Return what a line or a text may have: a faintness (a patch has it in its colours), and a name."""
    alpha = artist.get_alpha()
    return (f' opacity="{alpha:.2g}"' if alpha is not None and alpha < 1 else "") + _name(artist)


def _name(artist):
    """Return the name by which a reader's eye, or a test, finds an artist on the page."""
    return f' data-name="{escape(artist.get_gid())}"' if artist.get_gid() else ""
