"""What the README says is so: its figures are the measured ones, its table of formulas is true."""

import re
from importlib import import_module

import nbformat
import numpy as np
import pytest
from PIL import Image

from benchmarks import readme, results
from tools import thumbnails

ROOT = readme.ROOT
README = (ROOT / "README.md").read_text()
FORMULAS = [f"F{i}" for i in range(1, 9)] + [f"B{i}" for i in range(1, 17)]


def rows():
    """Return the README's table of formulas as (id, notebook, helper, test)."""
    pattern = r"^\| ([FB]\d+) [^|]*\| \[\d+\]\((.*?)\) \| `(.*?)` \| `(.*?)` \|$"
    return re.findall(pattern, README, re.MULTILINE)


@pytest.mark.parametrize(("document", "name"), readme.QUOTED)
def test_the_figures_are_those_that_were_measured(document, name):
    quoted = readme.place(name).search((ROOT / document).read_text())[0]
    assert quoted.splitlines() == readme.QUOTED[document, name](results.kept())


@pytest.mark.parametrize("file", thumbnails.pictures(), ids=lambda file: file.stem)
def test_the_pictures_are_those_of_the_notebooks(file):
    shown, saved = (
        np.asarray(picture.convert("RGB"), float) for picture in (Image.open(file), thumbnails.pictures()[file])
    )
    assert shown.shape == saved.shape
    assert np.sqrt(np.mean((shown - saved) ** 2)) < 6  # of 255: it has few colours, to be small
    assert f"docs/{file.name}" in README


def test_every_formula_has_its_row():
    assert sorted(row[0] for row in rows()) == sorted(FORMULAS)


@pytest.mark.parametrize(("id", "notebook", "helper", "test"), rows())
def test_a_row_of_the_table_of_formulas_is_true(id, notebook, helper, test):
    assert rf"\tag{{{id}}}" in "".join(cell.source for cell in nbformat.read(ROOT / notebook, as_version=4).cells)
    module, _, name = helper.partition(".")
    assert not name or hasattr(import_module(f"helpers.{module}"), name)
    assert re.search(rf"\b{id}\b", (ROOT / test).read_text()), f"{test} does not name {id}"


def test_the_sheet_of_chapter_0_has_every_formula():
    sheet = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4).cells[-1].source
    assert re.findall(r"^- \*\*([FB]\d+)\*\* ", sheet, re.MULTILINE) == FORMULAS
