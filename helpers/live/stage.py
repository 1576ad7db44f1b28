"""The stage: sliders on top, a picture below that follows them without a jerk. It knows sliders and no network.

    explore(picture)                      with the picture's own ranges
    explore(picture, w1=(-20, 20, 0.1))   with another range for one of them

A picture has a `figure`, and `update(**values)`, which moves its artists and returns a sentence that says what is seen.
It may have `ranges`, which say what `explore` is to use where its caller names nothing else; `presets`, choices that
set several values at once, {"example": {"1": {"x": -2.1, "t": 0.1}, ...}}; and `calm`, those of its moving artists that
seldom change. What stands still is sent to the page once; after each slider event a small SVG of what moves is laid
over it.
"""

import asyncio
import threading
from contextlib import contextmanager
from html import escape

import ipywidgets as widgets

from helpers import page
from helpers.checks import described
from helpers.live import svg
from helpers.live.controls import buttons, settled, unreached
from helpers.live.number_box import dragged_to

REST = 0.4  # seconds without a change, after which the sentence is set
WIDEST = "900px"
FREE = "–"  # what a choice of presets says when the values are nobody's


def explore(picture, **ranges):
    """Show a picture with a control for each value of its `update`.

    picture: has `figure` and `update(**values)`. ranges: name = what ipywidgets.interact takes: (low, high, step) for
    a slider, a list for a choice, a bool for a box, or a widget; start values are `update`'s defaults.
    Raises TypeError or ValueError, naming the argument, where a range fits no value.
    """
    return Stage(picture, *settled(picture, ranges)).put_up()


class Stage(page.Output):
    """A picture with its controls. Its parts are in `controls`, `choices` and `values`."""

    def __init__(self, picture, controls, presets):
        self.picture, self.presets = picture, presets
        self.controls = {name: control.holder for name, control in controls.items()}
        self.start = {name: holder.value for name, holder in self.controls.items()}
        self.values = dict(self.start)
        self._shown_controls = [control.shown for control in controls.values()]
        self.choices = {name: buttons(name, [FREE, *labels], FREE) for name, labels in presets.items()}
        self.still, self.calm, self.moving, self.caption = (widgets.HTML(layout=LAYER) for _ in range(4))
        self.layers = self._made_layers()
        self.widget = self._arranged()
        self.sentence = ""
        self.lock = threading.RLock()  # JupyterLab answers a slider beside a running cell, in another thread
        self._held, self._rest = False, None
        self.draw()
        still = svg.still(picture.figure, salt=self.widget.model_id)
        self.still.value = page.listener(self.caption) + still
        self._come_to_rest()
        self._name_the_preset()
        for name, (holder, shown) in controls.items():
            holder.observe(lambda change, name=name: self._take(name, change.new), "value")
            if holder is not shown:
                self._listen_to_slider(name, shown.children[1])
        for name, choice in self.choices.items():
            choice.observe(lambda change, name=name: self._preset_chosen(name, change.new), "value")

    def set(self, **values):
        """Move several controls at once, and draw once. Raises ValueError for what no control can be set to."""
        with self._holding():
            fault = unreached(values, self.controls)
        if fault:
            raise ValueError(f"values must be what controls reach, but here one sets {fault}.")
        self._move(values)

    def _move(self, values):
        with self._holding():
            for name, value in values.items():
                self.controls[name].value = self.values[name]  # where it was dragged, if it does not rest yet
                self.controls[name].value = value
                self.values[name] = self.controls[name].value
        self._values_changed()

    @contextmanager
    def _holding(self):
        """Let controls move without a picture for each."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def draw(self):
        """Draw the picture at the controls' values; if that fails, say why in its place."""
        try:
            with self.lock:
                self.sentence = self.picture.update(**self.values)
                if not isinstance(self.sentence, str):
                    raise TypeError(f"What update returns must be a sentence, not {described(self.sentence)}.")
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
        figure, calm = self.picture.figure, getattr(self.picture, "calm", [])
        restless = [artist for artist in svg.moving_artists(figure) if artist not in calm]
        return {self.calm: svg.Layer(figure, calm), self.moving: svg.Layer(figure, restless)}

    def close(self):
        """Take the widget and all its parts off the page and out of memory."""
        if self._rest:
            self._rest.cancel()
        super().close()

    def _listen_to_slider(self, name, slider):
        """Take a dragged slider's value at once; what holds it follows when the slider rests."""

        def dragged(change):
            number = dragged_to(change.new, slider, self.values[name])
            if number is not None:
                self._take(name, number)

        slider.observe(dragged, "value")

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
        page.say(self.caption, self.sentence, CAPTION)

    def _preset_chosen(self, name, label):
        if label != FREE and not self._held:
            self._move(self.presets[name][label])

    def _name_the_preset(self):
        for name, choice in self.choices.items():
            fits = (label for label, preset in self.presets[name].items() if preset.items() <= self.values.items())
            with self._holding():
                choice.value = next(fits, FREE)

    def _arranged(self):
        reset = widgets.Button(description="start values", tooltip="Put every control back to where it began")
        reset.on_click(lambda _: self._move(self.start))
        reset.layout.width, reset.layout.align_self = "auto", "flex-end"
        controls = [*self._shown_controls, *self.choices.values(), reset]
        top = widgets.Box(controls, layout={"flex_flow": "row wrap", "align_items": "center"})
        picture = widgets.GridBox([self.still, self.calm, self.moving], layout={"overflow": "hidden"})
        whole = widgets.VBox([top, picture, self.caption], layout={"max_width": WIDEST, "overflow": "hidden"})
        return whole.add_class("live-picture")

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the live widget, a still picture for where no kernel runs, and the sentence."""
        page.done_with(self)
        bundle = self.widget._repr_mimebundle_()
        with self.lock:
            bundle["image/png"] = svg.png(self.picture.figure, self.sentence)
        bundle["text/plain"] = self.sentence
        return bundle, {"image/png": {"width": int(self.picture.figure.bbox.width), "alt": self.sentence}}


def still(picture, **values):
    """Return a picture as it stands at these values of its `update`, without controls, to be shown by a cell.

    Raises TypeError where a name is no value of its `update`.
    """
    return Still(picture, picture.update(**values))


class Still(page.Output):
    """A small print of a picture, with the sentence that says what is seen."""

    def __init__(self, picture, sentence):
        self.png, self.sentence = svg.png(picture.figure, "", scale=1), sentence
        self.widget = widgets.HTML(layout={"max_width": "640px"})
        moving = svg.moving(picture.figure, svg.moving_artists(picture.figure))
        layers = svg.still(picture.figure, self.widget.model_id), moving
        shown = "".join(f'<div style="grid-area:1/1">{layer}</div>' for layer in layers)
        self.widget.value = f'<div role="img" aria-label="{escape(sentence)}" style="display:grid">{shown}</div>'
        page.close_older_runs(self)

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the print, sharp and in the page's own colours; a PNG for where no kernel runs; and the sentence."""
        bundle = self.widget._repr_mimebundle_()
        bundle |= {"image/png": self.png, "text/plain": self.sentence}
        return bundle, {"image/png": {"width": 640, "alt": self.sentence}}


def stages():
    """Return the stages that are on the page now, in the order in which they were made."""
    return page.shown(Stage)


ALERT = (
    "box-sizing:border-box;height:100%;padding:2em;background:var(--jp-layout-color1,white);color:var(--ink,#1f2328)"
)
CAPTION = "margin:0.3em 4px;line-height:1.4;color:var(--ink,#1f2328);min-height:4.2em;white-space:normal"
LAYER = {"grid_area": "1 / 1", "margin": "0", "width": "100%"}
