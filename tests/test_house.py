"""The house is in order: who imports whom, and what a newcomer finds at the top."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HELPERS = ROOT / "helpers"
MODULES = sorted(HELPERS.rglob("*.py"))

THE_MATHS = ("activations", "neuron", "two_layer", "mlp", "losses", "descent", "gradient_check")


def broken_contracts(root):
    """Return what import-linter finds broken in the helpers of a folder, as it prints it, by pyproject.toml."""
    lint = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    done = subprocess.run([sys.executable, "-c", lint], cwd=root, capture_output=True, text=True, encoding="utf-8")
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_imports_run_downward_only():
    assert not broken_contracts(ROOT)


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("two_layer", "import matplotlib", "The maths draws nothing"),
        ("losses", "from helpers import mlp", "Imports run downward only"),
        ("mlp", "from helpers import two_layer", "Imports run downward only"),
        ("figures/parts/curve", "import ipywidgets", "A picture knows no widget"),
        ("live/stage", "from helpers.two_layer import forward", "The stage knows no network"),
        ("server", "from helpers import look", "The server's extension stands alone"),
        ("new", "import numpy", "Imports run downward only"),
    ],
)
def test_an_import_that_runs_upward_is_refused(tmp_path, module, line, contract):
    shutil.copytree(HELPERS, tmp_path / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with open(tmp_path / "helpers" / f"{module}.py", "a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert contract in broken_contracts(tmp_path)


def test_a_module_of_maths_opens_with_its_first_formula_and_is_a_page():
    sources = {name: (HELPERS / f"{name}.py").read_text(encoding="utf-8").splitlines() for name in THE_MATHS}
    for name, lines in sources.items():
        assert re.search(r"  # [FB]\d", "\n".join(lines[:40])), name
    assert sum(map(len, sources.values())) < 600
    assert not [
        name for name, lines in sources.items() if re.search(r"(?m)^@(?!np\.errstate|property)", "\n".join(lines))
    ]


OF_TESTS = re.compile(r"(?m)^\s*(from|import) tests\b")


def test_nothing_but_the_tests_imports_from_them():
    others = [*MODULES, *(ROOT / "tools").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
    assert not [path for path in others if OF_TESTS.search(path.read_text(encoding="utf-8"))]
    assert OF_TESTS.search("import os\n    from tests.shown import drag")


def test_the_maths_has_no_pyplot_and_no_figure_has():
    assert not [path for path in MODULES if re.search(r"pyplot|plt\b", path.read_text(encoding="utf-8"))]


def test_importing_the_helpers_imports_no_widget():
    code = "import sys, helpers, helpers.two_layer, helpers.descent; print('ipywidgets' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8").stdout.strip()
        == "False"
    )


def test_a_learner_installs_the_five_packages_and_the_project():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = {re.match(r"-e \.|[a-z]+", line)[0] for line in lines if line and line[0] != "#"}
    assert names == {"jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbval", "-e ."}


# What Windows has not: modules, and names of modules that it has.
OF_UNIX = {
    *("curses", "fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"),
    *("os.fork", "os.forkpty", "os.getuid", "os.geteuid", "os.getpgid", "os.killpg", "os.setsid", "os.uname"),
    *("signal.SIGALRM", "signal.SIGKILL", "signal.SIGHUP", "signal.alarm", "signal.setitimer", "signal.pause"),
}


def only_on_unix(source):
    """Return what of a Python source Windows has not, imports and uses alike."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Attribute):
            found.add(ast.unparse(node))
    return found & OF_UNIX


def test_helpers_and_tests_use_nothing_that_windows_has_not():
    paths = [ROOT / "conftest.py", *MODULES, *(ROOT / "tests").glob("*.py"), *(ROOT / "tools").glob("*.py")]
    used = {path.name: only_on_unix(path.read_text(encoding="utf-8")) for path in paths}
    assert {name: found for name, found in used.items() if found} == {"open_lab.py": {"os.geteuid"}}  # it asks before


def test_what_windows_has_not_is_found():
    source = "import resource\nfrom signal import SIGALRM\nimport os\nif True:\n    os.fork()"
    assert only_on_unix(source) == {"resource", "signal.SIGALRM", "os.fork"}


def test_licences():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "Attribution 4.0 International" in (ROOT / "LICENSE-text").read_text(encoding="utf-8")
    assert (
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]
        == "MIT AND CC-BY-4.0"
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HELPERS).as_posix())
def test_every_public_name_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    if path.match("practice/chapter_*.py"):  # the right lines of exercises, which are to be read themselves
        public = []
    assert ast.get_docstring(tree)
    assert not [node.name for node in public if not ast.get_docstring(node)]


def test_make_mutants_changes_every_module_of_the_maths():
    changed = set(tomllib.loads((ROOT / "cosmic-ray.toml").read_text(encoding="utf-8"))["cosmic-ray"]["module-path"])
    assert changed >= {f"helpers/{name}.py" for name in (*THE_MATHS, "autodiff", "checks", "tree", "data")}
    assert not [path for path in changed if not (ROOT / path).is_file()]
