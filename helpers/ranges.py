"""What `live.explore` is given, and the gates at which it is refused: a picture, ranges for its controls, presets."""

import inspect
import reprlib
from numbers import Integral, Number, Real

import ipywidgets as widgets

from helpers.inputs import described, each, mapping, one_number, text


def start_values(picture):
    """Return the start value of each control that a picture may have, by name; refuse what is no picture."""
    for needed in ("figure", "update"):
        if not hasattr(picture, needed):
            raise TypeError(f"picture must have `{needed}`, which {described(picture)} has not.")
    if not hasattr(picture.figure, "savefig"):
        raise TypeError(f"picture must have a matplotlib Figure as its `figure`, not {described(picture.figure)}.")
    if not callable(picture.update):
        raise TypeError(f"picture must have a function as its `update`, not {described(picture.update)}.")
    parameters = inspect.signature(picture.update).parameters.values()
    starts = {one.name: one.default for one in parameters if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)}
    missing = [name for name, start in starts.items() if start is inspect.Parameter.empty]
    if missing:
        raise TypeError(f"picture must have a start value for {missing[0]}, as the default of its `update`.")
    return starts


def controls_gate(own, given, starts):
    """Return what each control is made from, by name: what is given, else the picture's own; refuse anything else.

    own, given: {name: limits, options, a bool or a widget}. starts: the start value of each control, by name.
    """
    controls = own | given
    for name, control in controls.items():
        if name not in starts:
            raise TypeError(f"{name} is no value of this picture; it has {', '.join(starts)}.")
        range_gate(name, control)
        if name in given and not reaches(control, starts[name]):
            start, made_from = described(starts[name]), reprlib.repr(control)
            whole = ": whole limits give whole numbers" * (isinstance(control, tuple) and _is_whole(control))
            raise ValueError(f"{name} must reach its start value {start}, but {made_from} does not{whole}.")
    return controls


def range_gate(name, value):
    """Return what a control is made from, as it came: limits, options, a bool or a widget; refuse anything else."""
    if isinstance(value, tuple):
        limits = each(one_number)(name, value)
        rising = len(limits) in (2, 3) and limits[0] < limits[1]
        if not rising or any(not 0 < step <= limits[1] - limits[0] for step in limits[2:]):
            raise ValueError(
                f"{name} must be (low, high) or (low, high, step), and rise, but it is {reprlib.repr(value)}."
            )
    elif isinstance(value, list | dict):
        each(_option)(name, list(value.values()) if isinstance(value, dict) else value)
    elif not isinstance(value, bool | widgets.ValueWidget):
        kinds = "a range such as (-8, 8, 0.05), a list of options, a bool or a widget"
        raise TypeError(f"{name} must be {kinds}, not {described(value)}.")
    return value


def _option(name, value):
    """Return a word or a number, or a pair of a word and one of these; refuse anything else."""
    if isinstance(value, tuple) and len(value) == 2:
        text(name, value[0])
        return _option(name, value[1])
    if not isinstance(value, str | Number):
        raise TypeError(f"{name} must be a word, a number, or a pair (word, value), not {described(value)}.")
    return value


def reaches(control, value):
    """Whether a control made from this, as `range_gate` lets it pass, can have a value; a widget then has it."""
    if isinstance(control, widgets.ValueWidget):
        try:
            control.value = value
        except Exception:  # traitlets says no in a way of its own
            return False
        return control.value == value
    if isinstance(control, bool):
        return isinstance(value, bool)
    if isinstance(control, tuple):
        number = isinstance(value, Real) and not isinstance(value, bool)
        return number and control[0] <= value <= control[1] and not (_is_whole(control) and value % 1)
    return isinstance(value, str | Number) and value in _options(control)


def _is_whole(limits):
    return all(isinstance(limit, Integral) for limit in limits)


def _options(control):
    options = control.values() if isinstance(control, dict) else control
    return [option[1] if isinstance(option, tuple) else option for option in options]


def nearest(control, start):
    """Return the start value, or where a picture's own control does not reach it, one that it does reach."""
    if reaches(control, start) or isinstance(control, bool | widgets.ValueWidget):
        return start
    if isinstance(control, tuple):
        return min(max(start, control[0]), control[1])
    return _options(control)[0]


def presets_gate(value, controls):
    """Return {choice: {label: {name of a control: value}}}, all of which the controls reach; refuse anything else.

    controls: what each is made from, by name.
    """
    if isinstance(value, dict) and not value:
        return value
    found = mapping(text, mapping(text, mapping(text, lambda name, part: part)))("presets", value)
    for choice, labels in found.items():
        for label, preset in labels.items():
            fault = unreached(preset, controls)
            if fault:
                raise ValueError(f"presets[{choice!r}][{label!r}] sets {fault}.")
    return found


def within_reach(presets, controls):
    """Return those of a picture's own presets that its controls reach: another range may have been given for one."""
    return {
        choice: {label: preset for label, preset in labels.items() if not unreached(preset, controls)}
        for choice, labels in presets.items()
    }


def unreached(values, controls):
    """Return in words which of some values, by the names of their controls, cannot be set, or None if all can."""
    for name, value in values.items():
        if name not in controls:
            return f"{name}, for which there is no control"
        if not reaches(controls[name], value):
            return f"{name} to {described(value)}, which its control does not reach"
    return None
