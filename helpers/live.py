"""The stage: sliders on top, a picture below that follows them without a jerk. It knows sliders and no network.

    explore(picture)                      with the picture's own ranges
    explore(picture, w1=(-20, 20, 0.1))   with another range for one of them

A picture has a `figure`, and `update(**values)`, which moves its artists and returns a sentence that says what is seen.
It may have `ranges` and `presets`, which say what `explore` is to use where its caller names nothing else.
What stands still is sent to the page once; after each slider event a small SVG of what moves is laid over it.
"""

import asyncio
import inspect
from html import escape

import ipywidgets as widgets
from IPython import get_ipython

from helpers import svg
from helpers.look import subscripted

REST = 0.4  # seconds without a change, after which the sentence is set
WIDEST = "900px"
FREE = "–"  # what a choice of presets says when the values are nobody's


def explore(picture, presets=None, **ranges):
    """Show a picture with a control for each value of its `update`; the last line of a cell.

    picture: has `figure` and `update(**values)`. ranges: name = what ipywidgets.interact takes: (low, high, step) for
    a slider, a list for a choice, a bool for a box, or a widget; start values are `update`'s defaults.
    presets: {"example": {"1": {"x": -2.1, "t": 0.1}, ...}}: a choice that sets several controls at once.
    Raises TypeError or ValueError, naming the argument, where a range or a preset fits no value.
    """
    for needed in ("figure", "update"):
        if not hasattr(picture, needed):
            raise TypeError(f"picture must have `{needed}`, but a {type(picture).__name__} has none.")
    presets = getattr(picture, "presets", {}) if presets is None else presets
    stage = Stage(picture, presets, getattr(picture, "ranges", {}) | ranges)
    _close_older_runs_of_this_cell(stage)
    return stage


