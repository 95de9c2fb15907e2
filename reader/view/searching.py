"""Searching: the prompt, the matches, moving from one to the next, the list of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Literal

from reader.view.desk import Desk
from reader.view.entries import Entry
from reader.wording import say

if TYPE_CHECKING:
    from reader.search import History, Match, Matches, Search

BREATH = 0.001
"""Seconds between two turns of a search. A callback at once would come before every key: a
message pump that has messages does not let others run."""
SHOW_EVERY = 0.1
"""Seconds after which the count of a search under way is shown again."""
SLICE = 0.012
"""Seconds that a search may work before the screen gets its turn."""
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


class SearchActions(Desk):
    """Actions of the group "search"."""

    asked: Asked
    running: Search | None = None
    _shown_at = 0.0
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
            # A very long text is read by its sound only for who asks for it: see `search_for`.
            return not self.settings.romaji or long or finder.read(READ_AHEAD)

        self.in_background(work, lambda _: self._search_again())

    def _read_for(self, text: str) -> None:
        """Read a very long text by its sound, once somebody asks for what that can find."""
        from reader.search.finder import needs_readings
        from reader.search.query import parse

        document = self.book.document
        if document.complete and not self._read and needs_readings(parse(text, "literal")):
            self._read = True
            finder = self.book.finder
            self.in_background(lambda: finder.read(READ_AHEAD), lambda _: self._search_again())

    def _search_again(self) -> None:
        if self.prompt.purpose == "search" and self.asked.text and not self.matches:
            self.search_for(self.asked.text)

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
        if text:
            mode, romaji, _ = MODES[self.asked.mode]
            romaji = romaji and self.settings.romaji
            self.running = self.book.finder.search(text, mode=mode, romaji=romaji)
            self._search_on()
            if romaji and mode == "literal" and self.book.too_long:
                self._read_for(text)
        else:
            self._return_to_start()
            self.show_search()

    def _search_on(self) -> None:
        """Work on the search for a moment, and again after the screen had its turn."""
        running = self.running
        if running is None:
            return
        done = running.some(SLICE)
        self._take(running.matches)
        if done:
            self.running = None
        else:
            self.set_timer(BREATH, self._search_on)

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
        if found.problem:
            self.asked.problem = say(found.problem, self.lang, **found.values)
        first = self.match is None
        self.matches = self._shown(found) if found.complete else found.spans
        if first and self.matches:
            self.match = self._nearest(self.asked.began_here, self.asked.direction)
            self._show_match(jump=False)
        elif first:
            self._return_to_start()
        # While it goes on, the screen is brought up to date some times a second.
        if found.complete or (first and self.matches) or monotonic() - self._shown_at > SHOW_EVERY:
            self._shown_at = monotonic()
            self.show_search()

    def _shown(self, found: Matches) -> tuple[Match, ...]:
        """The matches that are shown; those that only folds have are counted."""
        book = self.book
        if not book.fold_ids or not book.fold_repeats:
            self.asked.hidden = 0
            return found.spans
        from reader.search import visible

        shown, copies = visible(found.spans, book.reading, book.document.text)
        self.asked.hidden = sum(copies.values())
        return tuple(shown)

    def _nearest(self, offset: int, direction: int) -> int:
        """The first match at an offset or after it (before it, going back), around the ends."""
        ahead = [
            i for i, match in enumerate(self.matches) if (match.start >= offset) == (direction > 0)
        ]
        if not ahead:
            return 0 if direction > 0 else len(self.matches) - 1
        return ahead[0] if direction > 0 else ahead[-1]

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
        """Say how many matches there are, or what is wrong."""
        self.prompt.say(self.count_matches() if self.asked.text else "")
        self.update()

    def count_matches(self) -> str:
        """ "3/17", with what is folded; or that there is none; or what is wrong."""
        if self.asked.problem:
            return self.asked.problem
        if not self.matches or self.match is None:
            more = self.running or not self.book.document.complete
            return "" if more else say("view.search.none", self.lang)
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
            self.status.say(f"/{self.asked.text}  {self.count_matches()}")

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
            self.status.say(self.count_matches())
            return
        step = count * self.asked.direction
        at = 0 if self.match is None else self.match + step
        wrapped = not 0 <= at < len(self.matches)
        self.match = at % len(self.matches)
        self._show_match(jump=True)
        notice = f"/{self.asked.text}  {self.count_matches()}"
        if wrapped:
            key = "view.search.wrapped-end" if step > 0 else "view.search.wrapped-top"
            notice += "  " + say(key, self.lang)
        self.status.say(notice)

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
        from reader.search import contexts
        from reader.view.kwic import align

        entries: list[Entry] = []
        section = None
        hits = contexts(self.book.document, self.matches)
        for index, hit in enumerate(hits):
            around = self.book.section_at(hit.match.start)
            if around is not None and around is not section:
                count = sum(around.start <= m.start < around.end for m in self.matches)
                entries.append(Entry(f"{around.id} {around.title} ({count})"))
                section = around
            title, match = align(hit.before, hit.text, hit.after, self.size.width)
            entries.append(Entry(title, ("match", index), match=match))
        return entries

    def show_list(
        self, purpose: str, heading: str, entries: list[Entry], *, cursor: int = 0
    ) -> None:
        """Show a list under the page and let it have the keys."""
        self.list_panel.open(purpose, heading, entries, cursor=cursor)
        self.set_focus(self.list_panel)
