"""How well names and figures are found, beside what was found by reading.

    python -m benchmarks.facts_quality [--wrong]    --wrong: say what was wrong and missed

The labels are in facts_labels.txt, the texts in the development corpus. A name is right where one
of its spellings is a label's, found where a label has one of its spellings. A figure is matched by
what is written; then its value and unit are compared. What may be counted or not counts nowhere.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from reader.analysis.facts.find import Facts, find_facts
from reader.analysis.repeats.fold import fold
from reader.document import Block, Document, Kind
from reader.formats import load

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
LABELS = Path(__file__).with_name("facts_labels.txt")
FOLDS = ("development", "first", "second", "third")
_FIGURE = re.compile(r"(?P<text>.*?)=(?P<value>\S+?)(?: (?P<unit>\S+))?(?: \*(?P<times>\d+))?")


class Labels:
    """What was found in one document by reading."""

    def __init__(self, fold: str, name: str) -> None:
        self.fold, self.name = fold, name
        self.names: list[list[str]] = []
        self.optional: set[str] = set()
        self.figures: list[tuple[str, str, str, bool]] = []
        self.has_figures = False

    def read(self, kind: str, row: str) -> None:
        """A row of the file."""
        for entry in filter(None, (part.strip() for part in row.split(";"))):
            optional, entry = entry.startswith("?"), entry.removeprefix("?")
            if kind == "n" and optional:
                self.optional |= {spelling.casefold() for spelling in entry.split("|")}
            elif kind == "n":
                self.names.append([spelling.casefold() for spelling in entry.split("|")])
            elif match := _FIGURE.fullmatch(entry):
                figure = match["text"], match["value"], match["unit"] or "", optional
                self.figures += [figure] * int(match["times"] or 1)
        self.has_figures |= kind == "f"


def labels() -> list[Labels]:
    """All documents of the file."""
    found: list[Labels] = []
    for line in LABELS.read_text("utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "@":
            found.append(Labels(*rest.split(" ", 1)))
        elif kind in ("n", "f"):
            found[-1].read(kind, rest)
    return found


def facts_of(name: str) -> Facts:
    """The facts of a document of the corpus, repeats folded."""
    post = CORPUS / "posts" / f"{name}.md"
    if post.exists():
        document = load(str(post))
        return find_facts(document, fold(document).reading_order)
    domain, _, wanted = name.partition("-")
    for line in (CORPUS / "outline" / "headed-dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if (row["domain"], row["id"]) == (domain, wanted):
            blocks = [Block(Kind.PARAGRAPH, text) for text in row["paragraphs"]]
            return find_facts(Document(blocks))
    raise FileNotFoundError(name)


def judge_names(found: Facts, wanted: Labels) -> tuple[Counter[str], list[str]]:
    """Counts, and what was wrong (+) and missed (-)."""
    known = {spelling for spellings in wanted.names for spelling in spellings}
    counts: Counter[str] = Counter()
    mistakes = []
    met: set[str] = set()
    for name in found.names:
        spellings = {spelling.casefold() for spelling in (name.name, *name.aliases)}
        met |= spellings
        if spellings & known:
            counts["right"] += 1
        elif not spellings & wanted.optional:
            counts["wrong"] += 1
            mistakes.append(f"+{name.name}")
    for one in wanted.names:
        counts["found" if met & set(one) else "missed"] += 1
        mistakes += [] if met & set(one) else [f"-{one[0]}"]
    return counts, mistakes


def judge_figures(found: Facts, wanted: Labels) -> tuple[Counter[str], list[str]]:
    """Counts, and what was wrong (+), missed (-) and misread (=)."""
    left = list(found.figures)
    counts: Counter[str] = Counter()
    mistakes = []
    for text, value, unit, optional in wanted.figures:
        figure = next((figure for figure in left if text in figure.text), None)
        if figure is None:
            counts["missed"] += not optional
            mistakes += [] if optional else [f"-{text}"]
            continue
        left.remove(figure)
        if optional:
            continue
        low, _, high = value.partition("..")
        counts["found"] += 1
        right = float(low) == figure.value and (not high or float(high) == figure.upto)
        counts["value"] += right
        counts["unit"] += figure.unit == unit
        mistakes += [] if right and figure.unit == unit else [f"={figure.text}"]
    counts["wrong"] = len(left)
    return counts, mistakes + [f"+{figure.text}" for figure in left]


def measure(*, say_wrong: bool = False) -> list[dict[str, Any]]:
    """A row for each fold."""
    rows = []
    every = labels() if CORPUS.exists() else []
    for name in FOLDS:
        names: Counter[str] = Counter()
        figures: Counter[str] = Counter()
        documents = [one for one in every if one.fold == name]
        for one in documents:
            found = facts_of(one.name)
            counts, mistakes = judge_names(found, one)
            names += counts
            if one.has_figures:
                counts, more = judge_figures(found, one)
                figures += counts
                mistakes += more
            if say_wrong and mistakes:
                print(one.name, *mistakes)
        rows.append({"documents": name, "number": len(documents), **_shares(names, figures)})
    return [*(rows if every else []), cost()]


def _shares(names: Counter[str], figures: Counter[str]) -> dict[str, Any]:
    def share(part: int, other: int) -> str:
        return f"{100 * part / (part + other):.1f} %" if part + other else ""

    read = figures["found"]
    return {
        "names: precision": share(names["right"], names["wrong"]),
        "recall": share(names["found"], names["missed"]),
        "figures: precision": share(read, figures["wrong"]),
        "recall of figures": share(read, figures["missed"]),
        "value": share(figures["value"], read - figures["value"]),
        "unit": share(figures["unit"], read - figures["unit"]),
    }


_COST = """
import sys, time
from pathlib import Path
from reader.document import Block, Document, Kind
from reader.sentences import sentences
text = Path(sys.argv[1]).read_bytes()[:int(sys.argv[2])].decode("utf-8", "ignore")
document = Document([Block(Kind.PARAGRAPH, line) for line in text.splitlines() if line])
times = [time.process_time()]
from reader.analysis.facts.find import find_facts
for _ in range(2):
    find_facts(document)
    times.append(time.process_time())
print(times[1] - times[0], times[2] - times[1])
"""


def cost(size: int = 50_000) -> dict[str, Any]:
    """CPU time of the facts of a text of `size` bytes, the best of five processes: the first time
    with loading modules (as byte code, which an installed program has) and compiling expressions,
    and once more."""
    sample = str(Path(__file__).parent.parent / "samples" / "long.txt")
    words = [sys.executable, "-c", _COST, sample, str(size)]
    runs = []
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(6):
            said = subprocess.run(words, check=True, capture_output=True, text=True, env=env)
            runs.append([1000 * float(word) for word in said.stdout.split()])
    first, again = (min(times) for times in zip(*runs[1:], strict=True))
    return {
        "documents": f"samples/long.txt, {size} bytes",
        "CPU": f"{first:.0f} ms",
        "again": f"{again:.0f} ms",
    }


def main() -> None:
    """Prints the rows."""
    for row in measure(say_wrong="--wrong" in sys.argv):
        print("  ".join(f"{key} {value}" for key, value in row.items() if value))


if __name__ == "__main__":
    main()
