"""Readings that an analyser does not give, or gives wrongly; the table is alternates.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.search.sound.analysers import Token
from reader.search.sound.phonemes import hiragana, katakana

_MOST_WORDS = 3
"""Words at most into which an analyser cuts one of the table."""


class AlternateRow(NamedTuple):
    """What the table says of a word; readings are in hiragana."""

    readings: tuple[str, ...]
    beside: tuple[str, ...]
    """Readings of a single kanji next to another word of a single kanji."""
    only: bool
    """Whether nothing else is ever meant."""


def _load() -> dict[str, AlternateRow]:
    table = {}
    text = Path(__file__).with_name("alternates.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, *cells = line.split()
            only = cells[0] == "="
            plus = cells.index("+") if "+" in cells else len(cells)
            table[word] = AlternateRow(tuple(cells[only:plus]), tuple(cells[plus + 1 :]), only)
    return table


_TABLE = _load()
"""Word (or what stands before it, |, and the word) -> what the table says of it."""
_STARTS = [(word.rpartition("|")[2][0], row.only) for word, row in _TABLE.items()]
_ANY_FIRST = frozenset(first for first, _ in _STARTS)
_FIRST = frozenset(first for first, only in _STARTS if only)
"""What the words of the table begin with, and those of them that are corrected."""


def read_also(word: str) -> tuple[str, ...]:
    """What the table says of a word of more than one character, in katakana."""
    row = _TABLE.get(word) if len(word) > 1 else None
    return tuple(map(katakana, row.readings)) if row else ()


def corrected(text: str, words: Sequence[Token]) -> Sequence[Token]:
    """The words of a text, with the table's readings for those that are never read otherwise,
    which an analyser may have cut in several."""
    if _FIRST.isdisjoint(text):
        return words
    found: list[Token] = []
    at = 0
    while at < len(words):
        step, word = 1, words[at]
        if text[word.start] in _FIRST:
            step, word = _correction(text, words, at)
        found.append(word)
        at += step
    return found


def _correction(text: str, words: Sequence[Token], at: int) -> tuple[int, Token]:
    """The number of words from `at` on that form a corrected word of the table, and that word."""
    start = words[at].start
    for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        end = words[at + count - 1].end
        row = _row(text, start, end)
        if row and row.only:
            return count, Token(start, end, katakana(row.readings[0]), sure=True)
    return 1, words[at]


def _row(text: str, start: int, end: int) -> AlternateRow | None:
    word = text[start:end]
    before = text[start - 1 : start]
    return _TABLE.get(f"{before}|{word}") or _TABLE.get(word)


def alternates(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, Token]]:
    """(first, last excluded, what else the words from first to last may be)."""
    for at, word in enumerate(words):
        if text[word.start] not in _ANY_FIRST:
            continue
        for last in (at + 1, at + 2):
            end = words[last - 1].end if last <= len(words) else word.start
            row = _row(text, word.start, end)
            if row is None or (word.sure and not row.only):
                continue
            others = row.readings
            if end - word.start == 1 and not _stands_alone(text, word):
                others = row.beside if _in_pair(text, words, at) else ()
            own = hiragana(word.reading) if last == at + 1 else ""
            for other in others:
                if other != own:
                    yield at, last, Token(word.start, end, other)


def _stands_alone(text: str, word: Token) -> bool:
    """Whether a word of one kanji has no kanji, katakana or number beside it: 力 is りょく in
    競争力."""
    beside = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    return not any(character.isalnum() and not "ぁ" <= character <= "ゖ" for character in beside)


def _in_pair(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether a word of one kanji follows or precedes another: 液 and 冷 are most likely one word
    that the analyser does not know."""
    start, end = words[at].start, words[at].end
    return end - start == 1 and any(
        word.end - word.start == 1
        and (word.end == start or word.start == end)
        and "一" <= text[word.start] <= "鿿"
        for word in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    )
