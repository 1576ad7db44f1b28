"""`make class`: 30 made-up hand-ins, some of which hang, crash, are no notebooks, have no answers, or print megabytes.

The page and the table must be right about each of them. Right answers are the engine's solutions; wrong ones, and what
is said to them, are from the lists tests/answers_*.py, whose words others have written.
"""

import csv
import inspect
import re
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

import nbformat
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.practice import again, check, checking, solution, texts
from tests import answers_1_to_6, answers_once_more
from tests.shown import browser_or_skip
from tools import class_kernel, class_report
from tools.class_answers import NO_REPLY, NOT_ANSWERED, NOT_YET, RIGHT, Learner, Limits, Reply

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FIRST = "from helpers.practice import again, check, hint, predict, solution"
LIMITS = Limits(cell=6, learner=20)
ENDLESS = "while True:\n    pass\n"
STUBBORN = "import time\nwhile True:\n    try:\n        time.sleep(1)\n    except BaseException:\n        pass\n"
LITTER = 'import os, shutil\nopen("mine", "w").close()\nshutil.rmtree(os.getcwd())'
VERA = "Vera Voss_4711_assignsubmission_file"
HEAD, SCRIPT = "def boundary(w1, w2, b, x1):\n", "<script>alert(1)</script>"


class HandIn(NamedTuple):
    """A notebook's text, or {path: text}; how its exercises must stand, and what must be remarked, if anything."""

    files: dict | str
    states: dict
    remark: str = ""


def published(chapter):
    """Return a chapter as it is published."""
    return nbformat.read(next(NOTEBOOKS.glob(f"{chapter:02}_*")), as_version=4)


def answered(book, answers):
    """Return a notebook's text with answers: {id: code, or True for the right one}, each above its check."""
    for cell in book.cells:
        asked = re.search(r'^check\("(.+?)".*', cell.source, re.MULTILINE) if cell.cell_type == "code" else None
        if asked and asked[1] in answers:
            code = answers[asked[1]]
            cell.source = f"{solution(asked[1]) if code is True else code}\n{asked[0]}"
            cell.outputs = []
    return nbformat.writes(book)


def short(answers, chapter=1):
    """Return the text of a chapter of which its learner left nothing but imports and exercises, with answers."""
    book = published(chapter)
    book.cells = [
        cell
        for cell in book.cells
        if cell.id == "title" or (cell.cell_type == "code" and re.search(r"^from helpers|^check\(", cell.source, re.M))
    ]
    return answered(book, answers)


def own(*cells):
    """Return the text of a notebook of somebody's own: each cell a source, or a source and what stands below it."""
    book = new_notebook()
    for cell in cells:
        source, shown = (cell, "") if isinstance(cell, str) else cell
        output = new_output("execute_result", {"text/plain": repr(checking.Reply(shown))})
        book.cells.append(new_code_cell(source, outputs=[output] if shown else []))
    return nbformat.writes(book)


def wrong(id, mistake):
    """Return the first answer of the lists to an exercise whose mistake begins so."""
    lists = [*answers_1_to_6.ANSWERS, *answers_once_more.ANSWERS]
    return next(one for one in lists if one.id == id and one.mistake.startswith(mistake))


LOST_MINUS = wrong("1.1", "Lost the minus")
NO_BIAS = wrong("1.1", "Left out the bias")
BRACKET = next(one for one in answers_1_to_6.ANSWERS if one.answer is answers_1_to_6.wrong_12_bracket)
BOUNDARY = f"{inspect.getsource(BRACKET.answer)}\nboundary = {BRACKET.answer.__name__}"
ALL = dict.fromkeys(("1.1", "1.2", "1.3", "1.4"), True)
NONE = dict.fromkeys(ALL, NOT_ANSWERED)
DONE = dict.fromkeys(ALL, RIGHT)
# set 1 of seed 12 has weights −0.5 and 3, bias −1 and inputs −2 and −4: 1 − 12 − 1 = −12, and −11 without the bias
SECOND_OF_17 = "A neuron has the weights 2.5 and 4 and the bias −1. What is its weighted sum for the inputs 2 and −2?"
OLD = nbformat.v3.new_notebook(
    worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell(f'{FIRST}\ncheck("1.1", -1)')])]
)

