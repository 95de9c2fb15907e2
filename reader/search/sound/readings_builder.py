"""Reading a text, block by block."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from reader.document import Mark, MarkKind, Span
from reader.search.sound.alternates import alternates
from reader.search.sound.analysers import Analyser, Token
from reader.search.sound.doubts import Doubt, doubter_of
from reader.search.sound.phoneme_pieces import END, PhonemePiece, piece_of
from reader.search.sound.phonemes import is_kana
from reader.search.sound.readings import Readings, readings_of
from reader.search.sound.words import otherwise, parts_of, words_of

_BEFORE, _AFTER = 2, 4
"""Words repeated around another reading of a word, so that phrases with it are found."""
_SENTENCE_ENDS = re.compile(r"[。！？][」』）]*|\n")


class _Words(NamedTuple):
    """Some words of a sentence."""

    pieces: tuple[PhonemePiece, ...]
    starts: tuple[int, ...]
    """Offset of each from the start of the sentence."""


class _Sentences:
    """The words of sentences, which are remembered: posts say the same again and again.

    No match reaches over the end of a sentence, so each is read by itself.
    """

    MOST = 1 << 14

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._doubter = doubter_of(analyser)
        self._known: dict[str, tuple[_Words, ...]] = {}

    def __call__(self, text: str, ruby: Sequence[tuple[int, int, str]] = ()) -> tuple[_Words, ...]:
        """The words of a text, then what some of them may be instead, with those around them."""
        if ruby:
            return (*self._read(text, ruby),)
        if (known := self._known.get(text)) is None:
            if len(self._known) >= self.MOST:
                self._known.clear()
            known = self._known[text] = (*self._read(text, ()),)
        return known

    def _read(self, text: str, ruby: Sequence[tuple[int, int, str]]) -> Iterator[_Words]:
        words = words_of(text, self._analyser, ruby)
        placed = self._placed(text, words)
        pieces, starts = placed
        yield _Words(tuple(pieces), tuple(starts))
        listed = (Doubt(first, last, (word,)) for first, last, word in alternates(text, words))
        voiced = otherwise(text, words, self._analyser)
        for first, last, meant in (*listed, *voiced, *self._doubter(text, words)):
            others = [part for word in meant for part in parts_of(text, word, self._analyser)]
            instead = self._placed(text, others)
            before, after = slice(max(0, first - _BEFORE), first), slice(last, last + _AFTER)
            yield _Words(
                (*pieces[before], *instead[0], *pieces[after]),
                (*starts[before], *instead[1], *starts[after]),
            )

    @staticmethod
    def _placed(text: str, words: Sequence[Token]) -> tuple[list[PhonemePiece], list[int]]:
        pieces = [
            piece_of(text[start:end], reading, spoken) for start, end, reading, spoken, *_ in words
        ]
        return pieces, [word[0] for word in words]


@cache
def _sentences_of(analyser: Analyser) -> _Sentences:
    """The shared sentence cache of an analyser."""
    return _Sentences(analyser)


class ReadingsBuilder:
    """Builds the readings of a chunk: `add` each block, then `seal`."""

    def __init__(self, analyser: Analyser) -> None:
        self._sentences = _sentences_of(analyser)
        self._pieces: list[PhonemePiece] = []
        self._starts = array("I")
        self._others: list[tuple[int, _Words]] = []
        self._ruby: list[Span] = []

    def add(self, text: str, start: int, ruby: Sequence[tuple[int, int, str]] = ()) -> None:
        """Reads one block that begins at offset `start`; `ruby` are (start, end, reading) in
        offsets into the block."""
        if ruby:
            self._ruby += [Span(start + begin, start + end) for begin, end, _ in ruby]
            self._add(self._sentences(text, ruby), start)
        else:
            ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)]
            for begin, end in pairwise((0, *ends, len(text))):
                if begin < end:
                    self._add(self._sentences(text[begin:end]), start + begin)
        self._end()

    def seal(self) -> Readings:
        """What was added, ready to be searched; nothing may be added any more."""
        for start, words in self._others:
            self._append(start, words)
            self._end()
        self._others.clear()
        return readings_of(self._pieces, self._starts, self._ruby)

    def _add(self, read: Sequence[_Words], start: int) -> None:
        self._append(start, read[0])
        if len(read) > 1:
            self._others += [(start, words) for words in read[1:]]

    def _append(self, start: int, words: _Words) -> None:
        self._starts.extend([start + at for at in words.starts])
        self._pieces += words.pieces

    def _end(self) -> None:
        """What is added next does not follow what was."""
        self._starts.append(self._starts[-1] if self._starts else 0)
        self._pieces.append(END)


def ruby_of(marks: Iterable[Mark]) -> list[tuple[int, int, str]]:
    """The ruby among a block's marks, for `Readings.add`."""
    return [
        (mark.start, mark.end, mark.value)
        for mark in marks
        if mark.kind == MarkKind.RUBY and is_kana(mark.value)
    ]
