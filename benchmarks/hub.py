"""A class on one machine: a JupyterHub, and 12 learners who all drag chapter 7's slider without a pause for a minute.

    python -m benchmarks.hub [--learners 1 4 12] [--seconds 60]

Not part of make bench: it needs jupyterhub and nbgitpuller beside requirements.txt, and npm's configurable-http-proxy
on the PATH. The hub has the configuration that TEACHING.md prints, and the lines of TRIAL. Learners come through
nbgitpuller's link, from a clone of the last commit. A learner here is a thread that talks as the browser does: it logs
in, runs the page's cells, and sends the slider's next value when the kernel has done with the last one, at most 60 a
second. After each value the picture that came must be this value's, and the sentence after the last one too.
"""

import argparse
import contextlib
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

import numpy as np
import psutil
import requests
import websocket
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from benchmarks.results import report
from benchmarks.scenes import Scene
from tools.lab import free_port

ROOT = Path(__file__).parents[1]
PAGE, PICTURE = "notebooks/07_backpropagation.ipynb", "live"
LINK = "hub/user-redirect/git-pull?repo={}&branch=main&urlpath=" + quote(f"lab/tree/backprop/{PAGE}", safe="")
RATE = 60  # values a second at most: a display shows no more
PROTOCOL = "v1.kernel.websocket.jupyter.org"
PACKAGES = ("jupyterhub", "nbgitpuller", "jupyterlab", "ipywidgets", "matplotlib", "numpy")
PARTS = {"server": "jupyterhub.singleuser", "kernel": "ipykernel_launcher", "proxy": "configurable-http-proxy"}
TRIAL = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port, c.ConfigurableHTTPProxy.api_url = {hub}, "http://127.0.0.1:{api}"
c.JupyterHub.authenticator_class = "dummy"  # any name, any password
c.JupyterHub.spawner_class = "simple"  # all learners are one user of the machine
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.args = [*c.Spawner.args, "--allow-root"]
"""


def _json(part):
    return json.dumps(part).encode()


def printed_configuration():
    """Return the jupyterhub_config.py that TEACHING.md prints."""
    teaching = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
    return re.search(r"```python\n(.*?)```", teaching, re.DOTALL)[1]


@contextlib.contextmanager
def running_hub(folder):
    """Run a JupyterHub in a folder; give its process and its address."""
    ports = dict(zip(("port", "hub", "api"), (free_port() for _ in range(3)), strict=True))
    configuration = printed_configuration() + TRIAL.format(folder=folder, **ports)
    (folder / "jupyterhub_config.py").write_text(configuration, encoding="utf-8")
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    with open(folder / "hub.log", "w", encoding="utf-8") as log:
        process = psutil.Popen(
            [sys.executable, "-m", "jupyterhub"], cwd=folder, env=environment, stdout=log, stderr=log
        )
    try:
        address = f"http://127.0.0.1:{ports['port']}/"
        patiently(lambda: requests.get(address + "hub/api", timeout=5).ok)
        yield process, address
    finally:
        started = process.children(recursive=True)
        process.terminate()
        psutil.wait_procs([process, *started], timeout=20)
        for left in started:
            with contextlib.suppress(psutil.NoSuchProcess):
                left.kill()


def patiently(question, seconds=180):
    """Ask until the answer is yes; return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(requests.ConnectionError):
            if answer := question():
                return answer
        time.sleep(0.5)
    raise TimeoutError("The hub gave no answer.")


