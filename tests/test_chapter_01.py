"""Chapter 1's pictures: the line, the boundary and its mistakes, the perceptron's steps."""

import itertools

import numpy as np
import pytest
from matplotlib.path import Path

from helpers.data import GATES
from helpers.figures import Boundary, Line, PerceptronLearning
from helpers.figures.parts.plane import HIGH, LOW, half_plane
from helpers.practice import check

ENDS = list(itertools.product((-2.0, 0.0, 0.35, 2.0), repeat=2))


@pytest.mark.parametrize(("w", "b"), ENDS)
def test_the_line_and_its_triangle_are_those_of_the_school_formula(w, b):
    picture = Line()
    sentence = picture.update(w=w, b=b, x=1.5)
    x, z = picture.line.get_data()
    assert np.asarray(z) == pytest.approx(w * np.asarray(x) + b)
    (x0, z0), _, (x1, z1) = picture.triangle.get_xydata()
    assert (z1 - z0) / (x1 - x0) == pytest.approx(w)
    assert z0 == b
    assert picture.point.get_xydata()[0] == pytest.approx((1.5, w * 1.5 + b))
    assert ("rises" in sentence, "falls" in sentence, "stays level" in sentence) == (w > 0, w < 0, w == 0)


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
    learned = [step for step in range(25) if "it has learned" in picture.update(gate=gate, step=step)]
    assert learned == ([] if learns_at is None else list(range(learns_at, 25)))


WRONG = [
    ("1.1", 5, "Mind its sign"),
    ("1.1", -2, "bias is still to be added"),
    ("1.1", 6.5, "the other one's weight"),
    ("1.1", 5.5, "you added them"),
    ("1.1", -10, "one place too far to the right"),
    ("1.2", lambda w1, w2, b, x1: (w1 * x1 + b) / w2, "The sign is turned"),
    ("1.2", lambda w1, w2, b, x1: -w1 * x1 - b, "not divided yet"),
    ("1.2", lambda w1, w2, b, x1: -(w2 * x1 + b) / w1, "weights have changed places"),
    ("1.2", lambda w1, w2, b, x1: -w1 / w2 * x1, "bias is missing"),
    ("1.2", lambda w1, w2, b, x1: (b - w1 * x1) / w2, "bias has the wrong sign"),
    ("1.2", lambda w1, w2, b, x1: -w1 * x1 + b / w2, "Only the bias is divided"),
    ("1.2", lambda w1, w2, b, x1: 1.25, "right in one place only"),
    ("1.2", lambda w1, w2, b, x1: w1 + w2 + b + x1, "I cannot tell. For w1 = 1, w2 = 2"),
    ("1.3", (1, 1, -1.5), "This is AND itself"),
    ("1.3", (1, 1, -0.5), "This is OR."),
    ("1.3", (-1, -1, 0.5), "OR turned round"),
    ("1.3", (1, 1, 5), "It says 1 at every corner"),
    ("1.3", (-1, -1, -5), "It says 0 at every corner"),
    ("1.3", (-1, 0, 0.5), "At the inputs 1 and 0 it gives 0, but NAND is 1"),
]


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("1.1", -1.0),
        ("1.2", lambda w1, w2, b, x1: -b / w2 - x1 * w1 / w2),
        ("1.2", lambda *args: (0 - args[2] - args[0] * args[3]) * args[1] ** -1),
        ("1.3", (-2, -2, 3)),
        ("1.3", np.array([-1, -0.8, 1.0])),
    ],
)
def test_a_right_answer_written_differently_is_right(id, answer):
    assert check(id, answer).startswith(f"Exercise {id}: right.")
