"""The graph of an expression: every value with the note of what it was made of, walked forward and then back."""

import operator
from collections import Counter
from typing import NamedTuple

from helpers import autodiff
from helpers.autodiff import Value
from helpers.figures.parts.marks import Coming, backward_arrow, box, forward_arrow, text
from helpers.figures.parts.walk import Frames
from helpers.look import BACKWARD, DATA, FORWARD, INK, LOSS, RULE, TARGET, factor, number, sheet, signed, styled
from helpers.look import subscripted as sub


class Kind(NamedTuple):
    """A kind of line: what it computes, how it is written with its parts {0} and {1}, and the note that it leaves."""

    compute: object
    written: str
    note: str


TIMES = Kind(operator.mul, "{0} · {1}", "The note: a nudge of {0} is multiplied by {1}, and one of {1} by {0}.")
PLUS = Kind(operator.add, "{0} + {1}", "The note: a nudge of {0} or of {1} passes as it is. Both local slopes are 1.")
MINUS = Kind(operator.sub, "{0} − {1}", "The note: a nudge of {0} passes as it is, one of {1} is turned: 1 and −1.")
SIGMA = Kind(autodiff.sigmoid, "σ({0})", "The note: the slope of σ there, which is {made}(1 − {made}).")
TANH = Kind(autodiff.tanh, "tanh({0})", "The note: the slope of tanh there, which is 1 − {made}².")
HALF = Kind(autodiff.half_square, "½ · {1}²", "The note: the slope of ½{0}² along {0} is {0} itself.")


class Line(NamedTuple):
    """A line of an expression: the value that it makes, how, and of which parts."""

    made: str
    kind: Kind
    of: tuple


FIRST = (Line("p1", TIMES, ("w1", "x")), Line("z1", PLUS, ("p1", "b1")))
HIDDEN = (*FIRST, Line("h", SIGMA, ("z1",)))
SECOND = (Line("z2", PLUS, ("p2", "b2")), Line("y", SIGMA, ("z2",)))
END = (Line("r", MINUS, ("y", "t")), Line("L", HALF, ("r",)))
EXPRESSIONS = {
    "chapter 7's network": (*HIDDEN, Line("p2", TIMES, ("w2", "h")), *SECOND, *END),
    "one weight for both neurons": (*HIDDEN, Line("p2", TIMES, ("w1", "h")), *SECOND, *END),
    "one neuron with tanh": (*FIRST, Line("y", TANH, ("z1",)), *END),
}
NETWORK = next(iter(EXPRESSIONS))
LAST = 22  # of the longest walk

WIDTH, PITCH, LEFT = 84, 101, 4
LONGEST = 7  # letters of a name and the number beside it
SYMBOL, NUMBER = 14, 34  # heights within a box, from its top
FORMULA, MADE, NOTE, NOTE_LINE = 34, 54, 82, 19  # in the box of what is made
TOP, MIDDLE, BOTTOM = 4, 118, 308  # of the three rows of boxes
LOW, HIGH = 88, 162  # how high a box is, of what is given, of what is made
WORDS = 418
PLACES = {  # its column, and the top of its row
    **{name: (column, MIDDLE) for column, name in enumerate(("p1", "z1", "h", "p2", "z2", "y", "r", "L"))},
    **{"w1": (0, TOP), "w2": (3, TOP), "x": (0, BOTTOM), "b1": (1, BOTTOM), "b2": (4, BOTTOM), "t": (6, BOTTOM)},
}
COLORS = {"x": FORWARD, "w1": INK, "b1": INK, "w2": INK, "b2": INK, "t": TARGET, "L": LOSS}


