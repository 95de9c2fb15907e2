"""The outline beside the page, and the one list under it that shows everything else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from textual.geometry import Region

from reader.book.book import Book
from reader.book.progress import minutes_left
from reader.document import Span
from reader.lazy_sequence import LazySequence
from reader.view.widgets.entries import EntryList, ListKind
from reader.view.widgets.entry import Entry
from reader.wording import Lang, say

if TYPE_CHECKING:
    from reader.analysis import Outline, Section

TICKS = 50
"""Ticks of a section that are looked at: it shows one of a kind."""


class OutlinePanel(EntryList):
    """The sections as a map: their share, what is read, where the reader is."""

    _outline: Outline | None = None
    """What is shown, of which are:"""
    _most = 1
    """The 字 of its longest section;"""
    _inferred = False
    """whether all of them are inferred;"""
    _places: Mapping[int, int] = {}
    """`id` of a section -> its index."""

    def show_outline(
        self,
        book: Book,
        read: Sequence[Span],
        ticks: Sequence[tuple[int, str]],
        *,
        wide: bool,
    ) -> None:
        """Draw the sections anew.

        `read`: what has been read, sorted spans. `ticks`: offset and sign of bookmarks and
        matches, sorted. `wide`: whether there is room for leads.
        """
        if book.outline is None:
            self.note = say("view.outline.working", self.lang)
            self.refresh_entries(())
            return
        self.note = ""
        if book.outline is not self._outline:
            self._take(book.outline)
        self.heading = say("view.outline", self.lang)
        if self._inferred:
            self.heading += " (" + say("view.outline.inferred", self.lang) + ")"
        shown = _Shown(self.lang, book.outline.sections, self._most, book.pace, read, ticks, wide)
        self.refresh_entries(shown)

    def _take(self, outline: Outline) -> None:
        sections = outline.sections
        self._outline = outline
        self._most = max((section.characters for section in sections), default=0) or 1
        self._inferred = bool(sections) and all(section.inferred for section in sections)
        self._places = {id(section): at for at, section in enumerate(sections)}

    def _place_of(self, section: Section | None) -> int | None:
        """Index of the entry of a section."""
        if not self.needle:
            return self._places.get(id(section))
        return next((at for at, one in enumerate(self.entries) if one.value is section), None)

    def light(self, section: Section | None) -> None:
        """Mark a section as the one at hand, and keep it in view while nobody moves the cursor."""
        if section is self.lit:
            return
        at, before = self._place_of(section), self._place_of(cast("Section | None", self.lit))
        changed = {at, before, self.cursor} - {None}
        self.lit = section
        top = self._top
        if at is not None and not self.has_focus and not self.needle:
            self.cursor = at
            if not top <= at < top + self._rows:
                # By most of a panel at once: it is drawn anew then, and not with every section.
                self._top = at - self._rows // 3
            self._into_view()
        if self._top != top:
            self.refresh()
            return
        width = self.size.width
        self.refresh(*(Region(0, row - top + 1, width, 1) for row in changed if row is not None))


class _Shown(LazySequence[Entry]):
    """The entries of an outline, each made when it is drawn: of thousands few are."""

    def __init__(
        self,
        lang: Lang,
        sections: Sequence[Section],
        most: int,
        pace: float,
        read: Sequence[Span],
        ticks: Sequence[tuple[int, str]],
        wide: bool,
    ) -> None:
        """As `OutlinePanel.show_outline`; `most`: 字 of the longest section. `pace`: 字 a
        minute."""
        self._lang, self._sections, self._most, self._pace = lang, sections, most, pace
        self._read, self._ticks, self._wide = read, ticks, wide

    def __len__(self) -> int:
        return len(self._sections)

    def make(self, index: int) -> Entry:
        section, ticks = self._sections[index], self._ticks
        low = bisect_left(ticks, (section.start, ""))
        inside = {
            sign for _, sign in ticks[low : bisect_left(ticks, (section.end, ""), low)][:TICKS]
        }
        number = f"{section.id} " if section.level == 1 else ""
        minutes = minutes_left(section.characters / self._pace)
        return Entry(
            number + section.title,
            section,
            sign=section.mark.strip(),
            lead=section.lead if self._wide and section.lead != section.title else "",
            right=say("view.minutes", self._lang, minutes=minutes),
            level=section.level - 1,
            share=section.characters / self._most,
            read=share_read(section.start, section.end, self._read),
            ticks="".join(sorted(inside)),
        )


class ListPanel(EntryList):
    """The list under the page: matches, bookmarks, links, facts, help or history."""

    def __init__(self, lang: str, *, id: str) -> None:
        super().__init__("ja" if lang == "ja" else "en", id=id)

    def open(
        self, kind: ListKind, heading: str, entries: Sequence[Entry], *, cursor: int = 0
    ) -> None:
        """Show a list of a kind; `cursor` is an index among its entries."""
        self.kind, self.note, self.needle, self.filtering = kind, "", "", False
        self.set_class(kind.tall, "-tall")
        self.display = True
        self.set_entries(heading, entries, cursor=cursor)

    def close(self) -> None:
        """Hide the list."""
        self.kind = None
        self.display = False


def share_read(start: int, end: int, read: Sequence[Span]) -> float:
    """How much of a range lies in sorted spans, 0 to 1."""
    if end <= start:
        return 0.0
    inside = 0
    for at in range(bisect_right(read, start, key=attrgetter("end")), len(read)):
        if read[at].start >= end:
            break
        inside += min(end, read[at].end) - max(start, read[at].start)
    return min(1.0, inside / (end - start))
