"""How smooth is a dragged slider? Every live picture in its own chapter, the floor and `interact` beside it.

    python -m benchmarks.drag [--rounds 3] [--seconds 1.2] [--pictures 07_backpropagation/live]      (make bench)

The pointer is moved inside the page, once for each frame of the display, as a hand's is: a mouse that is moved from
outside comes half as often and hides what a frame costs. Picture, floor and `interact` are dragged in turn, round
after round; in JupyterLab with TCP_NODELAY, without, and with the processor slowed fourfold; on the static site, which
`make site` builds. It is seen on the page itself, at each frame of the browser, which value the slider has and which
the picture shows. What a frame costs the page's main thread says the browser: in all while nothing else looks on, and
by parts from a trace, which costs something itself.
"""

import argparse
import base64
import json
import statistics
from collections import Counter
from pathlib import Path

from benchmarks import rivals
from benchmarks.results import bar, report
from benchmarks.scenes import names, pictures
from tools.lab import NotebookPage, chromium, jupyter_lab, site

ROOT = Path(__file__).parents[1]
PACKAGES = ("jupyterlab", "ipywidgets", "matplotlib", "numpy", "ipympl", "bqplot")
HEART = "07_backpropagation/live"
LANES = ("nodelay", "plain", "site", "slowed")
SLOWED = 4  # times, as a learner's laptop is
OF_EVERY_PICTURE = {"nodelay": ("interact",)}  # beside the floor and ours
OF_THE_HEART = {lane: ("interact", "ipympl", "bqplot") for lane in ("nodelay", "plain")} | {"site": ("interact",)}
SHARES = {lane: (0.95, 0.85) for lane in LANES} | {"slowed": (0.85, 0.75)}  # of the floor's frames; with a raster

# Ours is the only one that stands in the chapter's own cell.
OUTPUT = "const out = window.jupyterapp.shell.currentWidget.content.widgets.find(cell => cell.model.id === id).node"
OUTPUT += ".querySelector('.jp-OutputArea-output:has(.noUi-handle)');"
# Drag to and fro at a steady pace, one move for each frame of the display, and log what the output shows whenever that
# changes: time, the slider's value, the painted one.
DRAG = f"""async ([id, shown, [low, high, step], seconds]) => {{ {OUTPUT}
    const [handle, track, origin] = ['handle', 'base', 'origin'].map(part => out.querySelector('.noUi-' + part));
    const painted = new Function('out', 'return ' + shown), box = track.getBoundingClientRect();
    const drag = window.drag = {{log: [], moves: 0, released: null, watching: true}}, start = performance.now();
    const send = (what, share, target) => [['pointer', PointerEvent], ['mouse', MouseEvent]].forEach(([name, Kind]) =>
        target.dispatchEvent(new Kind(name + what, {{bubbles: true, cancelable: true, composed: true, view: window,
            clientX: box.x + share * box.width, clientY: box.y + box.height / 2, buttons: what === 'up' ? 0 : 1,
            pointerId: 1, pointerType: 'mouse', isPrimary: true}})));
    drag.right = () => {{ const [, value, shown] = drag.log.at(-1); return Math.abs(value - shown) < 0.51 * step; }};
    let last = '';
    const share = () => 1 + parseFloat(origin.style.transform.slice(10)) / 1000;
    const look = () => {{
        const seen = [low + Math.round(share() * (high - low) / step) * step, painted(out)];
        if (last !== String(seen)) {{ last = String(seen); drag.log.push([performance.now(), ...seen]); }}
        if (drag.watching) requestAnimationFrame(look); }};
    const move = () => {{
        const way = (performance.now() - start) / 1000 / seconds;
        if (way < 1) {{
            send('move', 0.1 + 0.8 * Math.abs((2 * way + 0.5) % 2 - 1), document.body);
            drag.moves++; requestAnimationFrame(move);
        }} else {{ send('up', 0.5, document.body); drag.released = performance.now(); }} }};
    send('down', share(), handle); requestAnimationFrame(look); requestAnimationFrame(move);
    while (drag.released === null) await new Promise(resolve => setTimeout(resolve, 20)); }}"""