class ExpressionGraph:
    """Boxes, one for each value, with arrows from what it was made of; the walk goes forward, and then back."""

    ranges = {
        "w1": (-8, 8, 0.05), "b1": (-4, 4, 0.05), "x": (-2.5, 2.5, 0.01),
        "w2": (-8, 8, 0.05), "b2": (-4, 4, 0.05), "t": (0, 1, 0.01),
        "expression": list(EXPRESSIONS), "step": (0, LAST),
    }  # fmt: skip

    @styled
    def __init__(self):
        self.figure, axes = sheet(800, 456)
        self.nodes = {name: Node(axes, name) for name in PLACES}
        links = [link for lines in EXPRESSIONS.values() for link in _links(lines)]
        self.arrows = {link: _arrows(axes, *link) for link in dict.fromkeys(links)}
        self.how = text(axes, LEFT, WORDS, "", align="left", moves=True)
        self.why = text(axes, LEFT, WORDS + 24, "", DATA, align="left", moves=True)
        self.frames = Frames(axes)
        self.walks = {label: Way(lines, self.nodes, self.arrows) for label, lines in EXPRESSIONS.items()}
        arrows = [arrow for pair in self.arrows.values() for arrow in pair]
        self.calm = [*arrows, *(part for node in self.nodes.values() for part in node.calm)]
        self.calm += [self.frames.made, self.frames.of]
        self.shown = None

    def update(self, expression=NETWORK, w1=0.5, b1=0.1, x=1.4, w2=0.8, b2=-0.2, t=0.98, step=LAST):
        """Show an expression at these numbers, as far as a step of its walk."""
        way = self.walks[expression]
        step = min(step, way.last)
        values = {name: Value(given) for name, given in zip(GIVEN, (w1, b1, x, w2, b2, t), strict=True)}
        for line in way.lines:
            values[line.made] = line.kind.compute(*(values[part] for part in line.of))
        slopes = autodiff.backward(values["L"])

        if (expression, step) != self.shown:
            self._show(expression, way, step)
        for name in way.come:
            self.nodes[name].update(values[name], slopes[values[name]], step >= way.come[name], step >= way.back[name])
        how, why = way.told(step, values, slopes)
        self.how.set_text(how)
        self.why.set_text(why)
        at_end = f" L = {number(values['L'].number)}; {way.all_told(values, slopes)}." * (step == way.last)
        return f"{expression[0].upper()}{expression[1:]}, step {step} of {way.last}: {how}. {why}{at_end}"

    def _show(self, expression, way, step):
        """Show what belongs to an expression, with what has come in its colour, and frame the numbers of a step."""
        if self.shown is None or self.shown[0] != expression:
            for name, node in self.nodes.items():
                node.show(name in way.come, way.line.get(name))
            for key, pair in self.arrows.items():
                for arrow in pair:
                    arrow.set_visible(key in way.links)
            way.coming.step = None  # another expression may have changed the colours
        self.shown = expression, step
        way.coming.show(step)
        self.frames.show(*way.framed(step))
        self.how.set_color(BACKWARD if step > len(way.lines) else COLORS.get(way.names[step], FORWARD))


GIVEN = ("w1", "b1", "x", "w2", "b2", "t")


