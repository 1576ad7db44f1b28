"""Every live picture, wide and light, narrow and dark: its texts stand apart, inside their figure, and can be read.

The pictures are those of the notebooks, as their own stages write them, drawn in a real browser. Each is looked at
where it starts, at its presets, at both ends of each slider, at every choice, and at settings drawn by lot.
A picture that is added later is tested by this without a word here.
"""

import re

import numpy as np
import pytest

from benchmarks.scenes import names, scene
from tests.shown import browser_or_skip

# The width of a picture in JupyterLab, in windows 1250 and 700 pixels wide, with the theme that it is looked at in.
LOOKED_AT = ((900, "light", "#ffffff"), (584, "dark", "#111111"))
SMALLEST = 11  # pixels: what a text is high, from the top of its tallest letters to the foot of its deepest
CONTRAST = 4.5  # what WCAG asks for text of this size
BY_LOT = 20

PAGES = "".join(
    f'<div class="page" data-width="{width}" data-jp-theme-light="{str(theme == "light").lower()}" '
    f'style="width:{width}px;display:grid;overflow:hidden;background:{paper}">'
    + 3 * '<div style="grid-area:1/1"></div>'
    + "</div>"
    for width, theme, paper in LOOKED_AT
)

# What is wrong with the texts of a stage's three layers, at each of the pages.
LOOK = """([still, settings, smallest, contrast]) => {
    const pen = document.createElement('canvas').getContext('2d');
    const pages = [...document.querySelectorAll('.page')];
    pages.forEach(page => page.children[0].innerHTML = still);
    const levels = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const bright = colour => { const [r, g, b] = levels(colour); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const between = (one, other) => { const [low, high] = [bright(one), bright(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05); };
    const measured = text => {  // the place of its ink on the page
        const style = getComputedStyle(text), box = text.getBBox(), matrix = text.getScreenCTM();
        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const ink = pen.measureText(text.textContent), baseline = text.getStartPositionOfChar(0).y;
        const corners = [box.x, box.x + box.width].flatMap(x =>
            [baseline - ink.actualBoundingBoxAscent, baseline + ink.actualBoundingBoxDescent].map(y =>
            new DOMPoint(x, y).matrixTransform(matrix)));
        const xs = corners.map(c => c.x), ys = corners.map(c => c.y);
        return {words: text.textContent, name: text.dataset.name, colour: style.fill,
            size: parseFloat(style.fontSize) * Math.hypot(matrix.a, matrix.b), frame: text.ownerSVGElement,
            left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys)}; };
    const faultsOn = page => {
        const texts = [...page.querySelectorAll('text')].filter(text => text.textContent.trim()).map(measured);
        const alarm = page.querySelector('[role=alert]');
        const found = alarm ? [alarm.textContent] : [];
        texts.forEach((text, i) => {
            const frame = text.frame.getBoundingClientRect(), cut = -0.5;  // what is painted is blurred
            if (text.left < frame.left - cut || text.right > frame.right + cut
                || text.top < frame.top - cut || text.bottom > frame.bottom + cut)
                found.push(`“${text.words}” leaves its figure`);
            if (text.size < smallest) found.push(`“${text.words}” is ${text.size.toFixed(1)} pixels high`);
            const ratio = between(text.colour, page.style.background);
            if (ratio < contrast) found.push(`“${text.words}” has a contrast of ${ratio.toFixed(1)}`);
            texts.slice(i + 1).forEach(other => {
                const gap = Math.max(other.left - text.right, text.left - other.right);
                const below = Math.max(other.top - text.bottom, text.top - other.bottom);
                const same = text.name && text.name === other.name && text.words === other.words;  // two that meet
                if (!same && gap < 1.5 && below < -0.5)
                    found.push(`“${text.words}” runs into “${other.words}”`); }); });
        return found.map(fault => `${page.dataset.width} pixels wide: ${fault}`); };
    return settings.map(layers => pages.flatMap(page => {
        layers.forEach((svg, k) => page.children[k + 1].innerHTML = svg);
        return faultsOn(page); })); }"""


@pytest.fixture(scope="module")
def board():
    with browser_or_skip() as browser:
        board = browser.new_page(viewport={"width": 1250, "height": 1000})
        board.set_content(f'<body style="margin:0">{PAGES}</body>')
        yield board


def settings(stage):
    """Return the values, by name, at which a stage is looked at."""
    ends = {name: _ends(control) for name, control in stage.controls.items()}
    rng = np.random.default_rng(0)
    return [
        stage.start,
        *(stage.start | preset for presets in stage.presets.values() for preset in presets.values()),
        *(stage.start | {name: value} for name, values in ends.items() for value in values),
        *({name: values[k] for name, values in ends.items()} for k in (0, -1)),
        *({name: values[rng.integers(len(values))] for name, values in ends.items()} for _ in range(BY_LOT)),
        *({name: _by_lot(control, rng) for name, control in stage.controls.items()} for _ in range(BY_LOT)),
    ]


def _ends(control):
    """Return both ends of a control's range, or all that it lets one choose from."""
    if hasattr(control, "options"):
        return [option[1] if isinstance(option, tuple) else option for option in control.options]
    return [control.min, control.max] if hasattr(control, "min") else [False, True]


def _by_lot(control, rng):
    if not hasattr(control, "min"):
        values = _ends(control)
        return values[rng.integers(len(values))]
    steps = round((control.max - control.min) / control.step)
    return round(control.min + control.step * int(rng.integers(steps + 1)), 9)


def faults(board, stage):
    """Return what is wrong with a stage's texts, in sentences: of those that differ in digits only, one."""
    looked_at, drawn = settings(stage), []
    for values in looked_at:
        stage.set(**values)
        drawn.append([stage.calm.value, stage.moving.value])
    found = {}
    for values, wrong in zip(
        looked_at, board.evaluate(LOOK, [stage.still.value, drawn, SMALLEST, CONTRAST]), strict=True
    ):
        for fault in wrong:
            found.setdefault(re.sub("[0-9]", "0", fault), f"{fault}, at {values}")
    return list(found.values())


@pytest.mark.parametrize("name", names())
def test_texts_stand_apart_and_inside_and_can_be_read(name, board):
    stage = scene(name).stage()
    try:
        found = faults(board, stage)
    finally:
        stage.close()
    assert not found, f"{len(found)} faults:\n" + "\n".join(found[:20])
