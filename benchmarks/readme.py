"""Write the figures that the documents quote from benchmarks/results.json, so that nobody types them.

python -m benchmarks.readme      (the end of make bench)
"""

import re
from pathlib import Path

from benchmarks.bars import bars
from benchmarks.results import kept

ROOT = Path(__file__).parents[1]
PACKAGES = ("jupyterlab", "ipywidgets", "matplotlib", "numpy")
NAMES = {"ours": "this collection", "bqplot": "bqplot", "ipympl": "ipympl", "interact": "`interact` with matplotlib"}
TRAINERS = {
    "in_numbers": "`two_layer`, in numbers", "in_matrices": "`mlp`, in matrices",
    "scalar_autodiff": "scalar autodiff, as micrograd does it", "pytorch": "PyTorch on the CPU",
}  # fmt: skip


def figures(results):
    """Return the README's words on what was measured."""
    drag, kernel, opening = results["drag"], results["update"]["pictures"], results["opening"]
    heart = drag["pictures"]["07_backpropagation/live"]
    ours = [lanes["nodelay"]["ours"] for lanes in drag["pictures"].values()]
    right = all(lane["ours"]["final_right"] for lanes in drag["pictures"].values() for lane in lanes.values())
    raster = [row["median_ms"] for row in kernel.values() if row["raster"]]
    others = [row["median_ms"] for row in kernel.values() if not row["raster"]]
    chapters, training = opening["chapters"].values(), results["training"]["of_numbers"]
    return [
        f"On {drag['measured']['date']}, medians of {_span(drag['rounds'])} rounds, with "
        f"{_versions(drag['measured'])}. Chapter 7's picture, dragged:",
        "",
        "| frames a second, as a share of the floor | as `make lab` starts it | without TCP_NODELAY |",
        "|---|---|---|",
        *(f"| {NAMES[way]} | {heart['nodelay'][way]['of_floor']:.2f} | {heart['plain'][way]['of_floor']:.2f} |"
          for way in NAMES),
        "",
        f"That is {heart['nodelay']['ours']['of_interact']:.1f} times the frames of `interact`, at "
        f"{heart['nodelay']['ours']['kilobytes_per_update']:.1f} kB an update. Over all {len(ours)} pictures of all",
        f"chapters the share is {min(row['of_floor'] for row in ours):.2f} to "
        f"{max(row['of_floor'] for row in ours):.2f}; the picture that stays after the release was the right one "
        f"{'every' if right else 'not every'} time.",
        f"An update takes {min(others):.1f} to {max(others):.1f} ms of the kernel's time, "
        f"where there is a map or an image {min(raster):.1f} to {max(raster):.1f} ms.",
        f"Behind a line with a round trip of 200 ms the final picture is there "
        f"{results['slow_line']['round_trips']['200']['ours']['release_to_final_ms']:.0f} ms after the release.",
        f"Run All takes {min(row['run_all_seconds'] for row in chapters):.1f} to "
        f"{max(row['run_all_seconds'] for row in chapters):.1f} s; `make lab` opens a fresh clone in "
        f"{opening['make_lab_fresh_seconds']:.0f} s, and again in {opening['make_lab_warm_seconds']:.0f} s.",
        "",
        f"For the same steps of the two-layer network scalar autodiff takes {training['scalar_autodiff']:.1f} times as",
        f"long as ours, PyTorch on the CPU {training['pytorch']:.1f} times.",
        *digits(results["digits"]),
        "All figures, and what misses its bar: [benchmarks](benchmarks/README.md).",
    ]  # fmt: skip


def digits(results):
    """Return the README's words on how fast chapter 11's network learns."""
    found, measured = results["chapter_11"], results["measured"]
    return [
        f"Chapter 11's network learns to read {found['ours_accuracy']:.1%} of the digits that it never saw in "
        f"{found['ours_seconds']:.2f} s ({results['steps']:,} steps,",
        f"numpy {measured['numpy']}). The same with PyTorch {measured['torch']} on the CPU, at the better of one and "
        f"two threads, takes {found['pytorch_of_ours']:.1f} times as long",
        f"({found['pytorch_accuracy']:.1%}), with scikit-learn {measured['scikit-learn']}'s MLPClassifier, the nearest "
        f"it offers, {found['scikit_learn_of_ours']:.1f} times ({found['scikit_learn_accuracy']:.1%}).",
        f"Matrix products are {found['products_of_ours']:.0%} of our time.",
    ]


def per_learner(results):
    """Return the teacher's words on what one learner costs a server."""
    opening = results["opening"]
    learner, kernels = opening["learner"], [row["kernel_megabytes"] for row in opening["chapters"].values()]
    return [
        f"Measured on {opening['measured']['date']}: a learner's server has {learner['server_megabytes']:.0f} MB, and "
        f"each open notebook's kernel {min(kernels):.0f} to {max(kernels):.0f} MB.",
        f"While a slider of chapter 7 is dragged without a pause, the kernel takes {learner['kernel_of_a_core']:.0%} "
        f"of a core and the server {learner['server_of_a_core']:.0%}; at rest, next to nothing.",
    ]


