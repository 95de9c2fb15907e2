"""What openings, closings and words say of a boundary and of a paragraph's role.

A linear model over binary features: character n-grams of a paragraph's first and last
characters (Latin runs, katakana runs and numbers masked, so that they are phrases and no names)
and its terms, those of the title left out.

data/ngrams.bin: zlib; a line of the scales of the lanes; for each of `KINDS`, after a blank line,
its keys one a line in ascending order; a zero byte; then for each key one byte a lane, 128 being 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from operator import mul
from pathlib import Path

from reader.analysis.model.lanes import Lanes, lanes_of
from reader.analysis.model.profiles import Profile
from reader.patterns import pattern

_FILE = Path(__file__).parents[1] / "data" / "ngrams.bin"
LANES = (
    "gap@-2", "gap@-1", "gap@0", "gap@1", "sub@-2", "sub@-1", "sub@0", "sub@1",
    "intro", "topic", "implications", "ethics", "advice", "conclusion",
)  # fmt: skip
"""gap@-1: what the paragraph says of the gap after it, as the last one before it; sub: the same
of sub-sections; then its role in the argument."""
ROLE_LANES = slice(8, 14)
KINDS = ("opening", "closing", "first", "last", "any")
"""N-grams of a paragraph's head and of its tail; terms of its first and last sentence, and all."""
_OPENING = 16
_CLOSING = 12
_HEADS = [slice(0, length) for length in range(5, 9)]
_TAILS = [slice(-length, None) for length in range(5, 9)]
_INNER = [
    [slice(at, at + n) for n in range(2, 5) for at in range(length - n + 1)]
    for length in range(_OPENING + 2)
]
"""The places of the n-grams of a text, by its length."""
_KATAKANA = pattern(r"[ァ-ヺー]{2,}")


def keys(found: Profile, titled: set[str]) -> list[set[str]]:
    """The features of a paragraph, by `KINDS`; `titled` are the terms of the title."""
    head = "^" + _KATAKANA.sub("ア", found.text[:32])[:_OPENING]
    tail = _KATAKANA.sub("ア", found.text[-24:])[-_CLOSING:] + "$"
    return [
        _grams(head, _HEADS),
        _grams(tail, _TAILS),
        found.first - titled,
        found.last - titled,
        found.counts.keys() - titled,
    ]


def _grams(text: str, outer: Sequence[slice]) -> set[str]:
    """All 2- to 4-grams, and the longer ones of those slices."""
    grams = set(map(text.__getitem__, _INNER[len(text)]))
    grams.update(map(text.__getitem__, outer))
    return grams


@cache
def _table() -> tuple[list[float], list[Lanes]]:
    """The scales of the lanes, and the weights by `KINDS`."""
    import zlib

    head, _, rows = zlib.decompress(_FILE.read_bytes()).partition(b"\0")
    scales, *groups = head.decode("utf-8").split("\n\n")
    tables: list[Lanes] = []
    for group in groups:
        names = group.split("\n")
        size = len(names) * len(LANES)
        tables.append(Lanes(names, rows[:size]))
        rows = rows[size:]
    return [float(scale) for scale in scales.split()], tables


def outputs(found: Profile, titled: set[str]) -> list[float]:
    """The value of each of `LANES` for one paragraph."""
    scales, tables = _table()
    total = sum(
        table.total(features) for table, features in zip(tables, keys(found, titled), strict=True)
    )
    return list(map(mul, scales, lanes_of(total, len(scales))))


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
