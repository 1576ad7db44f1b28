"""Chapter 7's walk: at each step one more number, framed with what it is made of; at the end the update."""

import math
import re

import numpy as np
import pytest

from helpers import data
from helpers.figures import Backpropagation
from helpers.figures.parts.walk import LAST, ORDER
from helpers.look import RULE
from helpers.practice.checking import exercise
from tests.test_maths import independent_gradient, independent_loss

TABLE = data.dose_table()
PLACES = [(0.5, 0.1, 0.8, -0.2, 1.4, 0.98), (-1.7, 0.6, 2.3, -0.9, -2.1, 0.1), (3.0, -2.0, -4.0, 1.5, 0.7, 0.5)]
WALK = ["x", "z1", "h", "z2", "y", "L", "dL_dy", "dL_dz2", "dL_dw2", "dL_db2", "dL_dh", "dL_dz1", "dL_dw1", "dL_db1"]
WALK += ["update"]
MADE_OF = {  # by hand, from the formulas: B12, B11, B10, B7, B8, B14, B9, B13, and so on back
    "z1": "w1 x b1", "h": "z1", "z2": "w2 h b2", "y": "z2", "L": "y t", "dL_dy": "y t", "dL_dz2": "dL_dy y",
    "dL_dw2": "dL_dz2 h", "dL_db2": "dL_dz2", "dL_dh": "dL_dz2 w2", "dL_dz1": "dL_dh h", "dL_dw1": "dL_dz1 x",
    "dL_db1": "dL_dz1",
}  # fmt: skip


def numbers_of(w1, b1, w2, b2, x, t):
    """Return every number of the pass; the slopes along z2, h and z1 by nudging what comes after them."""
    z1 = w1 * x + b1
    h = 1 / (1 + math.exp(-z1))
    z2 = w2 * h + b2
    y = 1 / (1 + math.exp(-z2))

    def slope(f, at, nudge=1e-6):
        return (f(at + nudge) - f(at - nudge)) / (2 * nudge)

    def from_y(y):
        return (y - t) ** 2 / 2

    def from_z2(z2):
        return from_y(1 / (1 + math.exp(-z2)))

    def from_h(h):
        return from_z2(w2 * h + b2)

    found = {"w1": w1, "b1": b1, "w2": w2, "b2": b2, "t": t, "x": x, "z1": z1, "h": h, "z2": z2, "y": y, "L": from_y(y)}
    found |= {"dL_dy": slope(from_y, y), "dL_dz2": slope(from_z2, z2), "dL_dh": slope(from_h, h)}
    found["dL_dz1"] = slope(lambda z1: from_h(1 / (1 + math.exp(-z1))), z1)
    slopes = independent_gradient((w1, b1, w2, b2), x, t)
    return found | dict(zip(("dL_dw1", "dL_db1", "dL_dw2", "dL_db2"), slopes, strict=True))


def as_number(text):
    return float(text.replace("−", "-"))


def near(value):
    return pytest.approx(value, rel=0.06 if abs(value) < 0.01 else 0.006, abs=1e-9)


@pytest.mark.parametrize("place", PLACES)
def test_at_each_step_one_more_number_stands_there_and_it_is_right_forth_and_back(place):
    picture, expected = Backpropagation(TABLE), numbers_of(*place)
    given = {"w1", "b1", "w2", "b2", "t"}
    names = dict(zip(("w1", "b1", "w2", "b2", "x", "t"), place, strict=True))
    for step in [*range(LAST + 1), *range(LAST, -1, -1)]:
        sentence = picture.update(**names, step=step)
        shown = {name: artist.get_text() for name, artist in picture.diagram.values.items() if artist.get_text()}
        assert set(shown) == given | set(WALK[: step + 1]) - {"update"}
        for name, words in shown.items():
            assert as_number(words) == near(expected[name]), (step, name)
        made = WALK[step]
        if made != "update":
            last = re.findall(r"= ([−+]?[\d.]+(?:e−?\d+)?)$", picture.walk.how.get_text())
            assert as_number(last[0]) == near(expected[made])
            assert sentence.startswith(f"Step {step} of {LAST}: {picture.walk.how.get_text()}.")


