"""A real JupyterLab with a real browser, for tests and benchmarks: `with jupyter_lab(root) as lab, chromium() as b`.

It is opened by the very command of `make lab`. Run as a program (`tools/lab.py jupyterlab ...`, in place of
`-m jupyterlab ...`) this is JupyterLab itself, or with `notebook` Notebook 7, and also logs whether TCP_NODELAY is in
force.
"""

import contextlib
import json
import os
import runpy
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tools.open_lab import command
from tools.site_server import serving

CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
# under which address each opens a file
FRONTS = {"jupyterlab": "lab/tree/", "notebook": "notebooks/"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# All that is set otherwise than for a learner who opens it for the first time: the tests run the notebooks of this
# folder, and must not write into them.
SETTINGS = {"docmanager-extension/plugin": {"autosave": False}}


def browser_path():
    """Return the path of a Chromium on this machine, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextlib.contextmanager
def chromium():
    """Start a Chromium without a window, and stop it at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=CHROMIUM_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Lab:
    """A running JupyterLab or Notebook 7: its address, and what it has logged."""

    def __init__(self, base, log_file, front="jupyterlab"):
        self.base = base
        self.log_file = log_file
        self.front = front

    @property
    def log(self):
        """What the server has printed."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def jupyter_lab(root, python=sys.executable, nodelay=True, front="jupyterlab"):
    """Start JupyterLab on a folder as `make lab` does, or the front named, and stop it at the end."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        port = free_port()
        program, _, _, *flags = command(str(python), str(root), front)
        flags += ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
                  "--expose-app-in-browser"]  # fmt: skip
        if not nodelay:
            flags.append('--ServerApp.jpserver_extensions={"helpers.server": False}')
        with open(work / "server.log", "w", encoding="utf-8") as log:
            server = subprocess.Popen(
                [program, __file__, front, *flags],
                env=os.environ | first_time(work), stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        lab = Lab(f"http://127.0.0.1:{port}", work / "server.log", front)
        try:
            wait_for(lab, server, 60)
            yield lab
        finally:
            server.terminate()
            server.wait(20)


@contextlib.contextmanager
def site():
    """Serve the site that `make site` has built, and stop at the end."""
    with serving() as server:
        lab = Lab(server.address, None, "site")
        lab.server = server
        yield lab


def first_time(work):
    """Return the environment of somebody who has never opened JupyterLab, but for SETTINGS."""
    for plugin, values in SETTINGS.items():
        file = work / "settings" / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    own = {f"JUPYTER_{kind}_DIR": str(work / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    own |= {f"JUPYTERLAB_{kind.upper()}_DIR": str(work / kind) for kind in ("settings", "workspaces")}
    return own | {"IPYTHONDIR": str(work / "ipython")}


def free_port():
    """Return the number of a port that nobody uses now, and that no system gives to a kernel meanwhile."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as free, contextlib.suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


def wait_for(lab, server, seconds):
    """Wait until a JupyterLab answers; raise TimeoutError if its process ends before, or after so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(lab.base + "/api", timeout=1)
            return
        time.sleep(0.1)
    raise TimeoutError(f"JupyterLab did not start:\n{lab.log[-2000:]}")


class NotebookPage:
    """One notebook, open in a browser: run it, ask its kernel, and see what went wrong on the page."""

    def __init__(self, lab, browser, path=None, context=None):
        self.lab, self.errors, self.left_the_machine = lab, [], []
        self.page = context.new_page() if context else browser.new_page(viewport={"width": 1250, "height": 1000})
        self.page.set_default_timeout(60_000)
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.errors.append(e.stack or str(e)))
        host = "/".join(lab.base.split("/")[:3])
        here = (host, host.replace("http", "ws"), "data:", "blob:")
        self.page.on("request", lambda r: None if r.url.startswith(here) else self.left_the_machine.append(r.url))
        if path:
            self.open(path)

    def open(self, path):
        """Open a notebook, in place of one that is open, and wait until its kernel is ready."""
        if self.lab.front == "site":  # as a reader comes there
            self.page.goto(f"{self.lab.base}/{Path(path).stem}.html")
            self.page.evaluate("async () => document.querySelector('.live a').click()")
        elif self.lab.front == "jupyterlab" and self.page.url.startswith(self.lab.base):  # as one goes on to the next
            self.evaluate(
                """async path => { const shown = window.jupyterapp.shell.currentWidget;
                await shown.sessionContext.shutdown();
                await window.jupyterapp.commands.execute('docmanager:open', {path});
                shown.dispose(); }""",
                path,
            )
        else:
            self.page.goto(f"{self.lab.base}/{FRONTS[self.lab.front]}{path}?reset")  # without the tabs of before
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
        self.evaluate("""async () => { const current = () => window.jupyterapp?.shell.currentWidget;
            while (!current()?.context) await new Promise(resolve => setTimeout(resolve, 50));
            const shown = current();
            await shown.context.ready; await shown.sessionContext.ready; window.jupyterapp.shell.collapseLeft(); }""")

    def evaluate(self, script, argument=None, seconds=60):
        """Run JavaScript on the page; raise TimeoutError if it takes too long."""
        timed = f"""argument => Promise.race([({script})(argument),
            new Promise((_, no) => setTimeout(no, {seconds * 1000}, new Error('no answer in {seconds} s')))])"""
        return self.page.evaluate(timed, argument)

    def run_all(self):
        """Run every cell, and return what went wrong in cells."""
        self.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')", seconds=300)
        return self._faults()

    def run(self, places):
        """Run the cells at these places of the notebook, in their order, and return what went wrong in cells."""
        self.evaluate(
            """async places => { const notebook = window.jupyterapp.shell.currentWidget.content;
            for (const place of places) {
                notebook.activeCellIndex = place;
                await window.jupyterapp.commands.execute('notebook:run-cell'); } }""",
            places,
            seconds=300,
        )
        return self._faults()

    def _faults(self):
        return self.evaluate("""async () => window.jupyterapp.shell.currentWidget.content.widgets.flatMap(cell =>
            cell.model.type !== 'code' ? [] : cell.model.outputs.toJSON().filter(o => o.output_type === 'error')
            .map(o => `${o.ename}: ${o.evalue}`))""")

    def ask_kernel(self, code):
        """Run code in the notebook's kernel, beside its cells, and return what it prints."""
        return self.evaluate(
            """async code => {
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const future = kernel.requestExecute({code, store_history: false});
            let printed = '';
            future.onIOPub = message => {
                if (message.header.msg_type === 'stream') printed += message.content.text;
                if (message.header.msg_type === 'error') printed += message.content.traceback.join('\\n');
            };
            await future.done;
            return printed; }""",
            code,
        )

    def close(self):
        """Stop the kernel and close the page."""
        self.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.close()


def _main():
    from tornado.iostream import IOStream

    set_nodelay = IOStream.set_nodelay

    def logged(stream, value):
        set_nodelay(stream, value)
        print("TCP_NODELAY", stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), flush=True)

    IOStream.set_nodelay = logged
    front = sys.argv.pop(1)
    sys.path[0] = ""  # as `python -m` has it
    runpy.run_module(front, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main()
