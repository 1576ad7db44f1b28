"""How every test runs: pictures in notebooks are compared too, and a skip is a failure where nothing may be missing."""

import os

pytest_plugins = ["tests.pictures"]


def pytest_collection_finish(session):
    """Let only this process warn of files opened without their encoding, not the kernels, whose packages do so."""
    os.environ.pop("PYTHONWARNDEFAULTENCODING", None)


def pytest_terminal_summary(terminalreporter):
    """Say which tests were left out, by file; where a browser was promised, as in CI, that is a failure."""
    skipped = terminalreporter.stats.get("skipped", [])
    for file in sorted({report.nodeid.partition("::")[0] for report in skipped}):
        terminalreporter.write_line(f"left out in {file}: {sum(report.nodeid.startswith(file) for report in skipped)}")


def pytest_sessionfinish(session, exitstatus):
    """Where BROWSER_PROMISED is set, a skipped test fails the run: there it must have what it needs."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("BROWSER_PROMISED") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("A browser was promised here, and a test was skipped: that is a failure.", red=True)
        session.exitstatus = 1
