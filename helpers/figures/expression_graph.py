"""The graph of an expression: every value with the note of what it was made of, walked forward and then back."""

from collections import Counter

from helpers import autodiff
from helpers.autodiff import Value
from helpers.figures.parts.expressions import EXPRESSIONS, GIVEN, NETWORK, links_of, values_of
from helpers.figures.parts.graph import COLORS, LEFT, PLACES, Node, arrows_of
from helpers.figures.parts.marks import Coming, text
from helpers.figures.parts.walk import Frames
from helpers.look import BACKWARD, DATA, FORWARD, factor, number, sheet, signed, styled
from helpers.look import subscripted as sub

LAST = 22  # of the longest walk
WORDS = 418  # how low the words stand


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
        links = [link for lines in EXPRESSIONS.values() for link in links_of(lines)]
        self.arrows = {link: arrows_of(axes, *link) for link in dict.fromkeys(links)}
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


class Way:
    """The walk through one expression: at which step each value comes, and at which the loss's slope along it."""

    def __init__(self, lines, nodes, arrows):
        self.lines, self.nodes = lines, nodes
        self.line = {line.made: line for line in lines}
        self.users = {name: [line for line in reversed(lines) if name in line.of] for name in values_of(lines)}
        self.names = ["", *self.line, *self._back()]
        self.last = len(self.names) - 1
        self.come = {name: 0 for name in self.users} | {name: i for i, name in enumerate(self.line, 1)}
        self.back = {name: i for i, name in enumerate(self.names) if i > len(lines)}
        self.links = links_of(lines)
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
