"""Layers of several neurons: each unit reads down its column of a matrix, and collects along its row of the next."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers import mlp
from helpers.activations import sigmoid
from helpers.figures.parts.marks import box, forward_arrow, text
from helpers.look import BACKWARD, DATA, FORWARD, INK, RULE, TARGET, factor, number, sheet, signed, styled

INPUT, HIDDEN, OUTPUT = 6, 190, 446  # where boxes begin, in pixels
HALF, HIGH = 73, 100  # of a unit's box: the width of its halves, its height
TOPS = {1: (114,), 2: (34, 194)}  # of one box, or of two above each other
LABELS, COLUMNS, WIDE, ROW = 656, (695, 763), 64, 26  # matrices: rows' names end, columns' middles, a cell's size
WIDTHS = {"to come": (1, 8), "reached": (1.6, 11), "now": (3, 16)}  # of an arrow and of its head
APART = 9  # pixels between the heads of arrows that end at one box


class ManyNeurons:
    """A network with σ in both layers, at one of some examples x (N, 2), t (N, n): walked forward and back by units."""

    @styled
    def __init__(self, layers, x, t):
        self.layers, self.x, self.t = layers, np.asarray(x, float), np.asarray(t, float)
        outputs = self.t.shape[1]
        self.steps = [("h", 0), ("h", 1), *[("y", k) for k in range(outputs)]]
        self.steps += [("δ₂", k) for k in range(outputs)] + [("δ₁", 0), ("δ₁", 1)]
        self.ranges = {"example": (1, len(self.x)), "step": (1, len(self.steps))}
        self.figure, page = sheet(800, 418)
        self.tops = TOPS[outputs]
        self.inputs = [Box(page, INPUT, top, (f"x{sub}",)) for sub, top in zip("₁₂", TOPS[2], strict=True)]
        self.units = [Box(page, HIDDEN, top, ("z₁", "h", "δ₁", "∂L/∂h")) for top in TOPS[2]]
        self.outputs = [Box(page, OUTPUT, top, ("z₂", "y", "δ₂", "∂L/∂y")) for top in self.tops]
        for names, left, tops in (("unit", HIDDEN, TOPS[2]), ("output", OUTPUT, self.tops)):
            for name, top in zip(numbered(names, len(tops)), tops, strict=True):
                text(page, left + HALF, top - 13, name, DATA)
        for left, tops, layer in ((HIDDEN, TOPS[2], layers[0]), (OUTPUT, self.tops, layers[1])):
            for top, bias in zip(tops, layer.b, strict=True):
                _bias(page, left, top, bias)
        self.targets = [_target(page, top) for top in self.tops]
        self.forward = {
            "h": _links(page, INPUT + HALF, TOPS[2], HIDDEN, TOPS[2], layers[0].W, FORWARD),
            "y": _links(page, HIDDEN + 2 * HALF, TOPS[2], OUTPUT, self.tops, layers[1].W, FORWARD),
        }
        self.backward = _links(page, OUTPUT, self.tops, HIDDEN + 2 * HALF, TOPS[2], layers[1].W.T, BACKWARD)
        self.matrices = {
            "W₁": Matrix(page, 34, "W₁", "b₁", ("x₁", "x₂"), numbered("unit", 2), layers[0]),
            "W₂": Matrix(page, 194, "W₂", "b₂", numbered("unit", 2), numbered("output", outputs), layers[1]),
        }
        self.made = page.add_patch(Rectangle((0, 0), 0, 0, fc="none", ec=INK, lw=2.5, animated=True, gid="made"))
        self.read = page.add_patch(Rectangle((0, 0), 0, 0, fc="none", ec=INK, lw=2.5, animated=True, gid="read"))
        self.words = [text(page, 6, y, "", align="left", moves=True) for y in (352, 378, 404)]
        self.words[0].set_weight("bold")

    def update(self, example=3, step=2):
        """Show an example, as far as a step of the walk: a unit forward, or a unit back."""
        x, t = self.x[example - 1], self.t[example - 1]
        trace = mlp.forward(self.layers, x[np.newaxis], (sigmoid, sigmoid))
        z1, z2, h, y = trace.z[0][0], trace.z[1][0], trace.h[1][0], trace.y[0]
        first, second = mlp.backward(self.layers, trace, t[np.newaxis], (sigmoid, sigmoid))
        delta1, delta2 = first.b, second.b  # of one example, so no mean is taken
        dL_dy, dL_dh = y - t, self.layers[1].W @ delta2
        reached = self.steps[:step]
        for i, shown in enumerate(self.inputs):
            shown.write((number(x[i]),))
        for i, shown in enumerate(self.units):
            values = (z1[i], h[i], delta1[i], dL_dh[i])
            shown.write(_reached(values, ("h", i) in reached, ("δ₁", i) in reached))
        for k, shown in enumerate(self.outputs):
            values = (z2[k], y[k], delta2[k], dL_dy[k])
            shown.write(_reached(values, ("y", k) in reached, ("δ₂", k) in reached))
            self.targets[k].set_text(f"t {number(t[k])}")
        self._light_arrows(step)
        self._frame(*self.steps[step - 1])
        said = self._told(*self.steps[step - 1], x, h, y, t, delta2, dL_dh, (z1, z2, delta1))
        for shown, words in zip(self.words, said, strict=True):
            shown.set_text(words)
        inputs, targets = (", ".join(map(number, values)) for values in (x, t))
        return f"Step {step} of {len(self.steps)}, x = ({inputs}), t = {targets}. {'. '.join(said)}."

    def _light_arrows(self, step):
        """Show arrows as far as the walk has come: thick now, thin before, grey to come, and dashed on the way back."""
        now, reached = self.steps[step - 1], self.steps[:step]
        for name, links in [*self.forward.items(), ("δ₁", self.backward)]:
            for (start, to), arrow in links.items():
                state = "now" if (name, to) == now else "reached" if (name, to) in reached else "to come"
                width, head = WIDTHS[state]
                arrow.set(linewidth=width, markersize=head)
                if name == "δ₁":
                    arrow.set_visible(state != "to come")
                else:
                    arrow.set_color(RULE if state == "to come" else FORWARD)
                    arrow.set_visible(name == "h" or ("δ₁", start) not in reached)

    def _frame(self, name, i):
        """Frame the half of a box that is made, and what it reads of a matrix; δ₂ reads none."""
        left, tops = (HIDDEN, TOPS[2]) if name in ("h", "δ₁") else (OUTPUT, self.tops)
        self.made.set_bounds(left - 4, tops[i] + (-4 if name in ("h", "y") else HIGH / 2), 2 * HALF + 8, HIGH / 2 + 4)
        matrix = self.matrices["W₁" if name == "h" else "W₂"]
        self.read.set_bounds(*(matrix.row(i) if name == "δ₁" else matrix.column(i)))
        self.read.set_visible(name != "δ₂")
        color = FORWARD if name in ("h", "y") else BACKWARD
        for words in self.words[1:]:
            words.set_color(color)

    def _told(self, name, i, x, h, y, t, delta2, dL_dh, sums):
        """Return three lines: what happens at a step, and how the two numbers of it are made."""
        (W1, b1), (W2, b2) = self.layers
        z1, z2, delta1 = sums
        output = numbered("output", len(y))[i] if name in ("y", "δ₂") else ""
        whole = output if len(y) > 1 else f"the {output}"
        if name == "h":
            z = f"z₁ = {_sum(x, W1[:, i], b1[i])} = {number(z1[i])}"
            return f"Unit {i + 1} reads down its column of W₁", z, f"h = σ({number(z1[i])}) = {number(h[i])}"
        if name == "y":
            z = f"z₂ = {_sum(h, W2[:, i], b2[i])} = {number(z2[i])}"
            return f"{whole.capitalize()} reads down its column of W₂", z, f"y = σ({number(z2[i])}) = {number(y[i])}"
        if name == "δ₂":
            error = f"∂L/∂y = y − t = {number(y[i])} − {number(t[i])} = {signed(y[i] - t[i])}"
            product = f"{signed(y[i] - t[i])} · {number(y[i] * (1 - y[i]))} = {signed(delta2[i])}"
            return f"Back: δ₂ of {whole}", error, f"δ₂ = ∂L/∂y · y(1 − y) = {product}"
        collected = f"∂L/∂h = {_sum(delta2, W2[i])} = {signed(dL_dh[i])}"
        product = f"{signed(dL_dh[i])} · {number(h[i] * (1 - h[i]))} = {signed(delta1[i])}"
        words = f"Back: unit {i + 1} collects along its row of W₂"
        return words, collected, f"δ₁ = ∂L/∂h · h(1 − h) = {product}"


class Box:
    """A box with one number, or of a unit with four: two values above, two slopes below them."""

    def __init__(self, page, left, top, names):
        tall = len(names) > 1
        box(page, left, top if tall else top + 24, 2 * HALF if tall else HALF, HIGH if tall else 52)
        if tall:
            page.plot([left + HALF] * 2, [top, top + HIGH], color=RULE, linewidth=1)
            page.plot([left + 6, left + 2 * HALF - 6], [top + HIGH / 2] * 2, color=RULE, linewidth=1, linestyle=":")
        self.values = []
        for i, name in enumerate(names):
            x, y = left + HALF / 2 + HALF * (i % 2), top + (15 if tall else 39) + HIGH / 2 * (i // 2)
            color = FORWARD if i < 2 else BACKWARD
            text(page, x, y, name, INK if i < 2 else BACKWARD, weight="bold" if i < 2 else "normal")
            self.values.append(text(page, x, y + 21, "", color, moves=True, name=name))

    def write(self, values):
        """Write the numbers, in the order of their names."""
        for shown, value in zip(self.values, values, strict=True):
            shown.set_text(value)


class Matrix:
    """The parameters of a layer as code has them: a row for each input, a column for each unit, the biases below."""

    def __init__(self, page, top, name, bias, rows, columns, layer):
        self.top, self.columns = top + 2, len(columns)
        text(page, LABELS, top - 13, name, weight="bold", align="right")
        numbers = np.vstack([layer.W, layer.b])
        for j, column in enumerate(columns):
            text(page, COLUMNS[j], top - 13, column, DATA)
            for i in range(3):
                text(page, COLUMNS[j], self._middle(i), number(numbers[i, j]))
        for i, row in enumerate((*rows, bias)):
            text(page, LABELS, self._middle(i), row, INK if row == bias else DATA, "right")
        ends = [COLUMNS[0] - WIDE / 2, COLUMNS[self.columns - 1] + WIDE / 2]
        page.plot(ends, [self.top + 2 * ROW + 2] * 2, color=RULE, linewidth=1)

    def _middle(self, i):
        return self.top + ROW * (i + 0.5) + 4 * (i == 2)

    def column(self, j):
        """Return the place of a column and its bias, (left, top, width, height)."""
        return COLUMNS[j] - WIDE / 2, self.top - 1, WIDE, 3 * ROW + 6

    def row(self, i):
        """Return the place of a row."""
        return COLUMNS[0] - WIDE / 2, self.top + ROW * i, WIDE + COLUMNS[self.columns - 1] - COLUMNS[0], ROW


def numbered(name, count):
    """Return a name for each of so many: alone it has no number."""
    return (name,) if count == 1 else tuple(f"{name} {i + 1}" for i in range(count))


def _reached(values, forward, backward):
    """Return the numbers of a unit's box as text, as far as the walk has come."""
    z, h = (number(value) if forward else "" for value in values[:2])
    slopes = (signed(value) if backward else "" for value in values[2:])
    return z, h, *slopes


