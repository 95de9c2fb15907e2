"""What is drawn for a text: normalised, with its readings, and with a way back to the text.

Terminals disagree on how wide variation selectors, joiners, skin tones and lone marks are. A
display text has none of them left, so that the cells counted are the cells drawn. The text
itself is not changed: search, copy and positions use it, through `Display.source`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from unicodedata import normalize

from reader.cells import cell_len, clusters, is_complex, knots
from reader.document import Mark, MarkKind
from reader.typeset.ruby import Overlay, rooms, spread


class Style(NamedTuple):
    """How a range of a drawn text looks."""

    start: int
    end: int
    """Offsets into the drawn text, end excluded."""
    kind: str
    """A `MarkKind`. RUBY is a reading that is set inline, with its brackets."""
    value: str = ""
    """The mark's value: the address of a link, a reading ..."""


@dataclass(frozen=True, slots=True)
class Display:
    """A text as it is drawn, before it is broken into rows."""

    text: str
    """What is drawn."""
    breaking: str
    """`text` for the rules of line breaking, of the same length: space that was set around a
    base stands as the base's own characters. Often the same object as `text`."""
    source: Sequence[int] | None = None
    """For each character of `text` and for its end, an offset into the text given: that of the
    character it shows or, where it is inserted, of the one before. Never falls. None: the same."""
    inserted: tuple[tuple[int, int], ...] = ()
    """Ranges of `text` that show nothing of the text given (readings, the space around a base).
    Sorted; they do not overlap."""
    groups: tuple[tuple[int, int], ...] = ()
    """Ranges of `text` in which no line may end: clusters, a base with its reading. Sorted; they
    do not overlap."""
    styles: tuple[Style, ...] = ()
    """From the marks, in offsets into `text`, sorted by start."""
    overlay: tuple[Overlay, ...] = ()
    """What stands on the row above, in offsets into `text`, sorted; with ruby `above` only."""

    def offset(self, index: int) -> int:
        """The offset into the text given of the character at `index` of the drawn text."""
        return index if self.source is None else self.source[index]

    def index(self, offset: int) -> int:
        """The first index of the drawn text that shows the character at `offset`.

        A character that is not drawn gives the cluster that it is in.
        """
        if self.source is None:
            return offset
        at = bisect_right(self.source, offset) - 1
        return bisect_left(self.source, self.source[at]) if at > 0 else 0


# What terminals draw in more than one way (ten were measured) and what shows nothing by itself:
# variation selectors, joiners, marks of direction, skin tones, the keycap, tags, controls.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001f3fb-\U0001f3ff"
    "\U000e0000-\U000e0fff]+"
)
_ZWJ = "\u200d"
_FLAG_A = 0x1F1E6
_SPACING = {"\u3099": "\u309b", "\u309a": "\u309c"}
"""Lone marks that have a form of their own."""
_LONE = "\u25cc"
"""The base given to a lone mark."""


def _shown(cluster: str) -> str:
    """What is drawn for one grapheme cluster."""
    kept = _DROPPED.sub("", cluster.lstrip(_ZWJ).split(_ZWJ, 1)[0])
    if len(kept) > 1:
        kept = normalize("NFC", kept)
    elif kept and 0 <= ord(kept) - _FLAG_A < 26:
        return chr(ord("A") + ord(kept) - _FLAG_A)
    if kept and cell_len(kept) == 0 and kept != "\n":
        return _SPACING.get(kept, _LONE + kept)
    return kept


class _Builder:
    """Collects a drawn text with its way back."""

    def __init__(self, tab: int, ambiguous: int) -> None:
        self.parts: list[str] = []
        self.source = array("l")
        self.groups: list[tuple[int, int]] = []
        self._tab = tab
        self._ambiguous = ambiguous
        self._tab_end = (0, 0)

    def plain(self, text: str, offset: int) -> None:
        """Adds characters that are drawn as they stand."""
        self.parts.append(text)
        self.source.extend(range(offset, offset + len(text)))

    def cluster(self, cluster: str, offset: int) -> None:
        """Adds one cluster as it is drawn."""
        if cluster == "\t":
            self._spaces(offset)
            return
        shown = _shown(cluster)
        if shown == cluster:
            self.plain(shown, offset)
        else:
            self.parts.append(shown)
            self.source.extend([offset] * len(shown))
        if len(shown) > 1:
            end = len(self.source)
            self.groups.append((end - len(shown), end))

    def _spaces(self, offset: int) -> None:
        """Adds a tab as spaces up to the next stop of its line."""
        part, column = self._tab_end
        _, newline, tail = "".join(self.parts[part:]).rpartition("\n")
        column = cell_len(tail, self._ambiguous) + (0 if newline else column)
        spaces = self._tab - column % self._tab
        self.parts.append(" " * spaces)
        self.source.extend([offset] * spaces)
        self._tab_end = (len(self.parts), column + spaces)


