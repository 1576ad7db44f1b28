"""What a graph is drawn of: a box for each value, with its number, its note and its slope; two arrows for each link."""

from helpers.figures.parts.expressions import EXPRESSIONS, GIVEN, values_of
from helpers.figures.parts.marks import backward_arrow, box, forward_arrow, text
from helpers.look import BACKWARD, DATA, FORWARD, INK, LOSS, RULE, TARGET, number, signed
from helpers.look import subscripted as sub

WIDTH, PITCH, LEFT = 84, 101, 4
LONGEST = 7  # letters of a name and the number beside it
SYMBOL, NUMBER = 14, 34  # heights within a box, from its top
FORMULA, MADE, NOTE, NOTE_LINE = 34, 54, 82, 19  # in the box of what is made
TOP, MIDDLE, BOTTOM = 4, 118, 308  # of the three rows of boxes
LOW, HIGH = 88, 162  # how high a box is, of what is given, of what is made
PLACES = {  # its column, and the top of its row
    **{name: (column, MIDDLE) for column, name in enumerate(("p1", "z1", "h", "p2", "z2", "y", "r", "L"))},
    **{"w1": (0, TOP), "w2": (3, TOP), "x": (0, BOTTOM), "b1": (1, BOTTOM), "b2": (4, BOTTOM), "t": (6, BOTTOM)},
}
COLORS = {"x": FORWARD, "w1": INK, "b1": INK, "w2": INK, "b2": INK, "t": TARGET, "L": LOSS}


class Node:
    """The box of one value: its name and number, the note of what it was made of, and the loss's slope along it."""

    def __init__(self, axes, name):
        column, self.top = PLACES[name]
        self.name, self.left, self.given = name, LEFT + PITCH * column, name in GIVEN
        self.height = LOW if self.given else HIGH
        self._write(axes, COLORS.get(name, FORWARD))
        self.forward = [self.symbol, self.formula, *self.parts]  # grey until the value comes
        self.calm = [*self.forward, self.slope_symbol]
        self.all = [*self.calm, self.number, *self.notes, self.slope]
        if all(name in values_of(lines) for lines in EXPRESSIONS.values()):
            self._draw(axes)
        else:
            frame = self._draw(axes, animated=True)
            self.all += frame
            self.calm += frame

    def _draw(self, axes, **moves):
        """Draw the box and the dotted lines in it."""
        edge = COLORS[self.name] if self.name in ("L", "t") else RULE
        drawn = [box(axes, self.left, self.top, WIDTH, self.height, edge, **moves)]
        for below in (46,) if self.given else (67, 115):
            x, y = [self.left + 5, self.left + WIDTH - 5], 2 * [self.top + below]
            drawn += axes.plot(x, y, color=RULE, linewidth=1, linestyle=":", **moves)
        return drawn

    def _write(self, axes, color):
        """Make the texts of the box, from its top to its foot."""
        middle, foot = self.left + WIDTH / 2, self.top + self.height
        rows = [] if self.given else [self.top + NOTE, self.top + NOTE + NOTE_LINE]

        def moving(x, y, words="", color=color, **style):
            return text(axes, x, y, words, color, moves=True, **style)

        self.symbol = moving(middle, self.top + SYMBOL, sub(self.name), INK, weight="bold")
        self.formula = moving(middle, self.top + FORMULA, color=DATA)
        self.number = moving(middle, self.top + (NUMBER if self.given else MADE), name=self.name)
        self.parts = [moving(self.left + 4, y, color=DATA, align="left") for y in rows]
        self.notes = [moving(self.left + WIDTH - 4, y, color=INK, align="right") for y in rows]
        self.slope_symbol = moving(middle, foot - 32, f"∂L/∂{sub(self.name)}", BACKWARD)
        self.slope = moving(middle, foot - 13, color=BACKWARD, name=f"dL_d{self.name}")

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


def arrows_of(axes, of, made):
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
