"""What is planned for a class: the ways' minutes are those of the sections, and a lesson shows what it says."""

import re
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from unittest import mock

import nbformat
import pytest

from helpers import live
from helpers.practice import check
from helpers.practice.checking import exercise
from tests.shown import NOTEBOOKS
from tests.test_pages import honest_minutes

ROOT = Path(__file__).parents[1]
TEACHING, LESSONS = (ROOT / f"{name}.md" for name in ("TEACHING", "LESSONS"))
PAGES = {int(path.stem[:2]): path for path in NOTEBOOKS}


# --- ways through ---


def sections(chapter):
    """Return {heading: its honest minutes} of a chapter, "the top" for what stands above the first heading."""
    heading, found = "the top", {"the top": []}
    for cell in nbformat.read(PAGES[chapter], as_version=4).cells:
        if cell.cell_type == "code":
            found[heading].append(cell)
            continue
        first, *parts = re.split(r"^## (.*)$", cell.source, flags=re.MULTILINE)
        found[heading].append(nbformat.v4.new_markdown_cell(first))
        for heading, text in zip(parts[::2], parts[1::2], strict=True):
            found[heading] = [nbformat.v4.new_markdown_cell(text)]
    return {heading: honest_minutes(cells) for heading, cells in found.items()}


def ways():
    """Return (title, rows of (chapter, sections, minutes), minutes together) of each table of "Ways through"."""
    text = TEACHING.read_text(encoding="utf-8").split("\n## Ways through\n")[1].split("\n## ")[0]
    found = []
    for title, part in re.findall(r"^### (.*?)$(.*?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL):
        rows = re.findall(r"^\| \[(\d+)\]\(notebooks/\S+\) \| (.*?) \| (\d+) \|$", part, re.MULTILINE)
        together = re.search(r"^\| together \| \| (\d+) \|$", part, re.MULTILINE)
        found.append((title, [(int(one), what, int(minutes)) for one, what, minutes in rows], together))
    return found


def of_the_row(chapter, what):
    """Return the minutes of what a row names: "all" of a chapter, "all but" some sections, or some."""
    found, named = sections(chapter), re.findall(r"\*(.+?)\*", what)
    if what == "all":
        return stated()[chapter]
    if what.startswith("all but"):
        return sum(found.values()) - sum(found[heading] for heading in named)
    return sum(found[heading] for heading in named)


def stated():
    """Return {chapter: the minutes of its row in the first table}."""
    rows = re.findall(r"^\| (\d+) · [^|]*\| (\d+) \|", TEACHING.read_text(encoding="utf-8"), re.MULTILINE)
    return {int(chapter): int(minutes) for chapter, minutes in rows}


@pytest.mark.parametrize("way", ways(), ids=lambda way: way[0])
def test_a_way_s_minutes_are_those_of_its_sections(way):
    _, rows, together = way
    for chapter, what, minutes in rows:
        assert abs(of_the_row(chapter, what) - minutes) <= 1, (chapter, what)
    assert not rows or sum(minutes for *_, minutes in rows) == int(together[1])


def test_one_hour_is_an_hour_the_day_a_day_and_a_chapter_of_the_term_an_hour_at_most():
    hour, day, term = ways()
    assert (hour[0], day[0], term[0]) == ("One hour", "One day", "A term")
    assert int(hour[2][1]) <= 62
    assert int(day[2][1]) <= 6.5 * 60
    assert all(minutes <= 60 for minutes in stated().values()), "each an hour at most"


def test_the_sections_of_a_chapter_are_all_of_it():
    cells = nbformat.read(PAGES[7], as_version=4).cells
    assert sum(sections(7).values()) == pytest.approx(honest_minutes(cells), abs=0.5)  # but for the headings' words


# --- lessons ---


def lessons():
    """Return {title: its text}."""
    text = LESSONS.read_text(encoding="utf-8")
    return dict(re.findall(r"^## (Lesson \d.*?)$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))


def chapters(title):
    return [int(number) for number in re.findall(r"\[(\d+)\]\(notebooks/", title)]


@cache
def pictures(chapter):
    """Return {name: picture} of a chapter, made by the page's own code."""
    found, names = {}, {}
    keep = mock.patch.object(live, "explore", lambda picture: found.setdefault(type(picture).__name__, picture))
    with redirect_stdout(StringIO()), keep:
        for cell in nbformat.read(PAGES[chapter], as_version=4).cells:
            if cell.cell_type == "code":
                exec(re.sub(r"^%.*$", "", cell.source, flags=re.MULTILINE), names)
    return found


SUBSCRIPTS = str.maketrans("₁₂", "12")


def values(picture, words):
    """Return the settings that words name, such as "w₂ = −0.8, inner = x²", as a picture takes them."""
    found = {}
    for setting in words.split(", ") if words != "start" else ():
        name, value = setting.split(" = ", 1)
        name = name.translate(SUBSCRIPTS).replace(" ", "_")
        choices = [one for one in picture.ranges[name] if isinstance(one, str | tuple)]
        if choices:
            found[name] = next(one if one == value else one[1] for one in choices if value in (one, one[0]))
        else:
            found[name] = float(value.replace("−", "-")) if "." in value else int(value.replace("−", "-"))
            lowest, highest, *_ = picture.ranges[name]
            assert lowest <= found[name] <= max(highest, picture.ranges[name][-1]), (name, value)
    return found


def shown():
    """Return (title, picture's name, settings, the words that it is to show) of every quotation of a picture."""
    return [
        (title, name, settings, said)
        for title, text in lessons().items()
        for name, settings, quoted in re.findall(r"`([A-Z]\w+)` `([^`]+)`:((?:(?!`[A-Z]\w+` `)[^|])*)", text)
        for said in re.findall("“(.+?)”", quoted)
    ]


@pytest.mark.parametrize("title", lessons())
def test_a_lesson_has_ninety_minutes(title):
    assert sum(map(int, re.findall(r"^\| (\d+) \|", lessons()[title], re.MULTILINE))) == 90


def test_there_are_five_lessons_and_each_asks_drags_and_says_which_mistakes_to_expect():
    assert len(lessons()) == 5
    for title, text in lessons().items():
        assert len(re.findall(r"\*\*`\d\.[a-z]`\*\*", text)) >= 2, title
        assert len([one for one in shown() if one[0] == title]) >= 3, title
        assert len(mistakes(text)) >= 3, title


def test_what_a_lesson_asks_stands_in_the_chapter_that_it_names():
    for title, text in lessons().items():
        for id in re.findall(r"`(\d+\.\w)`", text):
            chapter = int(id.split(".")[0])
            assert chapter in chapters(title)
            call = f'{"predict" if id[-1].isalpha() else "check"}("{id}"'
            assert call in "".join(cell.source for cell in nbformat.read(PAGES[chapter], as_version=4).cells), id
        for name in re.findall(r"`([A-Z]\w+)`", text):
            assert any(name in pictures(chapter) for chapter in chapters(title)), name


@pytest.mark.parametrize(("title", "name", "settings", "said"), shown())
def test_a_picture_shows_what_a_lesson_says(title, name, settings, said):
    picture = next(pictures(chapter)[name] for chapter in chapters(title) if name in pictures(chapter))
    assert said in picture.update(**values(picture, settings))


def mistakes(text):
    """Return the rows (exercise, answer, words) of a lesson's table of mistakes."""
    return re.findall(r"^\| `(\d\.\d)` \| (.+?) \| “(.+?)” \|$", text, re.MULTILINE)


@pytest.mark.parametrize(("id", "answer", "words"), [row for text in lessons().values() for row in mistakes(text)])
def test_the_engine_finds_a_mistake_that_a_lesson_expects_and_it_is_a_common_one(id, answer, words):
    numbers = [float(one.replace("−", "-")) for one in answer.split(", ")]
    assert words in check(id, numbers if len(numbers) > 1 else numbers[0])
    edit = words.replace("at the end", "in what is returned")
    assert any(edit in found.words and found.rare < 1 for found, _ in exercise(id).mistakes)


def test_nothing_is_quoted_that_no_test_looks_at():
    quoted = re.findall("“(.+?)”", LESSONS.read_text(encoding="utf-8"))
    assert len(quoted) == len(shown()) + sum(len(mistakes(text)) for text in lessons().values())
