"""The static site, served as files, with no server that computes: its pages, and the browser tests on what is live."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import test_browser
from tests.shown import NOTEBOOKS, opened_in
from tools.lab import CHROMIUM_FLAGS, NotebookPage, browser_path

CHAPTERS = [*(path.stem for path in NOTEBOOKS), "formulas", "ten_questions"]
MEGABYTE = 1e6

OUTPUTS = """async () => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === 'code').map(cell => cell.model.outputs.toJSON())"""
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(part =>
    part.getBoundingClientRect().right > innerWidth + 1 && !part.closest('pre, table, mjx-container'))
    .map(part => part.outerHTML.slice(0, 200))"""

served, page, notebook = opened_in("site")
for name in dir(test_browser):
    if name.startswith("test_") and "leave_the_server" not in name:
        globals()[name] = getattr(test_browser, name)


def said(output):
    """Return what an output says in words, as HTML where it has some."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    return "".join(data.get("text/html") or data["text/plain"]).rstrip("\n")


def test_every_text_is_the_saved_one(notebook):
    path = notebook.evaluate("async () => window.jupyterapp.shell.currentWidget.context.path")
    saved = next(one for one in NOTEBOOKS if path.endswith(one.name))
    cells = [cell for cell in json.loads(saved.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    pairs = [pair for pair in zip(notebook.evaluate(OUTPUTS), cells, strict=True) if "widget-view" not in str(pair[0])]
    assert [list(map(said, shown)) for shown, _ in pairs] == [list(map(said, cell["outputs"])) for _, cell in pairs]


# What the smaller Python must still do: read the digits, show a mistake, a docstring and code in colours, and draw
# into every file.
STILL = """
import io, IPython, matplotlib.pyplot as plt, numpy as np
from helpers import activations, data
data.digits()
get_ipython().run_cell("1 / 0")
get_ipython().run_line_magic("pinfo", "np.exp")
get_ipython().run_line_magic("pinfo2", "activations.sigmoid")
for kind in ("png", "svg", "jpg"):
    plt.figure().savefig(io.BytesIO(), format=kind)
plt.close("all")
print("done")
"""


def test_what_was_taken_out_of_python_is_not_missed(notebook):
    printed = notebook.ask_kernel(STILL)
    assert "ZeroDivisionError" in printed
    assert "done\n" in printed


def test_one_sign_says_whether_python_is_busy(notebook):
    """JupyterLite's own beside JupyterLab's would have the page laid out two more times for each frame of a drag."""
    bar = notebook.page.locator(".jp-NotebookPanel-toolbar")
    assert bar.locator(".jp-Notebook-ExecutionIndicator").count() == 1
    assert not bar.locator("[class*=KernelStatus]").count()


@pytest.mark.parametrize(
    ("chapter", "theme"),
    [*((chapter, "light") for chapter in ("index", *CHAPTERS)), ("index", "dark"), (CHAPTERS[7], "dark")],
)
def test_a_page_reads_at_once_on_a_phone_too(served, chapter, theme):
    lab, browser = served
    context = browser.new_context(viewport={"width": 400, "height": 800}, color_scheme=theme)
    page, wrong, left = context.new_page(), [], []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(lab.base) else left.append(request.url))
    page.goto(f"{lab.base}/{chapter}.html")
    if chapter != "index":
        page.evaluate("async () => MathJax.startup.promise")
    assert not page.locator("mjx-merror").count()
    assert not page.evaluate(TOO_WIDE)
    for link in page.locator("nav a, main a:not([href^='http'], [href^='#'])").all():
        assert page.request.get(link.evaluate("link => link.href")).ok, link.get_attribute("href")
    found = Axe().run(page).response["violations"]
    assert not [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]
    assert not wrong + left
    context.close()


def test_a_visit_sends_no_more_than_it_must(served, tmp_path):
    lab, browser = served
    kind, sent = browser.browser_type, [lab.server.sent]  # on disk, for in memory no browser keeps 10 MB
    context = kind.launch_persistent_context(tmp_path, executable_path=browser_path(), args=CHROMIUM_FLAGS)
    for _ in range(2):
        page = NotebookPage(lab, browser, "notebooks/07_backpropagation.ipynb", context=context)
        page.run_all()
        page.close()
        sent.append(lab.server.sent)
    context.close()
    first, second = sent[1] - sent[0], sent[2] - sent[1]
    assert first <= 40 * MEGABYTE
    assert second < 2 * MEGABYTE


def test_cells_that_are_run_too_early_wait_for_python(served):
    lab, browser = served
    page = browser.new_page()
    page.goto(f"{lab.base}/07_backpropagation.html")
    page.get_by_role("link", name="Make it live").click()
    page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
    page.wait_for_timeout(300)  # then JupyterLab has the cells, and not yet a kernel
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    page.wait_for_selector(".live-picture svg")
    assert not page.locator(".jp-Dialog").count()
    page.close()


def test_what_a_learner_wrote_is_kept_saved_and_put_aside(served, tmp_path):
    lab, browser = served
    context = browser.new_context()
    live, chapter, mine = "notebooks/01_neuron.ipynb", f"{lab.base}/01_neuron.html", "my own words"
    first = "async () => window.jupyterapp.shell.currentWidget.model.cells.get(0).sharedModel.getSource()"

    reader = context.new_page()
    reader.goto(chapter)
    assert not reader.locator("#kept").is_visible()

    page = NotebookPage(lab, browser, live, context=context)
    published = page.evaluate(first)
    page.evaluate(
        """async words => { const shown = window.jupyterapp.shell.currentWidget;
        shown.model.cells.get(0).sharedModel.setSource(words); }""",
        mine,
    )
    page.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.model.dirty", timeout=30_000)
    page.open(live)
    assert page.evaluate(first) == mine, "what was written is kept"
    page.close()

    reader.reload()
    with reader.expect_download() as saved:
        reader.get_by_role("button", name="Download it").click()
    saved.value.save_as(tmp_path / "saved.ipynb")
    assert json.loads((tmp_path / "saved.ipynb").read_text(encoding="utf-8"))["cells"][0]["source"] == mine
    reader.get_by_role("button", name="Start over").click()
    reader.get_by_text("as published again").wait_for()

    page = NotebookPage(lab, browser, live, context=context)
    assert page.evaluate(first) == published
    aside = "notebooks/01_neuron (mine 1).ipynb"
    kept = """async path => { const contents = window.jupyterapp.serviceManager.contents;
        return (await contents.get(path, {content: true})).content.cells[0].source; }"""
    assert page.evaluate(kept, aside) == mine
    context.close()