class Stage:
    """A picture with its controls. Its parts are in `controls`, `choices` and `values`."""

    def __init__(self, picture, presets, ranges):
        self.picture = picture
        self.start = _start_values(picture.update, ranges)
        self.controls = {name: _control(name, ranges[name], value) for name, value in self.start.items()}
        self.presets = presets
        self.choices = {name: _choice(name, options, self.controls) for name, options in presets.items()}
        self.moving_artists = svg.moving_artists(picture.figure)
        self.still, self.moving, self.caption = (widgets.HTML(layout=_layer()) for _ in range(3))
        self.widget = self._arranged()
        self.sentence = ""
        self._held, self._rest = False, None
        self.draw()
        self.still.value = svg.still(picture.figure, salt=self.widget.model_id)
        self._describe()
        for control in self.controls.values():
            control.observe(self._control_moved, "value")
        for name, choice in self.choices.items():
            choice.observe(lambda change, name=name: self._preset_chosen(name, change.new), "value")

    @property
    def values(self):
        """What the controls stand at now, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def set(self, **values):
        """Move several controls at once, and draw once."""
        self._held = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self._held = False
        self._control_moved()

    def draw(self):
        """Draw the picture at the controls' values; if that fails, say why in its place."""
        try:
            self.sentence = self.picture.update(**self.values)
            self.moving.value = svg.moving(self.picture.figure, self.moving_artists)
        except Exception as error:  # a widget never stops: the next good value draws again
            self.sentence = f"With these values the picture cannot be drawn. {error}"
            self.moving.value = (
                f'<div role="alert" class="jp-RenderedText" style="{ALERT}">{escape(self.sentence)}</div>'
            )

    def close(self):
        """Take the widget and all its parts off the page and out of memory."""
        if self._rest:
            self._rest.cancel()
        _close(self.widget)

    def _control_moved(self, _change=None):
        if self._held:
            return
        self.draw()
        self._name_the_preset()
        if self._rest:
            self._rest.cancel()
        try:
            self._rest = asyncio.get_running_loop().call_later(REST, self._describe)
        except RuntimeError:  # no event loop, so nobody is dragging
            self._describe()

    def _describe(self):
        self.caption.value = f'<p role="status" style="{CAPTION}">{escape(self.sentence)}</p>'

    def _preset_chosen(self, name, label):
        if label != FREE and not self._held:
            self.set(**self.presets[name][label])

    def _name_the_preset(self):
        values = self.values
        for name, choice in self.choices.items():
            fits = (label for label, preset in self.presets[name].items() if preset.items() <= values.items())
            self._held, choice.value, self._held = True, next(fits, FREE), False

    def _arranged(self):
        reset = widgets.Button(description="start values", tooltip="Put every control back to where it began")
        reset.on_click(lambda _: self.set(**self.start))
        reset.layout.width = "auto"
        controls = [*self.controls.values(), *self.choices.values(), reset]
        top = widgets.Box(controls, layout={"flex_flow": "row wrap", "align_items": "center"})
        picture = widgets.GridBox([self.still, self.moving], layout={"overflow": "hidden"})
        return widgets.VBox([top, picture, self.caption], layout={"max_width": WIDEST, "overflow": "hidden"})

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live widget, a still picture for where no kernel runs, and the sentence."""
        bundle = self.widget._repr_mimebundle_()
        bundle["image/png"] = svg.png(self.picture.figure)
        bundle["text/plain"] = self.sentence
        return bundle, {"image/png": {"width": int(self.picture.figure.bbox.width)}}


ALERT = (
    "box-sizing:border-box;height:100%;padding:2em;background:var(--jp-layout-color1,white);color:var(--ink,#1f2328)"
)
CAPTION = "margin:0.3em 4px;line-height:1.4;color:var(--ink,#1f2328);min-height:4.2em;white-space:normal"
SLIDER, OTHER = "290px", "200px"


def _layer():
    return {"grid_area": "1 / 1", "margin": "0", "width": "100%"}


def _start_values(update, ranges):
    parameters = inspect.signature(update).parameters
    unknown = [name for name in ranges if name not in parameters]
    if unknown:
        raise TypeError(f"{unknown[0]} is no value of this picture; it has {', '.join(parameters)}.")
    return {name: parameters[name].default for name in ranges}


def _control(name, abbreviation, start):
    """Return the widget that ipywidgets.interact would make for one value, named as the notes name it."""
    control = widgets.interactive.widget_from_abbrev(abbreviation, start)
    if control is None:
        raise TypeError(
            f"{name} must be a range such as (-8, 8, 0.05), a list of options or a widget, not {abbreviation!r}."
        )
    control.description = subscripted(name)
    if isinstance(control, widgets.FloatSlider):
        control.readout_format = ".2f"
        control.layout = {"flex": "1 1 250px", "max_width": SLIDER}
        control.style.description_width = "1.6em"
    return control


def _choice(name, presets, controls):
    """Return a choice of presets, after checking that each sets only controls that exist."""
    for label, preset in presets.items():
        unknown = [key for key in preset if key not in controls]
        if unknown:
            raise ValueError(f"presets: {name} {label} sets {unknown[0]}, for which there is no control.")
    return widgets.Dropdown(options=[FREE, *presets], description=name, layout={"width": OTHER})


def _close(widget):
    for child in getattr(widget, "children", ()):
        _close(child)
    for part in (widget, widget.layout, getattr(widget, "style", None)):
        if part is not None:
            part.close()


_shown = {}  # cell -> (the run that showed it, its stages)


def _close_older_runs_of_this_cell(stage):
    """Remember the stage by its cell, and close those that the cell made when it ran before."""
    shell = get_ipython()
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    run = parent.get("header", {}).get("msg_id")
    cell = parent.get("metadata", {}).get("cellId")
    if cell is None:
        return
    last_run, stages = _shown.get(cell, (run, []))
    if last_run != run:
        for old in stages:
            old.close()
        stages = []
    _shown[cell] = run, [*stages, stage]
