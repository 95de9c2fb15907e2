"""How a list of entries is drawn: line by line, each kept until something of it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from reader.view.widgets.entry import Entry, cut, parts
from reader.view.widgets.line_widget import LineWidget
from reader.wording import Lang, say

KEPT = 400
"""Drawn lines that are remembered: several screens full."""


class _Line(NamedTuple):
    """An entry as it was drawn, and what of."""

    strip: Strip
    value: object
    width: int
    cursor: bool
    lit: bool


class DrawnList(LineWidget):
    """Entries one below the other under a heading, and a cursor that is always in view."""

    def __init__(self, lang: Lang, *, id: str) -> None:
        super().__init__(id=id)
        self.lang = lang
        self.heading = ""
        self.note = ""
        self.needle = ""
        self.filtering = False
        self.entries: Sequence[Entry] = ()
        self.lit: object = None
        """Value of the entry that is at hand: the section being read."""
        self.cursor = 0
        self._top = 0
        self._lines: dict[int, _Line] = {}
        """Entries that were drawn, by index."""

    @property
    def _rows(self) -> int:
        return max(1, (self.size.height or self.app.size.height) - 1)

    def _into_view(self) -> None:
        self._top = max(0, min(self._top, self.cursor, len(self.entries) - self._rows))
        self._top = max(self._top, self.cursor - self._rows + 1)
        above = map(self.entries.__getitem__, range(self.cursor))
        if all(entry.value is None for entry in above):
            self._top = 0  # the headings above the first entry belong to it

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
