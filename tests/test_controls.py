"""What a learner or a teacher hands to `explore`, and to exercises and predictions, is taken or refused in words."""

import re
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances

from helpers import data, live, practice
from helpers.figures import Backpropagation, OneNeuron
from helpers.practice import checking, texts
from tests.test_checks import fault

LINE = OneNeuron()  # w starts at 0.4
PLAIN = SimpleNamespace(figure=LINE.figure, update=lambda w=0.5: "A line.")
NOT_PICTURES = (
    None, 3, "OneNeuron", OneNeuron, LINE.figure, SimpleNamespace(figure=LINE.figure),
    SimpleNamespace(update=LINE.update),
    SimpleNamespace(figure="a figure", update=LINE.update),
    SimpleNamespace(figure=LINE.figure, update=lambda w: "It has no start value."),
)  # fmt: skip
NOT_RANGES = (
    "1", None, 3, 0.5, np.nan, object(), abs, range(3), np.array([0.0, 1.0]), (), (1,), (10, 0), (0, 1, 0),
    (0, 1, -0.1), (0, 1, 0.1, 2), (0, "1"), (0, np.nan), (-np.inf, np.inf), [], {}, [None], {"half": None},
    (1.0, 2.0), (0, 10), [1, 2], ["a", "b"], {"one": 1}, True, widgets.Checkbox(), widgets.IntSlider(),
    widgets.FloatSlider(min=1, max=2),
)  # fmt: skip


@pytest.mark.parametrize("bad", NOT_PICTURES)
def test_what_is_no_picture_is_refused(bad):
    assert fault(live.explore, {"picture": bad}, "picture") is None


@pytest.mark.parametrize("bad", NOT_RANGES)
def test_a_range_that_cannot_be_is_refused_and_leaves_no_widget_behind(bad):
    before = set(_instances)
    assert fault(lambda w: live.explore(LINE, w=w), {"w": bad}, "w") is None
    assert set(_instances) == before


def test_a_range_of_nothing_that_the_picture_has_is_refused():
    assert fault(lambda v: live.explore(LINE, v=v), {"v": (0, 1)}, "v") is None


def test_a_refusal_says_what_would_do():
    for bad, words in (
        ((0, 10), "start value 0.4, but .0, 10. does not: whole limits give whole numbers"),
        ("1", "a range such as .*, a list of options, a bool or a widget, not '1'"),
        ((10, 0), "a range such as .* but it is .10, 0."),
    ):
        with pytest.raises((TypeError, ValueError), match=words):
            live.explore(LINE, w=bad)
    with pytest.raises(TypeError, match="v is no value of this picture; it has w, b, dose"):
        live.explore(LINE, v=(0, 1))


@pytest.mark.parametrize(
    "good",
    [(0, 1.0), (-8, 8, 0.05), (0.5, 0.6), [0.5, 1], [("half", 0.5), ("one", 1)], {"half": 0.5}, widgets.FloatSlider(2)],
)
def test_a_range_that_reaches_the_start_value_stands_at_it(good):
    stage = live.explore(PLAIN, w=good)
    assert stage.values["w"] == stage.controls["w"].value == 0.5
    assert stage.sentence == "A line."
    stage.close()


def test_a_checkbox_stands_at_its_start_value():
    picture = SimpleNamespace(figure=LINE.figure, update=lambda shown=True: f"Shown: {shown}.")
    stage = live.explore(picture, shown=False)
    assert stage.values["shown"] is stage.controls["shown"].value is True
    stage.close()


@pytest.mark.parametrize(("own", "begins_at"), [((1.0, 2.0), 1.0), ((-2.0, 0.25), 0.25), ([3, 4], 3), ((1, 9), 1)])
def test_a_picture_whose_own_control_does_not_reach_the_start_value_begins_where_it_does(own, begins_at):
    stage = live.explore(SimpleNamespace(figure=LINE.figure, update=PLAIN.update, ranges={"w": own}))
    assert stage.start == stage.values == {"w": begins_at}
    stage.close()


