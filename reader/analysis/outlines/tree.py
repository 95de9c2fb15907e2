"""What an outline is made of; loads nothing of what finds one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from reader.records import replace

INFERRED = "~"
"""Stands before the title of a section that does not stand in the post."""


_start = attrgetter("start")


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

    @property
    def mark(self) -> str:
        """`INFERRED` and a blank where the section was inferred, else ""."""
        return f"{INFERRED} " if self.inferred else ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a post in reading order, parents before children."""

    sections: tuple[Section, ...]

    def at(self, offset: int) -> Section | None:
        """The innermost section that an offset into the logical text lies in.

        An offset between two sections (in a fold) belongs to the section before it.
        """
        at = bisect_right(self.sections, offset, key=_start)
        return self.sections[at - 1] if at else None


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
