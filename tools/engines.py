"""Firefox and WebKit, Safari's engine, beside Chromium: each opens a page, answers JavaScript and drags by its mouse.

Firefox is spoken to by WebDriver BiDi on its own port, WebKit by WebDriver on a screen that nobody sees. Both have a
proxy that leads nowhere, except to this machine: no page, and no browser, reaches out.
"""

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from websocket import create_connection

from tools.lab import NotebookPage, free_port

WIDTH, HEIGHT, SECONDS = 1250, 1000, 90
NOWHERE = 9  # the port of a proxy that is not there
PREFERENCES = {
    "network.proxy.type": 1,
    **{f"network.proxy.{kind}": "127.0.0.1" for kind in ("http", "ssl")},
    **{f"network.proxy.{kind}_port": NOWHERE for kind in ("http", "ssl")},
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
# What went wrong on a page of WebKit, whose console no driver reads.
WATCH = """() => { if (window.wrong) return; window.wrong = [];
    const error = console.error; console.error = (...all) => { window.wrong.push(all.join(' ')); error(...all); };
    addEventListener('error', event => window.wrong.push(String(event.message)));
    addEventListener('unhandledrejection', event => window.wrong.push(String(event.reason))); }"""


def missing(engine):
    """Return what an engine needs and this machine has not, as Debian calls it, or None."""
    needed = {
        "firefox": {"firefox-esr": shutil.which("firefox-esr") or shutil.which("firefox")},
        "webkit": {
            "webkit2gtk-driver": shutil.which("WebKitWebDriver") and mini_browser(),
            "xvfb": shutil.which("Xvfb"),
        },
    }
    return " ".join(package for package, found in needed[engine].items() if not found) or None


def mini_browser():
    """Return the path of WebKit's small browser, or None."""
    return next(map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")), None)


class OtherPage(NotebookPage):
    """One notebook, open in one of these engines."""

    def __init__(self, lab, page, path):
        self.lab, self.page = lab, page
        self.open(path)

    @property
    def errors(self):
        """What the page has written to its console as an error."""
        return self.page.wrong()


class Page:
    """What both engines' pages have in common."""

    def wait_for_selector(self, selector, **_):
        """Wait until the page has such an element."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(Exception):  # a page that is only coming cannot answer
                if self.evaluate("async selector => !!document.querySelector(selector)", selector):
                    return
            time.sleep(0.2)
        raise TimeoutError(f"The page never had {selector}.")

    def drag(self, selector, pixels, steps=20):
        """Drag the first such element to the right, by the mouse; return where it began and ended, in pixels."""
        place = """async selector => { const handle = document.querySelector(selector);
            handle.scrollIntoView({block: 'center'});
            await new Promise(resolve => setTimeout(resolve, 300));
            const box = handle.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"""
        x, y = map(round, self.evaluate(place, selector))
        moves = [
            {"type": "pointerMove", "x": x + round(pixels * i / steps), "y": y, "duration": 16}
            for i in range(steps + 1)
        ]
        press, release = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self.act([mouse | {"actions": [moves[0], press, *moves[1:], release]}])
        return x, self.evaluate(place, selector)[0]


class Firefox(Page):
    """A page of a Firefox."""

    def __init__(self, connection):
        self.connection, self.ids, self.errors = connection, itertools.count(), []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.context = self.send("browsingContext.create", type="tab")["context"]
        self.send("browsingContext.setViewport", context=self.context, viewport={"width": WIDTH, "height": HEIGHT})

    def send(self, method, **parameters):
        """Send a command and return its result; what comes in between is what the console says."""
        id = next(self.ids)
        self.connection.send(json.dumps({"id": id, "method": method, "params": parameters}))
        while (message := json.loads(self.connection.recv())).get("id") != id:
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.errors.append(message["params"]["text"])
        if message["type"] == "error":
            raise RuntimeError(message["message"])
        return message["result"]

    def goto(self, address):
        """Open an address."""
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, script, argument=None):
        """Run an async function of JavaScript, and return what it returns."""
        expression = f"(async () => JSON.stringify((await ({script})({json.dumps(argument)})) ?? null))()"
        target = {"context": self.context}
        answer = self.send("script.evaluate", expression=expression, awaitPromise=True, target=target)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def act(self, actions):
        """Let the mouse do something."""
        self.send("input.performActions", context=self.context, actions=actions)

    def wrong(self):
        """Return what the console has said of errors."""
        self.evaluate("async () => 0")  # what was said before is read on the way
        return self.errors


class WebKit(Page):
    """A page of a WebKit."""

    def __init__(self, driver, browser):
        self.driver = driver
        asked = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        self.session = self.send("POST", "/session", capabilities={"alwaysMatch": asked})["sessionId"]
        self.send("POST", "/timeouts", script=SECONDS * 1000)
        self.send("POST", "/window/rect", x=0, y=0, width=WIDTH, height=HEIGHT)

    def send(self, method, path, **body):
        """Send a command and return its result."""
        address = self.driver + (path if path == "/session" else f"/session/{self.session}{path}")
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=2 * SECONDS) as answer:
            return json.load(answer)["value"]

    def goto(self, address):
        """Open an address."""
        self.send("POST", "/url", url=address)
        self.evaluate(WATCH)

    def evaluate(self, script, argument=None):
        """Run an async function of JavaScript, and return what it returns."""
        asked = f"""const done = arguments[0];
            (async () => JSON.stringify((await ({script})({json.dumps(argument)})) ?? null))()
            .then(value => done([value]), wrong => done(String(wrong.stack || wrong)))"""
        answer = self.send("POST", "/execute/async", script=asked, args=[])
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return json.loads(answer[0])

    def act(self, actions):
        """Let the mouse do something."""
        self.send("POST", "/actions", actions=actions)

    def wrong(self):
        """Return what the console has said of errors since the page was loaded."""
        return self.evaluate("async () => window.wrong")


@contextlib.contextmanager
def firefox():
    """Start a Firefox without a window, and yield its page."""
    port = free_port()
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    with tempfile.TemporaryDirectory() as profile:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
        flags = ["--headless", "--no-remote", "--profile", profile, f"--remote-debugging-port={port}", "about:blank"]
        process = subprocess.Popen([program, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            address = f"ws://127.0.0.1:{port}/session"
            connection = first_answer(lambda: create_connection(address, timeout=SECONDS, suppress_origin=True))
            yield Firefox(connection)
            connection.close()
        finally:
            process.terminate()
            process.wait(20)


def first_answer(ask):
    """Return what a browser that has only just been started answers."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(ConnectionRefusedError, urllib.error.URLError):
            return ask()
        time.sleep(0.2)
    raise TimeoutError("The browser never answered.")


@contextlib.contextmanager
def webkit():
    """Start WebKit's small browser on a screen of its own that nobody sees, and yield its page."""
    read, write = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with open(read, encoding="ascii") as told:
        display = f":{told.readline().strip()}"
    # Only our own pages are opened; without its sandbox it also runs as root, as in a container.
    own = {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    own |= {"http_proxy": f"http://127.0.0.1:{NOWHERE}", "no_proxy": "127.0.0.1"}
    port = free_port()
    driver = subprocess.Popen([shutil.which("WebKitWebDriver"), f"--port={port}"], env=os.environ | own)
    try:
        page = first_answer(lambda: WebKit(f"http://127.0.0.1:{port}", mini_browser()))
        try:
            yield page
        finally:
            page.send("DELETE", "")
            driver.terminate()
            driver.wait(20)
    finally:
        screen.terminate()
        screen.wait(20)


ENGINES = {"firefox": firefox, "webkit": webkit}
