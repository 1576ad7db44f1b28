"""check, hint, solution, again: text that a learner can act on, the same on every run.

An answer is compared by value, so every right way of writing it counts as right.
"""

import textwrap
from importlib import import_module
from random import Random

from helpers.practice import texts
from helpers.practice.handed_in import UNANSWERED
from helpers.practice.kinds import EXERCISES, filled


class Reply(str):
    """Words that stand below a cell as they are, without quotes, in lines of at most 100 letters."""

    __slots__ = ()

    def __repr__(self):
        return "\n".join(textwrap.fill(line, 100) for line in self.splitlines())


def check(id, answer):
    """Say whether the answer to the exercise of this id is right, and if not, what is wrong with it.

    answer: the number, the numbers or the function that the exercise asks for. Raises ValueError for an unknown id.
    """
    found = texts.table(id, "hints")
    try:
        right, words = exercise(id).judged(answer, found.get("misread") or found.get("words", {}))
    except (Exception, SystemExit) as error:  # it is like nothing that an exercise asks for
        right, words = False, f"Your answer cannot be compared with the right one: {type(error).__name__}."
    if words == UNANSWERED:
        return Reply(f'Exercise {id} is not answered yet. Write your answer in place of the dots; hint("{id}") helps.')
    if not right:
        _done.discard(id)
        return Reply(f"Exercise {id}: not yet. {words}")
    _done.add(id)
    more = f'\nagain("{id}") gives it with other numbers.' if "task" in found else ""
    return Reply(f"Exercise {id}: right.{words}\n{_progress(id)}{more}")


def exercise(id):
    """Return what is right in an exercise, as its chapter has it."""
    import_module(f"helpers.practice.chapter_{int(id.split('.')[0]):02}")
    return EXERCISES[id]


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
    all_hints = hints(id)
    given = _given[id] = min(_given.get(id, 0) + 1, len(all_hints))
    more = f'hint("{id}") again for the next' if given < len(all_hints) else f'then there is solution("{id}")'
    return Reply(f"Hint {given} of {len(all_hints)}: {all_hints[given - 1]} ({more})")


def hints(id):
    """Return all hints for the exercise of this id, with its numbers. Raises ValueError for an unknown id."""
    return [_filled(text, id) for text in texts.table(id, "hints")["hints"]]


def solution(id):
    """Return one right answer to the exercise of this id, as code. Raises ValueError for an unknown id."""
    found = texts.table(id, "hints")
    return Code(exercise(id).solution(found).strip())


_times = {}  # (id, seed) -> how often asked for other numbers


def again(id, seed=None):
    """Give the exercise of this id other numbers, or other cases; check, hint and solution then speak of these.

    Each call gives the next ones, the same everywhere. seed: a whole number, for a set of one's own; 0 goes back to the
    page's. Raises ValueError for an unknown id.
    """
    found = texts.table(id, "hints")
    time = _times[id, seed] = _times.get((id, seed), 0) + 1
    exercise(id).again(Random(f"{id} {seed} {time}") if seed != 0 else None)
    _given.pop(id, None)
    _done.discard(id)
    if "task" in found:
        return Reply(_filled(found["task"], id))
    if hasattr(exercise(id), "cases"):
        which = "the page's" if seed == 0 else "other"
        return Reply(f"Exercise {id} is the same; check tries your function on {which} cases now.")
    return Reply(f"Exercise {id} has no other numbers: there is more than one way to find what it asks for.")


def _filled(text, id):
    """Return a text with the exercise's numbers in it."""
    return filled(text, exercise(id).quantities())


class Code(str):
    """Lines of Python that stand below a cell as they are, without quotes."""

    __slots__ = ()
    __repr__ = str.__str__
