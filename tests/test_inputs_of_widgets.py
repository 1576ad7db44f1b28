"""Bad input gets one sentence that names the argument: the stage of live pictures, exercises and predictions."""

from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances

from helpers import exercises, live, practice, predict
from helpers.exercises import checking
from helpers.figures import Backpropagation, DecisionRegion, Line
from tests import refusals, test_inputs
from tests.refusals import HUGE, OF_WRONG_TYPE, SELF, cases, fault, faults, good_of, public_functions, unlisted
from tests.test_inputs_of_pictures import DOSE, RING, RING_RUNS

LINE = Line()  # w starts at 0.5, b at 1 and x at 2
PLAIN = SimpleNamespace(figure=LINE.figure, update=lambda w=0.5: "A line.")
NOT_PICTURES = (
    *OF_WRONG_TYPE, Line, LINE.figure, SimpleNamespace(figure=LINE.figure), SimpleNamespace(update=LINE.update),
    SimpleNamespace(figure=LINE.figure, update="move"), SimpleNamespace(figure="a figure", update=LINE.update),
    SimpleNamespace(figure=LINE.figure, update=lambda w: "It has no start value."),
)  # fmt: skip
NOT_PRESETS = (
    *(bad for bad in OF_WRONG_TYPE if bad is not None and bad != {}), 3, [], [("a", {})], SELF,
    {3: {"b": {"w": 1}}}, {"a": 3}, {"a": {}}, {"a": {3: {"w": 1}}}, {"a": {"b": 3}}, {"a": {"b": {}}},
    {"a": {"b": {"v": 1}}}, *({"a": {"b": {"w": bad}}} for bad in (99, "1", None, np.nan, True, [1], HUGE)),
)  # fmt: skip
NOT_RANGES = (
    "1", None, 3, 0.5, 1j, np.nan, object(), abs, {1.0}, iter([0.5]), range(3), np.array([0.0, 1.0]), float, SELF,
    (), (1,), (10, 0), (0, 0), (0, 1, 0), (0, 1, -0.1), (0, 1, 5), (0, 1, 0.1, 2), (0, "1"), (0, None), (0, np.nan),
    (-np.inf, np.inf), (0, HUGE), ((0, 1), (0, 1)), [], {}, [None], [[0.5]], [np.ones(2)], [(0.5, "half")],
    {"half": None}, (1.0, 2.0), (0, 10), [1, 2], ["a", "b"], {"one": 1}, True, widgets.Checkbox(), widgets.Text(),
    widgets.IntSlider(), widgets.FloatSlider(min=1, max=2),
)  # fmt: skip
NOT_IDS = (
    *OF_WRONG_TYPE, "", "99.9", "1.9", "3.z", "1.1 ", 1.1, 3, np.nan, HUGE, [], ["1.1"], SELF, "1" * 10_000, "1.1\n",
    np.array(["1.1", "1.2"]), np.ones((20, 20)),
)  # fmt: skip
ANSWERED = ()  # an answer is never refused: whatever it is, the reply says in words what is wrong with it

TABLE = {
    live.explore: {"picture": (LINE, NOT_PICTURES), "presets": (None, NOT_PRESETS), "ranges": ({}, NOT_RANGES)},
    predict.predict: {"id": ("1.a", (*NOT_IDS, "1.1"))},
    exercises.check: {"id": ("1.1", (*NOT_IDS, "1.a")), "answer": (-1, ANSWERED)},
    exercises.hint: {"id": ("1.1", (*NOT_IDS, "1.a"))},
    exercises.solution: {"id": ("1.1", (*NOT_IDS, "1.a"))},
}


@pytest.fixture(autouse=True)
def nothing_handed_in(monkeypatch):
    """Let the exercises forget what happens here."""
    monkeypatch.setattr(checking, "_done", set())
    monkeypatch.setattr(checking, "_given", {})


def close(thing):
    """Close a live picture or a question; leave words as they are."""
    getattr(thing, "close", str)()


@pytest.mark.parametrize("call", TABLE, ids=lambda call: call.__name__)
def test_good_arguments_pass(call):
    arguments = good_of(TABLE[call])
    close(call(**arguments.pop("ranges", {}), **arguments))


@pytest.mark.parametrize(("call", "name", "good", "bad"), cases(TABLE))
def test_bad_input_is_refused_in_one_sentence_that_names_the_argument(call, name, good, bad):
    good.pop("ranges", None)
    if name == "ranges":  # they are given by the names of controls, and refused by these
        call, name = lambda w, **others: live.explore(w=w, **others), "w"
    before = set(_instances)
    assert faults(call, name, good, bad) == []
    assert set(_instances) == before


