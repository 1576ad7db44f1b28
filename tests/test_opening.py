"""`make lab`, and the other documented ways of installing, in fresh folders: what can be in the way of a beginner.

All in one folder whose path has spaces and an umlaut, one thing going wrong after the other, for a set-up takes half a
minute and each of these takes up what the last one left. No network is a package index that nobody answers for.
"""

import ast
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
from pathlib import Path

import nbformat
import psutil
import pytest

from tools import open_lab
from tools.lab import first_time, free_port

ROOT = Path(__file__).parents[1]
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0"}
NOT_ENSUREPIP = """# In place of Python's own venv: what Debian's does without its package python3-venv.
import pathlib, sys
pathlib.Path(sys.argv[1], "bin").mkdir(parents=True)
sys.exit("The virtual environment was not created successfully because ensurepip is not available.")
"""
CHAPTER_0 = "lab/tree/notebooks/00_start_here.ipynb"
UV = [sys.executable, "-m", "uv", "--quiet"]
COULD_NOT_UPDATE = r"(?m)^Could not update \(.*hatchling.*\): this opens what is installed\.\r?$"
BIN = "Scripts" if os.name == "nt" else "bin"


class Folder:
    """A copy of the collection, in which it is opened as a learner opens it."""

    def __init__(self, path):
        self.path = path
        for name in ("README.md", "LICENSE", "LICENSE-text", "Makefile", "pyproject.toml", "requirements.txt"):
            path.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, path)
        for name in ("helpers", "notebooks", "tools"):
            shutil.copytree(ROOT / name, path / name, ignore=shutil.ignore_patterns("__pycache__"))

    @property
    def python(self):
        """The Python of its .venv."""
        return self.path / ".venv" / BIN / "python"

    def make_lab(self, *arguments, python=sys.executable):
        """Return the command that opens it: make lab, or without a make what make would run."""
        if shutil.which("make"):
            return ["make", "lab", f"PYTHON={python}", f"ARGS={' '.join(arguments)}"]
        return [str(python), "tools/open_lab.py", *arguments]

    def run(self, *command, **env):
        """Run a command to its end, and return its exit code and what it printed."""
        done = subprocess.run(
            command, cwd=self.path, env=environment(**env), timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
        return done.returncode, done.stdout

    def opens(self, **env):
        """Open the lab, require the page and its kernel to be as they should, and return what was printed."""
        port = free_port()
        with tempfile.TemporaryDirectory() as work, open(Path(work) / "log", "w+b") as log:
            command = self.make_lab("--no-browser", f"--port={port}", "--ServerApp.port_retries=0")
            own = environment(**env) | first_time(Path(work)) | {"JUPYTER_TOKEN": "secret"}
            made = subprocess.Popen(command, cwd=self.path, env=own, stdout=log, stderr=log)
            try:
                check_server(f"http://localhost:{port}", made, self.path)
            finally:
                end(made)
                log.seek(0)
                printed = log.read().decode(errors="replace")
                print(printed)
        assert f"http://localhost:{port}/{CHAPTER_0}?token=" in printed
        return printed


def environment(**changed):
    """Return the environment of a learner, with nothing of this test's own, or of its pip's where that is changed."""
    foreign = r"PYTHON(PATH|WARN\w*)|VIRTUAL_ENV|MAKE\w*|MFLAGS|CI" + (
        r"|PIP_\w+" if "PIP_INDEX_URL" in changed else ""
    )
    own = {name: value for name, value in os.environ.items() if not re.fullmatch(foreign, name)}
    return own | {"PIP_NO_COMPILE": "1"} | changed  # not compiling all that is installed halves the time


def end(process):
    """End a process that this test has started, and what that one has started."""
    children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    for child in [*children, process]:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.terminate()
    process.wait(20)
    psutil.wait_procs(children, 20)


def check_server(base, process, folder):
    """Require a server to open chapter 0 with the collection as its root, and a kernel there to find the helpers."""

    def get(address, **data):
        body = json.dumps(data).encode() if data else None
        request = urllib.request.Request(base + address, body, {"Authorization": "token secret"})
        return urllib.request.urlopen(request, timeout=10)

    deadline = time.monotonic() + 200
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            get("/api")
            break
        time.sleep(0.2)
    assert process.poll() is None, "it has ended"
    assert get("/").url.endswith(CHAPTER_0)
    listed = {entry["name"] for entry in json.load(get("/api/contents/"))["content"]}
    assert listed >= {"README.md", "notebooks", "helpers"}, "its root is the collection's folder"
    settings = json.load(get("/lab/api/settings/@jupyterlab/apputils-extension:notification"))
    assert settings["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert found_helpers(folder) == folder / "helpers"


def found_helpers(folder):
    """Return where the Python of a folder's .venv finds the helpers, asked from elsewhere."""
    ask = "import jupyterlab, helpers; print(ascii(helpers.__path__[0]))"
    python = folder / ".venv" / BIN / "python"
    return Path(
        ast.literal_eval(subprocess.check_output([python, "-c", ask], cwd=folder.parent, text=True, encoding="utf-8"))
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return Folder(tmp_path_factory.mktemp("opening") / "Für den Kurs" / "back prop")


def half_made(folder):
    """Leave in a folder the .venv that Debian leaves: with a Python, and without pip."""
    shutil.rmtree(folder.path / ".venv", ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder.path / ".venv"], check=True)


def test_where_nothing_can_be_set_up_it_says_what_to_do(folder, tmp_path):
    half_made(folder)
    (tmp_path / "venv.py").write_text(NOT_ENSUREPIP, encoding="utf-8")
    code, said = folder.run(*folder.make_lab("--version"), PYTHONPATH=str(tmp_path))
    assert code != 0
    assert re.search(r"apt install python3\.\d+-venv\. Then again\.", said), said
    assert not (folder.path / ".venv").exists()
    code, said = folder.run(*folder.make_lab("--version"), **NO_NETWORK)
    assert code != 0
    assert "Is there a network? Then again." in said


def test_after_a_set_up_that_broke_half_way_it_opens(folder):
    half_made(folder)
    assert "Setting up .venv" in folder.opens()


def test_it_opens_after_the_folder_was_renamed(folder):
    folder.path = folder.path.rename(folder.path.with_name("umbenannt"))
    code, said = folder.run(*folder.make_lab("--version"), **NO_NETWORK)
    assert code == 0, said
    assert "Setting up" not in said
    assert found_helpers(folder.path) == folder.path / "helpers"


def test_without_a_network_it_opens_after_an_update_and_says_so_in_one_line(folder):
    os.utime(folder.path / "pyproject.toml")
    printed = folder.opens(**NO_NETWORK)
    assert re.search(COULD_NOT_UPDATE, printed)
    assert printed.count("hatchling") == 1, "pip says no more than that line"


def test_uv_installs_it_and_make_lab_opens_what_uv_has_made(folder):
    shutil.rmtree(folder.path / ".venv")
    code, said = folder.run(*UV, "sync", "--no-dev")
    assert code == 0, said
    assert not list((folder.path / ".venv").rglob("pip/__main__.py"))
    code, said = folder.run(*UV, "run", "--no-sync", "jupyter", "lab", "--version")
    assert code == 0, said
    assert "Setting up" not in folder.opens()


def test_pip_installs_it_from_anywhere_with_all_that_it_needs(folder, tmp_path):
    """Not from the folder itself, where Python would find the helpers in any case."""
    elsewhere = Folder.__new__(Folder)
    elsewhere.path = tmp_path
    for command in (["venv", ".venv"], ["pip", "install", "--python", ".venv", str(folder.path)]):
        code, said = elsewhere.run(*UV, *command)
        assert code == 0, said
    assert found_helpers(tmp_path).is_relative_to(tmp_path / ".venv")
    assert (tmp_path / ".venv/share/jupyter/lab/settings/overrides.json").is_file()
    assert (tmp_path / ".venv/etc/jupyter/jupyter_server_config.d/backprop-by-hand.json").is_file()
    assert (tmp_path / ".venv/etc/jupyter/labconfig/page_config.d/backprop-by-hand.json").is_file()


@pytest.fixture(scope="module")
def too_new(tmp_path_factory):
    """Return a collection that wants a Python that nobody has, in place of one that has too old a Python."""
    folder = Folder(tmp_path_factory.mktemp("too new"))
    project = (folder.path / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.sub(r'requires-python = ".*"', 'requires-python = ">=3.99"', project)
    (folder.path / "pyproject.toml").write_text(wanted, encoding="utf-8")
    subprocess.run([*UV, "venv", "--seed", folder.path / "mine"], check=True)
    return folder


@pytest.mark.parametrize("way", ["make lab", "pip install -r requirements.txt", "pip install .", "uv sync"])
def test_a_wrong_python_is_refused_within_seconds(too_new, way):
    tool, *rest = way.split()
    pip = [str(too_new.path / "mine" / BIN / "python"), "-m", "pip"]
    command = {"make": too_new.make_lab(), "pip": [*pip, *rest], "uv": [*UV, *rest]}[tool]
    start = time.monotonic()
    code, said = too_new.run(*command, UV_PYTHON_DOWNLOADS="never")
    assert code != 0
    assert "3.99" in said
    assert time.monotonic() - start < 20
    assert said.count("Downloading jupyterlab-") <= 1, "one after the other, in search of one that fits"
    assert not (too_new.path / ".venv").exists()


def test_open_lab_can_say_so_in_an_old_python():
    source = (ROOT / "tools" / "open_lab.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    own = {node.names[0].name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import)}
    assert own <= {"glob", "locale", "os", "re", "shutil", "subprocess", "sys"}


def test_root_is_allowed_only_to_root_and_a_browser_wanted_only_where_there_is_a_display(monkeypatch):
    flags = set()
    for user, display in ((0, ""), (1000, ":0")):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user, raising=False)
        monkeypatch.setattr(sys, "platform", "linux")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
            monkeypatch.delenv(name, raising=False)
        if display:
            monkeypatch.setenv("DISPLAY", display)
        flags |= {(user, flag) for flag in open_lab.command("python", "/there") if flag[:3] in ("--a", "--n")}
    assert flags == {(0, "--allow-root"), (0, "--no-browser")}


def test_requirements_txt_says_what_pyproject_toml_says_and_the_project_comes_first():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    first, *others = [line for line in lines if line and line[0] != "#"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert first == "-e ."
    assert others == project["dependencies"]


@pytest.mark.parametrize("place", ["helpers.py", "helpers/__init__.py"])
@pytest.mark.parametrize("beside", [True, False], ids=["beside the notebook", "on PYTHONPATH"])
def test_chapter_0_names_other_helpers_than_ours_and_says_what_to_do(place, beside, tmp_path):
    other = tmp_path / place
    other.parent.mkdir(exist_ok=True)
    other.write_text("def load(): ...", encoding="utf-8")
    cells = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4).cells
    first = next(cell.source for cell in cells if cell.cell_type == "code")
    env = environment() | ({} if beside else {"PYTHONPATH": str(tmp_path)})
    done = subprocess.run([sys.executable, "-c", first], cwd=tmp_path if beside else ROOT / "docs", env=env,
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    said = done.stderr.splitlines()[-1]
    assert str(other) in said
    assert "Rename them, or take their folder out of PYTHONPATH" in said
