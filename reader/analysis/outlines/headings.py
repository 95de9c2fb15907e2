"""Headings that stand in a post, in every shape that they take.

Some are blocks of their own kind (ATX and setext, made by the formats). Others are paragraphs
that only look like headings: a line that is all bold, 第1章, 1., ①, ■, 【…】, or `#見出し` that no
Markdown parser takes for one. A paragraph is a heading where it is short, is no sentence, text
follows it, and it is not one of a run of siblings, which is a list. A third kind was glued by an
editing accident to the end of the paragraph before it or to the start of its own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.analysis.outlines.glued_headings import glued
from reader.analysis.outlines.heading_shapes import (
    BACK,
    HASH,
    LONGEST_MARKED,
    SENTENCE,
    Candidate,
    begins_with,
    is_back_matter,
    is_bold,
    is_contents_entry,
    shape_of,
)
from reader.analysis.outlines.numbered import numbered, out_of_sequence
from reader.analysis.outlines.outline_units import OutlineUnit, units
from reader.document import Document, Kind

_PROSE = 40
"""字 of a paragraph that counts as running text."""
_BACK_SHARE = 0.12
"""Of the running text, what back matter may have at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands in the post."""

    unit: int
    """Index of its unit among the shown ones."""
    start: int
    end: int
    """Offsets into the logical text."""
    level: int
    """1 is outermost; by rank among the headings of this post, without holes."""
    title: str
    """Without its # signs; numbers and marks stay."""
    glued: bool = False
    """Whether it shares its block with running text."""
    back_matter: bool = False
    """Whether it opens back matter (related posts, references ...) at the end."""


def headings(shown: Sequence[OutlineUnit]) -> list[Heading]:
    """The headings among the shown units, in reading order."""
    told = numbered(shown)
    candidates: list[Candidate] = []
    for index, unit in enumerate(shown):
        candidates.extend([told[index]] if index in told else _of_unit(index, unit))
    dropped = out_of_sequence(candidates)
    candidates = [candidate for candidate in candidates if candidate.unit not in dropped]
    kept = _without_lists(candidates, shown)
    return _levelled(kept, shown)


def heading_blocks(document: Document) -> dict[int, int]:
    """The paragraphs that stand as headings: index into `Document.blocks` -> level.

    Blocks that are headings by kind are not among them.
    """
    shown = units(document)
    return {
        shown[heading.unit].block: heading.level
        for heading in headings(shown)
        if not heading.glued and shown[heading.unit].kind is not Kind.HEADING
    }


def _of_unit(index: int, unit: OutlineUnit) -> list[Candidate]:
    """What of one unit may be a heading."""
    block = unit.source
    text = unit.text.strip()
    if unit.kind is Kind.HEADING:
        return _of_heading_block(index, unit)
    if unit.kind is not Kind.PARAGRAPH or block.depth or block.quote or not text:
        return []
    whole = shape_of(text, block)
    if whole is not None and (len(block.lines) < 2 or whole[0] in ("heading", "bold")):
        shape, rank, title = whole
        return [Candidate(index, unit.start, unit.end, title, shape, rank)]
    return glued(index, unit, block)


def _of_heading_block(index: int, unit: OutlineUnit) -> list[Candidate]:
    """A heading by kind, unless a `---` under a paragraph made it one; its title alone where
    the text of its section follows on the same line."""
    text = unit.text.strip()
    title = HASH.sub("", text, count=1) if HASH.match(text) else text
    if len(title) <= LONGEST_MARKED:
        if SENTENCE.search(title) and title.count("。") > 1:
            return []
        return [Candidate(index, unit.start, unit.end, title, "heading", unit.level)]
    cut = re.search(r"\s", title[4:LONGEST_MARKED])
    if cut is None or "。" in title[: 4 + cut.start()]:
        return []
    head = title[: 4 + cut.start()]
    at = unit.start + unit.text.index(head)
    return [Candidate(index, at, at + len(head), head, "heading", unit.level, True)]