class Node:
    """The box of one value: its name and number, the note of what it was made of, and the loss's slope along it."""

    def __init__(self, axes, name):
        column, self.top = PLACES[name]
        self.name, self.left, self.given = name, LEFT + PITCH * column, name in GIVEN
        self.height = LOW if self.given else HIGH
        moves = {"animated": any(name not in _values(lines) for lines in EXPRESSIONS.values())}
        color = COLORS.get(name, FORWARD)
        edge = color if name in ("L", "t") else RULE
        self.calm, still = [], [box(axes, self.left, self.top, WIDTH, self.height, edge, **moves)]
        for below in (46,) if self.given else (67, 115):
            x, y = [self.left + 5, self.left + WIDTH - 5], 2 * [self.top + below]
            still += axes.plot(x, y, color=RULE, linewidth=1, linestyle=":", **moves)
        middle, foot = self.left + WIDTH / 2, self.top + self.height

        def moving(x, down, words="", color=color, align="center", gid=None, **style):
            return text(axes, x, down, words, color, align, moves=True, name=gid, **style)

        self.symbol = moving(middle, self.top + SYMBOL, sub(name), INK, weight="bold")
        self.formula = moving(middle, self.top + FORMULA, color=DATA)
        self.number = moving(middle, self.top + (NUMBER if self.given else MADE), gid=name)
        lines = [] if self.given else [self.top + NOTE, self.top + NOTE + NOTE_LINE]
        self.parts = [moving(self.left + 4, y, color=DATA, align="left") for y in lines]
        self.notes = [moving(self.left + WIDTH - 4, y, color=INK, align="right") for y in lines]
        self.slope_symbol = moving(middle, foot - 32, f"∂L/∂{sub(name)}", BACKWARD)
        self.slope = moving(middle, foot - 13, color=BACKWARD, gid=f"dL_d{name}")
        self.all = [self.symbol, self.formula, self.number, *self.parts, *self.notes, self.slope_symbol, self.slope]
        self.forward = [self.symbol, self.formula, *self.parts]  # grey until the value comes
        if moves["animated"]:
            self.all += still
            self.calm += still
        self.calm += [*self.forward, self.slope_symbol]

    def show(self, there, line):
        """Show the box or hide it, and write the formula of the line that makes its value here, and its parts."""
        for artist in self.all:
            artist.set_visible(there)
        if there and line:
            names = [sub(part) for part in line.of]
            self.formula.set_text(line.kind.written.format(names[0], names[-1]).replace(" · ", "·").replace("½·", "½"))
            for i, part in enumerate(self.parts):
                part.set_text(names[i] if i < len(names) else "")

    def update(self, value, slope, has_come, is_back):
        """Write the numbers of the value that have been reached."""
        self.number.set_text(number(value.number) if has_come else "")
        self.slope.set_text(signed(slope) if is_back else "")
        for i, note in enumerate(self.notes):
            there = has_come and i < len(value.made_of)
            note.set_text(_short(value.made_of[i][1], LONGEST - len(self.parts[i].get_text())) if there else "")

    def of_value(self):
        """Return where the value stands, to be framed."""
        return self._frame(self.top + 2, 42 if self.given else 63)

    def of_line(self):
        """Return where the value stands together with its note."""
        return self._frame(self.top + 2, 111)

    def of_note(self, i):
        """Return where the local slope along part i stands."""
        return self._frame(self.top + NOTE + NOTE_LINE * i - 10, 20)

    def of_slope(self):
        """Return where the slope stands."""
        return self._frame(self.top + self.height - 43, 41)

    def _frame(self, top, height):
        return self.left + 1, top, WIDTH - 2, height


def _short(slope, room):
    """Return a local slope with as many of its digits as there is room for, in letters."""
    written = [one.replace("e-0", "e-").replace("-", "−") for one in (number(slope), f"{slope:.2g}", f"{slope:.0e}")]
    return next((one for one in written if len(one) <= room), written[-1])


def _values(lines):
    """Return the names of all values of an expression, what is given first."""
    made = [line.made for line in lines]
    used = {part for line in lines for part in line.of}
    return [*(name for name in GIVEN if name in used), *made]


def _links(lines):
    """Return (part, what it goes into) for every part of every line."""
    return [(part, line.made) for line in lines for part in line.of]


def _arrows(axes, of, made):
    """Return the arrow along which a value flows into what it makes, and the one along which the slope comes back."""
    (column, top), (to, _) = PLACES[of], PLACES[made]
    right, left, middle = LEFT + PITCH * column + WIDTH, LEFT + PITCH * to, LEFT + PITCH * to + WIDTH / 2
    near, far = middle - 13, middle + 13
    if top == MIDDLE:
        up, down = MIDDLE + MADE, MIDDLE + HIGH - 13
        ways = ([right + 1, left - 5], [up, up]), ([left - 1, right + 5], [down, down])
    elif top == BOTTOM:
        ends = [BOTTOM - 1, MIDDLE + HIGH + 5]
        ways = ([near, near], ends), ([far, far], [ends[1] - 4, ends[0] - 4])
    elif column == to:
        ends = [TOP + LOW + 1, MIDDLE - 5]
        ways = ([near, near], ends), ([far, far], [ends[1] + 4, ends[0] + 4])
    else:  # from the top row to another column
        up, down = TOP + NUMBER, TOP + LOW - 13
        ways = ([right + 1, far, far], [up, up, MIDDLE - 5]), ([near, near, right + 5], [MIDDLE - 1, down, down])
    return forward_arrow(axes, *ways[0], moves=True), backward_arrow(axes, *ways[1])


