"""A table in columns that are aligned by cells; cells too wide are broken into lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple, Protocol

from reader.cells import cell_len

GAP = "  "
"""Between two columns."""
_LEAST = 4
"""Cells under which no column goes."""

Piece = tuple[int, int, str]
"""A range of the drawn text, or (-1, -1, inserted characters)."""


class Cell(NamedTuple):
    """One cell of a table."""

    start: int
    end: int
    """Offsets into the drawn text."""
    groups: tuple[tuple[int, int], ...] = ()
    """Ranges in which no line ends, in offsets into the cell."""


class LineBreaker(Protocol):
    """What breaks the text of a cell."""

    def lines(
        self,
        text: str,
        room: int,
        first: int | None = None,
        *,
        groups: Sequence[tuple[int, int]] = (),
        breaking: str = "",
    ) -> list[tuple[int, int]]: ...


def set_table(
    text: str,
    rows: Sequence[Sequence[Cell]],
    alignment: str,
    room: int,
    breaker: LineBreaker,
    ambiguous: int = 1,
    *,
    head: bool = True,
) -> list[list[Piece]]:
    """The lines of a table of `room` cells; its first row is a head if `head` says so.

    alignment: one of l, c, r for each column. Where not even narrow columns fit beside one
    another, the cells stand under one another, and a blank line parts the rows.
    """
    count = max(map(len, rows), default=0)
    natural = [0] * count
    for row in rows:
        for column, cell in enumerate(row):
            wide = cell_len(text[cell.start : cell.end], ambiguous)
            natural[column] = max(natural[column], wide)
    free = room - len(GAP) * (count - 1)
    if sum(min(_LEAST, cells) for cells in natural) > free:
        return _stacked(text, rows, room, breaker)
    widths = shares(natural, free)
    sides = alignment.ljust(count, "l")
    lines: list[list[Piece]] = []
    for number, row in enumerate(rows):
        lines += _row(text, row, widths, sides, breaker, ambiguous)
        if head and number == 0 and len(rows) > 1:
            rule = "-" if ambiguous == 2 else "─"
            lines.append([(-1, -1, GAP.join(rule * width for width in widths))])
    return lines


def shares(natural: Sequence[int], free: int) -> list[int]:
    """Widths of columns that want `natural` cells and have `free` in all.

    Columns that want less than their even share have what they want; the rest is for the others.

    >>> shares([4, 40, 10], 30)
    [4, 16, 10]
    """
    widths = list(natural)
    wide = list(range(len(widths)))
    while sum(widths) > free and wide:
        left = free - sum(natural[column] for column in range(len(natural)) if column not in wide)
        share, rest = divmod(left, len(wide))
        narrow = [column for column in wide if natural[column] <= share]
        if not narrow:
            for place, column in enumerate(wide):
                widths[column] = max(1, share + (place < rest))
            break
        wide = [column for column in wide if column not in narrow]
    return widths


def _row(
    text: str,
    row: Sequence[Cell],
    widths: Sequence[int],
    sides: str,
    breaker: LineBreaker,
    ambiguous: int,
) -> list[list[Piece]]:
    broken = [_broken(text, cell, width, breaker) for cell, width in zip(row, widths, strict=False)]
    found: list[list[Piece]] = []
    for line in zip_longest(*broken):
        pieces: list[Piece] = []
        pending = 0
        for (start, end), width, side in zip(
            (piece or (0, 0) for piece in line), widths, sides, strict=False
        ):
            spare = max(0, width - cell_len(text[start:end], ambiguous))
            before = {"r": spare, "c": spare // 2}.get(side, 0)
            if end > start:
                if pending + before:
                    pieces.append((-1, -1, " " * (pending + before)))
                pieces.append((start, end, ""))
                pending = 0
                spare -= before
            pending += spare + len(GAP)
        found.append(pieces)
    return found


def _broken(text: str, cell: Cell, width: int, breaker: LineBreaker) -> list[tuple[int, int]]:
    lines = breaker.lines(text[cell.start : cell.end], max(1, width), groups=cell.groups)
    return [(start + cell.start, end + cell.start) for start, end in lines]


def _stacked(
    text: str, rows: Sequence[Sequence[Cell]], room: int, breaker: LineBreaker
) -> list[list[Piece]]:
    found: list[list[Piece]] = []
    for number, row in enumerate(rows):
        if number:
            found.append([])
        for cell in row:
            found += [[(start, end, "")] for start, end in _broken(text, cell, room, breaker)]
    return found
