"""The outline of a post: its own headings where it has some, inferred sections where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.analysis.headings import Heading, headings
from reader.analysis.labels import label
from reader.analysis.segment import Detail, segment
from reader.analysis.units import Unit, units
from reader.document import Document, Kind, Reading

_STRETCH_CHARACTERS = 3000
_STRETCH_PARAGRAPHS = 10
"""A stretch without headings is divided where it is longer than both."""


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of an outline; a section contains its sub-sections."""

    id: str
    """"2", "2.1": its number among its siblings, after that of its parent."""
    level: int
    """1 is outermost."""
    title: str
    """The heading as it stands; for inferred sections a tag, else a short lead."""
    lead: str
    """The first telling clause; "" for headings."""
    role: str
    """intro, topic, implications, ethics, advice, conclusion or heading."""
    inferred: bool
    """Whether it was found by inference; false for what stands in the post or was made by hand."""
    start: int
    end: int
    """Offsets into the logical text, end excluded; trailing folds are not reached into."""
    line: int
    """The 1-based source line where it starts."""
    paragraphs: int
    """Shown blocks that are no headings."""
    characters: int
    """字 that are shown."""
    back_matter: bool = False
    """Whether it is related posts, references ... after the argument."""

    @property
    def label(self) -> str:
        """Title and lead in one, as a wide panel shows them."""
        return f"{self.title}｜{self.lead}" if self.lead and self.lead != self.title else self.title


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a post in reading order, parents before children."""

    sections: tuple[Section, ...]

    def at(self, offset: int) -> Section | None:
        """The innermost section that an offset into the logical text lies in.

        An offset between two sections (in a fold) belongs to the section before it.
        """
        found: Section | None = None
        for section in self.sections:
            if section.start > offset:
                break
            if found is None or section.start > found.start or section.level > found.level:
                found = section
        return found


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a section starts, before ends and numbers are known."""

    unit: int
    offset: int
    level: int
    title: str
    lead: str
    role: str
    inferred: bool
    back_matter: bool = False


def outline(
    document: Document, reading: Reading | None = None, *, detail: Detail = "normal"
) -> Outline:
    """The outline of what is shown of a post."""
    shown = units(document, reading)
    found = headings(document, shown)
    starts = _starts(document, shown, found, detail)
    return Outline(
        tuple(_sections(document, shown, starts, {h.unit for h in found if not h.glued}))
    )


def _starts(
    document: Document, shown: Sequence[Unit], found: Sequence[Heading], detail: Detail
) -> list[_Start]:
    """Headings, and inferred starts in the stretches between them."""
    starts: list[_Start] = []
    bounds = [*(heading.unit for heading in found), len(shown)]
    first = bounds[0]
    if first:
        starts.extend(_inferred(document, shown, 0, first, 1, detail, opening=bool(found)))
    for heading, end in zip(found, bounds[1:], strict=True):
        starts.append(
            _Start(
                heading.unit,
                heading.start,
                heading.level,
                heading.title,
                "",
                "heading",
                False,
                heading.back_matter,
            )
        )
        begin = heading.unit if heading.glued else heading.unit + 1
        if not heading.back_matter and _is_long(shown[begin:end]):
            starts.extend(
                start
                for start in _inferred(document, shown, begin, end, heading.level + 1, detail)
                if start.offset > heading.end
            )
    return sorted(starts, key=lambda start: (start.unit, start.offset, start.level))


def _is_long(stretch: Sequence[Unit]) -> bool:
    return (
        len(stretch) > _STRETCH_PARAGRAPHS
        and sum(unit.characters for unit in stretch) > _STRETCH_CHARACTERS
    )


def _inferred(
    document: Document,
    shown: Sequence[Unit],
    begin: int,
    end: int,
    level: int,
    detail: Detail,
    *,
    opening: bool = False,
) -> list[_Start]:
    """Sections of a stretch of units without headings."""
    heads = _heads(shown, begin, end)
    texts = ["\n".join(unit.text for unit in shown[a:b]) for a, b in _spans(heads, end)]
    if opening and not _is_long(shown[begin:end]):
        boundaries = [0]
    else:
        boundaries = segment(texts, document.title, detail=detail)
    starts: list[_Start] = []
    for number, at in enumerate(boundaries):
        until = boundaries[number + 1] if number + 1 < len(boundaries) else len(texts)
        role = "intro" if begin == 0 and number == 0 else "topic"
        if until == len(texts) and end == len(shown) and number:
            role = "conclusion"
        named = label(texts[at:until], role)
        unit = heads[at]
        starts.append(
            _Start(unit, shown[unit].start, level, named.tag or named.lead, named.lead, role, True)
        )
    return starts


def _heads(shown: Sequence[Unit], begin: int, end: int) -> list[int]:
    """The units of a stretch that may begin a section; lists, tables ... follow one."""
    return [
        index
        for index in range(begin, end)
        if index == begin or shown[index].kind in (Kind.PARAGRAPH, Kind.HEADING)
    ]


def _spans(heads: Sequence[int], end: int) -> list[tuple[int, int]]:
    return list(zip(heads, [*heads[1:], end], strict=True))


def _sections(
    document: Document, shown: Sequence[Unit], starts: Sequence[_Start], titles: set[int]
) -> list[Section]:
    """Sections with ends, counts and numbers."""
    result: list[Section] = []
    counters: list[int] = []
    depth: list[int] = []
    for index, start in enumerate(starts):
        while depth and depth[-1] >= start.level:
            depth.pop()
        depth.append(start.level)
        del counters[len(depth) :]
        if len(counters) < len(depth):
            counters.append(0)
        counters[len(depth) - 1] += 1
        after = next((other for other in starts[index + 1 :] if other.level <= start.level), None)
        result.append(
            _section(
                document, shown, start, after, ".".join(map(str, counters)), len(depth), titles
            )
        )
    return result


def _section(
    document: Document,
    shown: Sequence[Unit],
    start: _Start,
    after: _Start | None,
    number: str,
    level: int,
    titles: set[int],
) -> Section:
    until = len(shown) if after is None else after.unit + (after.offset > shown[after.unit].start)
    inside = list(shown[start.unit : until])
    characters = sum(unit.characters for unit in inside)
    end = inside[-1].end if after is None or inside[-1].end <= after.offset else after.offset
    return Section(
        number,
        level,
        start.title,
        start.lead,
        start.role,
        start.inferred,
        start.offset,
        max(end, start.offset),
        document.line_of(start.offset),
        sum(1 for index in range(start.unit, until) if index not in titles),
        characters,
        start.back_matter,
    )


def renumbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The same sections with ids and levels made anew from their order and levels."""
    counters: list[int] = []
    depth: list[int] = []
    result: list[Section] = []
    for section in sections:
        while depth and depth[-1] >= section.level:
            depth.pop()
        depth.append(section.level)
        del counters[len(depth) :]
        if len(counters) < len(depth):
            counters.append(0)
        counters[len(depth) - 1] += 1
        result.append(replace(section, id=".".join(map(str, counters)), level=len(depth)))
    return tuple(result)