def test_of_a_picture_s_own_presets_those_stay_that_a_narrower_range_reaches():
    stage = live.explore(Backpropagation(data.dose_table()), x=(0.0, 2.0))
    assert list(stage.presets["example"]) == ["5", "6", "7", "8"]
    assert stage.values["x"] == 1.4
    stage.close()


def test_a_sentence_that_is_none_is_told_in_place_of_the_picture():
    stage = live.explore(SimpleNamespace(figure=LINE.figure, update=lambda w=0.5: None), w=(0.0, 1.0))
    assert "What update returns must be a sentence, not None." in stage.moving.value
    stage.close()


@pytest.mark.parametrize("bad", [{"v": 1}, {"w": 99}, {"w": "1"}, {"w": None}, {"w": [1]}, {"b": 0, "w": 99}])
def test_a_stage_is_set_only_to_what_its_controls_reach(bad):
    stage = live.explore(LINE)
    assert fault(lambda values: stage.set(**values), {"values": bad}, "values") is None
    assert stage.values == stage.start == {name: holder.value for name, holder in stage.controls.items()}
    stage.close()


NOT_IDS = (None, 1.1, 3, "", "99.9", "3.z", "1.1 ", [], ["1.1"], np.nan)


@pytest.mark.parametrize("call", [practice.hint, practice.solution, practice.predict], ids=lambda call: call.__name__)
@pytest.mark.parametrize("bad", NOT_IDS)
def test_an_id_that_there_is_not_is_refused(call, bad):
    assert fault(call, {"id": bad}, "id") is None
    assert fault(lambda id: practice.check(id, 1), {"id": bad}, "id") is None


def test_exercises_and_predictions_are_not_taken_for_each_other():
    assert fault(practice.predict, {"id": "1.1"}, "id") is None
    for call in (practice.hint, practice.solution):
        assert fault(call, {"id": "1.a"}, "id") is None
    with pytest.raises(ValueError, match=r"the nearest is '1\.2'"):
        practice.hint("1.2 ")


@pytest.mark.parametrize("bad", ["", "sigmod", None, 1])
def test_a_question_is_answered_only_with_one_of_its_options(bad):
    question = practice.predict("1.a")
    assert fault(question.answer, {"option": bad}, "option") is None
    question.close()


class Stubborn:
    """What refuses to be shown, compared or counted."""

    __slots__ = ()

    def refuse(self, *_):
        raise RuntimeError

    __eq__ = __repr__ = __format__ = __len__ = __bool__ = __array__ = __hash__ = refuse


def leaving(*_):
    raise SystemExit


LAYERS = [(np.ones((2, 3)), np.zeros(3)), (np.ones((3, 1)), np.zeros(1))]
ANSWERS = (
    None, ..., "1", "", "1" * 10_000, True, 1j, np.nan, np.inf, 10**400, [], [[]], [1.0, np.nan], [[1.0], [1.0, 2.0]],
    ["1"], [None], (1,), (1, 2, 3), (1, 2, 3, 4), (1, 2, np.nan, 4), (1e308,) * 4, range(3), {}, {1.0}, object(), abs,
    len, print, iter([1.0]), np.ones(2), np.ones((2, 2)), np.empty((0, 2)), np.array("1"), np.ma.masked, np.sin,
    leaving, lambda: 1, LAYERS, ValueError, Stubborn(), np, [1] * 1000,
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_handed_in(monkeypatch):
    """Let the exercises forget what happens here."""
    monkeypatch.setattr(checking, "_done", set())
    monkeypatch.setattr(checking, "_given", {})


@pytest.mark.parametrize("id", texts.ids("hints"))
def test_an_answer_of_any_kind_gets_a_reply_and_no_exception(id):
    for value in ANSWERS:
        for answer in (value, lambda *_, value=value: value):
            reply = practice.check(id, answer)
            assert re.match(rf"Exercise {id}\b", reply)
            assert len(reply) < 1000


def test_an_answer_that_cannot_be_written_out_is_described():
    assert "but it is a whole number of 401 digits." in practice.check("1.1", 10**400)
    assert "but it is a list of 1000 parts." in practice.check("1.2", [1] * 1000)
