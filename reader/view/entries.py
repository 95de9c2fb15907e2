"""Lists that are drawn line by line: the outline and every other list of the reader.

An `EntryList` shows entries, keeps a cursor, filters as one types and says what was chosen; what
an entry stands for is its owner's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from reader.records import dataclass
from reader.view.components import own_key
from reader.view.direct import LineWidget
from reader.view.entry import Entry, cut, parts, with_words
from reader.view.keys import PANEL, bindings
from reader.wording import Lang, say

LEAVING = 0.05
"""Seconds in which the focus moves on from a list, if it does."""
KEPT = 400
"""Drawn lines that are remembered: several screens full."""


class _Line(NamedTuple):
    """An entry as it was drawn, and what of."""

    strip: Strip
    value: object
    width: int
    cursor: bool
    lit: bool


class EntryList(LineWidget, can_focus=True):
    """Entries one below the other, with a cursor and a filter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PANEL)
    PARTS = "EntryList"

    @dataclass
    class Chosen(Message):
        """Enter or a click on an entry."""

        sender: EntryList
        entry: Entry
        purpose: str
        """What the list showed when it was said: another may stand there when it is heard."""

    @dataclass
    class Browsed(Message):
        """The cursor came to an entry."""

        sender: EntryList
        entry: Entry
        purpose: str

    @dataclass
    class Asked(Message):
        """A key asks for something to be done with an entry: delete, edit ..."""

        sender: EntryList
        what: str
        entry: Entry | None
        purpose: str

    @dataclass
    class Left(Message):
        """The reader wants out of the list."""

        sender: EntryList

    def __init__(self, lang: Lang, *, id: str) -> None:
        super().__init__(id=id)
        self.lang = lang
        self.purpose = ""
        """What its entries are, which tells what a choice means."""
        self.heading = ""
        self.note = ""
        self.needle = ""
        self.filtering = False
        self._all: Sequence[Entry] = ()
        self.entries: Sequence[Entry] = ()
        self.lit: object = None
        """Value of the entry that is at hand: the section being read."""
        self.cursor = 0
        self._top = 0
        self._left_at = 0.0
        """When something was chosen or it was left last; 0 once the focus has moved."""
        self._lines: dict[int, _Line] = {}
        """Entries that were drawn, by index."""

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
        self.action_cursor(pages * max(1, self._rows - 1))

    def action_cursor_end(self, direction: int) -> None:
        self.cursor = 0 if direction < 0 else len(self.entries) - 1
        self._seek(-direction)
        self._tell()

    def action_choose(self) -> None:
        if (entry := self.chosen) is not None:
            self._left_at = monotonic()
            self.post_message(self.Chosen(self, entry, self.purpose))

    def action_ask(self, what: str) -> None:
        self.post_message(self.Asked(self, what, self.chosen, self.purpose))

    def action_filter(self) -> None:
        self.filtering = True
        self.refresh()

    def action_leave(self) -> None:
        """Leave the filter, then the list."""
        if self.filtering or self.needle:
            self.drop_filter()
        else:
            self._left_at = monotonic()
            self.post_message(self.Left(self))

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
        if (entry := self.chosen) is not None:
            self.post_message(self.Browsed(self, entry, self.purpose))

    @property
    def _rows(self) -> int:
        return max(1, (self.size.height or self.app.size.height) - 1)

    def _into_view(self) -> None:
        self._top = max(0, min(self._top, self.cursor, len(self.entries) - self._rows))
        self._top = max(self._top, self.cursor - self._rows + 1)
        above = map(self.entries.__getitem__, range(self.cursor))
        if all(entry.value is None for entry in above):
            self._top = 0  # the headings above the first entry belong to it

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

    def on_resize(self) -> None:
        self._into_view()

    # -- drawing

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            # Only now the height is certain: a list is filled before it is shown.
            self._into_view()
            return self._heading(width)
        at = self._top + y - 1
        if at >= len(self.entries):
            note = self.note if y == 1 and not self.entries else ""
            if self.needle and y == 1:
                note = say("view.filter.none", self.lang)
            return self._strip([(" " + note, "entry--faint")] if note else [], width, False)
        return self._line(at, width, at == self.cursor)

    def _line(self, at: int, width: int, cursor: bool) -> Strip:
        """An entry as it is drawn."""
        line = self._lines.get(at)
        if line is not None and (width, cursor, line.value is self.lit) == line[2:]:
            return line.strip
        if len(self._lines) >= KEPT:
            self._lines.clear()
        entry = self.entries[at]
        lit = entry.value is self.lit
        strip = self._strip(parts(entry, width, lit=lit), width, cursor)
        self._lines[at] = _Line(strip, entry.value, width, cursor, lit)
        return strip

    def draw_ahead(self) -> None:
        """Draw the next screenful, so that it stands ready when the list moves on."""
        below = range(self._top, min(self._top + 2 * self._rows, len(self.entries)))
        for at in below if self.size.width else ():
            self._line(at, self.size.width, at == self.cursor).render(self.app.console)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor is drawn otherwise."""
        self._left_at = 0.0
        self._lines.clear()
        super().watch_has_focus(_has_focus)

    def notify_style_update(self) -> None:
        """The theme or a class has changed: lines are drawn anew."""
        self._lines.clear()
        super().notify_style_update()

    def _heading(self, width: int) -> Strip:
        if self.filtering or self.needle:
            text = say("view.filter", self.lang) + self.needle + ("_" if self.filtering else "")
        else:
            text = self.heading
        return self._strip([(cut(" " + text, width), "entry--group")], width, False)

    def _strip(self, parts: list[tuple[str, str]], width: int, cursor: bool) -> Strip:
        lies_over = "entry--cursor-focus" if self.has_focus else "entry--cursor"
        over = (lies_over,) if cursor else ()
        segments = []
        for text, name in parts:
            lies = () if name in ("entry--read", "entry--unread") else over
            segments.append(Segment(text, self.look(name, *lies) if name else self.look(*lies)))
        return Strip(segments).adjust_cell_length(width, self.look(*over))


_ACTIONS = {row.action.partition("(")[0] for row in PANEL}