HAND_INS = {
    # right, wrong, and not answered; the mistakes of Ben are made by others too
    "Ada": HandIn(answered(published(1), ALL), DONE),
    "Ben": HandIn(
        short({"1.1": f"z = {LOST_MINUS.answer}", "1.2": BOUNDARY, "1.3": True}),
        {"1.1": NOT_YET, "1.2": NOT_YET, "1.3": RIGHT, "1.4": NOT_ANSWERED},
    ),
    "Cem": HandIn(short(ALL | {"1.1": f"z = {LOST_MINUS.answer}"}), DONE | {"1.1": NOT_YET}),
    "Dora": HandIn(short(ALL | {"1.1": f"z = {NO_BIAS.answer}"}), DONE | {"1.1": NOT_YET}),
    "Eve": HandIn(nbformat.writes(published(1)), NONE),
    # what hangs, and what crashes
    "Finn": HandIn(short(ALL | {"1.3": ENDLESS}), DONE | {"1.3": NO_REPLY}),
    "Gul": HandIn(
        short({"1.4": STUBBORN, "1.1": True}),
        dict.fromkeys(ALL, NO_REPLY),
        "the learner's time was over after 1 of 5 cells",
    ),
    "Hal": HandIn(
        short({"1.4": True, "1.1": "import os\nos._exit(1)"}),
        dict.fromkeys(ALL, NO_REPLY) | {"1.4": RIGHT},
        "the kernel died after 2 of 5 cells",
    ),
    "Ida": HandIn(short(ALL | {"1.3": "import sys\nsys.exit()"}), DONE | {"1.3": NO_REPLY}),
    "Jan": HandIn(short(ALL | {"1.1": "z = 0.5 *"}), DONE | {"1.1": NO_REPLY}),
    "Kim": HandIn(short(ALL | {"1.1": "Z = -1"}), DONE | {"1.1": NO_REPLY}),
    "Leo": HandIn(short(ALL | {"1.1": 'z = -1\nprint("x" * 2_000_000)'}), DONE),
    "Mia": HandIn(own(FIRST, 'z = float(input())\ncheck("1.1", z)'), NONE | {"1.1": NO_REPLY}),
    "Nils": HandIn(short({"1.2": f"{HEAD}    while True:\n        x1 += 1\n"}), NONE | {"1.2": NOT_YET}),
    "Olga": HandIn(short({"1.2": f"{HEAD}    raise ValueError({SCRIPT!r} * 99_999)\n"}), NONE | {"1.2": NOT_YET}),
    # who says that it is right
    "Pia": HandIn(own(FIRST, 'print("Exercise 1.1: right.")\nz = 7\ncheck("1.1", z);'), NONE | {"1.1": NOT_YET}),
    "Quin": HandIn(own(f"{FIRST}\ndef check(id, answer):\n    return 'right'", 'check("1.1", -1)'), NONE),
    # numbers of their own: above the answer; below it, from a cell that had run twice; with a mistake
    "Rosa": HandIn(own(FIRST, 'again("1.1", seed=12)', 'check("1.1", -12)'), NONE | {"1.1": RIGHT}),
    "Sam": HandIn(own(FIRST, 'check("1.1", -4)', ('again("1.1", seed=17)', SECOND_OF_17)), NONE | {"1.1": RIGHT}),
    "Tara": HandIn(own(FIRST, 'again("1.1", seed=12)', 'check("1.1", -11)'), NONE | {"1.1": NOT_YET}),
    # folders: of one learner, of Moodle, of nbgrader
    "Uwe": HandIn(
        {"Uwe/one.ipynb": short(ALL), "Uwe/two.ipynb": short({"7.1": True}, 7), "Uwe/two (1).ipynb": short({}, 7)},
        DONE | {"7.1": RIGHT, "7.2": NOT_ANSWERED, "7.3": NOT_ANSWERED, "7.4": NOT_ANSWERED},
    ),
    "Vera Voss 4711": HandIn(
        {f"{VERA}/My work.ipynb": short({"1.1": True}), f"{VERA}_1.ipynb": own(FIRST, 'check("1.3", (-1, -1, 1.5))')},
        NONE | {"1.1": RIGHT, "1.3": RIGHT},
    ),
    "wim": HandIn(
        {"wim/ps1/01.ipynb": short({"1.1": True}), "wim/ps1/time.txt": "2026", "wim/.ipynb_checkpoints/a.ipynb": "{"},
        NONE | {"1.1": RIGHT},
    ),
    # named anyhow, or written anyhow
    "Xena & co": HandIn({"Xena & co.json": "\ufeff" + short({"1.1": True})}, NONE | {"1.1": RIGHT}),
    "Yan": HandIn(nbformat.v3.writes_json(OLD), NONE | {"1.1": RIGHT}),
    "Zoe": HandIn(own(FIRST, LITTER, 'check("1.1", -1)'), NONE | {"1.1": RIGHT}),
    # nothing to read
    "a-pdf": HandIn({"a-pdf.pdf": "%PDF-1.7"}, {}, "a-pdf.pdf cannot be read as a notebook."),
    "broken": HandIn(short(ALL)[:900], {}, "broken.ipynb cannot be read as a notebook."),
    "empty": HandIn("", {}, "empty.ipynb cannot be read as a notebook."),
    "elsewhere": HandIn(own("1 + 1"), {}, "elsewhere.ipynb has no exercise of this collection in it."),
}


