"""Run the tests with the lowest versions that requirements.txt declares, and with the newest: `make versions`.

    python -m tools.versions [lowest] [newest]

Each in a fresh environment, in a clone of the last commit. Pictures are compared with the saved ones on the pinned
versions only, see tests/pictures.py.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TWO_AT_A_TIME = ["--numprocesses", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
OLD_AMONG_NEW = ["-W", "ignore::DeprecationWarning"]  # an old matplotlib asks a new pyparsing for what will go
FREED = ("notebook",)  # of what the tests need: comes with a version that fits the JupyterLab


def declared():
    """Return {package: what requirements.txt asks of it, such as ">=2.1"}."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return dict(found.groups() for line in lines if (found := re.match(r"([a-z]+)(>=.*)", line)))


def requirements(which):
    """Return the lines to install for "lowest" or "newest": the five packages, and what the tests need beside them."""
    bounds = declared()
    if which == "lowest":
        bounds = {name: re.sub(r">=([\d.]+).*", r"==\1", bound) for name, bound in bounds.items()}
    lines = (ROOT / "tests" / "requirements.txt").read_text().splitlines()
    beside = [line for line in lines if line and line[0] != "#" and line.split("==")[0] not in bounds]
    beside = [line.split("==")[0] if line.split("==")[0] in FREED else line for line in beside]
    return [*(name + bound for name, bound in bounds.items()), *beside]


def tested(which, folder):
    """Make an environment with these versions in a folder, run the tests in it, and return whether they passed."""
    clone, python = folder / "clone", folder / "venv" / "bin" / "python"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, *requirements(which), "-e", clone], check=True)
    freeze = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    print(f"{which}:", *re.findall(rf"(?m)^(?:{'|'.join(declared())})==.*", freeze), flush=True)
    ignored = OLD_AMONG_NEW if which == "lowest" else []
    return subprocess.run([python, "-m", "pytest", "-q", *TWO_AT_A_TIME, *ignored], cwd=clone).returncode == 0


def main(chosen):
    """Test each choice; exit with the names of those that failed."""
    failed = []
    for which in chosen:
        with tempfile.TemporaryDirectory() as folder:
            if not tested(which, Path(folder)):
                failed.append(which)
    if failed:
        sys.exit(f"The tests failed with the {' and the '.join(failed)} versions.")


if __name__ == "__main__":
    main(sys.argv[1:] or ["lowest", "newest"])
