"""The ten questions: the key is right by other arithmetic, paper and notebook ask the same, the file has the choice."""

import csv
import math
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.practice import ten_questions as module
from tests.test_maths import logistic
from tools import ten_questions as tool

ROOT = Path(__file__).parents[1]
TEXTS = module.texts()
NOTEBOOK = nbformat.read(ROOT / "notebooks" / "ten_questions.ipynb", as_version=4)
LETTERS = [table["right"][0] for table in TEXTS.values()]


def numbers(text):
    return [float(found.replace("−", "-")) for found in re.findall(r"[−+]?\d+(?:\.\d+)?", text)]


# What the question's own numbers come to: first by the right way, then by the mistakes that the options name.
BY_ARITHMETIC = {
    "1": (lambda v, w, b, x1, x2: v * x1 + w * x2 + b, {
        "bias is missing": lambda v, w, b, x1, x2: v * x1 + w * x2,
        "other's input": lambda v, w, b, x1, x2: v * x2 + w * x1 + b,
        "minus of the weight": lambda v, w, b, x1, x2: v * x1 - w * x2 + b}),
    "2": (lambda z1, z2, y1, y2: (y2 - y1) / (z2 - z1), {
        "not divided by the run": lambda z1, z2, y1, y2: y2 - y1,
        "output is divided by z": lambda z1, z2, y1, y2: y2 / z2,
        "order is turned": lambda z1, z2, y1, y2: (z2 - z1) / (y2 - y1)}),
    "3": (lambda _, __, y: (logistic(math.log(y / (1 - y)) + 1e-6) - y) / 1e-6, {
        "factor y is missing": lambda _, __, y: 1 - y,
        "through σ already": lambda _, __, y: (logistic(y + 1e-6) - logistic(y)) / 1e-6}),
    "4": (lambda a, c, d, e: max((a**2 + c**2) / 2, (d**2 + e**2) / 2), {
        "cancel": lambda a, c, d, e: max(((a + c) / 2)**2, ((d + e) / 2)**2),
        "not divided": lambda a, c, d, e: a**2 + c**2,
        "squares are missing": lambda a, c, d, e: (abs(a) + abs(c)) / 2}),
    "5": (lambda w, slope, rate: w - rate * slope, {
        "learning rate is missing, and": lambda w, slope, rate: w + slope,
        "not against it": lambda w, slope, rate: w + rate * slope,
        "learning rate is missing": lambda w, slope, rate: w - slope}),
    "6": (lambda a, b, x: ((a * (x + 1e-7) + b)**2 - (a * x + b)**2) / 1e-7, {
        "x stands where u": lambda a, b, x: 2 * x * a,
        "inner step is missing": lambda a, b, x: 2 * (a * x + b),
        "added": lambda a, b, x: 2 * (a * x + b) + a}),
    "7": (lambda w, h, delta: delta * h, {
        "along h": lambda w, h, delta: delta * w,
        "along b": lambda w, h, delta: delta,
        "too many": lambda w, h, delta: delta * h * w}),
    "10": (lambda n, hidden, out: sum((inputs + 1) * count for inputs, count in ((n, hidden), (hidden, out))), {
        "biases are missing": lambda n, hidden, out: n * hidden + hidden * out,
        "per layer": lambda n, hidden, out: n * hidden + hidden * out + 2,
        "output's bias": lambda n, hidden, out: n * hidden + hidden + hidden * out}),
}  # fmt: skip


@pytest.mark.parametrize("number", BY_ARITHMETIC)
def test_the_key_and_the_wrong_options_are_what_the_question_s_numbers_give(number):
    right, wrong = BY_ARITHMETIC[number]
    asked = TEXTS[number]["question"].replace("3x + 1 and y = u²", "3, 1")
    given = numbers(asked)
    assert numbers(TEXTS[number]["right"])[-1] == pytest.approx(right(*given), rel=1e-3)
    for words, function in wrong.items():
        shown = next(
            numbers(one)[-1] for one, said in TEXTS[number]["because"].items() if re.search(rf"{words}(?!, and)", said)
        )
        assert shown == pytest.approx(function(*given), rel=1e-3), words


def test_the_first_step_of_a_saturated_neuron_is_next_to_nothing_however_large_the_error():
    y, target = 0.001, 1
    z, nudge = math.log(y / (1 - y)), 1e-6
    slope = ((logistic(z + nudge) - target) ** 2 - (logistic(z - nudge) - target) ** 2) / (4 * nudge)
    assert abs(slope) < 0.0011  # times the input 1 and the learning rate 1; an error of 0.999
    assert TEXTS["8"]["right"].startswith("b) Hardly at all")


def test_with_a_wrong_gradient_a_loss_can_fall_from_a_tenth_to_a_hundredth_or_less():
    w, losses = 0.0, []
    for _ in range(40):
        losses.append(0.1 * (w - 1) ** 2)
        w -= 1 * 0.5 * (0.2 * (w - 1))  # half of the right slope
    assert losses[0] == pytest.approx(0.1)
    assert losses[-1] < 0.01
    assert TEXTS["9"]["right"].endswith("it falls too")


