"""Searching: the prompt, the matches, moving from one to the next, the list of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from reader.records import dataclass
from reader.view.desk import Desk
from reader.view.entries import Entry
from reader.wording import say

if TYPE_CHECKING:
    from reader.search import History, Match, Matches, Search

SLICE = 0.012
"""Seconds that a search may work before the screen gets its turn."""
FIRST = 0.004
"""The same of its first turn: what is found near the reader is shown before the rest."""
BREATH = 0.017
"""Seconds that the screen has between two turns: a frame."""
READ_AHEAD = 20.0
"""Seconds of work after which the readings of a very long text are given up."""
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


class SearchActions(Desk):
    """Actions of the group "search"."""

    asked: Asked
    running: Search | None = None
    _read = False
    """Whether a very long text was read by its sound."""
    _anew: tuple[str, Search] | None = None
    """What is looked for once more because the text has grown, and the search under way."""

    def action_search(self, direction: int) -> None:
        self.asked.direction = direction
        self.asked.began_at, self.asked.began_here = self.place(), self.here_offset()
        self.asked.text = ""
        if self.asked.history is None:
            from reader.search import History

            self.asked.history = History(self.store.searches())
        self.prompt.open("search", self._search_label())
        self._read_ahead()

    def _search_label(self) -> str:
        back = self.asked.direction < 0
        label = say("view.search.label-back" if back else "view.search.label", self.lang)
        name = MODES[self.asked.mode][2]
        return f"{label}({say(name, self.lang)})" if name else label

    def _read_ahead(self) -> None:
        """Fold and read the text in a thread, so that the first key already finds it done."""
        if not self.book.document.complete:
            return
        finder = self.book.finder

        long = self.book.too_long

        def work() -> bool:
            finder.prepare(60.0)
            if self.settings.romaji and not long:
                # A very long text is read by its sound only for who asks for it: see `search_for`.
                finder.read(READ_AHEAD)
            kanji = finder.reads_kanji()
            # The first search of all builds tables and imports: not at the first key.
            self._by_sound("a")
            finder.search("a").some(0.0)
            return kanji and self.book.shown is not None

        if not self.asked.read:
            self.in_background(work, self._take_readings)

    def _read_for(self, text: str) -> None:
        """Read a very long text by its sound, once somebody asks for what that can find."""
        document = self.book.document
        if document.complete and not self._read and self._by_sound(text):
            self._read = True
            finder = self.book.finder

            def work() -> bool:
                finder.read(READ_AHEAD)
                return finder.reads_kanji()

            self.in_background(work, self._take_readings)

    def _take_readings(self, kanji: bool) -> None:
        """The text is read: what was searched for meanwhile is searched for again."""
        self.asked.read, self.asked.reads_kanji = True, kanji
        if not self._by_sound(self.asked.text):
            return
        if self.prompt.purpose == "search":
            self.search_for(self.asked.text)
        elif self.match is None:
            self.search_for(self.asked.text)
            self._report()

    def _by_sound(self, text: str) -> bool:
        """Whether a query may find Japanese by its sound, as things are set."""
        from reader.search.finder import needs_readings
        from reader.search.query import parse

        mode, romaji, _ = MODES[self.asked.mode]
        return bool(text) and romaji and self.settings.romaji and needs_readings(parse(text, mode))

    def switch_search(self) -> None:
        """Tab in the prompt: the next way of searching."""
        self.asked.mode = (self.asked.mode + 1) % len(MODES)
        self.prompt.relabel(self._search_label())
        self.search_for(self.asked.text)

    def recall_search(self, older: bool, typed: str) -> None:
        """↑ or ↓ in the prompt."""
        if self.asked.history is not None:
            move = self.asked.history.up if older else self.asked.history.down
            self.prompt.put(move(typed))

    def search_for(self, text: str) -> None:
        """What is searched for has changed: begin anew, and show what is found soonest."""
        self.asked.text, self.asked.problem = text, ""
        self.matches, self.match, self.asked.hidden = (), None, 0
        self.running = None
        self.status.say("")
        if text:
            mode, romaji, _ = MODES[self.asked.mode]
            romaji = romaji and self.settings.romaji
            start = self.asked.began_here if self.asked.direction > 0 else 0
            self.running = self.book.finder.search(text, mode=mode, romaji=romaji, start=start)
            self._search_on(FIRST)
            self._say_what_is_missing()
            if romaji and mode == "literal" and self.book.too_long:
                self._read_for(text)
        else:
            self._return_to_start()
            self.show_search()

    def _search_on(self, seconds: float = SLICE) -> None:
        """Work on the search for a moment, and again after the screen had its turn."""
        running = self.running
        if running is None:
            return
        done = running.some(seconds)
        if done:
            self.running = None
        else:
            # Not `call_later`: that would come before the screen is drawn.
            self.set_timer(BREATH, self._search_on)
        self._take(running.matches)

    def search_more(self) -> None:
        """More of the text is there: look through all of it, without moving what was found."""
        if not self.asked.text or self.running is not None or self._anew is not None:
            return
        mode, romaji, _ = MODES[self.asked.mode]
        romaji = romaji and self.settings.romaji
        self._anew = (
            self.asked.text,
            self.book.finder.search(self.asked.text, mode=mode, romaji=romaji),
        )
        self._search_more_on()

    def _search_more_on(self) -> None:
        if self._anew is None:
            return
        text, search = self._anew
        if text != self.asked.text or self.running is not None:
            self._anew = None
        elif not search.some(SLICE):
            self.set_timer(BREATH, self._search_more_on)
        else:
            self._anew = None
            self._take_more(search.matches)

    def _take_more(self, found: Matches) -> None:
        if self.match is None:
            self._take(found)
            return
        chosen = self.matches[self.match]
        self.matches = self._shown(found)
        at = bisect_left(self.matches, chosen)
        self.match = min(at, len(self.matches) - 1) if self.matches else None
        self.show_search()

    def _take(self, found: Matches) -> None:
        """Show what is new: the first match ahead as soon as it is found, and in the end all."""
        if found.problem:
            self.asked.problem = say(found.problem, self.lang, **found.values)
        if not (found.complete or (self.match is None and self._is_ahead(found.spans))):
            self.asked.found = found.spans
            self.show_search()
            return
        at = None if self.match is None else self.matches[self.match]
        self.asked.found = found.spans
        self.matches = self._shown(found)
        if at is not None and (same := bisect_left(self.matches, at)) < len(self.matches):
            self.match = same
            self.update()
        elif self.matches:
            self.match = self._nearest(self.asked.began_here, self.asked.direction)
            self._show_match(jump=False)
        else:
            self.match = None
            self._return_to_start()
        self.show_search()

    def _is_ahead(self, spans: Sequence[Match]) -> bool:
        """Whether the match to go to is among those found so far."""
        forward = self.asked.direction > 0
        return forward and bool(spans) and spans[-1].start >= self.asked.began_here

    def _say_what_is_missing(self) -> None:
        """Once: kanji are not found by romaji where no analyser is installed."""
        if self.asked.reads_kanji or self.asked.said_so or not self._by_sound(self.asked.text):
            return
        if any("a" <= letter <= "z" for letter in self.asked.text):
            self.asked.said_so = True
            self.say("search.no-analyser")

    def _shown(self, found: Matches) -> tuple[Match, ...]:
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

    def _show_match(self, *, jump: bool) -> None:
        assert self.match is not None
        match = self.matches[self.match]
        fold = self.book.fold_at(match.start)
        if fold is not None and fold not in self.book.opened:
            self.book.opened.add(fold)
            self.book.refold()
            self.reflow()
        self.go(match.start, jump=jump)

    def _return_to_start(self) -> None:
        self.page.view.show(self.asked.began_at, row=0)
        self.current = None
        self.moved()

    def show_search(self) -> None:
        """Say how many matches there are in the prompt, and under it what is wrong."""
        self.prompt.say(self.count_matches() if self.asked.text else "")
        if self.asked.problem:
            self.status.say(self.asked.problem)
        elif self.asked.text and not self.prompt.purpose:
            self._report()

    def count_matches(self) -> str:
        """ "3/17", with what is folded; or that there is none."""
        if self.running is not None:
            return say("view.search.count", self.lang, current="…", total=len(self.asked.found))
        if not self.matches or self.match is None:
            if self.asked.problem or not self.book.document.complete:
                return ""
            waits = not self.asked.read and self._by_sound(self.asked.text)
            return say("view.search.reading" if waits else "view.search.none", self.lang)
        text = say("view.search.count", self.lang, current=self.match + 1, total=len(self.matches))
        if self.asked.hidden:
            text += say("view.search.hidden", self.lang, hidden=self.asked.hidden)
        return text

    def end_search(self, text: str) -> None:
        """Enter: stay at the match."""
        self._close_prompt()
        if text and text != self.asked.text:
            self.search_for(text)
        if self.asked.text:
            if self.asked.history is not None:
                self.asked.history.add(self.asked.text)
            self.store.remember_search(self.asked.text)
            self.jumps.leave(self.asked.began_at)
            self._report()

    def _report(self, more: str = "") -> None:
        """Say in the status line what was searched for, and which match of how many is here."""
        parts = (f"/{self.asked.text}", self.count_matches(), more or self.asked.problem)
        self.status.say("  ".join(filter(None, parts)))

    def give_up_search(self) -> None:
        """Escape in the prompt: back to where the search began."""
        self._close_prompt()
        self.running = None
        self.matches, self.match = (), None
        self._return_to_start()

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.set_focus(self.page)

    def action_match(self, count: int) -> None:
        """The next match in the direction of the search, or the one before."""
        if not self.asked.text:
            self.say("view.search.nothing-yet")
            return
        if not self.matches:
            self._report()
            return
        step = count * self.asked.direction
        at = 0 if self.match is None else self.match + step
        wrapped = not 0 <= at < len(self.matches)
        self.match = at % len(self.matches)
        self._show_match(jump=True)
        key = "view.search.wrapped-end" if step > 0 else "view.search.wrapped-top"
        self._report(say(key, self.lang) if wrapped else "")

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
        from reader.view.kwic import align

        book = self.book
        entries: list[Entry] = []
        section = None
        copies: dict[Match, int] = {}
        if self.asked.hidden:
            copies = visible(self.asked.found, book.reading, book.document.text)[1]
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
