"""Write a chapter as a PDF to print, as it was saved: `make pdf CHAPTER=7` writes 07_backpropagation.pdf.

    python -m tools.print_chapter 7

No kernel runs and nothing is fetched: each live picture is its still with its sentence, and a MathJax on this machine
sets the formulas.
"""

import contextlib
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from nbconvert import HTMLExporter

from tools.lab import BROWSERS, browser_path, chromium
from tools.write_notebooks import NOTEBOOKS

ADDRESS = "http://chapter/"  # of nothing on any network: what lies there is handed to the browser
MATHJAX = Path(find_spec("jupyter_server_mathjax").origin).with_name("static")
FONT = "window.MathJax = {'HTML-CSS': {availableFonts: [], webFont: 'STIX-Web'}}"  # the one that comes with it
TYPESET = "() => new Promise(done => MathJax.Hub.Queue(() => done(true)))"


@contextlib.contextmanager
def page_of(path, browser):
    """Open a saved notebook as nbconvert makes a page of it, in a browser without a network; yield the page."""
    exporter = HTMLExporter(
        mathjax_url=f"{ADDRESS}mathjax/MathJax.js?config=TeX-AMS-MML_HTMLorMML-full,Safe",
        require_js_url="data:text/javascript,",  # the template loads RequireJS, which only widgets would need
    )
    html, _ = exporter.from_filename(path)
    context = browser.new_context(offline=True, viewport={"width": 1100, "height": 1000})
    context.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    context.route(f"{ADDRESS}mathjax/**", lambda route: route.fulfill(path=_mathjax_file(route.request.url)))
    context.add_init_script(FONT)
    page = context.new_page()
    page.goto(ADDRESS)
    page.evaluate(TYPESET)
    yield page
    context.close()


def _mathjax_file(url):
    return MATHJAX / urlsplit(url).path.removeprefix("/mathjax/")


def pdf(path, browser):
    """Return a saved notebook as a PDF, in pages of A4."""
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    with page_of(path, browser) as page:
        return page.pdf(format="A4", scale=0.8, margin=margin, print_background=True)


def main(chapter):
    """Print a chapter, by its number, into a file of the current folder."""
    chapters = {path.stem[:2].lstrip("0") or "0": path for path in sorted(NOTEBOOKS.glob("[01][0-9]_*.ipynb"))}
    if chapter not in chapters:
        sys.exit(f"chapter must be one of {', '.join(chapters)}, but it is {chapter!r}.")
    if browser_path() is None:
        sys.exit(f"A browser prints the page, and none of these is on the PATH: {', '.join(BROWSERS)}.")
    path = chapters[chapter]
    with chromium() as browser:
        Path(f"{path.stem}.pdf").write_bytes(pdf(path, browser))
    print(f"{path.stem}.pdf")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
