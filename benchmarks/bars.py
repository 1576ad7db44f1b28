"""What each figure must reach, and what misses it.

python -m benchmarks.bars      (the end of make bench)
"""

from typing import NamedTuple

from benchmarks.results import kept

SHARES = {"plain": 0.9, "nodelay": 0.85}  # of the floor's frames: the floor is higher with TCP_NODELAY
LONG_CHAPTER = "11_digits"  # it trains a network that reads


class Bar(NamedTuple):
    """A bar, and for each picture, chapter or the like the figure found and the limit it has to keep."""

    what: str
    at_least: bool
    found: dict

    def missed(self):
        """Return those that miss the bar: {name: (figure, limit)}."""
        return {name: pair for name, pair in self.found.items() if not self.kept_by(*pair)}

    def kept_by(self, figure, limit):
        """Return whether a figure keeps to its limit."""
        return figure >= limit if self.at_least else figure <= limit

    def worst(self):
        """Return the name with the least room between figure and limit."""
        sign = 1 if self.at_least else -1
        return min(self.found, key=lambda name: sign * self.found[name][0] / self.found[name][1])


def bars(results):
    """Return every Bar with what was found."""
    return [*of_pictures(results), *of_chapters(results["opening"]), *of_slow_lines(results["slow_line"])]


def of_pictures(results):
    """Return the bars that every live picture has to keep, in the kernel and on the page."""
    dragged, kernel = results["drag"]["pictures"], results["update"]["pictures"]
    found = [
        Bar(f"frames as a share of the floor's, {lane}", True, _of_ours(dragged, lane, "of_floor", share))
        for lane, share in SHARES.items()
    ]
    found += [
        Bar(f"frames as a multiple of interact's, where the floor's are far enough, {lane}", True, rows)
        for lane, share in SHARES.items()
        if (rows := _of_interact(dragged, lane, share))
    ]
    for key, limit in {"median_ms": 5, "p95_ms": 10}.items():
        shown = {name: (row[key], 25 if row["raster"] else limit) for name, row in kernel.items()}
        found.append(Bar(f"kernel time of an update, {key.replace('_ms', '')}, ms", False, shown))
    sent = _of_ours(dragged, "nodelay", "kilobytes_per_update", 20)
    sent = {name: (size, 60 if kernel[name]["raster"] else limit) for name, (size, limit) in sent.items()}
    right = {name: (all(lane["ours"]["final_right"] for lane in lanes.values()), 1) for name, lanes in dragged.items()}
    return [
        *found,
        Bar("all that the line carries for an update, kB", False, sent),
        Bar("the final picture is right (1 of 1)", True, right),
    ]


def _of_ours(dragged, lane, key, limit):
    return {name: (lanes[lane]["ours"][key], limit) for name, lanes in dragged.items()}


def _of_interact(dragged, lane, share):
    """Return the pictures that can reach 6, because the floor has so many more frames than `interact`.

    A small picture is soon made anew: `interact` then has a sixth of the floor's frames or more, and so of anybody's.
    """
    rows = {name: lanes[lane] for name, lanes in dragged.items()}
    return {
        name: (ways["ours"]["of_interact"], 6)
        for name, ways in rows.items()
        if share * ways["floor"]["of_interact"] >= 6
    }


def of_chapters(opening):
    """Return the bars of what a learner waits for and of what a learner costs."""
    chapters = opening["chapters"]
    limits = {name: 15 if name == LONG_CHAPTER else 6 for name in chapters}
    return [
        Bar("import of helpers, s", False, {"helpers": (opening["import_seconds"], 0.1)}),
        Bar("memory of a kernel, MB", False, {name: (row["kernel_megabytes"], 180) for name, row in chapters.items()}),
        Bar("Run All, s", False, {name: (row["run_all_seconds"], limits[name]) for name, row in chapters.items()}),
        Bar("a saved notebook, kB", False, {name: (row["saved_kilobytes"], 1000) for name, row in chapters.items()}),
    ]


def of_slow_lines(slow_line):
    """Return the bars behind a slow line: what was released is there within two round trips, and no queue before."""
    rows = {trip: row["ours"] for trip, row in slow_line["round_trips"].items() if int(trip) > 0}
    named = {trip: f"{trip} ms" for trip in rows}
    waits = {named[trip]: (row["release_to_final_ms"], 2 * int(trip)) for trip, row in rows.items()}
    queues = {named[trip]: (row["paints_after_release"], 2) for trip, row in rows.items()}
    return [
        Bar("from the release to the final picture, ms", False, waits),
        Bar("pictures painted after the release", False, queues),
    ]


def main():
    """Say of each bar who keeps it and who does not."""
    for bar in bars(kept()):
        missed = bar.missed()
        print(f"{bar.what}: {len(bar.found) - len(missed)} of {len(bar.found)}")
        for name, (figure, limit) in missed.items():
            print(f"    {name}: {figure:.3g}, not {limit:g}")


if __name__ == "__main__":
    main()
