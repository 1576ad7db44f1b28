"""What holds for every page: its minutes are honest; and claims in words that could be false, each tried."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pytest

from tests.shown import NOTEBOOKS
from tests.test_maths import independent_output, logistic

ROOT = Path(__file__).parents[1]
LIMIT = 60


def honest_minutes(cells):
    """Return how long cells take: 130 words a minute, a code cell one, a live picture two, a function to write five."""
    minutes = 0
    for cell in cells:
        if cell.cell_type == "markdown":
            minutes += len(re.sub(r"\$\$.*?\$\$", " ", cell.source, flags=re.DOTALL).split()) / 130
        else:
            exercise = 5 * max(1, cell.source.count("def "))
            minutes += 2 if "live.explore(" in cell.source else exercise if "check(" in cell.source else 1
    return minutes


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_s_minutes_are_honest_and_at_most_sixty(path):
    cells = nbformat.read(path, as_version=4).cells
    stated = int(re.search(r"\*\*It takes\*\* (\d+)\s+minutes", cells[0].source)[1])
    assert abs(stated - honest_minutes(cells)) <= 3
    assert stated <= LIMIT
    row = rf"^\| {int(path.stem[:2])} · [^|]*\| {stated} \|.*\|([^|]*)\|$"
    found = re.search(row, (ROOT / "TEACHING.md").read_text(encoding="utf-8"), re.MULTILINE)
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    asked = [len(set(re.findall(rf'\b{function}\("(.*?)"', code))) for function in ("predict", "check")]
    assert found[1].strip() == (", ".join(map(str, asked)) if any(asked) else "")


def passes_of_the_perceptron(corners, targets, passes):
    """Return [w1, w2, b] at the end of each pass of the perceptron's rule from 0, on corners with their targets."""
    w, b, ends = np.zeros(2), 0.0, []
    for _ in range(passes):
        for corner, target in zip(corners, targets, strict=True):
            error = target - float(w @ corner + b >= 0)
            w, b = w + error * np.array(corner), b + error
        ends.append([*w, b])
    return ends


def test_chapter_1_on_xor_every_pass_from_the_third_on_ends_where_it_began_and_none_before():
    ends = [[0.0, 0.0, 0.0], *passes_of_the_perceptron([(0, 0), (0, 1), (1, 0), (1, 1)], (0, 1, 1, 0), 50)]
    ended_where_it_began = [begin == end for begin, end in pairwise(ends)]
    assert ended_where_it_began == [False, False] + [True] * 48


def test_chapter_2_to_either_side_the_ratio_settles_sooner_at_each_nudge_that_is_shown():
    slope = logistic(0.8) * (1 - logistic(0.8))
    for nudge in (1, 0.1, 0.01):
        right = (logistic(0.8 + nudge) - logistic(0.8)) / nudge
        both = (logistic(0.8 + nudge) - logistic(0.8 - nudge)) / (2 * nudge)
        assert abs(both - slope) < abs(right - slope)


def test_chapter_2_the_slope_along_w_is_the_slope_along_z_times_x():
    nudge = 1e-6
    along_w = (logistic((0.5 + nudge) * 1.4 + 0.1) - logistic((0.5 - nudge) * 1.4 + 0.1)) / (2 * nudge)
    assert along_w == pytest.approx(1.4 * logistic(0.8) * (1 - logistic(0.8)))
    assert f"{along_w:.4f}" == "0.2995"


SETTINGS = np.random.default_rng(1).uniform(-6, 6, (300, 4))


def test_chapter_3_the_curve_is_one_rise_or_fall_between_its_two_levels():
    x = np.linspace(-400, 400, 8001)
    for w1, b1, w2, b2 in SETTINGS:
        steps = np.diff(independent_output((w1, b1, w2, b2), x)) * np.sign(w1 * w2)
        assert (steps >= -1e-15).all()


