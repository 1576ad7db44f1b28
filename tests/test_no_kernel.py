"""A saved notebook reads as a whole where no kernel runs: as nbconvert's page, in print, and reopened in JupyterLab.

A notebook that is added later is tested by this without a word here.
"""

import re
from html import unescape

import nbformat
import pytest
from nbconvert import HTMLExporter

from helpers.practice import texts
from tests.shown import NOTEBOOKS, SOME, opened_in
from tools import print_chapter
from tools.lab import NotebookPage

served, *_ = opened_in("jupyterlab")

# What each code cell shows below its code: its words, the heights of its outputs, the widths of its pictures.
SHOWN = """cells => cells.map(cell => {
    const outputs = [...cell.querySelectorAll('.jp-OutputArea-output')];
    return {words: outputs.map(output => output.innerText).join('\\n'),
        heights: outputs.map(output => output.getBoundingClientRect().height),
        pictures: [...cell.querySelectorAll('.jp-OutputArea-output img')].map(i => i.naturalWidth)}; })"""
TRUST = """() => { const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
    for (const cell of cells) if (cell.type === 'code') cell.trusted = true; }"""
TRUSTED = """async () => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .filter(cell => cell.type === 'code').map(cell => cell.trusted)"""


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


def saved_cells(path):
    """Return the code cells of a saved notebook."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code" and cell.source]


def check_all_is_shown(path, shown):
    """Require that each cell shows what was saved of it: its picture, or its question with the options."""
    for cell, seen in zip(saved_cells(path), shown, strict=True):
        assert len(seen["heights"]) == len(cell.outputs), f"{cell.id} shows too few outputs, or too many"
        assert all(height > 10 for height in seen["heights"]), f"{cell.id} shows an empty box"
        assert "widget" not in seen["words"].lower(), f"{cell.id} speaks of a widget: {seen['words']}"
        assert bool(seen["pictures"]) == bool(re.search(r"live\.(explore|still)\(", cell.source)), (
            f"{cell.id}: {seen['pictures']}"
        )
        assert set(seen["pictures"]) <= {1600, 800}, f"{cell.id} has a picture that is not there"
        for id in re.findall(r'predict\("(.*?)"\)', cell.source):
            asked = texts.table(id, "question")
            for words in (asked["question"], *asked["because"]):
                assert words in seen["words"], f"{cell.id} does not show “{words}”"


def test_the_page_that_nbconvert_makes_shows_everything(path, served):
    with print_chapter.page_of(path, served[1]) as page:
        check_all_is_shown(path, page.locator(".jp-CodeCell").evaluate_all(SHOWN))
        tags = sum(cell.source.count(r"\tag{") for cell in nbformat.read(path, as_version=4).cells)
        assert page.locator(".MathJax_Display").count() >= tags
        assert page.locator(".MathJax_Error, .merror").count() == 0
        assert not re.search(r"\$|\\frac|\\sigma", page.locator("body").inner_text())


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_reopened_in_jupyterlab_it_shows_everything_trusted_or_not(path, served):
    notebook = NotebookPage(*served, f"notebooks/{path.name}")
    for trusted in (False, True):
        if trusted:
            notebook.evaluate(TRUST)
        assert set(notebook.evaluate(TRUSTED)) == {trusted}
        notebook.page.wait_for_function("() => [...document.querySelectorAll('img')].every(i => i.complete)")
        cells = notebook.page.locator(".jp-Notebook .jp-CodeCell")
        check_all_is_shown(path, cells.evaluate_all(SHOWN))
    assert not notebook.errors
    notebook.close()


def test_a_screen_reader_finds_the_sentence_of_a_still(path):
    html, _ = HTMLExporter(template_name="classic").from_filename(path)  # the others leave a PNG's alt text out
    outputs = [output.get("data", {}) for cell in saved_cells(path) for output in cell.outputs]
    sentences = [data["text/plain"] for data in outputs if "image/png" in data]
    assert [unescape(alt) for alt in re.findall(r'<img alt="(.*?)"', html)] == sentences


def test_without_a_browser_printing_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(print_chapter, "browser_path", lambda: None)
    with pytest.raises(SystemExit, match="A browser prints the page, and none"):
        print_chapter.main("7")


def test_a_chapter_is_printed(served):
    printed = print_chapter.pdf(NOTEBOOKS[7], served[1])
    assert printed.startswith(b"%PDF")
    assert 5 <= printed.count(b"/Type /Page\n") <= 12
