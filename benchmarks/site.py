"""How long a reader waits on the static site, beside JupyterLab: `python -m benchmarks.site` (make bench).

Cold: each time a browser that has been nowhere yet. The files come from this machine, so it is the computing that is
measured; what a network adds is the megabytes that are printed too. It needs build/site (make site).
"""

import statistics
import time

from benchmarks.results import bar, report
from benchmarks.scenes import NOTEBOOKS
from tools.engines import ENGINES, OtherPage, missing
from tools.lab import NotebookPage, chromium, jupyter_lab, site

ROUNDS = 3
CHAPTER = "notebooks/07_backpropagation.ipynb"
PACKAGES = ("jupyterlab", "ipywidgets", "matplotlib", "numpy")
# Run every cell, and wait for the first live picture alone.
PICTURE = """async () => { window.jupyterapp.commands.execute('notebook:run-all-cells');
    while (!document.querySelector('.live-picture svg')) await new Promise(resolve => setTimeout(resolve, 20)); }"""


def seconds_to_picture(open_notebook):
    """Return the seconds until a chapter is open and ready to run, and until its first live picture is there."""
    start = time.perf_counter()
    notebook = open_notebook()
    ready = time.perf_counter()
    notebook.evaluate(PICTURE)
    picture = time.perf_counter()
    notebook.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    return ready - start, picture - start


def page_seconds(lab, context):
    """Return the seconds until a chapter's page has loaded, and until its formulas are set."""
    page = context.new_page()
    start = time.perf_counter()
    page.goto(f"{lab.base}/07_backpropagation.html", wait_until="domcontentloaded")
    readable = time.perf_counter()
    page.evaluate("async () => { while (!window.MathJax?.startup?.promise) await 0; await MathJax.startup.promise; }")
    page.close()
    return readable - start, time.perf_counter() - start


def in_chromium(lab, browser):
    """Return what one reader waits for in a Chromium of his own."""
    context = browser.new_context()
    found = {}
    if lab.front == "site":
        found["page"], found["formulas"] = page_seconds(lab, context)
        lab.server.sent = 0
    ready, picture = seconds_to_picture(lambda: NotebookPage(lab, browser, CHAPTER, context=context))
    if lab.front == "site":
        found["megabytes"] = lab.server.sent / 1e6
    context.close()
    return found | {"ready": ready, "picture": picture}


def in_engine(lab, engine):
    """Return what one reader waits for in a Firefox or a WebKit of his own."""
    with ENGINES[engine]() as page:
        ready, picture = seconds_to_picture(lambda: OtherPage(lab, page, CHAPTER))
    return {"ready": ready, "picture": picture}


def main():
    """Measure in turn and print everything."""
    found = {}
    with site() as static, jupyter_lab(NOTEBOOKS.parent) as lab:
        for _ in range(ROUNDS):
            for name, served in (("site", static), ("JupyterLab", lab)):
                with chromium() as browser:
                    found.setdefault(f"{name}, chromium", []).append(in_chromium(served, browser))
                for engine in ENGINES:
                    if not missing(engine):
                        found.setdefault(f"{name}, {engine}", []).append(in_engine(served, engine))
    columns = ("page", "formulas", "ready", "picture", "megabytes")
    medians = {
        name: {key: statistics.median(one[key] for one in rounds) if key in rounds[0] else None for key in columns}
        for name, rounds in found.items()
    }
    report("site", PACKAGES, medians)
    reader = medians["site, chromium"]
    bar("cold to the first live picture of chapter 7, s", "≤", {"site": (reader["picture"], 9)})
    bar("its page can be read, s", "≤", {"site": (reader["page"], 1)})
    bar("a first visit, MB", "≤", {"site": (reader["megabytes"], 40)})


if __name__ == "__main__":
    main()
