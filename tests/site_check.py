"""The browser tests on the site, served as files, with no server that computes: `make site-test`."""

from tests import test_browser
from tests.shown import opened_in

served, notebook = opened_in("site")
for name in dir(test_browser):
    if name.startswith("test_") and "leave_the_server" not in name:
        globals()[name] = getattr(test_browser, name)
