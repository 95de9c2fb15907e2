"""The outline beside the page, and the one list under it that shows everything else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reader.document import Span
from reader.view.book import Book, show_minutes
from reader.view.entries import EntryList
from reader.view.entry import Entry
from reader.wording import say

if TYPE_CHECKING:
    from reader.analysis import Section

TICKS = 50
"""Ticks of a section that are looked at: it shows one of a kind."""


class OutlinePanel(EntryList):
    """The sections as a map: their share, what is read, where the reader is."""

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
        sections = book.outline.sections
        most = max((section.characters for section in sections), default=0) or 1
        entries = [self._entry(book, section, most, read, ticks, wide) for section in sections]
        self.heading = say("view.outline", self.lang)
        if sections and all(section.inferred for section in sections):
            self.heading += " (" + say("view.outline.inferred", self.lang) + ")"
        self.refresh_entries(entries)

    def _entry(
        self,
        book: Book,
        section: Section,
        most: int,
        read: Sequence[Span],
        ticks: Sequence[tuple[int, str]],
        wide: bool,
    ) -> Entry:
        low = bisect_left(ticks, (section.start, ""))
        inside = {
            sign for _, sign in ticks[low : bisect_left(ticks, (section.end, ""), low)][:TICKS]
        }
        number = f"{section.id} " if section.level == 1 else ""
        return Entry(
            number + section.title,
            section,
            sign=section.mark.strip(),
            lead=section.lead if wide and section.lead != section.title else "",
            right=say(
                "view.minutes", self.lang, minutes=show_minutes(section.characters / book.pace)
            ),
            level=section.level - 1,
            share=section.characters / most,
            read=share_read(section.start, section.end, read),
            ticks="".join(sorted(inside)),
        )


class ListPanel(EntryList):
    """Matches, bookmarks, links, facts, help or history: what it shows, the screen decides."""

    def __init__(self, lang: str, *, id: str) -> None:
        super().__init__("ja" if lang == "ja" else "en", id=id)

    def open(
        self, purpose: str, heading: str, entries: Sequence[Entry], *, cursor: int = 0
    ) -> None:
        """Show a list; `purpose` tells the screen what a choice in it means."""
        self.purpose, self.note, self.needle, self.filtering = purpose, "", "", False
        self.set_class(purpose in TALL, "-tall")
        self.add_class("-shown")
        self.set_entries(heading, entries, cursor=cursor)

    def close(self) -> None:
        """Hide the list."""
        self.purpose = ""
        self.remove_class("-shown")


TALL: Collection[str] = frozenset({"help", "facts", "history"})
"""Lists that take most of the screen."""


def share_read(start: int, end: int, read: Sequence[Span]) -> float:
    """How much of a range lies in sorted spans, 0 to 1."""
    if end <= start:
        return 0.0
    inside = sum(
        max(0, min(end, span.end) - max(start, span.start))
        for span in read
        if span.end > start and span.start < end
    )
    return min(1.0, inside / (end - start))
