"""Reading a text, block by block."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from reader.document import Mark, MarkKind, Span
from reader.search.alternates import alternates
from reader.search.analysers import Analyser, Token
from reader.search.doubts import Doubt, doubter_of
from reader.search.phonemes import is_kana
from reader.search.pieces import END, Piece, piece_of
from reader.search.readings import Readings
from reader.search.words import parts_of, words_of

_BEFORE, _AFTER = 2, 4
"""Words repeated around another reading of a word, so that phrases with it are found."""


class ReadingsBuilder:
    """Grows by `add`; `seal` ends it."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._doubter = doubter_of(analyser)
        self._pieces: list[Piece] = []
        self._starts = array("q")
        self._others: list[list[tuple[int, Piece]]] = []
        self._ruby: list[Span] = []

    def add(self, text: str, start: int, ruby: Sequence[tuple[int, int, str]] = ()) -> None:
        """Reads one block that begins at offset `start`; `ruby` are (start, end, reading) in
        offsets into the block."""
        words = words_of(text, self._analyser, ruby)
        if ruby:
            self._ruby += [Span(start + begin, start + end) for begin, end, _ in ruby]
        placed = self._placed(text, start, words)
        listed = (Doubt(first, last, (word,)) for first, last, word in alternates(text, words))
        for doubt in (*listed, *self._doubter(text, words)):
            others = [part for word in doubt.words for part in parts_of(text, word, self._analyser)]
            before = placed[max(0, doubt.first - _BEFORE) : doubt.first]
            after = placed[doubt.last : doubt.last + _AFTER]
            self._others.append([*before, *self._placed(text, start, others), *after])
        self._append(placed)

    @staticmethod
    def _placed(text: str, start: int, words: Iterable[Token]) -> list[tuple[int, Piece]]:
        return [
            (start + word.start, piece_of(text[word.start : word.end], word.reading, word.spoken))
            for word in words
        ]

    def seal(self) -> Readings:
        """What was added, ready to be searched; nothing may be added any more."""
        for words in self._others:
            self._append(words)
        self._others.clear()
        return Readings(self._pieces, self._starts, self._ruby)

    def _append(self, placed: Iterable[tuple[int, Piece]]) -> None:
        for start, piece in placed:
            self._starts.append(start)
            self._pieces.append(piece)
        self._starts.append(self._starts[-1] if self._starts else 0)
        self._pieces.append(END)


def ruby_of(marks: Iterable[Mark]) -> list[tuple[int, int, str]]:
    """The ruby among a block's marks, for `Readings.add`."""
    return [
        (mark.start, mark.end, mark.value)
        for mark in marks
        if mark.kind == MarkKind.RUBY and is_kana(mark.value)
    ]
