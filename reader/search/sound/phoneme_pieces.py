"""The phonemes of single words, each with its way back to the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from reader.search.sound.phonemes import hiragana, is_kana, morae

_LATIN = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KANA_RUNS = re.compile(r"[ぁ-ゖァ-ヺー]+|[^ぁ-ゖァ-ヺー]+")
_SPOKEN = {("ha", "ワ"): "W", ("he", "エ"): "E"}
"""Sounds that are written otherwise than they are said."""
_NO_START = frozenset("LQNx/")


class PhonemePiece(NamedTuple):
    """A word's phonemes. Tables have one entry a phoneme, offsets from the word's start."""

    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: bytes
    """1 where a match may start."""


@lru_cache(maxsize=20_000)
def piece_of(surface: str, reading: str, spoken: str) -> PhonemePiece:
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


def _joined(parts: Iterable[tuple[str, int, int, bool]]) -> PhonemePiece:
    keys, starts, ends, marks = [], [], [], bytearray()
    for key, start, end, mark in parts:
        keys.append(key)
        starts += [start] * len(key)
        ends += [end] * len(key)
        marks += bytes([mark]) + bytes(len(key) - 1)
    return PhonemePiece("".join(keys), tuple(starts), tuple(ends), bytes(marks))


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


END = PhonemePiece("/", (0,), (0,), b"\0")
"""Stands where no match may run over."""