# When the right picture is there, or is not after two seconds, and nothing more has come for a while.
STOP = """async rest => { const drag = window.drag, pause = s => new Promise(then => setTimeout(then, 1000 * s));
    for (let i = 0; i < 40 && !drag.right(); i++) await pause(0.05);
    await pause(rest); drag.watching = false;
    return {log: drag.log, moves: drag.moves, released: drag.released}; }"""
SCROLL = f"async id => {{ {OUTPUT} out.scrollIntoView(); }}"
RASTER = f"async id => {{ {OUTPUT} return out.querySelector('image') !== null; }}"
ADD = """([id, source]) => { const notebook = window.jupyterapp.shell.currentWidget.content.model.sharedModel;
    notebook.insertCell(notebook.cells.length, {id, source, cell_type: 'code', metadata: {}, outputs: []}); }"""
RIVALS = """import types
from helpers import live
rivals, stages = types.ModuleType('rivals'), live.stages()
exec({!r}, vars(rivals))"""
LIMITS = "print(rivals.first_number(stages[{}])[1])"

KINDS = {  # of work, by what the browser's trace calls it; what else is in one of these belongs to it
    **dict.fromkeys(("FunctionCall", "EventDispatch", "FireAnimationFrame", "TimerFire", "RunMicrotasks"), "script"),
    **dict.fromkeys(("FireIdleCallback", "EvaluateScript", "MinorGC", "MajorGC"), "script"),
    "ParseHTML": "parsing",
    "UpdateLayoutTree": "style",
    "Layout": "layout",
    **dict.fromkeys(("PrePaint", "Paint", "PaintImage", "Layerize", "UpdateLayer", "Commit"), "paint"),
}


class Chapter:
    """A chapter, open and run, with other ways of drawing its pictures at its end; each can be dragged and is watched.

    ways: {id of a picture's cell: names of WAYS}.
    """

    def __init__(self, lab, browser, name, ways):
        self.browser, self.received = browser, []
        self.context = browser.new_context(viewport={"width": 1250, "height": 1000})
        self.notebook = NotebookPage(lab, browser, f"notebooks/{name}.ipynb", context=self.context)
        self._add("rivals", RIVALS.format(Path(rivals.__file__).read_text(encoding="utf-8")))
        made = pictures(name)
        for place, (picture, code) in enumerate(made.items()):
            for way in ways.get(picture, ()):
                self._add(f"{way}-{picture}", f"rivals.show({way!r}, stages[{place}], lambda: {code})")
        faults = self.notebook.run_all()
        assert not faults, faults
        self.notebook.page.wait_for_timeout(1000)
        self.limits = {
            picture: json.loads(self.notebook.ask_kernel(LIMITS.format(place))) for place, picture in enumerate(made)
        }
        self.devtools = self.context.new_cdp_session(self.notebook.page)
        self.devtools.send("Network.enable")
        self.devtools.send("Performance.enable")
        self.devtools.on("Network.webSocketFrameReceived", lambda frame: self.received.append(frame["response"]))

    def _add(self, id, source):
        self.notebook.evaluate(ADD, [id, source])

    def slow_down(self, times):
        """Let the page's processor be so many times as slow."""
        self.devtools.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def has_raster(self, picture):
        """Return whether a picture draws an image."""
        return self.notebook.evaluate(RASTER, picture)

    def drag(self, picture, way, seconds, rest=0.4):
        """Drag a way's slider to and fro, and return its figures."""
        id, step = self._scrolled_to(picture, way), self.limits[picture][2]
        self.received.clear()
        start = self._main_thread_seconds()
        self.notebook.evaluate(DRAG, [id, rivals.SHOWN[way], self.limits[picture], seconds])
        spent, size = self._main_thread_seconds() - start, sum(map(received_bytes, self.received))
        found = summary(self.notebook.evaluate(STOP, rest), seconds, step)
        frames = max(1, found["frames_per_second"] * seconds)
        return found | {"main_thread_ms": 1000 * spent / frames, "kilobytes_per_update": size / 1000 / frames}

    def parts(self, picture, way, seconds):
        """Drag under the eyes of the browser's tracing, and return the milliseconds of a frame, by kind of work."""
        id = self._scrolled_to(picture, way)
        self.browser.start_tracing(page=self.notebook.page, categories=["devtools.timeline", "toplevel"])
        self.notebook.evaluate(DRAG, [id, rivals.SHOWN[way], self.limits[picture], seconds])
        spent = time_of_kinds(json.loads(self.browser.stop_tracing())["traceEvents"])
        found = summary(self.notebook.evaluate(STOP, 0.3), seconds, self.limits[picture][2])
        return {f"{kind}_ms": time / 1000 / found["frames_per_second"] / seconds for kind, time in spent.items()}

    def _scrolled_to(self, picture, way):
        id = picture if way == "ours" else f"{way}-{picture}"
        self.notebook.evaluate(SCROLL, id)
        self.notebook.page.wait_for_timeout(300)
        return id

    def _main_thread_seconds(self):
        found = self.devtools.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in found if one["name"] == "TaskDuration")

    def close(self):
        """Stop the kernel and close the page."""
        self.notebook.close()
        self.context.close()


