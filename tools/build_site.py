"""Build the static site: every chapter as a page that reads at once, and live in the browser alone: `make site`.

build/site/index.html and the chapters are nbconvert's, with our own template; build/site/live is JupyterLite with
Pyodide, the notebooks and helpers. Everything is served by the site itself: `make site ARGS=--serve` shows it.
"""

import hashlib
import html
import io
import json
import re
import shutil
import string
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import playwright
from nbconvert import HTMLExporter
from PIL import Image
from pygments.formatters import HtmlFormatter

from helpers import activations
from helpers.look import FORWARD
from tools import site_parts
from tools.site_server import MADE_OF, ROOT, SITE, digest, show

PARTS, WORK = ROOT / "build" / "site-parts", ROOT / "build" / "site-work"
LITE = ROOT / "build" / "site-env"  # of its own: all its extensions end up in the site
SOURCE = ROOT / "site"
CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIRST = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "backprop-by-hand")


def build():
    """Build the site from parts that are there."""
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.mkdir(parents=True)
    pages()
    live()
    MADE_OF.write_text(digest(), encoding="ascii")


# --- the pages ---


def pages():
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
        f"<li>{link(i, titles)}<br>{html.escape(' '.join(question.split()).capitalize())}</li>"
        for i, question in enumerate(questions)
    )
    index = string.Template((SOURCE / "index.html").read_text(encoding="utf-8"))
    (SITE / "index.html").write_text(index.substitute(chapters=listed), encoding="utf-8")
    styles = [HtmlFormatter(style="default").get_style_defs(".highlight")]
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    styles.append(f"@media (prefers-color-scheme: dark) {{\n{dark}\n}}")
    own = (SOURCE / "style.css").read_text(encoding="utf-8")
    (SITE / "style.css").write_text("\n".join([*styles, own]), encoding="utf-8")
    shutil.copy(SOURCE / "work.js", SITE)
    mathjax = site_parts.mathjax(PARTS)
    (SITE / "mathjax").mkdir()
    shutil.copy(mathjax / "tex-chtml.js", SITE / "mathjax")
    shutil.copytree(mathjax / "output" / "chtml" / "fonts" / "woff-v2", SITE / "mathjax" / "woff-v2")


def link(i, titles, before="", after=""):
    """Return a link to a chapter's page."""
    return f'<a href="{CHAPTERS[i].stem}.html">{before}{html.escape(titles[i])}{after}</a>'


def linked(body):
    """Return a chapter's body whose links lead to pages, and whose code can be scrolled by keys."""
    body = body.replace('href="../README.md', 'href="index.html#own')
    body = re.sub(r"<(pre|table)(?=[ >])", r'<\1 tabindex="0"', body)
    return re.sub(r'href="(\w+)\.ipynb', r'href="\1.html', body)


# --- live, in the browser alone ---


def live():
    """Let JupyterLite build its part of the site: the notebooks, Pyodide, helpers and all it needs."""
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "contents" / "notebooks").mkdir(parents=True)
    for path in CHAPTERS:
        (WORK / "contents" / "notebooks" / path.name).write_text(for_lite(path), encoding="utf-8")
    shutil.copy(ROOT / "README.md", WORK / "contents")  # which chapter 0 leads to
    packages(WORK / "static" / "pyodide")
    plugin = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": FIRST}}
    write("overrides.json", {
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},  # seconds: a browser is soon closed
    })  # fmt: skip
    write("jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": {
        "appName": "Backpropagation, by hand", "exposeAppInBrowser": True,
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": plugin},
    }})  # fmt: skip
    write("jupyter_lite_config.json", {"LiteBuildConfig": {
        "contents": ["contents"], "output_dir": str(SITE / "live"), "apps": ["lab"], "no_sourcemaps": True,
        "cache_dir": ".cache",
    }})  # fmt: skip
    with open(WORK / "build.log", "w", encoding="utf-8") as log:
        done = subprocess.run([LITE / "bin" / "jupyter", "lite", "build"], cwd=WORK, stdout=log, stderr=log)
    if done.returncode:
        sys.exit((WORK / "build.log").read_text(encoding="utf-8")[-2000:])
    lab = SITE / "live" / "lab"
    icon(lab / "favicon.ico")
    text = (lab / "index.html").read_text(encoding="utf-8")
    shutil.copy(SOURCE / "patience.js", lab)
    ours = '<link rel="icon" href="favicon.ico"><script defer src="patience.js"></script>'
    named = text.replace("<head>", f"<head>{ours}", 1)
    (lab / "index.html").write_text(named, encoding="utf-8")


def icon(path):
    """Draw the site's icon, a sigmoid; JupyterLab's own has 319 kB."""
    figure = plt.figure(figsize=(0.32, 0.32), dpi=100)
    z = np.linspace(-6, 6, 50)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-6, 6), ylim=(-0.15, 1.15))
    axes.plot(z, activations.sigmoid(z), color=FORWARD, linewidth=2.5)
    axes.set_axis_off()
    drawn = io.BytesIO()
    figure.savefig(drawn, transparent=True)
    Image.open(drawn).save(path)


