"""The stage: sliders on top, a picture below that follows them without a jerk. It knows sliders and no network.

    explore(picture)                      with the picture's own ranges
    explore(picture, w1=(-20, 20, 0.1))   with another range for one of them

A picture has a `figure`, and `update(**values)`, which moves its artists and returns a sentence that says what is seen.
It may have `ranges` and `presets`, which say what `explore` is to use where its caller names nothing else, and `calm`,
those of its moving artists that seldom change. What stands still is sent to the page once; after each slider event a
small SVG of what moves is laid over it.
"""

import asyncio
import math
import threading
from decimal import Decimal
from html import escape

import ipywidgets as widgets

from helpers import cells, spoken, svg
from helpers.inputs import text
from helpers.look import DATA, subscripted
from helpers.ranges import controls_gate, nearest, presets_gate, start_values, unreached, within_reach

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
    starts = start_values(picture)
    ranges = controls_gate(getattr(picture, "ranges", {}), ranges, starts)
    if presets is None:
        presets = within_reach(getattr(picture, "presets", {}), ranges)
    else:
        presets = presets_gate(presets, ranges)
    stage = Stage(picture, presets, ranges, {name: nearest(control, starts[name]) for name, control in ranges.items()})
    cells.close_older_runs(stage)
    return stage


class Stage:
    """A picture with its controls. Its parts are in `controls`, `choices` and `values`."""

    def __init__(self, picture, presets, ranges, start):
        self.picture, self.ranges, self.start = picture, ranges, start
        made = {name: _control(name, ranges[name], value) for name, value in self.start.items()}
        self.controls = {name: holder for name, (holder, _) in made.items()}
        self.values = dict(self.start)
        self._shown_controls = [shown for _, shown in made.values()]
        self.presets = presets
        self.choices = {name: _buttons(name, [FREE, *labels], FREE) for name, labels in presets.items()}
        self.still, self.calm, self.moving, self.caption = (widgets.HTML(layout=_layer()) for _ in range(4))
        self.layers = self._made_layers()
        self.widget = self._arranged()
        self.sentence = ""
        self.lock = threading.RLock()  # JupyterLab answers a slider beside a running cell, in another thread
        self._held, self._rest = False, None
        self.draw()
        still = svg.still(picture.figure, salt=self.widget.model_id)
        self.still.value = spoken.listener(self.caption) + still
        self._come_to_rest()
        self._name_the_preset()
        for name, (control, shown) in made.items():
            control.observe(lambda change, name=name: self._take(name, change.new), "value")
            if control is not shown:
                self._listen_to_slider(name, control, shown.children[1])
        for name, choice in self.choices.items():
            choice.observe(lambda change, name=name: self._preset_chosen(name, change.new), "value")

    def set(self, **values):
        """Move several controls at once, and draw once. Raises ValueError for what no control can be set to."""
        self._held = True
        try:
            fault = unreached(values, self.ranges)
            if fault:
                raise ValueError(f"values must be what controls reach, but here one sets {fault}.")
            for name, value in values.items():
                self.controls[name].value = self.values[name]  # where it was dragged, if it does not rest yet
                self.controls[name].value = value
                self.values[name] = self.controls[name].value
        finally:
            self._held = False
        self._values_changed()

    def draw(self):
        """Draw the picture at the controls' values; if that fails, say why in its place."""
        try:
            with self.lock:
                self.sentence = text("what update returns", self.picture.update(**self.values))
                for shown, layer in self.layers.items():
                    news = layer.news()
                    if news is not None:
                        shown.value = news
        except Exception as error:  # a widget never stops: the next good value draws again
            self.sentence = f"With these values the picture cannot be drawn. {error}"
            self.layers = self._made_layers()  # so that the next good value draws all again
            self.moving.value = (
                f'<div role="alert" class="jp-RenderedText" style="{ALERT}">{escape(self.sentence)}</div>'
            )

    def _made_layers(self):
        """Return the layers by their widgets: what seldom changes, and above it what moves."""
        artists, calm = svg.moving_artists(self.picture.figure), getattr(self.picture, "calm", [])
        restless = [artist for artist in artists if artist not in calm]
        return {
            shown: svg.Layer(self.picture.figure, part) for shown, part in ((self.calm, calm), (self.moving, restless))
        }

    def close(self):
        """Take the widget and all its parts off the page and out of memory."""
        if self._rest:
            self._rest.cancel()
        cells.close_widget(self.widget)

    def _listen_to_slider(self, name, box, slider):
        """Take a dragged slider's value, unless it only stands at the step nearest to the value already."""
        decimals = max(0, -Decimal(str(slider.step)).as_tuple().exponent)

        def dragged(change):
            if abs(change.new - self.values[name]) > 0.51 * slider.step:
                self._take(name, round(change.new, decimals))  # 0.1, not 0.09999999999999964

        def typed(change):
            if not math.isclose(change.new, slider.value, abs_tol=1e-9):  # else it may have been dragged on already
                slider.value = change.new

        slider.observe(dragged, "value")
        box.observe(typed, "value")

    def _take(self, name, value):
        if not self._held and value != self.values[name]:
            self.values[name] = value
            self._values_changed()

    def _values_changed(self):
        self.draw()
        self._name_the_preset()
        if self._rest:
            self._rest.cancel()
        try:
            self._rest = asyncio.get_running_loop().call_later(REST, self._come_to_rest)
        except RuntimeError:  # no event loop, so nobody is dragging
            self._come_to_rest()

    def _come_to_rest(self):
        """Say what is seen, and write the numbers into their boxes: during a drag, each message would cost a frame."""
        for name, value in self.values.items():
            self.controls[name].value = value
        spoken.say(self.caption, self.sentence, CAPTION)

    def _preset_chosen(self, name, label):
        if label != FREE and not self._held:
            self.set(**self.presets[name][label])

    def _name_the_preset(self):
        for name, choice in self.choices.items():
            fits = (label for label, preset in self.presets[name].items() if preset.items() <= self.values.items())
            self._held, choice.value, self._held = True, next(fits, FREE), False

    def _arranged(self):
        reset = widgets.Button(description="start values", tooltip="Put every control back to where it began")
        reset.on_click(lambda _: self.set(**self.start))
        reset.layout.width, reset.layout.align_self = "auto", "flex-end"
        controls = [*self._shown_controls, *self.choices.values(), reset]
        top = widgets.Box(controls, layout={"flex_flow": "row wrap", "align_items": "center"})
        picture = widgets.GridBox([self.still, self.calm, self.moving], layout={"overflow": "hidden"})
        whole = widgets.VBox([top, picture, self.caption], layout={"max_width": WIDEST, "overflow": "hidden"})
        return whole.add_class("live-picture")

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live widget, a still picture for where no kernel runs, and the sentence."""
        bundle = self.widget._repr_mimebundle_()
        with self.lock:
            bundle["image/png"] = svg.png(self.picture.figure, self.sentence)
        bundle["text/plain"] = self.sentence
        return bundle, {"image/png": {"width": int(self.picture.figure.bbox.width), "alt": self.sentence}}


def stages():
    """Return the stages that are on the page now, in the order in which they were made."""
    return cells.shown(Stage)


ALERT = (
    "box-sizing:border-box;height:100%;padding:2em;background:var(--jp-layout-color1,white);color:var(--ink,#1f2328)"
)
CAPTION = "margin:0.3em 4px;line-height:1.4;color:var(--ink,#1f2328);min-height:4.2em;white-space:normal"
CONTROL, BOX = "296px", 7  # the widths of box and slider, and of a box with a short name, in em


def _layer():
    return {"grid_area": "1 / 1", "margin": "0", "width": "100%"}


def _control(name, abbreviation, start):
    """Return the widget that holds one value, as ipywidgets.interact would make it, and what to show for it.

    A number is held by a box, where it can be typed exactly, with a slider beside the box that drags it.
    """
    control = widgets.interactive.widget_from_abbrev(abbreviation, start)
    description = {"description": subscripted(name), "style": {"description_width": "initial"}}
    if type(control) is widgets.Dropdown:
        cells.close_widget(control)
        control = _buttons(name, control.options, start)
    if not isinstance(control, widgets.FloatSlider | widgets.IntSlider):
        control.set_trait("description", subscripted(name))
        return control, control
    whole = isinstance(control, widgets.IntSlider)
    kind = widgets.BoundedIntText if whole else widgets.BoundedFloatText
    limits = {"min": control.min, "max": control.max, "step": control.step}
    box = kind(start, **limits, **description, layout={"width": f"{max(BOX, 5 + len(name) / 2):g}em"})
    control.readout, control.layout.flex, control.layout.width = False, "1 1 8em", "auto"
    control.style.handle_color = svg.VARIABLES[DATA]
    return box, widgets.HBox([box, control], layout={"flex": "1 1 260px", "max_width": CONTROL})


def _buttons(name, options, start):
    """Return a row of buttons to choose from, of which the browser itself says which one is chosen.

    In JupyterLab a list to pull down loses its keys to the notebook.
    """
    look = {"orientation": "horizontal", "style": {"description_width": "initial"}, "layout": {"width": "auto"}}
    return widgets.RadioButtons(options=options, value=start, description=name, **look)
