"""The outline of a very long post: its format's own headings, nothing inferred."""

from __future__ import annotations

from bisect import bisect_right

from reader.analysis.outlines.tree import Outline, Section, renumbered
from reader.document import Document, Kind


def own_outline(document: Document) -> Outline:
    """A section for every block that its format calls a heading, in one pass over the blocks."""
    found: list[tuple[int, int, str]] = []
    for index, block in enumerate(document.blocks):
        if block.kind is Kind.HEADING:
            found.append((index, block.level, block.text))
    ends = [len(document.blocks)] * len(found)
    open_ones: list[int] = []
    for at, (index, level, _) in enumerate(found):
        while open_ones and found[open_ones[-1]][1] >= level:
            ends[open_ones.pop()] = index
        open_ones.append(at)
    headings = [index for index, _, _ in found]
    sections = []
    for (index, level, title), end in zip(found, ends, strict=True):
        inside = bisect_right(headings, end - 1) - bisect_right(headings, index - 1)
        sections.append(_section(document, index, level, title, end, end - index - inside))
    return Outline(renumbered(sections))


def _section(
    document: Document, first: int, level: int, title: str, end: int, paragraphs: int
) -> Section:
    starts, counted = document.starts, document.characters or document.starts
    return Section(
        id="",
        level=level,
        title=title,
        lead="",
        role="heading",
        inferred=False,
        start=starts[first],
        end=starts[end] - 1,
        line=document.line_of(starts[first]),
        paragraphs=paragraphs,
        characters=counted[end] - counted[first],
    )
