"""An item as it stands on rows, and what parts it from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.typeset.items import Item
from reader.typeset.lines.setting import LineSetting
from reader.typeset.options import Options
from reader.typeset.rows import RowKind


class ItemRows(NamedTuple):
    """An item in lines."""

    item: Item
    setting: LineSetting
    gap: int
    """Blank rows above it."""

    @property
    def rows(self) -> int:
        return self.gap + self.setting.rows

    def texts(self) -> Iterator[str]:
        """What its rows show, as it is written: see `Display.written`."""
        setting = self.setting
        yield from ("",) * self.gap
        shown, text = setting.display, self.item.text
        for line in range(len(setting.lines)):
            if line:
                yield from ("",) * setting.spacing
            if setting.rubies and setting.rubies[line]:
                yield setting.rubies[line].rstrip()
            parts = setting.parts(line)
            written = [
                shown.written(text, start, end) if start >= 0 else inserted
                for start, end, inserted in parts
            ]
            yield "".join(written).rstrip(" \u3000")


_LINES = (RowKind.TEXT, RowKind.ITEM, RowKind.QUOTE, RowKind.NOTE)
"""Kinds that may stand under one another without a blank row."""


def gap(item: Item, before: RowKind | None, options: Options) -> int:
    """Blank rows between an item and the one before it, which is of kind `before`."""
    if before is None or item.continued or item.kind is RowKind.META:
        return 0
    together = (before, item.kind)
    if options.indent and together == (RowKind.TEXT, RowKind.TEXT):
        return options.spacing
    if item.tight and item.kind in _LINES and before in _LINES:
        return options.spacing
    if options.tight and together == (RowKind.ITEM, RowKind.ITEM):
        return options.spacing
    return 1 + options.spacing