def time_of_kinds(events):
    """Return the microseconds of the page's main thread, by kind of work; events: what the browser traced."""
    (page, _), *_ = Counter((e["pid"], e["tid"]) for e in events if e["name"] == "UpdateLayoutTree").most_common(1)
    tasks = [event for event in events if (event["pid"], event["tid"]) == page and event["ph"] == "X"]
    spent, within = dict.fromkeys(["script", "parsing", "style", "layout", "paint", "other"], 0), []
    for event in sorted(tasks, key=lambda event: (event["ts"], -event["dur"])):
        while within and within[-1][0] <= event["ts"]:
            within.pop()
        around = within[-1][1] if within else "other"
        kind = KINDS.get(event["name"], around)
        spent[kind] += event["dur"]
        if within:
            spent[around] -= event["dur"]
        within.append((event["ts"] + event["dur"], kind))
    return spent


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


def summary(drag, seconds, step):
    """Return moves and frames a second, and how it ended, from what the page looked like at each frame."""
    released, painted_before, paints, after_release, final_shown = drag["released"], None, 0, 0, None
    final = drag["log"][-1][1]
    for moment, slider, painted in ((moment, value, number(text)) for moment, value, text in drag["log"]):
        if painted is not None and painted != painted_before:
            paints += painted_before is not None and moment <= released
            after_release += moment > released
            painted_before = painted
        fits = painted is not None and abs(slider - painted) < 0.51 * step
        if moment >= released and fits and slider == final and final_shown is None:
            final_shown = moment - released
    right = painted_before is not None and abs(final - painted_before) < 0.51 * step
    return {
        "moves_per_second": drag["moves"] / seconds,
        "frames_per_second": paints / seconds,
        "release_to_final_ms": 0 if right and final_shown is None else final_shown,  # it was there already
        "paints_after_release": after_release,
        "final_right": right,
    }


def medians(rounds):
    """Return for each way the median of each figure over the rounds, and the ratios, which are taken round by round."""
    table = {}
    for way in rounds[0]:
        runs = [each[way] for each in rounds]
        row = {"final_right": all(run["final_right"] for run in runs)}
        for other in {"floor", "interact"} & set(rounds[0]):
            ratios = [each[way]["frames_per_second"] / each[other]["frames_per_second"] for each in rounds]
            row[f"of_{other}"] = statistics.median(ratios)
        for key in runs[0].keys() - row.keys():
            seen = [run[key] for run in runs if run[key] is not None]
            row[key] = statistics.median(seen) if seen else None
        table[way] = row
    return table


