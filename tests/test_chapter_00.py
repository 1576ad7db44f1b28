"""Chapter 0's picture: the share that a dose kills, by the network and as it was counted."""

import math
import re

import pytest

from helpers.data import DOSE, EXPOSED, KILLED, x_of_dose
from helpers.figures import DoseCurve
from tests.shown import NOTEBOOKS
from tests.test_maths import independent_output


@pytest.mark.parametrize("row", range(8))
def test_a_point_stands_over_the_tick_of_its_dose_at_its_share(row):
    picture = DoseCurve()
    axes = picture.curve.line.axes
    x, share = axes.lines[0].get_xydata()[row]
    ticks = dict(zip((float(label.get_text()) for label in axes.get_xticklabels()), axes.get_xticks(), strict=True))
    between = math.log(10 ** DOSE[row] / 50) / math.log(80 / 50)  # on a logarithmic axis, from 50 to 80 mg/l
    assert x == pytest.approx(ticks[50] + between * (ticks[80] - ticks[50]))
    assert share == pytest.approx(KILLED[row] / EXPOSED[row])


@pytest.mark.parametrize("dose", [48.0, 60.0, 72.6, 79.0])
def test_the_forecast_is_the_network_s_at_that_dose(dose):
    picture, params = DoseCurve(), (4.0, 0.5, 6.0, -3.0)
    sentence = picture.update(*params, dose=dose)
    share = independent_output(params, x_of_dose(dose))
    assert picture.dot.get_xydata()[0] == pytest.approx((x_of_dose(dose), share))
    assert f"At a dose of {dose:.1f} mg/l" in sentence
    assert f"{100 * share:.0f} of 100 die" in sentence


def test_a_curve_can_be_dragged_to_a_mean_loss_below_0_01_as_the_page_promises():
    sentence = DoseCurve().update(w1=2, b1=0.3, w2=6, b2=-3)
    assert float(sentence.split("mean loss is ")[1].rstrip(".").replace("−", "-")) < 0.01


def test_with_w2_at_0_the_dose_moves_the_first_neuron_and_not_the_second():
    low, high = (DoseCurve().update(w2=0, dose=dose) for dose in (50, 75))
    values = [
        dict(part.split(" = ") for part in said.split(": ")[1].split(". So")[0].split(", ")) for said in (low, high)
    ]
    assert {name for name in values[0] if values[0][name] != values[1][name]} == {"x", "z₁", "h"}


def test_curves_that_fit_well_differ_at_63_as_the_page_says():
    for parameters, said in (
        ((1.5, 0.2, 7, -3.5), 66),
        ((2.2, 0.35, 6.6, -2.6), 84),
        ((1.664, -0.3676, 5.823, -1.866), 69),
    ):
        sentence = DoseCurve().update(*parameters, dose=63)
        assert f"{said} of 100 die" in sentence
        assert float(sentence.split("mean loss is ")[1].rstrip(".").replace("−", "-")) < 0.01


def test_the_table_of_chapters_leads_to_every_other_one():
    rows = re.findall(r"\| \[\d+ · .*?\]\((.*?)\) \|", NOTEBOOKS[0].read_text(encoding="utf-8"))
    assert rows == [path.name for path in NOTEBOOKS[1:]]
