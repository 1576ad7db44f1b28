"""The perceptron's rule at work on a logic gate, one visit to a corner after the other."""

import numpy as np

from helpers import data
from helpers.figures.parts.marks import text
from helpers.figures.parts.plane import Plane, sum_in_words
from helpers.look import FORWARD, INK, LOSS, sheet, styled
from helpers.neuron import train_perceptron

GATES = ("AND", "OR", "XOR")


class PerceptronLearning:
    """The perceptron's rule at work on a gate, visit by visit, from weights of 0."""

    ranges = {"gate": list(GATES), "visit": (0, 24, 1)}

    @styled
    def __init__(self):
        self.runs = {name: train_perceptron(np.zeros(2), 0.0, *data.gate(name), passes=6) for name in GATES}
        self.figure, page = sheet(800, 400)
        self.plane = Plane(self.figure, page)
        self.sum = text(page, 430, 40, "", FORWARD, align="left", moves=True, name="sum")
        self.pass_number = text(page, 430, 72, "", INK, align="left", moves=True, name="pass")
        self.news = [text(page, 430, y, "", color, align="left", moves=True) for y, color in ((300, INK), (328, LOSS))]

    def update(self, gate="AND", visit=4):
        """Show the neuron after so many examples, and which one it looked at last."""
        visits = self.runs[gate][:visit]
        done = visit >= len(self.runs[gate]) and visits[-4:] and all(v.output == v.target for v in visits[-4:])
        last = visits[-1] if visits else None
        before, (w, b) = [(np.zeros(2), 0.0), (np.zeros(2), 0.0), *((visit.w, visit.b) for visit in visits)][-2:]
        wrong = self.plane.update(w, b, gate, last.example if last else None, before)
        self.sum.set_text(sum_in_words(w, b))
        self.pass_number.set_text(
            f"pass {(len(visits) + 3) // 4} through the four corners" if last else "before the first visit"
        )
        what = _what_happened(last, done)
        self.news[0].set_text(what)
        self.news[1].set_text(f"Now {wrong} of 4 wrong.")
        count = f"{len(visits)} visit{'' if len(visits) == 1 else 's'}"
        return f"{gate}, after {count}: {sum_in_words(w, b)}. {what} Now wrong: {wrong} of the four."


def _what_happened(visit, done):
    """Say what the rule did at its last visit."""
    if visit is None:
        return "All three numbers are 0."
    if done:
        return "A whole pass without a mistake: it has learned."
    said = f"It said {visit.output:.0f}, the target is {visit.target:.0f}:"
    if visit.output == visit.target:
        return f"{said} nothing changes."
    did = "added" if visit.target > visit.output else "taken away"
    return f"{said} x₁, x₂, 1 {did}."
