"""Readings and emphasis dots: set in brackets behind a base, or on the row over it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.cells import clusters
from reader.document import MarkKind
from reader.typeset.display.drawn_text import Display, Overlay, Style
from reader.typeset.display.normalised import normalised
from reader.typeset.display.ruby_room import rooms, spread

_SHORT = 6
"""Characters behind a link that no line parts from it."""


class _Insertion(NamedTuple):
    """Characters to be set into a drawn text."""

    at: int
    text: str
    breaking: str


def _merge(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges sorted, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(merged)


class _Inserted:
    """A drawn text with insertions, and where its indexes have gone."""

    def __init__(self, shown: Display, insertions: Sequence[_Insertion]) -> None:
        self._at = [insertion.at for insertion in insertions]
        self._moved = [0]
        self.ranges: list[tuple[int, int]] = []
        parts: list[str] = []
        breaking: list[str] = []
        self.source = array("l")
        source = shown.source if shown.source is not None else range(len(shown.text) + 1)
        done = 0
        for index, text, rules in insertions:
            parts += (shown.text[done:index], text)
            breaking += (shown.breaking[done:index], rules)
            self.source.extend(source[done:index])
            before = self.source[-1] if self.source else source[0]
            start = len(self.source)
            self.source.extend([before] * len(text))
            self.ranges.append((start, len(self.source)))
            self._moved.append(self._moved[-1] + len(text))
            done = index
        self.source.extend(source[done:])
        self.text = "".join((*parts, shown.text[done:]))
        self.breaking = "".join((*breaking, shown.breaking[done:]))

    def start(self, index: int) -> int:
        """Where a range that began at `index` begins now: after what was inserted there."""
        return index + self._moved[bisect_right(self._at, index)]

    def end(self, index: int) -> int:
        """Where a range that ended at `index` ends now: before what was inserted there."""
        return index + self._moved[bisect_left(self._at, index)]


def readings_of(styles: Iterable[Style]) -> list[Overlay]:
    """The readings among the marks, those that overlap an earlier one left out."""
    found: list[Overlay] = []
    edge = 0
    for start, end, kind, value in styles:
        reading = normalised(" ".join(value.split()), 1, 1).text
        if kind == MarkKind.RUBY and start >= edge and reading:
            found.append(Overlay(start, end, reading))
            edge = end
    return found


def set_inline(shown: Display, readings: Sequence[Overlay], styles: Iterable[Style]) -> Display:
    """Each reading in brackets behind its base."""
    made = _Inserted(
        shown,
        [_Insertion(end, f"({reading})", f"({reading})") for _, end, reading, _ in readings],
    )
    groups = [(made.start(start), made.end(end)) for start, end in shown.groups]
    brackets: list[Style] = []
    for (start, _, reading, _), (at, end) in zip(readings, made.ranges, strict=True):
        groups.append((made.start(start), end))
        brackets.append(Style(at, end, MarkKind.RUBY, reading))
    moved = (Style(made.start(s), made.end(e), kind, value) for s, e, kind, value in styles)
    before = [(made.start(start), made.end(end)) for start, end in shown.inserted]
    return Display(
        made.text,
        made.breaking,
        made.source,
        tuple(sorted([*before, *made.ranges])),
        _merge(groups),
        tuple(sorted([*moved, *brackets])),
    )


def set_behind(shown: Display, styles: Sequence[Style]) -> Display:
    """The value of each link behind it, in the same line as its last character if it is short."""
    links = sorted((style for style in styles if style.kind == MarkKind.LINK), key=_end_of)
    made = _Inserted(shown, [_Insertion(end, value, value) for _, end, _, value in links])
    groups = [(made.start(start), made.end(end)) for start, end in shown.groups]
    for (low, high), link in zip(made.ranges, links, strict=True):
        if len(link.value) <= _SHORT:
            groups.append((low - 1, high))
    moved = (Style(made.start(s), made.end(e), kind, value) for s, e, kind, value in styles)
    ranges = tuple(made.ranges)
    return Display(
        made.text, made.breaking, made.source, ranges, _merge(groups), tuple(sorted(moved))
    )


def _end_of(style: Style) -> int:
    return style.end


def _space_out(shown: Display, base: Overlay, before: int, cells: int) -> list[_Insertion]:
    """The space that spreads a base, as insertions; each stands as the character beside it."""
    text = shown.text[base.start : base.end]
    parts = clusters(text)
    shares = spread(len(parts), cells)
    shares[0] += before
    found: list[_Insertion] = []
    index = base.start
    for number, share in enumerate(shares):
        if share:
            beside = text[0] if number == 0 else parts[number - 1][-1]
            found.append(_Insertion(index, " " * share, beside * share))
        if number < len(parts):
            index += len(parts[number])
    return found


def _dots(shown: Display, styles: Iterable[Style], readings: Sequence[Overlay]) -> list[Overlay]:
    """Emphasis dots, one over each character but white space and punctuation (JLREQ 3.3.9)."""
    covered = _merge((start, end) for start, end, _, _ in readings)
    starts = [start for start, _ in covered]
    found: list[Overlay] = []
    edge = 0
    for start, end, kind, value in styles:
        if kind != MarkKind.DOTS:
            continue
        at = start = max(start, edge)
        for cluster in clusters(shown.text[start:end]):
            near = bisect_right(starts, at) - 1
            if cluster[0].isalnum() and not (near >= 0 and at < covered[near][1]):
                found.append(Overlay(at, at + len(cluster), value or "﹅"))
            at += len(cluster)
        edge = max(edge, end)
    return found


def set_above(
    shown: Display, readings: Sequence[Overlay], styles: Sequence[Style], ambiguous: int
) -> Display:
    """Each reading over its base, the bases spaced out where they must be."""
    needs = rooms(shown.text, readings, ambiguous)
    insertions: list[_Insertion] = []
    first: list[int] = []
    for base, room in zip(readings, needs, strict=True):
        first.append(len(insertions))
        insertions += _space_out(shown, base, room.before, room.spread)
    first.append(len(insertions))
    made = _Inserted(shown, insertions)
    placed: list[Overlay] = []
    for number, (base, room) in enumerate(zip(readings, needs, strict=True)):
        start, end = made.start(base.start), made.end(base.end)
        for insertion in range(first[number], first[number + 1]):
            start = min(start, made.ranges[insertion][0])
            end = max(end, made.ranges[insertion][1])
        placed.append(Overlay(start, end, base.reading, room.lead))
    dots = (
        Overlay(made.start(start), made.end(end), reading, lead)
        for start, end, reading, lead in _dots(shown, styles, readings)
    )
    groups = [(made.start(start), made.end(end)) for start, end in shown.groups]
    return Display(
        made.text,
        made.breaking,
        made.source,
        tuple(made.ranges),
        _merge([*groups, *((start, end) for start, end, _, _ in placed)]),
        tuple(
            Style(made.start(style.start), made.end(style.end), style.kind, style.value)
            for style in styles
            if style.kind != MarkKind.DOTS
        ),
        tuple(sorted([*placed, *dots])),
    )
