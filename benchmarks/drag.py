"""How smooth is a dragged slider? Every live picture, dragged by mouse in a real JupyterLab, and other ways to draw it.

    python -m benchmarks.drag [--rounds 3] [--seconds 2] [--pictures 07_backpropagation/live]      (make bench)

All ways of drawing one picture stand in one notebook and are dragged in turn, round after round; with TCP_NODELAY and
without. Measured on the page itself, frame by frame of the browser: which value the slider stands at, and which value
the picture shows.
"""

import argparse
import base64
import math
import statistics
import tempfile
import time
from pathlib import Path

import nbformat

from benchmarks.results import bar, report
from benchmarks.rivals import SHOWN, WAYS
from benchmarks.scenes import names
from tools.lab import NotebookPage, chromium, jupyter_lab
from tools.write_notebooks import KERNEL

PACKAGES = ("jupyterlab", "ipywidgets", "matplotlib", "numpy", "ipympl", "bqplot")
SHARES = {"nodelay": 0.85, "plain": 0.9}  # of the floor's frames: the floor is higher with TCP_NODELAY
OF_EVERY_PICTURE, OF_THE_HEART = ("floor", "ours", "interact"), "07_backpropagation/live"
OUTPUT = ".jp-OutputArea-output:has(.noUi-handle)"
SCENE = "from benchmarks.scenes import Scene\nfrom benchmarks.rivals import WAYS\nscene = Scene({name!r})"
SLIDER = "import json; _, slider = scene.slider(); print(json.dumps([slider.min, slider.max, slider.step]))"

# What the output shows at each frame of the browser, whenever that changes: time, the slider's value, the painted one.
WATCH = """async ([way, [min, max, step]]) => {{
    const out = document.querySelectorAll('{output}')[way], origin = out.querySelector('.noUi-origin');
    out.scrollIntoView();
    window.log = []; window.released = null; window.watching = true;
    addEventListener('pointerup', () => window.released = performance.now(), {{capture: true, once: true}});
    const shown = {shown};
    let last = '';
    const look = () => {{
        const share = 1 + parseFloat(origin.style.transform.slice(10)) / 1000;
        const value = min + Math.round(share * (max - min) / step) * step, painted = shown(out);
        if (last !== value + painted) {{
            last = value + painted; window.log.push([performance.now(), value, painted]); }}
        if (window.watching) requestAnimationFrame(look); }};
    requestAnimationFrame(look); }}"""


def notebook_of(name, folder):
    """Write a notebook that shows a picture in every way that there is for it; return its file and the ways."""
    ways = list(WAYS) if name == OF_THE_HEART else OF_EVERY_PICTURE
    code = [SCENE.format(name=name), *(f"WAYS[{way!r}](scene)" for way in ways)]
    cells = [nbformat.v4.new_code_cell(line) for line in code]
    path = Path(folder) / f"{name.replace('/', '_')}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), path)
    return path.name, ways


class Watched:
    """A notebook that shows a picture in several ways, each of which can be dragged and is watched meanwhile."""

    def __init__(self, lab, browser, path, ways):
        self.notebook, self.ways = NotebookPage(lab, browser, path), ways
        self.page, self.received = self.notebook.page, []
        faults = self.notebook.run_all()
        assert not faults, faults
        self.page.wait_for_timeout(1000)
        self.limits = [float(limit) for limit in self.notebook.ask_kernel(SLIDER).strip(" []\n").split(",")]
        counter = self.page.context.new_cdp_session(self.page)
        counter.send("Network.enable")
        counter.on("Network.webSocketFrameReceived", lambda frame: self.received.append(frame["response"]))

    def drag(self, way, seconds, rest=1):
        """Drag one way's slider to and fro, and return its figures."""
        place = self.ways.index(way)
        self.notebook.evaluate(WATCH.format(output=OUTPUT, shown=f"out => {SHOWN[way]}"), [place, self.limits])
        output = self.page.locator(OUTPUT).nth(place)
        box, track = (output.locator(part).first.bounding_box() for part in (".noUi-handle", ".noUi-base"))
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] / 2, y)
        self.page.mouse.down()
        self.received.clear()
        start = time.perf_counter()
        while (now := time.perf_counter() - start) < seconds:
            self.page.mouse.move(track["x"] + track["width"] * (0.5 + 0.4 * math.sin(2.2 * now)), y)
            self.page.wait_for_timeout(8)
        self.page.mouse.move(track["x"] + track["width"] * 0.7, y)
        self.page.mouse.up()
        self.page.wait_for_timeout(1000 * rest)
        log, released = self.notebook.evaluate(
            "async () => { window.watching = false; return [window.log, window.released]; }"
        )
        size = sum(map(received_bytes, self.received))
        return summary(log, released, seconds, size, self.limits[2])


