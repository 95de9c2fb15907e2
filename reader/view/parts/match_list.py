"""The list of matches: each in its sentence, under its section."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.view.parts.search_turns import SearchTurns
from reader.view.widgets.entry import Entry
from reader.wording import say

if TYPE_CHECKING:
    from reader.search import Match


class MatchList(SearchTurns):
    """Fills the panel under the page."""

    def action_list_matches(self) -> None:
        if not self.matches:
            self.say("view.search.nothing-yet" if not self.asked.text else "view.search.none")
            return
        heading = say(
            "view.matches.title", self.lang, query=self.asked.text, count=len(self.matches)
        )
        entries = self._match_entries()
        wanted = self.match or 0
        cursor = next((i for i, e in enumerate(entries) if e.value == ("match", wanted)), 0)
        self.show_list("matches", heading, entries, cursor=cursor)

    def _match_entries(self) -> list[Entry]:
        """Every match in its sentence, under its section, the matches one below the other."""
        from reader.search import contexts, visible
        from reader.view.parts.kwic import align

        book = self.book
        entries: list[Entry] = []
        section = None
        copies: dict[Match, int] = {}
        if self.asked.hidden:
            copies = visible(self.asked.found, book.reading_order, book.document.text)[1]
        for index, hit in enumerate(contexts(book.document, self.matches)):
            around = book.section_at(hit.match.start)
            if around is not None and around is not section:
                first = bisect_left(self.matches, (around.start, 0))
                count = bisect_left(self.matches, (around.end, 0), first) - first
                entries.append(Entry(f"{around.id} {around.mark}{around.title} ({count})"))
                section = around
            title, match = align(hit.before, hit.text, hit.after, self.size.width)
            more = copies.get(hit.match, 0)
            right = say("view.matches.copies", self.lang, count=more) if more else ""
            entries.append(Entry(title, ("match", index), match=match, right=right))
        return entries

    def show_list(
        self, purpose: str, heading: str, entries: list[Entry], *, cursor: int = 0
    ) -> None:
        """Show a list under the page and let it have the keys."""
        self.list_panel.open(purpose, heading, entries, cursor=cursor)
        self.set_focus(self.list_panel)
