"""The texts of predictions and exercises: one TOML file a chapter, with a table for each id.

Predictions have a letter ("3.a"), exercises a number ("3.1"). What is right in an exercise, and how an answer is
judged, stands in the Python file beside it; here are only words.
"""

import tomllib
from functools import cache
from pathlib import Path

from helpers import checks

FOLDER = Path(__file__).parent


@cache
def all_texts():
    """Return {id: its table} of all chapters, in their order."""
    found = {}
    for path in sorted(FOLDER.glob("chapter_*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def ids(needed):
    """Return the ids of all tables that have the key `needed`: "question" for predictions, "hints" for exercises."""
    return [id for id, found in all_texts().items() if needed in found]


def table(id, needed):
    """Return the table of an id that has the key `needed`. Raises ValueError for any other, naming these."""
    return all_texts()[checks.one_of("id", id, ids(needed))]
