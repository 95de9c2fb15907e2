"""Kana as a string of phonemes: what texts and queries are compared by.

The letters are those of Kunrei-shiki (し si, ち ti, つ tu, じ and ぢ zi), one spelling for one
sound, small letters only. Capitals stand for what has no spelling of its own:

    N ん    Q っ    L ー    O を    W は and E へ where they are particles
    /       what has no reading: a match never runs over it

A small kana that makes no contracted sound (ファ, ティ) is x and its vowel: huxa, texi.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だ〇〇でど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "x": "ぁぃぅぇぉ",
}
_OTHERS = {
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "O", "ん": "N",
    "っ": "Q", "ー": "L", "ぢ": "zi", "づ": "zu", "ゔ": "vu", "ゎ": "xwa", "ゕ": "ka", "ゖ": "ke",
    "ゃ": "xya", "ゅ": "xyu", "ょ": "xyo",
}  # fmt: skip
_KANA = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != "〇"
} | _OTHERS
_CONTRACTED = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_KATAKANA = {hiragana: katakana for katakana, hiragana in _HIRAGANA.items()}
_ALL_KANA = re.compile(
    "[" + "".join([*_KANA, *(chr(a) for a, b in _HIRAGANA.items() if chr(b) in _KANA)]) + "]+"
)


class Mora(NamedTuple):
    """One sound and the kana that write it."""

    key: str
    start: int
    end: int
    """Offsets into the kana."""


@lru_cache(maxsize=1 << 14)
def hiragana(text: str) -> str:
    """The text with hiragana for katakana."""
    return text.translate(_HIRAGANA)


def katakana(text: str) -> str:
    """The text with katakana for hiragana."""
    return text.translate(_KATAKANA)


@lru_cache(maxsize=1 << 15)
def is_kana(text: str) -> bool:
    """Whether all characters are hiragana, katakana or ー, and there is one."""
    return _ALL_KANA.fullmatch(text) is not None


@cache
def morae(kana: str) -> tuple[Mora, ...]:
    """The sounds of hiragana or katakana; a character that is no kana is "/"."""
    found: list[Mora] = []
    text = hiragana(kana)
    for at, character in enumerate(text):
        glide = _CONTRACTED.get(character)
        before = found[-1] if found else None
        if glide and before and before.key[-1] == "i" and before.key[0] in "kstnhmrgzbp":
            found[-1] = Mora(before.key[:-1] + glide, before.start, at + 1)
        else:
            found.append(Mora(_KANA.get(character, "/"), at, at + 1))
    return tuple(found)


def phonemes(kana: str) -> str:
    """The sounds of kana as one string."""
    return "".join(mora.key for mora in morae(kana))
