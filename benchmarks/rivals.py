"""One scene, drawn in five ways: each function returns a widget, or shows one, whose first slider moves w1.

The rivals draw chapter 7's picture as a good programmer would with that library; the floor is a bare line of text,
which no picture can beat, because each of its frames is one message there and one back.
"""

import ipywidgets as widgets
import numpy as np
from IPython.display import display

from helpers import data, live
from helpers.figures import Backpropagation

START = {"w1": 0.5, "b1": 0.1, "w2": 0.8, "b2": -0.2, "x": 1.4, "t": 0.98}


def slider():
    """Return the slider that every way has: w1."""
    return widgets.FloatSlider(0.5, min=-8, max=8, step=0.05, description="w1", layout={"width": "500px"})


def floor():
    """Show the number itself: the round trip and nothing else."""
    w1, text = slider(), widgets.HTML()
    w1.observe(lambda change: setattr(text, "value", f"<b class='shown'>{change.new:.2f}</b>"), "value")
    display(widgets.VBox([w1, text]))


def ours():
    """Show the picture as the chapters do, with one slider as wide as the others'."""
    stage = live.explore(Backpropagation(data.dose_table()))
    first = stage.widget.children[0].children[0]
    first.layout.flex, first.layout.max_width = "0 0 560px", "560px"
    display(stage.widget)


def interact():
    """Draw the figure anew through `interact` and matplotlib's inline PNG, as most notebooks do."""
    table = data.dose_table()

    def draw(w1):
        picture = Backpropagation(table)
        picture.figure.set_dpi(72 * 900 / 800)  # as wide as ours on the page, and no sharper
        picture.update(**START | {"w1": w1})
        print(f"shown {w1:.2f}")
        display(picture.figure)

    widgets.interact(draw, w1=slider())


def ipympl():
    """Move the same artists on an ipympl canvas; its title says which value they have."""
    from ipympl.backend_nbagg import Canvas, FigureManager

    picture = Backpropagation(data.dose_table())
    for artist in picture.figure.findobj(lambda artist: artist.get_animated()):
        artist.set_animated(False)
    canvas = Canvas(picture.figure)
    manager = FigureManager(canvas, 0)
    w1 = slider()

    def draw(change):
        picture.update(**START | {"w1": change.new})
        canvas.draw_idle()
        manager.set_window_title(f"shown {change.new:.2f}")

    w1.observe(draw, "value")
    display(widgets.VBox([w1, canvas]))


def bqplot():
    """Draw curve, points, bars and labels with bqplot: fewer numbers than ours, all that its marks can hold."""
    import bqplot as bq

    from helpers.two_layer import Params, backward, forward

    table, x = data.dose_table(), np.linspace(-2.6, 2.6, 61)
    scales = {"x": bq.LinearScale(min=-2.6, max=2.6), "y": bq.LinearScale(min=0, max=1)}
    curve = bq.Lines(x=x, y=x * 0, scales=scales)
    points = bq.Scatter(x=table.x, y=table.t, scales=scales)
    label = bq.Label(x=np.linspace(-2.4, 1.5, 12), y=np.full(12, 0.95), text=[""] * 12, scales=scales)
    bars = bq.Bars(x=list(Params._fields), y=[0.0] * 4, scales={"x": bq.OrdinalScale(), "y": bq.LinearScale()})
    w1 = slider()

    def draw(change):
        params = Params(change.new, 0.1, 0.8, -0.2)
        trace, table_trace = forward(params, 1.4), forward(params, table.x)
        gradient = backward(params, table_trace, table.t)
        curve.y = forward(params, x).y
        bars.y = np.array(gradient)
        numbers = [*params, *trace[1:], *gradient[:4]]
        label.text = [f"{value:.2f}" for value in numbers]

    w1.observe(draw, "value")
    left, right = (bq.Figure(marks=marks, layout={"width": "450px", "height": "400px"}, animation_duration=0)
                   for marks in ([curve, points, label], [bars]))  # fmt: skip
    display(widgets.VBox([w1, widgets.HBox([left, right])]))


WAYS = {"floor": floor, "ours": ours, "interact": interact, "ipympl": ipympl, "bqplot": bqplot}