def _without_lists(candidates: list[Candidate], shown: Sequence[OutlineUnit]) -> list[Candidate]:
    """Leaves out runs of siblings with no text between them, and lines that nothing follows.

    A sibling may be too long for a heading: that makes the short one beside it an entry too.
    """
    kept: list[Candidate] = []
    for candidate in candidates:
        if not candidate.glued and candidate.shape != "heading":
            if candidate.unit + 1 >= len(shown):
                continue
            near = (candidate.unit - 1, candidate.unit + 1)
            if any(_has_sign(shown[at], candidate.shape) for at in near if at >= 0):
                continue
        kept.append(candidate)
    return kept


def _has_sign(unit: OutlineUnit, shape: str) -> bool:
    """Whether a unit begins with the sign of a shape, however long it is."""
    text = unit.text.strip()
    if unit.kind is not Kind.PARAGRAPH or is_contents_entry(text):
        return False
    if shape == "bold":
        return is_bold(text, unit.source)
    return begins_with(shape, text)


def _levelled(candidates: list[Candidate], shown: Sequence[OutlineUnit]) -> list[Heading]:
    """Levels without holes among the headings of the argument; back matter stands apart."""
    back = _back_matter_start(candidates, shown)
    kept = [one for one in candidates[:back] if one.shape != BACK]
    candidates, back = [*kept, *candidates[back:]], len(kept)
    ranks = _ranks(candidates[:back])
    levels = [ranks[one.shape, one.rank] for one in candidates[:back]]
    for at in range(back - 2, -1, -1):
        # Related posts that the argument goes on after contain nothing of it.
        if is_back_matter(candidates[at].title):
            levels[at] = max(levels[at], levels[at + 1])
    later = sorted({candidate.rank for candidate in candidates[back:]})
    return [
        Heading(
            candidate.unit,
            candidate.start,
            candidate.end,
            levels[at] if at < back else _level_at(later, candidate),
            candidate.title.strip(),
            candidate.glued,
            at >= back,
        )
        for at, candidate in enumerate(candidates)
    ]


def _level_at(ranks: Sequence[int], candidate: Candidate) -> int:
    """Level of a heading of back matter: the titles of back matter are outermost."""
    return 1 if is_back_matter(candidate.title) else 1 + ranks.index(candidate.rank)


def _ranks(candidates: Sequence[Candidate]) -> dict[tuple[str, int], int]:
    """Level of each (shape, rank): # signs before numbers and marks, bold lines innermost.

    Of marks of one rank the one that comes first is the outer one; a part is above chapters.
    """
    every = dict.fromkeys((candidate.shape, candidate.rank) for candidate in candidates)
    kinds = [kind for kind in every if kind[0] != "named"]
    first = {kind: at for at, kind in enumerate(kinds)}
    order = sorted(
        kinds,
        key=lambda kind: (
            kind[0] != "heading",
            kind[0] == "bold",
            kind[1],
            kind[0] != "part",
            kind[0] != "chapter",
            first[kind],
        ),
    )
    # A preface stands beside the outermost parts, whatever their signs are.
    return dict.fromkeys(every, 1) | {kind: level for level, kind in enumerate(order, 1)}


def _back_matter_start(candidates: Sequence[Candidate], shown: Sequence[OutlineUnit]) -> int:
    """Index of the first heading after which there is no more of the argument.

    That is a title of back matter after which little of the prose stands.
    """
    prose = [
        unit.characters if unit.kind is Kind.PARAGRAPH and unit.characters >= _PROSE else 0
        for unit in shown
    ]
    most = _BACK_SHARE * sum(prose)
    for at, candidate in enumerate(candidates):
        if is_back_matter(candidate.title) and sum(prose[candidate.unit + 1 :]) <= most:
            return at
    return len(candidates)
