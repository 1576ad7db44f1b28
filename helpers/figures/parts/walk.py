"""The way through the network, forward and back, one number at a time: what is made at each step, and of what."""

from typing import NamedTuple

from matplotlib.patches import PathPatch
from matplotlib.path import Path

from helpers.figures.parts.marks import text
from helpers.look import BACKWARD, DATA, FORWARD, INK, LOSS, factor, number, signed


class Step(NamedTuple):
    """A step of the walk: the number that it makes, those of which it is made, how, and why."""

    made: str
    of: tuple
    how: str
    why: str


STEPS = (
    Step("x", (), "x = {x}", "Forward: the dose goes in, as its x."),
    Step("z1", ("w1", "x", "b1"), "z₁ = w₁ · x + b₁ = {w1} · {x} + {b1} = {z1}", "The first neuron weighs and adds."),
    Step("h", ("z1",), "h = σ(z₁) = σ({z1}) = {h}", "The first neuron bends."),
    Step("z2", ("w2", "h", "b2"), "z₂ = w₂ · h + b₂ = {w2} · {h} + {b2} = {z2}", "The second neuron weighs and adds."),
    Step("y", ("z2",), "y = σ(z₂) = σ({z2}) = {y}", "The second neuron bends, and that is the output."),
    Step("L", ("y", "t"), "L = ½(y − t)² = ½({y} − {t})² = {L}", "How wrong it is, as one number."),
    Step(
        "dL_dy", ("y", "t"), "∂L/∂y = y − t = {y} − {t} = {dL_dy}", "Back: a nudge of y moves L so many times as far."
    ),
    Step(
        "dL_dz2",
        ("dL_dy", "y"),
        "δ₂ = ∂L/∂z₂ = ∂L/∂y · y(1 − y) = {dL_dy} · {dy_dz2} = {dL_dz2}",
        "Through the bend of the second neuron: σ's slope there is y(1 − y).",
    ),
    Step("dL_dw2", ("dL_dz2", "h"), "∂L/∂w₂ = δ₂ · h = {dL_dz2} · {h} = {dL_dw2}", "w₂ is multiplied by h."),
    Step("dL_db2", ("dL_dz2",), "∂L/∂b₂ = δ₂ · 1 = {dL_db2}", "b₂ is added, so a nudge of it moves z₂ as far."),
    Step("dL_dh", ("dL_dz2", "w2"), "∂L/∂h = δ₂ · w₂ = {dL_dz2} · {w2} = {dL_dh}", "h is multiplied by w₂."),
    Step(
        "dL_dz1",
        ("dL_dh", "h"),
        "δ₁ = ∂L/∂z₁ = ∂L/∂h · h(1 − h) = {dL_dh} · {dh_dz1} = {dL_dz1}",
        "Through the bend of the first neuron: σ's slope there is h(1 − h).",
    ),
    Step("dL_dw1", ("dL_dz1", "x"), "∂L/∂w₁ = δ₁ · x = {dL_dz1} · {x} = {dL_dw1}", "w₁ is multiplied by x."),
    Step("dL_db1", ("dL_dz1",), "∂L/∂b₁ = δ₁ · 1 = {dL_db1}", "b₁ is added, so a nudge of it moves z₁ as far."),
    Step(
        "update",
        ("dL_dw1", "dL_db1", "dL_dw2", "dL_db2"),
        "update with α = {alpha}: w₁ becomes {new_w1}, b₁ {new_b1}, w₂ {new_w2}, b₂ {new_b2}",
        "L should fall by α · (sum of the four squares) = {foretold}. It falls by {fall}, from {L} to {new_L}.",
    ),
)
ORDER = {step.made: i for i, step in enumerate(STEPS)}
LAST = len(STEPS) - 1
COLORS = [FORWARD] * 5 + [LOSS] + [BACKWARD] * 9


def reached_at(name):
    """Return the step at which a number appears; what is given, a parameter or t, is there from the start."""
    return ORDER.get(name, 0)


def told(step, values):
    """Return how the number of a step is made, with the numbers, and why so."""
    shown = {name: signed(value) if name[:3] == "dL_" else number(value) for name, value in values.items()}
    for name in ("x", "b1", "b2", "w2"):
        alone = (name, STEPS[step].made) in {("x", "x"), ("w2", "z2")}
        shown[name] = shown[name] if alone else factor(values[name])  # after a dot or a plus
    return tuple(words.format_map(shown) for words in (STEPS[step].how, STEPS[step].why))


class Frames:
    """A heavy frame around what a step makes, and dashed ones around what it is made of."""

    def __init__(self, axes):
        style = {"fc": "none", "ec": INK, "animated": True}
        self.made = axes.add_patch(PathPatch(_frames([]), lw=2, **style))
        self.of = axes.add_patch(PathPatch(_frames([]), lw=1, ls="--", **style))

    def show(self, made, of):
        """Frame these places, each (left, top, width, height)."""
        for artist, places in ((self.made, made), (self.of, of)):
            artist.set_path(_frames(places))
            artist.stale = True  # matplotlib does not say so by itself


class Walk:
    """Frames around what is made at a step and what it is made of, and two lines of words at the foot of a sheet.

    places: {(step, name): [(left, top, width, height), ...]}, where a step frames a number, once or more.
    """

    def __init__(self, axes, top, places):
        self.places = places
        self.how = text(axes, 6, top, "", BACKWARD, align="left", moves=True)
        self.why = text(axes, 6, top + 24, "", DATA, align="left", moves=True)
        self.frames = Frames(axes)
        self.calm = [self.frames.made, self.frames.of]
        self.step = None

    def update(self, step, values):
        """Frame the numbers of a step, if it is another one, and say how the new one is made."""
        how, why = told(step, values)
        self.how.set_text(how)
        self.why.set_text(why)
        if step == self.step:
            return
        self.step = step
        self.how.set_color(COLORS[step])
        made, of = (
            [place for name in names for place in self.places.get((step, name), [])]
            for names in ([STEPS[step].made], STEPS[step].of)
        )
        self.frames.show(made, of)


def _frames(places):
    """Return a path of rectangles, each (left, top, width, height); one without size if there are none."""
    corners = [
        [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
        for x, y, width, height in places or [(0, 0, 0, 0)]
    ]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path([corner for frame in corners for corner in frame], codes * len(corners))
