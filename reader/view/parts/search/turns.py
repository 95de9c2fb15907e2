"""Searching while the screen stays awake: in short turns, or beside it in a thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic, sleep
from typing import TYPE_CHECKING

from reader.view.search_state import MODES

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.search import Finder, Search
    from reader.view.desk import Desk
    from reader.view.parts.search.found import FoundMatches

FIRST = 0.004
"""Seconds of a search's first turn: what is found near the reader is shown before the rest."""
ENTERED = 0.01
"""Seconds of the first turn of what Enter ends: nothing else is typed, and all is soon found."""
TURN = 0.012
"""Seconds of a later turn."""
BREATH = 0.001
"""Seconds between two turns."""
WAIT = 0.1
"""Seconds for which a thread searches before it says what there is."""
COUNT_EVERY = 0.1
"""Seconds between two counts of what has been found so far."""
BURST = 0.03
"""Two keys that come in less than so many seconds are not typed one by one."""
GATHER = 0.01
"""Seconds of quiet in which keys of one burst become one query."""
READ_AHEAD = 20.0
"""Seconds of work after which the readings of a very long text are given up."""
STEP, PAUSE, AWHILE = 0.004, 0.0005, 0.02
"""Seconds that a thread works on the text, that it leaves to the screen after that, and after
which it looks whether a search is over."""
FOLD_AHEAD = 16_000_000
"""Characters of a text that is folded before anybody searches it; longer ones take more memory
than whoever only reads should pay."""


