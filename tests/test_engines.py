"""Chapter 7 in Firefox and in WebKit, which is the engine of Safari, live on the site.

With EVERY_CHAPTER set, every chapter, and in JupyterLab too.
"""

import os

import pytest

from tests.shown import EVERY_CHAPTER, ROOT, SOME, settle, site_or_skip
from tools.engines import ENGINES, OtherPage, missing
from tools.lab import jupyter_lab


@pytest.fixture(scope="module", params=["jupyterlab", "site"] if EVERY_CHAPTER else ["site"])
def lab(request):
    with site_or_skip() if request.param == "site" else jupyter_lab(ROOT) as lab:
        yield lab


@pytest.fixture(scope="module", params=ENGINES)
def page(request):
    if lacking := missing(request.param):
        if os.environ.get("BROWSER_PROMISED"):
            pytest.fail(f"{lacking} is not here, but BROWSER_PROMISED says that it is.")
        pytest.skip(f"There is no {request.param} on this machine: install it (Debian: apt-get install {lacking}).")
    with ENGINES[request.param]() as page:
        yield page


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_a_chapter_runs_and_follows_the_mouse(lab, page, path):
    notebook = OtherPage(lab, page, f"notebooks/{path.name}")
    assert not notebook.run_all()
    before = settle(notebook, rested=True)
    begin, end = page.drag(".live-picture .noUi-handle", 60)
    assert abs(end - begin - 60) < 5, "the handle follows the mouse"
    after = settle(notebook, rested=True)
    assert before[0]["values"] != after[0]["values"]
    assert not notebook.errors
    notebook.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
