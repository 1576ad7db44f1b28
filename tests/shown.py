"""Notebooks opened in a browser, and whether the page shows of their pictures what the kernel says that it should."""

import json
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers.figures import expression_graph
from helpers.figures.parts.walk import LAST
from tests.test_maths import independent_gradient, independent_loss, independent_output
from tools.lab import NotebookPage, browser_path, chromium, jupyter_lab, site
from tools.site_server import MADE_OF, digest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[01][0-9]_*.ipynb"))
HEART = NOTEBOOKS[7]
EVERY_CHAPTER = bool(os.environ.get("EVERY_CHAPTER"))
SOME = NOTEBOOKS if EVERY_CHAPTER else [HEART]  # for what every chapter has alike
SETTLED = 10  # seconds within which the page must show a control's final value

# What a front itself writes to the browser's console, whichever notebook it opens.
CONSOLE = {"site": [], "jupyterlab": [], "notebook": ["Cannot read properties of undefined (reading 'schema')"]}

# What every stage should show now, drawn afresh: first at the start values, so that nothing is left from before. What
# it should show at values that were asked for before is not drawn again: the page is asked until it shows it. Its
# names are none of a chapter's.
ASK = """
def _asked_of(stage):
    from helpers.live import svg
    from helpers.look import subscripted
    with stage.lock:
        values = dict(stage.values)  # a copy, for a slider still moving would change it under our hands
        expected, key = vars(stage).setdefault("expected", {}), str(values)
        if key not in expected:
            stage.picture.update(**stage.start)
            sentence = stage.picture.update(**values)
            layers = [svg.moving(layer.figure, layer.drawn) if layer.drawn else "" for layer in stage.layers.values()]
            expected[key] = {"sentence": sentence, "layers": layers}
    named = stage.controls | stage.choices
    boxes = {name: box for name, box in stage.controls.items() if hasattr(box, "step")}
    return {"id": stage.caption.model_id, "values": values, "start": stage.start, **expected[key],
            "names": [f"{subscripted(name)} ({box.limits})" for name, box in boxes.items()],
            "groups": [subscripted(name) for name, holder in named.items() if hasattr(holder, "options")],
            "numbers": [(values[name], box.step, box.min, box.max) for name, box in boxes.items()],
            "choices": [choice.label for choice in named.values() if hasattr(choice, "options")]}
def _asked():
    import json
    from helpers import live
    return json.dumps([_asked_of(stage) for stage in live.stages()], default=float)
print(_asked())
"""

# What of that the page does not show: sliders (a handle's place is in its CSS), choices, the moving layers letter for
# letter; and what waits until the slider rests, the numbers in the boxes and the sentence.
NOT_SHOWN = """async ([expected, rested]) => {
    const pictures = document.querySelectorAll('.live-picture').length;
    return pictures !== expected.length ? [`${pictures} pictures`] : expected.flatMap(asked => {
    const picture = document.querySelector('#spoken-' + asked.id)?.closest('.live-picture');
    if (!picture) return ['another picture'];
    const parsed = svg => { const div = document.createElement('div'); div.innerHTML = svg; return div.innerHTML; };
    const drawn = [...picture.querySelectorAll('.widget-gridbox .widget-html-content')];
    const layers = drawn.slice(1, 3).map(layer => layer.innerHTML);
    const sentence = picture.querySelector('p')?.textContent;
    const boxes = [...picture.querySelectorAll('.number-row input')].map(box => Number(box.value.replace('−', '-')));
    const origins = [...picture.querySelectorAll('.noUi-origin')];
    const places = origins.map(o => 1 + parseFloat(o.style.transform.slice(10)) / 1000);
    const wrong = asked.numbers.flatMap(([value, step, min, max], k) => {
        const slider = min + places[k] * (max - min);
        const shown = Math.abs(slider - value) <= 0.52 * step && (!rested || boxes[k] === value);
        return shown ? [] : [`${boxes[k]}, ${slider}`]; });
    const choices = [...picture.querySelectorAll('input:checked[type=radio]')].map(b => b.parentElement.innerText);
    if (choices.join() !== asked.choices.join()) wrong.push(`choices ${choices}`);
    layers.forEach((layer, k) => {
        if (layer !== parsed(asked.layers[k])) wrong.push(`layer ${k} ${layer}`); });
    if (rested && sentence !== asked.sentence) wrong.push(`sentence ${sentence}`);
    return wrong; }); }"""


@contextmanager
def browser_or_skip():
    """Start a Chromium, and stop it at the end; where there is none, skip, or fail if one was promised."""
    if browser_path() is None:
        if os.environ.get("BROWSER_PROMISED"):
            pytest.fail("There is no Chromium here, but BROWSER_PROMISED says that there is.")
        pytest.skip("There is no Chromium on this machine: install it (Debian: apt-get install chromium).")
    with chromium() as browser:
        yield browser


