"""Where the figures are kept: benchmarks/results.json, one part for each benchmark, with what it was measured on."""

import json
import platform
import time
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results.json")


def kept():
    """Return all figures that were kept."""
    return json.loads(RESULTS.read_text()) if RESULTS.exists() else {}


def keep(name, packages, **found):
    """Write the figures of one benchmark, with the date and the versions that they hold for, and leave the others."""
    versions = {package: version(package) for package in packages}
    measured = {"date": time.strftime("%Y-%m-%d"), "python": platform.python_version()} | versions
    RESULTS.write_text(json.dumps(kept() | {name: {"measured": measured} | rounded(found)}, indent=1) + "\n")


def rounded(found):
    """Return figures, in whatever lists and dictionaries they are, with three decimals."""
    if isinstance(found, dict):
        return {key: rounded(value) for key, value in found.items()}
    if isinstance(found, list):
        return [rounded(value) for value in found]
    return round(found, 3) if isinstance(found, float) else found
