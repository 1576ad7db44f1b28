"""How every test runs: pictures in notebooks are compared too, and in CI nothing may be skipped."""

import os

pytest_plugins = ["tests.pictures"]


def pytest_sessionfinish(session, exitstatus):
    """In CI, a skipped test fails the run: there it must have what it needs."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("CI=true, and a test was skipped: that is a failure here.", red=True)
        session.exitstatus = 1
