"""One weight, one step at a time: the slope where it stands, and the step that this slope implies."""

import numpy as np

from helpers import descent
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import panel, tangent
from helpers.gradient_check import numerical_gradient
from helpers.look import BACKWARD, DATA, INK, LOSS, RULE, factor, number, sheet, signed, styled
from helpers.losses import half_squared_error
from helpers.neuron import weighted_sum

WIDTH, HEIGHT = 800, 400
LOW, HIGH, TOP = -1.3, 1.8, 2.0  # the part of the curve that is shown: w from LOW to HIGH, L up to TOP
LANE = -0.16  # the height, under the curve, at which the step is drawn
LEFT, PANEL_WIDTH, PANEL_HEIGHT = 44, 470, 318
TANGENT = 80  # pixels to either side of the dot
STEPS = 10


class OneStep:
    """The loss of a neuron y = w·x + b on a table, its b held still, and gradient descent along w."""

    ranges = {"learning_rate": (0.01, 1.6, 0.01), "start": (-1.2, 1.7, 0.05), "step": list(range(STEPS))}

    @styled
    def __init__(self, table, b=0.5):
        self.loss = lambda w: half_squared_error(weighted_sum(w, b, table.x), table.t)
        self.figure, page = sheet(WIDTH, HEIGHT)
        axes = panel(self.figure, LEFT, 36, PANEL_WIDTH, PANEL_HEIGHT, xlim=(LOW, HIGH), ylim=(-0.3, TOP))
        self._draw_still(page, axes)
        style = {"animated": True, "mew": 0}
        (self.tangent,) = axes.plot([], [], color=BACKWARD, linestyle="--", animated=True, gid="tangent")
        (self.before,) = axes.plot([], [], "o", color=LOSS, alpha=0.7, ms=7, gid="before", **style)
        (self.move,) = axes.plot([], [], ">", color=INK, ls="-", markevery=[1], ms=8, gid="move", **style)
        (self.drop,) = axes.plot([], [], ":", color=DATA, linewidth=1.5, animated=True, gid="drop")
        (self.dot,) = axes.plot([], [], "o", color=LOSS, ms=11, gid="dot", **style)
        self.beyond = text(page, 0, 62, "", LOSS, moves=True, name="beyond")
        self._make_numbers(page)

    def _draw_still(self, page, axes):
        axes.set(xticks=(-1, -0.5, 0, 0.5, 1, 1.5), yticks=(0, 0.5, 1, 1.5, 2))
        axes.axhline(0, color=RULE, linewidth=1)
        w = np.linspace(LOW, HIGH, 121)
        axes.plot(w, [self.loss(value) for value in w], color=LOSS)
        text(page, LEFT + PANEL_WIDTH + 8, 366, "w", weight="bold")
        text(page, 14, 20, "L, the loss as w moves; b is held still", LOSS, align="left")

    def _make_numbers(self, page):
        left, right = 560, 788
        self.title = text(page, left, 62, "", align="left", moves=True, name="title", weight="bold")
        rows = (
            ("w", "w", INK, 96),
            ("L", "L", LOSS, 122),
            ("slope", "slope  ∂L/∂w", BACKWARD, 148),
            ("move", "step  −α · ∂L/∂w", INK, 174),
        )
        self.numbers = {}
        for name, words, color, y in rows:
            text(page, left, y, words, color, align="left")
            self.numbers[name] = text(page, right, y, "", color, align="right", moves=True, name=name)
        page.plot([left, right], [200, 200], color=RULE, linewidth=1)
        text(page, left, 224, "new w  =  w − α · ∂L/∂w", align="left")
        self.formula = text(page, left, 250, "", align="left", moves=True, name="formula")
        self.after = text(page, left, 276, "", align="left", moves=True, name="after", weight="bold")
        page.plot([left, right], [300, 300], color=RULE, linewidth=1)
        text(page, left, 324, "dashed: the tangent", BACKWARD, align="left")
        text(page, left, 346, "arrow: the step, −α · slope", INK, align="left")
        text(page, left, 368, "small: where w stood before", DATA, align="left")

    def update(self, learning_rate=0.3, start=-0.4, step=0):
        """Show w after `step` steps from `start`, and the step that comes next."""
        run = descent.train(start, self.loss, lambda w: numerical_gradient(self.loss, w), learning_rate, STEPS)
        w, after = run.params[step : step + 2]
        loss, slope = run.loss[step], run.gradients[step]
        self.before.set_data(run.params[:step], run.loss[:step])
        self.dot.set_data([w], [loss])
        self.drop.set_data([w, w], [LANE, loss])
        self.tangent.set_data(*tangent(self.tangent.axes, w, loss, slope, TANGENT))
        self.move.set_data(np.clip([w, after], LOW, HIGH), [LANE, LANE])
        self.move.set_marker(">" if after > w else "<")
        self._show_beyond(w)
        counted = f"{step} step" + ("" if step == 1 else "s")
        self.title.set_text(f"after {counted}")
        values = {"w": number(w), "L": number(loss), "slope": signed(slope), "move": signed(after - w)}
        for name, value in values.items():
            self.numbers[name].set_text(value)
        self.formula.set_text(f"=  {number(w)} − {learning_rate:g} · {factor(slope)}")
        self.after.set_text(f"=  {number(after)}")
        return (
            f"After {counted} w is {number(w)} and the loss is {number(loss)}. The slope there is {signed(slope)}, so "
            f"with learning rate α = {learning_rate:g} the next step is {signed(after - w)}, to w = {number(after)}."
        )

    def _show_beyond(self, w):
        """Say on which side the dot has left the chart, if it has."""
        self.beyond.set_text("" if LOW <= w <= HIGH else "◂ off the chart" if w < LOW else "off the chart ▸")
        self.beyond.set(x=LEFT + (120 if w < LOW else PANEL_WIDTH - 120))