class SearchTurns:
    """Begins searches, lets them go on, and gives them up."""

    def __init__(self, desk: Desk, found: FoundMatches) -> None:
        self.desk, self.found, self.state = desk, found, desk.search
        self._typing: Timer | None = None
        """Begins the search for what was typed, unless more comes before."""
        self._typed_at = self._counted_at = 0.0
        self._reader: Finder | None = None
        """The text that is being read by its sound, or is read."""
        self._folding: Finder | None = None
        """The text that is being folded ahead, or is folded."""
        self._anew: tuple[str, Search] | None = None
        """The query that is searched for again because the text has grown, and that search."""

    # -- what is typed

    def typed(self, text: str) -> None:
        """Another letter: search at once, or after the last letter of a burst."""
        now = monotonic()
        burst, self._typed_at = now - self._typed_at < BURST, now
        self._stop_typing()
        if burst or self._more_to_come():
            self._typing = self.desk.screen.set_timer(GATHER, lambda: self.search_for(text))
        else:
            self.search_for(text)

    def _stop_typing(self) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None

    def _more_to_come(self) -> bool:
        """Whether something else than a search is waiting for its turn."""
        pumps = (self.desk.screen.app, self.desk.prompt, self.desk.prompt.field)
        return any(pump.message_queue_size for pump in pumps)

    # -- the turns

    def search_for(self, text: str, first: float = FIRST) -> None:
        """Search for another query, and show the first match as soon as there is one.
        `first`: seconds of the first turn."""
        self.stop_search()
        self.state.text, self.state.problem = text, ""
        self.state.clear()
        self.state.hidden = 0
        self.desk.status.say("")
        if not text:
            self.found.return_to_start()
            self.found.show_search()
            return
        self.state.running = running = self._begin(
            text, self.state.began_here if self.state.direction > 0 else 0
        )
        self._counted_at = monotonic()
        self._search_on(running, first, at_once=True)
        self._say_what_is_missing()
        if self.desk.book.too_long:
            self._read_for(text)

    def _begin(self, text: str, start: int = 0) -> Search:
        mode, romaji, _ = MODES[self.state.mode]
        romaji = romaji and self.desk.settings.romaji
        return self.desk.book.finder.search(text, mode=mode, romaji=romaji, start=start)

    def stop_search(self) -> None:
        """Give up what is under way; what it found stays."""
        self._stop_typing()
        if self.state.running is not None:
            self.state.running.cancel()
            self.state.running = None

    def _search_on(self, search: Search, seconds: float, *, at_once: bool = False) -> None:
        """Work on a search for a moment, unless there is another by now. `at_once`: whatever else
        waits."""
        if self.state.running is not search:
            return
        if search.waits or self.desk.book.has_giant:
            self.found.show_search()  # or the count of the query before this one stands meanwhile
            self.desk.in_background(partial(search.some, WAIT), partial(self._after_turn, search))
        elif not at_once and self._more_to_come():
            # A key passes through several hands, and a turn between any two would add up.
            self._go_on(search)
        else:
            self._after_turn(search, search.some(seconds))

    def _after_turn(self, search: Search, done: bool) -> None:
        """A turn is over."""
        if self.state.running is not search:
            return
        new = self.state.match is None
        if done:
            self.state.running = None
            self.found.take_all(search.matches)
        elif new and self.state.direction > 0 and search.reached(self.state.began_here):
            self.found.take_first(search)
        elif monotonic() - self._counted_at > COUNT_EVERY:
            self._counted_at = monotonic()
            self.found.show_search()
        if not done:
            self._go_on(search)

    def _go_on(self, search: Search) -> None:
        self.desk.screen.set_timer(BREATH, lambda: self._search_on(search, TURN))

    # -- a text that grows

    def search_more(self) -> None:
        """More of the text is there: look through all of it, without moving what was found."""
        if self.desk.book.document.complete:
            self._anew = None
        if not self.state.text or self.state.running is not None or self._anew is not None:
            return
        self._anew = self.state.text, self._begin(self.state.text)
        self._search_more_on()

    def _search_more_on(self) -> None:
        if self._anew is None:
            return
        text, search = self._anew
        if text != self.state.text or self.state.running is not None:
            self._anew = None
        elif search.waits:
            self._anew = None
            self.state.running = search
            self._search_on(search, TURN)
        elif not self._more_to_come() and search.some(TURN):
            self._anew = None
            self.found.take_more(search.matches)
        else:
            self.desk.screen.set_timer(BREATH, self._search_more_on)

    # -- what is found out before somebody asks

    def fold_ahead(self) -> None:
        """Fold the text in a thread, so that the first search finds it done."""
        document, finder = self.desk.book.document, self.desk.book.finder
        if document.complete and document.length <= FOLD_AHEAD and finder is not self._folding:
            self._folding = finder
            # Its modules first: loading them here would hold the screen for three frames.
            self.desk.in_background(_load_search, lambda _: self._fold_now())

    def _fold_now(self) -> None:
        finder = self.desk.book.finder
        self.desk.in_background(lambda: self._bit_by_bit(finder.prepare), lambda _: None)

    def read_ahead(self) -> None:
        """Find out in a thread how the text is read: somebody is going to search."""
        if not self.desk.book.document.complete:
            return
        finder, long = self.desk.book.finder, self.desk.book.too_long

        def work() -> bool | None:
            self._bit_by_bit(finder.prepare)
            # The first search of all builds tables and imports: not at the first key.
            self.found.by_sound("a")
            finder.search("a").some(0.0)
            if self.desk.book.shown is None or not self.desk.settings.romaji or long:
                # The readings of a very long text are found only for romaji: `_read_for`.
                return None
            return finder.read_beside(READ_AHEAD)

        if finder is not self._reader:
            self._reader, self.state.read = (None if long else finder), False
            self.desk.in_background(work, self._take_readings)

    def _bit_by_bit(self, work: Callable[[float], bool], most: float = 60.0) -> None:
        """Do all of some work in a thread, which leaves the interpreter to the screen again and
        again, and to a search altogether; no longer than `most` seconds."""
        end = monotonic() + most
        while monotonic() < end:
            if self.state.running is not None:
                sleep(AWHILE)
            elif work(STEP):
                return
            else:
                sleep(PAUSE)

    def _read_for(self, text: str) -> None:
        """Read a very long text by its sound, once somebody asks for what that can find."""
        finder = self.desk.book.finder
        if (
            not self.desk.book.document.complete
            or finder is self._reader
            or not self.found.by_sound(text)
        ):
            return
        self._reader, self.state.read = finder, False

        self.desk.in_background(partial(finder.read_beside, READ_AHEAD), self._take_readings)

    def _take_readings(self, kanji: bool | None) -> None:
        """The text is read, or not to be: what was searched for meanwhile is searched for
        again. `kanji`: whether there is an analyser, where that is known."""
        self.state.read = True
        if kanji is not None:
            self.state.reads_kanji = kanji
        if not self.found.by_sound(self.state.text):
            return
        if self.desk.prompt.live:
            # The query in the bar: its last letters may not have had their turn yet.
            self.search_for(self.desk.prompt.field.value)
        elif self.state.match is None:
            self.search_for(self.state.text)
            self.found.report()

    def _say_what_is_missing(self) -> None:
        """Once: kanji are not found by romaji where no analyser is installed."""
        if self.state.reads_kanji or self.state.said_so or not self.found.by_sound(self.state.text):
            return
        if any("a" <= letter <= "z" for letter in self.state.text):
            self.state.said_so = True
            self.desk.say("search.no-analyser")


def _load_search() -> None:
    import reader.search  # noqa: F401
