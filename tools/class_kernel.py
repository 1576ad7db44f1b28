"""What runs in the kernel of a handed-in notebook before its first cell: `check` writes down each reply.

`again` gives the numbers that the learner had, and no picture is drawn. tools/class_answers.py starts it.
"""

import re

from helpers import live, practice
from helpers.practice import checking

PAGES = "the page's"  # numbers
MOST = 20  # sets of other numbers among which those of a file are looked for


def listen(file, shown):
    """Write each reply from now on into a file, one per line. shown: what stands below the cells that call `again`."""
    listener = Listener(file, shown)
    practice.check, practice.again = listener.check, listener.again
    live.explore = live.still = lambda *_, **__: None


def one_line(text):
    """Return a reply as it was before it was broken into lines."""
    return " ".join(re.sub(r"(?<=\w-)\n(?=\w)", "", text).split())


class Listener:
    """`check` and `again` as the learner calls them, with a file in which the replies are kept."""

    def __init__(self, file, shown):
        self.file, self.shown = file, shown
        self.answers, self.numbers = {}, {}  # of each exercise the last one, and whose numbers it has

    def check(self, id, answer):
        """Check an answer, and write the reply down."""
        self.answers[id] = answer
        reply = checking.check(id, answer)
        with open(self.file, "a", encoding="utf-8", errors="replace") as file:
            file.write(f"{one_line(self.numbers.get(id, PAGES))}\t{one_line(reply)}\n")
        return reply

    def again(self, id, seed=None):
        """Give other numbers; the last answer may be to these, if `again` stands below it."""
        task = self.as_shown(id, seed)
        number = f"set {checking._times[id, seed]}"
        self.numbers[id] = PAGES if seed == 0 else number if seed is None else f"{number} of seed {seed}"
        if id in self.answers:
            self.check(id, self.answers[id])
        return task

    def as_shown(self, id, seed):
        """Give the set of numbers that the file shows: its cell may have run several times. Else, the next one."""
        before = checking._times.get((id, seed), 0)
        for _ in range(MOST):
            task = checking.again(id, seed)
            if one_line(task) in self.shown:
                return task
        checking._times[id, seed] = before
        return checking.again(id, seed)
