"""What the README says is so: its figures are the measured ones."""

import json

from benchmarks import drag, readme


def test_the_figures_are_those_that_were_measured():
    assert readme.quoted(readme.README.read_text()) == readme.figures(json.loads(drag.RESULTS.read_text()))
