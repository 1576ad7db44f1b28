"""Set up what a learner needs in .venv, and open chapter 0 in JupyterLab: `make lab`.

Where there is no make: `python3 tools/open_lab.py`, on Windows `py tools/open_lab.py`. What follows is handed on to
JupyterLab (`--port=9000`); with --set-up nothing is opened. This runs in the Python of the machine, which may be an
old one, to say so: nothing here is newer than Python 3.7.
"""

import glob
import locale
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
LISTS = [os.path.join(ROOT, name) for name in ("requirements.txt", "pyproject.toml")]
DONE = os.path.join(VENV, "lab.done")  # as old as the last set-up
CHAPTER_0 = "/lab/tree/notebooks/00_start_here.ipynb"

# Whether JupyterLab and this folder's helpers are there. Asked elsewhere: here Python would find helpers without .venv.
INSTALLED = "import os, jupyterlab, helpers; assert os.path.samefile(helpers.__file__, {!r})"


def main(arguments):
    """Set up what is not there yet, then open JupyterLab until it is closed."""
    set_up()
    return 0 if arguments == ["--set-up"] else wait_for(subprocess.Popen(command(PYTHON, ROOT) + arguments))


def command(python, root, front="jupyterlab"):
    """Return the command that opens JupyterLab on a folder, as every learner and every test opens it."""
    flags = ["--ServerApp.root_dir=" + root]
    if front == "jupyterlab":
        flags.append("--LabApp.default_url=" + CHAPTER_0)
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container; without it, Jupyter refuses
        flags.append("--allow-root")
    if sys.platform == "linux" and not any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")):
        flags.append("--no-browser")  # it prints the address to open
    return [python, "-m", front, *flags]  # a script of .venv/bin would hold the folder's old name


def set_up():
    """Make .venv what it should be, and say what to do if that cannot be done."""
    if not (installed() or has_pip()):
        make_venv()
    if not installed():
        find_moved_folder()
    fresh = os.path.exists(DONE) and all(os.path.getmtime(DONE) >= os.path.getmtime(path) for path in LISTS)
    if has_pip() and not (fresh and installed()):  # uv makes a .venv without pip: `uv sync` keeps that one fresh
        install()


def make_venv():
    """Make .venv, anew if a half-made one is there; refuse a Python that is too old."""
    if sys.version_info[:2] < lowest_python():
        lowest, found = ("{}.{}".format(*version) for version in (lowest_python(), sys.version_info))
        sys.exit(
            f"This needs Python {lowest} or later, but {sys.executable} is {found}. "
            f"Where a newer one is installed: make PYTHON=python{lowest} lab"
        )
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        package = "python{}.{}-venv".format(*sys.version_info)
        sys.exit(f"Python could not make .venv. On Debian and Ubuntu: apt install {package}. Then again.")


def find_moved_folder():
    """Write into .venv where the helpers are, if the folder was moved or renamed after the set-up."""
    for path in glob.glob(os.path.join(glob.escape(VENV), "**", "*backprop_by_hand.pth"), recursive=True):
        with open(path, "w", encoding=locale.getpreferredencoding(False)) as file:  # as Python reads it
            file.write(ROOT)


def install():
    """Install what requirements.txt names; if that fails, go on with what is there, or say that it is not enough."""
    known = installed()
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", LISTS[0]]
    if known:
        pip += ["--retries", "1"]  # an update can wait until there is a network
    else:
        print("Setting up .venv with JupyterLab and what the notebooks need: once, for a minute or two.", flush=True)
    done = subprocess.run(pip, cwd=ROOT, stderr=subprocess.PIPE if known else None)
    if not installed():
        find_moved_folder()  # before Python 3.13, Windows reads a path with an umlaut otherwise than it was written
    if done.returncode == 0:
        open(DONE, "wb").close()
    elif known:
        why = re.search(r"ERROR: (.*\S)", done.stderr.decode(errors="replace"))
        print(
            f"Could not update ({why[1] if why else 'pip gave no reason'}): this opens what is installed.", flush=True
        )
    else:
        sys.exit("Could not install what requirements.txt names: see above. Is there a network? Then again.")


def lowest_python():
    """Return the lowest Python that pyproject.toml accepts: (3, 11)."""
    with open(LISTS[1], encoding="utf-8") as file:
        return tuple(map(int, re.search(r'requires-python = ">=(\d+)\.(\d+)"', file.read()).groups()))


def installed():
    """Return whether JupyterLab can be imported in .venv, and the helpers of this folder."""
    return runs(INSTALLED.format(os.path.join(ROOT, "helpers", "__init__.py")))


def has_pip():
    """Return whether .venv has a Python that is new enough, with pip."""
    return runs(f"import sys, pip; assert sys.version_info >= {lowest_python()}")


def runs(code):
    """Return whether .venv has a Python that runs this code."""
    try:
        return subprocess.call([PYTHON, "-I", "-c", code], cwd=VENV, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def wait_for(process):
    """Return the exit code of a process; Ctrl + C is for that process, which asks whether to stop."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
