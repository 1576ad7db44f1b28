"""The kinds of exercise: by hand, to write, on one page, to find out.

Each has what is right, and says what is wrong with an answer:
`judged(answer, words)` returns whether an answer is right, and what is to be said to it: (False, UNANSWERED) where the
dots still stand. `words` are the exercise's own: for misreadings of its task, each under the expression that it comes
to, or for what may be amiss with something found.
"""

import copy
from functools import cached_property
from itertools import chain, permutations
from random import Random

import numpy as np

from helpers.practice import mistakes
from helpers.practice.handed_in import UNANSWERED, calls, read, unanswered, where_of
from helpers.practice.lines import Lines, digits
from helpers.practice.rules import ROUNDING

EXERCISES = {}  # id -> exercise, filled as the chapters are imported


def registered(kind):
    """Return a decorator for the function that is what is right in an exercise of this kind: @by_hand("7.1", …)."""

    def named(id, *details, **more):
        def keep(function):
            EXERCISES[id] = kind(function, *details, **more)
            return function

        return keep

    return named


class ByHand:
    """A number, or several, to compute on paper from some numbers.

    lines: the right way, a function of the numbers. page: those of the page, {name: number}. others: for `again`,
    {name: what it may be}. close: how exact an answer must be. written: the right lines in other words, whose edits are
    mistakes too.
    """

    def __init__(self, lines, page, others, close=0.005, written=()):
        self.lines, self.page, self.others, self.close = Lines(lines), page, others, close
        self.ways, self.numbers = [self.lines, *map(Lines, written)], page

    def again(self, random):
        """Take other numbers, among which mistakes can be told apart; without `random`, those of the page."""
        self.numbers = self.page
        page = self.given_by(self.lines)
        while random and (self.same(self.given_by(self.lines), page) or not self.tells()):
            self.numbers = {name: random.choice(choices) for name, choices in self.others.items()}

    def judged(self, answer, words):
        """Judge numbers."""
        if unanswered(answer):
            return False, UNANSWERED
        right = self.given_by(self.lines)
        value, wrong = read(answer, right)
        if wrong:
            return False, f"Your answer {wrong}."
        if not self.same(value, right):
            return False, mistakes.of_numbers(self, value, right, words)
        as_well = [
            edit
            for edit, function in self.mistakes
            if edit.rare < ROUNDING and self.same(self.given_by(function), right)
        ]
        return True, f" With these numbers a mistake would give the same: {as_well[0].words}." if as_well else ""

    def solution(self, found):
        """Return the lines with the numbers put in, and what they come to."""
        steps = "\n".join(f"# {step}" for step in self.lines.worked(self.numbers))
        return f"{steps}\n{found['answer']} = {digits(self.lines(*self.case))}"

    def quantities(self):
        """Return {name: number} of the task, and of all that comes on the way."""
        return self.lines.quantities(*self.case)

    @property
    def case(self):
        """The numbers, in the order in which the lines take them."""
        return [self.numbers[name] for name in self.lines.parameters]

    def given_by(self, function, **others):
        """Return what a function gives for the numbers, some of them others, as an array; NaN where it stops."""
        return numbers_given(function, [(self.numbers | others)[name] for name in self.lines.parameters])

    def same(self, one, other):
        """Whether two answers are equal, as far as one can tell on paper."""
        return np.shape(one) == np.shape(other) and bool(np.all(self._near(one, other)))

    def _near(self, one, other, times=1):
        return np.abs(np.subtract(one, other)) <= times * self.close * (np.maximum(np.abs(one), np.abs(other)) + 0.01)

    @cached_property
    def mistakes(self):
        """Every edit that is a mistake, as (Edit, function): of those that always give the same, the first."""
        random, found = Random(0), {}
        places = [
            [random.choice(self.others[name]) * random.uniform(0.6, 1.6) for name in self.lines.parameters]
            for _ in range(3)
        ]
        right = _rounded([numbers_given(self.lines, place) for place in places])
        for edit, function in sorted(chain(*(lines.edits for lines in self.ways)), key=lambda one: one[0].rare):
            values = _rounded([numbers_given(function, place) for place in places])
            if edit.rare < 3 and values != right and "nan" not in values:
                found.setdefault(values, (edit, function))
        return list(found.values())

    def tells(self):
        """Whether every mistake differs from what is right by twice the tolerance, and common ones from each other."""
        right = self.given_by(self.lines)
        values = [(edit.rare, self.given_by(function)) for edit, function in self.mistakes if edit.rare != ROUNDING]
        if any(value.shape == right.shape and np.all(self._near(value, right, 2)) for _, value in values):
            return False
        common = [value for rare, value in values if rare < 1 and value.shape == right.shape]
        return not any(self.same(one, other) for i, one in enumerate(common) for other in common[:i])


