"""Chapter 1's pictures: the line, the boundary and its mistakes, the perceptron's steps."""

import itertools
import math

import numpy as np
import pytest
from matplotlib.path import Path

from helpers.data import DOSE, GATES
from helpers.figures import Boundary, OneNeuron, PerceptronLearning
from helpers.figures.parts.plane import HIGH, LOW, half_plane

ENDS = list(itertools.product((-2.0, 0.0, 0.35, 2.0), repeat=2))


@pytest.mark.parametrize(("w", "b"), ENDS)
def test_the_line_and_its_triangle_are_those_of_the_school_formula(w, b):
    picture = OneNeuron()
    sentence = picture.update(w=w, b=b, dose=70.0)
    at_70 = 4 * (math.log10(70) - DOSE.mean()) / (DOSE.max() - DOSE.min())
    x, z = picture.line.get_data()
    assert np.asarray(z) == pytest.approx(w * np.asarray(x) + b)
    (x0, z0), _, (x1, z1) = picture.mark.sides.get_xydata()
    assert (z1 - z0) / (x1 - x0) == pytest.approx(w)
    assert (x0, z0) == (0, b)
    assert picture.dot.get_xydata()[0] == pytest.approx((at_70, w * at_70 + b))
    assert f"{100 * (w * at_70 + b):.0f} of 100 die".replace("-", "−") in sentence
    assert ("nonsense" in sentence) == (not 0 <= w * at_70 + b <= 1)
    assert ("rises" in sentence, "falls" in sentence, "stays level" in sentence) == (w > 0, w < 0, w == 0)


@pytest.mark.parametrize(("dose", "said"), [(80, "117 of 100 die: nonsense"), (46, "−8 of 100 die: nonsense")])
def test_the_line_says_nonsense_where_the_page_says_so(dose, said):
    assert said in OneNeuron().update(w=0.25, b=0.6, dose=dose)


def test_in_the_framed_row_stand_the_sum_and_the_answer_before_and_after():
    picture = PerceptronLearning()
    w, b = np.zeros(2), 0.0
    for step in range(1, 25):
        corner, target = ((0, 0), (0, 1), (1, 0), (1, 1))[(step - 1) % 4], GATES["XOR"][(step - 1) % 4]
        before = w @ corner + b
        w, b = w + (target - (before >= 0)) * np.array(corner), b + target - (before >= 0)
        after = w @ corner + b
        picture.update(gate="XOR", visit=step)
        cells = picture.plane.cells[(step - 1) % 4]
        assert cells["z"].get_text() == f"{before:.0f} → {after:.0f}".replace("-", "−")
        assert cells["y"].get_text() == f"{before >= 0:.0f} → {after >= 0:.0f}"


def test_the_shaded_side_is_where_the_neuron_says_1():
    rng = np.random.default_rng(1)
    points = rng.uniform(LOW, HIGH, (500, 2))
    for w1, w2, b in rng.uniform(-3, 3, (50, 3)):
        side, boundary = half_plane(np.array([w1, w2]), b)
        says_1 = w1 * points[:, 0] + w2 * points[:, 1] + b >= 0
        shaded = Path(side).contains_points(points) if len(side) else np.zeros(500, bool)
        assert (shaded == says_1).all()
        assert boundary @ (w1, w2) + b == pytest.approx(np.zeros(len(boundary)), abs=1e-12)


@pytest.mark.parametrize("gate", GATES)
def test_the_mistakes_are_counted(gate):
    picture = Boundary()
    for w1, w2, b in itertools.product((-1.0, 0.0, 1.0), (-1.0, 0.0, 1.0), (-1.5, -0.5, 0.5)):
        corners = itertools.product((0, 1), repeat=2)
        outputs = [int(w1 * x1 + w2 * x2 + b >= 0) for x1, x2 in corners]
        wrong = sum(y != t for y, t in zip(outputs, GATES[gate], strict=True))
        assert f"gets {wrong} of the four corners of {gate} wrong" in picture.update(w1=w1, w2=w2, b=b, gate=gate)
        assert picture.count.get_text() == f"{wrong} of 4 wrong"
        assert [mark.get_text() == "✗" for mark in picture.plane.marks] == [
            y != t for y, t in zip(outputs, GATES[gate], strict=True)
        ]


@pytest.mark.parametrize(("gate", "learns_at"), [("AND", 24), ("OR", 16), ("XOR", None)])
def test_the_picture_says_when_the_perceptron_has_learned(gate, learns_at):
    picture = PerceptronLearning()
    learned = [step for step in range(25) if "it has learned" in picture.update(gate=gate, visit=step)]
    assert learned == ([] if learns_at is None else list(range(learns_at, 25)))