def write(name, value):
    """Write one of JupyterLite's files."""
    (WORK / name).write_text(json.dumps(value, indent=1), encoding="utf-8")


def for_lite(path):
    """Return a notebook's text as JupyterLite wants it: its kernel's name, and each text in one piece."""
    book = json.loads(path.read_text(encoding="utf-8"))
    book["metadata"]["kernelspec"] = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
    for cell in book["cells"]:
        for part in (cell, *cell.get("outputs", []), *(output.get("data", {}) for output in cell.get("outputs", []))):
            for key, value in part.items():
                if isinstance(value, list) and value and all(isinstance(line, str) for line in value) and key != "tags":
                    part[key] = "".join(value)
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"


def packages(folder):
    """Fill a folder with Pyodide and every wheel, compiled, and with a lock that names just these."""
    runtime, raw = site_parts.runtime(PARTS), WORK / "raw"
    folder.mkdir(parents=True)
    raw.mkdir()
    for name in site_parts.RUNTIME:
        shutil.copy(runtime / name, raw if name.endswith(".zip") else folder)
    for wheel in [*(PARTS / "wheels").glob("*.whl"), *kernel_wheels(), own_wheel()]:
        shutil.copy(wheel, raw)
    with zipfile.ZipFile(raw / "jedi-0-py3-none-any.whl", "w") as nothing:  # the kernel asks for it; IPython completes
        nothing.writestr("jedi-0.dist-info/METADATA", "Name: jedi\nVersion: 0\n")  # from living objects without it
    node = Path(playwright.__file__).parent / "driver" / "node"
    subprocess.run([node, SOURCE / "compile.mjs", runtime, raw, folder], check=True, stdout=subprocess.DEVNULL)
    asked_last(folder / "pyodide.mjs")
    lock = json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8"))
    known, kept = {normal(name): one for name, one in lock["packages"].items()}, {}
    for wheel in folder.glob("*.whl"):
        entry = entry_of(wheel)
        if entry["name"] in known:  # what else it needs, and what it can be imported as, Pyodide knows
            entry |= {
                "depends": known[entry["name"]]["depends"] + entry["depends"],
                "imports": known[entry["name"]]["imports"],
            }
        kept[entry["name"]] = entry
    for entry in kept.values():
        entry["depends"] = [name for name in map(normal, entry["depends"]) if name in kept]
    lock["packages"] = kept
    (folder / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")


def asked_last(pyodide):
    """Let Python look for a module last beside the notebook: to ask there for each of its own takes a request."""
    text = pyodide.read_text(encoding="utf-8")
    first = 'sys.path.insert(0,"")'
    assert text.count(first) == 1, "Pyodide puts the notebook's folder elsewhere now"
    pyodide.write_text(text.replace(first, 'sys.path.append("")'), encoding="utf-8")


def kernel_wheels():
    """Return the wheels that JupyterLite's kernel brings, but for one of an older ipywidgets."""
    brought = LITE / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
    return [wheel for wheel in brought.glob("*.whl") if "-3.6.999-" not in wheel.name]


def own_wheel():
    """Return the wheel of helpers, made from this folder."""
    folder = WORK / "own"
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    subprocess.run(pip, check=True)
    return next(folder.glob("*.whl"))


DEPENDS = {
    "backprop-by-hand": ["ipywidgets", "matplotlib", "numpy"],
    "ipywidgets": ["comm", "ipython", "traitlets", "widgetsnbextension"],
    "pyodide-kernel": ["ipython", "comm", "traitlets"],
    "comm": ["traitlets"],
    "ipython": ["ipython-pygments-lexers"],
}


def normal(name):
    """Return a package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entry_of(wheel):
    """Return a wheel's entry for Pyodide's lock."""
    name, version = wheel.name.split("-")[:2]
    name = normal(name)
    with zipfile.ZipFile(wheel) as files:
        tops = {file.split("/")[0].split(".")[0] for file in files.namelist() if file.endswith((".py", ".pyc", ".so"))}
    return {
        "name": name, "version": version, "file_name": wheel.name, "install_dir": "site", "package_type": "package",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(), "unvendored_tests": False,
        "imports": sorted(top for top in tops if not re.search(r"\.(data|dist-info)$", top)),
        "depends": DEPENDS.get(name, []),
    }  # fmt: skip


if __name__ == "__main__":
    site_parts.fetch(PARTS)
    begin = time.monotonic()
    build()
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"{SITE.relative_to(ROOT)}: {size / 1e6:.0f} MB, built in {time.monotonic() - begin:.0f} s")
    if "--serve" in sys.argv:
        show()
