"""Handed-in notebooks, read and run: which reply each learner's answers get.

Each notebook runs from top to bottom in a kernel of its own, in a temporary folder, with a limit of time for each cell
and for each learner. This is no sandbox: what a learner wrote may do all that you may do (TEACHING.md says more).
"""

import asyncio
import logging
import os
import re
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from helpers.practice import texts
from tools.class_kernel import one_line

ROOT = Path(__file__).parents[1]
LARGEST, LONGEST = 50_000_000, 1000  # bytes of a file that is read, letters of what is wrong with an answer
SILENT = logging.getLogger("class report")
SILENT.setLevel(logging.CRITICAL)
STATES = NOT_ANSWERED, NO_REPLY, NOT_YET, RIGHT = "not answered", "no reply", "not yet", "right"
REPLY = re.compile(r"Exercise (\d+\.\d+)(?: is (not answered) yet\.|: (not yet)\. |: (right)\.)")
TITLE = re.compile(r"^# (\d+) · ", re.MULTILINE)
CHECKED = re.compile(r"""\bcheck\(\s*["'](\d+\.\d+)["']""")
WHERE = re.compile(r" \(\d+\.py, line \d+\)")  # at the end of a SyntaxError
MOODLE = re.compile(r"(.+)_(\d+)_assignsubmission_file")
CHAPTERS = {id.split(".")[0] for id in texts.ids("hints")}


class Reply(NamedTuple):
    """What an answer got: one of STATES, what is wrong with it, and whose numbers the exercise had."""

    state: str
    words: str = ""
    numbers: str = ""


class Cell(NamedTuple):
    """A handed-in cell of code: its source, the texts that stand below it, and the error that does."""

    source: str
    shown: list[str]
    error: str


class Book(NamedTuple):
    """A handed-in notebook: the chapters whose exercises are in it, and its cells of code."""

    chapters: set[str]
    cells: list[Cell]


class Learner:
    """Somebody's files, the reply to each exercise of the chapters in them, and what a teacher should look at."""

    def __init__(self, name, paths):
        self.name, self.paths = name, paths
        self.replies, self.remarks = {}, []

    def books(self):
        """Yield each file that is a notebook of this collection; remark on the others."""
        for path in self.paths:
            try:
                book = read(path)
            except Exception:  # whatever lies there
                self.remarks.append(f"{path.name} cannot be read as a notebook.")
                continue
            if book.chapters:
                yield path, book
            else:
                self.remarks.append(f"{path.name} has no exercise of this collection in it.")

    def keep(self, book, heard, ends):
        """Keep the best reply to each exercise of a notebook, of equal ones the last.

        heard: (id, Reply) in their order. ends: for each cell why it came to no good end, or nothing.
        """
        unanswered = [(id, Reply(NOT_ANSWERED)) for id in texts.ids("hints") if id.split(".")[0] in book.chapters]
        stopped = [
            (id, Reply(NO_REPLY, end))
            for cell, end in zip(book.cells, ends, strict=True)
            for id in CHECKED.findall(cell.source)
            if end
        ]
        for id, reply in [*unanswered, *stopped, *heard]:
            before = self.replies.setdefault(id, reply)
            if STATES.index(reply.state) >= STATES.index(before.state):
                self.replies[id] = reply


# --- what has been handed in ---


def handed_in(folder):
    """Return the learners of a folder, by name: each a folder with files in it, or a single file."""
    found = {}
    for path in sorted(folder.rglob("*")):
        first, *others = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "__MACOSX")) for part in (first, *others)):
            name = first if others else path.stem
            moodle = MOODLE.match(name)
            found.setdefault(f"{moodle[1]} {moodle[2]}" if moodle else name, []).append(path)
    return [Learner(name, _notebooks(found[name])) for name in sorted(found, key=str.casefold)]


def _notebooks(paths):
    return [path for path in paths if path.suffix == ".ipynb"] or paths


def read(path):
    """Return the Book in a file; raise whatever comes where there is none."""
    if path.stat().st_size > LARGEST:
        raise OverflowError
    with warnings.catch_warnings(action="ignore"):  # of cells without an id
        book = nbformat.reads(path.read_text(encoding="utf-8-sig"), as_version=4)
    cells = [_cell(cell) for cell in book.cells if cell.cell_type == "code"]
    titles = [found for cell in book.cells if cell.cell_type == "markdown" for found in TITLE.findall(cell.source)]
    checked = [id.split(".")[0] for cell in cells for id in CHECKED.findall(cell.source)]
    return Book({*titles, *checked} & CHAPTERS, cells)


def _cell(cell):
    outputs = cell.get("outputs", [])
    shown = [one_line(output.get("text") or output.get("data", {}).get("text/plain", "")) for output in outputs]
    return Cell(cell.source, shown, error_in(outputs))


