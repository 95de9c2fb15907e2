"""Re-anchoring after edits of ten kinds: how many annotations are found where they belong.

    python -m benchmarks.anchors [POST ...]

Each case takes a quote of 4 to 120 characters from a post, edits the post, and knows where the
quote is then (or that it is gone), because the edits are made on characters that carry their
old offset. Right: both ends within 2 characters, or intersection over union of at least 0.75;
for a quote that was deleted, that it is called lost. Baselines: the first exact match, and
difflib on paragraphs and characters.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from reader.formats import load
from reader.store.anchors.align import Alignment
from reader.store.anchors.anchors import FoundAnchor, locate

ROOT = Path(__file__).parent.parent
CASES = 20
"""For each kind of edit and post."""

_COPY = -2
"""Less the old offset: the mark of a character in a copy."""

Text = list[tuple[str, int]]
"""Characters with their offset in the old text; -1 for new ones."""


@dataclass(frozen=True, slots=True)
class Case:
    """One annotation and one edited text."""

    kind: str
    old: str
    new: str
    start: int
    end: int
    """The quote in the old text."""
    truth: tuple[int, int] | None
    """Where it is in the new text; None where it was deleted."""
    copy: tuple[int, int] | None = None
    """Where a copy is that an edit made. Where it is the quote to the letter and the original
    was moved or reworded, no one can tell from the two texts which is which: both are right."""


def paragraphs(text: Text) -> list[Text]:
    """The paragraphs of a text, without their newlines."""
    found: list[Text] = [[]]
    for item in text:
        if item[0] == "\n":
            found.append([])
        else:
            found[-1].append(item)
    return found


def joined(parts: list[Text]) -> Text:
    """Paragraphs as one text."""
    found: Text = []
    for part in parts:
        found.extend([("\n", -1), *part] if found else part)
    return found


class Editor:
    """Makes the edits; all randomness is its own."""

    def __init__(self, text: str, other: str, start: int, end: int, rng: random.Random) -> None:
        self.text = text
        self.other = [line for line in other.split("\n") if len(line) > 20]
        self.start, self.end, self.rng = start, end, rng
        self.now: Text = [(character, index) for index, character in enumerate(text)]

    def holds(self, part: Text) -> bool:
        """Whether a paragraph holds some of the quote."""
        return any(self.start <= old < self.end for _, old in part)

    def insert(self) -> None:
        """Add one to four paragraphs from elsewhere."""
        parts = paragraphs(self.now)
        for _ in range(self.rng.randint(1, 4)):
            line = self.rng.choice(self.other)
            parts.insert(self.rng.randint(0, len(parts)), [(c, -1) for c in line])
        self.now = joined(parts)

    def delete(self) -> None:
        """Remove one to four paragraphs that do not hold the quote."""
        parts = paragraphs(self.now)
        for _ in range(self.rng.randint(1, 4)):
            free = [i for i, part in enumerate(parts) if not self.holds(part)]
            if free:
                del parts[self.rng.choice(free)]
        self.now = joined(parts)

    def move(self) -> None:
        """Move the quote's paragraph to another place."""
        parts = paragraphs(self.now)
        index = next((i for i, part in enumerate(parts) if self.holds(part)), None)
        if index is not None:
            part = parts.pop(index)
            others = [i for i in range(len(parts) + 1) if i != index]
            parts.insert(self.rng.choice(others or [0]), part)
        self.now = joined(parts)

    def _reword(self, share: float, inside: bool) -> None:
        found: Text = []
        near = {
            i
            for i, (_, old) in enumerate(self.now)
            if (self.start <= old < self.end)
            or (not inside and self.start - 60 <= old < self.end + 60)
        }
        for i, (character, old) in enumerate(self.now):
            mine = self.start <= old < self.end
            if i in near and mine is inside and character != "\n" and self.rng.random() < share:
                new = (self.rng.choice(self.text).strip() or "字", -1)
                kind = self.rng.random()
                if kind < 0.5:
                    found.append((new[0], old if inside else -1))
                elif kind < 0.75:
                    found.extend([(character, old), new])
            else:
                found.append((character, old))
        self.now = found

    def light(self) -> None:
        """Reword 8 % of the quote."""
        self._reword(0.08, True)

    def heavy(self) -> None:
        """Reword 25 % of the quote."""
        self._reword(0.25, True)

    def around(self) -> None:
        """Reword 25 % of what stands around the quote."""
        self._reword(0.25, False)

    def punctuation(self) -> None:
        """Other punctuation and widths in the whole text."""
        table = str.maketrans("、。（）「」０１２３４５６７８９", "，．()『』0123456789")
        self.now = [(character.translate(table), old) for character, old in self.now]

    def double(self) -> None:
        """A second copy of the quote's paragraph, further down."""
        parts = paragraphs(self.now)
        index = next((i for i, part in enumerate(parts) if self.holds(part)), 0)
        copy = [(character, _COPY - old) for character, old in parts[index]]
        parts.insert(self.rng.randint(index + 1, len(parts)), copy)
        self.now = joined(parts)

    def mixture(self) -> None:
        """Three edits of other kinds."""
        for edit in self.rng.sample(
            [self.insert, self.delete, self.move, self.light, self.around, self.double], 3
        ):
            edit()

    def remove(self) -> None:
        """Delete the quote, or its paragraph."""
        if self.rng.random() < 0.5:
            parts = paragraphs(self.now)
            self.now = joined([part for part in parts if not self.holds(part)])
        self.now = [item for item in self.now if not self.start <= item[1] < self.end]

    def truth(self) -> tuple[int, int] | None:
        """Where the quote is now."""
        places = [i for i, (_, old) in enumerate(self.now) if self.start <= old < self.end]
        return (places[0], places[-1] + 1) if places else None

    def copy(self) -> tuple[int, int] | None:
        """Where a copy of the quote is now."""
        wanted = range(self.start, self.end)
        places = [i for i, (_, old) in enumerate(self.now) if _COPY - old in wanted]
        return (places[0], places[-1] + 1) if places else None


