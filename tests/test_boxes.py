"""A number is written in its box as people write numbers; what the box cannot take it says, and keeps the last one."""

import ipywidgets as widgets
import nbformat
import pytest
from nbclient import NotebookClient

from helpers import live
from helpers.figures import OneNeuron, OneStep, PerceptronLearning
from helpers.live.number_box import read, standing, written
from tests.test_pictures import TABLE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("−0.5", -0.5), ("-0.5", -0.5), ("–0.5", -0.5), ("0,5", 0.5), ("−0,25", -0.25), ("2.5e−3", 0.0025),
        ("2,5e-3", 0.0025), ("1/3", 1 / 3), ("−2/8", -0.25), ("  7 ", 7), ("− 3", -3), ("+1.5", 1.5), (".5", 0.5),
        ("0,125", 0.125), ("1e2", 100),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text, number):
    assert read(text) == number


@pytest.mark.parametrize("text", ["", " ", "much", "1,2,3", "0.5.5", "1/0", "nan", "inf", "--1", "0x10", "½½"])
def test_what_is_no_number_is_said_to_be_none(text):
    with pytest.raises(ValueError, match="is no number"):
        read(text)


def test_a_comma_before_three_digits_is_asked_about_unless_only_whole_numbers_are_meant():
    assert read("10,000", whole=True) == 10_000
    with pytest.raises(ValueError, match=r"“10,000” may be two numbers: write 10000 or 10\.000"):
        read("10,000")


def test_a_box_shows_a_true_minus_and_no_more_digits_than_there_are():
    assert [written(number) for number in (-0.5, 0.1, 3, 1 / 3)] == ["−0.5", "0.1", "3", "0.333333333333"]


# What pages have sent: to the last digit, for a page that is told any other number answers.
@pytest.mark.parametrize(
    ("limits", "number", "there"),
    [
        ((-4.0, 4.0, 0.05), 0.1, 0.09999999999999964), ((-8.0, 8.0, 0.05), 0.8, 0.8000000000000007),
        ((-4.0, 4.0, 0.05), -0.2, -0.20000000000000018), ((-2.0, 2.0, 0.05), 2.0, 2.0), ((0.0, 10.0, 0.5), 7.3, 7.5),
        ((0, 5000, 10), 13, 10), ((1.0, 1.0, 0.1), 1.0, 1.0),
    ],
)  # fmt: skip
def test_a_slider_is_told_the_number_at_which_it_will_stand(limits, number, there):
    kind = widgets.IntSlider if isinstance(number, int) else widgets.FloatSlider
    slider = kind(min=limits[0], max=limits[1], step=limits[2])
    assert standing(number, slider) == there
    slider.close()


def box_of(stage, k=0):
    """Return the box of a stage's k-th number, its slider, and the words beside them."""
    row = [shown for shown in stage.widget.children[0].children if isinstance(shown, widgets.HBox)][k]
    return row.children


@pytest.fixture
def line():
    stage = live.explore(OneNeuron())  # w from −2 to 2, at 0.4
    yield stage
    stage.close()


def test_what_is_written_moves_picture_and_slider(line):
    box, slider, told = box_of(line)
    box.value = " −1,25 "
    assert (line.values["w"], line.controls["w"].value, slider.value, box.value) == (-1.25, -1.25, -1.25, "−1.25")
    assert "falls by 1.25" in line.sentence
    assert told.layout.display == "none"
    assert box.description == "w (−2 to 2)"


@pytest.mark.parametrize(
    ("text", "words"),
    [("much", "“much” is no number: w stays at 0.4."), ("99", "w goes from −2 to 2: w stays at 0.4."),
     ("1,000", "“1,000” may be two numbers: write 1000 or 1.000: w stays at 0.4.")],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_the_last_good_value_stays(line, text, words):
    box, slider, told = box_of(line)
    box.value = text
    assert words in told.value
    assert 'role="alert"' in told.value
    assert told.layout.display == ""
    assert (line.values["w"], slider.value, box.value) == (0.4, pytest.approx(0.4), "0.4")
    box.value = "1"
    assert (told.value, told.layout.display) == ("", "none")
    assert line.values["w"] == 1


def test_words_go_when_the_slider_moves(line):
    box, slider, told = box_of(line)
    box.value = "much"
    slider.value = 0.8
    assert (told.value, box.value) == ("", "0.8")


def test_a_whole_number_is_asked_for_where_one_is_needed():
    stage = live.explore(PerceptronLearning())
    box, *_, told = box_of(stage)
    box.value = "2.5"
    assert "visit takes whole numbers: visit stays at 4." in told.value
    box.value = "3,0"
    assert stage.values["visit"] == 3
    assert isinstance(stage.values["visit"], int)
    stage.close()


def test_a_few_whole_numbers_are_walked_with_buttons():
    stage = live.explore(PerceptronLearning(), visit=(0, 6))
    box, slider, back, on, _ = box_of(stage)
    assert (back.description, back.tooltip, on.description, on.tooltip) == ("back", "visit: back", "on", "visit: on")
    for _ in range(3):
        on.click()
    assert (stage.values["visit"], slider.value, box.value) == (6, 6, "6")
    assert "after 6 visits" in stage.sentence
    back.click()
    assert stage.values["visit"] == 5
    stage.set(visit=0)
    back.click()
    assert stage.values["visit"] == 0
    stage.close()


def test_a_long_run_has_no_such_buttons():
    assert len(box_of(live.explore(PerceptronLearning(), visit=(0, 5000)))) == 3


def test_a_name_of_words_is_said_with_its_limits():
    stage = live.explore(OneStep(TABLE))
    assert box_of(stage)[0].description == "learning rate (0.01 to 1.6)"
    stage.close()


def test_a_picture_that_is_not_on_the_last_line_is_shown_too_and_each_only_once():
    head = "from helpers import live\nfrom helpers.figures import OneNeuron\nfrom helpers.practice import predict\n"
    sources = [
        head + "live.explore(OneNeuron())",
        "live.explore(OneNeuron())\nprint('after')",
        "stage = live.explore(OneNeuron())",
        "live.explore(OneNeuron())\nlive.explore(OneNeuron(), w=(-1.0, 1.0))",
        "predict('1.a')\nlive.explore(OneNeuron())\n1 / 0",
        "1 + 1",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    NotebookClient(notebook, allow_errors=True, timeout=120, kernel_name="python3").execute()
    shown = [sum("image/png" in output.get("data", {}) for output in cell.outputs) for cell in notebook.cells]
    asked = [sum("text/html" in output.get("data", {}) for output in cell.outputs) for cell in notebook.cells]
    assert shown == [1, 1, 1, 2, 1, 0]
    assert asked == [0, 0, 0, 0, 1, 0]