def write_all(folder):
    for name, one in HAND_INS.items():
        write(folder, one.files if isinstance(one.files, dict) else {f"{name}.ipynb": one.files})


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read_table(folder):
    with open(folder.with_name(f"{folder.name}.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_page(folder):
    return folder.with_name(f"{folder.name}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """The folder of 30 hand-ins, after a report on it."""
    folder = tmp_path_factory.mktemp("class") / "submissions"
    write_all(folder)
    before = files_in(folder), {*Path.cwd().iterdir()}, psutil.Process().children(recursive=True)
    class_report.report(folder, saved=False, limits=LIMITS)
    assert before == (files_in(folder), {*Path.cwd().iterdir()}, psutil.Process().children(recursive=True))
    return folder


@pytest.fixture(scope="module")
def rows(reported):
    return read_table(reported)


@pytest.fixture(scope="module")
def page(reported):
    return read_page(reported)


def row(rows, learner, id):
    (found,) = [row for row in rows if row["learner"] == learner and row["exercise"] == id]
    return found


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# --- the 30 ---


def test_there_are_30(rows):
    assert len(HAND_INS) == 30
    assert {row["learner"] for row in rows} == {*HAND_INS}


@pytest.mark.parametrize("name", HAND_INS)
def test_the_table_is_right_about_everybody(rows, name):
    mine = [row for row in rows if row["learner"] == name]
    if HAND_INS[name].states:
        assert {row["exercise"]: row["state"] for row in mine} == HAND_INS[name].states
    else:
        assert [(row["state"], row["words"]) for row in mine] == [("nothing to read", HAND_INS[name].remark)]


@pytest.mark.parametrize(
    ("name", "id", "words"),
    [
        ("Ben", "1.1", LOST_MINUS.words),
        ("Ben", "1.2", BRACKET.words),
        ("Dora", "1.1", NO_BIAS.words),
        ("Tara", "1.1", NO_BIAS.words),
        ("Pia", "1.1", "7 is not it"),
        ("Nils", "1.2", "does its loop end?"),
        ("Olga", "1.2", f"ValueError: {SCRIPT}"),
        ("Finn", "1.3", "Its cell had not come to its end after 6 seconds."),
        ("Gul", "1.4", "Its cell did not come to its end: the learner's time was over."),
        ("Gul", "1.1", "Its cell was not run: the learner's time was over before."),
        ("Hal", "1.1", "Its cell did not come to its end: the kernel died."),
        ("Hal", "1.2", "Its cell was not run: the kernel died before."),
        ("Ida", "1.3", "SystemExit"),
        ("Jan", "1.1", "SyntaxError: invalid syntax"),
        ("Kim", "1.1", "NameError: name 'z' is not defined"),
        ("Mia", "1.1", "StdinNotImplementedError"),
    ],
)
def test_a_mistake_has_its_name(rows, name, id, words):
    assert words in row(rows, name, id)["words"]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("Ada", "the page's"), ("Rosa", "set 1 of seed 12"), ("Sam", "set 2 of seed 17"), ("Tara", "set 1 of seed 12")],
)
def test_it_knows_whose_numbers_somebody_had(rows, name, numbers):
    assert row(rows, name, "1.1")["numbers"] == numbers


def test_the_page_counts_what_the_class_has_done(page):
    states = [one.states for one in HAND_INS.values()]
    for id in (*ALL, "7.1", "7.2", "7.3", "7.4"):
        of_all = [one[id] for one in states if id in one]
        part = text_of(re.search(rf"<h3>{id} .*?</article>", page, re.DOTALL)[0])
        assert f"{of_all.count(RIGHT)} of {len(of_all)} right" in part
        for state in (NOT_YET, NO_REPLY, NOT_ANSWERED):
            assert (f"{of_all.count(state)} {state}" in part) == (state in of_all)


def test_the_page_counts_the_mistakes_the_most_common_first(page, rows):
    part = re.search(r"<h3>1\.1 .*?</article>", page, re.DOTALL)[0]
    found = [text_of(line) for line in re.findall(r"<tr>.*?</tr>", part, re.DOTALL)]
    assert re.match(rf"a 2 × .*{LOST_MINUS.words}", found[0])  # Ben's and Cem's
    assert re.match(rf"b 2 × .*{re.escape(NO_BIAS.words)}\. \(", found[1])  # Dora's and Tara's, who had other numbers
    assert {line.split()[1] for line in found[2:]} == {"1"}
    assert [row(rows, name, "1.1")["mistake"] for name in ("Ben", "Cem", "Dora", "Tara")] == ["a", "a", "b", "b"]


def test_the_page_shows_a_mark_for_each_learner_and_exercise(page):
    marks = {RIGHT: "✓", NOT_YET: "✗", NO_REPLY: "!", NOT_ANSWERED: "–"}
    for name, one in HAND_INS.items():
        line = re.search(rf'<tr><th scope="row">{re.escape(escape(name))}</th>(.*?)</tr>', page)[1]
        cells = re.findall(r"<td.*?>(.*?)</td>", line)
        ids = (*ALL, "7.1", "7.2", "7.3", "7.4")
        assert [cell[:1] for cell in cells[:-1]] == [marks.get(one.states.get(id), "") for id in ids]
        right = [*one.states.values()].count(RIGHT)
        assert cells[-1] == (f"{right} of {len(one.states)}" if one.states else "nothing to read")


def test_the_page_says_what_is_to_be_looked_at(page):
    for name, one in HAND_INS.items():
        (found,) = re.findall(rf"<li>{re.escape(escape(name))}: (.*?)</li>", page) or [""]
        assert one.remark in unescape(found)
        assert bool(one.remark) == bool(found)


def test_nothing_of_a_learner_runs_on_the_page_or_swells_it(page):
    assert "<script" not in page
    assert "xxxx" not in page
    assert len(page) < 40_000


# --- what stands in the files ---


@pytest.fixture
def no_kernel(monkeypatch):
    monkeypatch.setattr(class_report, "run_all", lambda *_: pytest.fail("With --saved nothing runs."))


def test_saved_replies_are_read_and_nothing_runs(tmp_path, no_kernel):
    folder = tmp_path / "submissions"
    long = check("1.1", LOST_MINUS.answer)
    assert len(long) > 100  # and so it stands in the file in several lines
    first = own(
        ('check("1.1", 5)', long),
        ('check("1.2", boundary)', check("1.2", answers_1_to_6.right_12_cross_product)),
        ('check("1.3", nand)', check("1.3", (..., ..., ...))),
    )
    error = new_output("error", ename="NameError", evalue="name 'nowhere' is not defined")
    second = nbformat.writes(new_notebook(cells=[new_code_cell('check("1.4", nowhere)', outputs=[error])]))
    third = own(('"1.1"', "Exercise 1.1: right."), "1")
    write(folder, {"Ada/first.ipynb": first, "Ada/second.ipynb": second, "Ben.ipynb": third})
    class_report.report(folder, saved=True, limits=LIMITS)
    rows = read_table(folder)
    assert [row(rows, "Ada", id)["state"] for id in ALL] == [NOT_YET, RIGHT, NOT_ANSWERED, NO_REPLY]
    assert row(rows, "Ada", "1.1")["words"] == long.removeprefix("Exercise 1.1: not yet. ")
    assert row(rows, "Ada", "1.4")["words"] == "NameError: name 'nowhere' is not defined"
    assert [one["state"] for one in rows if one["learner"] == "Ben"] == ["nothing to read"]
    assert "The replies are those that stood in the files." in read_page(folder)


def test_the_30_can_also_be_read_as_saved(tmp_path, no_kernel):
    folder = tmp_path / "submissions"
    write_all(folder)
    class_report.report(folder, saved=True, limits=LIMITS)
    assert {one["learner"] for one in read_table(folder)} == {*HAND_INS}


# --- what makes two mistakes the same ---


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("With α = 237 the loss does not fall at step 1.", "With α = 3.7e-05 the loss does not fall at step 3.", True),
        ("−0.75 is not it, and no single slip leads there.", "12 is not it, and no single slip leads there.", True),
        ("That comes out if b is missing, or if 0.5·x is.", "That comes out if b is missing.", True),
        ("Number 1 is right. Number 2 is wrong.", "Number 1 is wrong. Number 2 is right.", False),
        ("In δ₁ the factor h is missing (B16).", "In δ₁ the factor h is missing (B15).", False),
        ("The places of w1 and w2 are exchanged.", "The places of w1 and w3 are exchanged.", False),
        ("Wrong: it comes out if A, or if B. 2 is wrong.", "Wrong: it comes out if A, or if C. 2 is right.", False),
    ],
)
def test_the_same_mistake_with_other_numbers(one, other, same):
    assert (class_report.kind(Reply(NOT_YET, one)) == class_report.kind(Reply(NOT_YET, other))) is same


def test_letters_go_on_after_z():
    assert [class_report.letter(i) for i in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "zz", "aaa"]


def test_no_name_is_a_formula_in_a_spreadsheet(tmp_path, no_kernel):
    folder = tmp_path / "submissions"
    write(folder, {"=1+1.ipynb": own('check("1.1", -1)')})
    class_report.report(folder, saved=True, limits=LIMITS)
    assert {one["learner"] for one in read_table(folder)} == {"'=1+1"}


# --- the page in a browser ---


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """The page of 30 learners who have handed in all chapters, with every mark, and of one who has a long name."""
    states = [Reply(RIGHT), Reply(NOT_YET, LOST_MINUS.words), Reply(NO_REPLY, "NameError"), Reply(NOT_ANSWERED)]
    learners = [Learner(f"Somebody Somewhere {i}", []) for i in range(29)] + [Learner("An endless name " * 9, [])]
    for i, learner in enumerate(learners):
        learner.replies = {id: states[(i + k) % 4] for k, id in enumerate(texts.ids("hints"))}
    file = tmp_path_factory.mktemp("year") / "year.html"
    html = class_report.page("year", learners, class_report.exercises(learners), saved=False)
    file.write_text(html, encoding="utf-8")
    return file


def test_axe_finds_nothing_and_only_the_table_scrolls(year):
    with browser_or_skip() as browser:
        for width in (1100, 400):
            shown = browser.new_page(viewport={"width": width, "height": 900})
            shown.goto(year.as_uri())
            assert not Axe().run(shown).response["violations"]
            assert shown.evaluate("document.documentElement.scrollWidth") == width


def test_in_print_a_year_s_table_fits_a_page_of_a4(year):
    with browser_or_skip() as browser:
        across = browser.new_page(viewport={"width": 1047, "height": 718})  # 277 × 190 mm, in pixels
        across.emulate_media(media="print")
        across.goto(year.as_uri())
        width, height = across.evaluate("(t => [t.offsetWidth, t.offsetHeight])(document.querySelector('.all table'))")
        assert width <= 1047
        assert height <= 718 - 60  # the heading and the meaning of the marks


# --- what TEACHING.md says ---


def test_the_figures_in_teaching_are_so(monkeypatch):
    teaching = " ".join((NOTEBOOKS.parent / "TEACHING.md").read_text(encoding="utf-8").split())
    sets = {id: {again(id, seed) for seed in range(1, 31)} for id in ("7.1", "2.3")}
    for id in sets:
        again(id, 0)
    assert (len(sets["7.1"]), len(sets["2.3"])) == (28, 5)
    assert "30 learners get 28 different ones of 7.1, but five of 2.3" in teaching
    assert class_kernel.MOST == 20
    assert "looks among the first twenty sets" in teaching
    kept = []
    monkeypatch.setattr(class_report, "report", lambda folder, saved, limits: kept.append((saved, limits)))
    monkeypatch.setattr("sys.argv", ["class_report", str(NOTEBOOKS)])
    class_report.main()
    assert kept == [(False, Limits(30, 300))]
    assert "interrupted after 30 seconds" in teaching
    assert "stopped after 300 together" in teaching


# --- the command ---


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_that_is_none_is_refused(folder, monkeypatch):
    monkeypatch.setattr("sys.argv", ["class_report", folder])
    with pytest.raises(SystemExit, match="FOLDER must be a folder"):
        class_report.main()


def test_an_empty_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["class_report", str(tmp_path)])
    with pytest.raises(SystemExit, match="Nothing has been handed in"):
        class_report.main()
