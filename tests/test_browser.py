"""Every notebook as a learner meets it: a real JupyterLab, a real browser, every control moved by mouse and by keys.

A notebook that is added later is tested by this without a word here.
"""

import random
import re
import time
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from matplotlib.colors import to_hex
from playwright.sync_api import TimeoutError as NothingCame
from playwright.sync_api import expect

from helpers.practice import recall, review, texts
from tests.shown import SETTLED, accessible, drag, opened_in, settle
from tests.test_look import OF_LINES, OF_TEXT, PAPERS, contrast
from tools.lab import NotebookPage

ASKED = [found for found in texts.all_texts().values() if "question" in found]
# What axe may find: faults of ipywidgets itself, each with the equal way that a learner has.
UPSTREAM = {
    # https://github.com/jupyter-widgets/ipywidgets/issues/2650: a slider's handle has no name, and Python cannot give
    # it one. Beside each slider stands a box with the value's name and limits, in which it is typed.
    ("aria-input-field-name", "noUi-handle"),
}
# The keys that a slider obeys, up from its lowest value and down from its highest. Notebook 7 takes the arrow keys for
# itself wherever the focus is, except in a box: https://github.com/jupyter/notebook/issues/7716
UP, DOWN = ("Home", "ArrowRight", "PageUp"), ("End", "ArrowLeft", "PageDown")
TAKEN = {"site": (), "notebook": ("ArrowRight", "ArrowLeft"), "jupyterlab": ()}
WATCH_HEIGHT = """async () => { window.lowest = [];
    document.querySelectorAll('.live-picture').forEach((picture, i) => {
        const output = picture.closest('.jp-OutputArea-output');
        window.lowest[i] = output.offsetHeight;
        const note = () => window.lowest[i] = Math.min(window.lowest[i], output.offsetHeight);
        new ResizeObserver(note).observe(output); });
    window.first = [...window.lowest]; }"""

# Every change on the page within a second, in pictures and predictions, and every animation that runs there.
MOVED = """async () => { const moved = [];
    const watched = [...document.querySelectorAll('.live-picture, .prediction')];
    const observer = new MutationObserver(news => moved.push(...news.map(n => `${n.type} of ${n.target.className}`)));
    for (const part of watched)
        observer.observe(part, {subtree: true, childList: true, attributes: true, characterData: true});
    await new Promise(resolve => setTimeout(resolve, 1000));
    for (const part of watched)
        moved.push(...part.getAnimations({subtree: true}).map(a => `animation of ${a.effect.target.className}`));
    return moved; }"""

# The colour of the page under a picture; of each slider's handle; of each text that is not drawn, and what is under it.
PAINTED = """async () => {
    const level = colour => colour.match(/[0-9.]+/g).map(Number);
    const paper = node => { const own = level(getComputedStyle(node).backgroundColor);
        return own[3] === 0 ? paper(node.parentElement) : own.slice(0, 3); };
    const written = node => !node.closest('svg') && [...node.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const texts = [...document.querySelectorAll(':is(.live-picture, .prediction) *')].filter(written);
    return {paper: paper(document.querySelector('.live-picture')),
        handles: [...document.querySelectorAll('.live-picture .noUi-handle')].map(paper),
        texts: texts.map(n => [n.textContent, level(getComputedStyle(n).color).slice(0, 3), paper(n)])}; }"""

# How often a picture's layers are drawn, and how often its sentence changes.
COUNT = """i => { const parts = document.querySelectorAll('.live-picture')[i].querySelectorAll('.widget-html-content');
    const [still, calm, moving, words] = [...parts].filter(part => !part.closest('.number-row'));
    window.count = {drawn: 0, said: 0};
    new MutationObserver(() => window.count.drawn++).observe(moving, {childList: true});
    new MutationObserver(() => window.count.said++).observe(words, {childList: true}); }"""

# Where the links of the page's text lead, and whether the server has each file that a click would open.
LINKS = """async () => { const contents = window.jupyterapp.serviceManager.contents;
    const file = address => decodeURI(address).split('/files/')[1]?.split('?')[0];
    const has = path => contents.get(path, {content: false}).then(() => true, () => false);
    const links = [...document.querySelectorAll('.jp-MarkdownOutput a:not(.jp-InternalAnchorLink)')].map(a => a.href);
    return Promise.all(links.map(async to => [to, file(to) ? await has(file(to)) : false])); }"""

CODE_CELLS = """async () => window.jupyterapp.shell.currentWidget.content.widgets
    .flatMap((cell, place) => cell.model.type === 'code' ? [place] : [])"""

