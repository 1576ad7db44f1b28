"""Print a chapter's exercises with their hints and solutions, for a teacher: `make exercises CHAPTER=3`.

    python -m tools.print_exercises 3 > exercises-3.md

The tasks are taken from the notebook, hints and solutions from helpers/practice.
"""

import re
import sys

import nbformat

from helpers.practice import checking, solution, texts
from tools.write_notebooks import NOTEBOOKS

TASK = re.compile(r"(?:\*\*|#+ )(?:Exercise )?(\d+\.\d)\b.*?(?=\n#|\n\*\*(?:Exercise )?\d|\Z)", re.DOTALL)


def sheet(chapter):
    """Return a chapter's exercises as Markdown: each task, its hints, one solution."""
    ids = [id for id in texts.ids("hints") if id.startswith(f"{chapter}.")]
    if not ids:
        known = sorted({int(id.split(".")[0]) for id in texts.ids("hints")})
        sys.exit(f"chapter must be one of {', '.join(map(str, known))}, but it is {chapter}.")
    notebook = nbformat.read(next(NOTEBOOKS.glob(f"{int(chapter):02}_*.ipynb")), as_version=4)
    words = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    tasks = {found[1]: found[0].strip() for source in words for found in TASK.finditer(source)}
    parts = [words[0].splitlines()[0]]
    for id in ids:
        hints = "\n".join(f"{number}. {hint}" for number, hint in enumerate(checking.hints(id), 1))
        parts += [tasks[id], f"Hints:\n\n{hints}", f"One solution:\n\n```python\n{solution(id)}\n```"]
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # also where the console, or a file in its place, has another
    print(sheet(sys.argv[1] if len(sys.argv) > 1 else ""))
