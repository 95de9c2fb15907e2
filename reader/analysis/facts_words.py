"""Words that are vocabulary, not names, and units; the lists are in data/facts.txt.

The katakana list is of parts: a compound all of whose parts are here (クラウドサービス) is no name
either. It holds what many unrelated texts use; names of countries and firms are left out of it.
data/katakana.txt adds what a dictionary has as common nouns (tools/make_katakana.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "facts.txt"
_COMMON = _FILE.with_name("katakana.txt")


@cache
def _lists() -> dict[str, list[str]]:
    """The word lists of the data file by name."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for word in _lines(_FILE):
        if word.startswith("["):
            words = found.setdefault(word.strip("[]"), [])
        else:
            words.append(word)
    return found


def _lines(path: Path) -> Iterator[str]:
    """The words of a file; a line that begins with # says something about them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


@cache
def katakana() -> frozenset[str]:
    """The parts of common katakana words."""
    return frozenset(_lists()["katakana"]) | frozenset(_lines(_COMMON))


@cache
def latin() -> frozenset[str]:
    """Abbreviations and words in Latin letters that name nothing in particular."""
    return frozenset(_lists()["latin"])


def units() -> list[str]:
    """What may follow a numeral."""
    return _lists()["units"]


def is_common(word: str) -> bool:
    """Whether a katakana run is made of common words only."""
    known = katakana()
    for part in word.split("・"):
        ends = {0}
        for end in range(2, len(part) + 1):
            starts = range(max(0, end - 12), end)
            if any(start in ends and part[start:end] in known for start in starts):
                ends.add(end)
        if len(part) not in ends:
            return False
    return True