# Every number of every picture to an end of its range.
TO_THE_END = """def _end(stage, name, box):
    return box.min if stage.start[name] != box.min else box.max
def _to_the_end(stage):
    stage.set(**{name: _end(stage, name, box) for name, box in stage.controls.items() if hasattr(box, "step")})
[_to_the_end(stage) for stage in live.stages()]"""

NAMED = ("textbox", "radio", "checkbox", "button")

# All that a key may reach in pictures and predictions, in the order of the page.
CONTROLS = ":is(.live-picture, .prediction) :is(input, button, .noUi-handle)"

# Put the focus on the cell that shows an element, as a learner has it who walks from cell to cell.
FOCUS_CELL = """element => { const cell = element.closest('.jp-Cell');
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = notebook.widgets.findIndex(widget => widget.node === cell);
    notebook.mode = 'command';
    cell.focus(); }"""


served, page, notebook = opened_in("jupyterlab")


def test_the_first_page_has_nothing_over_it_and_its_link_to_the_readme_opens(served):
    first = NotebookPage(*served, "notebooks/00_start_here.ipynb")
    with pytest.raises(NothingCame):  # what JupyterLab asks about news comes within a second
        first.page.wait_for_selector(".Toastify__toast, .jp-Dialog", timeout=3000)
    assert not first.errors
    first.page.locator(".jp-MarkdownOutput").get_by_role("link", name="README").first.click()
    first.page.wait_for_function("() => window.jupyterapp.shell.currentWidget.context?.path === 'README.md'")
    first.page.close()


def test_axe_finds_nothing_and_pages_are_those_of_the_look(notebook):
    settle(notebook, rested=True)
    for theme in ("dark", "light"):
        change_theme(notebook, theme)
        found = Axe().run(notebook.page, context=".jp-OutputArea-output").response["violations"]
        faults = [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]
        new = [(id, html) for id, html in faults if not any(id == known and part in html for known, part in UPSTREAM)]
        assert not new, f"{theme}: {new}"
        painted = notebook.evaluate(PAINTED)
        assert colour(painted["paper"]) == PAPERS[theme]
        assert all(contrast(colour(handle), PAPERS[theme]) >= OF_LINES for handle in painted["handles"])
        for words, ink, paper in painted["texts"]:  # axe passes over them in JupyterLab, as hidden
            assert contrast(colour(ink), colour(paper)) >= OF_TEXT, f"“{words}” is hard to read in the {theme} theme"


def test_nothing_moves_unasked(notebook):
    settle(notebook, rested=True)
    assert not notebook.evaluate(MOVED)


def test_the_browser_has_a_name_for_every_control(notebook):
    for stage, told in zip(settle(notebook), accessible(notebook), strict=True):
        names = {kind: [name for role, name, *_ in told if role == kind] for kind in (*NAMED, "slider")}
        assert sorted(names["textbox"]) == sorted(stage["names"])
        assert len(names["slider"]) == len(stage["names"]), "each slider has a box beside it"
        assert all(name.strip() for kind in NAMED for name in names[kind])
        assert "start values" in names["button"]
        assert set(stage["groups"]) <= {words for role, _, words, _ in told if role == "LabelText"}


