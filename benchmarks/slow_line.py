"""A slow line, as Binder's learners have: chapter 7's slider dragged behind a delay of 50, 100 and 200 ms a round trip.

    python -m benchmarks.slow_line      (make bench)

A proxy on this machine holds back every byte for half a round trip each way. No queue may build up, and the final
picture must be there within two round trips of the release.
"""

import asyncio
import contextlib
import threading
from queue import Queue
from urllib.parse import urlsplit

from benchmarks.drag import HEART, PACKAGES, ROOT, Chapter, medians
from benchmarks.results import bar, report
from tools.lab import Lab, chromium, jupyter_lab

ROUNDS = 5
ROUND_TRIPS = (0, 50, 100, 200)  # milliseconds
WAYS = ("floor", "ours")


async def _pass_on(reader, writer, seconds):
    """Pass on what comes, in order, each piece `seconds` after it came."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            loop.call_later(seconds, writer.write, data)
    loop.call_later(seconds, writer.close)


async def _proxy(lab, seconds, ports):
    """Pass on what goes to a JupyterLab and comes from it, for ever; put the port at which this is done into ports."""

    async def connect(reader, writer):
        there, to_there = await asyncio.open_connection(urlsplit(lab.base).hostname, urlsplit(lab.base).port)
        await asyncio.gather(_pass_on(reader, to_there, seconds), _pass_on(there, writer, seconds))

    proxy = await asyncio.start_server(connect, "127.0.0.1", 0)  # asyncio sets TCP_NODELAY
    ports.put(proxy.sockets[0].getsockname()[1])
    await proxy.serve_forever()


def slow_line(lab, milliseconds):
    """Return a JupyterLab at a new address, which leads to it over a line on which a round trip takes so long."""
    ports = Queue()
    threading.Thread(target=asyncio.run, args=[_proxy(lab, milliseconds / 2000, ports)], daemon=True).start()
    return Lab(f"http://127.0.0.1:{ports.get()}", lab.log_file)


def dragged(lab, browser):
    """Return the medians for chapter 7's picture and the floor in a JupyterLab."""
    name, picture = HEART.split("/")
    chapter = Chapter(lab, browser, name, {picture: WAYS})
    found = medians([{way: chapter.drag(picture, way, 3) for way in WAYS} for _ in range(ROUNDS)])
    chapter.close()
    return found


def main():
    """Drag at each delay, and print the medians."""
    with chromium() as browser, jupyter_lab(ROOT) as lab:
        found = {trip: dragged(slow_line(lab, trip), browser) for trip in ROUND_TRIPS}
    report(
        "slow_line", PACKAGES, {f"{way}, {trip} ms": row for trip, ways in found.items() for way, row in ways.items()}
    )
    ours = {trip: ways["ours"] for trip, ways in found.items() if trip > 0}
    waits = {trip: (row["release_to_final_ms"], 2 * trip) for trip, row in ours.items()}
    bar("from the release to the final picture, ms", "≤", waits)
    bar(
        "pictures painted after the release",
        "≤",
        {trip: (row["paints_after_release"], 2) for trip, row in ours.items()},
    )


if __name__ == "__main__":
    main()
