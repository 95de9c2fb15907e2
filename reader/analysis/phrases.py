"""Cutting a Japanese clause to a length without cutting a word (文節 by BudouX)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from reader.phrases import phrases

_FILE = Path(__file__).with_name("data") / "labels.txt"
_NOUN_END = re.compile(r"[々一-鿿㐀-䶿ァ-ヺーA-Za-z0-9Ａ-Ｚａ-ｚ０-９」』）)%％]$")
_PARTICLES = re.compile(
    r"(?:については|について|においては|において|における|にとっては|にとって|としては|として|に関する|"
    r"に対する|に対して|によって|による|によると|とともに|からの|への|との|では|には|とは|にも|でも|"
    r"からも|から|まで|より|など|だけ|ほど|は|が|を|の|も|と|に|で|へ|や|か)$"
)
_OPEN = re.compile(_PARTICLES.pattern + r"|(?<!だっ)て$|(?:ながら|けど|けれど|ので|のに)$")
"""The end of a clause that another one must follow."""
_KANJI = re.compile(r"[々一-鿿㐀-䶿]{2}")
_CLOSES = frozenset("、，,はがをのもとにでへやかてるりらどけ")
"""Last characters of what a lead can be cut before: of a particle, or a comma."""
_LONGEST_PARTICLE = 6
"""Of the table above, a comma included."""
_WEAK = re.compile(r"(?:に|で|では|には|にも|でも|と)$")
_AFTER = re.compile(r"[、,，。！!？?…・\s]+|(?=[「『A-Za-zァ-ヺ一-鿿])")
"""What follows a connective that stands apart."""
SHORTEST = 5
"""Characters of a lead at least."""


@cache
def words(name: str) -> frozenset[str]:
    """A list of data/labels.txt."""
    text = _FILE.read_text("utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return frozenset(rows[name].split())


def without_connective(sentence: str) -> str:
    """A sentence without the connectives and interjections that it opens with."""
    bare = sentence.strip()
    for _ in range(4):
        rest = bare[_connective(bare) :]
        if rest == bare or len(rest) < SHORTEST:
            break
        bare = rest
    return bare


def _connective(text: str) -> int:
    """How many characters the connective takes that a text opens with, what parts it included."""
    table, abrupt = words("connectives"), words("abrupt")
    for length in range(_longest_connective(), 0, -1):
        if text[:length] in table and (match := _AFTER.match(text, length)):
            if match.end() == length and _KANJI.match(text, length - 1):
                continue  # the first half of a compound
            return match.end()
    for length in range(2, 6):
        if text[:length] in abrupt:
            return length
    return 0


@cache
def _longest_connective() -> int:
    return max(map(len, words("connectives")))


@lru_cache(maxsize=64)
def cut(sentence: str, longest: int) -> str:
    """The beginning of a sentence, at most `longest` characters, ending with a noun or whole.

    "" where there is no such beginning.
    """
    bare = without_connective(sentence).rstrip("。．！？!?…、， 　")
    if _connective(bare):
        return ""  # nothing but that and a word
    if len(bare) <= longest and _balanced(bare) and not _OPEN.search(bare):
        return bare
    spare = ""
    for end in map(noun_end, _wholes(bare, longest + _LONGEST_PARTICLE)):
        if SHORTEST <= len(end) <= longest and _balanced(end):
            if "、" not in end[-SHORTEST:]:
                return end
            spare = spare or end
    return spare


def _wholes(text: str, most: int) -> Iterator[str]:
    """The beginnings of a text that end with a phrase, the longest of so many characters first.

    Where no particle and no comma stands no lead can end, so the model is not asked there.
    """
    ends = phrases().ends
    for at in range(min(len(text), most), SHORTEST, -1):
        if text[at - 1] in _CLOSES and (at == len(text) or ends(text, at)):
            yield text[:at]


def noun_end(taken: str) -> str:
    """A run of whole phrases without its last particle, where a noun is before it, else ""."""
    bare = taken.rstrip("、，,")
    if bare != taken and _NOUN_END.search(bare):
        return bare
    match = _PARTICLES.search(bare)
    if match is None:
        return ""
    noun = bare[: match.start()]
    if not _NOUN_END.search(noun) or noun.endswith("的"):
        return ""
    last = re.search(r"(?:[々一-鿿㐀-䶿]+|[ァ-ヺー]+|[A-Za-z0-9.+-]+|[」』）)])$", noun)
    tail = last.group() if last else ""
    if len(tail) < 2 and not re.search(r"[」』）)]$", tail):
        return ""
    if _WEAK.search(match.group()) and tail in words("adverbs"):
        return ""
    return "" if tail in words("generic") and len(tail) < 2 else noun


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("「」", "『』", "（）", "()", "【】"))
