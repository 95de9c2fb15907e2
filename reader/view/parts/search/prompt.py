"""The search prompt, and the keys that go from one match to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.view.parts.search.turns import ENTERED
from reader.view.search_state import MODES
from reader.view.widgets.prompt import PromptKind
from reader.wording import say

if TYPE_CHECKING:
    from reader.view.desk import Desk
    from reader.view.parts.picture import Picture
    from reader.view.parts.search.found import FoundMatches
    from reader.view.parts.search.turns import SearchTurns


class Searching(PromptKind):
    """Opens the search prompt and answers what is typed in it."""

    live = True

    def __init__(
        self, desk: Desk, picture: Picture, found: FoundMatches, turns: SearchTurns
    ) -> None:
        self.desk, self.picture, self.found, self.turns = desk, picture, found, turns
        self.state = desk.search

    def ask(self, direction: int) -> None:
        """Search forward (1) or backward (-1)."""
        desk, state = self.desk, self.state
        self.turns.stop_search()
        state.direction = direction
        state.began_at, state.began_here = desk.place(), desk.here_offset()
        state.text = ""
        if state.history is None:
            from reader.search import History

            state.history = History(desk.store.searches())
        desk.prompt.open(self, self._label())
        self.turns.read_ahead()

    def _label(self) -> str:
        back, lang = self.state.direction < 0, self.desk.lang
        label = say("view.search.label-back" if back else "view.search.label", lang)
        name = MODES[self.state.mode][2]
        return f"{label}({say(name, lang)})" if name else label

    def changed(self, value: str) -> None:
        self.turns.typed(value)

    def switched(self, value: str) -> None:
        """Tab: the next way of searching."""
        self.state.mode = (self.state.mode + 1) % len(MODES)
        self.desk.prompt.relabel(self._label())
        self.turns.search_for(value)

    def recalled(self, value: str, older: bool) -> None:
        """↑ or ↓: an older or a newer query of the history."""
        history = self.state.history
        if history is not None:
            # From the field, not from an event: of two such keys in a burst the second goes on from
            # the query that the first has brought.
            self.desk.prompt.put((history.up if older else history.down)(value))

    def done(self, value: str) -> None:
        """Enter: stay at the match."""
        state = self.state
        if value and value != state.text:
            self.turns.search_for(value, ENTERED)
        if state.text:
            if state.history is not None:
                state.history.add(state.text)
            self.desk.store.remember_search(state.text)
            self.desk.jumps.leave(state.began_at)
            self.found.report()

    def given_up(self) -> None:
        """Escape: back to where the search began."""
        self.turns.stop_search()
        self.state.clear()
        self.found.return_to_start()

    def match(self, count: int) -> None:
        """The next match in the direction of the search (1), or the one before (-1)."""
        state = self.state
        if not state.text:
            self.desk.say("view.search.nothing-yet")
            return
        if not state.matches:
            self.found.report()
            return
        step = count * state.direction
        at = 0 if state.match is None else state.match + step
        wrapped = not 0 <= at < len(state.matches)
        state.match = at % len(state.matches)
        self.found.show_match(jump=True)
        key = "view.search.wrapped-end" if step > 0 else "view.search.wrapped-top"
        self.found.report(say(key, self.desk.lang) if wrapped else "")

    def cancel(self) -> None:
        """Escape on the page: the matches, an open list and the selection go, nothing else."""
        desk = self.desk
        self.turns.stop_search()
        self.state.clear()
        self.state.text = ""
        desk.screen.clear_selection()
        if desk.list_panel.display:
            desk.list_panel.close()
        desk.status.say("")
        self.picture.update()
