"""What the benchmark of dragging makes of what it sees: frames, the last picture, and where a frame's time goes."""

import pytest

from benchmarks.drag import summary, time_of_kinds

# Five moves in 0.1 s, four of them a new value; the third value is passed over, the last is painted after the release.
LOG = [[0, 1.0, "1"], [16, 1.5, "1"], [33, 1.5, "1.5"], [50, 2.0, "1.5"], [66, 2.5, "2.5"], [83, 3, "2.5"]]
DRAG = {"log": [*LOG, [130, 3, "3"]], "moves": 5, "released": 100}


def test_a_frame_is_a_number_that_is_painted_for_the_first_time():
    found = summary(DRAG, seconds=0.1, step=0.5)
    assert (found["moves_per_second"], found["frames_per_second"]) == (50, 20)
    assert (found["paints_after_release"], found["release_to_final_ms"], found["final_right"]) == (1, 30, True)


def test_a_last_picture_that_is_there_at_the_release_is_not_waited_for():
    found = summary({"log": [*LOG, [92, 3, "3"]], "moves": 5, "released": 100}, seconds=0.1, step=0.5)
    assert (found["paints_after_release"], found["release_to_final_ms"], found["final_right"]) == (0, 0, True)


def test_a_last_picture_of_another_value_is_not_right():
    found = summary(DRAG | {"log": LOG}, seconds=0.1, step=0.5)
    assert (found["final_right"], found["release_to_final_ms"]) == (False, None)


def test_each_moment_of_the_main_thread_belongs_to_one_kind_of_work():
    def event(name, start, duration, thread=1):
        return {"name": name, "ts": start, "dur": duration, "ph": "X", "pid": 1, "tid": thread}

    events = [
        event("RunTask", 0, 100), event("FunctionCall", 10, 50), event("ParseHTML", 20, 10), event("Layout", 40, 15),
        event("UpdateLayoutTree", 70, 5), event("Paint", 80, 8), event("Layerize", 88, 2),
        event("FunctionCall", 0, 999, thread=2),
    ]  # fmt: skip
    found = time_of_kinds(events)
    assert found == {"script": 25, "parsing": 10, "style": 5, "layout": 15, "paint": 10, "other": 35}
    assert sum(found.values()) == pytest.approx(100)
