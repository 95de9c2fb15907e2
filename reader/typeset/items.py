"""An item: what is broken into rows as one text, and where each of its characters is from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.document import Mark, Span
from reader.records import dataclass
from reader.typeset.rows import RowKind


@dataclass(frozen=True, slots=True)
class Header:
    """The title page: what stands before the text."""

    title: str = ""
    lines: tuple[str, ...] = ()
    """Author, date, tags ... one line of the page each."""


class ItemRun(NamedTuple):
    """A range of an item's text and the logical text that it shows."""

    at: int
    """Offset into the item's text."""
    start: int
    end: int
    """Offsets into the logical text."""
    folded: bool = False
    """Whether one character stands for all of it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One text to be broken into rows."""

    kind: RowKind
    text: str
    runs: tuple[ItemRun, ...] = ()
    """Where the text comes from, in its order; empty for the title page and folds."""
    start: int = 0
    """Offset into the logical text of the first character; of the next text where it has none."""
    end: int = 0
    level: int = 0
    label: str = ""
    """As in `Block`."""
    depth: int = 0
    """List items around it."""
    quote: int = 0
    """Block quotes around it."""
    marks: tuple[Mark, ...] = ()
    """In offsets into the text."""
    spans: tuple[Span, ...] = ()
    """FOLD: the hidden text."""
    continued: bool = False
    """Whether it goes on with the paragraph of the item before."""
    tight: bool = False
    """As in `Block`."""

    def marks_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks on a range of the text, in offsets into that range."""
        return cut_marks(self.marks, start, end)

    def logical(self, offset: int) -> int:
        """The offset into the logical text of a character of the text."""
        if not self.runs:
            return self.start
        run = self.runs[self._run_at(offset)]
        return run.start if run.folded else min(run.start + offset - run.at, run.end)

    def logicals(self, start: int, end: int) -> list[int]:
        """`logical` of each character of a range of the text."""
        found: list[int] = []
        for number in range(self._run_at(start), len(self.runs)):
            run = self.runs[number]
            if run.at >= end:
                break
            after = self.runs[number + 1].at if number + 1 < len(self.runs) else end
            low, high = max(start, run.at), min(end, after)
            if run.folded:
                found += [run.start] * (high - low)
            else:
                found += range(run.start + low - run.at, run.start + high - run.at)
        return found

    def _run_at(self, offset: int) -> int:
        return max(0, bisect_right(self.runs, offset, key=lambda run: run.at) - 1)

    def offset(self, logical: int) -> int:
        """The offset into the text of the character that shows a logical offset."""
        for run in self.runs:
            if run.start <= logical < run.end or (logical == run.end == self.end):
                return run.at if run.folded else run.at + logical - run.start
        return 0


def cut_marks(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks on a range of a text, in offsets into that range."""
    return tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.value)
        for mark in marks
        if mark.start < end and start < mark.end
    )


def cut_runs(runs: Sequence[ItemRun], start: int, end: int) -> tuple[ItemRun, ...]:
    """The runs of a range of an item's text, in offsets into that range."""
    found: list[ItemRun] = []
    for run in runs:
        length = 1 if run.folded else run.end - run.start
        low, high = max(run.at, start), min(run.at + length, end)
        if low >= high and length:
            continue
        found.append(
            ItemRun(low - start, run.start, run.end, True)
            if run.folded
            else ItemRun(low - start, run.start + low - run.at, run.start + high - run.at)
        )
    return tuple(found)
