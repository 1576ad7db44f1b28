"""Every live picture of every chapter, found in the notebooks: a new `explore` is measured without a word here."""

import ast
import re
from contextlib import redirect_stdout
from functools import cache, partial
from io import StringIO
from pathlib import Path

import ipywidgets as widgets
import nbformat
import numpy as np

from helpers import live

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def code_cells(chapter):
    """Return the code of a notebook's cells, by their ids, without what is meant for Jupyter, such as `%precision`."""
    cells = nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4).cells
    return {cell.id: re.sub(r"(?m)^%.*", "", cell.source) for cell in cells if cell.cell_type == "code"}


def names():
    """Return the name of every live picture, "07_backpropagation/live": its notebook and its cell."""
    chapters = [path.stem for path in sorted(NOTEBOOKS.glob("[01][0-9]_*.ipynb"))]
    return [f"{chapter}/{id}" for chapter in chapters for id, code in code_cells(chapter).items() if "explore(" in code]


@cache
def scene(name):
    """Return a picture's scene, made once: what a chapter does before it may take seconds."""
    return Scene(name)


class Scene:
    """A live picture as its chapter makes it, after all that the chapter does before it.

    `make()` makes it anew; `stage()` shows it with its controls.
    """

    def __init__(self, name):
        chapter, wanted = name.split("/")
        variables = {}
        with redirect_stdout(StringIO()), np.printoptions():  # a cell may set its own, for its notebook
            for id, code in code_cells(chapter).items():
                *statements, last = ast.parse(code).body
                statements += [] if "explore(" in code else [last]  # live.explore(Picture(arguments)) is a last line
                exec(ast.unparse(ast.Module(statements, [])), variables)
                if id == wanted:
                    break
            picture = last.value.args[0]
            kind, arguments = (eval(ast.unparse(part), variables) for part in (picture.func, ast.Tuple(picture.args)))
        self.name, self.make = name, partial(kind, *arguments)

    def stage(self):
        """Return the picture on its stage."""
        return live.explore(self.make())

    def slider(self):
        """Return the name of the first value that can be dragged, and a slider of its own for it."""
        stage = self.stage()
        name, box = next((name, box) for name, box in stage.controls.items() if hasattr(box, "step"))
        kind = widgets.IntSlider if isinstance(box, widgets.BoundedIntText) else widgets.FloatSlider
        limits = {"min": box.min, "max": box.max, "step": box.step}
        slider = kind(box.value, **limits, description=name, layout={"width": "500px"})
        stage.close()
        return name, slider
