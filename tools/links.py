"""Put the repository's own address in place of ORG/REPO, everywhere: `make links REPO=owner/name`."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = r"[\w.-]+"


def pages(root):
    """Return the files in which the repository's address may stand."""
    issues = (root / ".github" / "ISSUE_TEMPLATE").glob("*.yml")
    return [*root.glob("*.md"), root / "CITATION.cff", root / "site" / "index.html", *issues]


def write(root, repository):
    """Write owner/name for ORG/REPO in all pages of a folder, in an address within an address and in its parts too."""
    if not re.fullmatch(f"{NAMES}/{NAMES}", repository):
        sys.exit(f"REPO must be the repository's owner and name, like octocat/backprop, but it is {repository!r}.")
    owner, name = repository.split("/")
    written = {"ORG/REPO": repository, "ORG%2FREPO": f"{owner}%2F{name}", "%2FREPO%2F": f"%2F{name}%2F"}
    written |= {"ORG.github.io/REPO/": f"{owner}.github.io/{name}/"}
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        for old, new in written.items():
            text = text.replace(old, new)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(ROOT, sys.argv[1] if len(sys.argv) > 1 else "")