def _normalised(text: str, tab: int, ambiguous: int) -> Display:
    """`text` without what terminals draw in different ways."""
    builder = _Builder(tab, ambiguous)
    at = 0
    for knot in knots(text):
        builder.plain(text[at : knot.start()], at)
        at = knot.start()
        for cluster in clusters(knot[0]):
            builder.cluster(cluster, at)
            at += len(cluster)
    builder.plain(text[at:], at)
    builder.source.append(len(text))
    drawn = "".join(builder.parts)
    if drawn == text:
        return Display(text, text, groups=tuple(builder.groups))
    return Display(drawn, drawn, builder.source, groups=tuple(builder.groups))


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


def _ranges(shown: Display, marks: Iterable[Mark], length: int) -> list[Style]:
    """The marks as ranges of the drawn text, whole clusters, none of them empty."""
    found: list[Style] = []
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, length)
        if start < end:
            first = shown.index(start)
            last = end if shown.source is None else bisect_left(shown.source, end)
            if first < last:
                found.append(Style(first, last, mark.kind, mark.value))
    return sorted(found)


def _readings(styles: Iterable[Style]) -> list[Overlay]:
    """The readings among the marks, those that overlap an earlier one left out."""
    found: list[Overlay] = []
    edge = 0
    for start, end, kind, value in styles:
        reading = _normalised(" ".join(value.split()), 1, 1).text
        if kind == MarkKind.RUBY and start >= edge and reading:
            found.append(Overlay(start, end, reading))
            edge = end
    return found


def _inline(shown: Display, readings: Sequence[Overlay], styles: Iterable[Style]) -> Display:
    """Each reading in brackets behind its base."""
    made = _Inserted(
        shown,
        [_Insertion(end, f"({reading})", f"({reading})") for _, end, reading, _ in readings],
    )
    groups = [(made.start(start), made.end(end)) for start, end in shown.groups]
    set_inline: list[Style] = []
    for (start, _, reading, _), (at, end) in zip(readings, made.ranges, strict=True):
        groups.append((made.start(start), end))
        set_inline.append(Style(at, end, MarkKind.RUBY, reading))
    moved = (Style(made.start(s), made.end(e), kind, value) for s, e, kind, value in styles)
    return Display(
        made.text,
        made.breaking,
        made.source,
        tuple(made.ranges),
        _merge(groups),
        tuple(sorted([*moved, *set_inline])),
    )


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


def _above(
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


def display(
    text: str,
    marks: Sequence[Mark] = (),
    *,
    ruby: str = "inline",
    ambiguous: int = 1,
    tab: int = 4,
) -> Display:
    """What is drawn for `text`.

    marks: in offsets into `text`; what lies outside is cut off. ruby: "off", "inline" or
    "above". ambiguous: cells of an East Asian Ambiguous character. tab: cells between tab stops.

    Combining marks are composed (NFC), but a compatibility ideograph alone keeps its form (NFC
    would turn 神 U+FA19 into 神 U+795E, another glyph of a name). A sequence joined by ZWJ shows
    its first element, a lone half of a flag its letter.
    """
    shown = _normalised(text, tab, ambiguous) if is_complex(text) else Display(text, text)
    if not marks:
        return shown
    ranges = _ranges(shown, marks, len(text))
    styles = [style for style in ranges if style.kind != MarkKind.RUBY]
    readings = _readings(ranges) if ruby != "off" else []
    if ruby == "above" and (readings or any(style.kind == MarkKind.DOTS for style in styles)):
        return _above(shown, readings, styles, ambiguous)
    if readings:
        return _inline(shown, readings, styles)
    return replace(shown, styles=tuple(styles))
