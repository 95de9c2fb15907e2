"""Tables of many small weights for each of many words, added up as one integer.

The weights of a word are lanes of one integer, so that the sums over a paragraph's words, one for
each lane, are one sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from struct import Struct, iter_unpack

_WIDE = 4
"""Bytes of a lane in a sum."""
_HALF = 1 << (8 * _WIDE - 1)


class Lanes:
    """The weights of words, one lane for each of `count` sums."""

    def __init__(self, names: Sequence[str], rows: bytes) -> None:
        """Takes the words, and for each of them one byte a lane, 128 being 0."""
        self.count = len(rows) // len(names)
        size = self.count * _WIDE
        wide = bytearray(len(rows) * _WIDE)
        wide[::_WIDE] = rows
        zero = _repeated(128, self.count)
        whole = int.from_bytes
        self._rows = {
            name: whole(row, "little") - zero
            for name, (row,) in zip(names, iter_unpack(f"{size}s", wide), strict=True)
        }

    def total(self, words: Iterable[str]) -> int:
        """The sum of the words' weights; a word that is not in the table has none."""
        return sum(filter(None, map(self._rows.get, words)))


def lanes_of(total: int, count: int) -> tuple[int, ...]:
    """The lanes of a sum."""
    top = _repeated(_HALF, count)
    # With its top bit turned over a lane that was raised above 0 is its two's complement again.
    return _signed(count).unpack(((total + top) ^ top).to_bytes(count * _WIDE, "little"))


@cache
def _signed(count: int) -> Struct:
    return Struct(f"<{count}i")


@cache
def _repeated(lane: int, count: int) -> int:
    """The same value in every lane."""
    return int.from_bytes(lane.to_bytes(_WIDE, "little") * count, "little")