def received_bytes(frame):
    """Return the length of a WebSocket's frame; the browser's tools give one that is no text in base64."""
    data = frame["payloadData"]
    return len(data.encode()) if frame["opcode"] == 1 else len(base64.b64decode(data))


def number(text):
    """Return a painted number, or None where none is painted yet."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def summary(log, released, seconds, size, step):
    """Return frames a second, times in milliseconds, and bytes, from what the page looked like at each frame."""
    frames, delays, input_at, slider_before, painted_before = 0, [], {}, None, None
    final, final_shown, after_release = log[-1][1], None, 0

    def same(slider, painted):
        return painted is not None and abs(slider - painted) < 0.51 * step

    for moment, slider, painted in ((moment, value, number(text)) for moment, value, text in log):
        if slider != slider_before:
            input_at[slider], slider_before = moment, slider
        if painted is not None and painted != painted_before:
            frames += painted_before is not None
            after_release += moment > released
            painted_before = painted
            arrived = [at for value, at in input_at.items() if same(value, painted)]
            delays += [moment - max(arrived)] if arrived else []
        if moment >= released and final_shown is None and same(final, painted):
            final_shown = moment - released
    delays.sort()
    return {
        "frames_per_second": frames / seconds,
        "delay_median_ms": statistics.median(delays) if delays else None,
        "delay_p95_ms": delays[int(0.95 * (len(delays) - 1))] if delays else None,
        "release_to_final_ms": final_shown,
        "paints_after_release": after_release,
        "final_right": same(final, painted_before),
        "kilobytes_per_update": size / 1000 / max(frames, 1),
    }


def medians(rounds):
    """Return for each way the median of each figure over the rounds, and the ratios, which are taken round by round."""
    table = {}
    for way in rounds[0]:
        runs = [each[way] for each in rounds]
        row = {"final_right": all(run.pop("final_right") for run in runs)}
        for other in {"floor", "interact"} & set(rounds[0]):
            ratios = [each[way]["frames_per_second"] / each[other]["frames_per_second"] for each in rounds]
            row[f"of_{other}"] = statistics.median(ratios)
        for key in runs[0]:
            seen = [run[key] for run in runs if run[key] is not None]
            row[key] = statistics.median(seen) if seen else None
        table[way] = row
    return table


def bars(found):
    """Say which pictures keep to what they must reach, of {picture: {lane: {way: figures}}}.

    6 times `interact`'s frames is asked only where the floor has enough more: a small picture is soon made anew.
    """
    for lane, share in SHARES.items():
        ways = {name: lanes[lane] for name, lanes in found.items()}
        bar(
            f"share of the floor's frames, {lane}",
            "≥",
            {n: (way["ours"]["of_floor"], share) for n, way in ways.items()},
        )
        far = {name: way["ours"] for name, way in ways.items() if share * way["floor"]["of_interact"] >= 6}
        bar(f"times the frames of interact, {lane}", "≥", {n: (row["of_interact"], 6) for n, row in far.items()})
        right = {name: (way["ours"]["final_right"], 1) for name, way in ways.items()}
        bar(f"the final picture is right, {lane}", "≥", right)
        sizes = {
            n: (way["ours"]["kilobytes_per_update"], 60 if way["ours"]["raster"] else 20) for n, way in ways.items()
        }
        bar(f"all that the line carries for an update, kB, {lane}", "≤", sizes)


def dragged(name, labs, browser, folder, given):
    """Drag every way of a picture in every lane, and return the medians: {lane: {way: figures}}."""
    path, ways = notebook_of(name, folder)
    found = {}
    for lane, lab in labs.items():
        watched = Watched(lab, browser, path, ways)
        found[lane] = medians([{way: watched.drag(way, given.seconds) for way in ways} for _ in range(given.rounds)])
        found[lane]["ours"]["raster"] = (
            watched.page.locator(OUTPUT).nth(ways.index("ours")).locator("image").count() > 0
        )
        watched.notebook.close()
        for way, row in found[lane].items():
            print(f"{name} {lane} {way}", {key: round(value or 0, 2) for key, value in row.items()}, flush=True)
    return found


def main():
    """Drag every way of every picture, and print the medians."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--seconds", type=float, default=2)
    ask.add_argument("--pictures", nargs="+", choices=names(), default=names())
    given = ask.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        jupyter_lab(folder) as nodelay,
        jupyter_lab(folder, nodelay=False) as plain,
    ):
        labs = {"nodelay": nodelay, "plain": plain}
        found = {name: dragged(name, labs, browser, folder, given) for name in given.pictures}
    rows = {f"{name}, {lane}": row["ours"] for name, lanes in found.items() for lane, row in lanes.items()}
    report("drag", PACKAGES, rows)
    bars(found)


if __name__ == "__main__":
    main()
