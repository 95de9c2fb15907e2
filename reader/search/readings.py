"""How a text is read, as one string of phonemes with a way back to the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from reader.document import Span
from reader.search.matches import Match, united
from reader.search.pieces import Piece

Packed = tuple[list[tuple[Any, ...]], bytes, bytes, list[tuple[int, ...]]]
"""Readings as they go from one process to another, by `marshal`."""


class Readings:
    """How some text is read; see `reader.search.reader`."""

    def __init__(self, pieces: Sequence[Piece], starts: array[int], ruby: Sequence[Span]) -> None:
        """`pieces`: the words, those that repeat others in another reading behind the text;
        `starts`: the offset of each; `ruby`: whose readings the author gave."""
        self._pieces, self._starts, self._ruby = pieces, starts, ruby
        self._key = "".join([piece.key for piece in pieces])
        self._marks = b"".join([piece.marks for piece in pieces])
        self._keys = array("q", accumulate([len(piece.key) for piece in pieces], initial=0))

    def find(self, pattern: re.Pattern[str]) -> list[Match]:
        """Where the text is read so, ascending; matches start where a word does, or anywhere in
        katakana, and take in all kanji whose reading they share."""
        found: list[Match] = []
        at = 0
        key, marks, keys, starts, pieces = (
            self._key, self._marks, self._keys, self._starts, self._pieces
        )  # fmt: skip
        search = pattern.search
        # One letter has thousands of hits: no call and no attribute more than there must be.
        while match := search(key, at):
            begin, end = match.span()
            if not marks[begin] or end == begin:
                at = begin + 1
                continue
            word = bisect_right(keys, begin) - 1
            last = (
                word
                if end <= keys[word] + len(pieces[word].key)
                else bisect_right(keys, end - 1) - 1
            )
            start = starts[word] + pieces[word].starts[begin - keys[word]]
            stop = starts[last] + pieces[last].ends[end - 1 - keys[last]]
            found.append(_new(Match, (start, stop)))
            at = end
        return united(found)

    def touches_ruby(self, span: Match) -> bool:
        """Whether the author gave the reading of some of a span."""
        return any(begin < span.end and span.start < end for begin, end in self._ruby)

    def packed(self) -> Packed:
        """All of it as plain values."""
        table = {id(piece): piece for piece in self._pieces}
        numbers = {one: number for number, one in enumerate(table)}
        words = array("L", [numbers[id(piece)] for piece in self._pieces])
        return (
            [tuple(piece) for piece in table.values()],
            words.tobytes(),
            self._starts.tobytes(),
            [tuple(span) for span in self._ruby],
        )

    @classmethod
    def unpacked(cls, packed: Packed) -> Readings:
        """What `packed` gave."""
        table, words, starts, ruby = packed
        pieces = [Piece(*one) for one in table]
        numbers = array("L", words)
        return cls(
            [pieces[number] for number in numbers],
            array("q", starts),
            [Span(*span) for span in ruby],
        )


_new = tuple.__new__