def everything(results):
    """Return all figures as tables: bars, pictures, chapters, training, the slow line."""
    return [
        f"Measured on {results['drag']['measured']['date']} with {_versions(results['drag']['measured'])}; "
        f"Python {results['drag']['measured']['python']}.",
        *("", "### The bars", "", *_bars(results)),
        *("", "### The pictures", "", *_pictures(results)),
        *("", "### The chapters", "", *_chapters(results["opening"])),
        *("", "### Training the two-layer network", "", *_training(results["training"])),
        *("", "### A slow line", "", *_slow_line(results["slow_line"])),
    ]


def _table(*rows):
    """Return rows of cells as Markdown, the first as the heading."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]


def _bars(results):
    rows = []
    for bar in bars(results):
        worst = bar.worst()
        figure, limit = bar.found[worst]
        sign, kept_by = "≥" if bar.at_least else "≤", len(bar.found) - len(bar.missed())
        rows.append((bar.what, f"{kept_by} of {len(bar.found)}", f"{worst}: {figure:.3g} ({sign} {limit:g})"))
    return _table(("bar", "kept by", "nearest to it, or furthest beyond"), *rows)


def _pictures(results):
    heading = (
        "picture", "share of the floor's frames", "the same, plain", "times `interact`'s", "the same, plain",
        "kB on the line", "kernel, ms: median", "p95", "maths", "artists", "drawing",
    )  # fmt: skip
    rows = []
    for name, lanes in results["drag"]["pictures"].items():
        nodelay, plain = lanes["nodelay"]["ours"], lanes["plain"]["ours"]
        shares = [lane[of] for of in ("of_floor", "of_interact") for lane in (nodelay, plain)]
        kernel = results["update"]["pictures"][name]
        times = [kernel[f"{part}_ms"] for part in ("median", "p95", "maths", "artists", "drawing")]
        figures = *(f"{share:.2f}" for share in shares), f"{nodelay['kilobytes_per_update']:.1f}"
        rows.append((name + " (raster)" * kernel["raster"], *figures, *(f"{time:.1f}" for time in times)))
    return _table(heading, *rows)


def _chapters(opening):
    rows = [
        (name, *(f"{row[key]:.{digits}f}" for key, digits in
                 (("run_all_seconds", 1), ("kernel_megabytes", 0), ("saved_kilobytes", 0))))
        for name, row in opening["chapters"].items()
    ]  # fmt: skip
    return [
        *_table(("chapter", "Run All, s", "its kernel after that, MB", "the saved notebook, kB"), *rows),
        "",
        f"Importing `helpers` takes {1000 * opening['import_seconds']:.0f} ms beyond numpy, matplotlib and ipywidgets. "
        f"`make lab` opens chapter 0 from a fresh clone in {opening['make_lab_fresh_seconds']:.0f} s,",
        f"and again in {opening['make_lab_warm_seconds']:.1f} s.",
    ]


def _training(training):
    rows = [
        (name, f"{training['microseconds'][way]:.0f}", f"{training['of_numbers'][way]:.2f}")
        for way, name in TRAINERS.items()
    ]
    return _table(("trained with", "µs a step", "times `two_layer`'s"), *rows)


def _slow_line(slow_line):
    rows = [
        (trip, *(f"{ways[way]['release_to_final_ms']:.0f}" for way in ("ours", "floor")),
         f"{ways['ours']['frames_per_second']:.1f}", f"{ways['ours']['of_floor']:.2f}",
         f"{ways['ours']['paints_after_release']:.0f}")
        for trip, ways in slow_line["round_trips"].items()
    ]  # fmt: skip
    heading = (
        "round trip, ms", "release to final picture, ms", "the floor's", "frames a second", "share of the floor's",
        "pictures painted after the release",
    )  # fmt: skip
    return _table(heading, *rows)


def _span(numbers):
    """Return numbers as text: the smallest to the largest."""
    return " to ".join(map(str, sorted({min(numbers), max(numbers)})))


def _versions(measured):
    return ", ".join(f"{name} {measured[name]}" for name in PACKAGES)


QUOTED = {  # document, name of the place in it: what stands there
    ("README.md", "figures"): figures,
    ("TEACHING.md", "per learner"): per_learner,
    ("benchmarks/README.md", "everything"): everything,
}


def place(name):
    """Return the pattern that finds what stands between `<!-- name -->` and `<!-- end of name -->`."""
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=\n<!-- end of {name} -->)", re.DOTALL)


def main():
    """Put the figures into the documents."""
    results = kept()
    for (document, name), words in QUOTED.items():
        path, text = ROOT / document, "\n".join(words(results))
        path.write_text(place(name).sub(lambda _, text=text: text, path.read_text()))


if __name__ == "__main__":
    main()