def ways_of(name, lane):
    """Return the ways in which a picture is drawn in a lane."""
    return "floor", "ours", *(OF_THE_HEART if name == HEART else OF_EVERY_PICTURE).get(lane, ())


def dragged(chapter, lab, browser, lanes, wanted, given):
    """Drag the wanted pictures of a chapter in every way; return the medians: {picture: {lane: {way: figures}}}."""
    ways = {name.split("/")[1]: ways_of(name, lanes[0]) for name in wanted}
    page, found = Chapter(lab, browser, chapter, ways), {name: {} for name in wanted}
    for lane in lanes:
        page.slow_down(SLOWED if lane == "slowed" else 1)
        for name in wanted:
            picture = name.split("/")[1]
            rounds = [
                {way: page.drag(picture, way, given.seconds) for way in ways_of(name, lane)}
                for _ in range(given.rounds)
            ]
            found[name][lane] = medians(rounds)
            found[name][lane]["ours"]["raster"] = page.has_raster(picture)
            if lane == "nodelay":
                for way in ("floor", "ours"):
                    found[name][lane][way] |= page.parts(picture, way, given.seconds)
            for way, row in found[name][lane].items():
                print(name, lane, way, {key: round(value or 0, 2) for key, value in row.items()}, flush=True)
    page.close()
    return found


def bars(found):
    """Say which pictures keep to what they must reach, of {picture: {lane: {way: figures}}}.

    6 times `interact`'s frames is asked only where the floor has enough more: a small picture is soon made anew.
    """
    for lane, shares in SHARES.items():
        ways = {name: lanes[lane] for name, lanes in found.items() if lane in lanes}
        ours = {name: way["ours"] for name, way in ways.items()}
        of_floor = {name: (row["of_floor"], shares[row["raster"]]) for name, row in ours.items()}
        bar(f"share of the floor's frames, {lane}", "≥", of_floor)
        bar(f"the final picture is right, {lane}", "≥", {name: (row["final_right"], 1) for name, row in ours.items()})
        if lane == "nodelay":
            far = {name: row for name, row in ours.items() if 0.95 * ways[name]["floor"]["of_interact"] >= 6}
            bar("times the frames of interact", "≥", {name: (row["of_interact"], 6) for name, row in far.items()})
            sizes = {n: 8 if n == HEART else 60 if row["raster"] else 20 for n, row in ours.items()}
            kilobytes = {name: (row["kilobytes_per_update"], sizes[name]) for name, row in ours.items()}
            bar("all that the line carries for an update, kB", "≤", kilobytes)
            bar(
                "main thread a frame, ms",
                "≤",
                {n: (row["main_thread_ms"], 12) for n, row in ours.items() if n == HEART},
            )


def main():
    """Drag every way of every picture, and print the medians."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--seconds", type=float, default=1.2)
    ask.add_argument("--pictures", nargs="+", choices=names(), default=names())
    ask.add_argument("--lanes", nargs="+", choices=LANES, default=LANES)
    given = ask.parse_args()
    found = {name: {} for name in given.pictures}
    with chromium() as browser, jupyter_lab(ROOT) as nodelay, jupyter_lab(ROOT, nodelay=False) as plain, site() as lite:
        for chapter in dict.fromkeys(name.split("/")[0] for name in given.pictures):
            wanted = [name for name in given.pictures if name.split("/")[0] == chapter]
            for lab, lanes in ((nodelay, ("nodelay", "slowed")), (plain, ("plain",)), (lite, ("site",))):
                if lanes := [lane for lane in lanes if lane in given.lanes]:
                    for name, more in dragged(chapter, lab, browser, lanes, wanted, given).items():
                        found[name] |= more
    rows = {f"{name}, {lane}": row["ours"] for name, lanes in found.items() for lane, row in lanes.items()}
    report("drag", PACKAGES, rows)
    bars(found)


if __name__ == "__main__":
    main()
