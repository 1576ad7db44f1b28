"""A slow line, as Binder's learners have: chapter 7's slider dragged behind a delay of 50, 100 and 200 ms a round trip.

    python -m benchmarks.slow_line [--rounds 5]      (make bench)

A proxy on this machine holds back every byte for half a round trip each way. No queue may build up, and the final
picture must be there within two round trips of the release. Written to benchmarks/results.json.
"""

import argparse
import asyncio
import contextlib
import socket
import tempfile
import threading
from collections import deque
from urllib.parse import urlsplit

from benchmarks.drag import OF_THE_HEART, PACKAGES, Watched, medians, notebook_of
from benchmarks.results import keep
from tools.lab import Lab, chromium, jupyter_lab

ROUND_TRIPS = (0, 50, 100, 200)  # milliseconds
WAYS = ("floor", "ours")


async def _delayed(reader, writer, seconds):
    """Pass on what comes, in order, each piece `seconds` after it came."""
    waiting, news, loop = deque(), asyncio.Event(), asyncio.get_running_loop()

    async def read():
        while data := await reader.read(65536):
            waiting.append((loop.time() + seconds, data))
            news.set()
        waiting.append((loop.time() + seconds, b""))
        news.set()

    reading = asyncio.create_task(read())
    with contextlib.suppress(ConnectionError):
        while True:
            while not waiting:
                news.clear()
                await news.wait()
            due, data = waiting.popleft()
            await asyncio.sleep(due - loop.time())
            if not data:
                break
            writer.write(data)
    reading.cancel()
    writer.close()


async def _ended(proxy):
    proxy.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@contextlib.contextmanager
def slow_line(lab, milliseconds):
    """Lead to a JupyterLab over a line on which a round trip takes so long; yield it at its new address."""
    target, loop = urlsplit(lab.base), asyncio.new_event_loop()

    async def connect(reader, writer):
        there = await asyncio.open_connection(target.hostname, target.port)
        for end in (writer, there[1]):
            end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        both = _delayed(reader, there[1], milliseconds / 2000), _delayed(there[0], writer, milliseconds / 2000)
        with contextlib.suppress(asyncio.CancelledError):  # at the end, when the proxy stops
            await asyncio.gather(*both, return_exceptions=True)

    threading.Thread(target=loop.run_forever, daemon=True).start()
    proxy = asyncio.run_coroutine_threadsafe(asyncio.start_server(connect, "127.0.0.1", 0), loop).result()
    port = proxy.sockets[0].getsockname()[1]
    try:
        yield Lab(f"http://127.0.0.1:{port}", lab.log_file)
    finally:
        asyncio.run_coroutine_threadsafe(_ended(proxy), loop).result()
        loop.call_soon_threadsafe(loop.stop)


def main():
    """Drag at each delay, print and keep the medians."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=5)
    given, found = ask.parse_args(), {}
    with tempfile.TemporaryDirectory() as folder, chromium() as browser, jupyter_lab(folder) as lab:
        path, ways = notebook_of(OF_THE_HEART, folder)
        for milliseconds in ROUND_TRIPS:
            with slow_line(lab, milliseconds) as slow:
                watched = Watched(slow, browser, path, ways)
                rounds = [{way: watched.drag(way, seconds=3, rest=2) for way in WAYS} for _ in range(given.rounds)]
                watched.notebook.close()
            found[milliseconds] = medians(rounds)
            for way, row in found[milliseconds].items():
                print(
                    f"{milliseconds:3} ms {way:6}",
                    {key: round(value or 0, 2) for key, value in row.items()},
                    flush=True,
                )
    keep("slow_line", PACKAGES, rounds=given.rounds, round_trips=found)


if __name__ == "__main__":
    main()