EDITS: dict[str, Callable[[Editor], None]] = {
    "paragraphs added": Editor.insert,
    "paragraphs removed": Editor.delete,
    "paragraph moved": Editor.move,
    "8 % inside the quote": Editor.light,
    "25 % inside the quote": Editor.heavy,
    "25 % around the quote": Editor.around,
    "punctuation normalised": Editor.punctuation,
    "paragraph doubled": Editor.double,
    "three of these": Editor.mixture,
    "quote deleted": Editor.remove,
}


def cases(texts: list[str], seed: int = 1, count: int = CASES) -> Iterator[Case]:
    """Cases of every kind for every text; the same for the same seed."""
    rng = random.Random(seed)
    for index, text in enumerate(texts):
        for kind, edit in EDITS.items():
            for _ in range(count):
                size = rng.choice((4, 6, 10, 16, 25, 40, 60, 90, 120))
                start = rng.randrange(max(1, len(text) - size))
                line_end = text.find("\n", start)
                end = min(start + size, line_end if line_end > start + 3 else len(text))
                while "\n" in text[start:end] or end - start < 4:
                    start = rng.randrange(max(1, len(text) - size))
                    end = min(start + size, len(text))
                editor = Editor(text, texts[index - 1], start, end, rng)
                edit(editor)
                new = "".join(character for character, _ in editor.now)
                yield Case(kind, text, new, start, end, editor.truth(), editor.copy())


def verdict(case: Case, found: tuple[int, int] | None) -> str:
    """ "ok", "wrong" or "lost"."""
    if found is not None and found == case.copy:
        same = case.new[slice(*found)] == case.old[case.start : case.end]
        return "ok" if same else "wrong"
    if found is None or case.truth is None:
        return "ok" if found is case.truth else "lost" if found is None else "wrong"
    (a, b), (c, d) = found, case.truth
    share = max(0, min(b, d) - max(a, c)) / max(1, max(b, d) - min(a, c))
    return "ok" if share >= 0.75 or (abs(a - c) <= 2 and abs(b - d) <= 2) else "wrong"