def test_every_argument_is_in_the_table():
    doors = [live.explore, predict.predict, *(getattr(exercises, name) for name in exercises.__all__)]
    assert unlisted(doors, TABLE) == []
    assert set(doors) >= {*public_functions(live), *public_functions(predict)} - {live.stages}  # which takes nothing
    assert set(doors) >= set(public_functions(checking))


def test_a_range_of_nothing_that_the_picture_has_is_refused():
    assert fault(lambda v: live.explore(LINE, v=v), "v", {"v": (0, 1)}) is None


@pytest.mark.parametrize(
    "good",
    [(0, 1.0), (-8, 8, 0.05), (0.5, 0.6), [0.5, 1], [("half", 0.5), ("one", 1)], {"half": 0.5}, widgets.FloatSlider(2)],
)
def test_a_range_that_reaches_the_start_value_stands_at_it(good):
    stage = live.explore(PLAIN, w=good)
    assert stage.values["w"] == stage.controls["w"].value == 0.5
    assert stage.sentence == "A line."
    stage.close()


def test_a_box_stands_at_its_start_value():
    picture = SimpleNamespace(figure=LINE.figure, update=lambda shown=True: f"Shown: {shown}.")
    stage = live.explore(picture, shown=False)
    assert stage.values["shown"] is stage.controls["shown"].value is True
    stage.close()


def test_a_picture_whose_own_control_does_not_reach_the_start_value_begins_where_it_does():
    stage = live.explore(DecisionRegion(RING, {1: RING_RUNS[1]}))  # its start values are 2 hidden units and step 600
    assert stage.values == {"hidden_units": 1, "step": 3}
    assert "1 hidden unit, step 3" in stage.sentence
    stage.close()


def test_of_a_picture_s_own_presets_those_stay_that_a_narrower_range_reaches():
    stage = live.explore(Backpropagation(DOSE), x=(0.0, 2.0))
    assert list(stage.presets["example"]) == ["5", "6", "7", "8"]
    stage.close()


def test_a_sentence_that_is_none_is_told_in_place_of_the_picture():
    stage = live.explore(SimpleNamespace(figure=LINE.figure, update=lambda w=0.5: None), w=(0.0, 1.0))
    assert "what update returns must be a string, not None." in stage.moving.value
    stage.close()


@pytest.mark.parametrize("bad", [{"v": 1}, {"w": 99}, {"w": "1"}, {"w": None}, {"w": np.nan}, {"w": [1]}])
def test_a_stage_is_set_only_to_what_its_controls_reach(bad):
    stage = live.explore(LINE)
    assert fault(lambda values: stage.set(**values), "values", {"values": bad}) is None
    assert stage.values == stage.start
    stage.close()


@pytest.mark.parametrize("bad", ["", "sigmod", *OF_WRONG_TYPE])
def test_a_question_is_answered_only_with_one_of_its_options(bad):
    question = predict.predict("1.a")
    assert fault(question.answer, "option", {"option": bad}) is None
    question.close()


def all_bad_values():
    """Return the values of every kind in the modules of tests, each once."""
    kinds = [kind for module in (refusals, test_inputs) for name, kind in vars(module).items() if name[:4] == "NOT_"]
    return {id(value): value for kind in kinds for value in kind}.values()


class Stubborn:
    """What refuses to be shown, compared or counted."""

    __slots__ = ()

    def refuse(self, *_):
        raise RuntimeError

    __eq__ = __repr__ = __format__ = __len__ = __bool__ = __array__ = __hash__ = refuse


def test_an_answer_that_cannot_be_written_out_is_described():
    assert "but it is a whole number of 5001 digits." in exercises.check("1.1", HUGE)
    assert "but it is a list of 1000 parts." in exercises.check("1.2", [1] * 1000)


def leaving(*_):
    raise SystemExit


@pytest.mark.parametrize("id", practice.ids("hints"))
def test_an_answer_of_any_kind_gets_a_reply_and_no_exception(id):
    for value in (*all_bad_values(), Stubborn(), (1e308,) * 3, (1e308,) * 4, "1" * 10_000, np.ma.masked, leaving):
        for answer in (value, lambda *_, value=value: value):
            reply = exercises.check(id, answer)
            assert reply.startswith(f"Exercise {id}")
            assert len(reply) < 1000
