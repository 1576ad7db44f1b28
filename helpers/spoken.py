"""Words on the page that a screen reader says whenever they change.

It listens to an element that stays while its content changes, but an HTML widget replaces all that it holds. So what is
listened to stands in one widget and never changes; it owns the words, which stand in another.
"""

from html import escape


def listener(words):
    """Return HTML, to stand still on the page, by which a screen reader hears the words of a widget."""
    return f'<div role="status" aria-owns="spoken-{words.model_id}"></div>'


def say(words, sentence, style):
    """Set the words of a widget."""
    words.value = f'<p id="spoken-{words.model_id}" style="{style}">{escape(sentence)}</p>'
