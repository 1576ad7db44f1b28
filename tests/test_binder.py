"""What Binder would build, read from the Dockerfile that repo2docker prints; no Docker is needed for that."""

import shutil
from pathlib import Path

import pytest

from tools import binder_check

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "binder", folder / "binder")
    return folder


def test_binder_installs_the_one_list_and_prepares_the_helpers(repository):
    install, prepare = binder_check.dockerfile_commands(repository)
    assert install.endswith('/bin/pip install --no-cache-dir -r "binder/requirements.txt"')
    assert prepare == "./binder/postBuild"
    assert "-r ../requirements.txt" in (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8")


def test_binder_has_a_python_that_the_packages_accept(repository):
    assert "Building conda environment for python=3.11" in binder_check.dockerfile(repository)


def test_binder_keeps_the_jupyterlab_that_it_comes_with():
    assert "jupyterlab>=4.4,<5" in (ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_the_link_opens_chapter_0():
    assert "?urlpath=lab/tree/notebooks/00_start_here.ipynb" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_locked_versions_are_read():
    versions = binder_check.locked_versions("3.11")
    assert versions["jupyterlab"].startswith("4.")
    assert versions.keys() >= {"notebook", "jupyter_server", "ipywidgets", "tornado"}
