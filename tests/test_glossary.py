"""The glossary has every term that a chapter introduces in bold, and every symbol of the chapters' tables."""

import re
from pathlib import Path

import nbformat
import pytest

from tests.shown import NOTEBOOKS

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "glossary.ipynb"
PAGE = nbformat.read(NOTEBOOK, as_version=4).cells[0].source
TERMS = re.findall(r"^- \*\*(.+?)\*\* \(chapter \[(\d+)\]\((\S+)\.ipynb\)\): (.+)$", PAGE, re.MULTILINE)
SYMBOLS = re.findall(r"^\| (?!symbol|---)(.+?) \| \[(\d+)\]\((\S+)\.ipynb\) \| .+ \|$", PAGE, re.MULTILINE)
STRESSED = {  # bold to be stressed, and no term of the field
    "Below", "Above", "Shift + Enter", "prediction", "exercise", "The first neuron", "The second neuron", "z", "d", "∂",
    "≥", "<", "ten", "sticks", "multiply", "every", "alone", "stretches", "shrinks", "turns the direction", "larger",
    "The loss", "all four", "one", "one example", "the table", "at once", "y − t", "|y − t|", "½(y − t)²",
    "(y − t)⁴", "α = 0.001", "α = 20", "5,000 steps", "two hidden units", "a column", "a row",
    "rows by columns", "∂L/∂w₂", "∂L/∂b₂", "∂L/∂h", "∂L/∂z₁", "twins for ever", "at random", "sum of bends",
    "The wave", "The dose table", "ten outputs", "Left, the loss", "Right, the accuracy", "What to see",
    "targets shuffled", "More data", "class", "reports", "add up", "dictionary", "added", "link", "backward",
    "vanished", "logarithmic",
}  # fmt: skip


def texts(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]


def bold(path):
    """Return the bold words of a chapter, of three words at most, that are neither a sentence nor a heading."""
    found = [words for text in texts(path) for words in re.findall(r"\*\*([^*]+)\*\*", text)]
    return [
        words for words in found if len(words.split()) <= 3 and not re.search(r"[.:]$|^Exercise|^It takes|^You", words)
    ]


def known():
    """Return the terms as they may stand in a text, in small letters."""
    return {part.lower() for term, *_ in TERMS for part in term.split(", ")}


def as_listed(path):
    """Return the bold words of a chapter as the glossary writes them, in small letters, one and several."""
    return {form for words in bold(path) for form in (words.lower(), words.lower().removesuffix("s"))}


def is_known(words):
    return {words.lower(), words.lower().removesuffix("s"), words.lower().removesuffix("es")} & known()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_term_in_bold_is_in_the_glossary(path):
    assert [words for words in bold(path) if not is_known(words) and words not in STRESSED] == []


def test_what_is_called_stressed_is_bold_somewhere_and_no_term():
    everywhere = {words for path in NOTEBOOKS for words in bold(path)}
    assert everywhere >= STRESSED
    assert not [words for words in STRESSED if is_known(words)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_symbol_of_a_chapter_s_table_is_in_the_glossary(path):
    listed = {piece for symbols, *_ in SYMBOLS for piece in symbols.split(", ")}
    table = next(
        (text[text.index("| symbol |") :].split("\n\n")[0] for text in texts(path) if "| symbol |" in text), ""
    )
    cells = [row.split("|")[1].strip() for row in table.splitlines()[2:]]
    pieces = [piece for cell in cells for piece in re.split(r", | … | …| \(|(?<=[₁₂])\)| (?=xₙ|wₙ)", cell) if piece]
    assert [piece for piece in pieces if piece not in listed and piece != "MLP(x)"] == []


@pytest.mark.parametrize(("term", "number", "name", "words"), TERMS)
def test_a_term_is_linked_to_the_chapter_that_has_it_first_in_bold(term, number, name, words):
    path = NOTEBOOK.with_name(f"{name}.ipynb")
    assert path in NOTEBOOKS
    assert int(name[:2]) == int(number)
    assert words.endswith(".")
    forms = {part.lower() for part in term.split(", ")}
    first = next((page for page in NOTEBOOKS[1:] if forms & as_listed(page)), path)  # chapter 0 only names them
    assert first == path or path == NOTEBOOKS[0]
    assert any(re.search(rf"(?i)\b{re.escape(form.split()[0][:7])}", text) for form in forms for text in texts(path))


def test_the_terms_stand_in_their_order():
    assert [term.lower() for term, *_ in TERMS] == sorted(term.lower() for term, *_ in TERMS)
    assert len(TERMS) > 60
    assert len(SYMBOLS) > 30
