"""Ways of drawing a picture, one below the other in its chapter: the first slider of each moves one of its values.

The floor is a bare line of text, which no picture can beat, because each of its frames is one message there and one
back. `ours` is the chapter's own picture, `interact` draws any picture anew; ipympl and bqplot draw chapter 7's as a
good programmer would with them. Each says in an element `.shown`, or in its only `pre`, which value it shows.
This text runs in the chapter's kernel, which need not know where it came from.
"""

import ipywidgets as widgets
import numpy as np
from IPython.display import display

from helpers import data


def first_number(stage):
    """Return the name of the first value of a stage that can be dragged, and its limits: lowest, highest, step."""
    return next((name, [box.min, box.max, box.step]) for name, box in stage.controls.items() if hasattr(box, "step"))


def show(way, stage, make):
    """Show the picture of a stage, of which `make()` makes another one, in a way."""
    name, (low, high, step) = first_number(stage)
    start, look = stage.values[name], {"description": name, "layout": {"width": "500px"}}
    kind = widgets.IntSlider if isinstance(start, int) else widgets.FloatSlider
    WAYS[way](stage, make, name, kind(start, min=low, max=high, step=step, **look))


def floor(stage, make, name, slider):
    """Show the number itself: the round trip and nothing else."""
    text = widgets.HTML()
    slider.observe(lambda change: setattr(text, "value", f"<b class='shown'>{change.new:g}</b>"), "value")
    display(widgets.VBox([slider, text]))


def ours(stage, make, name, slider):
    """Let the chapter's own picture, in the layer that moves, say the value for which it was drawn."""
    layer = stage.layers[stage.moving]
    news, last = layer.news, [""]

    def marked():
        last[0] = news() or last[0]
        return f"{last[0]}<b class='shown' hidden>{stage.values[name]:g}</b>"

    layer.news = marked


def interact(stage, make, name, slider):
    """Make the figure anew for each value, through `interact` and matplotlib's inline PNG, as most notebooks do."""

    def draw(value):
        picture = make()
        picture.figure.set_dpi(72 * 900 / 800)  # as wide as ours on the page, and no sharper
        picture.update(**{name: value})
        print(f"{value:g}")
        display(picture.figure)

    widgets.interact(draw, value=slider)


def ipympl(stage, make, name, slider):
    """Move the same artists on an ipympl canvas; its title says which value they have."""
    from ipympl.backend_nbagg import Canvas, FigureManager

    picture = make()
    for artist in picture.figure.findobj(lambda artist: artist.get_animated()):
        artist.set_animated(False)
    canvas = Canvas(picture.figure)
    manager = FigureManager(canvas, 0)

    def draw(change):
        picture.update(**{name: change.new})
        canvas.draw_idle()
        manager.set_window_title(f"{change.new:g}")

    slider.observe(draw, "value")
    display(widgets.VBox([slider, canvas]))


def bqplot(stage, make, name, slider):
    """Draw curve, points, bars and labels with bqplot: fewer numbers than ours, all that its marks can hold."""
    import bqplot as bq

    from helpers.two_layer import Params, backward, forward

    table, x = data.dose_table(), np.linspace(-2.6, 2.6, 61)
    scales = {"x": bq.LinearScale(min=-2.6, max=2.6), "y": bq.LinearScale(min=0, max=1)}
    curve = bq.Lines(x=x, y=x * 0, scales=scales)
    points = bq.Scatter(x=table.x, y=table.t, scales=scales)
    label = bq.Label(x=np.linspace(-2.4, 1.5, 12), y=np.full(12, 0.95), text=[""] * 12, scales=scales)
    bars = bq.Bars(x=list(Params._fields), y=[0.0] * 4, scales={"x": bq.OrdinalScale(), "y": bq.LinearScale()})

    def draw(change):
        params = Params(change.new, 0.1, 0.8, -0.2)
        trace, table_trace = forward(params, 1.4), forward(params, table.x)
        gradient = backward(params, table_trace, table.t)
        curve.y = forward(params, x).y
        bars.y = np.array(gradient)
        numbers = [*params, *trace[1:], *gradient[:4]]
        label.text = [f"{value:.2f}" for value in numbers]

    slider.observe(draw, "value")
    left, right = (bq.Figure(marks=marks, layout={"width": "450px", "height": "400px"}, animation_duration=0)
                   for marks in ([curve, points, label], [bars]))  # fmt: skip
    display(widgets.VBox([slider, widgets.HBox([left, right])]))


WAYS = {"floor": floor, "ours": ours, "interact": interact, "ipympl": ipympl, "bqplot": bqplot}
SHOWN = {  # how the page tells which value is painted now
    "floor": "out.querySelector('.shown')?.textContent",
    "ours": "out.querySelector('.shown')?.textContent",
    "interact": "out.querySelector('pre')?.textContent",
    "ipympl": "out.querySelector('.jupyter-matplotlib-header')?.innerText",
    "bqplot": "out.querySelector('.label')?.textContent",
}
