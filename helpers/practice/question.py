"""A question to answer before looking: who has committed to an answer sees what the picture says to it.

Each option has its reason, right or wrong. The words are in the chapter's TOML file.
"""

from html import escape

import ipywidgets as widgets

from helpers import checks, page
from helpers.practice import texts


def predict(id):
    """Ask the question of this id, such as "3.a". Raises ValueError for an unknown id."""
    return Question(id, **texts.table(id, "question")).put_up()


class Question(page.Output):
    """A question with a button for each option; pressing one says whether it is right, and why."""

    def __init__(self, id, question, right, because, asks="Predict"):
        self.id, self.question, self.right, self.because, self.asks = id, question, right, because, asks
        self.buttons = {option: widgets.Button(description=option, layout=OPTION) for option in because}
        self.reply = widgets.HTML(layout={"margin": "0"})
        asked = widgets.HTML(f'<p style="{WORDS}"><b>{asks}.</b> {escape(question)}</p>')
        for option, button in self.buttons.items():
            button.on_click(lambda _, option=option: self.answer(option))
        page.say(self.reply, "", WORDS)
        listener = widgets.HTML(page.listener(self.reply), layout={"height": "0", "margin": "0"})
        parts = [asked, *self.buttons.values(), listener, self.reply]
        self.widget = widgets.VBox(parts, layout={"max_width": "900px"})
        self.widget.add_class("prediction")

    def answer(self, option):
        """Mark the option as right or wrong, and say why. Raises ValueError for what is no option."""
        checks.one_of("option", option, self.because)
        fits = option == self.right
        self.buttons[option].description = f"{'✓' if fits else '✗'} {option}"
        page.say(self.reply, f"{'Yes.' if fits else 'No.'} {self.because[option]}", WORDS)

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live question, and for where no kernel runs the question with its options."""
        page.done_with(self)
        options = "".join(f"<li>{escape(option)}</li>" for option in self.because)
        return self.widget._repr_mimebundle_() | {
            "text/html": f"<p><b>{self.asks}.</b> {escape(self.question)}</p><ul>{options}</ul>",
            "text/plain": "\n".join([f"{self.asks}. {self.question}", *(f"- {option}" for option in self.because)]),
        }


OPTION = {"width": "fit-content", "max_width": "100%", "height": "auto", "margin": "2px 0"}
WORDS = "margin:0.4em 0;line-height:1.4;white-space:normal"
