"""How a text is read, as one string of phonemes with a way back to the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.document import Mark, MarkKind, Span
from reader.search.alternates import alternates
from reader.search.analysers import Analyser, Token
from reader.search.doubts import Doubt, doubter_of
from reader.search.matches import Match, united
from reader.search.phonemes import hiragana, is_kana, morae
from reader.search.words import parts_of, words_of

_BEFORE, _AFTER = 2, 4
"""Words repeated around another reading of a word, so that phrases with it are found."""
_LATIN = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KANA_RUNS = re.compile(r"[ぁ-ゖァ-ヺー]+|[^ぁ-ゖァ-ヺー]+")
_SPOKEN = {("ha", "ワ"): "W", ("he", "エ"): "E"}
"""Sounds that are written otherwise than they are said."""
_NO_START = frozenset("LQNx/")


class Piece(NamedTuple):
    """A word's phonemes. Tables have one entry a phoneme, offsets from the word's start."""

    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: bytes
    """1 where a match may start."""


@lru_cache(maxsize=20_000)
def _piece(surface: str, reading: str, spoken: str) -> Piece:
    """The phonemes of one word."""
    parts: list[tuple[str, int, int, bool]] = []
    if _LATIN.fullmatch(surface):
        narrow = surface.translate(_NARROW).lower()
        parts = [(c, at, at + 1, at == 0) for at, c in enumerate(narrow)]
    elif is_kana(surface):
        katakana = all("ァ" <= c <= "ー" for c in surface)
        for mora in morae(surface):
            start = not parts or (katakana and mora.key[0] not in _NO_START)
            parts.append(
                (_said(mora.key, mora.start, surface, spoken), mora.start, mora.end, start)
            )
    elif reading and is_kana(reading):
        for begin, end, kana, said in _aligned(surface, reading, spoken):
            whole = not is_kana(surface[begin:end])
            for mora in morae(kana):
                span = (begin, end) if whole else (begin + mora.start, begin + mora.end)
                key = _said(mora.key, mora.start, kana, said)
                begins = mora.start == 0 and (whole or surface[begin] >= "ァ")
                parts.append((key, *span, not parts or begins))
    else:
        parts = [("/", 0, len(surface), False)]
    return _joined(parts)


def _joined(parts: Iterable[tuple[str, int, int, bool]]) -> Piece:
    keys, starts, ends, marks = [], [], [], bytearray()
    for key, start, end, mark in parts:
        keys.append(key)
        starts += [start] * len(key)
        ends += [end] * len(key)
        marks += bytes([mark]) + bytes(len(key) - 1)
    return Piece("".join(keys), tuple(starts), tuple(ends), bytes(marks))


def _said(key: str, at: int, kana: str, spoken: str) -> str:
    """The key of a mora, or that of a particle where it is said otherwise than written."""
    if len(spoken) != len(kana) or key not in ("ha", "he"):
        return key
    return _SPOKEN.get((key, spoken[at]), key)


def _aligned(surface: str, reading: str, spoken: str) -> list[tuple[int, int, str, str]]:
    """Which part of a word (start, end) has which part of the reading: 見分ける is 見分 みわ and
    ける. The whole, where they do not agree."""
    runs = _KANA_RUNS.findall(surface)
    if len(runs) > 1:
        pattern = "".join(f"({hiragana(r)})" if is_kana(r) else "(.+?)" for r in runs)
        if match := re.fullmatch(pattern, hiragana(reading)):
            found = []
            begin = 0
            for number, run in enumerate(runs, 1):
                part = slice(match.start(number), match.end(number))
                found.append((begin, begin + len(run), reading[part], spoken[part]))
                begin += len(run)
            return found
    return [(0, len(surface), reading, spoken)]


class Readings:
    """How some text is read. Grows by `add`; ready to be searched after `seal`."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._doubter = doubter_of(analyser)
        self._pieces: list[Piece] = []
        self._starts = array("q")
        self._others: list[list[tuple[int, Piece]]] = []
        self._ruby: list[Span] = []
        self._keys = array("q")
        self.key = ""
        """All phonemes."""
        self._marks = b""

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
            (start + word.start, _piece(text[word.start : word.end], word.reading, word.spoken))
            for word in words
        ]

    def seal(self) -> None:
        """Makes what was added searchable."""
        for words in self._others:
            self._append(words)
        self._others.clear()
        self.key = "".join([piece.key for piece in self._pieces])
        self._marks = b"".join([piece.marks for piece in self._pieces])
        at = 0
        for piece in self._pieces:
            self._keys.append(at)
            at += len(piece.key)

    def _append(self, placed: Iterable[tuple[int, Piece]]) -> None:
        for start, piece in placed:
            self._starts.append(start)
            self._pieces.append(piece)
        self._starts.append(self._starts[-1] if self._starts else 0)
        self._pieces.append(_END)

    def find(self, pattern: re.Pattern[str]) -> list[Match]:
        """Where the text is read so, ascending; matches start where a word does, or anywhere in
        katakana, and take in all kanji whose reading they share."""
        found: list[Match] = []
        at = 0
        key, marks, keys, starts, pieces = (
            self.key, self._marks, self._keys, self._starts, self._pieces
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


_new = tuple.__new__
_END = Piece("/", (0,), (0,), b"\0")


def ruby_of(marks: Iterable[Mark]) -> list[tuple[int, int, str]]:
    """The ruby among a block's marks, for `Readings.add`."""
    return [
        (mark.start, mark.end, mark.value)
        for mark in marks
        if mark.kind == MarkKind.RUBY and is_kana(mark.value)
    ]