def test_the_sentence_is_said_when_the_slider_rests(notebook):
    before = [spoken(told) for told in accessible(notebook)]
    for i, picture in enumerate(notebook.page.locator(".live-picture").all()):
        handle = picture.locator(".noUi-handle").first
        handle.scroll_into_view_if_needed()
        notebook.evaluate(COUNT, i)
        drag(notebook.page, handle, away(handle) * 40, steps=20)
        values = settle(notebook, rested=True)[i]["values"]
        count = notebook.evaluate("async () => window.count")
        assert 1 <= count["said"] <= max(1, count["drawn"] // 2), f"{count} at {values}"
    after = [spoken(told) for told in accessible(notebook)]
    assert [words for words, _ in after] == [stage["sentence"] for stage in settle(notebook)]
    for (old, node), (new, same) in zip(before, after, strict=True):
        assert old != new
        assert node == same, "a screen reader listens to what stays"


def test_everything_moves_by_mouse_and_loads_nothing(notebook):
    """JupyterLab's own icon of a busy kernel, in the browser's tab, would be loaded twice for each frame."""
    page, loaded = notebook.page, []
    page.on("request", lambda request: loaded.append(request.url))
    notebook.evaluate(WATCH_HEIGHT)
    for i, picture in enumerate(page.locator(".live-picture").all()):
        for handle in picture.locator(".noUi-handle").all():
            handle.scroll_into_view_if_needed()
            before = value(handle)
            drag(page, handle, away(handle) * 45)
            settle(notebook)
            assert value(handle) != before, f"a slider of picture {i} stays at {before}"
        for option in picture.locator("input[type=radio]").all():
            option.click()
            settle(notebook)
            assert option.is_checked()
        for box in picture.locator("input[type=checkbox]").all():
            ticked = box.is_checked()
            box.click()
            settle(notebook)
            assert box.is_checked() != ticked
        settle(notebook, rested=True)
        picture.get_by_role("button", name="start values").click()
        await_start(notebook, i)
    for option in page.locator(".prediction button").all():
        expect_verdict(option, option.click)
    for question, told in zip(page.locator(".prediction").all(), accessible(notebook, ".prediction"), strict=True):
        assert spoken(told)[0] == question.locator("p").last.inner_text()
    settle(notebook, rested=True)
    first, lowest = notebook.evaluate("async () => [window.first, window.lowest]")
    assert all(low >= 0.9 * height for low, height in zip(lowest, first, strict=True)), "an output collapsed"
    assert not [url for url in loaded if "/static/" in url]


def test_everything_works_with_the_keyboard_alone(notebook):
    controls = notebook.page.locator(CONTROLS)
    kinds = controls.evaluate_all("controls => controls.map(e => e.getAttribute('role') ?? e.type)")
    controls.first.evaluate(FOCUS_CELL)
    for k, kind in enumerate(kinds):
        come_to(notebook, k)
        BY_KEYS[kind](notebook, controls.nth(k))
    settle(notebook, rested=True)


def test_cells_run_again_in_any_order_and_after_a_mistake_leave_one_picture_each_that_works(notebook):
    pictures = len(settle(notebook))
    count = "from ipywidgets.widgets.widget import _instances; print(len(_instances))"
    widgets = notebook.ask_kernel(count)
    assert "ZeroDivisionError" in notebook.ask_kernel("1 / 0")
    places = notebook.evaluate(CODE_CELLS)
    assert not notebook.run(random.Random(0).sample(places, len(places)))
    assert len(settle(notebook)) == pictures
    assert notebook.ask_kernel(count) == widgets
    notebook.ask_kernel(TO_THE_END)
    assert all(stage["values"] != stage["start"] for stage in settle(notebook))


def test_every_link_leads_to_a_file_that_a_click_opens(notebook):
    links = notebook.evaluate(LINKS)
    assert links
    assert not [address for address, there in links if not there and not address.startswith("https://")]


def test_nothing_went_wrong_and_nothing_left_the_machine(notebook):
    assert not notebook.errors
    assert not notebook.left_the_machine


def test_answers_leave_the_server_at_once(notebook):
    assert "TCP_NODELAY 1" in notebook.lab.log


DEAD = """() => { const picture = document.querySelector('.live-picture');
    return [getComputedStyle(picture, '::before').content, getComputedStyle(picture.children[1]).filter]; }"""


def test_a_picture_without_its_kernel_says_so(served):
    page = NotebookPage(*served, "notebooks/01_neuron.ipynb")
    page.run_all()
    page.page.wait_for_selector(".live-picture .noUi-handle")
    assert page.page.evaluate(DEAD) == ["none", "none"]
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.page.wait_for_function(f"() => ({DEAD})()[1] === 'grayscale(1)'", timeout=2000)
    assert "Run its cell again." in page.page.evaluate(DEAD)[0]
    page.close()


def colour(levels):
    """Return a colour that a browser gives as three levels, 0 to 255, as #rrggbb."""
    return to_hex([level / 255 for level in levels])


def change_theme(notebook, theme):
    """Make JupyterLab or Notebook 7 light or dark, and wait until no splash hides it."""
    change = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
    notebook.evaluate(change, f"JupyterLab {theme.title()}")
    notebook.page.wait_for_selector("#jupyterlab-splash", state="detached")


def spoken(told):
    """Return the words that a screen reader says when they change, and the node of the page that it listens to."""
    ((words, node),) = [(words, node) for role, _, words, node in told if role == "status"]
    return words, node


def value(handle):
    """Return the value at which a slider stands, as the browser has it."""
    return float(handle.get_attribute("aria-valuetext"))


def away(handle):
    """Return the way in which a slider has room: 1 is up, and −1 down, from the end of its range."""
    return -1 if value(handle) > float(handle.get_attribute("aria-valuemax")) - 0.06 else 1


def await_start(notebook, i):
    """Require that every control of picture i comes back to where it began."""
    deadline = time.monotonic() + SETTLED
    while (stage := settle(notebook)[i])["values"] != stage["start"]:
        assert time.monotonic() < deadline, f"picture {i} should be at its start values, but is at {stage['values']}"


@cache
def asked_again():
    """Return what `review` asks in the first runs of its cells, each as a table of its texts."""
    recall._times.clear()  # other tests may have run pages here
    return [vars(one) for chapter in range(3, 13) for _ in range(4) for one in review(chapter).questions]


def expect_verdict(option, act):
    """Answer a prediction in the given way; it must say whether the option is right, and why."""
    words, question = (
        option.inner_text().lstrip("✓✗ "),
        option.locator("xpath=ancestor::*[contains(@class, 'prediction')]"),
    )
    asked = [*ASKED, *asked_again()]
    found = next(q for q in asked if words in q["because"] and q["question"] in question.inner_text())
    act()
    expect(question.locator("p").last).to_have_text(
        f"{'Yes.' if words == found['right'] else 'No.'} {found['because'][words]}"
    )


def come_to(notebook, k):
    """Press Tab until the focus is on a control, which must be the one that is the k-th on the page."""
    where = "selector => [...document.querySelectorAll(selector)].indexOf(document.activeElement)"
    for _ in range(30):  # a cell has buttons of its own, and a text may have links
        notebook.page.keyboard.press("Tab")
        found = notebook.page.evaluate(where, CONTROLS)
        if found >= 0:
            break
    assert found == k, f"Tab comes to control {found}, but {k} is next"


def write_number(notebook, box):
    """Write an exact value, which lies between two of the slider's steps where it has any, and one out of range."""
    row = box.locator("xpath=ancestor::*[contains(@class, 'number-row')]")
    low, high = re.search(r"\((.*) to (.*)\)", row.locator("label").first.inner_text()).groups()
    whole = "." not in row.locator(".noUi-handle").get_attribute("aria-valuetext")
    ends = [float(end.replace("−", "-")) for end in (low, high)]
    near = f"{round(np.mean(ends) + 0.0123 * np.ptp(ends), 4):.12g}"
    written, shown = (low, low) if whole else (f" {near.replace('.', ',')} ", near)
    put(notebook, written)
    expect(box).to_have_value(shown)
    settle(notebook)
    assert not row.get_by_role("alert").count()
    put(notebook, "1e9")
    expect(row.get_by_role("alert")).to_contain_text(f"goes from {low} to")
    expect(row.get_by_role("alert")).to_contain_text(f"stays at {shown}.")
    expect(box).to_have_value(shown)
    settle(notebook)


def put(notebook, text):
    """Write a text in place of what stands in the box that has the focus, as it is pasted."""
    notebook.page.keyboard.press("Control+A")
    notebook.page.keyboard.insert_text(text)
    notebook.page.keyboard.press("Enter")


def slide_by_keys(notebook, handle):
    """Press the keys of a slider."""
    for keys, end, way in ((UP, "aria-valuemin", 1), (DOWN, "aria-valuemax", -1)):
        seen = []
        for key in (key for key in keys if key not in TAKEN[notebook.lab.front]):
            notebook.page.keyboard.press(key)
            seen.append(value(handle))
        settle(notebook)
        assert seen[0] == pytest.approx(float(handle.get_attribute(end)), abs=0.06)
        assert all(way * next > way * one for one, next in pairwise(seen)), f"{keys} set {seen}"


def choose_by_keys(notebook, option):
    """Choose one of several options."""
    notebook.page.keyboard.press("Space")
    settle(notebook)
    assert option.is_checked()


def tick_by_keys(notebook, box):
    """Tick a box, and tick it again."""
    for now in (not box.is_checked(), box.is_checked()):
        notebook.page.keyboard.press("Space")
        settle(notebook)
        assert box.is_checked() == now


def press_by_keys(notebook, button):
    """Answer a prediction, go one back or on, or ask for the start values."""
    row = button.locator("xpath=ancestor::*[contains(@class, 'number-row')]")
    if button.locator("xpath=ancestor::*[contains(@class, 'prediction')]").count():
        expect_verdict(button, lambda: notebook.page.keyboard.press("Enter"))
    elif row.count():  # back or on, from where the slider's keys have left it
        handle, way = row.locator(".noUi-handle"), 1 if button.inner_text() == "on" else -1
        before, end = value(handle), handle.get_attribute("aria-valuemax" if way == 1 else "aria-valuemin")
        notebook.page.keyboard.press("Space")
        settle(notebook)
        assert value(handle) == before + way * (before != float(end))
    else:
        notebook.page.keyboard.press("Space")
        picture = "e => [...document.querySelectorAll('.live-picture')].indexOf(e.closest('.live-picture'))"
        await_start(notebook, button.evaluate(picture))


BY_KEYS = {
    "text": write_number,
    "slider": slide_by_keys,
    "radio": choose_by_keys,
    "checkbox": tick_by_keys,
    "submit": press_by_keys,
}
