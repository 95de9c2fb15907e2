"""About how many rows items take, before they are typeset."""

from __future__ import annotations

from array import array
from math import ceil

from reader.cells import measure_for
from reader.typeset.flow import Flow
from reader.typeset.options import Options

_SAMPLES = 64
"""Items whose cells are counted to know the cells of a character of this text."""
_SAMPLED = 256
"""Characters of each that are counted."""
_LONG = 2048
"""Characters from which on a text is counted by such a sample too."""
_LOST = 0.8
"""Cells that a line leaves empty on the average, as kinsoku and words take them."""
_LOST_BY_PHRASE = 5.0
"""The same where lines end with phrases."""


class Estimate:
    """What is known of a flow without breaking a line, for all widths."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._cells: dict[tuple[int, int], array[int]] = {}
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
        counts = self._cells.get((first, last))
        if counts is None:
            texts = map(self._flow.text, range(first, last))
            counts = self._cells[first, last] = array("l", map(_count, texts))
        return [
            (max(1, ceil(count / usable)) if count >= 0 else -count) * step + gap
            for count in counts
        ]

    def _cells_of_character(self) -> float:
        if not self._ratio:
            step = max(1, len(self._flow) // _SAMPLES)
            items = range(0, len(self._flow), step)
            sample = "".join(self._flow.text(item)[:_SAMPLED] for item in items)
            cells = measure_for(1)(sample)
            self._ratio = cells / len(sample) if cells > 0 else 2.0
        return self._ratio


def _count(text: str) -> int:
    """About the cells of a text of one line, or minus the number of its lines.

    A part of a giant paragraph is long: five hundred of them would take a tenth of a second.
    """
    if len(text) > _LONG and "\n" not in text:
        return max(0, measure_for(1)(text[:_SAMPLED])) * len(text) // _SAMPLED
    cells = measure_for(1)(text)
    return cells if cells >= 0 else -1 - text.count("\n")


def _usable(options: Options) -> float:
    """Cells of a line that are filled on the average."""
    lost = _LOST_BY_PHRASE if options.wrap == "phrase" else _LOST
    return max(1.0, options.measure - lost + options.hang)
