"""How long a picture's update takes in the kernel by itself: its maths, its artists, its SVG.

    python -m benchmarks.update      (make bench)

Written to benchmarks/results.json beside what drag.py measures.
"""

import json
import statistics
import time

from benchmarks.drag import RESULTS, measured_with
from helpers import data, svg
from helpers.figures import Backpropagation

UPDATES = 500


def times(picture):
    """Return for `UPDATES` updates the milliseconds for update (maths and artists) and for drawing."""
    layer = svg.Layer(picture.figure, [a for a in svg.moving_artists(picture.figure) if a not in picture.calm])
    spent = []
    for i in range(UPDATES):
        start = time.perf_counter()
        picture.update(w1=-8 + 16 * i / UPDATES, w2=8 - 16 * i / UPDATES)
        middle = time.perf_counter()
        page = layer.news()
        spent.append((1000 * (middle - start), 1000 * (time.perf_counter() - middle), len(page.encode()) / 1000))
    return spent


def main():
    """Measure each picture, print and keep what was found."""
    update, draw, size = zip(*times(Backpropagation(data.dose_table())), strict=True)
    total = sorted(a + b for a, b in zip(update, draw, strict=True))
    found = {
        "median_ms": statistics.median(total),
        "p95_ms": total[int(0.95 * len(total))],
        "maths_and_artists_ms": statistics.median(update),
        "drawing_ms": statistics.median(draw),
        "kilobytes": statistics.median(size),
    }
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    rounded = {key: round(value, 2) for key, value in found.items()}
    results["update"] = {"measured": measured_with(), "chapter_7": rounded}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    print(rounded)


if __name__ == "__main__":
    main()
