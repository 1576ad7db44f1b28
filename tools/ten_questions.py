"""The ten questions on paper, their key, and before compared with after: `make ten-questions`.

python -m tools.ten_questions > TEN_QUESTIONS.md    the sheet, as it is committed
python -m tools.ten_questions key                   the right letters, and what the wrong ones point to
python -m tools.ten_questions compare FOLDER        a class: FOLDER/NAME/ten-questions-before.csv and -after.csv
"""

import csv
import sys
from pathlib import Path

from helpers.practice.ten_questions import texts

SHEET = """# Ten questions

Name: ______________________________    Date: ______________    ☐ before the course    ☐ after it

Fifteen minutes, with paper and a pocket calculator. Choose one answer for each question.
Where you do not know, say so: a guess helps nobody.
"""


def sheet():
    """Return the ten questions as Markdown that prints on two pages."""
    parts = [SHEET]
    for number, table in texts().items():
        options = "".join(f"- {option}\n" for option in table["because"])
        parts.append(f"**Question {number}.** {table['question']}\n\n{options}")
    return "\n".join(parts)


def key():
    """Return as Markdown what is right, and what each other option points to."""
    parts = ["# Ten questions: the key\n"]
    for number, table in texts().items():
        parts.append(f"**{number}** (chapter {table['chapter']}: {table['idea']}): **{table['right']}**\n")
        parts += [f"- {option} ({words})" for option, words in table["because"].items() if words]
        parts.append("")
    return "\n".join(parts)


def compare(folder):
    """Return as Markdown the share of a class that is right before and after, of those who have both files."""
    pairs = [(one, one.with_name("ten-questions-after.csv")) for one in folder.glob("*/ten-questions-before.csv")]
    both = [(rights(one), rights(other)) for one, other in sorted(pairs) if other.is_file()]
    if not both:
        sys.exit(f"In no folder within {folder} stand both ten-questions-before.csv and ten-questions-after.csv.")
    lines = [f"{len(both)} learners with both files.\n", "| question | before | after | gain |", "|---|---|---|---|"]
    for i, number in enumerate([*texts(), "all ten"]):
        before, after = (share([who[time] for who in both], i) for time in (0, 1))
        won = f"{(after - before) / (1 - before):.0%}" if before < 1 else "–"
        lines.append(f"| {number} | {before:.0%} | {after:.0%} | {won} |")
    return "\n".join(lines)


def rights(path):
    """Return the ten 0 or 1 of a learner's file."""
    with open(path, encoding="utf-8", newline="") as file:
        return [int(row["right"]) for row in csv.DictReader(file)]


def share(answers, i):
    """Return which share of the learners has question i right; after the tenth, the mean over all ten."""
    chosen = [answer[i] if i < len(answer) else sum(answer) / len(answer) for answer in answers]
    return sum(chosen) / len(chosen)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    what = sys.argv[1] if len(sys.argv) > 1 else "sheet"
    print({"sheet": sheet, "key": key}[what]() if what != "compare" else compare(Path(sys.argv[2])))
