"""Headings that an editing accident, or a writer in haste, left inside a paragraph."""

from __future__ import annotations

import re

from reader.analysis.outlines.heading_shapes import (
    GLUED_HASH,
    GOES_ON,
    LONGEST,
    Candidate,
    begins_with,
    is_bold_line,
    shape_of,
)
from reader.analysis.outlines.outline_units import OutlineUnit
from reader.document import Block, MarkKind


def glued(index: int, unit: OutlineUnit, block: Block) -> list[Candidate]:
    """Headings inside a paragraph: after # signs, a bold run between sentences, a first line."""
    found: list[Candidate] = []
    for match in GLUED_HASH.finditer(unit.text):
        title = re.match(r"\S+", unit.text[match.end() : match.end() + LONGEST + 1])
        if title and len(title.group()) <= LONGEST and "。" not in title.group():
            start = unit.start + match.end()
            rank = len(match.group().strip())
            end = start + title.end()
            found.append(Candidate(index, start, end, title.group(), "heading", rank, True))
    return found or _first_line(index, unit, block) or _bold_run(index, unit, block)


def _first_line(index: int, unit: OutlineUnit, block: Block) -> list[Candidate]:
    """A heading line that no blank line parts from its paragraph."""
    if len(block.lines) < 2 or unit.text != block.text:
        return []
    end = block.lines[1][0]
    if block.text[end - 1] != "\n":
        return []  # it was wrapped there
    line = block.text[:end].strip()
    shape = shape_of(line, block) if line else None
    if shape is None and is_bold_line(line, block.text.index(line), block):
        shape = _bold_shape(line)
    if shape is None or len(block.text) - end < len(line):
        return []
    if begins_with(shape[0], block.text[end:].lstrip()):
        return []
    start = unit.start + block.text.index(line)
    return [Candidate(index, start, start + len(line), shape[2], shape[0], shape[1], True)]


def _bold_shape(title: str) -> tuple[str, int, str] | None:
    """Shape, rank and title of bold type that may be a heading."""
    fits = len(title) <= LONGEST and "。" not in title and not title.endswith(GOES_ON)
    return ("bold", 0, title) if fits else None


_GAP = 80
"""Characters beside a bold run in which the sentences beside it are looked for."""


def _bold_run(index: int, unit: OutlineUnit, block: Block) -> list[Candidate]:
    """A bold run that stands between two sentences and is none itself."""
    if unit.text != block.text:
        return []
    found: list[Candidate] = []
    for mark in block.marks:
        if mark.kind is not MarkKind.STRONG or not 4 <= mark.end - mark.start <= LONGEST:
            continue
        title = block.text[mark.start : mark.end]
        before = block.text[max(0, mark.start - _GAP) : mark.start]
        after = block.text[mark.end : mark.end + _GAP]
        if (
            _bold_shape(title) is not None
            and (not before or re.search(r"[。！？]\s+$", before))
            and re.match(r"\s+\S", after)
            and len(block.text) - mark.end > len(title)
        ):
            start = unit.start + mark.start
            found.append(Candidate(index, start, start + len(title), title, "bold", 0, True))
    return found
