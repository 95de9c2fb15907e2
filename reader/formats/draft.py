"""A block while it is written: text, marks and source lines that grow together.

A block has no line ends (`document.Block`), so a hard break in the source starts a new segment;
marks that are open there go on in it. At most DEEPEST marks are open at once; what is opened
inside them is text that shows no further mark, so that a break costs a bounded number of marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.document import Mark, MarkKind
from reader.formats.input.harmless import harmless, harmless_line
from reader.formats.line_joining import joint
from reader.records import dataclass, field

DEEPEST = 16
"""Marks that lie in one another at most."""


@dataclass(slots=True)
class Segment:
    """Text with its marks and source lines, offsets into that text."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    """(offset, 1-based source line), ascending."""
    tight: bool = False
    """As `Block.tight`."""


class Covered:
    """Spans of a text, asked for what overlaps any of them."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        spans = sorted((mark.start, mark.end) for mark in marks)
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a range and one of the spans have a character in common."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


class DraftEdit(NamedTuple):
    """Characters that are replaced by others, mostly by none."""

    start: int
    end: int
    text: str = ""


def edited(segment: Segment, edits: Sequence[DraftEdit], added: Iterable[Mark] = ()) -> Segment:
    """The segment after edits that are ascending and do not overlap.

    `added` are new marks, in offsets into the text before the edits. A mark of which nothing is
    left goes.
    """
    starts = [edit.start for edit in edits]
    gains = list(accumulate((len(e.text) - (e.end - e.start) for e in edits), initial=0))

    def moved(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < edits[index].end:
            return edits[index].start + gains[index]
        return offset + gains[index + 1]

    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += (segment.text[done : edit.start], edit.text)
        done = edit.end
    pieces.append(segment.text[done:])
    text = "".join(pieces)
    marks: list[Mark] = []
    for mark in (*segment.marks, *added):
        start, end = moved(mark.start), moved(mark.end)
        if start < end:
            marks.append(Mark(start, end, mark.kind, mark.value))
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    lines: dict[int, int] = {}
    for offset, number in segment.lines:
        lines[moved(offset)] = number
    return Segment(text, marks, list(lines.items()), segment.tight)


class Draft:
    """Takes text, breaks and marks in reading order; gives segments."""

    def __init__(self) -> None:
        self.segments = [Segment()]
        self._parts: list[str] = []
        self._length = 0
        self._last = ""
        self._soft = False
        self._open: list[tuple[MarkKind, str, int]] = []
        self._deeper: dict[MarkKind, int] = {}
        """How many marks of a kind were opened beyond DEEPEST and are not closed yet."""

    @property
    def length(self) -> int:
        """Characters of the current segment so far."""
        return self._length

    def text(self, text: str, line: int) -> None:
        """Adds text of a source line, made harmless; line ends and tabs in it become spaces."""
        text = harmless(text)[0].translate(_SPACES)
        if not text:
            return
        if self._soft or not self._length:
            text = text.lstrip(" ")
            if not text:
                return
        gap = joint(self._last, text) if self._soft else ""
        self._soft = False
        if gap:
            self._add(gap)
        lines = self.segments[-1].lines
        if not lines or lines[-1][1] < line:
            lines.append((self._length, line))
        self._add(text)
        self._last = text[-1]

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def soft(self) -> None:
        """A newline of the source: nothing or a space, by what stands on both sides of it."""
        self._soft = True

    def hard(self, *, tight: bool = True) -> None:
        """A line break that the writer wants: a new segment, marks going on. After two of them,
        or where `tight` says so, a blank row is above it."""
        going = self._open
        for kind, value, start in going:
            self._mark(kind, value, start)
        self._close_segment()
        empty = not self.segments[-1].text.strip()
        self.segments.append(Segment(tight=tight and not empty))
        self._parts, self._length, self._last, self._soft = [], 0, "", False
        self._open = [(kind, value, 0) for kind, value, _ in going]

    def open(self, kind: MarkKind, value: str = "") -> None:
        """A mark begins here."""
        if len(self._open) < DEEPEST:
            self._open.append((kind, harmless_line(value), self._length))
        else:
            self._deeper[kind] = self._deeper.get(kind, 0) + 1

    def close(self, kind: MarkKind) -> None:
        """The innermost open mark of that kind ends here; without one, nothing happens."""
        if self._deeper.get(kind):
            self._deeper[kind] -= 1
            return
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] is kind:
                _, value, start = self._open.pop(index)
                self._mark(kind, value, start)
                return

    def mark(self, start: int, kind: MarkKind, value: str = "") -> None:
        """A mark from an offset of the current segment to here."""
        self._mark(kind, harmless_line(value), start)

    def _mark(self, kind: MarkKind, value: str, start: int) -> None:
        if start < self._length:
            self.segments[-1].marks.append(Mark(start, self._length, kind, value))

    def _close_segment(self) -> None:
        segment = self.segments[-1]
        text = segment.text = "".join(self._parts)
        marks = (_without_gap(mark, text) for mark in segment.marks)
        segment.marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))

    def finish(self) -> list[Segment]:
        """The segments, without white space at their ends; empty ones are left out."""
        for kind, value, start in self._open:
            self._mark(kind, value, start)
        self._open.clear()
        self._close_segment()
        return [_trimmed(segment) for segment in self.segments if segment.text.strip()]


_SPACES = {ord("\n"): " ", ord("\t"): " "}


def _without_gap(mark: Mark, text: str) -> Mark:
    """The mark without the space that a joined newline put before its text."""
    if text[mark.start] == " " and mark.start + 1 < mark.end:
        return Mark(mark.start + 1, mark.end, mark.kind, mark.value)
    return mark


def _trimmed(segment: Segment) -> Segment:
    kept = segment.text.rstrip(" \u3000")
    if len(kept) == len(segment.text):
        return segment
    return edited(segment, [DraftEdit(len(kept), len(segment.text))])
