"""check, hint, solution: text that a learner can act on, the same on every run.

An answer is compared by value, so every right way of writing it counts as right.
"""

import textwrap
from importlib import import_module

from helpers.practice import texts
from helpers.practice.handed_in import UNANSWERED, unanswered


class Reply(str):
    """Words that stand below a cell as they are, without quotes, in lines of at most 100 letters."""

    __slots__ = ()

    def __repr__(self):
        return "\n".join(textwrap.fill(line, 100) for line in self.splitlines())


def check(id, answer):
    """Say whether the answer to the exercise of this id is right, and if not, what is wrong with it.

    answer: the number, the numbers or the function that the exercise asks for. Raises ValueError for an unknown id.
    """
    texts.table(id, "hints")
    fault = _fault(id, answer)
    if fault is UNANSWERED:
        return Reply(f'Exercise {id} is not answered yet. Write your answer in place of the dots; hint("{id}") helps.')
    _done.discard(id)
    if fault:
        return Reply(f"Exercise {id}: not yet. {fault}")
    _done.add(id)
    return Reply(f"Exercise {id}: right.\n{_progress(id)}")


def _fault(id, answer):
    """Return what is wrong with an answer, None for a right one, or UNANSWERED; whatever it is, nothing is raised."""
    try:
        return UNANSWERED if unanswered(answer) else _exercise(id).fault(answer)
    except (Exception, SystemExit) as error:  # it is like nothing that an exercise asks for
        return f"Your answer cannot be compared with the right one: that stops with {type(error).__name__}."


def _exercise(id):
    """Return what is right in an exercise: an entry of its chapter's ANSWERS."""
    chapter = int(id.split(".")[0])
    return import_module(f"helpers.practice.chapter_{chapter:02}").ANSWERS[id]


_done = set()  # ids of the exercises whose last answer was right


def _progress(id):
    """Return which exercises of this one's chapter are done, and which are open."""
    chapter = id.split(".")[0]
    ids = [other for other in texts.ids("hints") if other.startswith(f"{chapter}.")]
    done, open_ones = [i for i in ids if i in _done], [i for i in ids if i not in _done]
    if not open_ones:
        return f"Of chapter {chapter}, all are done."
    return f"Of chapter {chapter}, {_listed(done)} done; {_listed(open_ones)} open."


def _listed(ids):
    return f"{ids[0]} is" if len(ids) == 1 else f"{', '.join(ids[:-1])} and {ids[-1]} are"


_given = {}  # id -> hints given so far


def hint(id):
    """Return the next hint for the exercise of this id. Raises ValueError for an unknown id."""
    hints = texts.table(id, "hints")["hints"]
    given = min(_given.get(id, 0) + 1, len(hints))
    _given[id] = given
    more = f'hint("{id}") again for the next' if given < len(hints) else f'then there is solution("{id}")'
    return Reply(f"Hint {given} of {len(hints)}: {hints[given - 1]} ({more})")


def solution(id):
    """Return one right answer to the exercise of this id, as code. Raises ValueError for an unknown id."""
    return Code(texts.table(id, "hints")["solution"].strip())


class Code(str):
    """Lines of Python that stand below a cell as they are, without quotes."""

    __slots__ = ()
    __repr__ = str.__str__
