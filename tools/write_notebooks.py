"""Execute notebooks from top to bottom and write them so that two runs give the same bytes: `make notebooks`.

    python tools/write_notebooks.py [notebooks/07_backpropagation.ipynb ...]

Taken out: timings, widget state, the widget-view entry of an output (its still picture and its sentence stay), and
the Python version. A cell's id is made of words, from what the cell says.
"""

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WORDS = re.compile(r"[a-z]+(-[a-z]+)*(-\d)?")
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def main(paths):
    """Execute and write each notebook."""
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        executed(notebook, path.parent)
        nbformat.write(notebook, path)
        print(f"{path.name}: {len(notebook.cells)} cells, {path.stat().st_size / 1000:.0f} kB")


def executed(notebook, folder):
    """Run a notebook's cells in place, in `folder`, and leave in it only what is the same on every run."""
    name_cells(notebook)
    notebook.metadata = nbformat.from_dict(KERNEL)
    client = NotebookClient(
        notebook,
        timeout=300,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,  # what a cell prints arrives in one piece or in several
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(KERNEL)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("trusted", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)


def name_cells(notebook):
    """Give each cell whose id is not made of words one that is, from its first words."""
    taken = set()
    for cell in notebook.cells:
        if not WORDS.fullmatch(cell.id) or cell.id in taken:
            base = "-".join(re.findall(r"[a-z]+", cell.source.lower())[:4])[:40].strip("-") or "cell"
            cell.id = next(name for name in [base, *(f"{base}-{n}" for n in range(2, 10))] if name not in taken)
        taken.add(cell.id)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")))
