"""Tested prose: numbers, symbols, links, spelling and voice of what stands between the code cells."""

import copy
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers import data, two_layer
from helpers.losses import mse
from tests.formulas import claims
from tests.test_formulas import formulas
from tests.test_maths import independent_gradient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = {
    path.stem: nbformat.read(path, as_version=4) for path in sorted((ROOT / "notebooks").glob("[01][0-9]_*.ipynb"))
}
TABLE = data.dose_table()


def prose(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def outputs(cell):
    """Return all that a cell has put out, as text."""
    return "\n".join(o.get("text") or o.get("data", {}).get("text/plain", "") for o in cell.get("outputs", []))


def numbers(text):
    """Return the numbers in a text, without their signs."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?(?:e[-−]?\d+)?", text)
    return np.array([float(number.replace(",", "").replace("−", "-")) for number in found])


def table_outputs(w1, b1, w2, b2):
    return two_layer.forward((w1, b1, w2, b2), TABLE.x).y


def level(b2):
    return table_outputs(0.5, 0.1, 0, b2) - TABLE.t


def rows_of(name):
    """Return the slope of each row's loss along a parameter, at the numbers of the page."""
    rows = [independent_gradient((0.5, 0.1, 0.8, -0.2), x, t) for x, t in zip(*TABLE, strict=True)]
    return np.array(rows)[:, ("w1", "b1", "w2", "b2").index(name)]


# Decimals that no output of their chapter shows: what the reader is given to work with, or a number of a picture when
# it is set as the text says, worked out here.
GIVEN = "a number that the reader is given"
LISTED = {
    "00_start_here": {"0.01": GIVEN, "3.5": GIVEN, "1.1": "the id of an exercise"},
    "01_neuron": {
        "0.003": GIVEN,
        "0.25": GIVEN,
        "0.6": GIVEN,
        "0.0029": mse(0.25 * TABLE.x + 0.6, TABLE.t) / 2,
        "1.118": 10 ** ((np.max(data.DOSE) - np.min(data.DOSE)) / 4),
        "0.5": GIVEN,
        "0.1": 0.6 - 0.5,
    },
    "02_activations": {
        "0.36": 0.6 / 1.65,
        "59.7": data.dose_of_x(-0.6 / 1.65),
        "2.718": np.e,
        "0.025": 0.25 / 10,
        "0.125": 0.25 * 2 * 0.25,
        "1.2": GIVEN,
        "3.0": GIVEN,
        "3.4": GIVEN,
    },
    "03_two_layers": {"0.9": GIVEN, "72.6": GIVEN, "0.71": GIVEN, "0.981": 1 / (1 + np.exp(-3.957))},
    "04_loss": {
        "0.414": GIVEN,
        "72.6": GIVEN,
        "0.0312": rows_of("b2").clip(min=0).mean(),
        "0.0420": -rows_of("b2").clip(max=0).mean(),
        "0.0108": rows_of("w2").clip(min=0).mean(),
        "0.0281": -rows_of("w2").clip(max=0).mean(),
        "1.8e−3": 0.001795,
        "0.984": TABLE.t[6],
        "0.050": (table_outputs(0.5, 0.1, 0.8, -0.2) - TABLE.t)[3],
        "0.102": np.min(np.abs(level(0.414))),
        "0.119": np.mean(level(0.414) ** 2),
        "0.005": mse(table_outputs(2, 0.5, 6, -3), TABLE.t),
        "0.0025": (table_outputs(0.5, 0.1, 0.8, -0.2) - TABLE.t)[3] ** 2,
        "0.163": (table_outputs(0.5, 0.1, 0.8, -0.2) - TABLE.t)[7] ** 2,
        "0.49": GIVEN,
        "0.0100": 0.5 - 0.49,
        "4.0e−6": 4 * 0.01**3,
        "0.000004": 4 * 0.01**3,
        "0.0018": 0.001795,
        "0.0708": np.mean(level(-0.2) ** 2) / 2,
    },
    "05_gradient_descent": {
        "0.0000173": 0.001 * 0.01726,
        "0.2572": np.polyfit(TABLE.x, TABLE.t, 1)[0],
        "0.6572": 0.2572 + 0.4,
        "0.3207": 0.0635 + 0.2572,
        "0.488": 1 - 0.3 * 1.707,
        "0.45": 1 / (1 + np.exp(0.2)),
        "0.0139": GIVEN,
        "0.0091": GIVEN,
        "0.0011": GIVEN,
        "0.0082": GIVEN,
        "7.5": GIVEN,
        "0.1185": mse(np.full(8, TABLE.t.mean()), TABLE.t),
    },
    "06_chain_rule": {"0.00001": GIVEN, "1.10": GIVEN, "0.25": GIVEN, "1.3": GIVEN, "2.4": GIVEN},
    "07_backpropagation": {
        "0.3": GIVEN,
        "0.0001": GIVEN,
        "72.6": GIVEN,
        "1.43": GIVEN,
        "0.22": GIVEN,
        "0.00142": 0.0142 / 10,
        "0.00141": GIVEN,
        "0.0506": GIVEN,
        "0.108": GIVEN,
        "0.284": 20 * 0.0142,
    },
    "08_training": {
        "0.99": GIVEN,
        "0.07": 0.1012 - 0.0320,
        "60.717": GIVEN,
        "34.270": GIVEN,
        "59.1": 10 ** (60.717 / 34.27),
        "0.05": GIVEN,
    },
    "09_bug_lab": {
        "72.6": GIVEN,
        "4.675": 1 / 0.2139,
        "0.106": 0.0520 + 0.0537,
        "1.399": TABLE.x[6],
        "0.984": TABLE.t[6],
        "1.250": 1 / 0.8,
        "1.166": GIVEN,
        "0.2225": 1 / (1 + np.exp(-0.69)) / (1 + np.exp(0.69)),
        "0.690": 0.6900,
        "2.028": TABLE.x[6] / 0.69,
        "0.348": 1 / 2.876,
        "2.88": GIVEN,
        "1.040": GIVEN,
        "46.9": GIVEN,
    },
    "10_many_neurons": {
        "0.0069": 0.2689 * 0.1092 - 0.5 * 0.125 - 0.5 * 0.1375 + 0.7311 * 0.1299,
        "0.005": GIVEN,
        "0.03": GIVEN,
        "0.01": GIVEN,
    },
    "11_digits": {"0.022": 0.0546 - 0.0322, "0.847": GIVEN},
    "13_blank_page": {
        "0.47": table_outputs(1, 0, -1, 0)[0],
        "0.30": table_outputs(1, 0, -1, 0)[-1],
        "0.05": GIVEN,
    },
    "12_autodiff": {"0.9": GIVEN, "1.2": "measured by benchmarks/autodiff.py"},
}


def decimals(text):
    """Yield each decimal of a text as it stands there, its value, and the size of its last place."""
    for found in re.finditer(r"(?<![\w.])(\d+\.(\d+))(?:e−(\d+))?", text):
        power = int(found[3] or 0)
        yield found[0], float(found[1]) * 10**-power, 10.0 ** -(len(found[2]) + power)


def is_shown(value, place, shown):
    return bool((np.abs(shown - value) <= 0.5001 * place).any())


def unknown_decimals(name, notebook):
    """Return the decimals of a chapter's text that its code does not give, and what is listed in vain."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = np.concatenate([numbers(outputs(cell)) for cell in code])
    typed = np.concatenate([numbers(cell.source) for cell in code])
    listed = LISTED.get(name, {})
    unknown, used = [], set()
    for text, value, place in (found for source in prose(notebook) for found in decimals(source)):
        if text in listed:
            used.add(text)
            known = isinstance(listed[text], str) or abs(abs(listed[text]) - value) <= 0.5001 * place
        else:
            known = is_shown(value, place, shown) or value in typed
        if not known:
            unknown.append(text)
    return unknown + sorted(listed.keys() - used)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_decimal_of_the_text_is_a_number_that_the_code_gives(name):
    assert not unknown_decimals(name, NOTEBOOKS[name])


@pytest.mark.parametrize(
    ("name", "cell", "right", "wrong"),
    [
        ("02_activations", "ratio-divide", "0.0428", "0.0427"),
        ("04_loss", "residuals-try", "0.102", "0.103"),
        ("05_gradient_descent", "by-hand-text", "0.0958", "0.0985"),
        ("06_chain_rule", "table", "−0.3929", "−0.3928"),
        ("08_training", "vanishing-answers", "0.0000132", "0.0000139"),
    ],
)
def test_a_worked_number_that_is_changed_is_refused(name, cell, right, wrong):
    spoiled = copy.deepcopy(NOTEBOOKS[name])
    page = next(found for found in spoiled.cells if found.id == cell)
    assert right in page.source
    page.source = page.source.replace(right, wrong)
    assert wrong.lstrip("−") in unknown_decimals(name, spoiled)


def spoken(text):
    """Return a text with subscripts as plain digits, as code writes them."""
    return text.translate(str.maketrans("₀₁₂₃ₙᵢ", "0123ni")).replace("α", "alpha")


def symbols(latex):
    """Return the symbols of a displayed formula: a derivative counts as the two that it is made of."""
    names = {name for _, sides in claims(latex) for side in sides for name in re.findall(r"[A-Za-z]\w*", side)}
    slopes = {name for name in names if re.fullmatch(r"d([A-Z]|[a-z]\d?)d(\w\d?)", name)}
    return (names - slopes) | {part for name in slopes for part in re.fullmatch(r"d(\w\d?)d(\w\d?)", name).groups()}


# Words of mathematics, and letters that a formula's own sentence introduces and that are needed nowhere else.
NEEDS_NO_TABLE = {
    *("exp", "tanh", "max", "relu", "leaky", "sigmaprime", "slopeofsigma", "slopeofL"),
    *("lambda", "i", "total", "dots", "m", "c", "z"),
}
NAMES = {"sigma": "σ", "sigma1": "σ1", "sigma2": "σ2", "delta1": "δ1", "delta2": "δ2"}


def test_every_symbol_of_a_displayed_formula_stands_in_a_closing_table():
    known, missing = "", []
    for name, notebook in NOTEBOOKS.items():
        known += spoken("".join(row.split("|")[1] for row in prose(notebook)[-1].splitlines() if row.startswith("| ")))
        for _, cell, latex in (found for found in formulas() if found[0] == name):
            for symbol in symbols(latex) - NEEDS_NO_TABLE:
                if symbol.startswith("along"):
                    continue
                if not re.search(rf"(?<![A-Za-z]){re.escape(NAMES.get(symbol, symbol))}(?!\w)", known):
                    missing.append((name, cell, symbol))
    assert not missing


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_names_of_a_closing_table_exist_in_the_code(name):
    code = "\n".join(cell.source + outputs(cell) for cell in NOTEBOOKS[name].cells if cell.cell_type == "code")
    code += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "helpers").glob("*.py"))
    for row in prose(NOTEBOOKS[name])[-1].splitlines():
        columns = row.split("|")
        for span in re.findall(r"`([^`]+)`", columns[2]) if len(columns) == 6 else []:
            for word in re.findall(r"[A-Za-z_]\w+", span):
                assert re.search(rf"\b{word}\b", code), f"{word} of the table is nowhere in the code"


def test_links_are_alive():
    for path in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "notebooks").glob("[01][0-9]_*.ipynb"))]:
        text = path.read_text(encoding="utf-8") if path.suffix == ".md" else "\n".join(prose(NOTEBOOKS[path.stem]))
        for target, anchor in re.findall(r"\]\((?!http)([^)#]*)#?([^)]*)\)", text):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"
            assert not anchor, f"{path.name} links to the heading {anchor}, and no test would see it renamed"


def test_each_chapter_leads_to_the_next():
    for name, following in pairwise(NOTEBOOKS):
        assert f"({following}.ipynb)" in "".join(prose(NOTEBOOKS[name])[-2:])


BANNED = r"\b(simply|obviously|clearly|trivial|trivially|of course|just|easy|easily|merely|basically)\b"
ALLOWED = ("just as", "just these two", "has just", "have just", "clearly below")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_word_tells_the_reader_that_it_is_easy(name):
    text = "\n".join(prose(NOTEBOOKS[name]))
    for phrase in ALLOWED:
        text = text.replace(phrase, "")
    assert not re.findall(rf".{{0,30}}{BANNED}.{{0,30}}", text, re.IGNORECASE)


def test_spelling(tmp_path):
    for name, notebook in NOTEBOOKS.items():
        (tmp_path / f"{name}.md").write_text("\n\n".join(cell.source for cell in notebook.cells), encoding="utf-8")
    paths = [tmp_path, ROOT / "README.md", ROOT / "helpers", ROOT / "tests", ROOT / "tools", ROOT / "benchmarks"]
    command = [sys.executable, "-m", "codespell_lib", "--skip", "*.json,*.npz,*.pyc", "-L", "fro", *map(str, paths)]
    found = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert not found.stdout, found.stdout


def test_the_spelling_is_checked(tmp_path):
    (tmp_path / "page.md").write_text("a wie" + "ght", encoding="utf-8")
    command = [sys.executable, "-m", "codespell_lib", str(tmp_path)]
    assert "weight" in subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60).stdout


def test_a_number_that_the_code_does_not_give_is_refused():
    shown = numbers("(-0.0228, 0.5871)  MSE 0.1012\n1,797 images")
    assert is_shown(0.587, 0.001, shown)
    assert not is_shown(0.588, 0.001, shown)
    assert list(decimals("L = 0.077 and 2.5e−3")) == [("0.077", 0.077, 0.001), ("2.5e−3", 0.0025, 0.0001)]
