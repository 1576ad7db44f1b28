"""Write the README's figures from benchmarks/results.json, so that nobody types them: the end of `make bench`."""

import json
import re
from pathlib import Path

from benchmarks.drag import RESULTS

README = Path(__file__).parents[1] / "README.md"
QUOTED = re.compile(r"(?<=<!-- figures -->\n).*?(?=\n<!-- end of figures -->)", re.DOTALL)
PACKAGES = ("jupyterlab", "ipywidgets", "matplotlib", "numpy")
NAMES = {"ours": "this collection", "bqplot": "bqplot", "ipympl": "ipympl", "interact": "`interact` with matplotlib"}


def figures(results):
    """Return the README's words on what was measured."""
    drag, update = results["drag"], results["update"]["chapter_7"]
    measured, lanes = drag["measured"], drag["chapter_7"]
    ours = lanes["nodelay"]["ours"]
    right = all(lane["ours"]["final_right"] for lane in lanes.values())
    versions = ", ".join(f"{name} {measured[name]}" for name in PACKAGES)
    rows = [
        f"| {NAMES[way]} | {lanes['nodelay'][way]['of_floor']:.2f} | {lanes['plain'][way]['of_floor']:.2f} |"
        for way in NAMES
    ]
    return "\n".join(
        [
            f"On {measured['date']}, medians of {drag['rounds']} rounds, with {versions}:",
            "",
            "| frames a second, as a share of the floor | as `make lab` starts it | without TCP_NODELAY |",
            "|---|---|---|",
            *rows,
            "",
            f"That is {ours['of_interact']:.1f} times the frames of `interact`, "
            f"at {ours['kilobytes_per_update']:.1f} kB and",
            f"{update['median_ms']:.1f} ms of the kernel's time an update (95 % within {update['p95_ms']:.1f} ms).",
            f"The picture that stays after the release was the right one {'every' if right else 'not every'} time.",
            "",
            *digits(results["digits"]),
        ]
    )


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


def quoted(readme):
    """Return the words that a README quotes now."""
    return QUOTED.search(readme)[0]


def main():
    """Put the figures into the README."""
    text = figures(json.loads(RESULTS.read_text()))
    README.write_text(QUOTED.sub(lambda _: text, README.read_text()))


if __name__ == "__main__":
    main()
