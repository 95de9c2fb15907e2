"""What openings, closings and words say of a boundary and of a paragraph's role.

A linear model over binary features: character n-grams of a paragraph's first and last
characters (Latin runs, katakana runs and numbers masked, so that they are phrases and no names)
and its terms, those of the title left out. A feature's weights for all outputs are lanes of one
integer, so that a paragraph's outputs are one sum.

data/ngrams.bin: zlib; a line of the scales of the lanes, the keys one a line in ascending
order, a blank line, then for each key one byte a lane, 128 being 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reader.analysis.profiles import Profile

_FILE = Path(__file__).with_name("data") / "ngrams.bin"
LANES = (
    "gap@-2", "gap@-1", "gap@0", "gap@1", "sub@-2", "sub@-1", "sub@0", "sub@1",
    "intro", "topic", "implications", "ethics", "advice", "conclusion",
)  # fmt: skip
"""gap@-1: what the paragraph says of the gap after it, as the last one before it; sub: the same
of sub-sections; then its role in the argument."""
ROLE_LANES = slice(8, 14)
_OPENING = 16
_CLOSING = 12
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_WIDE = 3
"""Bytes of a lane in a sum: holds 65,000 features of one byte."""


def keys(found: Profile, titled: set[str]) -> set[str]:
    """The features of a paragraph; `titled` are the terms of the title."""
    head = "^" + _KATAKANA.sub("ア", found.text[:32])[:_OPENING]
    tail = _KATAKANA.sub("ア", found.text[-24:])[-_CLOSING:] + "$"
    result = {"O" + head[:length] for length in range(5, 9)}
    result.update("C" + tail[-length:] for length in range(5, 9))
    for length in range(1, 5):
        result.update(["O" + head[at : at + length] for at in range(len(head) - length + 1)])
        result.update(["C" + tail[at : at + length] for at in range(len(tail) - length + 1)])
    result.update(["F" + term for term in found.first if term not in titled])
    result.update(["L" + term for term in found.last if term not in titled])
    result.update(["G" + term for term in found.counts if term not in titled])
    return result


class _Lanes(dict[str, int]):
    """Feature -> its weights as an integer of wide lanes, made when first asked for."""

    def __init__(self, names: Sequence[str], rows: bytes) -> None:
        super().__init__()
        self.place = {name: index for index, name in enumerate(names)}
        spread = bytearray(len(rows) * _WIDE)
        spread[::_WIDE] = rows
        self._rows = bytes(spread)

    def __missing__(self, key: str) -> int:
        size = len(LANES) * _WIDE
        at = self.place[key] * size
        value = self[key] = int.from_bytes(self._rows[at : at + size], "little")
        return value


@cache
def _table() -> tuple[list[float], _Lanes]:
    """The scales of the lanes, and the weights."""
    import zlib

    packed = _FILE.read_bytes()
    head, _, rows = zlib.decompress(packed).partition(b"\n\n")
    first, *names = head.decode("utf-8").split("\n")
    return [float(scale) for scale in first.split()], _Lanes(names, rows)


def outputs(found: Profile, titled: set[str]) -> list[float]:
    """The value of each of `LANES` for one paragraph."""
    scales, table = _table()
    known = table.place.keys() & keys(found, titled)
    total = sum(map(table.__getitem__, known))
    zero = 128 * len(known)
    sums = total.to_bytes(len(LANES) * _WIDE, "little")
    return [
        scale * (int.from_bytes(sums[at * _WIDE : (at + 1) * _WIDE], "little") - zero)
        for at, scale in enumerate(scales)
    ]


def gap_outputs(rows: Sequence[Sequence[float]], lane: int) -> list[float]:
    """The linear model's log-odds of a boundary before each paragraph; `lane` is that of @-2."""
    count = len(rows)
    result: list[float] = []
    for index in range(count):
        value = 0.0
        for at, away in enumerate((-2, -1, 0, 1)):
            if 0 <= index + away < count:
                value += rows[index + away][lane + at]
        result.append(value)
    return result


def extra(rows: Sequence[Sequence[float]]) -> tuple[list[list[float]], list[list[float]]]:
    """Of the outputs of each paragraph: what is a feature as it is, and the roles' shares."""
    gaps = gap_outputs(rows, 0)
    subs = gap_outputs(rows, 4)
    own = [[*row[ROLE_LANES], gaps[at], subs[at]] for at, row in enumerate(rows)]
    return own, [_shares(row[ROLE_LANES]) for row in rows]


def _shares(logits: Sequence[float]) -> list[float]:
    odds = [1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))) for logit in logits]
    total = sum(odds)
    return [odd / total for odd in odds]
