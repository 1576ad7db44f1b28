"""Ten questions over the whole course, for before it and after it: asked without a verdict, and written to a file.

The questions, the key and the mistakes behind the wrong options stand in ten_questions.toml.
"""

import csv
import tomllib
from pathlib import Path

import ipywidgets as widgets

from helpers import checks, page
from helpers.practice.question import OPTION, WORDS, Question
from helpers.practice.recall import Review

TEXTS = Path(__file__).with_name("ten_questions.toml")
NO_IDEA = "I do not know"


def texts():
    """Return {number: its table}, each option with its letter before it."""
    found = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    for table in found.values():
        because = table["because"] | {NO_IDEA: ""}
        letters = dict(zip(because, "abcde", strict=True))
        table["because"] = {f"{letters[option]}) {option}": words for option, words in because.items()}
        table["right"] = f"{letters[table['right']]}) {table['right']}"
    return found


def ten_questions(when):
    """Ask the ten questions "before" or "after" the course."""
    return TenQuestions(checks.one_of("when", when, ("before", "after"))).put_up()


class TenQuestions(Review):
    """The ten, one below the other, and a button that writes the answers to a file in the folder of the notebook."""

    def __init__(self, when):
        super().__init__(
            [Asked(number, *(table[part] for part in ("question", "right", "because")), asks=f"Question {number}")
             for number, table in texts().items()]
        )  # fmt: skip
        self.path = Path.cwd() / f"ten-questions-{when}.csv"
        self.button = widgets.Button(description="Write my answers to a file", layout=OPTION)
        self.button.on_click(lambda _: self.write())
        self.reply = widgets.HTML(layout={"margin": "0"})
        page.say(self.reply, "", WORDS)
        listener = widgets.HTML(page.listener(self.reply), layout={"height": "0", "margin": "0"})
        self.widget.children += (self.button, listener, self.reply)

    def write(self):
        """Write one row per question: its number, the letter chosen, and 1 for right or 0 for not."""
        missing = [one.id for one in self.questions if one.chosen is None]
        if missing:
            page.say(self.reply, f"Nothing is written yet. Not answered: {', '.join(missing)}.", WORDS)
            return
        try:
            with open(self.path, "x", encoding="utf-8", newline="") as file:
                rows = [(one.id, one.chosen[0], int(one.chosen == one.right)) for one in self.questions]
                csv.writer(file).writerows([("question", "chosen", "right"), *rows])
            said = f"Your answers stand in {self.path}. Keep it, or give it to your teacher."
        except FileExistsError:
            said = f"Nothing is written: {self.path} stands there already. Rename it or delete it, and press again."
        page.say(self.reply, said, WORDS)


class Asked(Question):
    """A question that keeps what is chosen, and does not say whether it is right."""

    chosen = None

    def answer(self, option):
        """Choose an option, instead of any chosen before. Raises ValueError for what is no option."""
        self.chosen = checks.one_of("option", option, self.because)
        for one, button in self.buttons.items():
            button.description = f"● {one}" if one == option else one
        page.say(self.reply, f"Chosen: {option}", WORDS)
