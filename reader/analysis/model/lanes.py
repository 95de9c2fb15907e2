"""Tables of many small weights for each of many words, added up as one integer.

The weights of a word are lanes of one integer, so that the sums over a paragraph's words, one for
each lane, are one sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from struct import Struct

_WIDE = 4
"""Bytes of a lane in a sum."""
_HALF = 1 << (8 * _WIDE - 1)


class Lanes:
    """The weights of words, one lane for each of `count` sums."""

    def __init__(self, names: Sequence[str], rows: bytes) -> None:
        """Takes the words, and for each of them one byte a lane, 128 being 0."""
        self.count = len(rows) // len(names)
        self._places = dict(zip(names, range(1, len(names) + 1), strict=True))
        """From 1: the first word is to be told from none."""
        self._weights = _Weights(self.count, rows)

    def total(self, words: Iterable[str]) -> int:
        """The sum of the words' weights; a word that is not in the table has none."""
        places = filter(None, map(self._places.get, words))
        return sum(map(self._weights.__getitem__, places))


class _Weights(dict[int, int]):
    """Place of a word -> its lanes as one integer, made when it is first asked for: a post has
    a tenth of the words."""

    def __init__(self, count: int, rows: bytes) -> None:
        super().__init__()
        self._count, self._rows, self._zero = count, rows, _repeated(128, count)

    def __missing__(self, place: int) -> int:
        wide = bytearray(self._count * _WIDE)
        wide[::_WIDE] = self._rows[(place - 1) * self._count : place * self._count]
        weights = self[place] = int.from_bytes(wide, "little") - self._zero
        return weights


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
