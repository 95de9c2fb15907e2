"""The list of matches: each in its sentence, under its section, all beginning in one column."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.cells import cell_len, clusters
from reader.view.widgets.entries import ListKind
from reader.view.widgets.entry import Entry
from reader.wording import say

if TYPE_CHECKING:
    from reader.search import Match
    from reader.view.desk import Desk
    from reader.view.parts.search.found import FoundMatches


class MatchList(ListKind):
    """Shows the matches in the panel under the page; the page follows the cursor."""

    def __init__(self, desk: Desk, found: FoundMatches) -> None:
        self.desk, self.found, self.state = desk, found, desk.search

    def show(self) -> None:
        """Open the list at the current match."""
        desk, state = self.desk, self.state
        if not state.matches:
            desk.say("view.search.none" if state.text else "view.search.nothing-yet")
            return
        count = len(state.matches)
        heading = say("view.matches.title", desk.lang, query=state.text, count=count)
        entries = self._entries()
        wanted = state.match or 0
        cursor = next((at for at, entry in enumerate(entries) if entry.value == wanted), 0)
        desk.show_list(self, heading, entries, cursor=cursor)

    def choose(self, value: int) -> None:
        self.state.match = value
        self.found.show_match(jump=True)

    def browse(self, value: int) -> None:
        self.state.match = value
        self.found.show_match(jump=False)

    def _entries(self) -> list[Entry]:
        """Each match in its sentence, under its section; the value is the index of the match."""
        from reader.search import contexts, visible

        book, state, lang = self.desk.book, self.state, self.desk.lang
        entries: list[Entry] = []
        section = None
        copies: dict[Match, int] = {}
        if state.hidden:
            copies = visible(state.found, book.reading_order, book.document.text)[1]
        for index, hit in enumerate(contexts(book.document, state.matches)):
            around = book.section_at(hit.match.start)
            if around is not None and around is not section:
                first = bisect_left(state.matches, (around.start, 0))
                count = bisect_left(state.matches, (around.end, 0), first) - first
                entries.append(Entry(f"{around.id} {around.mark}{around.title} ({count})"))
                section = around
            title, match = align(hit.before, hit.text, hit.after, self.desk.screen.size.width)
            more = copies.get(hit.match, 0)
            right = say("view.matches.copies", lang, count=more) if more else ""
            entries.append(Entry(title, index, match=match, right=right))
        return entries


def align(before: str, match: str, after: str, width: int) -> tuple[str, tuple[int, int]]:
    """A line, and the range of its characters that is the match.

    The match begins at two fifths of `width` cells, whatever stands before the match. The text
    after the match is whole: `Entry` is cut when it is drawn.
    """
    column = max(2, width * 2 // 5)
    kept: list[str] = []
    used = 0
    for cluster in reversed(list(clusters(before))):
        cells = cell_len(cluster)
        if used + cells > column:
            break
        kept.append(cluster)
        used += cells
    head = " " * (column - used) + "".join(reversed(kept))
    return head + match + after, (len(head), len(head) + len(match))
