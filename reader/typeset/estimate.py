"""About how many rows items take, before they are typeset."""

from __future__ import annotations

from reader.cells import measure_for
from reader.typeset.flow import Flow
from reader.typeset.options import Options

_SAMPLES = 64
"""Items whose cells are counted to know the cells of a character of this text."""
_LOST = 0.8
"""Cells that a line leaves empty on the average, as kinsoku and words take them."""
_LOST_BY_PHRASE = 5.0
"""The same where lines end with phrases."""


class Estimate:
    """What is known of a flow without breaking a line, for all widths."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._cells: dict[int, int] = {}
        self._ratio = 0.0

    def rough(self, first: int, last: int, options: Options) -> int:
        """Rows of a range of items, from its characters alone."""
        cells = self._flow.characters(first, last) * self._cells_of_character()
        lines = max(last - first, int(cells / _usable(options) + 0.5 * (last - first)))
        return lines * (1 + options.spacing) + (last - first) * (options.indent == 0)

    def close(self, first: int, last: int, options: Options) -> list[int]:
        """Rows of each item of a range, from its cells."""
        usable = _usable(options)
        gap = int(options.indent == 0)
        step = 1 + options.spacing
        return [
            (int(self._count(item) / usable - 1e-9) + 1) * step + gap for item in range(first, last)
        ]

    def _count(self, item: int) -> int:
        cells = self._cells.get(item)
        if cells is None:
            cells = self._cells[item] = max(0, measure_for(1)(self._flow.text(item)))
        return cells

    def _cells_of_character(self) -> float:
        if not self._ratio:
            step = max(1, len(self._flow) // _SAMPLES)
            items = range(0, len(self._flow), step)
            characters = sum(len(self._flow.text(item)) for item in items)
            cells = sum(map(self._count, items))
            self._ratio = cells / characters if characters and cells else 2.0
        return self._ratio


def _usable(options: Options) -> float:
    """Cells of a line that are filled on the average."""
    lost = _LOST_BY_PHRASE if options.wrap == "phrase" else _LOST
    return max(1.0, options.measure - lost + options.hang)
