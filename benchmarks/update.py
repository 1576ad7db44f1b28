"""How long each picture's update takes in the kernel by itself, and for what: the maths, the artists, the drawing.

    python -m benchmarks.update [--pictures 07_backpropagation/live]      (make bench)

Every number of every picture goes once through its range, and every choice is taken. Maths is what the modules that
the chapters teach do (not an activation that a picture calls itself: it is known by its identity); drawing is the
writing of the SVG; artists is the rest.
"""

import argparse
import importlib
import statistics
import sys
import time
from types import FunctionType

import numpy as np

from benchmarks.results import bar, report
from benchmarks.scenes import Scene, names

UPDATES = 200  # for each number of a picture
BARS = {"median_ms": (2.5, 4), "p95_ms": (10, 25)}  # the second where a map or an image is drawn
TAUGHT = ("neuron", "two_layer", "mlp", "losses", "descent", "gradient_check", "data")


class Clock:
    """Adds up the time spent in functions; a call within another counts once."""

    def __init__(self):
        self.spent, self.depth = 0.0, 0

    def around(self, function):
        """Return the function with the clock around it."""

        def timed(*args, **kwargs):
            start, self.depth = time.perf_counter(), self.depth + 1
            try:
                return function(*args, **kwargs)
            finally:
                self.depth -= 1
                if self.depth == 0:
                    self.spent += time.perf_counter() - start

        return timed


def clock_of_the_maths():
    """Put one clock around every public function of the maths, wherever a picture finds it; return the clock."""
    clock = Clock()
    taught = [importlib.import_module(f"helpers.{name}") for name in TAUGHT]
    timed = {}
    for module in taught:
        for name, function in vars(module).items():
            if isinstance(function, FunctionType) and name[0] != "_" and function.__module__ == module.__name__:
                timed[function] = clock.around(function)
    users = [module for name, module in sys.modules.items() if name.startswith("helpers.figures.")]
    for module in [*taught, *users]:
        for name, value in list(vars(module).items()):
            if isinstance(value, FunctionType) and value in timed:
                setattr(module, name, timed[value])
    return clock


def drawn_values(stage):
    """Yield, one value at a time, every number through its range and every choice."""
    for name, control in stage.controls.items():
        if hasattr(control, "step"):
            values = np.linspace(control.min, control.max, UPDATES)
            whole = isinstance(control.value, int)
            yield from ({name: round(value) if whole else float(value)} for value in values)
        else:
            options = getattr(control, "options", (False, True))  # a box to tick has none
            yield from ({name: option[1] if isinstance(option, tuple) else option} for option in options)


def measured(scene, clock):
    """Return a picture's figures: milliseconds and kilobytes an update."""
    stage = scene.stage()
    rows, sizes, raster = [], [], False
    for change in drawn_values(stage):
        values, clock.spent = stage.start | change, 0.0
        start = time.perf_counter()
        stage.picture.update(**values)
        middle = time.perf_counter()
        pages = [layer.news() for layer in stage.layers.values()]
        end = time.perf_counter()
        rows.append([end - start, clock.spent, middle - start - clock.spent, end - middle])
        sizes.append(sum(len(page.encode()) for page in pages if page) / 1000)
        raster |= any("<image" in page for page in pages if page)
    stage.close()
    total, maths, artists, drawing = (1000 * np.array(rows).T).tolist()
    return {
        "median_ms": statistics.median(total),
        "p95_ms": float(np.quantile(total, 0.95)),
        "maths_ms": statistics.median(maths),
        "artists_ms": statistics.median(artists),
        "drawing_ms": statistics.median(drawing),
        "kilobytes": statistics.median(sizes),
        "raster": raster,
    }


def main():
    """Measure each picture, and print what was found."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pictures", nargs="+", choices=names(), default=names())
    clock, found = clock_of_the_maths(), {}
    for name in ask.parse_args().pictures:
        found[name] = measured(Scene(name), clock)
    report("update", ("numpy", "matplotlib", "ipywidgets"), found)
    for key, either in BARS.items():
        limits = {name: (row[key], either[row["raster"]]) for name, row in found.items()}
        bar(f"kernel time of an update, {key}", "≤", limits)


if __name__ == "__main__":
    main()
