"""A long lesson in one real kernel: thousands of updates, and a cell run again and again."""

from contextlib import contextmanager

import nbformat
import numpy as np
from nbclient import NotebookClient

from tests.shown import HEART, NOTEBOOKS, ROOT

NOISE = 8  # megabytes that a process is larger or smaller at one time than at another
GROWN = 0.5  # megabytes from one count to the next, as a median: a leak grows each time, a process leaps now and then

# What of the stages on the page is not as it should be, once every control has been moved and then put back.
FAULTS = """
from helpers import live
from helpers.live import svg
faults = []
for stage in live.stages():
    for values in ({name: box.min for name, box in stage.controls.items() if hasattr(box, "min")}, stage.start):
        stage.set(**values)
        sentence = stage.picture.update(**stage.values)
        expected = [svg.moving(layer.figure, layer.drawn) for layer in stage.layers.values() if layer.drawn]
        shown = [widget.value for widget, layer in stage.layers.items() if layer.drawn]
        faults += [stage.values] * (stage.sentence != sentence or shown != expected)
print(len(live.stages()), faults)
"""

COUNTED = """
import gc
import psutil
from ipywidgets.widgets.widget import _instances
from matplotlib import text
from matplotlib.figure import Figure
def counted():
    for cached in vars(text).values():  # matplotlib keeps the size of each text, of thousands, and then no more
        getattr(cached, "cache_clear", bool)()
    gc.collect()
    objects = gc.get_objects()
    figures = sum(isinstance(thing, Figure) for thing in objects)
    return len(_instances), figures, len(objects), psutil.Process().memory_info().rss / 1e6
"""

# Every number of a picture goes up and down through its range, update after update; the last must be drawn.
DRIVEN = """
import asyncio
import numpy as np
stage = live.stages()[-1]
async def drive(updates):
    sweep = np.concatenate([np.linspace(0, 1, 100), np.linspace(1, 0, 100)])
    boxes = [box for box in stage.controls.values() if hasattr(box, "min")]
    for number in range(updates):
        box, share = boxes[number // 200 % len(boxes)], sweep[number % 200]
        value = box.min + share * (box.max - box.min)
        box.value = round(value) if box.whole else round(value, 2)
        drawn = [layer.news() for layer in stage.layers.values()]
        assert drawn == [None] * len(drawn), "what has changed was not sent"
        await asyncio.sleep(0)
    await asyncio.sleep(live.stage.REST + 0.1)
    return counted()
print([await drive(1000), await drive(3000)])
"""


class Kernel:
    """A kernel in which the cells of a notebook run, one at a time."""

    def __init__(self, client):
        self.client = client

    def run(self, cell):
        """Run a cell, and return what it prints."""
        self.client.nb.cells.append(cell)
        self.client.execute_cell(cell, len(self.client.nb.cells) - 1)
        return "".join(output.text for output in cell.outputs if output.output_type == "stream")

    def ask(self, code):
        """Run code that is in no cell, and return what it prints."""
        return self.run(nbformat.v4.new_code_cell(code))


@contextmanager
def kernel_of(path):
    """Start a kernel, run a notebook in it from top to bottom; yield the Kernel and the notebook's cells."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    resources = {"metadata": {"path": str(ROOT / "notebooks")}}
    client = NotebookClient(nbformat.v4.new_notebook(), timeout=300, resources=resources)
    with client.setup_kernel():
        kernel = Kernel(client)
        for cell in cells:
            kernel.run(cell)
        yield kernel, cells


def test_thousands_of_updates_leave_nothing_behind_and_the_last_is_drawn():
    with kernel_of(HEART) as (kernel, _):
        kernel.ask(FAULTS + COUNTED)
        before, after = eval(kernel.ask(DRIVEN))
        assert after[:2] == before[:2]
        assert abs(after[2] - before[2]) < 500, "objects"
        assert after[3] - before[3] < NOISE, "megabytes"
        assert kernel.ask(FAULTS) == "1 []\n"


def test_a_cell_run_again_and_again_leaves_one_picture():
    with kernel_of(NOTEBOOKS[2]) as (kernel, cells):
        explore = next(cell for cell in cells if "explore(" in cell.source)
        kernel.ask(COUNTED)
        seen = []
        for number in range(60):
            kernel.run(explore)
            if number % 10 == 9:
                seen.append(eval(kernel.ask("print(counted())")))
        widgets, figures, objects, megabytes = np.transpose(seen[2:])  # the first runs fill caches
        assert np.ptp(widgets) == 0
        assert np.ptp(figures) == 0
        assert np.ptp(objects) < 500
        assert np.median(np.diff(megabytes)) < GROWN, "megabytes in 10 runs"
        pictures = sum("explore(" in cell.source for cell in cells)
        assert figures[-1] == pictures
        assert kernel.ask(FAULTS) == f"{pictures} []\n"