def test_each_question_has_four_options_and_one_for_who_does_not_know_and_no_letter_is_right_too_often():
    assert [*TEXTS] == [str(number) for number in range(1, 11)]
    for table in TEXTS.values():
        assert [option[:2] for option in table["because"]] == ["a)", "b)", "c)", "d)", "e)"]
        assert table["right"] in table["because"]
        assert not table["right"].startswith("e)")
    assert max(map(LETTERS.count, "abcd")) <= 4
    assert min(map(LETTERS.count, "abcd")) >= 1


def test_paper_and_notebook_ask_the_same_and_neither_tells_the_key():
    paper = (ROOT / "TEN_QUESTIONS.md").read_text(encoding="utf-8")
    assert paper == f"{tool.sheet()}\n", "python -m tools.ten_questions > TEN_QUESTIONS.md"
    page = nbformat.writes(NOTEBOOK)
    shown = "".join(NOTEBOOK.cells[-1].outputs[0].data["text/plain"])
    for table in TEXTS.values():
        for text in (shown, paper):
            assert table["question"] in text
            assert all(f"- {option}\n" in f"{text}\n" for option in table["because"])
        for told in (words for words in table["because"].values() if words):
            assert told not in paper + page


def test_a_teacher_s_table_says_what_each_question_measures():
    teaching = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    table = teaching.split("| question | chapter | what it measures |\n")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (\d+) \| (\d+) \| (.*?) \|$", table, re.MULTILINE)
    assert rows == [(number, str(table["chapter"]), table["idea"]) for number, table in TEXTS.items()]


@pytest.fixture
def asked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return module.ten_questions("before")


def press(asked, letters):
    for question, letter in zip(asked.questions, letters, strict=False):
        next(button for option, button in question.buttons.items() if option[0] == letter).click()


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_pressed_answers_stand_in_the_file_with_what_is_right(asked, tmp_path):
    press(asked, "abcdeabcde")
    asked.button.click()
    path = tmp_path / "ten-questions-before.csv"
    right = [str(int(one == other)) for one, other in zip("abcdeabcde", LETTERS, strict=True)]
    numbered = [str(number) for number in range(1, 11)]
    assert rows(path) == [["question", "chosen", "right"], *map(list, zip(numbered, "abcdeabcde", right, strict=True))]
    assert str(path) in asked.reply.value


def test_the_last_one_pressed_counts_and_no_verdict_is_shown(asked, tmp_path):
    press(asked, "a" * 10)
    press(asked, LETTERS)
    for question, letter in zip(asked.questions, LETTERS, strict=True):
        marked = [button.description for button in question.buttons.values() if button.description.startswith("● ")]
        assert [one[2] for one in marked] == [letter]
        assert not re.search("✓|✗|Yes|No\\.", question.reply.value + "".join(marked))
    asked.button.click()
    assert [row[2] for row in rows(tmp_path / "ten-questions-before.csv")[1:]] == ["1"] * 10


def test_nothing_is_written_before_all_are_answered_and_nothing_is_overwritten(asked, tmp_path):
    press(asked, "abcdeabc")
    asked.button.click()
    assert "Not answered: 9, 10." in asked.reply.value
    assert not [*tmp_path.iterdir()]
    press(asked, "a" * 10)
    asked.button.click()
    press(asked, "b" * 10)
    asked.button.click()
    assert "stands there already" in asked.reply.value
    assert rows(tmp_path / "ten-questions-before.csv")[1][1] == "a"


def test_after_the_course_has_its_own_file_and_another_word_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert module.ten_questions("after").path.name == "ten-questions-after.csv"
    with pytest.raises(ValueError, match="when must be one of before, after"):
        module.ten_questions("later")


def test_a_class_before_and_after(tmp_path):
    def write(name, when, right):
        (tmp_path / name).mkdir(exist_ok=True)
        lines = ["question,chosen,right", *(f"{n},a,{int(n <= right)}" for n in range(1, 11))]
        (tmp_path / name / f"ten-questions-{when}.csv").write_text("\n".join(lines), encoding="utf-8")

    for name, before, after in (("one", 1, 10), ("two", 1, 2), ("three", 2, 2), ("four", 0, 1)):
        write(name, "before", before)
        write(name, "after", after)
    write("left", "before", 10)
    table = tool.compare(tmp_path)
    assert "4 learners with both files" in table
    assert "| 1 | 75% | 100% | 100% |" in table
    assert "| 2 | 25% | 75% | 67% |" in table
    assert "| 3 | 0% | 25% | 25% |" in table
    assert "| all ten | 10% | 38% | 31% |" in table  # 4 of 40 before, 15 of 40 after: 11 of the 36 that were missing


def test_the_tool_prints_the_key_and_says_what_is_missing(tmp_path):
    def run(*arguments):
        command = [sys.executable, "-m", "tools.ten_questions", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")

    assert "- c) 9 (each weight is with the other's input)" in run("key").stdout
    assert "In no folder within" in run("compare", tmp_path).stderr
