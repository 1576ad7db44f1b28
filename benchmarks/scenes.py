"""Every live picture of every chapter, found in the notebooks: a new `explore` is measured without a word here."""

import ast
import re
from contextlib import redirect_stdout
from functools import cache, partial
from io import StringIO
from pathlib import Path

import nbformat
import numpy as np

from helpers import live

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def code_cells(chapter):
    """Return the code of a notebook's cells, by their ids, without what is meant for Jupyter, such as `%precision`."""
    cells = nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4).cells
    return {cell.id: re.sub(r"(?m)^%.*", "", cell.source) for cell in cells if cell.cell_type == "code"}


def pictures(chapter):
    """Return the code that makes each live picture of a notebook, by the ids of their cells, in the page's order."""
    return {
        id: ast.unparse(ast.parse(code).body[-1].value.args[0])  # live.explore(Picture(arguments)) is a last line
        for id, code in code_cells(chapter).items()
        if "explore(" in code
    }


def names():
    """Return the name of every live picture, "07_backpropagation/live": its notebook and its cell."""
    chapters = [path.stem for path in sorted(NOTEBOOKS.glob("[01][0-9]_*.ipynb"))]
    return [f"{chapter}/{id}" for chapter in chapters for id in pictures(chapter)]


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
