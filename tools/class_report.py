"""Which mistakes a class makes: `make class FOLDER=submissions/` writes submissions.html and submissions.csv.

    python -m tools.class_report submissions/ [--saved] [--cell-seconds 30] [--learner-seconds 300]

FOLDER holds the notebooks that learners have handed in, named anyhow: a file each, or a folder each. They are run, each
in a kernel of its own; with --saved nothing runs, and the replies that stand in the files are read. TEACHING.md says
what running them keeps out and what it does not.
"""

import argparse
import asyncio
import csv
import re
import sys
from collections import Counter
from datetime import date
from html import escape
from pathlib import Path
from string import Template, ascii_lowercase

import nbformat

from helpers.practice import kinds
from helpers.practice.checking import exercise
from tools.class_answers import NO_REPLY, NOT_ANSWERED, NOT_YET, RIGHT, Limits, handed_in, read_saved, run_all
from tools.write_notebooks import NOTEBOOKS

MARKS = {RIGHT: "✓", NOT_YET: "✗", NO_REPLY: "!", NOT_ANSWERED: "–"}
KINDS = {kinds.ByHand: "by hand", kinds.ToWrite: "to write", kinds.OnOnePage: "to write", kinds.ToFind: "to find out"}
NUMBER = re.compile(r"(?<![\w.])(?<!Number )(?<!no\. )[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.]*\w)")
OR_ELSE = re.compile(r", or if .*?(?=\.(?: |$))")
PAGE = Path(__file__).with_suffix(".html")


class Mistake:
    """A mistake in an exercise: its letter, how many make it, its words, and whether these differ in their numbers."""

    def __init__(self, letter, replies):
        self.letter, self.count, words = letter, len(replies), replies[0].words
        self.without_reply = replies[0].state == NO_REPLY
        self.varied = len({reply.words for reply in replies}) > 1
        self.words = OR_ELSE.sub("", words) if self.varied else words


class Exercise:
    """An exercise: the reply of everybody who handed in its chapter, and the mistakes, the most common first."""

    def __init__(self, id, learners):
        self.id = id
        self.replies = {learner: learner.replies[id] for learner in learners if id in learner.replies}
        self.counts = Counter(reply.state for reply in self.replies.values())
        found = {}
        for reply in self.replies.values():
            if reply.words:
                found.setdefault(kind(reply), []).append(reply)
        common_first = sorted(found, key=lambda one: (-len(found[one]), one[0] == NO_REPLY))
        self.mistakes = {one: Mistake(letter(i), found[one]) for i, one in enumerate(common_first)}

    def letter_of(self, reply):
        """Return the letter of the mistake in a reply, or nothing."""
        return self.mistakes[kind(reply)].letter if reply.words else ""


def kind(reply):
    """Return what the replies to one mistake have in common: neither numbers, nor what else would give the same."""
    return reply.state, NUMBER.sub("…", OR_ELSE.sub("", reply.words))


def letter(i):
    """Return the i-th of a, b, …, z, aa, bb and so on."""
    return ascii_lowercase[i % 26] * (i // 26 + 1)


def exercises(learners):
    """Return every exercise of the chapters that somebody has handed in."""
    handed = {id for learner in learners for id in learner.replies}
    return [Exercise(id, learners) for id in sorted(handed, key=lambda id: [*map(int, id.split("."))])]


# --- the page ---


def page(name, learners, found, saved):
    """Return the report as one page of HTML that needs nothing else."""
    chapters = {}
    for one in found:
        chapters.setdefault(one.id.split(".")[0], []).append(one)
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        name=escape(name),
        count=several(len(learners), "learner has", "learners have"),
        day=f"{date.today().day} {date.today():%B %Y}",
        how="The replies are those that stood in the files." if saved else "Every answer was run again for this page.",
        chapters="\n".join(chapter_part(*one) for one in chapters.items()),
        groups="".join(f'<th colspan="{len(group)}" scope="colgroup">ch. {n}</th>' for n, group in chapters.items()),
        ids="".join(f'<th scope="col" abbr="{one.id}">{one.id.split(".")[1]}</th>' for one in found),
        rows="\n".join(row(learner, found) for learner in learners),
        right="".join(f"<td>{one.counts[RIGHT]}</td>" for one in found),
        remarks=remarks_part(learners),
    )


def several(n, one, more):
    """Return a number with its noun."""
    return f"{n} {one if n == 1 else more}"


def chapter_part(chapter, found):
    """Return a chapter's exercises with the mistakes in them."""
    title = nbformat.read(next(NOTEBOOKS.glob(f"{int(chapter):02}_*")), as_version=4).cells[0].source.splitlines()[0]
    handed = several(max(len(one.replies) for one in found), "learner has", "learners have")
    parts = "\n".join(map(exercise_part, found))
    return f"<section>\n<h2>{escape(title[2:])}</h2>\n<p>{handed} handed it in.</p>\n{parts}\n</section>"


