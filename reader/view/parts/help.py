"""The list of all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cells import cell_len
from reader.view.keys import PANEL, READING, describe, keymap, show_keys
from reader.view.widgets.entries import ListKind
from reader.view.widgets.entry import Entry
from reader.wording import say

if TYPE_CHECKING:
    from reader.view.desk import Desk


class Help(ListKind):
    """Shows every key of the key table, as it is bound now."""

    tall = stays = True

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._chosen = keymap(desk.settings.keys, desk.settings.remaps)[0]

    def show(self) -> None:
        """List every action with its keys, by groups."""
        lang = self.desk.lang
        entries: list[Entry] = []
        group = ""
        column = max(cell_len(self.keys(row.id)) for row in (*READING, *PANEL))
        for row in (*READING, *PANEL):
            if row.group != group:
                group = row.group
                entries.append(Entry(say(f"view.group.{group}", lang)))
            keys = self.keys(row.id)
            keys += " " * (column - cell_len(keys))
            entries.append(Entry(keys, row, lead=describe(row, lang), level=1))
        self.desk.show_list(self, say("view.help.title", lang), entries)

    def keys(self, id: str) -> str:
        """The keys that reach a row of the key table now, as a reader writes them."""
        return show_keys(self._chosen.get(id, _KEYS[id]))


_KEYS = {row.id: row.keys for row in (*READING, *PANEL)}
