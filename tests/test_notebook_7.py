"""Notebook 7 shows the same widgets and the same numbers as JupyterLab, and all of it can be used by keys alone."""

from tests import test_browser as jupyterlab
from tests.shown import opened_in

served, page, notebook = opened_in("notebook")
test_axe_finds_nothing_and_pages_are_those_of_the_look = (
    jupyterlab.test_axe_finds_nothing_and_pages_are_those_of_the_look
)
test_the_browser_has_a_name_for_every_control = jupyterlab.test_the_browser_has_a_name_for_every_control
test_everything_works_with_the_keyboard_alone = jupyterlab.test_everything_works_with_the_keyboard_alone
test_nothing_went_wrong_and_nothing_left_the_machine = jupyterlab.test_nothing_went_wrong_and_nothing_left_the_machine
test_answers_leave_the_server_at_once = jupyterlab.test_answers_leave_the_server_at_once
