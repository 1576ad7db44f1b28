"""What a learner waits for, and what a learner costs: opening, importing, running all; memory, processor, size.

    python -m benchmarks.opening      (make bench)

Everything as a learner has it: a clone of the last commit for `make lab`, a real JupyterLab with a real browser for
the chapters.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.drag import HEART, Chapter
from benchmarks.results import bar, report
from benchmarks.scenes import NOTEBOOKS
from tools.lab import Lab, NotebookPage, chromium, free_port, jupyter_lab, wait_for

ROOT = Path(__file__).parents[1]
LONG_CHAPTER = "11_digits"  # it trains a network that reads
PACKAGES = ("jupyterlab", "ipywidgets", "matplotlib", "numpy")
IMPORTS = """
import time, numpy, matplotlib.figure, matplotlib.backends.backend_agg, matplotlib.backends.backend_svg, ipywidgets
start = time.perf_counter()
import helpers.live, helpers.practice, helpers.figures
print(time.perf_counter() - start)
"""
MEMORY = "import psutil; print(psutil.Process().memory_info().rss)"
PROCESSOR = "import psutil; print(sum(psutil.Process().cpu_times()[:2]))"


def import_seconds(rounds=7):
    """Return the seconds that importing all helpers takes after numpy, matplotlib and ipywidgets: a median."""
    runs = [
        subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, encoding="utf-8")
        for _ in range(rounds)
    ]
    return statistics.median(float(run.stdout) for run in runs)


def chapters(lab, browser):
    """Return for each notebook what its Run All costs, in a fresh kernel, and its size."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("[01][0-9]_*.ipynb")):
        notebook = NotebookPage(lab, browser, f"notebooks/{path.name}")
        start = time.perf_counter()
        faults = notebook.run_all()
        seconds = time.perf_counter() - start
        assert not faults, faults
        found[path.stem] = {
            "run_all_seconds": seconds,
            "kernel_megabytes": int(notebook.ask_kernel(MEMORY)) / 1e6,
            "saved_kilobytes": path.stat().st_size / 1000,
        }
        notebook.close()
    return found


def learner(browser, seconds=10):
    """Return what one learner costs who drags chapter 7's slider without a pause: shares of a core, memory."""
    name, picture = HEART.split("/")
    with jupyter_lab(ROOT) as lab:
        chapter = Chapter(lab, browser, name, {picture: ["ours"]})
        server = next(child for child in psutil.Process().children() if "--no-browser" in child.cmdline())
        before = float(chapter.notebook.ask_kernel(PROCESSOR)), sum(server.cpu_times()[:2])
        chapter.drag(picture, "ours", seconds, rest=0)
        after = float(chapter.notebook.ask_kernel(PROCESSOR)), sum(server.cpu_times()[:2])
        kernel, served = ((now - then) / seconds for then, now in zip(before, after, strict=True))
        chapter.close()
        megabytes = server.memory_info().rss / 1e6
    return {"kernel_of_a_core": kernel, "server_of_a_core": served, "server_megabytes": megabytes}


def lab_seconds(clone, browser):
    """Return the seconds from `make lab` in a folder to chapter 0 in the browser, ready to run."""
    port = free_port()
    arguments = f"--no-browser --port={port} --IdentityProvider.token= --expose-app-in-browser"
    start = time.perf_counter()
    log = clone / ".venv-log"
    with open(log, "w", encoding="utf-8") as file:
        made = subprocess.Popen(
            ["make", "lab", f"ARGS={arguments}"], cwd=clone, stdout=file, stderr=file, start_new_session=True
        )
    try:
        lab = Lab(f"http://localhost:{port}", log)
        wait_for(lab, made, 600)
        notebook = NotebookPage(lab, browser, "notebooks/00_start_here.ipynb")
        seconds = time.perf_counter() - start
        notebook.close()
    finally:
        if made.poll() is None:
            os.killpg(made.pid, signal.SIGTERM)
            made.wait(20)
    return seconds


def main():
    """Measure and print everything."""
    with chromium() as browser:
        with jupyter_lab(ROOT) as lab:
            found = chapters(lab, browser)
        others = {"import_seconds": import_seconds()} | learner(browser)
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "clone"
            subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
            others["make_lab_fresh_seconds"] = lab_seconds(clone, browser)
            others["make_lab_warm_seconds"] = lab_seconds(clone, browser)
    report("opening", PACKAGES, found)
    report("one learner", PACKAGES, {name: {"": value} for name, value in others.items()})
    bar("import of helpers, s", "≤", {"helpers": (others["import_seconds"], 0.1)})
    bar("memory of a kernel, MB", "≤", {name: (row["kernel_megabytes"], 180) for name, row in found.items()})
    limits = {name: 15 if name == LONG_CHAPTER else 6 for name in found}
    bar("Run All, s", "≤", {name: (row["run_all_seconds"], limits[name]) for name, row in found.items()})
    bar("a saved notebook, kB", "≤", {name: (row["saved_kilobytes"], 1000) for name, row in found.items()})


if __name__ == "__main__":
    main()
