"""What an output on a page needs, be it a live picture or a question.

A cell that runs again replaces what it showed: its older widgets are taken off the page and out of memory. And a screen
reader says words whenever they change: it listens to an element that stays while its content changes, but an HTML
widget replaces all that it holds. So what is listened to stands in one widget and never changes; it owns the words,
which stand in another.
"""

import sys
from html import escape

import numpy as np
from IPython import get_ipython
from IPython.display import display

_shown = {}  # cell -> (the run that showed it, what it shows)
_waiting = []  # what the running cell has made, and not displayed yet


def shown(kind):
    """Return what is on the page now of a kind, in the order in which it was made."""
    return [thing for _, things in _shown.values() for thing in things if isinstance(thing, kind)]


def close_older_runs(thing):
    """Remember what the running cell shows, and close what it showed when it ran before.

    thing: has `close()`.
    """
    shell = get_ipython()
    # in a browser's Python the kernel is asked
    asked = shell if hasattr(shell, "get_parent") else getattr(shell, "kernel", None)
    message = asked.get_parent() if hasattr(asked, "get_parent") else {}
    run = message.get("header", {}).get("msg_id"), shell and shell.displayhook.prompt_count
    cell = message.get("metadata", {}).get("cellId") or message.get("content", {}).get("code")
    last_run, things = _shown.pop(cell, (run, []))
    if last_run != run:
        for old in things:
            _forget(old, shell, last_run[1])
        things = []
    if cell is not None:  # outside a notebook there is no cell, and nobody to run it again
        _shown[cell] = run, [*things, thing]


def display_after_the_cell(thing):
    """Let the running cell display a thing at its end, unless it does so by itself: as its last line, that is."""
    shell = get_ipython()
    if shell is not None:
        if _display_waiting not in shell.events.callbacks["post_run_cell"]:
            shell.events.register("post_run_cell", _display_waiting)
        _waiting.append(thing)


class Output:
    """What a cell shows: a `widget`, displayed at the cell's end, and closed when the cell runs again."""

    def put_up(self):
        """Close what the cell showed before, display this at its end, and return it."""
        close_older_runs(self)
        display_after_the_cell(self)
        return self

    def close(self):
        """Take it, with all its parts, off the page and out of memory."""
        done_with(self)
        close_widget(self.widget)


def done_with(thing):
    """Display a thing at the cell's end no more: it is on the page already, or it is closed."""
    _waiting[:] = [other for other in _waiting if other is not thing]


def _display_waiting(_):
    while _waiting:
        display(_waiting.pop(0))


def _forget(old, shell, prompt_count):
    """Close what a cell showed and free its memory: IPython keeps each result in Out[...], and what was sent of it."""
    old.close()
    vars(old).clear()
    getattr(shell.history_manager, "outputs", {}).pop(prompt_count, None)  # from IPython 9 on


def close_widget(widget):
    """Close a widget, all that it holds, and their layouts and styles."""
    for child in getattr(widget, "children", ()):
        close_widget(child)
    for part in (widget, widget.layout, getattr(widget, "style", None)):
        if part is not None:
            part.close()


def listener(words):
    """Return HTML, to stand still on the page, by which a screen reader hears the words of a widget."""
    return f'<div role="status" aria-owns="spoken-{words.model_id}"></div>'


def say(words, sentence, style):
    """Set the words of a widget."""
    words.value = f'<p id="spoken-{words.model_id}" style="{style}">{escape(sentence)}</p>'


def keep_print_options():
    """Keep numpy's print options from one cell to the next: a browser's Python runs each in a context of its own."""
    kept, events = {}, get_ipython().events
    events.register("post_run_cell", lambda _: kept.update(np.get_printoptions()))
    events.register("pre_run_cell", lambda _: np.set_printoptions(**kept))


if sys.platform == "emscripten" and get_ipython():
    keep_print_options()
