"""Readings over a line: how much room a base needs, and the row of small kana above it.

JLREQ 3.3.8: a reading longer than its base may hang over a neighbour that is kana or
punctuation by up to one character of the reading, never over an ideograph, which would seem to
be read so; beyond that the base is spaced out. In a grid a kana of a reading is as wide as one
of the text, so this decides far more often than in print.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from reader.cells import cell_len, fit
from reader.typeset.display.drawn_text import Overlay

OVERHANG = 2
"""The most cells that a reading hangs over the text on one side of its base: one kana."""
GAP = 1
"""Cells between two readings where one of them is longer than its base."""
_NEAR = 2 * OVERHANG + GAP
"""Characters beside a base that may matter to it."""
_IDEOGRAPHIC = "々-〇〻\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


@cache
def _free(end: str) -> re.Pattern[str]:
    """Text without ideographs, then `end`; takes a millisecond to compile, so it waits for ruby."""
    return re.compile(f"[^{_IDEOGRAPHIC}]*{end}")


class RubyRoom(NamedTuple):
    """What a base and its reading need, in cells."""

    lead: int
    """From the first cell of the spaced base to the first of the reading."""
    before: int
    """Space that keeps the reading apart from the one before."""
    spread: int
    """Space to be spread over the base."""


def _gap_cells(text: str, start: int, end: int, ambiguous: int) -> int:
    """Cells of text[start:end], not counted beyond what can matter."""
    return cell_len(text[start : min(end, start + _NEAR)], ambiguous)


def _free_left(text: str, start: int, end: int, ambiguous: int) -> int:
    run = _free(r"\Z").search(text[max(start, end - OVERHANG) : end])
    return min(OVERHANG, cell_len(run[0], ambiguous)) if run else 0


def _free_right(text: str, start: int, end: int, ambiguous: int) -> int:
    run = _free("").match(text, start, min(end, start + OVERHANG))
    return min(OVERHANG, cell_len(run[0], ambiguous)) if run else 0


def rooms(text: str, bases: Sequence[Overlay], ambiguous: int = 1) -> list[RubyRoom]:
    """The room that each base of `text` needs; `bases` are sorted and do not overlap.

    Does not depend on where lines end. At an edge of a line, where there is nothing to hang
    over, `reading_row` moves the reading inwards.
    """
    longer = [
        cell_len(reading, ambiguous) - cell_len(text[start:end], ambiguous)
        for start, end, reading, _ in bases
    ]
    found: list[RubyRoom] = []
    edge = used = 0
    for number, (base, over) in enumerate(zip(bases, longer, strict=True)):
        between = _gap_cells(text, edge, base.start, ambiguous)
        last = number + 1 == len(bases)
        until = len(text) if last else bases[number + 1].start
        free = _gap_cells(text, base.end, until, ambiguous)
        if not last:
            free = free // 2 if longer[number + 1] > 0 else free - GAP
        right = min(_free_right(text, base.end, until, ambiguous), max(free, 0))
        room = between if number == 0 else max(between - used - GAP, 0)
        left = min(_free_left(text, edge, base.start, ambiguous), room)
        if over > 0:
            right = min(right, over - min(left, over // 2))
            left = min(left, over - right)
            touching = number > 0 and between == 0
            before = GAP if touching else 0
            found.append(RubyRoom(before - left, before, over - left - right))
            used = right
        else:
            touching = number > 0 and between == 0 and longer[number - 1] > 0 and over == 0
            before = GAP if touching else 0
            found.append(RubyRoom(before - over // 2, before, 0))
            used = 0
        edge = base.end
    return found


def spread(clusters: int, cells: int) -> list[int]:
    """Shares `cells` out before, between and after so many clusters.

    Half a share stands at each edge, as between two characters a whole one (JLREQ 3.3.6).
    """
    reach = [0] * (clusters + 1)
    reach[clusters] = cells
    for number in range((clusters + 1) // 2):
        here = (cells * (2 * number + 1) + clusters) // (2 * clusters)
        reach[number] = here
        if clusters - 1 - number != number:
            reach[clusters - 1 - number] = cells - here
    return [reach[0], *(after - before for before, after in pairwise(reach))]


def _settle(starts: list[int], lengths: list[int], width: int) -> None:
    """Moves readings apart and inside the row, as little as may be."""
    edge = width
    for number in range(len(starts) - 1, -1, -1):
        starts[number] = min(starts[number], edge - lengths[number])
        edge = starts[number]
    edge = 0
    for number, length in enumerate(lengths):
        starts[number] = max(starts[number], edge)
        edge = starts[number] + length


def reading_row(text: str, overlays: Sequence[Overlay], width: int, ambiguous: int = 1) -> str:
    """The row of readings over a row whose text is `text`, without trailing space.

    overlays: sorted, in offsets into `text`. width: cells that the row may take; where the
    readings of one row are longer than that, the last of them are cut.
    """
    starts: list[int] = []
    lengths: list[int] = []
    at = cells = 0
    for start, _, reading, lead in overlays:
        cells += cell_len(text[at:start], ambiguous)
        at = start
        starts.append(cells + lead)
        lengths.append(cell_len(reading, ambiguous))
    _settle(starts, lengths, width)
    parts: list[str] = []
    column = 0
    for start, length, overlay in zip(starts, lengths, overlays, strict=True):
        parts += (" " * (start - column), overlay.reading)
        column = start + length
    return fit("".join(parts), width, ambiguous).rstrip(" ") if column > width else "".join(parts)


def row_above(
    overlay: Sequence[Overlay],
    text: str,
    parts: Iterable[tuple[int, int, str]],
    width: int,
    ambiguous: int = 1,
) -> str:
    """The row of readings over one line; empty where the line has none.

    overlay: all of a drawn text, sorted. parts: the line from left to right, as ranges of `text`,
    or with a start below 0 as inserted characters (indent, label, space of justification). A
    reading that a line has only a part of stands over that part on the line where it begins.
    """
    drawn: list[str] = []
    found: list[Overlay] = []
    at = 0
    for start, end, inserted in parts:
        shown = text[start:end] if start >= 0 else inserted
        number = bisect_left(overlay, (start, 0, "")) if start >= 0 else len(overlay)
        while number < len(overlay) and overlay[number].start < end:
            one = overlay[number]
            shift = at - start
            found.append(
                Overlay(one.start + shift, min(one.end, end) + shift, one.reading, one.lead)
            )
            number += 1
        drawn.append(shown)
        at += len(shown)
    return reading_row("".join(drawn), found, width, ambiguous) if found else ""
