"""A learner's function that never ends is ended, on every system: by what, depends on the Python.

From Python 3.12 on, Python itself calls us wherever a loop begins anew or a function begins (sys.monitoring), also
where there are no threads, as in a browser. Before, a second thread sets an exception in this one. Learners may catch
what they like (`except:`): then the next one comes. Neither reaches into C: `list(iter(int, 1))` goes on.
"""

import sys
import threading
import time
from functools import partial


class TooLong(BaseException):
    """The time is over; no `except Exception` catches it."""


def within(seconds, function):
    """Return function(). Raises TooLong if it takes longer than that."""
    return (_monitored if hasattr(sys, "monitoring") else _watched)(seconds, function)


def _monitored(seconds, function):
    monitoring, end = sys.monitoring, time.monotonic() + seconds
    tool = next(tool for tool in range(5, -1, -1) if monitoring.get_tool(tool) is None)

    def look(*_):
        if time.monotonic() > end:
            raise TooLong

    monitoring.use_tool_id(tool, "helpers.practice")
    for event in (monitoring.events.JUMP, monitoring.events.PY_START):
        monitoring.register_callback(tool, event, look)
    monitoring.set_events(tool, monitoring.events.JUMP | monitoring.events.PY_START)
    try:
        found = function()
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
    look()
    return found


def _watched(seconds, function):
    from ctypes import c_ulong, py_object, pythonapi

    class Again(TooLong):
        """Wherever it is caught it is made, and then the next one is on its way."""

    set_exception = pythonapi["PyThreadState_SetAsyncExc"]
    set_exception.restype = None
    here, at_work, fired = c_ulong(threading.get_ident()), threading.Lock(), []
    Again.__init__ = partial(set_exception, here, py_object(Again))  # no Python in it that an exception could end

    def watch():
        if not at_work.acquire(timeout=seconds):
            fired.append(True)
            set_exception(here, py_object(Again))

    at_work.acquire()
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        found = function()
    finally:
        Again.__init__ = BaseException.__init__  # caught from now on, it makes no further one
        while watcher:  # one may still be on its way
            try:
                if at_work.locked():
                    at_work.release()
                watcher.join()
                set_exception(here, None)
                watcher = None
            except Again:
                pass
    if fired:
        raise TooLong
    return found
