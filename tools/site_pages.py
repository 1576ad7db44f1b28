"""The site's pages, which read at once: every chapter by nbconvert with our own template, and the table of them."""

import html
import re
import shutil
import string

import nbformat
from nbconvert import HTMLExporter
from pygments.formatters import HtmlFormatter

from tools import site_parts
from tools.site_server import ROOT, SITE

SOURCE = ROOT / "site"
CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def write():
    """Write every chapter as a page, and the table of them."""
    page = string.Template((SOURCE / "page.html").read_text(encoding="utf-8"))
    books = [nbformat.read(path, as_version=4) for path in CHAPTERS]
    titles = [book.cells[0].source.splitlines()[0].removeprefix("# ") for book in books]
    exporter = HTMLExporter(template_name="template", extra_template_basedirs=[str(SOURCE)])
    for i, (path, book) in enumerate(zip(CHAPTERS, books, strict=True)):
        body, _ = exporter.from_notebook_node(book)
        neighbours = {
            "before": link(i - 1, titles, "‹ ") if i else "",
            "after": link(i + 1, titles, "", " ›") if i + 1 < len(CHAPTERS) else "",
        }
        text = page.substitute(title=html.escape(titles[i]), notebook=path.name, body=linked(body), **neighbours)
        (SITE / f"{path.stem}.html").write_text(text, encoding="utf-8")
    asked = re.compile(r"\*\*The question of this chapter:\*\*\s*(.+?)\n\n", re.DOTALL)
    questions = [found[1] if (found := asked.search(book.cells[0].source)) else "" for book in books]
    listed = "\n".join(
        f"<li>{link(i, titles)}<br>{html.escape(sentence(question))}</li>" for i, question in enumerate(questions)
    )
    index = string.Template((SOURCE / "index.html").read_text(encoding="utf-8"))
    (SITE / "index.html").write_text(index.substitute(chapters=listed), encoding="utf-8")
    styles = [HtmlFormatter(style="default").get_style_defs(".highlight")]
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    styles.append(f"@media (prefers-color-scheme: dark) {{\n{dark}\n}}")
    own = (SOURCE / "style.css").read_text(encoding="utf-8")
    (SITE / "style.css").write_text("\n".join([*styles, own]), encoding="utf-8")
    shutil.copy(SOURCE / "work.js", SITE)
    mathjax = site_parts.mathjax()
    (SITE / "mathjax").mkdir()
    shutil.copy(mathjax / "tex-chtml.js", SITE / "mathjax")
    shutil.copytree(mathjax / "output" / "chtml" / "fonts" / "woff-v2", SITE / "mathjax" / "woff-v2")


def sentence(words):
    """Return a question in one line, with a capital."""
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]


def link(i, titles, before="", after=""):
    """Return a link to a chapter's page."""
    return f'<a href="{CHAPTERS[i].stem}.html">{before}{html.escape(titles[i])}{after}</a>'


def linked(body):
    """Return a chapter's body whose links lead to pages, and whose code can be scrolled by keys."""
    body = body.replace('href="../README.md', 'href="index.html#own')
    body = re.sub(r"<(pre|table)(?=[ >])", r'<\1 tabindex="0"', body)
    return re.sub(r'href="(\w+)\.ipynb', r'href="\1.html', body)