def exercise_part(one):
    """Return an exercise: how many have it right, and its mistakes."""
    total, right = len(one.replies), one.counts[RIGHT]
    rest = "".join(
        f" · {one.counts[state]} {state}" for state in (NOT_YET, NO_REPLY, NOT_ANSWERED) if one.counts[state]
    )
    rows = "".join(map(mistake_row, one.mistakes.values()))
    return (
        f'<article>\n<h3>{one.id} <small>{KINDS[type(exercise(one.id))]}</small></h3>\n<p><meter max="{total}" '
        f'value="{right}" aria-hidden="true"></meter> <b>{right} of {total} right</b>{rest}</p>\n'
        f"{f'<table>{rows}</table>' if rows else ''}</article>"
    )


def mistake_row(mistake):
    """Return a mistake: its letter, how many make it, and its words."""
    varied = " <small>(and the same with other numbers)</small>" if mistake.varied else ""
    words = f"{'<i>No reply.</i> ' if mistake.without_reply else ''}{escape(mistake.words)}{varied}"
    return f'<tr><th scope="row">{mistake.letter}</th><td>{mistake.count} ×</td><td>{words}</td></tr>\n'


def row(learner, found):
    """Return a learner's row: a mark for each exercise."""
    cells = "".join(mark(one, one.replies.get(learner)) for one in found)
    right = sum(reply.state == RIGHT for reply in learner.replies.values())
    done = f"{right} of {len(learner.replies)}" if learner.replies else "nothing to read"
    return f'<tr><th scope="row">{escape(learner.name)}</th>{cells}<td>{done}</td></tr>'


def mark(one, reply):
    """Return the mark for a reply: what it means is also in words, for who points at it or listens."""
    if reply is None:
        return '<td class="none"></td>'
    words = escape(f"{one.id}: {reply.state}. {reply.words}".strip())
    return f'<td title="{words}">{MARKS[reply.state]}{one.letter_of(reply)}</td>'


def remarks_part(learners):
    """Return what a teacher should look at, as a list."""
    lines = "".join(f"<li>{escape(one.name)}: {escape(remark)}</li>\n" for one in learners for remark in one.remarks)
    return f"<h2>To be looked at</h2>\n<ul>\n{lines}</ul>" if lines else ""


# --- the table of all replies ---

COLUMNS = "learner", "chapter", "exercise", "state", "mistake", "words", "numbers"


def table(learners, found):
    """Return a row for each learner and exercise, and one for each learner of whom there is nothing to read."""
    rows = []
    for learner in learners:
        mine = [(one, one.replies[learner]) for one in found if learner in one.replies]
        for one, reply in mine:
            rows.append((learner.name, one.id.split(".")[0], one.id, reply.state, one.letter_of(reply), *reply[1:]))
        if not mine:
            rows.append((learner.name, "", "", "nothing to read", "", " ".join(learner.remarks), ""))
    return rows


def plain(text):
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


# --- the command ---


def report(folder, saved, limits):
    """Read or run what lies in a folder, and write the page and the table beside it."""
    learners = handed_in(folder)
    if not learners:
        sys.exit(f"Nothing has been handed in: there is no file in {folder}.")
    if saved:
        for learner in learners:
            read_saved(learner)
    else:
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:  # zmq wants this one, on Windows too
            runner.run(run_all(learners, limits))
    found = exercises(learners)
    html, sheet = folder.with_name(f"{folder.name}.html"), folder.with_name(f"{folder.name}.csv")
    html.write_text(page(folder.name, learners, found, saved), encoding="utf-8")
    with open(sheet, "w", encoding="utf-8-sig", newline="") as file:  # so that a spreadsheet reads its letters
        csv.writer(file).writerows([COLUMNS, *([*map(plain, row)] for row in table(learners, found))])
    print(f"{html}\n{sheet}")


def main():
    """Read the command line, and report."""
    parser = argparse.ArgumentParser(prog="make class", description="Which mistakes a class makes.")
    parser.add_argument("folder", help="what has been handed in: FOLDER=submissions/")
    parser.add_argument("--saved", action="store_true", help="run nothing, read the replies that stand in the files")
    parser.add_argument("--cell-seconds", type=int, default=30, help="after which a cell is interrupted (30)")
    parser.add_argument("--learner-seconds", type=int, default=300, help="for all notebooks of a learner (300)")
    asked = parser.parse_args()
    folder = Path(asked.folder).resolve()
    if not asked.folder or not folder.is_dir():
        sys.exit(f"FOLDER must be a folder with what has been handed in, but it is {asked.folder!r}.")
    report(folder, asked.saved, Limits(asked.cell_seconds, asked.learner_seconds))


if __name__ == "__main__":
    main()
