"""A table as an item: its cells drawn one by one, then set in columns."""

from __future__ import annotations

from reader.typeset.breaking.breaker import LineRange
from reader.typeset.display.display import display
from reader.typeset.display.drawn_text import Display
from reader.typeset.items import Item
from reader.typeset.lines.setting import (
    LinePart,
    LineSetting,
    Parts,
    bars_of,
    breaker_for,
    room_beside,
)
from reader.typeset.lines.tables import Cell, set_table
from reader.typeset.options import Options


def set_table_item(item: Item, options: Options) -> LineSetting:
    """The cells in columns; where these do not fit, under one another."""
    bars = bars_of(item, options)
    ruby = "inline" if options.ruby == "above" else options.ruby
    cells, shown = _cells(item, ruby, options)
    rows = set_table(
        shown.text,
        cells,
        item.label,
        room_beside(options, bars),
        breaker_for(options),
        options.ambiguous,
        head=not item.continued,
    )
    made: list[Parts] = []
    lines: list[LineRange] = []
    for row in rows:
        parts = [LinePart(-1, -1, bars)] if bars else []
        parts += [LinePart(start, end, inserted) for start, end, inserted in row]
        own = [part for part in parts if part.start >= 0]
        made.append(tuple(parts))
        lines.append((own[0].start, own[-1].end) if own else (0, 0))
    return LineSetting(shown, lines, bars, bars, made)


def _cells(item: Item, ruby: str, options: Options) -> tuple[list[list[Cell]], Display]:
    """The cells of a table, each drawn by itself, as ranges of one drawn text."""
    text: list[str] = []
    source: list[int] = []
    inserted: list[tuple[int, int]] = []
    groups: list[tuple[int, int]] = []
    styles = []
    rows: list[list[Cell]] = []
    offset = at = 0
    for line in item.text.removesuffix("\n").split("\n"):
        row: list[Cell] = []
        for cell in line.split("\t"):
            marks = item.marks_in(offset, offset + len(cell))
            shown = display(
                cell, marks, ruby=ruby, ambiguous=options.ambiguous, links=options.links
            )
            length = len(shown.text)
            text.append(shown.text)
            source += [offset + shown.offset(index) for index in range(length)]
            inserted += [(a + at, b + at) for a, b in shown.inserted]
            groups += [(a + at, b + at) for a, b in shown.groups]
            styles += [
                style._replace(start=style.start + at, end=style.end + at) for style in shown.styles
            ]
            row.append(Cell(at, at + length, shown.groups))
            at += length
            offset += len(cell) + 1
        rows.append(row)
    drawn = "".join(text)
    source.append(len(item.text))
    shown = Display(drawn, drawn, source, tuple(inserted), tuple(groups), tuple(styles))
    return rows, shown
