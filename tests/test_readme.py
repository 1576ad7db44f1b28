"""What the README says is so: its pictures are those of the notebooks, its table of formulas is true."""

import re
import shutil
import tomllib
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.testing.compare import calculate_rms
from PIL import Image

import helpers
from tools import links, thumbnails

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


def test_the_sheet_has_every_formula():
    sheet = nbformat.read(ROOT / "notebooks" / "formulas.ipynb", as_version=4).cells[0].source
    assert re.findall(r"^- \*\*([FB]\d+)\*\* ", sheet, re.MULTILINE) == FORMULAS


def test_one_version_stands_everywhere():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    number, date = re.search(r"^## (\S+), (\d{4}-\d\d-\d\d)", changelog, re.MULTILINE).groups()
    assert number == helpers.__version__ == version("backprop-by-hand")
    assert re.search(r"^version: (.*)$", citation, re.MULTILINE)[1] == number
    assert re.search(r"^date-released: (.*)$", citation, re.MULTILINE)[1] == date
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert re.findall(r"^  - ([A-Z].*)$", citation, re.MULTILINE) == project["license"].split(" AND ")


def test_a_page_that_needs_newer_helpers_says_so():
    helpers.needs(helpers.__version__)
    helpers.needs("0.1")
    with pytest.raises(ImportError, match=r"needs version 99\.1 .*git pull"):
        helpers.needs("99.1")


def addresses(root):
    """Return the repositories to which the links of a folder's pages lead: Binder's, the issues', the site's, …"""
    texts = "".join(page.read_text(encoding="utf-8").replace("%2F", "/") for page in links.pages(root))
    own = (r"mybinder\.org/v2/gh/([^/]+/[^/]+)/", r"\(https://github\.com/([^/]+/[^/]+)/issues(?:\)|/new)",
           r"repo=https%3A//github\.com/(.+?)&", r'repository-code: "https://github\.com/(.+?)"',
           r'<a href="https://github\.com/(.+?)"')  # fmt: skip
    sites = re.findall(r"https://([\w-]+)\.github\.io/([\w.-]+)/", texts)
    return [address for pattern in own for address in re.findall(pattern, texts)] + ["/".join(site) for site in sites]


def test_all_links_to_this_repository_have_one_address_and_make_links_gives_them_another(tmp_path):
    before = addresses(ROOT)
    assert len(before) >= 5
    assert len(set(before)) == 1
    if set(before) != {"ORG/REPO"}:
        return
    for page in links.pages(ROOT):
        (tmp_path / page.relative_to(ROOT)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, tmp_path / page.relative_to(ROOT))
    links.write(tmp_path, "some-school/back.prop")
    assert addresses(tmp_path) == ["some-school/back.prop"] * len(before)
    assert not [page for page in links.pages(tmp_path) if "%2FREPO" in page.read_text(encoding="utf-8")]


def test_an_address_that_is_none_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="owner and name"):
        links.write(tmp_path, "")