@contextmanager
def site_or_skip():
    """Serve the built site; where there is none of these very files, skip, or fail if one was promised."""
    if not MADE_OF.is_file() or MADE_OF.read_text(encoding="ascii") != digest():
        if os.environ.get("SITE_PROMISED"):
            pytest.fail("build/site was not made of these files, but SITE_PROMISED says that it was.")
        pytest.skip("build/site was not made of these files: run make site.")
    with site() as lab:
        yield lab


def opened_in(front):
    """Return three fixtures: the front's server with a browser, a page in it, and there each notebook in turn, run.

    In JupyterLab every notebook; elsewhere chapter 7, but with EVERY_CHAPTER set all.
    """

    @pytest.fixture(scope="module")
    def served():
        started = site_or_skip() if front == "site" else jupyter_lab(ROOT, front=front)
        with started as lab, browser_or_skip() as browser:
            yield lab, browser

    @pytest.fixture(scope="module")
    def page(served):
        page = NotebookPage(*served)
        yield page
        page.close()

    @pytest.fixture(scope="module", params=NOTEBOOKS if front == "jupyterlab" else SOME, ids=lambda path: path.stem)
    def notebook(request, page):
        page.errors = []
        page.open(f"notebooks/{request.param.name}")
        page.errors = [error for error in page.errors if not any(own in error for own in CONSOLE[front])]
        assert not page.run_all()
        return page

    return served, page, notebook


def settle(notebook, rested=False):
    """Wait until the page shows what the kernel's controls say, and return that; fail if it never does.

    rested: whether the numbers in the boxes and the sentence, which wait until the slider rests, must be there too.
    """
    deadline = time.monotonic() + SETTLED
    while time.monotonic() < deadline:
        expected = json.loads(notebook.ask_kernel(ASK))
        wrong = notebook.evaluate(NOT_SHOWN, [expected, rested])
        if not wrong:
            check_numbers(expected)
            return expected
    pytest.fail(f"After {SETTLED} s the page should show {[stage['values'] for stage in expected]}, but has {wrong}")


def check_numbers(expected):
    """Require the numbers of every network on the page to be those of the independent formulas."""
    for stage in expected:
        values = stage["values"]
        graph = values.get("expression")  # of chapter 12, where a slope stands under another name
        if not {"w1", "b1", "w2", "b2", "x", "t"} <= values.keys() or graph not in (None, expression_graph.NETWORK):
            continue
        last, prefix = (expression_graph.LAST, "dL_d") if graph else (LAST, "product_")
        params, x, t = [values[name] for name in ("w1", "b1", "w2", "b2")], values["x"], values["t"]
        texts = dict(re.findall(r"<text [^>]*data-name='([^']+)'[^>]*>([^<]*)</text>", stage["layers"][1]))
        shown = {name: float(text.split()[-1].replace("−", "-")) for name, text in texts.items() if text}
        truth = {"y": independent_output(params, x), "L": independent_loss(params, x, t)}
        slopes = zip(("w1", "b1", "w2", "b2"), independent_gradient(params, x, t), strict=True)
        truth |= {f"{prefix}{name}": slope for name, slope in slopes}
        for name, number in truth.items():
            if values.get("step", last) < last and name not in shown:
                continue  # still to come in the walk; tests/test_chapter_07.py says which
            assert shown[name] == pytest.approx(number, rel=0.06 if abs(number) < 0.01 else 0.006, abs=1e-9), name


def drag(page, handle, pixels, steps=4):
    """Move a slider's handle with the mouse."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels, y, steps=steps)
    page.mouse.up()


def accessible(notebook, kind=".live-picture"):
    """Return what the browser tells a screen reader of each picture: (role, name, words within it, its place)."""
    session = notebook.page.context.new_cdp_session(notebook.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    tree = {node["nodeId"]: node for node in nodes if not node["ignored"]}
    told = []
    for i in range(notebook.page.locator(kind).count()):
        place = session.send("Runtime.evaluate", {"expression": f"document.querySelectorAll('{kind}')[{i}]"})
        inside = session.send("Accessibility.queryAXTree", {"objectId": place["result"]["objectId"]})["nodes"]
        told.append([_told(tree[node["nodeId"]], tree) for node in inside if node["nodeId"] in tree])
    session.detach()
    return told


def _told(node, tree):
    role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
    return role, name, _words(node, tree), node.get("backendDOMNodeId")


def _words(node, tree):
    if node["role"]["value"] == "StaticText":
        return node["name"]["value"]
    return "".join(_words(tree[id], tree) for id in node.get("childIds", ()) if id in tree)
