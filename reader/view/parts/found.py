"""What is being searched for, and what is shown of what was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from reader.records import dataclass
from reader.view.parts.place import Keeping
from reader.wording import say

if TYPE_CHECKING:
    from reader.search import History, Match, Matches, Search

MODES: tuple[tuple[Literal["literal", "regex"], bool, str], ...] = (
    ("literal", True, ""),
    ("regex", False, "view.search.regex"),
    ("literal", False, "view.search.no-romaji"),
)
"""What Tab goes through in the prompt: mode, whether romaji finds Japanese, what it is called."""


@dataclass
class Asked:
    """The search that is under way or was made last."""

    text: str = ""
    direction: int = 1
    mode: int = 0
    """Index into MODES."""
    began_at: int = 0
    """The place to come back to if it is given up."""
    began_here: int = 0
    """Offset from which the first match is looked for."""
    hidden: int = 0
    """Matches in folded text."""
    problem: str = ""
    """What is wrong with it, as a sentence; "" for nothing."""
    history: History | None = None
    found: Sequence[Match] = ()
    """All matches, those in folds too."""
    read: bool = False
    """Whether it is known how the text is read."""
    reads_kanji: bool = True
    """False once it is known that no analyser is installed."""
    said_so: bool = False


class Found(Keeping):
    """How matches are shown, counted and gone to."""

    asked: Asked
    running: Search | None = None
    """The search that is not at the end of the text yet."""

    def by_sound(self, text: str) -> bool:
        """Whether a query may find Japanese by its sound, as things are set."""
        from reader.search.finder import needs_readings
        from reader.search.query import parse

        mode, romaji, _ = MODES[self.asked.mode]
        return bool(text) and romaji and self.settings.romaji and needs_readings(parse(text, mode))

    def take_first(self, search: Search) -> None:
        """Show the first match ahead, which was found before the rest."""
        self._show(search.matches)
        self.show_search()

    def take_all(self, found: Matches) -> None:
        """Show all that was found, the place that is shown already staying the current one."""
        if found.problem:
            self.asked.problem = say(found.problem, self.lang, **found.values)
        self._show(found)
        self.show_search()

    def _show(self, found: Matches) -> None:
        at = None if self.match is None else self.matches[self.match]
        self.asked.found = found.spans
        self.matches = self._visible(found)
        if at is not None and (same := bisect_left(self.matches, at)) < len(self.matches):
            self.match = same
            self.update()
        elif self.matches:
            self.match = self._nearest(self.asked.began_here, self.asked.direction)
            self.show_match(jump=False)
        else:
            self.match = None
            self.return_to_start()

    def take_more(self, found: Matches) -> None:
        """The text has grown: what it has more, without moving to it."""
        if self.match is None:
            self.take_all(found)
            return
        chosen = self.matches[self.match]
        self.matches = self._visible(found)
        at = bisect_left(self.matches, chosen)
        self.match = min(at, len(self.matches) - 1) if self.matches else None
        self.show_search()

    def _visible(self, found: Matches) -> tuple[Match, ...]:
        """The matches that are shown; those that only folds have are counted."""
        book = self.book
        if not book.fold_ids or not book.fold_repeats:
            self.asked.hidden = 0
            return found.spans
        shown, self.asked.hidden = book.shown.listed(found.spans, book.document.text)
        return tuple(shown)

    def _nearest(self, offset: int, direction: int) -> int:
        """The first match at an offset or after it (before it, going back), around the ends."""
        ahead = bisect_left(self.matches, (offset, 0))
        return (ahead if direction > 0 else ahead - 1) % len(self.matches)

    def show_match(self, *, jump: bool) -> None:
        """Go to the current match, and open the fold that it is in."""
        assert self.match is not None
        match = self.matches[self.match]
        fold = self.book.fold_at(match.start)
        if fold is not None and fold not in self.book.opened:
            self.book.opened.add(fold)
            self.book.refold()
            self.reflow()
        self.go(match.start, jump=jump)

    def return_to_start(self) -> None:
        """Go back to where the search began."""
        self.page.view.show(self.asked.began_at, row=0)
        self.current = None
        self.moved()

    def show_search(self) -> None:
        """Say how many matches there are in the prompt, and under it what is wrong."""
        self.prompt.say(self.count_matches() if self.asked.text else "")
        if self.asked.problem:
            self.status.say(self.asked.problem)
        elif self.asked.text and not self.prompt.purpose:
            self.report()

    def count_matches(self) -> str:
        """ "3/17", with what is folded; or that there is none."""
        if self.running is not None:
            return say("view.search.count", self.lang, current="…", total=self.running.count)
        if not self.matches or self.match is None:
            if self.asked.problem or not self.book.document.complete:
                return ""
            waits = not self.asked.read and self.by_sound(self.asked.text)
            return say("view.search.reading" if waits else "view.search.none", self.lang)
        text = say("view.search.count", self.lang, current=self.match + 1, total=len(self.matches))
        if self.asked.hidden:
            text += say("view.search.hidden", self.lang, hidden=self.asked.hidden)
        return text

    def report(self, more: str = "") -> None:
        """Say in the status line what was searched for, and which match of how many is here."""
        parts = (f"/{self.asked.text}", self.count_matches(), more or self.asked.problem)
        self.status.say("  ".join(filter(None, parts)))