def error_in(outputs):
    """Return the error among a cell's outputs in one line, or nothing."""
    errors = [f"{one['ename']}: {one['evalue']}" for one in outputs if one["output_type"] == "error"]
    return " ".join(WHERE.sub("", errors[0]).split())[:LONGEST].rstrip(": ") if errors else ""


# --- the replies ---


def understood(text, numbers=""):
    """Return every (id, Reply) that `check` has written in a text of one line."""
    found, replies = [*REPLY.finditer(text)], []
    for one, after in zip(found, [*found[1:], None], strict=False):
        state = one[2] or one[3] or one[4]
        words = text[one.end() : after and after.start()].strip() if state == NOT_YET else ""
        replies.append((one[1], Reply(state, words[:LONGEST], numbers)))
    return replies


def read_saved(learner):
    """Keep the replies that stand in a learner's files; nothing runs."""
    for _, book in learner.books():
        shown = [text for cell in book.cells if "check" in cell.source for text in cell.shown]
        learner.keep(book, [one for text in shown for one in understood(text)], [cell.error for cell in book.cells])


class Limits(NamedTuple):
    """How many seconds a cell may take, and how many a learner's notebooks together."""

    cell: int
    learner: int


async def run_all(learners, limits):
    """Run the notebooks of all learners, as many at a time as there are processors; say who is done."""
    free = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(learner):
        async with free:
            try:
                await run_learner(learner, limits)
            except Exception as error:  # of the machine's: the others go on
                learner.remarks.append(f"could not be run ({type(error).__name__}: {error}).")
            print(f"{learner.name}: {' '.join(learner.remarks) or 'done'}", flush=True)

    await asyncio.gather(*map(one, learners))


async def run_learner(learner, limits):
    """Run a learner's notebooks one after the other, and keep the replies."""
    end = time.monotonic() + limits.learner
    for path, book in learner.books():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            heard = Path(folder) / "replies"
            heard.touch()
            ends, stopped = await run(book, heard, limits.cell, end)
            lines = heard.read_text(encoding="utf-8").splitlines() if heard.exists() else []  # it may be deleted
        learner.remarks += [f"{path.name}: {stopped}"] if stopped else []
        said = [line.partition("\t") for line in lines]
        learner.keep(book, [one for numbers, _, words in said for one in understood(words, numbers)], ends)


class Run(NotebookClient):
    """A notebook that runs. Of what its cells show only errors are kept: somebody may print megabytes."""

    def output(self, outs, msg, display_id, cell_index):
        """Keep an error."""
        return super().output(outs, msg, display_id, cell_index) if msg["msg_type"] == "error" else None


async def run(book, heard, seconds, end):
    """Run a notebook in a kernel of its own; `check` writes its replies into the file `heard`.

    seconds: for each cell. end: of all, as time.monotonic() has it. Returns for each cell why it came to no good end,
    or nothing, and why not all of them were run, or nothing.
    """
    shown = " ".join(text for cell in book.cells if "again(" in cell.source for text in cell.shown)
    first = f"import tools.class_kernel as _; _.listen({str(heard)!r}, {shown!r})"
    cells = [new_code_cell(source) for source in (first, *(cell.source for cell in book.cells))]
    settings = {"kernel_name": "python3", "timeout": seconds, "interrupt_on_timeout": True, "allow_errors": True}
    client, ends, stopped = Run(new_notebook(cells=cells), log=SILENT, **settings), [], ""
    try:
        await _start(client, heard.with_name("work"))
        await asyncio.wait_for(_run_cells(client, ends), end - time.monotonic())
    except (TimeoutError, DeadKernelError):
        why = "the learner's time was over" if time.monotonic() >= end else "the kernel died"
        stopped = f"{why} after {max(len(ends) - 2, 0)} of {len(book.cells)} cells."
        ends[-1:] = [f"Its cell did not come to its end: {why}."]
        ends += [f"Its cell was not run: {why} before."] * (len(cells) - len(ends))
    finally:
        if client.kc:
            client.kc.stop_channels()
        await client.km.shutdown_kernel(now=True)
    return ends[1:], stopped


async def _start(client, folder):
    """Start this Python's kernel in a new folder, where it can import the helpers."""
    folder.mkdir()
    environment, nowhere = os.environ | {"PYTHONPATH": str(ROOT)}, subprocess.DEVNULL
    client.create_kernel_manager()
    await client.async_start_new_kernel(cwd=str(folder), env=environment, stdout=nowhere, stderr=nowhere)
    await client.async_start_new_kernel_client()


async def _run_cells(client, ends):
    """Run all cells, and note for each why it came to no good end, or nothing."""
    for i, cell in enumerate(client.nb.cells):
        ends.append("")
        await client.async_execute_cell(cell, i)
        ends[i] = error_in(cell.outputs)
        if i == 0 and ends[0]:
            raise RuntimeError(ends[0])  # nothing of the learner's has run yet
        if ends[i].startswith("KeyboardInterrupt"):
            ends[i] = f"Its cell had not come to its end after {client.timeout} seconds."