@pytest.mark.parametrize("made", MADE_OF)
def test_a_step_frames_what_its_number_is_made_of_in_the_diagram(made):
    picture = Backpropagation(TABLE)
    picture.update(step=ORDER[made])
    frames = {name: picture.diagram.frames[name][0] for name in picture.diagram.frames}
    for path, names in ((picture.walk.frames.made, [made]), (picture.walk.frames.of, MADE_OF[made].split())):
        corners = {tuple(corner) for corner in path.get_path().vertices[::5]}
        framed = {name for name, (left, top, *_) in frames.items() if (left, top) in corners}
        assert framed == set(names)


def test_what_is_still_to_come_is_grey():
    picture = Backpropagation(TABLE)
    for step in range(LAST + 1):
        picture.update(step=step)
        coming = picture.diagram.coming
        grey = {artist for artist in coming.steps if artist.get_color() == RULE}
        assert grey == {artist for artist, comes in coming.steps.items() if comes > step}


def test_in_the_chains_a_factor_a_product_and_a_bar_come_with_their_step():
    picture = Backpropagation(TABLE)
    for step in range(LAST + 1):
        picture.update(step=step)
        factors = {name for (_, name), artist in picture.chains.factors.items() if artist.get_text()}
        come = {"dL_dy": 6, "dy_dz2": 7, "dz2_dw2": 8, "dz2_db2": 9, "dz2_dh": 10, "dh_dz1": 11, "dz1_dw1": 12}
        assert factors == {name for name, comes in (come | {"dz1_db1": 13}).items() if comes <= step}
        for name in ("w1", "b1", "w2", "b2"):
            there = ORDER[f"dL_d{name}"] <= step
            assert bool(picture.chains.products[name].get_text()) == there
            assert bool(picture.chains.bars[name].get_width()) == there


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("alpha", [0.1, 1.0, 20.0])
def test_the_update_is_foretold_and_measured(place, alpha):
    *params, x, t = place
    names = dict(zip(("w1", "b1", "w2", "b2", "x", "t"), place, strict=True))
    picture = Backpropagation(TABLE)
    picture.update(**names, learning_rate=alpha)
    slopes = independent_gradient(params, x, t)
    before, after = (independent_loss(at, x, t) for at in (params, params - alpha * slopes))
    found = re.search(r"squares\) = (.*?)\. It falls by (.*?), from (.*?) to (.*)\.$", picture.walk.why.get_text())
    said = [as_number(words) for words in found.groups()]
    assert said == [near(value) for value in (alpha * np.sum(slopes**2), before - after, before, after)]
    moved = [as_number(words) for words in re.findall(r"[−\d.]+(?=,|$)", picture.walk.how.get_text())]
    assert moved == [near(value) for value in params - alpha * slopes]


def test_the_smaller_the_step_the_closer_the_fall_is_to_what_was_foretold():
    params, (x, t) = np.array([0.5, 0.1, 0.8, -0.2]), (1.4, 0.98)
    slopes = independent_gradient(params, x, t)
    off = []
    for alpha in (10, 1, 0.1, 0.01):
        fall = independent_loss(params, x, t) - independent_loss(params - alpha * slopes, x, t)
        off.append(abs(fall / (alpha * np.sum(slopes**2)) - 1))
    assert off == sorted(off, reverse=True)


def multiplications(layers, shared):
    """Return how often the way back multiplies for some layers in a row; the last factor of a bias is 1."""
    count, known = 0, set()
    for layer in range(layers):  # 0 is the last one
        chain = ["loss", *(f"slope{i}" if part else f"weight{i - 1}" for i in range(layer + 1) for part in (0, 1))][1:]
        chain[0] = "loss"  # the loss stands where a weight would
        for last in ("input", None):
            for length in range(2, len(chain) + 1):
                part = tuple(chain[:length])
                if not shared or part not in known:
                    count += 1
                known.add(part)
            count += last is not None
    return count


@pytest.mark.parametrize(("layers", "alone", "shared"), [(2, 10, 5), (100, 20_100, 299)])
def test_what_sharing_saves(layers, alone, shared):
    assert multiplications(layers, shared=False) == alone
    assert multiplications(layers, shared=True) == shared


def test_the_exercise_s_slopes_are_those_of_the_network():
    lines = exercise("7.4").lines
    for *params, x, t in PLACES:
        assert lines(x, t, *params) == pytest.approx(tuple(independent_gradient(params, x, t)))
