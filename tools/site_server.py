"""A server of files for the site, with the kinds that a browser asks for: `python -m tools.site_server` shows it."""

import contextlib
import functools
import hashlib
import http.server
import threading
from pathlib import Path

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build" / "site"
MADE_OF = SITE / "made_of.txt"  # the digest of what the site was made of
SOURCES = ("notebooks/*.ipynb", "helpers/**/*.py", "helpers/**/*.toml", "site/**/*", "tools/*site*.py", "README.md")


def digest():
    """Return a digest of all of our own that the site is made of."""
    found = hashlib.sha256()
    for path in sorted(path for kind in SOURCES for path in ROOT.glob(kind) if path.is_file()):
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


class Files(http.server.SimpleHTTPRequestHandler):
    """A server of files that prints nothing, with caching headers as GitHub Pages sends them."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self):
        """Let a browser keep what it has got for ten minutes."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def send_header(self, keyword, value):
        """Count what is sent."""
        if keyword == "Content-Length":
            self.server.sent += int(value)
        super().send_header(keyword, value)

    def log_message(self, *args):
        """Print nothing."""


@contextlib.contextmanager
def serving(site=SITE, port=0):
    """Serve the folder that the site is in, so that it stands under a path of its own, and stop at the end.

    Yields the server, with the site's `address` and how many bytes it has `sent`.
    """
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Files, directory=str(site.parent)))
    server.address, server.sent = f"http://127.0.0.1:{server.server_port}/{site.name}", 0
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def show():
    """Serve the site until somebody ends it."""
    with serving(port=8123) as server, contextlib.suppress(KeyboardInterrupt):
        print(f"{server.address}/  (Ctrl+C ends it)")
        threading.Event().wait()


if __name__ == "__main__":
    show()
