"""Searching: the keys of the search bar, and from one match to the next."""

from __future__ import annotations

from reader.view.parts.found import MODES
from reader.view.parts.match_list import MatchList
from reader.view.parts.search_turns import ENTERED
from reader.wording import say


class SearchActions(MatchList):
    """Actions of the group "search"."""

    def action_search(self, direction: int) -> None:
        self.stop_search()
        self.asked.direction = direction
        self.asked.began_at, self.asked.began_here = self.place(), self.here_offset()
        self.asked.text = ""
        if self.asked.history is None:
            from reader.search import History

            self.asked.history = History(self.store.searches())
        self.prompt.open("search", self._search_label())
        self.read_ahead()

    def _search_label(self) -> str:
        back = self.asked.direction < 0
        label = say("view.search.label-back" if back else "view.search.label", self.lang)
        name = MODES[self.asked.mode][2]
        return f"{label}({say(name, self.lang)})" if name else label

    def switch_search(self) -> None:
        """Tab in the prompt: the next way of searching."""
        self.asked.mode = (self.asked.mode + 1) % len(MODES)
        self.prompt.relabel(self._search_label())
        self.search_for(self.prompt.field.value)

    def recall_search(self, older: bool) -> None:
        """↑ or ↓ in the prompt."""
        if self.asked.history is not None:
            move = self.asked.history.up if older else self.asked.history.down
            # What stands in the field by now: of two such keys in a burst the second one goes on
            # from what the first has brought.
            self.prompt.put(move(self.prompt.field.value))

    def end_search(self, text: str) -> None:
        """Enter: stay at the match."""
        self._close_prompt()
        if text and text != self.asked.text:
            self.search_for(text, ENTERED)
        if self.asked.text:
            if self.asked.history is not None:
                self.asked.history.add(self.asked.text)
            self.store.remember_search(self.asked.text)
            self.jumps.leave(self.asked.began_at)
            self.report()

    def give_up_search(self) -> None:
        """Escape in the prompt: back to where the search began."""
        self._close_prompt()
        self.stop_search()
        self.matches, self.match = (), None
        self.return_to_start()

    def _close_prompt(self) -> None:
        self.prompt.close()
        self.set_focus(self.page)

    def action_match(self, count: int) -> None:
        """The next match in the direction of the search, or the one before."""
        if not self.asked.text:
            self.say("view.search.nothing-yet")
            return
        if not self.matches:
            self.report()
            return
        step = count * self.asked.direction
        at = 0 if self.match is None else self.match + step
        wrapped = not 0 <= at < len(self.matches)
        self.match = at % len(self.matches)
        self.show_match(jump=True)
        key = "view.search.wrapped-end" if step > 0 else "view.search.wrapped-top"
        self.report(say(key, self.lang) if wrapped else "")