def ours(case: Case) -> tuple[FoundAnchor, float]:
    """What the store finds, and the seconds it took."""
    began = time.perf_counter()
    found = locate(Alignment(case.old, case.new), case.start, case.end)
    return found, time.perf_counter() - began


def exact(case: Case) -> tuple[int, int] | None:
    """Baseline: the first exact match."""
    quote = case.old[case.start : case.end]
    at = case.new.find(quote)
    return None if at < 0 else (at, at + len(quote))


def by_difflib(case: Case) -> tuple[int, int] | None:
    """Baseline: difflib on paragraphs, then on the characters of what was replaced."""
    old, new = case.old.splitlines(True), case.new.splitlines(True)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[tuple[int, int, int]] = []
    a = b = 0
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left, right = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            found.append((a, b, len(left)))
        elif len(left) * len(right) < 4_000_000:
            blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
            found.extend((a + x, b + y, size) for x, y, size in blocks)
        a, b = a + len(left), b + len(right)
    kept = [
        (b + max(case.start, a) - a, b + min(case.end, a + size) - a)
        for a, b, size in found
        if a < case.end and case.start < a + size
    ]
    if sum(high - low for low, high in kept) * 2 < case.end - case.start:
        return None
    return kept[0][0], kept[-1][1]


def texts(paths: list[str]) -> list[str]:
    """The logical texts of posts; by default the project's samples and, where it is, the seed."""
    found = [Path(path) for path in paths] or [
        *sorted(path for path in (ROOT / "samples").iterdir() if path.suffix in (".txt", ".md")),
        ROOT.parent / "shared" / "seeds" / "post.txt",
    ]
    loaded = [load(str(path)).text for path in found if path.exists()]
    return [text for text in loaded if 1000 < len(text) < 60_000 and text.count("\n") > 8]


def measure(paths: list[str] | None = None, *, baselines: bool = True) -> list[dict[str, object]]:
    """Rows: what, value, unit, baseline, ratio, bar."""
    tally: dict[str, list[list[str]]] = {kind: [[], [], []] for kind in EDITS}
    seconds: list[float] = []
    sure = 0
    for case in cases(texts(paths or [])):
        found, spent = ours(case)
        seconds.append(spent)
        place = None if found.state == "lost" else (found.start, found.end)
        result = verdict(case, place)
        sure += found.state == "exact" and result == "wrong"
        tally[case.kind][0].append(result)
        if baselines:
            tally[case.kind][1].append(verdict(case, exact(case)))
            tally[case.kind][2].append(verdict(case, by_difflib(case)))
    rows = [_row(kind, *results) for kind, results in tally.items()]
    everything = [[r for kind in tally.values() for r in kind[column]] for column in range(3)]
    rows.append(_row("all", *everything) | {"bar": ">= 99"})
    rows.append({"what": "wrong, shown as sure", "value": sure, "unit": "cases", "bar": "0"})
    wrong = everything[0].count("wrong")
    rows.append({"what": "wrong, shown as moved", "value": wrong - sure, "unit": "cases"})
    seconds.sort()
    p95 = seconds[len(seconds) * 95 // 100] * 1000
    rows.append({"what": "one alignment, p95", "value": round(p95, 1), "unit": "ms", "bar": ""})
    return rows


def _row(what: str, mine: list[str], first: list[str], diff: list[str]) -> dict[str, object]:
    def share(results: list[str]) -> float:
        return round(100 * results.count("ok") / max(1, len(results)), 1)

    baseline = f"{share(first)} exact match, {share(diff)} difflib"
    return {"what": what, "value": share(mine), "unit": "% right", "baseline": baseline}


def main() -> None:
    """Print the table."""
    for row in measure(sys.argv[1:]):
        line = f"{row['what']:26} {row['value']:>7} {row['unit']:8}"
        print(line, row.get("baseline", ""), f"bar {row['bar']}" if row.get("bar") else "")


if __name__ == "__main__":
    main()
