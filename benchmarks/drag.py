"""How smooth is a dragged slider? Each way of drawing, dragged by mouse in a real JupyterLab, interleaved in one run.

    python -m benchmarks.drag [--rounds 5] [--seconds 3]      (make bench)

Measured on the page itself, frame by frame of the browser: which value the slider stands at, and which value the
picture shows. Written to benchmarks/results.json, from which the README quotes.
"""

import argparse
import json
import math
import platform
import statistics
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import nbformat

from benchmarks.rivals import WAYS
from tests.lab import NotebookPage, chromium, jupyter_lab
from tools.write_notebooks import KERNEL

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results.json")
PACKAGES = ("jupyterlab", "ipywidgets", "matplotlib", "numpy", "ipympl", "bqplot")
SHOWN = {  # how the page tells which value of w1 is painted now
    "floor": "out.querySelector('.shown')?.innerText",
    "ours": "out.querySelector('[data-name=w1]')?.textContent",
    "interact": "out.querySelector('pre')?.innerText.slice(6)",
    "ipympl": "out.querySelector('.jupyter-matplotlib-header')?.innerText.slice(6)",
    "bqplot": "out.querySelector('.label')?.textContent",
}
WATCH = """async shown => {
    const out = [...document.querySelectorAll('.jp-OutputArea-output')].find(o => o.querySelector('.noUi-handle'));
    const origin = out.querySelector('.noUi-origin');
    window.log = []; window.released = null; window.watching = true;
    addEventListener('pointerup', () => window.released = performance.now(), {capture: true, once: true});
    let last = '';
    const look = () => {
        const percent = 100 + parseFloat(origin.style.transform.slice(10)) / 10;
        const value = (Math.round((percent / 100 * 16 - 8) / 0.05) * 0.05).toFixed(2);
        const painted = shown(out);
        if (last !== value + painted) { last = value + painted; window.log.push([performance.now(), value, painted]); }
        if (window.watching) requestAnimationFrame(look); };
    requestAnimationFrame(look); }"""


def notebook_of(way, folder):
    """Write a notebook that shows one way, and return its path."""
    cell = nbformat.v4.new_code_cell(f"from benchmarks.rivals import WAYS\nWAYS['{way}']()")
    path = folder / f"{way}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=KERNEL), path)
    return path


def drag(lab, browser, path, way, seconds):
    """Drag one way's slider to and fro, and return its figures."""
    notebook = NotebookPage(lab, browser, path.name)
    page, received = notebook.page, []
    faults = notebook.run_all()
    assert not faults, faults
    page.wait_for_timeout(1000)
    notebook.evaluate(f"shown => ({WATCH})(out => {SHOWN[way]})")
    counter = page.context.new_cdp_session(page)
    counter.send("Network.enable")
    counter.on("Network.webSocketFrameReceived", lambda frame: received.append(len(frame["response"]["payloadData"])))
    handle = page.locator(".noUi-handle").first
    box, track = handle.bounding_box(), page.locator(".noUi-base").first.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    start = time.perf_counter()
    while (now := time.perf_counter() - start) < seconds:
        page.mouse.move(track["x"] + track["width"] * (0.5 + 0.4 * math.sin(2.2 * now)), y)
        page.wait_for_timeout(8)
    page.mouse.move(track["x"] + track["width"] * 0.7, y)
    page.mouse.up()
    page.wait_for_timeout(1500)
    log, released = notebook.evaluate("async () => { window.watching = false; return [window.log, window.released]; }")
    figures = summary(log, released, seconds, sum(received))
    notebook.close()
    return figures


def number(text):
    """Return a painted number, or None where none is painted yet."""
    try:
        return float(text.replace("−", "-"))
    except (AttributeError, ValueError):
        return None


def same(slider, painted):
    """Whether a picture, which may show three digits, shows the slider's value."""
    return painted is not None and abs(slider - painted) < 0.0051


def summary(log, released, seconds, size):
    """Return frames a second, times in milliseconds, and bytes, from what the page looked like at each frame."""
    frames, delays, input_at, slider_before, painted_before = 0, [], {}, None, None
    final, final_shown = float(log[-1][1]), None
    for moment, slider, painted in ((moment, float(value), number(text)) for moment, value, text in log):
        if slider != slider_before:
            input_at[slider], slider_before = moment, slider
        if painted is not None and painted != painted_before:
            frames += painted_before is not None
            painted_before = painted
            arrived = [at for value, at in input_at.items() if same(value, painted)]
            delays += [moment - max(arrived)] if arrived else []
        if moment >= released and final_shown is None and same(final, painted):
            final_shown = moment - released
    delays.sort()
    return {
        "frames_per_second": frames / seconds,
        "delay_median_ms": statistics.median(delays),
        "delay_p95_ms": delays[int(0.95 * (len(delays) - 1))],
        "release_to_final_ms": final_shown if final_shown is not None else None,
        "final_right": same(final, painted_before),
        "kilobytes_per_update": size / 1000 / max(frames, 1),
    }


def main():
    """Drag every way in every round, with and without TCP_NODELAY, and write the medians."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--seconds", type=float, default=3)
    ask.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    given = ask.parse_args()
    runs = {(lane, way): [] for lane in ("plain", "nodelay") for way in given.ways}
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        paths = {way: notebook_of(way, Path(name)) for way in given.ways}
        with jupyter_lab(name, nodelay=False) as plain, jupyter_lab(name) as nodelay:
            labs = {"plain": plain, "nodelay": nodelay}
            for number_of_round in range(given.rounds):
                for lane, way in runs:
                    figures = drag(labs[lane], browser, paths[way], way, given.seconds)
                    runs[lane, way].append(figures)
                    print(number_of_round + 1, lane, way, {key: round(value or 0, 1) for key, value in figures.items()})
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    results["drag"] = {"measured": measured_with(), "rounds": given.rounds, "chapter_7": medians(runs)}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")


def medians(runs):
    """Return for each lane and way the median of each figure over the rounds, and ratios taken round by round."""
    table = {}
    for (lane, way), rounds in runs.items():
        row = {
            key: statistics.median([r[key] for r in rounds if r[key] is not None] or [math.nan]) for key in rounds[0]
        }
        row["final_right"] = all(r["final_right"] for r in rounds)
        for other in ("floor", "interact"):
            pairs = zip(rounds, runs[lane, other], strict=True)
            ratios = [r["frames_per_second"] / o["frames_per_second"] for r, o in pairs]
            row[f"of_{other}"] = statistics.median(ratios)
        table.setdefault(lane, {})[way] = {key: v if isinstance(v, bool) else round(v, 3) for key, v in row.items()}
    return table


def measured_with(packages=PACKAGES):
    """Return the date and the versions that the figures hold for."""
    return {"date": time.strftime("%Y-%m-%d"), "python": platform.python_version()} | {p: version(p) for p in packages}


if __name__ == "__main__":
    main()
