"""Build what Binder builds, without Docker, and open chapter 0 there in a browser: `make binder-check`.

repo2docker's own environment comes from a conda lock file; here the same versions are taken from PyPI. Then the
lines that its Dockerfile runs for this repository are run as they are printed, on a clone of the last commit.
"""

import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tools.lab import NotebookPage, chromium, jupyter_lab

ROOT = Path(__file__).parents[1]
CONDA = Path(find_spec("repo2docker").origin).parent / "buildpacks" / "conda"
ASKED_FOR = (  # what environment.yml there names, by its names on PyPI
    "ipywidgets", "jupyter-offlinenotebook", "jupyter-resource-usage", "jupyter_server", "jupyterhub", "jupyterlab",
    "notebook",
)  # fmt: skip
CHAPTER_0 = "notebooks/00_start_here.ipynb"


def locked_versions(python):
    """Return {name: version} of all that repo2docker's lock file for this Python holds."""
    lock = (CONDA / f"environment.py-{python}-linux-64.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"/([a-zA-Z][^/\s]*)-([^-/\s]+)-[^-/\s]+\.(?:conda|tar\.bz2)", lock))


def dockerfile(repository):
    """Return what repo2docker prints for a repository: the whole Dockerfile, and what it decided."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(repository)]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
    return printed.stdout + printed.stderr


def dockerfile_commands(repository):
    """Return the commands that the Dockerfile runs in the repository: installing, and postBuild."""
    return re.findall(r"^RUN (\S*pip install .*-r .*|\./binder/\w+)$", dockerfile(repository), re.MULTILINE)


def build(repository, prefix):
    """Make the environment `prefix` as Binder would for the repository, and return its python."""
    python = re.match(r"python-(.*)", (repository / "binder" / "runtime.txt").read_text(encoding="utf-8"))[1].strip()
    if python != f"{sys.version_info.major}.{sys.version_info.minor}":
        sys.exit(f"Binder would use Python {python}: run this with it, make PYTHON=python{python} binder-check")
    subprocess.run([sys.executable, "-m", "venv", prefix], check=True)
    inside = os.environ | {"PATH": f"{prefix}/bin:{os.environ['PATH']}", "KERNEL_PYTHON_PREFIX": str(prefix)}
    versions = locked_versions(python)
    constraints = prefix / "locked.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in versions.items()), encoding="utf-8")
    pip = [prefix / "bin" / "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-c", constraints, *ASKED_FOR], check=True)
    for command in dockerfile_commands(repository):
        print("RUN", command)
        subprocess.run(command, shell=True, cwd=repository, env=inside | {"PIP_QUIET": "1"}, check=True)
    subprocess.run([*pip, "check"], check=True)
    ask = "from importlib.metadata import version; print(version('jupyterlab'))"
    lab = subprocess.run(
        [prefix / "bin" / "python", "-c", ask], capture_output=True, text=True, encoding="utf-8", check=True
    )
    if lab.stdout.strip() != versions["jupyterlab"]:
        sys.exit(f"Binder comes with JupyterLab {versions['jupyterlab']}, but requirements.txt made it {lab.stdout}")
    print(f"Built: JupyterLab {lab.stdout.strip()}, as Binder has it; pip finds no conflict.")
    return prefix / "bin" / "python"


def open_chapter_0(repository, python):
    """Run chapter 0 in the environment's JupyterLab and move its first slider; exit with a sentence if that fails."""
    with jupyter_lab(repository, python=str(python)) as lab, chromium() as browser:
        notebook = NotebookPage(lab, browser, CHAPTER_0)
        faults = notebook.run_all()
        handle, weight = notebook.page.locator(".noUi-handle").first, notebook.page.locator("[data-name=w1]").first
        before = weight.text_content()
        handle.press("ArrowRight")
        notebook.page.wait_for_function(
            "old => document.querySelector('[data-name=w1]').textContent !== old", arg=before
        )
        faults += notebook.errors + notebook.left_the_machine
        if notebook.page.locator(".Toastify__toast, .jp-Dialog").count():
            faults.append("JupyterLab shows something over the page.")
        if "TCP_NODELAY 1" not in lab.log:
            faults.append("TCP_NODELAY is not in force.")
        print(f"Chapter 0 opened and ran; its first slider moved w1 from {before} to {weight.text_content()}.")
        notebook.close()
    if faults:
        sys.exit("\n".join(faults))


def main():
    """Build, then look."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "repository"
        subprocess.run(["git", "clone", "--quiet", ROOT, repository], check=True)
        open_chapter_0(repository, build(repository, Path(folder) / "environment"))


if __name__ == "__main__":
    main()
