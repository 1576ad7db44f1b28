"""A number's control: a box in which it is written as people write numbers, and a slider beside it.

What the box cannot take it says in words, and the last good value stays. Its keys step the slider: the arrows by one
step (Notebook 7 keeps these for itself), Page Up and Page Down by five.
"""

import math
import re
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import NamedTuple

import ipywidgets as widgets
import traitlets

from helpers.live.svg import VARIABLES
from helpers.look import DATA, subscripted

WALKED = 32  # a slider of so few whole numbers has buttons too, to walk through them one by one
BOX, LETTER = 5, 0.52  # of the box itself and of a letter of its name, in em
MINUS = str.maketrans("−–", "--")  # as pages print it, and as some keyboards write it
GROUPED = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+")
WORDS = '<span role="alert" style="line-height:1.3;color:var(--ink,#1f2328)">{}</span>'

for _slider in (widgets.FloatSlider, widgets.IntSlider):
    _slider.value.tag(echo_update=False)  # else each value comes back to the page that sent it: a message a frame


class Control(NamedTuple):
    """What holds a value, and what the page shows for it: the same widget, or a box beside its slider."""

    holder: traitlets.HasTraits
    shown: widgets.Widget


class Number(traitlets.HasTraits):
    """The exact number between a slider's limits; any other is refused with a TraitError that says why in words."""

    value = traitlets.Any()

    def __init__(self, slider):
        self.min, self.max, self.step = slider.min, slider.max, slider.step
        self.whole = isinstance(slider, widgets.IntSlider)
        super().__init__(value=slider.value)

    @traitlets.validate("value")
    def _fitting(self, proposal):
        number = proposal.value
        if not isinstance(number, int | float) or not self.min <= number <= self.max:
            raise traitlets.TraitError(f"goes from {self.limits}")
        if self.whole and number % 1:
            raise traitlets.TraitError("takes whole numbers")
        return int(number) if self.whole else float(number)

    @property
    def limits(self):
        """The limits in words."""
        return f"{written(self.min)} to {written(self.max)}"


def written(number):
    """Return a number as a box shows it: exact to twelve digits, with a true minus."""
    return f"{number:.12g}".replace("-", "−")


def read(text, whole=False):
    """Return the number that a text writes: −0.5, 0,5, 2.5e−3, 1/3; raise ValueError, in words, for anything else.

    whole: whether only whole numbers are asked for, so that the comma in 10,000 is no decimal one.
    """
    plain = "".join(text.split()).translate(MINUS)
    if GROUPED.fullmatch(plain):
        large, small = plain.replace(",", ""), plain.replace(",", ".")
        if not whole:
            raise ValueError(f"“{text}” may be two numbers: write {large} or {small}")
        plain = large
    try:
        return float(Fraction(plain.replace(",", ".")))
    except (ValueError, ZeroDivisionError, OverflowError):
        raise ValueError(f"“{text}” is no number") from None


def number_control(name, slider):
    """Return the Control for a slider: what holds its number, and a box and the slider in a row."""
    holder, label = Number(slider), subscripted(name)
    said = f"{label} ({holder.limits})"
    look = {"style": {"description_width": "initial"}, "layout": {"width": f"{BOX + LETTER * len(said):g}em"}}
    box = widgets.Text(written(holder.value), description=said, continuous_update=False, **look)
    told = widgets.HTML(layout={"margin": "0 4px", "display": "none"})
    walked = holder.whole and slider.max - slider.min <= WALKED
    slider.readout, slider.layout.flex, slider.layout.width = False, f"1 1 {3 if walked else 4.5}em", "auto"
    slider.style.handle_color = VARIABLES[DATA]
    slider.value = standing(slider.value, slider)

    def say(words):
        told.value = WORDS.format(escape(words)) if words else ""
        told.layout.display = "" if words else "none"  # Pyodide's None does not arrive in the browser

    def typed(change):
        if change.new == written(holder.value):
            return
        try:
            holder.value = read(change.new, holder.whole)
            say("")
        except (ValueError, traitlets.TraitError) as fault:
            subject = "" if isinstance(fault, ValueError) else f"{label} "
            say(f"{subject}{fault}: {label} stays at {written(holder.value)}.")
        box.value = written(holder.value)

    def moved(change):
        box.value = written(change.new)
        say("")
        if not math.isclose(change.new, slider.value, abs_tol=1e-9):  # else it may have been dragged on already
            slider.value = standing(change.new, slider)

    box.observe(typed, "value")
    holder.observe(moved, "value")
    parts = [box, slider, *(_steppers(label, holder, slider) if walked else ()), told]
    basis, widest = (360, 380) if walked else (280, 330)
    row = widgets.HBox(parts, layout={"flex": f"1 1 {basis}px", "flex_flow": "row wrap", "max_width": f"{widest}px"})
    return Control(holder, row.add_class("number-row"))


def _steppers(label, holder, slider):
    """Return two buttons, back and on, that move a whole number by one."""

    def stepper(words, way):
        button = widgets.Button(description=words, tooltip=f"{label}: {words}", layout={"width": "auto"})
        button.on_click(lambda _: _go(holder, slider, way))
        return button

    return stepper("back", -1), stepper("on", 1)


def _go(holder, slider, way):
    slider.value = min(max(slider.value + way * slider.step, slider.min), slider.max)
    holder.value = slider.value  # which was behind, if the slider has been dragged just now


def standing(number, slider):
    """Return where a slider on the page stands when it is told a number: at its nearest step, as noUiSlider counts it.

    Told any other number, the page would answer with this one, and its answer may come after a later number was told.
    """
    width = slider.max - slider.min
    if not width or not slider.step:
        return number
    step = slider.step * 100 / width
    place = math.floor((number - slider.min) * 100 / width / step + 0.5) * step  # in percent of the slider's length
    there = slider.max if number == slider.max or place >= 100 else place * width / 100 + slider.min
    return round(there) if isinstance(slider, widgets.IntSlider) else there


def dragged_to(number, slider, last):
    """Return the number that a moved slider says, or None if it only stands at the step nearest to the last one."""
    if abs(number - last) <= 0.51 * slider.step:
        return None
    decimals = max(0, -Decimal(str(slider.step)).as_tuple().exponent)
    return round(number, decimals)  # 0.1, not 0.09999999999999964
