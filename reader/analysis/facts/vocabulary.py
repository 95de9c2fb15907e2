"""Words that are vocabulary, words that are names, and units.

data/facts.txt has what was written by hand: general words that a dictionary lacks, closed lists
(countries, ministries, units). data/names.bin has what SudachiDict knows (tools/make_names.py).
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "facts.txt"
_TABLE = _FILE.with_name("names.bin")
_LONGEST_PART = 14
"""Letters of the longest part of a compound that is looked up."""


@cache
def words(section: str) -> frozenset[str]:
    """A list that was written by hand.

    >>> "社" in words("units")
    True
    """
    found: list[str] = []
    inside = False
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            inside = line == f"[{section}]"
        elif inside and not line.startswith("#"):
            found += line.split()
    return frozenset(found)


@cache
def _table() -> dict[str, bytes]:
    """The dictionary's words, not taken apart: the lines of each section."""
    sections = zlib.decompress(_TABLE.read_bytes()).split(b"\n\n")
    return {name.decode(): lines for name, _, lines in (s.partition(b"\n") for s in sections)}


@cache
def _lines(section: str) -> dict[bytes, bytes]:
    """What the words of a section begin with (`KEY` characters) -> those words, with a space on
    either side."""
    return {
        key: found
        for key, _, found in (line.partition(b" ") for line in _table()[section].split(b"\n"))
    }


KEY = {"kanji-names": 2}
"""Characters by which the words of a section are kept together; 1 in the others."""


def begins(section: str, word: str) -> bytes:
    """The words of a section that begin as a word does; b"" where there are none."""
    return _lines(section).get(word[: KEY.get(section, 1)].encode(), b"")


def listed(section: str, word: str) -> bool:
    """Whether the dictionary has a word in a section of names.bin.

    >>> listed("katakana", "クラウド"), listed("latin-names", "クラウド")
    (True, False)
    """
    return b" " + word.encode() + b" " in begins(section, word)


@cache
def is_common(word: str) -> bool:
    """Whether a katakana run is made of common words only."""
    return all(len(part) < 2 or _is_compound(part) for part in word.split("・"))


def _is_compound(word: str) -> bool:
    ends = {0}
    for end in range(1, len(word) + 1):
        starts = range(max(0, end - _LONGEST_PART), end)
        if any(start in ends and _is_part(word[start:end]) for start in starts):
            ends.add(end)
    return len(word) in ends


def _is_part(word: str) -> bool:
    if word in words("katakana"):
        return True
    if len(word) < 3:
        return False
    return listed("katakana", word) or listed("katakana-either", word)


def is_known_katakana(word: str) -> bool:
    """Whether the dictionary has a katakana word as a name and as nothing else."""
    if word in words("katakana") or len(word) < 3:
        return False
    return listed("katakana-names", word) or listed("katakana-places", word)


_ENGLISH_ENDINGS = (
    "ed",
    "tion",
    "tions",
    "tional",
    "ment",
    "ments",
    "ness",
    "able",
    "ible",
    "ized",
    "izing",
    "ical",
    "ities",
    "ability",
    "ibility",
    "ure",
    "ance",
    "ence",
    "ism",
    "ive",
    "ous",
    "ful",
    "ship",
    "ing",
)
_ENDINGS = (
    "s",
    "es",
    "ed",
    "ing",
    "er",
    "or",
    "ers",
    "ment",
    "ly",
    "able",
    "al",
    "ion",
    "ations",
    "ation",
    "ness",
    "ity",
)


@cache
def is_english(word: str) -> bool:
    """Whether a word of Latin letters is an English one, whatever its case."""
    lower = word.lower()
    if listed("english", lower) or lower in words("english") or lower in words("term-heads"):
        return True
    if len(lower) > 6 and lower.endswith(_ENGLISH_ENDINGS):
        return True
    for ending in _ENDINGS:
        stem = lower.removesuffix(ending)
        if stem != lower and len(stem) > 2:
            doubled = stem[-1] == stem[-2]
            if any(
                listed("english", s) for s in (stem, stem + "e", stem[:-1] if doubled else stem)
            ):
                return True
    return False


@cache
def is_abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation that names nothing in particular: GPU, APIs, B2B."""
    if word in words("latin") or listed("abbreviations", word):
        return True
    plural = word.removesuffix("s")
    return plural != word and plural.isupper() and is_abbreviation(plural)


@cache
def is_known_latin(word: str) -> bool:
    """Whether the dictionary has a Latin word, written like this, as a name."""
    return listed("latin-names", word) and word not in words("latin")
