"""A cell that runs again replaces what it showed: its older widgets are taken off the page and out of memory."""

from IPython import get_ipython

_shown = {}  # cell -> (the run that showed it, what it shows)


def shown(kind):
    """Return what is on the page now of a kind, in the order in which it was made."""
    return [thing for _, things in _shown.values() for thing in things if isinstance(thing, kind)]


def close_older_runs(thing):
    """Remember what the running cell shows, and close what it showed when it ran before.

    thing: has `close()`.
    """
    shell = get_ipython()
    message = shell.get_parent() if hasattr(shell, "get_parent") else {}
    run = message.get("header", {}).get("msg_id"), shell and shell.displayhook.prompt_count
    cell = message.get("metadata", {}).get("cellId") or message.get("content", {}).get("code")
    last_run, things = _shown.pop(cell, (run, []))
    if last_run != run:
        for old in things:
            _forget(old, shell, last_run[1])
        things = []
    if cell is not None:  # outside a notebook there is no cell, and nobody to run it again
        _shown[cell] = run, [*things, thing]


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
