"""The two questions at a chapter's start: from before it, right where the lines are, wrong where an edit leads."""

import re

import nbformat
import numpy as np
import pytest

from helpers.practice import recall as module
from helpers.practice import texts
from tests.shown import NOTEBOOKS

CHAPTERS = range(3, 13)


@pytest.fixture(autouse=True)
def afresh():
    module._times.clear()


def numbers(option):
    return [float(part.replace("−", "-")) for part in option.split(", ")]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_both_questions_are_of_earlier_chapters_and_have_one_right_option(chapter):
    for _ in range(5):
        one, other = module.review(chapter).questions
        assert one.id != other.id
        for question in (one, other):
            assert int(question.id.removeprefix("from ").split(".")[0]) < chapter
            assert len(question.because) == 3
            assert question.right in question.because
            wrong = [option for option in question.because if option != question.right]
            assert all(not np.allclose(numbers(option), numbers(question.right), rtol=0.005) for option in wrong)
            assert all(question.because[option].startswith("That comes out if ") for option in wrong)


SHARE_BY_HAND = {
    "1.1": lambda n: n[0] * n[3] + n[1] * n[4] + n[2],
    "2.1": lambda n: (n[3] - n[2]) / (n[1] - n[0]),
    "2.3": lambda n: n[0] * (1 - n[0]),
    "5.1": lambda n: n[0] - n[2] * n[1],
    "6.1": lambda n: 2 * (n[0] * n[2] + n[1]) * n[0],
    "7.1": lambda n: ((n[0] - n[1]) * n[0] * (1 - n[0]), (n[0] - n[1]) * n[0] * (1 - n[0]) * n[3] * n[2] * (1 - n[2])),
}


def test_the_right_option_is_what_the_question_s_own_numbers_give():
    """Read the numbers out of the question's words, and work it out from them alone."""
    seen = set()
    for _ in range(12):
        for question in module.review(8).questions:
            id = question.id.removeprefix("from ")
            if id in SHARE_BY_HAND:
                words = re.sub(r"[wδyhu][₁₂]|y = u²|dy/dx", " ", question.question).replace("− ", "−")
                found = [float(n.replace("−", "-")) for n in re.findall(r"−?\d+(?:\.\d+)?", words)]
                assert numbers(question.right) == pytest.approx(np.ravel(SHARE_BY_HAND[id](found)), rel=0.001)
                seen.add(id)
    assert seen == {*SHARE_BY_HAND}


def test_each_call_asks_others_and_a_new_start_the_same_again():
    asked = [[one.question for one in module.review(7).questions] for _ in range(3)]
    assert len({tuple(two) for two in asked}) == 3
    module._times.clear()
    assert [[one.question for one in module.review(7).questions] for _ in range(3)] == asked


def test_what_needs_a_sigma_of_a_number_is_not_asked():
    assert {"1.1", "2.3", "7.1"} <= {*module.earlier(8)}
    assert all("sigmoid" not in texts.table(id, "task")["task"] for id in module.earlier(20))


def test_a_pressed_option_says_why():
    question = module.review(4).questions[0]
    question.answer(question.right)
    assert "Yes. " in question.reply.value
    wrong = next(option for option in question.because if option != question.right)
    question.answer(wrong)
    assert "No. That comes out if" in question.reply.value


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_chapter_from_3_on_opens_with_its_own_two_questions(path):
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    number = int(path.stem[:2])
    assert (code[1] == f"review({number})") == (number >= 3 and number != 13)  # the blank page is all recall
