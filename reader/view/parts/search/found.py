"""The matches of a search: how they are shown, counted and gone to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.view.search_state import MODES
from reader.wording import say

if TYPE_CHECKING:
    from reader.search import Match, Matches, Search
    from reader.view.desk import Desk
    from reader.view.parts.picture import Picture
    from reader.view.parts.place import Place


class FoundMatches:
    """Takes the matches of a search in, counts them and goes to them."""

    def __init__(self, desk: Desk, picture: Picture, place: Place) -> None:
        self.desk, self.picture, self.place = desk, picture, place
        self.state = desk.search

    def by_sound(self, text: str) -> bool:
        """Whether a query may find Japanese by its sound, as things are set."""
        from reader.search.finder import needs_readings
        from reader.search.query import parse

        mode, romaji, _ = MODES[self.state.mode]
        return (
            bool(text)
            and romaji
            and self.desk.settings.romaji
            and needs_readings(parse(text, mode))
        )

    def take_first(self, search: Search) -> None:
        """Show the first match ahead, which was found before the rest."""
        self._show(search.matches)
        self.show_search()

    def take_all(self, found: Matches) -> None:
        """Show all matches; a match that is shown already stays the current one."""
        if found.problem:
            self.state.problem = say(found.problem, self.desk.lang, **found.values)
        self._show(found)
        self.show_search()

    def _show(self, found: Matches) -> None:
        at = None if self.state.match is None else self.state.matches[self.state.match]
        self.state.found = found.spans
        self.state.matches = self._visible(found)
        if at is not None and (same := bisect_left(self.state.matches, at)) < len(
            self.state.matches
        ):
            self.state.match = same
            self.picture.update()
        elif self.state.matches:
            self.state.match = self._nearest(self.state.began_here, self.state.direction)
            self.show_match(jump=False)
        else:
            self.state.match = None
            self.return_to_start()

    def take_more(self, found: Matches) -> None:
        """The text has grown: take its new matches in, without moving."""
        if self.state.match is None:
            self.take_all(found)
            return
        chosen = self.state.matches[self.state.match]
        self.state.matches = self._visible(found)
        at = bisect_left(self.state.matches, chosen)
        self.state.match = min(at, len(self.state.matches) - 1) if self.state.matches else None
        self.show_search()

    def _visible(self, found: Matches) -> tuple[Match, ...]:
        """The matches that are shown. Matches inside folded repeats are only counted."""
        book = self.desk.book
        if not book.fold_ids or not book.fold_repeats:
            self.state.hidden = 0
            return found.spans
        shown, self.state.hidden = book.shown.listed(found.spans, book.document.text)
        return tuple(shown)

    def _nearest(self, offset: int, direction: int) -> int:
        """The first match at an offset or after it (before it, going back), around the ends."""
        ahead = bisect_left(self.state.matches, (offset, 0))
        return (ahead if direction > 0 else ahead - 1) % len(self.state.matches)

    def show_match(self, *, jump: bool) -> None:
        """Go to the current match, and open the fold that it is in."""
        assert self.state.match is not None
        match = self.state.matches[self.state.match]
        fold = self.desk.book.fold_at(match.start)
        if fold is not None and fold not in self.desk.book.opened:
            self.desk.book.opened.add(fold)
            self.desk.book.refold()
            self.picture.reflow()
        self.place.go(match.start, jump=jump)

    def return_to_start(self) -> None:
        """Go back to where the search began."""
        self.desk.page.view.show(self.state.began_at, row=0)
        self.desk.current = None
        self.place.moved()

    def show_search(self) -> None:
        """Say how many matches there are in the prompt, and under it what is wrong."""
        self.desk.prompt.say(self.count_matches() if self.state.text else "")
        if self.state.problem:
            self.desk.status.say(self.state.problem)
        elif self.state.text and self.desk.prompt.kind is None:
            self.report()

    def count_matches(self) -> str:
        """ "3/17", with what is folded; or that there is none."""
        if self.state.running is not None:
            return say(
                "view.search.count", self.desk.lang, current="…", total=self.state.running.count
            )
        if not self.state.matches or self.state.match is None:
            if self.state.problem or not self.desk.book.document.complete:
                return ""
            waits = not self.state.read and self.by_sound(self.state.text)
            return say("view.search.reading" if waits else "view.search.none", self.desk.lang)
        text = say(
            "view.search.count",
            self.desk.lang,
            current=self.state.match + 1,
            total=len(self.state.matches),
        )
        if self.state.hidden:
            text += say("view.search.hidden", self.desk.lang, hidden=self.state.hidden)
        return text

    def report(self, more: str = "") -> None:
        """Say in the status line what was searched for, and which match of how many is here."""
        parts = (f"/{self.state.text}", self.count_matches(), more or self.state.problem)
        self.desk.status.say("  ".join(filter(None, parts)))
