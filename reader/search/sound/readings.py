"""How a text is read, as one string of phonemes with a way back to the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Literal, cast

from reader.document import Span
from reader.search.matches import Match, united
from reader.search.sound.phoneme_pieces import PhonemePiece

Packed = tuple[str, bytes, list[tuple[str, bytes]], list[tuple[int, ...]]]
"""Readings as they go from one process to another, by `marshal`: a few long values, which are
taken over in no time and which no garbage collection looks through."""


class Readings:
    """How some text is read; see `reader.search.sound.reader`.

    A word has a number that says which of the different words it is; what is known of those lies
    end to end in tables with one entry a phoneme.
    """

    def __init__(self, packed: Packed) -> None:
        """`packed`: what `packed` gave, or `readings_of`."""
        self._key, self._marks, tables, ruby = self._packed = packed
        # Views of what has come: a copy of it would cost as much again.
        self._keys, self._starts, self._words, self._tables, self._begins, self._ends = (
            memoryview(data).cast(cast("Literal['I']", code)) for code, data in tables
        )
        self._ruby = [Span(*span) for span in ruby]

    def find(self, pattern: re.Pattern[str]) -> list[Match]:
        """Where the text is read so, ascending; matches start where a word does, or anywhere in
        katakana, and take in all kanji whose reading they share."""
        found: list[Match] = []
        at = 0
        key, marks, keys, starts, words, tables, begins, ends = (
            self._key, self._marks, self._keys, self._starts, self._words, self._tables,
            self._begins, self._ends,
        )  # fmt: skip
        search = pattern.search
        # One letter has thousands of hits: no call and no attribute more than there must be.
        while match := search(key, at):
            begin, end = match.span()
            if not marks[begin] or end == begin:
                at = begin + 1
                continue
            word = bisect_right(keys, begin) - 1
            last = word if end <= keys[word + 1] else bisect_right(keys, end - 1) - 1
            start = starts[word] + begins[tables[words[word]] + begin - keys[word]]
            stop = starts[last] + ends[tables[words[last]] + end - 1 - keys[last]]
            found.append(_new(Match, (start, stop)))
            at = end
        return united(found)

    def touches_ruby(self, span: Match) -> bool:
        """Whether the author gave the reading of some of a span."""
        return any(begin < span.end and span.start < end for begin, end in self._ruby)

    def packed(self) -> Packed:
        """All of it as plain values."""
        return self._packed


def readings_of(
    pieces: Sequence[PhonemePiece], starts: array[int], ruby: Sequence[Span]
) -> Readings:
    """The readings of a text.

    `pieces`: the words, those that repeat others in another reading behind the text; `starts`:
    the offset of each; `ruby`: whose readings the author gave.
    """
    table = {id(piece): piece for piece in pieces}
    numbers = dict(zip(table, range(len(table)), strict=True))
    different = table.values()
    tables = (
        [*accumulate([len(piece.key) for piece in pieces], initial=0)],
        starts,
        [numbers[id(piece)] for piece in pieces],
        [*accumulate([len(piece.key) for piece in different], initial=0)],
        [*chain.from_iterable([piece.starts for piece in different])],
        [*chain.from_iterable([piece.ends for piece in different])],
    )
    return Readings(
        (
            "".join([piece.key for piece in pieces]),
            b"".join([piece.marks for piece in pieces]),
            [*map(_short, tables)],
            [tuple(span) for span in ruby],
        )
    )


def _short(numbers: Sequence[int]) -> tuple[str, bytes]:
    """Numbers from 0 on in as few bytes as hold the greatest, and how many: a type code."""
    greatest = max(numbers, default=0)
    code = "B" if greatest < 1 << 8 else "H" if greatest < 1 << 16 else "I"
    return code, array(code, numbers).tobytes()


_new = tuple.__new__