def numbers_given(function, place):
    """Return what a function gives at a place, as an array; NaN where it stops."""
    try:
        with np.errstate(all="ignore"):
            return np.asarray(function(*place), float)
    except Exception:
        return np.asarray(np.nan)


def _rounded(values):
    return " ".join(f"{number + 0.0:.8e}" for value in values for number in np.ravel(value))


class ToWrite:
    """A function to write, compared with the right one case by case.

    lines: the right way. cases: a function of a random.Random that returns tuples of arguments. also: other functions
    that are right. written: the right lines in other words, whose edits are mistakes too. product: whether each result
    is a product of factors, so that its ratio to the right one tells what is wrong.
    """

    def __init__(self, lines, cases, close=1e-6, also=(), written=(), product=False):
        self.lines, self.draw, self.close, self.also = Lines(lines), cases, close, also
        self.ways, self.product = [self.lines, *map(Lines, written)], product

    @cached_property
    def cases(self):
        """The cases of the page, until `again` takes others."""
        return self.draw(Random(0))

    def again(self, random):
        """Take other cases; without `random`, those of the page."""
        self.cases = self.draw(random or Random(0))

    def judged(self, answer, words):
        """Judge a function."""
        found = calls(answer, self.lines, self.cases)
        if found.fault:
            return False, found.fault
        values, strange = [], None
        for value, case in zip(found.values, self.cases, strict=True):
            value, wrong = read(value, self.lines(*copy.deepcopy(case)))
            strange = strange or (wrong and f"{where_of(self.lines, case)} your function's value {wrong}.")
            if value is None or not all(np.isfinite(part).all() for part in self.results(value)):
                return False, strange
            values.append(self.results(value))
        if any(self.agree(values, self.given_by(other)) for other in (self.lines, *self.also)):
            return True, found.remark
        return False, mistakes.of_function(self, answer, values, strange, words)

    def solution(self, found):
        """Return the right lines."""
        return self.lines.source

    def quantities(self):
        """Return nothing: the task has no numbers."""
        return {}

    def results(self, value):
        """Return the list of what a function returns, as arrays."""
        several = len(self.lines.results) > 1
        return [np.asarray(part, float) for part in (value if several and np.iterable(value) else [value])]

    def given_by(self, function, cases=None):
        """Yield the results of a function, case by case; None where it stops."""
        for case in cases or self.cases:
            try:
                with np.errstate(all="ignore"):
                    yield self.results(function(*copy.deepcopy(case)))
            except Exception:
                yield None

    def same(self, one, other):
        """Whether two results are equal, but for rounding."""
        return one.shape == other.shape and np.allclose(one, other, rtol=self.close, atol=self.close / 1000)

    def agree(self, values, others):
        """Whether all results are equal; the others are worked out one by one, as far as needed."""
        return all(
            other is not None and len(one) == len(other) and all(map(self.same, one, other))
            for one, other in zip(values, others, strict=True)
        )


