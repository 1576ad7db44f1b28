"""What Binder would build, read from the Dockerfile that repo2docker prints; no Docker is needed for that."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def dockerfile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "binder", folder / "binder")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(folder)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return built.stdout + built.stderr


def test_binder_installs_the_one_list_and_prepares_the_helpers(dockerfile):
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in dockerfile
    assert "RUN ./binder/postBuild" in dockerfile
    assert "-r ../requirements.txt" in (ROOT / "binder" / "requirements.txt").read_text()


def test_binder_has_a_python_that_the_packages_accept(dockerfile):
    assert "Building conda environment for python=3.11" in dockerfile


def test_binder_keeps_the_jupyterlab_that_it_comes_with():
    assert "jupyterlab>=4.4,<5" in (ROOT / "requirements.txt").read_text()


def test_the_link_opens_chapter_0():
    assert "?urlpath=lab/tree/notebooks/00_start_here.ipynb" in (ROOT / "README.md").read_text()
