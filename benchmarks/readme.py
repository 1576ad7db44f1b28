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
            f"That is {ours['of_interact']:.1f} times the frames of `interact`, at {ours['kilobytes_per_update']:.1f} kB",
            f"and {update['median_ms']:.1f} ms of the kernel's time an update (95 % within {update['p95_ms']:.1f} ms).",
            f"The picture that stays after the release was the right one {'every' if right else 'not every'} time.",
        ]
    )


def quoted(readme):
    """Return the words that a README quotes now."""
    return QUOTED.search(readme)[0]


def main():
    """Put the figures into the README."""
    text = figures(json.loads(RESULTS.read_text()))
    README.write_text(QUOTED.sub(lambda _: text, README.read_text()))


if __name__ == "__main__":
    main()
