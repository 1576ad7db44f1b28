"""What the README says is so: its pictures are those of the notebooks, its table of formulas is true."""

import re
from importlib import import_module
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.testing.compare import calculate_rms
from PIL import Image

from tools import thumbnails

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMULAS = [f"F{i}" for i in range(1, 9)] + [f"B{i}" for i in range(1, 17)]


def rows():
    """Return the README's table of formulas as (id, notebook, helper, test)."""
    pattern = r"^\| ([FB]\d+) [^|]*\| \[\d+\]\((.*?)\) \| `(.*?)` \| `(.*?)` \|$"
    return re.findall(pattern, README, re.MULTILINE)


@pytest.mark.parametrize("file", thumbnails.pictures(), ids=lambda file: file.stem)
def test_the_pictures_are_those_of_the_notebooks(file):
    shown, saved = (
        np.asarray(picture.convert("RGB"), float) for picture in (Image.open(file), thumbnails.pictures()[file])
    )
    assert calculate_rms(shown, saved) < 6  # of 255: it has few colours, to be small
    assert f"docs/{file.name}" in README


def test_every_formula_has_its_row():
    assert sorted(row[0] for row in rows()) == sorted(FORMULAS)


@pytest.mark.parametrize(("id", "notebook", "helper", "test"), rows())
def test_a_row_of_the_table_of_formulas_is_true(id, notebook, helper, test):
    assert rf"\tag{{{id}}}" in "".join(cell.source for cell in nbformat.read(ROOT / notebook, as_version=4).cells)
    module, _, name = helper.partition(".")
    assert not name or hasattr(import_module(f"helpers.{module}"), name)
    assert re.search(rf"\b{id}\b", (ROOT / test).read_text(encoding="utf-8")), f"{test} does not name {id}"


def test_the_sheet_of_chapter_0_has_every_formula():
    sheet = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4).cells[-1].source
    assert re.findall(r"^- \*\*([FB]\d+)\*\* ", sheet, re.MULTILINE) == FORMULAS
