"""Two questions from earlier chapters, to answer before reading on.

Each is an exercise by hand with new numbers. Its wrong options are what single edits of the right lines give, and the
reasons are the words of these edits.
"""

import copy
import re
from random import Random

import ipywidgets as widgets

from helpers import page
from helpers.practice import texts
from helpers.practice.checking import exercise
from helpers.practice.kinds import ByHand, Written, filled
from helpers.practice.mistakes import comes_out
from helpers.practice.question import Question

_times = {}  # chapter -> how often its questions were drawn


def review(chapter):
    """Ask two questions from before a chapter, 3 or later; each call asks the next two, the same everywhere."""
    time = _times[chapter] = _times.get(chapter, 0) + 1
    random = Random(f"review {chapter} {time}")
    ids = earlier(chapter)
    older, newer = ids[: len(ids) // 2], ids[len(ids) // 2 :]
    return Review([question(random.choice(some), random) for some in (older, newer)]).put_up()


def earlier(chapter):
    """Return the ids of the exercises by hand before a chapter that ask for no σ of a number."""
    ids = [id for id in texts.ids("task") if int(id.split(".")[0]) < chapter]
    return [id for id in ids if isinstance(exercise(id), ByHand) and "sigmoid" not in texts.table(id, "task")["task"]]


def question(id, random):
    """Return an exercise by hand as a Question, with numbers drawn by `random`."""
    drawn = copy.copy(exercise(id))
    drawn.again(random)
    right = written(drawn.given_by(drawn.lines))
    because = {}
    for edit, function in drawn.mistakes:
        option = written(drawn.given_by(function))
        if edit.rare < 1 and option != right and not re.search("nan|inf", option):
            because.setdefault(option, comes_out([edit.words]))
    options = [right, *random.sample(list(because), 2)]
    because[right] = re.sub(r"(?<=[\d)]) \*\* 2", "²", "; ".join(drawn.lines.worked(drawn.numbers)))
    because[right] = because[right].replace("-", "−").replace(" * ", " · ") + "."
    random.shuffle(options)
    asked = filled(texts.table(id, "task")["task"], drawn.quantities())
    return Question(f"from {id}", asked, right, {option: because[option] for option in options}, "Recall")


def written(value):
    """Return a number, or several, as the page writes them."""
    return format(Written(value), ".4g")


class Review(page.Output):
    """Some Questions, one below the other."""

    def __init__(self, questions):
        self.questions = questions
        self.widget = widgets.VBox([one.widget for one in questions])

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live questions, and for where no kernel runs the questions with their options."""
        page.done_with(self)
        bundles = [one._repr_mimebundle_() for one in self.questions]
        kinds = {"text/html": "", "text/plain": "\n"}
        return self.widget._repr_mimebundle_() | {
            kind: between.join(bundle[kind] for bundle in bundles) for kind, between in kinds.items()
        }
