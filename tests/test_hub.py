"""What TEACHING.md prints for a JupyterHub holds: names, times and the link; the hub itself is tried by hand."""

import re
from urllib.parse import parse_qs, urlsplit

from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from traitlets.config import Config

from benchmarks.hub import LINK, ROOT, printed_configuration

TEACHING = (ROOT / "TEACHING.md").read_text(encoding="utf-8")


def configuration(text):
    config = Config()
    exec(text, {"get_config": lambda: config})
    return config


def test_the_printed_configuration_runs_and_sets_what_the_trial_is_about():
    config = configuration(printed_configuration())
    assert {name: set(section) for name, section in config.items()} == {
        "JupyterHub": {"bind_url"},
        "Authenticator": {"allow_all", "admin_users"},
        "Spawner": {"cmd", "default_url", "http_timeout", "args"},
    }


def test_what_is_idle_stops_after_an_hour_by_names_that_the_server_has():
    arguments = configuration(printed_configuration()).Spawner.args
    places = {"ServerApp": ServerApp, "MappingKernelManager": MappingKernelManager}
    for argument in arguments:
        place, name, seconds = re.fullmatch(r"--(\w+)\.(\w+)=(\d+)", argument).groups()
        assert places[place].class_traits()[name].default_value == 0  # never, unless it is set
        assert int(seconds) == 3600


def test_the_printed_link_has_the_form_that_was_tried():
    printed = re.search(r"https://YOUR-HUB/\S+", TEACHING)[0]
    asked, tried = (parse_qs(urlsplit(link).query) for link in (printed, LINK.format("file%3A%2F%2F%2Fbackprop")))
    assert urlsplit(printed).path == "/" + urlsplit(LINK).path
    assert set(asked) == set(tried)
    for link in (asked, tried):  # nbgitpuller names the folder after the repository
        assert link["urlpath"][0].startswith(f"lab/tree/{link['repo'][0].split('/')[-1]}/notebooks/")
