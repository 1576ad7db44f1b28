"""The perceptron's rule at work on a logic gate, one example a step."""

import numpy as np

from helpers import data
from helpers.figures.parts.marks import text
from helpers.figures.parts.plane import Plane, sum_in_words
from helpers.look import FORWARD, INK, LOSS, sheet, styled
from helpers.neuron import train_perceptron


class PerceptronLearning:
    """The perceptron's rule at work on a gate, one example a step, from weights of 0."""

    ranges = {"gate": list(data.GATES), "step": (0, 24, 1)}

    @styled
    def __init__(self):
        self.runs = {name: self._run(*data.gate(name)) for name in data.GATES}
        self.figure, page = sheet(800, 400)
        self.plane = Plane(self.figure, page)
        self.sum = text(page, 430, 40, "", FORWARD, align="left", moves=True, name="sum")
        self.pass_number = text(page, 430, 72, "", INK, align="left", moves=True, name="pass")
        self.news = [text(page, 430, y, "", color, align="left", moves=True) for y, color in ((300, INK), (328, LOSS))]

    def _run(self, x, t):
        return train_perceptron(np.zeros(2), 0.0, x, t, passes=6)

    def update(self, gate="AND", step=4):
        """Show the neuron after so many examples, and which one it looked at last."""
        visits = self.runs[gate][:step]
        done = step >= len(self.runs[gate]) and visits[-4:] and all(v.output == v.target for v in visits[-4:])
        last = visits[-1] if visits else None
        before, (w, b) = [(np.zeros(2), 0.0), (np.zeros(2), 0.0), *((visit.w, visit.b) for visit in visits)][-2:]
        wrong = self.plane.update(w, b, gate, last.example if last and not done else None, before)
        self.sum.set_text(sum_in_words(w, b))
        self.pass_number.set_text(
            f"pass {(len(visits) + 3) // 4} through the four corners" if last else "before the first step"
        )
        what = _what_happened(last, done)
        self.news[0].set_text(what)
        self.news[1].set_text(f"Now {wrong} of 4 wrong.")
        steps = f"{len(visits)} step{'' if len(visits) == 1 else 's'}"
        return f"{gate}, after {steps}: {sum_in_words(w, b)}. {what} Now {wrong} of the four are wrong."


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
