"""The outline of a post: its own headings where it has some, inferred sections where not."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from reader.analysis.model.segmentation import Detail
from reader.analysis.outlines.heading_shapes import SENTENCE
from reader.analysis.outlines.headings import Heading, headings
from reader.analysis.outlines.inferred import InferredSection, infer
from reader.analysis.outlines.outline_units import OutlineUnit, units
from reader.analysis.outlines.tree import Outline, Section, renumbered
from reader.document import Document, Kind, ReadingOrder

_STRETCH_CHARACTERS = 3000
_STRETCH_PARAGRAPHS = 10
"""A stretch without headings is divided where it is longer than both."""
_PREFACE = 40
"""字 before the first heading that are a section though they are no sentence: fewer are a title or
a date."""
_LONG_PARAGRAPHS = 400
"""A stretch is measured in runs of at most this many units, so that time grows with length."""


@dataclass(frozen=True, slots=True)
class SectionStart:
    """Where a section starts, before its end and number are known."""

    unit: int
    offset: int
    level: int
    title: str
    lead: str
    role: str
    inferred: bool
    back_matter: bool = False


def outline(
    document: Document, reading: ReadingOrder | None = None, *, detail: Detail = "normal"
) -> Outline:
    """The outline of what is shown of a post."""
    shown = [unit for unit in units(document, reading) if unit.kind is not Kind.RULE]
    found = headings(shown)
    starts = _starts(document, shown, found, detail)
    return Outline(_sections(document, shown, starts, {h.unit for h in found if not h.glued}))


def _starts(
    document: Document, shown: Sequence[OutlineUnit], found: Sequence[Heading], detail: Detail
) -> list[SectionStart]:
    """Headings, and inferred starts in the stretches between them."""
    starts = [_of_heading(heading) for heading in found]
    ends = [*(heading.unit for heading in found), len(shown)]
    taken = {heading.title for heading in found}
    sparse = _is_sparse(shown, found)
    own = found[0] if found and not found[0].back_matter else None
    starts += _before_headings(shown[: ends[0]], own, document.title, detail, taken)
    for heading, end in zip(found, ends[1:], strict=True):
        begin = heading.unit if heading.glued else heading.unit + 1
        if heading.back_matter or not _is_long(shown[begin:end]):
            continue
        level = heading.level if sparse else heading.level + 1
        for first, last in _runs(begin, end):
            made = infer(shown, first, last, document.title, detail, taken)
            if sparse and first == begin and made:
                made = made[1:]
            starts += [_of_inferred(one, level) for one in made if one.offset > heading.end]
    return sorted(starts, key=lambda start: (start.offset, start.level))


def _before_headings(
    stretch: Sequence[OutlineUnit],
    first: Heading | None,
    title: str,
    detail: Detail,
    taken: set[str],
) -> list[SectionStart]:
    """Sections of what stands before the first heading of the argument, or of all of it."""
    said = any(SENTENCE.search(unit.text.strip()) for unit in stretch)
    if first and not said and sum(unit.characters for unit in stretch) < _PREFACE:
        return []
    short = first is not None and not _is_long(stretch)
    role = "intro" if short else ""
    level = first.level if first else 1
    return [
        _of_inferred(one, level)
        for begin, end in _runs(0, len(stretch))
        for one in infer(stretch, begin, end, title, detail, taken, whole=short, role=role)
    ]


def _is_sparse(shown: Sequence[OutlineUnit], found: Sequence[Heading]) -> bool:
    """Whether the headings are too few to be the post's own division, as after an accident."""
    own = sum(not heading.back_matter for heading in found)
    return own > 0 and own * _STRETCH_CHARACTERS < sum(unit.characters for unit in shown) / 1.5


def _runs(begin: int, end: int) -> list[tuple[int, int]]:
    """A stretch in runs of about equal size."""
    count = max(1, -(-(end - begin) // _LONG_PARAGRAPHS))
    edges = [begin + (end - begin) * at // count for at in range(count + 1)]
    return [(a, b) for a, b in itertools.pairwise(edges) if b > a]


def _of_heading(heading: Heading) -> SectionStart:
    return SectionStart(
        heading.unit,
        heading.start,
        heading.level,
        heading.title,
        "",
        "heading",
        False,
        heading.back_matter,
    )


def _of_inferred(one: InferredSection, level: int) -> SectionStart:
    tag, lead = one.label
    return SectionStart(one.unit, one.offset, level + one.depth, tag or lead, lead, one.role, True)


def _is_long(stretch: Sequence[OutlineUnit]) -> bool:
    return (
        len(stretch) > _STRETCH_PARAGRAPHS
        and sum(unit.characters for unit in stretch) > _STRETCH_CHARACTERS
    )


def _sections(
    document: Document,
    shown: Sequence[OutlineUnit],
    starts: Sequence[SectionStart],
    titles: set[int],
) -> tuple[Section, ...]:
    """Sections with ends, counts and numbers."""
    after: list[SectionStart | None] = [None] * len(starts)
    waiting: list[int] = []
    for at, start in enumerate(starts):
        while waiting and starts[waiting[-1]].level >= start.level:
            after[waiting.pop()] = start
        waiting.append(at)
    sums = [0]
    prose = [0]
    for at, unit in enumerate(shown):
        sums.append(sums[-1] + unit.characters)
        prose.append(prose[-1] + (at not in titles))
    return renumbered(
        [
            _section(document, shown, start, until, sums, prose)
            for start, until in zip(starts, after, strict=True)
        ]
    )


def _section(
    document: Document,
    shown: Sequence[OutlineUnit],
    start: SectionStart,
    after: SectionStart | None,
    sums: Sequence[int],
    prose: Sequence[int],
) -> Section:
    """One section; `sums` and `prose` are running counts of 字 and of paragraphs over units."""
    split = after is not None and after.offset > shown[after.unit].start
    until = len(shown) if after is None else after.unit + split
    end = shown[until - 1].end
    if after is not None and end > after.offset > start.offset:
        end = after.offset
    characters = sums[until] - sums[start.unit]
    if start.offset > shown[start.unit].start:
        characters -= shown[start.unit].before(start.offset)
    if after is not None and split:
        characters -= shown[after.unit].characters - shown[after.unit].before(after.offset)
    return Section(
        "",
        start.level,
        start.title,
        start.lead,
        start.role,
        start.inferred,
        start.offset,
        max(end, start.offset),
        document.line_of(start.offset),
        prose[until] - prose[start.unit],
        characters,
        start.back_matter,
    )
