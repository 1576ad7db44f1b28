"""A server of files for the site, with the kinds that a browser asks for: `python -m tools.site_server` shows it."""

import contextlib
import functools
import http.server
import threading
from pathlib import Path

SITE = Path(__file__).parents[1] / "build" / "site"


class Files(http.server.SimpleHTTPRequestHandler):
    """A server of files that prints nothing."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *args):
        """Print nothing."""


@contextlib.contextmanager
def serving(site=SITE, port=0):
    """Serve the folder that the site is in, so that it stands under a path of its own, and stop at the end.

    Yields the site's address.
    """
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Files, directory=str(site.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{site.name}"
    finally:
        server.shutdown()
        server.server_close()


def show():
    """Serve the site until somebody ends it."""
    with serving(port=8123) as address, contextlib.suppress(KeyboardInterrupt):
        print(f"{address}/  (Ctrl+C ends it)")
        threading.Event().wait()


if __name__ == "__main__":
    show()