def _sum(values, weights, bias=None):
    """Return a weighted sum in words, with numbers."""
    terms = [f"{factor(value)} · {factor(weight)}" for value, weight in zip(values, weights, strict=True)]
    return " + ".join(terms + ([] if bias is None else [factor(bias)]))


def _bias(page, left, top, value):
    box(page, left, top + HIGH + 10, 82, 26)
    text(page, left + 41, top + HIGH + 23, f"b {number(value)}")
    forward_arrow(page, [left + HALF / 2] * 2, [top + HIGH + 10, top + HIGH + 5])


def _target(page, top):
    box(page, OUTPUT + 86, top + HIGH + 10, 60, 26, TARGET)
    return text(page, OUTPUT + 116, top + HIGH + 23, "", TARGET, moves=True)


def _links(page, left, tops, right, other_tops, W, color):
    """Draw an arrow for each weight, {(from, to): arrow}; at those that values flow along it is written."""
    forward = color == FORWARD
    end = right - 9 if forward else right + 9
    links = {}
    for i, top in enumerate(tops):
        for j, other in enumerate(other_tops):
            heads = APART * np.sign(top - other)  # not all in one place
            x, y = np.array([left, end]), np.array([top, other + heads]) + HIGH / 2
            links[i, j] = _slanted_arrow(page, x, y, color, "-" if forward else "--")
            if forward:
                _weigh(page, x, y, W[i, j])
    return links


def _weigh(page, x, y, weight):
    """Write a weight at the first quarter of its arrow, on the side where no other arrow runs."""
    slanted, lower = y[1] != y[0], y[0] > TOPS[1][0] + HIGH / 2
    at = [ends[0] + 0.27 * (ends[1] - ends[0]) for ends in (x, y)]
    text(page, at[0] + 4 * slanted, at[1] + (14 if lower else -12), number(weight), align="left")


def _slanted_arrow(page, x, y, color, style):
    angle = np.degrees(np.arctan2(y[0] - y[1], x[1] - x[0])) - 90  # of a triangle that points up
    return page.add_line(
        Line2D(x, y, color=color, linestyle=style, marker=(3, 0, angle), markevery=[-1], mew=0, animated=True)
    )
