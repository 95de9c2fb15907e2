"""A text whose characters cannot simply be counted: its cells, and where no line ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from reader.cells import cell_len, clusters, is_complex
from reader.typeset.breaking.urls import may_hold_urls, urls

_JOINER = "\u200d"


def summed(text: str, ambiguous: int) -> tuple[list[int], frozenset[int]]:
    """Cells before each character and the end, and the offsets inside of clusters.

    All of a cluster's cells are counted at its first character. Nothing is parted behind a
    zero width joiner, whatever it joins (UAX #14 LB8a).
    """
    if not is_complex(text):
        return list(accumulate(map(_cells(ambiguous).__getitem__, text), initial=0)), frozenset()
    cells: list[int] = []
    inside: list[int] = []
    for cluster in clusters(text):
        inside += range(len(cells) + 1, len(cells) + len(cluster))
        cells.append(cell_len(cluster, ambiguous))
        cells += [0] * (len(cluster) - 1)
    inside += [at for at, before in enumerate(text, 1) if before == _JOINER and at < len(text)]
    return list(accumulate(cells, initial=0)), frozenset(inside)


class _Cells(dict[str, int]):
    """Character -> its cells, measured when first met."""

    _MOST = 1 << 14

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self._ambiguous = ambiguous

    def __missing__(self, character: str) -> int:
        if len(self) >= self._MOST:
            self.clear()
        self[character] = cells = cell_len(character, self._ambiguous)
        return cells


_cells = cache(_Cells)


def inside(ranges: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The offsets that lie inside of ranges, their edges not counted."""
    return frozenset(at for start, end in ranges for at in range(start + 1, end))


class Bounds(NamedTuple):
    """What holds for a text whose characters cannot simply be counted."""

    sums: Sequence[int] = ()
    """Cells before each character and the end; empty where they can."""
    closed: frozenset[int] = frozenset()
    """Offsets at which no line is to end."""
    hard: frozenset[int] = frozenset()
    """Those of them at which none ever does."""


PLAIN = Bounds()
"""Of a text without clusters, groups and addresses."""


def bounds(text: str, room: int, groups: Sequence[tuple[int, int]], ambiguous: int) -> Bounds:
    """What holds for a text in lines of `room` cells.

    groups: ranges inside of which no line ends unless they are wider than a line.
    """
    addresses = list(urls(text)) if may_hold_urls(text) else []
    if not (groups or addresses or is_complex(text)):
        return PLAIN
    sums, joined = summed(text, ambiguous)
    hard = joined | inside([(a, b) for a, b in groups if sums[b] - sums[a] <= room])
    soft = inside([(a, b) for a, b in addresses if sums[b] - sums[a] <= room])
    # Nor does a scheme stand alone at the end of a line (https:// and what it opens).
    schemes = inside([(a, text.find("://", a, b) + 4) for a, b in addresses])
    return Bounds(sums, hard | soft | schemes, hard)
