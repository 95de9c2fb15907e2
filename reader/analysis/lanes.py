"""Tables of many small weights for each of many words, added up as one integer.

The weights of a word are lanes of one integer, so that the sums over a paragraph's words, one for
each lane, are one sum.
"""

from __future__ import annotations

from collections.abc import Sequence

_WIDE = 3
"""Bytes of a lane in a sum: holds 65,000 weights of one byte."""
_HALF = 1 << (8 * _WIDE - 1)
_MOST = 1 << 16
"""Words that are kept ready at most."""


class Lanes(dict[str, int]):
    """Word -> its weights as lanes of one integer, 0 if it has none; filled with what is met."""

    def __init__(self, names: Sequence[str], rows: bytes) -> None:
        """Takes the words, and for each of them one byte a lane, 128 being 0."""
        super().__init__()
        self.count = len(rows) // len(names)
        self._place = dict(zip(names, range(len(names)), strict=True))
        wide = bytearray(len(rows) * _WIDE)
        wide[::_WIDE] = rows
        self._rows = bytes(wide)
        self._zero = _repeated(128, self.count)

    def __missing__(self, key: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        at = self._place.get(key)
        value = 0
        if at is not None:
            size = self.count * _WIDE
            row = self._rows[at * size : (at + 1) * size]
            value = int.from_bytes(row, "little") - self._zero
        self[key] = value
        return value


def lanes_of(total: int, count: int) -> list[int]:
    """The lanes of a sum."""
    sums = (total + _repeated(_HALF, count)).to_bytes(count * _WIDE, "little")
    return [
        int.from_bytes(sums[at : at + _WIDE], "little") - _HALF for at in range(0, len(sums), _WIDE)
    ]


def _repeated(lane: int, count: int) -> int:
    """The same value in every lane."""
    return int.from_bytes(lane.to_bytes(_WIDE, "little") * count, "little")
