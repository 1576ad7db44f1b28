"""What a benchmark does with its figures: print them as a table, say whether a bar is kept, write them to results.json.

The file is this machine's own, and git leaves it alone; the figures in the documents were pasted from the tables.
"""

import json
import platform
import time
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results.json")


def report(name, packages, rows):
    """Print {row: {column: figure}} as Markdown, with the date and the versions that it holds for, and keep it."""
    versions = {"python": platform.python_version()} | {package: version(package) for package in packages}
    measured = {"date": time.strftime("%Y-%m-%d")} | versions
    print("\nMeasured on", measured["date"], "with", ", ".join(map(" ".join, versions.items())), end="\n\n")
    columns = list(dict.fromkeys(column for figures in rows.values() for column in figures))
    print(_line(name, *columns), "|---" * (1 + len(columns)) + "|", sep="\n")
    for row, figures in rows.items():
        print(_line(row, *("" if figures.get(name) is None else f"{figures[name]:.4g}" for name in columns)))
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    RESULTS.write_text(
        json.dumps(kept | {name: {"measured": measured, "rows": rows}}, indent=1) + "\n", encoding="utf-8"
    )


def _line(*cells):
    return f"| {' | '.join(map(str, cells))} |"


def bar(what, sign, found):
    """Print how many keep to a bar, and who misses it, of {name: (figure, limit)}; sign: "≥" or "≤"."""
    missed = {n: pair for n, pair in found.items() if not (pair[0] >= pair[1] if sign == "≥" else pair[0] <= pair[1])}
    print(f"{what}: {len(found) - len(missed)} of {len(found)}")
    for name, (figure, limit) in missed.items():
        print(f"    {name}: {figure:.3g}, not {sign} {limit:g}")
