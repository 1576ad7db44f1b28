"""A neuron with two inputs and a step, as a boundary in the plane between the corners of a logic gate."""

import numpy as np

from helpers import data
from helpers.figures.parts.marks import text
from helpers.figures.parts.plane import Plane, sum_in_words
from helpers.look import FORWARD, LOSS, TARGET, number, sheet, styled


class Boundary:
    """Two inputs, a step, and three numbers to drag until the boundary separates a gate's 1s from its 0s."""

    ranges = {"w1": (-3, 3, 0.1), "w2": (-3, 3, 0.1), "b": (-3, 3, 0.1), "gate": list(data.GATES)}

    @styled
    def __init__(self):
        self.figure, page = sheet(800, 400)
        self.plane = Plane(self.figure, page)
        self.sum = text(page, 430, 40, "", FORWARD, align="left", moves=True, name="sum")
        text(page, 430, 66, "y = 1 where z ≥ 0 (shaded), else 0", FORWARD, align="left")
        text(page, 430, 330, "A ring is a corner with its target t.", TARGET, align="left")
        self.count = text(page, 430, 300, "", LOSS, align="left", moves=True, name="wrong")

    def update(self, w1=1.0, w2=0.4, b=-0.8, gate="AND"):
        """Show the boundary of a neuron with these weights, and count its mistakes on a gate."""
        wrong = self.plane.update(np.array([w1, w2]), b, gate)
        self.sum.set_text(sum_in_words((w1, w2), b))
        self.count.set_text(f"{wrong} of 4 wrong")
        return (
            f"A neuron with w₁ = {number(w1)}, w₂ = {number(w2)}, b = {number(b)} and a step gets {wrong} of the four "
            f"corners of {gate} wrong."
        )
