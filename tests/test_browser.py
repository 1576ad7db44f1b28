"""Every notebook as a learner meets it: a real JupyterLab, a real browser, every control moved by mouse and by keys.

A notebook that is added later is tested by this without a word here.
"""

import json
import os
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from helpers import practice
from tests.lab import NotebookPage, browser_path, chromium, jupyter_lab
from tests.test_maths import independent_gradient, independent_loss, independent_output

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ASKED = [found for found in practice.texts().values() if "question" in found]
SETTLED = 10  # seconds within which the page must show a control's final value

# What every stage should show now, drawn afresh: first at the start values, so that nothing is left from before.
ASK = """
import json
from helpers import live, svg
asked = []
for stage in live.stages():
    with stage.lock:
        values = stage.values
        stage.picture.update(**stage.start)
        sentence = stage.picture.update(**values)
        layers = [svg.moving(layer.figure, layer.drawn) if layer.drawn else "" for layer in stage.layers.values()]
    holders = [*stage.controls.values(), *stage.choices.values()]
    asked.append({"values": values, "sentence": sentence, "layers": layers,
                  "numbers": [(box.value, box.step, box.min, box.max) for box in holders if hasattr(box, "step")],
                  "choices": [choice.label for choice in holders if hasattr(choice, "options")]})
print(json.dumps(asked, default=float))
"""

# What of that the page does not show: boxes and sliders as the kernel has them (a handle's place is in its CSS), the
# choices, the moving layer letter for letter, the sentence.
NOT_SHOWN = """async ([expected, rested]) => [...document.querySelectorAll('.live-picture')].flatMap((picture, i) => {
    if (!expected[i]) return ['a picture too many'];
    const parsed = svg => { const div = document.createElement('div'); div.innerHTML = svg; return div.innerHTML; };
    const layers = [...picture.querySelectorAll('.widget-html-content')].slice(1, 3).map(layer => layer.innerHTML);
    const sentence = picture.querySelector('[role=status]')?.textContent;
    const boxes = [...picture.querySelectorAll('input[type=number]')].map(box => Number(box.value));
    const origins = [...picture.querySelectorAll('.noUi-origin')];
    const places = origins.map(o => 1 + parseFloat(o.style.transform.slice(10)) / 1000);
    const wrong = expected[i].numbers.flatMap(([value, step, min, max], k) => {
        const slider = min + places[k] * (max - min);
        return boxes[k] === value && Math.abs(slider - value) <= 0.52 * step ? [] : [`${boxes[k]}, ${slider}`]; });
    const choices = [...picture.querySelectorAll('.widget-toggle-buttons .mod-active')].map(b => b.innerText);
    if (choices.join() !== expected[i].choices.join()) wrong.push(`choices ${choices}`);
    layers.forEach((layer, k) => {
        if (layer !== parsed(expected[i].layers[k])) wrong.push(`layer ${k} ${layer}`); });
    if (rested && sentence !== expected[i].sentence) wrong.push(`sentence ${sentence}`);
    return wrong; })"""

WATCH_HEIGHT = """async () => { window.lowest = [];
    document.querySelectorAll('.live-picture').forEach((picture, i) => {
        const output = picture.closest('.jp-OutputArea-output');
        window.lowest[i] = output.offsetHeight;
        const note = () => window.lowest[i] = Math.min(window.lowest[i], output.offsetHeight);
        new ResizeObserver(note).observe(output); });
    window.first = [...window.lowest]; }"""


@pytest.fixture(scope="module")
def browser_and_lab():
    if browser_path() is None:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium here, and CI must not skip the browser tests.")
        pytest.skip("There is no Chromium on this machine: install it (Debian: apt-get install chromium).")
    with jupyter_lab(ROOT) as lab, chromium() as browser:
        yield browser, lab


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request, browser_and_lab):
    browser, lab = browser_and_lab
    page = NotebookPage(lab, browser, f"notebooks/{request.param.name}")
    yield page
    page.close()


def settle(notebook, rested=False):
    """Wait until the page shows what the kernel's controls say, and return that; fail if it never does.

    rested: whether the sentence, which waits until the slider rests, must be there too.
    """
    deadline = time.monotonic() + SETTLED
    while time.monotonic() < deadline:
        expected = json.loads(notebook.ask_kernel(ASK))
        wrong = notebook.evaluate(NOT_SHOWN, [expected, rested])
        if not wrong:
            return expected
    pytest.fail(f"After {SETTLED} s the page should show {[stage['values'] for stage in expected]}, but has {wrong}")


def drag(page, handle, pixels):
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels, y, steps=12)
    page.mouse.up()


def check_numbers(expected):
    """Require the numbers of every network on the page to be those of the independent formulas."""
    for stage in expected:
        values = stage["values"]
        if not {"w1", "b1", "w2", "b2", "x", "t"} <= values.keys():
            continue
        params, x, t = [values[name] for name in ("w1", "b1", "w2", "b2")], values["x"], values["t"]
        texts = dict(re.findall(r'<text [^>]*data-name="([^"]+)"[^>]*>([^<]*)</text>', stage["layers"][1]))
        shown = {name: float(text.split()[-1].replace("−", "-")) for name, text in texts.items()}
        truth = {"y": independent_output(params, x), "L": independent_loss(params, x, t)}
        slopes = zip(("w1", "b1", "w2", "b2"), independent_gradient(params, x, t), strict=True)
        truth |= {f"product_{name}": slope for name, slope in slopes}
        for name, number in truth.items():
            assert shown[name] == pytest.approx(number, rel=0.06 if abs(number) < 0.01 else 0.006, abs=1e-9), name


