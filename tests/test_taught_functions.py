"""A function that a chapter says the helpers have too stands there in the learner's own lines."""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "notebooks").glob("*.ipynb"))
TAUGHT = {
    ("03_two_layers", "two_layer"): ("forward",),
    ("10_many_neurons", "mlp"): ("forward", "backward"),
    ("12_autodiff", "autodiff"): ("sigmoid", "half_square", "count_uses", "backward"),
}


def cells(page, kind):
    """Return the sources of a page's cells of this kind."""
    found = json.loads((ROOT / "notebooks" / f"{page}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == kind]


def functions(source):
    """Return {name: its lines} for the functions of a source, without docstring, decorator, guard line and comments."""
    return {node.name: own_lines(node) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def own_lines(function):
    body = function.body[ast.get_docstring(function) is not None :]
    lines = [ast.unparse(function.args), *map(ast.unparse, body)]
    return [line for line in lines if "checks." not in line]


def of_the_page(page):
    code = "\n".join(source for source in cells(page, "code") if source[:4] == "def ")
    return functions(code)


def of_the_helpers(module):
    return functions((ROOT / "helpers" / f"{module}.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("page", "module", "name"), [(*where, name) for where, names in TAUGHT.items() for name in names]
)
def test_the_helpers_have_the_learners_own_lines(page, module, name):
    assert of_the_page(page)[name] == of_the_helpers(module)[name]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_that_says_so_is_held_to_it(page):
    told = {
        module
        for text in cells(page.stem, "markdown")
        for module in re.findall(r"same .*? stand in `helpers/(\w+)\.py`", text)
    }
    told -= {"descent"}  # there it is one line for any number of parameters, and the page says so
    assert told == {module for chapter, module in TAUGHT if chapter == page.stem}


def test_another_line_would_be_seen():
    source = "def f(x):\n    '''Say so.'''\n    x = checks.numbers('x', x)\n    return {}\n"
    assert functions(source.format("x + 1")) == functions("@np.errstate()\ndef f(x):\n    return x + 1  # why")
    assert functions(source.format("x + 1")) != functions("def f(x):\n    return x - 1")
    assert functions(source.format("x + 1")) != functions("def f(x, y):\n    return x + 1")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_prints_or_explains_what_a_learner_did_not_write(page):
    assert not re.search(
        r"getsource|@checked|\.core\b|unchecked|helpers\.(inputs|checks)", page.read_text(encoding="utf-8")
    )
