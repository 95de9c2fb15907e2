"""Looking for a word by its sound."""

from __future__ import annotations

import re

from reader.search.chunks import Chunk
from reader.search.matches import Match
from reader.search.sound.phonemes import is_kana, phonemes
from reader.search.sound.romaji import is_romaji, pattern

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOSE_FROM = 4
"""Letters that a query needs before its vowels may be of any length."""


class Sound:
    """A word to look for by its sound, in offsets into a batch."""

    def __init__(self, sound: re.Pattern[str], *, ruby_only: bool = False) -> None:
        self._sound = sound
        self._ruby_only = ruby_only

    def find(self, chunk: Chunk) -> list[Match]:
        """Where the batch is read so; nothing while it is not read yet."""
        if chunk.readings is None:
            return []
        found = chunk.readings.find(self._sound)
        if self._ruby_only:
            return [span for span in found if chunk.readings.touches_ruby(span)]
        return found


def narrow(word: str) -> str:
    """The word with ASCII for full-width letters."""
    return word.translate(_NARROW)


def has_sound(word: str) -> bool:
    """Whether a word may be meant by its sound."""
    return is_romaji(word) or is_kana(word)


def sound_of(word: str) -> Sound | None:
    """How to look for a word by its sound; None where it is only meant as it is written.

    Romaji is looked for in all readings, kana in those that the author gave.
    """
    if is_romaji(word):
        return _sound(pattern(word))
    if is_kana(word):
        return _sound(re.escape(phonemes(word)), ruby_only=True)
    return None


def loose_sound_of(word: str) -> Sound | None:
    """The same where nothing else was found: vowels of any length, kana in all readings."""
    if is_romaji(word) and len(word) >= _LOOSE_FROM:
        return _sound(pattern(word, loose=True))
    return _sound(re.escape(phonemes(word))) if is_kana(word) else None


def _sound(source: str, *, ruby_only: bool = False) -> Sound | None:
    return Sound(re.compile(source), ruby_only=ruby_only) if source else None
