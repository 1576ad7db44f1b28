"""The committed notebooks are as `make notebooks` writes them, and any tampering is refused.

nbval runs every notebook beside these tests (see pyproject.toml); here is what it does not look at.
"""

import base64
import copy
import io
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from tests.pictures import SAME_MATPLOTLIB, picture_fault, pictures
from tests.shown import SOME
from tools import write_notebooks

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ESCAPES = re.compile(r"NBVAL_|PYTEST_VALIDATE_|nbval-|raises-exception")  # what would keep nbval from looking


def faults(notebook):
    """Return what is wrong with a saved notebook, in sentences."""
    found = []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        found.append("Its cells were not executed once each, from top to bottom.")
    if notebook.metadata != write_notebooks.KERNEL:
        found.append("Its metadata is not as `make notebooks` writes it.")
    for cell in notebook.cells:
        if not write_notebooks.WORDS.fullmatch(cell.id):
            found.append(f"The id {cell.id} is not made of words.")
        if cell.metadata:
            found.append(f"Cell {cell.id} has metadata.")
        if ESCAPES.search(cell.source):
            found.append(f"Cell {cell.id} asks not to be checked.")
        most = 16 if cell.id == "imports" else 12
        if cell.cell_type == "code" and len(cell.source.splitlines()) > most:
            found.append(f"Cell {cell.id} has more than {most} lines.")
        for output in cell.get("outputs", []):
            if output.output_type in ("error", "display_data") or output.get("name") == "stderr":
                found.append(f"Cell {cell.id} has an output of the kind {output.get('name', output.output_type)}.")
            if write_notebooks.WIDGET_VIEW in output.get("data", {}):
                found.append(f"Cell {cell.id} keeps a widget view, which no page can show later.")
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_saved_as_make_notebooks_writes_it(path):
    saved = nbformat.read(path, as_version=4)
    assert not faults(saved)
    assert path.read_text(encoding="utf-8") == nbformat.writes(saved) + "\n"


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_a_notebook_that_runs_again_is_saved_as_before(path):
    saved = nbformat.read(path, as_version=4)
    again = copy.deepcopy(saved)
    write_notebooks.executed(again, ROOT / "notebooks")
    for one, other in zip(saved.cells, again.cells, strict=True):
        assert not picture_fault(pictures(one.get("outputs", [])), pictures(other.get("outputs", [])))
        for output in [*one.get("outputs", []), *other.get("outputs", [])]:
            output.get("data", {}).pop("image/png", None)  # its bytes may differ on another processor
    assert nbformat.writes(saved) == nbformat.writes(again)


def test_two_runs_write_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / NOTEBOOKS[0].name).write_bytes(NOTEBOOKS[0].read_bytes())
        write_notebooks.main([tmp_path / name / NOTEBOOKS[0].name])
    one, two = ((tmp_path / name / NOTEBOOKS[0].name).read_bytes() for name in ("one", "two"))
    assert one == two


def sample(folder):
    """Return a small notebook with a number and a live picture, written as `make notebooks` does."""
    cells = [
        nbformat.v4.new_code_cell(
            "from helpers import data, live, two_layer\nfrom helpers.figures import Backpropagation",
        ),
        nbformat.v4.new_code_cell("print(f'{two_layer.forward((0.5, 0.1, 0.8, -0.2), 1.4).y:.4f}')"),
        nbformat.v4.new_code_cell("live.explore(Backpropagation(data.dose_table()))"),
    ]
    path = folder / "untouched.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    write_notebooks.main([path])
    return nbformat.read(path, as_version=4)


def spoil_number(notebook):
    notebook.cells[1].outputs[0].text = "0.5872\n"


def spoil_sentence(notebook):
    data = notebook.cells[2].outputs[0].data
    data["text/plain"] = data["text/plain"].replace("0.0506", "0.0507")


def encoded(picture):
    """Return a picture as a notebook keeps it."""
    page = io.BytesIO()
    picture.save(page, "png")
    return base64.b64encode(page.getvalue()).decode()


def spoil_picture(notebook):
    data = notebook.cells[2].outputs[0].data
    picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("RGB")
    picture.paste((255, 255, 255), (1250, 100, 1600, 440))  # the curve is gone
    data["image/png"] = encoded(picture)


def drop_picture(notebook):
    del notebook.cells[2].outputs[0].data["image/png"]


def drop_output(notebook):
    notebook.cells[1].outputs = []


def drop_output_and_count(notebook):
    notebook.cells[1].outputs = []
    notebook.cells[1].execution_count = None


def drop_cell(notebook):
    del notebook.cells[1]


def ask_not_to_be_checked(notebook):
    notebook.cells[1].source = "# NBVAL_IGNORE_OUTPUT\n" + notebook.cells[1].source
    spoil_number(notebook)


SEEN_BY_NBVAL = (spoil_number, spoil_sentence, drop_picture, drop_output, *[spoil_picture] * SAME_MATPLOTLIB)
SEEN_IN_THE_FILE = (drop_output_and_count, drop_cell, ask_not_to_be_checked)


def test_tampering_is_refused(tmp_path):
    untouched = sample(tmp_path)
    assert not faults(untouched)
    for spoil in SEEN_IN_THE_FILE:
        spoiled = copy.deepcopy(untouched)
        spoil(spoiled)
        assert faults(spoiled), spoil.__name__
    for spoil in SEEN_BY_NBVAL:
        spoiled = copy.deepcopy(untouched)
        spoil(spoiled)
        nbformat.write(spoiled, tmp_path / f"{spoil.__name__}.ipynb")
    command = [sys.executable, "-m", "pytest", "-q", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"),
               "-p", "tests.pictures", str(tmp_path)]  # fmt: skip
    report = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300).stdout
    failed = set(re.findall(r"^FAILED .*?(\w+)\.ipynb::", report, re.MULTILINE))
    assert failed == {spoil.__name__ for spoil in SEEN_BY_NBVAL}, report


def test_a_recompressed_picture_passes_and_a_moved_line_does_not():
    rng = np.random.default_rng(0)
    drawn = rng.uniform(0, 255, (50, 80, 4))
    assert not picture_fault([drawn], [drawn + rng.normal(0, 1, drawn.shape)], dot_by_dot=True)
    moved = drawn.copy()
    moved[:5] = 0
    assert "differs" in picture_fault([drawn], [moved], dot_by_dot=True)
    assert "saved" in picture_fault([drawn], [])
    assert "dots" in picture_fault([drawn], [drawn[:40]], dot_by_dot=True)


def test_black_instead_of_white_is_refused_for_no_difference_runs_over_a_byte():
    black, white = (
        [{"data": {"image/png": encoded(Image.new("RGB", (8, 8), colour))}}] for colour in ("black", "white")
    )
    assert not picture_fault(pictures(black), pictures(black), dot_by_dot=True)
    assert "differs" in picture_fault(pictures(black), pictures(white), dot_by_dot=True)


def digits(printed):
    """Return how many significant digits a printed number has."""
    return len(re.sub(r"e.*|\.", "", printed).lstrip("0"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_printed_numbers_have_four_digits_at_most_so_that_another_processor_prints_them_too(path):
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            words = output.get("text") or output.data["text/plain"]
            for printed in re.findall(r"(?<![\w.])\d*\.\d+(?:e[+-]?\d+)?(?![\w.])", words):
                assert digits(printed) <= 4, f"{cell.id} prints {printed}"


def test_digits_are_counted_without_leading_zeros_and_powers_of_ten():
    assert [digits(printed) for printed in ("0.0121", "12.01", "1.2e-05", "110.3178")] == [3, 4, 2, 7]
