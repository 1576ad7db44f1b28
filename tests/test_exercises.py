"""Exercises and predictions: their words are there, right answers are right, wrong ones are told what to do."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers.practice import check, checking, hint, kinds, mistakes, predict, solution, texts
from tests import answers_1_to_6, answers_7_to_11, answers_12, answers_13, answers_again, answers_once_more
from tools import print_exercises

ROOT = Path(__file__).parents[1]
NOTEBOOKS = {int(path.name[:2]): path for path in sorted((ROOT / "notebooks").glob("[01][0-9]_*.ipynb"))}
EXERCISES = [id for id, found in texts.all_texts().items() if "hints" in found]
PREDICTIONS = [id for id, found in texts.all_texts().items() if "question" in found]
CHAPTERS = sorted({int(id.split(".")[0]) for id in texts.all_texts()})


def code_of(chapter):
    return [cell.source for cell in nbformat.read(NOTEBOOKS[chapter], as_version=4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_text_is_used_in_its_chapter_and_every_use_has_a_text(chapter):
    code = "\n".join(code_of(chapter))
    checked, asked = set(re.findall(r'check\("([^"]+)"', code)), set(re.findall(r'predict\("([^"]+)"', code))
    assert checked == {id for id in EXERCISES if id.startswith(f"{chapter}.")}
    assert asked == {id for id in PREDICTIONS if id.startswith(f"{chapter}.")}
    assert len(checked) >= 3
    assert len(asked) >= 2 or chapter == 13  # whose page is blank
    assert all(checking.exercise(id) for id in checked)
    assert {id for id in kinds.EXERCISES if id.startswith(f"{chapter}.")} == checked


def run(source, names):
    """Run a cell among `names`, without what only a notebook knows, such as %precision and live pictures."""
    with np.printoptions():  # a cell may set its own, for its notebook
        exec("\n".join(line for line in source.splitlines() if line[:1] != "%" and "live.explore(" not in line), names)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_stubs_are_unanswered_and_the_solutions_right(chapter):
    names, written = {}, {}
    for source in code_of(chapter):
        run(source, names)
        asked = re.search(r'^check\("([^"]+)", (.+?)\)(?:  #.*)?$', source, re.MULTILINE)
        if asked:
            id, answer = asked.groups()
            assert "is not answered yet" in names["check"](id, eval(answer, names))
            solved = names | written
            exec(solution(id), solved)
            written |= {name: value for name, value in solved.items() if value is not names.get(name)}
            assert check(id, eval(answer, solved)).startswith(f"Exercise {id}: right."), id


@pytest.mark.parametrize("id", EXERCISES)
def test_hints_come_one_after_the_other(id):
    hints = checking.hints(id)
    assert len(hints) >= 2
    for number, words in enumerate(hints, 1):
        assert hint(id).startswith(f"Hint {number} of {len(hints)}: {words}")
    assert hints[-1] in hint(id)


@pytest.mark.parametrize("id", PREDICTIONS)
def test_a_prediction_has_one_right_option_and_a_reason_for_each(id):
    found = texts.table(id, "question")
    assert found["right"] in found["because"]
    assert len(found["because"]) >= 2
    assert all(0 < len(option) <= 70 for option in found["because"])
    assert all(reason for reason in found["because"].values())


def test_a_prediction_says_why():
    question = predict("1.a")
    for option, button in question.buttons.items():
        button.click()
        verdict, mark = ("Yes.", "✓") if option == question.right else ("No.", "✗")
        assert f"{verdict} {question.because[option][:20]}" in question.reply.value
        assert button.description == f"{mark} {option}"
    bundle = question._repr_mimebundle_()
    assert all(option in bundle["text/plain"] and option in bundle["text/html"] for option in question.because)
    question.close()


def test_an_unknown_id_is_refused():
    for ask in (predict, hint, solution, lambda id: check(id, 1)):
        for unknown in ("99.9", None, 3):
            with pytest.raises(ValueError, match="id must be one of"):
                ask(unknown)


ANSWERS = [
    *answers_1_to_6.ANSWERS,
    *answers_7_to_11.ANSWERS,
    *answers_12.ANSWERS,
    *answers_13.ANSWERS,
    *answers_again.ANSWERS,
    *answers_once_more.ANSWERS,
]


@pytest.mark.parametrize("handed", [one for one in ANSWERS if one.words], ids=lambda one: one.id)
def test_a_wrong_answer_gets_its_name(handed, monkeypatch):
    monkeypatch.setattr(mistakes, "SECONDS", 3)  # however busy the machine is
    reply = " ".join(check(handed.id, handed.answer).split())
    assert "not yet" in reply
    assert handed.words in reply


@pytest.mark.parametrize("handed", [one for one in ANSWERS if not one.words], ids=lambda one: one.id)
def test_a_right_answer_is_right_however_it_is_written(handed):
    assert check(handed.id, handed.answer).startswith(f"Exercise {handed.id}: right.")


def test_of_the_wrong_answers_95_of_100_are_named():
    wrong = [one for one in ANSWERS if one.words]
    assert {one.id for one in wrong} == {*EXERCISES}
    assert sum(bool(re.search("no single slip|cannot tell", one.words)) for one in wrong) <= 0.05 * len(wrong)


def test_a_learner_sees_which_exercises_of_a_chapter_are_done(monkeypatch):
    monkeypatch.setattr(checking, "_done", set())
    assert 'Of chapter 1, 1.1 is done; 1.2, 1.3 and 1.4 are open.\nagain("1.1") gives it with other numbers.' in check(
        "1.1", -1
    )
    assert check("1.3", (-1, -1, 1.5)).endswith("Of chapter 1, 1.1 and 1.3 are done; 1.2 and 1.4 are open.")
    check("1.4", 1.6)
    assert check("1.2", lambda w1, w2, b, x1: -(w1 * x1 + b) / w2).endswith("Of chapter 1, all are done.")
    assert "Of chapter" not in check("1.1", ...)
    check("1.1", 7)
    assert check("1.3", (-1, -1, 1.5)).endswith("Of chapter 1, 1.2, 1.3 and 1.4 are done; 1.1 is open.")


def test_a_teacher_can_print_a_chapter_s_exercises_with_solutions():
    sheet = print_exercises.sheet(3)
    assert sheet.startswith("# 3 · Two layers")
    for id in ("3.1", "3.2", "3.3", "3.4", "3.5"):
        assert f"Exercise {id}" in sheet
        assert solution(id) in sheet
        assert checking.hints(id)[0] in sheet
    with pytest.raises(SystemExit, match="chapter must be one of 1, 2, 3"):
        print_exercises.sheet(99)