class Way:
    """The walk through one expression: at which step each value comes, and at which the loss's slope along it."""

    def __init__(self, lines, nodes, arrows):
        self.lines, self.nodes = lines, nodes
        self.line = {line.made: line for line in lines}
        self.users = {name: [line for line in reversed(lines) if name in line.of] for name in _values(lines)}
        self.names = ["", *self.line, *self._back()]
        self.last = len(self.names) - 1
        self.come = {name: 0 for name in self.users} | {name: i for i, name in enumerate(self.line, 1)}
        self.back = {name: i for i, name in enumerate(self.names) if i > len(lines)}
        self.links = _links(lines)
        self.coming = Coming()
        for name in self.users:
            for artist in nodes[name].forward:
                self.coming.add(artist, self.come[name])
            self.coming.add(nodes[name].slope_symbol, self.back[name])
        for part, made in self.links:
            for arrow, step in zip(arrows[part, made], (self.come[made], self.back[part]), strict=True):
                self.coming.add(arrow, step)

    def _back(self):
        """Return the order of the way back: a value's turn comes when all that used it have reported."""
        missing, order = Counter(part for line in self.lines for part in line.of), ["L"]
        for line in reversed(self.lines):
            for part in line.of:
                missing[part] -= 1
                if not missing[part]:
                    order.append(part)
        return order

    def framed(self, step):
        """Return where a step makes a number, and where those stand that it is made of."""
        name = self.names[step]
        if not name:
            return [self.nodes[given].of_value() for given in self.users if given in GIVEN], []
        node, users = self.nodes[name], self.users[name]
        if step <= len(self.lines):
            return [node.of_line()], [self.nodes[part].of_value() for part in self.line[name].of]
        reports = [(self.nodes[user.made], user.of.index(name)) for user in users]
        return [node.of_slope()], [place for user, i in reports for place in (user.of_slope(), user.of_note(i))]

    def told(self, step, values, slopes):
        """Return how the number of a step is made, with the numbers, and why so."""
        name = self.names[step]
        if not name:
            return "Given: " + ", ".join(f"{sub(n)} = {number(values[n].number)}" for n in self.users if n in GIVEN), (
                "Nothing has been computed yet. These values are made of nothing, so they have no note."
            )
        if step <= len(self.lines):
            return self._made(self.line[name], values)
        if name == "L":
            return "∂L/∂L = 1", "The way back begins: L moves as far as L itself."
        return self._reported(name, values, slopes)

    def _made(self, line, values):
        names, made = [sub(part) for part in line.of], sub(line.made)
        first, last = (values[part].number for part in (line.of[0], line.of[-1]))
        formula = line.kind.written.format(names[0], names[-1])
        filled = line.kind.written.format(number(first), factor(last))
        note = line.kind.note.format(names[0], names[-1], made=made)
        return f"{made} = {formula} = {filled} = {number(values[line.made].number)}", note

    def _reported(self, name, values, slopes):
        symbols, products = [], []
        for user in self.users[name]:
            local = values[user.made].made_of[user.of.index(name)][1]
            symbols.append(f"∂L/∂{sub(user.made)} · {factor(local)}")
            products.append(f"{(factor if products else number)(slopes[values[user.made]])} · {factor(local)}")
        both = f" + {products[1]}" if len(products) > 1 else ""
        how = f"∂L/∂{sub(name)} = {' + '.join(symbols)} = {products[0]}{both} = {signed(slopes[values[name]])}"
        if both:
            return how, f"{sub(name)} was used twice, so it had to wait for two reports, and they add up."
        return how, f"{sub(self.users[name][0].made)} reports its own slope, times the local slope in its note."

    def all_told(self, values, slopes):
        """Return the loss's slopes along what is given, in words."""
        given = [name for name in self.users if name in GIVEN]
        return ", ".join(f"∂L/∂{sub(name)} = {signed(slopes[values[name]])}" for name in given)
