"""Addresses that stand in running text are links, in every format."""

from __future__ import annotations

import re

from reader.document import Mark, MarkKind
from reader.formats.draft import Covered, Segment
from reader.patterns import pattern

_ADDRESS = pattern(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{1,2000}")
_TRAILING = ".,;:!?'*]"


def linked(segment: Segment) -> Segment:
    """The segment with a mark on every http address that no link or code covers yet."""
    if "://" not in segment.text:
        return segment
    kinds = (MarkKind.LINK, MarkKind.CODE, MarkKind.IMAGE)
    covered = Covered(mark for mark in segment.marks if mark.kind in kinds)
    added = [
        mark
        for mark in map(_mark, _ADDRESS.finditer(segment.text))
        if not covered.overlaps(mark.start, mark.end)
    ]
    if not added:
        return segment
    marks = sorted((*segment.marks, *added), key=lambda mark: (mark.start, -mark.end))
    return Segment(segment.text, marks, segment.lines, segment.tight)


def _mark(match: re.Match[str]) -> Mark:
    """The address without the punctuation of the sentence that it stands in."""
    address = match[0].rstrip(_TRAILING)
    excess = address.count(")") - address.count("(")
    while excess > 0 and address.endswith(")"):
        excess -= 1
        address = address[:-1].rstrip(_TRAILING)
    return Mark(match.start(), match.start() + len(address), MarkKind.LINK, address)