class Learner:
    """Someone with a browser: logged in, with chapter 7's picture on the page."""

    def __init__(self, address, name, repository):
        self.base, self.link = f"{address}user/{name}/", address + LINK.format(quote(repository, safe=""))
        self.web, self.models, self.session = requests.Session(), {}, uuid.uuid4().hex
        self.log_in(name)
        self.pull(repository)
        self.socket = self.kernel()
        self.run_page()

    def log_in(self, name):
        """Follow the link, log in, and wait for the server, which the hub starts."""
        form = self.web.get(self.link, timeout=60)
        fields = {"username": name, "password": "none", "_xsrf": self.token("/hub/")}
        self.web.post(form.url, data=fields, timeout=60).raise_for_status()
        patiently(lambda: self.web.get(self.link, timeout=60).url.startswith(self.base + "git-pull"))

    def token(self, path):
        """Return what proves to the server that a request comes from its own page."""
        return next(cookie.value for cookie in self.web.cookies if cookie.name == "_xsrf" and cookie.path == path)

    def pull(self, repository):
        """Do what nbgitpuller's page does: have the server bring the notebooks."""
        query = {"repo": repository, "branch": "main", "targetpath": "backprop"}
        log = self.web.get(self.base + "git-pull/api", params=query, timeout=120).text
        assert '"phase": "finished"' in log, log

    def kernel(self):
        """Start the page's kernel, and return the websocket to it."""
        wanted = {"path": f"backprop/{PAGE}", "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        token = self.token(urlsplit(self.base).path)
        made = self.web.post(self.base + "api/sessions", json=wanted, headers={"X-XSRFToken": token}, timeout=120)
        made.raise_for_status()
        where = f"{self.base}api/kernels/{made.json()['kernel']['id']}/channels?session_id={self.session}&_xsrf={token}"
        cookies = requests.cookies.get_cookie_header(self.web.cookies, requests.Request("GET", where))
        return websocket.create_connection(
            where.replace("http", "ws", 1), cookie=cookies, subprotocols=[PROTOCOL], timeout=120
        )

    def run_page(self):
        """Run the page's cells, as its file has them, up to the picture."""
        cells = self.web.get(f"{self.base}api/contents/backprop/{PAGE}", timeout=60).json()["content"]["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                self.ask("execute_request", {"code": cell["source"]})
            if cell["id"] == PICTURE:
                break
        kinds = {}
        for id, state in self.models.items():
            kinds.setdefault(state["_model_name"], id)
        self.slider, grid = kinds["FloatSliderModel"], self.models[kinds["GridBoxModel"]]
        self.moving = grid["children"][2].removeprefix("IPY_MODEL_")  # what moves lies on top

    def ask(self, kind, content):
        """Send a message, and take what comes, until the kernel has done with it."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session, "version": "5.3"}
        header |= {"username": "", "date": datetime.now(UTC).isoformat()}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.socket.send_binary(serialize_msg_to_ws_v1(message, "shell", pack=_json))
        while not self.take(header["msg_id"]):
            pass

    def take(self, asked):
        """Take one message, and return whether it says that the kernel has done with the message asked."""
        _, parts = deserialize_msg_from_ws_v1(self.socket.recv())
        header, parent, _, content = map(json.loads, parts[:4])
        kind, data = header["msg_type"], content.get("data", {})
        assert kind != "error", content
        if kind == "comm_open" or (kind == "comm_msg" and data.get("method") == "update"):
            self.models.setdefault(content["comm_id"], {}).update(data["state"])
        return kind == "status" and content["execution_state"] == "idle" and parent.get("msg_id") == asked

    def drag(self, pictures, seconds):
        """Drag the slider up, again and again; return the wait for each picture, which must be its value's."""
        waits, end = [], time.perf_counter() + seconds
        for value in itertools.cycle(pictures):
            sent = time.perf_counter()
            if sent > end:
                break
            state = {"method": "update", "state": {"value": value}, "buffer_paths": []}
            self.ask("comm_msg", {"comm_id": self.slider, "data": state})
            waits.append(time.perf_counter() - sent)
            picture, sentence = pictures[value]
            assert self.models[self.moving]["value"] == picture, f"another picture than that of {value}"
            time.sleep(max(0, 1 / RATE - waits[-1]))
        while not any(escape(sentence) in str(state.get("value")) for state in self.models.values()):
            self.take(None)  # the sentence comes when the slider rests
        return waits


def expected():
    """Return the picture and its sentence for each value of the slider, made here, without a hub."""
    stage = Scene(f"{Path(PAGE).stem}/{PICTURE}").stage()
    first, box = next(iter(stage.controls.items()))
    pictures = {}
    for value in np.arange(-3, 3, box.step).round(2).tolist():
        stage.set(**{first: value})
        pictures[value] = stage.moving.value, stage.sentence
    return pictures


def parts_of(hub):
    """Return the hub's processes by what they are."""
    words = {process: " ".join(process.cmdline()) for process in hub.children(recursive=True)}
    parts = {part: [process for process in words if mark in words[process]] for part, mark in PARTS.items()}
    return {"hub": [hub]} | parts


def processor_seconds(parts):
    """Return the seconds of processor time that each part has had, and these learners."""
    spent = {part: sum(sum(process.cpu_times()[:2]) for process in all) for part, all in parts.items()}
    return spent | {"learners": time.process_time()}


def measured(number, seconds, pictures):
    """Let so many learners open the page at once, then drag at once; return the figures."""
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(number) as threads:
        folder = Path(name)
        subprocess.run(["git", "clone", "--quiet", "--bare", ROOT, folder / "backprop"], check=True)
        with running_hub(folder) as (hub, address):
            start = time.perf_counter()
            names = [f"learner-{n}" for n in range(number)]
            learners = list(threads.map(lambda name: Learner(address, name, f"file://{folder}/backprop"), names))
            opened, parts = time.perf_counter() - start, parts_of(hub)
            before = processor_seconds(parts)
            waits = list(threads.map(lambda learner: learner.drag(pictures, seconds), learners))
            after = processor_seconds(parts)
            memory = {part: sum(one.memory_full_info().pss for one in all) / 1e6 for part, all in parts.items()}
    frames, everybody = sorted(len(one) / seconds for one in waits), sorted(itertools.chain(*waits))
    figures = {
        "slowest_learner": frames[0],
        "median_learner": statistics.median(frames),
        "fastest_learner": frames[-1],
        "wait_median_ms": 1000 * statistics.median(everybody),
        "wait_p99_ms": 1000 * everybody[int(0.99 * len(everybody))],
        "opening_s": opened,
    }
    figures |= {f"{part}_ms_a_frame": 1000 * (after[part] - before[part]) / len(everybody) for part in after}
    return figures | {
        "hub_and_proxy_MB": memory["hub"] + memory["proxy"],
        "each_learner_MB": (memory["server"] + memory["kernel"]) / number,
    }


def main():
    """Measure for each number of learners, and print what was found."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--learners", nargs="+", type=int, default=[1, 4, 12])
    ask.add_argument("--seconds", type=float, default=60)
    asked, pictures = ask.parse_args(), expected()
    found = {f"{number} at once": measured(number, asked.seconds, pictures) for number in asked.learners}
    report("hub", PACKAGES, found)


if __name__ == "__main__":
    main()
