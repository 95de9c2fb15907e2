"""Lists that are drawn line by line: the outline and every other list of the reader.

An `EntryList` shows entries, keeps a cursor, filters as one types and says what was chosen; what
an entry stands for, and what is done with it, a `ListKind` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from reader.view.keys import PANEL, bindings
from reader.view.widgets.drawn_list import DrawnList
from reader.view.widgets.entry import Entry, with_words
from reader.view.widgets.own_key import own_key
from reader.wording import Lang

LEAVING = 0.05
"""Seconds in which the focus moves on from a list, if it does."""


class ListKind:
    """A kind of list (matches, marks ...): the answers to the keys of the list."""

    tall = False
    """Whether the list takes most of the screen."""
    stays = False
    """Whether the list stays open when an entry is chosen."""

    def choose(self, value: Any) -> None:
        """Enter or a click on an entry; `value`: its `Entry.value`."""

    def browse(self, value: Any) -> None:
        """The cursor came to an entry."""

    def ask(self, what: str, value: Any) -> None:
        """A key asks for something: delete, undo, edit ... `value`: None where no entry can be
        chosen."""

    def resized(self) -> None:
        """The list has another width."""


class EntryList(DrawnList, can_focus=True):
    """Entries one below the other, with a cursor and a filter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PANEL)
    PARTS = "EntryList"

    @dataclass
    class Asked(Message):
        """A key asks for something to be done with an entry; as `ListKind.ask`."""

        what: str
        value: object
        kind: ListKind

    @dataclass
    class Left(Message):
        """The reader wants out of the list, or something in it was chosen."""

        sender: EntryList
        kind: ListKind | None
        """The kind that the list showed; another may stand there when the message is heard."""

    def __init__(self, lang: Lang, *, id: str) -> None:
        super().__init__(lang, id=id)
        self.kind: ListKind | None = None
        """The kind that is shown; None for nothing."""
        self._all: Sequence[Entry] = ()
        self._left_at = 0.0
        """When something was chosen or it was left last; 0 once the focus has moved."""

    # -- content

    def set_entries(self, heading: str, entries: Sequence[Entry], *, cursor: int = 0) -> None:
        """Show other entries; `cursor` is an index among them."""
        self.heading, self._all = heading, entries
        self._apply_filter()
        self.cursor = min(max(0, cursor), max(0, len(self.entries) - 1))
        self._seek(1)

    def refresh_entries(self, entries: Sequence[Entry]) -> None:
        """The same list with new looks; the cursor stays."""
        self._all = entries
        self._apply_filter()

    @property
    def chosen(self) -> Entry | None:
        """The entry under the cursor."""
        entry = self.entries[self.cursor] if self.cursor < len(self.entries) else None
        return entry if entry is not None and entry.value is not None else None

    def _apply_filter(self) -> None:
        self._lines.clear()
        self.entries = with_words(self._all, self.needle) if self.needle else self._all
        self.cursor = min(self.cursor, max(0, len(self.entries) - 1))
        self._into_view()
        self.refresh()

    # -- moving

    def action_cursor(self, count: int) -> None:
        self.cursor += count
        self._seek(1 if count > 0 else -1)
        self._tell()

    def action_cursor_page(self, pages: int) -> None:
        rows = pages * max(1, self._rows - 1)
        self._top += rows  # a page shows other entries, not the cursor at the edge of the same
        self.action_cursor(rows)

    def action_cursor_end(self, direction: int) -> None:
        self.cursor = 0 if direction < 0 else len(self.entries) - 1
        self._seek(-direction)
        self._tell()

    def action_choose(self) -> None:
        if self.kind is not None and (entry := self.chosen) is not None:
            self._left_at, kind = monotonic(), self.kind
            kind.choose(entry.value)
            if not kind.stays:
                self.post_message(self.Left(self, kind))

    def action_ask(self, what: str) -> None:
        if self.kind is not None:
            value = self.chosen.value if self.chosen else None
            self.post_message(self.Asked(what, value, self.kind))

    def action_filter(self) -> None:
        self.filtering = True
        self.refresh()

    def action_leave(self) -> None:
        """Leave the filter, then the list."""
        if self.filtering or self.needle:
            self.drop_filter()
        else:
            self._left_at = monotonic()
            self.post_message(self.Left(self, self.kind))

    def drop_filter(self) -> None:
        """All entries again; the cursor stays on the one that it stood on."""
        chosen = self.chosen
        self.filtering, self.needle = False, ""
        self._apply_filter()
        if chosen is not None:
            found = (at for at, one in enumerate(self.entries) if one.value == chosen.value)
            self.cursor = next(found, self.cursor)
        self._seek(1)

    def _seek(self, direction: int) -> None:
        """Off headings, which cannot be chosen, and into the list."""
        last = len(self.entries) - 1
        self.cursor = min(max(0, self.cursor), max(0, last))
        for step in (direction, -direction):
            at = self.cursor
            while 0 <= at <= last and self.entries[at].value is None:
                at += step
            if 0 <= at <= last:
                self.cursor = at
                break
        self._into_view()
        self.refresh()

    def _tell(self) -> None:
        if self.kind is not None and (entry := self.chosen) is not None:
            self.kind.browse(entry.value)

    # -- typing a filter; mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a filter is typed, keys are its letters."""
        typed = self.filtering and action not in ("leave", "choose")
        return not typed if action in _ACTIONS else True

    async def on_key(self, event: events.Key) -> None:
        if self.has_focus and monotonic() - self._left_at < LEAVING:
            # Typed behind the key that left it, in one burst: for where the focus is about to go.
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        if self.filtering and event.key == "backspace":
            self.needle = self.needle[:-1]
        elif self.filtering and event.is_printable and event.character:
            self.needle += event.character
        else:
            if event.key in ("down", "up", "enter"):
                self.filtering = False
                self.refresh()
            await own_key(self, event)
            return
        event.stop()
        event.prevent_default()
        self._apply_filter()
        self._seek(1)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = self._top + event.y - 1
        if event.y and at < len(self.entries) and self.entries[at].value is not None:
            self.cursor = at
            self.refresh()
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_cursor(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_cursor(-3)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Keys are its own again, or no longer."""
        self._left_at = 0.0
        super().watch_has_focus(_has_focus)

    def on_resize(self) -> None:
        self._into_view()
        if self.kind is not None:
            self.kind.resized()


_ACTIONS = {row.name for row in PANEL}
