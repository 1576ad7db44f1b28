"""Build the static site: every chapter as a page that reads at once, and live in the browser alone: `make site`.

build/site/index.html and the chapters are site_pages.py's; build/site/live is JupyterLite with the notebooks, and with
the Python of site_python.py. Everything is served by the site itself: `make site ARGS=--serve` shows it.
"""

import io
import json
import shutil
import subprocess
import sys
import time

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from helpers import activations
from helpers.look import FORWARD
from tools import site_pages, site_parts, site_python
from tools.site_pages import CHAPTERS
from tools.site_server import MADE_OF, ROOT, SITE, digest, show

WORK = ROOT / "build" / "site-work"
FIRST = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "backprop-by-hand")


def build():
    """Build the site from parts that are there."""
    shutil.rmtree(SITE, ignore_errors=True)
    SITE.mkdir(parents=True)
    site_pages.write()
    live()
    MADE_OF.write_text(digest(), encoding="ascii")


def live():
    """Let JupyterLite build its part of the site: the notebooks, Pyodide, helpers and all it needs."""
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "contents" / "notebooks").mkdir(parents=True)
    for path in CHAPTERS:
        (WORK / "contents" / "notebooks" / path.name).write_text(for_lite(path), encoding="utf-8")
    shutil.copy(ROOT / "README.md", WORK / "contents")  # which chapter 0 leads to
    site_python.fill(WORK / "static" / "pyodide")
    plugin = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": FIRST}}
    write("overrides.json", {
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},  # seconds: a browser is soon closed
    })  # fmt: skip
    write("jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": {
        "appName": "Backpropagation, by hand", "exposeAppInBrowser": True,
        # a second sign of a busy kernel, beside JupyterLab's, which has the page laid out twice more for each frame
        "disabledExtensions": ["@jupyterlite/apputils-extension:kernel-status"],
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": plugin},
    }})  # fmt: skip
    write("jupyter_lite_config.json", {"LiteBuildConfig": {
        "contents": ["contents"], "output_dir": str(SITE / "live"), "apps": ["lab"], "no_sourcemaps": True,
        "cache_dir": ".cache",
    }})  # fmt: skip
    with open(WORK / "build.log", "w", encoding="utf-8") as log:
        done = subprocess.run([site_python.LITE / "bin" / "jupyter", "lite", "build"], cwd=WORK, stdout=log, stderr=log)
    if done.returncode:
        sys.exit((WORK / "build.log").read_text(encoding="utf-8")[-2000:])
    lab = SITE / "live" / "lab"
    icon(lab / "favicon.ico")
    text = (lab / "index.html").read_text(encoding="utf-8")
    shutil.copy(ROOT / "site" / "patience.js", lab)
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


if __name__ == "__main__":
    try:
        site_parts.fetch()
    except (ValueError, subprocess.CalledProcessError) as fault:  # what pip refuses it has said itself
        sys.exit(f"The site is not built: {fault}")
    begin = time.monotonic()
    build()
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    print(f"{SITE.relative_to(ROOT)}: {size / 1e6:.0f} MB, built in {time.monotonic() - begin:.0f} s")
    if "--serve" in sys.argv:
        show()
