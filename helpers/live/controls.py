"""The controls of a live picture: a widget for each value of its `update`, and presets that set several at once.

Whether a control reaches a value is found in one way: make the widget, set the value, compare, and set it back.
"""

import inspect
import reprlib

import ipywidgets as widgets

from helpers import checks, page
from helpers.live.number_box import Control, number_control
from helpers.look import subscripted


def settled(picture, ranges):
    """Return a picture's controls, {name: Control}, at their start values, and those of its presets that they reach.

    ranges: {name: limits, options, a bool or a widget}, in place of the picture's own of that name.
    Raises TypeError or ValueError, naming the argument, where one of these fits no value; a picture's own control that
    does not reach its start value begins where it does.
    """
    starts, abbreviations, made = start_values(picture), getattr(picture, "ranges", {}) | ranges, {}
    try:
        for name, abbreviation in abbreviations.items():
            if name not in starts:
                raise TypeError(f"{name} is no value of this picture; it has {', '.join(starts)}.")
            made[name] = _widget(name, abbreviation)
            if not _takes(made[name], starts[name]) and name in ranges:
                raise ValueError(_out_of_reach(name, abbreviation, made[name], starts[name]))
        found = _within_reach(getattr(picture, "presets", {}), made)
    except (TypeError, ValueError):
        for name, widget in made.items():
            if widget is not abbreviations[name]:
                page.close_widget(widget)
        raise
    return {name: _control(name, widget) for name, widget in made.items()}, found


def start_values(picture):
    """Return the start value of each control that a picture may have, by name; refuse what is no picture."""
    if not hasattr(getattr(picture, "figure", None), "savefig") or not callable(getattr(picture, "update", None)):
        described = checks.described(picture)
        raise TypeError(f"picture must have a matplotlib `figure` and a function `update`, but {described} has not.")
    parameters = inspect.signature(picture.update).parameters.values()
    starts = {one.name: one.default for one in parameters if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)}
    missing = [name for name, start in starts.items() if start is inspect.Parameter.empty]
    if missing:
        raise TypeError(f"picture must have a start value for {missing[0]}, as the default of its `update`.")
    return starts


def unreached(values, holders):
    """Return in words which of some values, {name: value}, no widget of that name takes, or None if all are taken."""
    for name, value in values.items():
        if name not in holders:
            return f"{name}, for which there is no control"
        before = holders[name].value
        taken = _takes(holders[name], value)
        holders[name].value = before
        if not taken:
            return f"{name} to {checks.described(value)}, which its control does not reach"
    return None


def _takes(widget, value):
    """Set a widget to a value, and return whether it now has that value."""
    try:
        widget.value = value
    except Exception:  # traitlets says no in many ways
        return False
    return bool(widget.value == value)


def _widget(name, abbreviation):
    """Return the widget that ipywidgets makes of limits, options or a bool; refuse anything else."""
    kinds = "a range such as (-8, 8, 0.05), a list of options, a bool or a widget"
    if isinstance(abbreviation, tuple):
        checks.numbers(name, abbreviation)
    elif not isinstance(abbreviation, list | dict | bool | widgets.ValueWidget):
        raise TypeError(f"{name} must be {kinds}, not {checks.described(abbreviation)}.")
    try:
        widget = widgets.interactive.widget_from_abbrev(abbreviation)
    except Exception:  # limits that do not rise, say
        widget = None
    if widget is None:
        raise ValueError(f"{name} must be {kinds}, but it is {reprlib.repr(abbreviation)}.")
    return widget


def _out_of_reach(name, abbreviation, widget, start):
    whole = ": whole limits give whole numbers" * isinstance(widget, widgets.IntSlider)
    reach = f"but {reprlib.repr(abbreviation)} does not{whole}"
    return f"{name} must reach its start value {checks.described(start)}, {reach}."


def _within_reach(presets, holders):
    """Return those of a picture's own presets that its controls reach: another range may have been given for one."""
    return {
        choice: {label: values for label, values in labels.items() if not unreached(values, holders)}
        for choice, labels in presets.items()
    }


def _control(name, widget):
    """Return a Control for a widget as ipywidgets.interact makes it, at the value that it has."""
    if type(widget) is widgets.Dropdown:
        page.close_widget(widget)
        widget = buttons(name, widget.options, widget.value)
    if isinstance(widget, widgets.FloatSlider | widgets.IntSlider):
        return number_control(name, widget)
    widget.set_trait("description", subscripted(name))
    return Control(widget, widget)


def buttons(name, options, start):
    """Return a row of buttons to choose from, of which the browser itself says which one is chosen.

    In JupyterLab a list to pull down loses its keys to the notebook.
    """
    apart = {"width": "auto", "margin": "2px 20px 2px 2px"}
    look = {"orientation": "horizontal", "style": {"description_width": "initial"}, "layout": apart}
    return widgets.RadioButtons(options=options, value=start, description=name, **look)