def move_sliders(notebook):
    """Drag each slider both ways, press its keys, and type a number; after each, the page must show the value."""
    page = notebook.page
    for i in range(page.locator(".live-picture").count()):
        picture = page.locator(".live-picture").nth(i)
        boxes = picture.locator("input[type=number]")
        for k in range(boxes.count()):
            box, handle = boxes.nth(k), picture.locator(".noUi-handle").nth(k)
            box.scroll_into_view_if_needed()
            seen = [box.input_value()]
            away = -1 if seen[0] == box.get_attribute("max") else 1  # from the end of its range there is one way only
            for pixels in (30, -75):
                drag(page, handle, away * pixels)
                check_numbers(settle(notebook))
                seen.append(box.input_value())
            handle.focus()
            page.keyboard.press("ArrowRight" if away == 1 else "ArrowLeft")
            check_numbers(settle(notebook))
            seen.append(box.input_value())
            assert all(one != next for one, next in pairwise(seen)), f"control {k} of picture {i} showed only {seen}"
            type_into(notebook, box, i)


def type_into(notebook, box, stage):
    """Type an exact value, one that lies between two of the slider's steps, and require it to arrive."""
    settle(notebook, rested=True)
    typed = "0.1234" if "." in box.get_attribute("step") else f"{float(box.get_attribute('min')) + 2:.0f}"
    box.fill(typed)
    notebook.page.keyboard.press("Enter")
    after = settle(notebook, rested=True)
    check_numbers(after)
    assert box.input_value() == typed
    assert float(typed) in after[stage]["values"].values()


def use_buttons(notebook):
    """Press every button and tick every box, by mouse and by keys; after each, the page must show what it set."""
    page = notebook.page
    for row in page.locator(".live-picture .widget-toggle-buttons").all():
        for option in reversed(row.locator("button").all()):
            option.scroll_into_view_if_needed()
            option.click()
            check_numbers(settle(notebook))
            assert "mod-active" in option.get_attribute("class")
        for option in row.locator("button").all()[1:]:
            option.focus()
            page.keyboard.press("Space")
            check_numbers(settle(notebook))
            assert "mod-active" in option.get_attribute("class")
    for box in page.locator(".live-picture input[type=checkbox]").all():
        ticked = box.is_checked()
        box.click()
        settle(notebook)
        assert box.is_checked() != ticked
        box.focus()
        page.keyboard.press("Space")
        settle(notebook)
        assert box.is_checked() == ticked
    for i, picture in enumerate(page.locator(".live-picture").all()):
        for button in picture.locator(".widget-button:not(.widget-toggle-button)").all():
            press(notebook, i, button.click)
            press(notebook, i, lambda button=button: button.press("Space"))


def answer_predictions(notebook):
    """Press every option of every prediction, by mouse and by keys; each must say whether it is right, and why."""
    for question in notebook.page.locator(".prediction").all():
        for i, option in enumerate(question.locator("button").all()):
            words = option.inner_text()
            option.scroll_into_view_if_needed()
            option.press("Enter") if i % 2 else option.click()
            reply = question.locator("[role=status]")
            found = next(q for q in ASKED if words in q["because"] and q["question"] in question.inner_text())
            verdict = "Yes." if words == found["right"] else "No."
            expect(reply).to_have_text(f"{verdict} {found['because'][words]}")


def press(notebook, i, act):
    """Move a picture's first slider away, press "start values" in the given way, and require the start values back."""
    page = notebook.page
    start = json.loads(notebook.ask_kernel(f"print(json.dumps(live.stages()[{i}].start, default=float))"))
    drag(page, page.locator(".live-picture").nth(i).locator(".noUi-handle").first, 40)
    settle(notebook)
    act()
    deadline = time.monotonic() + SETTLED
    while settle(notebook)[i]["values"] != start and time.monotonic() < deadline:
        pass
    assert settle(notebook)[i]["values"] == start


def test_a_learner_can_move_everything(notebook):
    assert not notebook.run_all()
    notebook.evaluate(WATCH_HEIGHT)
    check_numbers(settle(notebook))
    move_sliders(notebook)
    use_buttons(notebook)
    answer_predictions(notebook)
    settle(notebook, rested=True)
    first, lowest = notebook.evaluate("async () => [window.first, window.lowest]")
    assert all(low >= 0.9 * height for low, height in zip(lowest, first, strict=True)), "an output collapsed"
    assert not notebook.errors
    assert not notebook.left_the_machine


def test_running_every_cell_again_leaves_one_picture_each(notebook):
    notebook.run_all()
    pictures = len(json.loads(notebook.ask_kernel(ASK)))
    count = "from ipywidgets.widgets.widget import _instances; print(len(_instances))"
    widgets = notebook.ask_kernel(count)
    notebook.run_all()
    assert len(settle(notebook)) == pictures
    assert notebook.ask_kernel(count) == widgets


def test_answers_leave_the_server_at_once(browser_and_lab):
    browser, lab = browser_and_lab
    NotebookPage(lab, browser, f"notebooks/{NOTEBOOKS[0].name}").close()
    assert "TCP_NODELAY 1" in lab.log
