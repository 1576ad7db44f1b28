"""The house is in order: who imports whom, and what a newcomer finds at the top."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HELPERS = ROOT / "helpers"
MODULES = sorted(HELPERS.rglob("*.py"))

# What a module may import, from the bottom up. A module that is not named here may import nothing.
MATHS = {"numpy", "helpers.inputs"}
DRAWING = {"numpy", "matplotlib", "helpers.look", "helpers.inputs"}
MATHS_MODULES = {
    f"helpers.{name}"
    for name in ("activations", "neuron", "two_layer", "mlp", "losses", "descent", "gradient_check", "data")
}
ALLOWED = {
    "helpers": set(),
    "helpers.inputs": {"numpy"},
    "helpers.activations": MATHS,
    "helpers.neuron": MATHS | {"helpers.activations"},
    "helpers.losses": MATHS,
    "helpers.data": MATHS,
    "helpers.two_layer": MATHS | {"helpers.activations"},
    "helpers.mlp": MATHS | {"helpers.activations"},
    "helpers.descent": MATHS,
    "helpers.gradient_check": MATHS | {"helpers.descent"},
    "helpers.look": {"matplotlib"},
    "helpers.svg": {"matplotlib", "helpers.look"},
    "helpers.figures": DRAWING | MATHS_MODULES | {"helpers.figures"},
    "helpers.cells": {"IPython"},
    "helpers.spoken": set(),
    "helpers.ranges": {"ipywidgets", "helpers.inputs"},
    "helpers.live": {
        "ipywidgets",
        "helpers.svg",
        "helpers.look",
        "helpers.cells",
        "helpers.spoken",
        "helpers.inputs",
        "helpers.ranges",
    },
    "helpers.practice": {"helpers.inputs"},
    "helpers.exercises": MATHS | MATHS_MODULES | {"helpers.practice", "helpers.exercises"},
    "helpers.predict": {"ipywidgets", "helpers.practice", "helpers.cells", "helpers.spoken", "helpers.inputs"},
    "helpers.server": {"jupyter_server"},
}


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source):
    """Return the modules that a source imports, from outside Python's own library."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            within = (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "helpers" else {node.module}
            )
            found |= within
    return {name for name in found if name.split(".")[0] not in sys.stdlib_module_names}


def forbidden(module, found):
    """Return those imports that the module's place in the house does not allow."""
    key = next((name for name in (module, module.rpartition(".")[0]) if name in ALLOWED), None)
    allowed = ALLOWED.get(key, set())
    return {name for name in found if not any(name == ok or name.startswith(f"{ok}.") for ok in allowed)}


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_run_downward_only(path):
    assert not forbidden(module_name(path), imports(path.read_text()))


def of_tests(found):
    """Return those imports that come from tests/."""
    return {name for name in found if name.split(".")[0] == "tests"}


@pytest.mark.parametrize("path", [*ROOT.glob("tools/*.py"), *ROOT.glob("benchmarks/*.py")], ids=module_name)
def test_tools_and_benchmarks_need_no_test(path):
    assert not of_tests(imports(path.read_text()))


def test_an_import_from_the_tests_is_refused():
    assert of_tests(imports("from tests.shown import drag")) and of_tests(imports("import tests"))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("helpers.two_layer", "import matplotlib"),
        ("helpers.losses", "from helpers import live"),
        ("helpers.figures.chains", "import ipywidgets"),
        ("helpers.live", "from helpers.two_layer import forward"),
        ("helpers.new", "import numpy"),
    ],
)
def test_an_import_that_runs_upward_is_refused(module, source):
    assert forbidden(module, imports(source))


def test_the_maths_has_no_pyplot_and_no_figure_has():
    assert not [path for path in MODULES if re.search(r"pyplot|plt\b", path.read_text())]


def test_importing_the_helpers_imports_no_widget():
    code = "import sys, helpers, helpers.two_layer, helpers.descent; print('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


def test_a_learner_installs_the_five_packages_and_the_project():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] != "#"]
    names = {re.match(r"-e \.|[a-z]+", line)[0] for line in lines}
    assert names == {"jupyterlab", "numpy", "matplotlib", "ipywidgets", "nbval", "-e ."}


def test_licences():
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert "Attribution 4.0 International" in (ROOT / "LICENSE-text").read_text()
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"] == "MIT AND CC-BY-4.0"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_public_name_says_what_it_is(path):
    tree = ast.parse(path.read_text())
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    assert not [node.name for node in [tree, *public] if not ast.get_docstring(node)]


def test_make_mutants_changes_every_module_of_the_maths():
    changed = set(tomllib.loads((ROOT / "cosmic-ray.toml").read_text())["cosmic-ray"]["module-path"])
    assert changed >= {f"{module.replace('.', '/')}.py" for module in MATHS_MODULES}
    assert not [path for path in changed if not (ROOT / path).is_file()]