class OnOnePage:
    """Several functions to write, each made with those before it, and handed in together as a list.

    They are judged in their order, up to the first that is not right; `words` has the misreadings of each by its name.
    """

    def __init__(self):
        self.parts = []  # of the kind ToWrite

    @property
    def names(self):
        """The names of the functions, in their order."""
        return [part.lines.tree.name for part in self.parts]

    @property
    def cases(self):
        """The cases of all functions."""
        return [part.cases for part in self.parts]

    def again(self, random):
        """Take other cases for each function; without `random`, those of the page."""
        for part in self.parts:
            part.again(random)

    def judged(self, answer, words):
        """Judge a list of functions."""
        if answer is None or answer is ...:
            return False, UNANSWERED
        asked = f"[{', '.join(self.names)}]"
        if not isinstance(answer, tuple | list) or len(answer) != len(self.parts):
            return False, f"All of it is handed in together, as a list: {asked}."
        said = []
        for name, part, function in zip(self.names, self.parts, answer, strict=True):
            right, what = (False, UNANSWERED) if unanswered(function) else part.judged(function, words.get(name, {}))
            if what == UNANSWERED:
                if not said:
                    return False, UNANSWERED
                what = "not written yet."
            said.append(f"\n{name}: {'right.' if right else ''}{what}")
            if not right:
                waiting = self.names[len(said) :]
                later = f"\n{' and '.join(waiting)}: looked at when {name} is right." if waiting else ""
                return False, "".join(said) + later
        return True, "".join(said)

    def solution(self, found):
        """Return the right lines of all functions."""
        return "\n\n".join(part.lines.source for part in self.parts)

    def quantities(self):
        """Return nothing: the task has no numbers."""
        return {}


class ToFind:
    """Something to find, with many right answers or by looking.

    amiss(answer, **numbers): the key of what is wrong with it and the numbers for its words, or None. like: what an
    answer looks like. names: what an answer's numbers are, in their order. page, others: the task's own numbers, if
    `again` can give other ones; shows(**numbers): what its words need besides.
    """

    def __init__(self, amiss, like, names=(), page=None, others=None, shows=dict):
        self.like, self.amiss, self.names, self.shows = like, amiss, names, shows
        self.page, self.others, self.numbers = page or {}, others or {}, page or {}

    def again(self, random):
        """Take other numbers; without `random`, those of the page."""
        drawn = {name: random.choice(choices) for name, choices in self.others.items()} if random else {}
        self.numbers = self.page | drawn

    def quantities(self):
        """Return {name: number} of the task, and what its words need besides."""
        return self.numbers | self.shows(**self.numbers)

    def solution(self, found):
        """Return what the TOML file has, with the task's numbers in it."""
        return filled(found["solution"].strip(), self.quantities())

    def judged(self, answer, words):
        """Judge what was found; the same numbers in another order are tried first."""
        if unanswered(answer):
            return False, UNANSWERED
        value, wrong = read(answer, self.like)
        if wrong:
            return False, f"Your answer {wrong}."
        found = self.amiss(value, **self.numbers)
        if not found:
            return True, ""
        orders = permutations(range(len(self.names))) if self.names else ()
        for order in orders:
            if tuple(value[list(order)]) != tuple(value) and not self.amiss(value[list(order)], **self.numbers):
                yours = ", ".join(self.names[order.index(i)] for i in range(len(order)))
                return False, f"The order is wrong: you gave {yours}, and {', '.join(self.names)} is asked for."
        for i, name in enumerate(self.names):
            if not self.amiss(np.where(np.arange(len(value)) == i, -value, value), **self.numbers):
                return False, f"It would do with another sign of {name}."
        key, numbers = found
        return False, words[key].format(**numbers)


by_hand, to_write, to_find = map(registered, (ByHand, ToWrite, ToFind))


def on_one_page(id, *details, **more):
    """Return a decorator for the next function of an exercise that asks for several; details as of `to_write`."""

    def keep(function):
        EXERCISES.setdefault(id, OnOnePage()).parts.append(ToWrite(function, *details, **more))
        return function

    return keep


def places(size, count=5):
    """Return a function that draws `count` tuples of `size` numbers, none near 0."""

    def drawn(random):
        return [tuple(random.choice((-1, 1)) * random.randint(3, 20) / 10 for _ in range(size)) for _ in range(count)]

    return drawn


def filled(text, numbers):
    """Return a text with numbers in it, as the page writes them."""
    return text.format(**{name: Written(value) for name, value in numbers.items()})


class Written:
    """A number for a text: four digits, and a minus sign that is one; with what a text asks of it, such as {h[0]}."""

    def __init__(self, value):
        self.value = value

    def __format__(self, spec):
        return self.value if isinstance(self.value, str) else digits(self.value, spec or ".4g").replace("-", "−")

    def __getitem__(self, i):
        return Written(self.value[int(i)])