def test_chapter_3_the_levels_move_apart_with_w2_and_the_bend_is_steeper_with_w1():
    for w1, b1, w2, b2 in SETTINGS:
        further = w2 + 0.5 * np.sign(w2)
        assert abs(logistic(further + b2) - logistic(b2)) > abs(logistic(w2 + b2) - logistic(b2))
        x = np.linspace(-50, 50, 20001) / abs(w1)  # steeper by the same factor everywhere: along w1·x nothing changes
        slow = np.max(np.abs(np.gradient(independent_output((w1, b1, w2, b2), x), x)))
        steep = np.max(np.abs(np.gradient(independent_output((2 * w1, b1, w2, b2), x / 2), x / 2)))
        assert steep == pytest.approx(2 * slow)


def test_chapter_3_the_hidden_unit_is_half_way_at_the_middle_and_the_output_is_not():
    params = (2, 0, 8, -1)
    half_way = (logistic(-1) + logistic(7)) / 2
    assert f"{half_way:.4f}" == "0.6340"
    x = np.linspace(-5, 5, 100_001)  # the curve rises, so one place is the half-way point
    assert x[np.searchsorted(independent_output(params, x), half_way)] == pytest.approx(-0.71, abs=0.005)
    assert logistic(2 * 0 + 0) == 0.5


UNREADABLE = {
    ast.Lambda: "lambda",
    ast.Starred: "a star",
    ast.GeneratorExp: "a generator",
    ast.DictComp: "a dict comprehension",
    ast.SetComp: "a set comprehension",
    ast.Assert: "assert",
    ast.Try: "try",
}
HIDDEN = r"getsource|\.core\b|_asdict|_replace|_fields|isinstance|\bnext\(|sorted\(.*key="
CODES = r"\.\df|\.\dg|\.\d%|\.\de"


def unreadable(code):
    """Return what in a cell's code no page may ask of its reader."""
    tree = ast.parse(re.sub(r"^%.*$", "", code, flags=re.MULTILINE))
    found = [words for node in ast.walk(tree) for kind, words in UNREADABLE.items() if isinstance(node, kind)]
    found += re.findall(HIDDEN, code)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            found += [f"{node.name}: a decorator"] * bool(node.decorator_list)
            inside = [part for part in ast.walk(node) if part is not node and isinstance(part, ast.FunctionDef)]
            found += [f"{part.name} inside {node.name}" for part in inside]
        if isinstance(node, ast.ListComp) and (len(node.generators) > 1 or node.generators[0].ifs):
            found.append("a nested or conditional comprehension")
        if isinstance(node, ast.Call) and any(keyword.arg is None for keyword in node.keywords):
            found.append("two stars")
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            code = ast.unparse(node.format_spec)[2:-1]
            found += [f"format code {code}"] * (not re.fullmatch(CODES, code))
    return found


def most_lines(code):
    """Return how long a cell may be: an exercise 12 lines, one that defines a function 14, any other 8."""
    return 12 if "check(" in code else 14 if "def " in code else 8


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_code_of_a_page_can_be_read(path):
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    fetches = [i for i, source in enumerate(code) if re.search(r"^(import|from) ", source, re.MULTILINE)]
    assert fetches == list(range(len(fetches))), "imports stand in the first cell"
    for source in code[len(fetches) :]:
        assert not unreadable(source), source
        assert len(source.splitlines()) <= most_lines(source), source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_of_an_output_stands_in_a_bare_tuple(path):
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            assert not re.search(r"^\([-\d.(]+, ", text, re.MULTILINE), cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_formula_is_linked_to_the_sheet(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown" and re.search(r"\\tag\{", cell.source):
            tags = re.findall(r"\\tag\{(\w+)\}", cell.source)
            linked = " ".join(re.findall(r"\[([^\]]*)\]\(formulas\.ipynb\)", cell.source))
            assert all(tag in linked or "sheet" in linked for tag in tags), cell.id


@pytest.mark.parametrize(
    "code",
    ["[f for f in x if f]", "[a for b in x for a in b]", "g(lambda z: z)", "g(*x)", "g(**x)", "print(f'{x:>8.3f}')",
     "def f():\n    def g(): pass", "@d\ndef f(): pass", "assert x", "sum(a for a in x)", "next(x)", "p._replace(w=1)"],
)  # fmt: skip
def test_what_no_page_may_ask_is_seen(code):
    assert unreadable(code)
