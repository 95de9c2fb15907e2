"""Which characters of an old text are which characters of a new one."""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from typing import NamedTuple

from reader.document import Span


class Run(NamedTuple):
    """A run of characters that both texts have."""

    old: int
    new: int
    """Offsets where it starts."""
    size: int


class Alignment:
    """An alignment of two texts that keeps their order."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self.runs: list[Run] = _align(old, new)
        """Ascending in both texts."""
        self._starts = [run.old for run in self.runs]

    def kept(self, start: int, end: int) -> list[Run]:
        """The runs inside a range of the old text, cut to it."""
        index = max(0, bisect_right(self._starts, start) - 1)
        found: list[Run] = []
        for run in self.runs[index:]:
            if run.old >= end:
                break
            low, high = max(run.old, start), min(run.old + run.size, end)
            if low < high:
                found.append(Run(low, run.new + low - run.old, high - low))
        return found

    def near(self, offset: int) -> int:
        """About where an offset of the old text is: at the end of what is kept before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return 0
        run = self.runs[index]
        return run.new + min(offset - run.old, run.size)

    def fresh(self) -> list[Span]:
        """The ranges of the new text that are not the image of old text."""
        found: list[Span] = []
        at = 0
        for run in self.runs:
            if run.new > at:
                found.append(Span(at, run.new))
            at = run.new + run.size
        if at < len(self.new):
            found.append(Span(at, len(self.new)))
        return found


def _align(old: str, new: str) -> list[Run]:
    olds, news = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts_old, starts_new = _starts(olds), _starts(news)
    runs: list[Run] = []
    codes = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        a, b = starts_old[i1], starts_new[j1]
        if tag == "equal":
            runs.append(Run(a, b, starts_old[i2] - a))
        elif tag == "replace":
            left, right = old[a : starts_old[i2]], new[b : starts_new[j2]]
            for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
                if block.size:
                    runs.append(Run(a + block.a, b + block.b, block.size))
    return runs


def _starts(lines: list[str]) -> list[int]:
    found = [0]
    for line in lines:
        found.append(found[-1] + len(line))
    return found
