"""Words that Japanese clauses open and close with, and where its phrases (文節) end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reader.phrases import phrases

_FILE = Path(__file__).parents[1] / "data" / "labels.txt"
_SPACE = frozenset("、,，。！!？?…・〜～ 　\t\n")
"""What parts a connective from its clause."""
_OPEN = (
    "ながら",
    "けど",
    "けれど",
    "ので",
    "のに",
    "って",
    "という",
    "たり",
    "つつ",
    "し",
    "て",
    "な",
)
"""The end of a clause that another one must follow, particles aside."""
_LAST = (
    "からね",
    "ネ",
    "ヨ",
    "なあ",
    "なぁ",
    "ねえ",
    "ねぇ",
    "かな",
    "かい",
    "よね",
    "よな",
    "ね",
    "よ",
    "わ",
    "ぞ",
    "さ",
)
"""What a sentence may end with and a title should not; longest first."""
_LONGEST_PARTICLE = 6
"""Characters."""
_AFTER_VERB = frozenset("すただいんうる")
"""Last characters of a predicate that one of those may follow."""
_CLOSES = frozenset("、，,はがをのもにとでへやかてるりらどけたいうすつくむぶぐぬなばよね")
"""Last characters of a phrase that something may follow."""
_MAY_CONTINUE = frozenset("はもとがをにのでたるりてぐやいう")
"""What goes on with a word that begins like また, ただ, では, なお."""
SHORTEST = 5
"""Characters of a lead at least."""


@cache
def words(name: str) -> frozenset[str]:
    """A list of data/labels.txt."""
    text = _FILE.read_text("utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return frozenset(rows[name].split())


def is_content(char: str) -> bool:
    """Whether a character is one that content words are written with: a letter but no hiragana."""
    return char.isalnum() and not "ぁ" <= char <= "ゟ"


def _is_kanji(char: str) -> bool:
    return "㐀" <= char <= "鿿" or char in "々〇"


def without_connective(sentence: str) -> str:
    """A sentence without the connectives and interjections that it opens with."""
    bare = sentence.strip()
    for _ in range(4):
        rest = bare[connective(bare) :]
        if rest == bare or len(rest) < SHORTEST:
            break
        bare = rest
    return bare


def connective(text: str) -> int:
    """How many characters the connective takes that a text opens with, what parts it included.

    Where hiragana follow without a comma it is one only if a phrase ends there: そこでこの but not
    そこでは.
    """
    table, abrupt, paused = words("connectives"), words("abrupt"), words("paused")
    for length in range(min(_longest_connective(), len(text)), 0, -1):
        if text[:length] not in table:
            continue
        end = length
        while end < len(text) and text[end] in _SPACE:
            end += 1
        if end > length or (text[:length] not in paused and _parts(text, length)):
            return end
    for length in range(5, 1, -1):
        if text[:length] in abrupt and text[length : length + 1] != "て":
            return length
    return 0


def _parts(text: str, at: int) -> bool:
    """Whether a new word begins at a place right after a connective."""
    if at >= len(text):
        return False
    after = text[at]
    if _is_kanji(text[at - 1]) and _is_kanji(after):
        # 実際問題 is a compound; 一方考える and 又世間 are not.
        return at == 1 or ("ぁ" <= text[at + 1 : at + 2] <= "ゟ" and phrases().ends(text, at))
    if after in "「『（" or is_content(after) or text.startswith(tuple(words("points")), at):
        return True
    if connective(text[at:]):
        return True
    # BudouX parts また and たく in またたく間に: what is so short may be the start of another word.
    return (at > 2 or after not in _MAY_CONTINUE) and phrases().ends(text, at)


@cache
def _longest_connective() -> int:
    return max(map(len, words("connectives")))


def particle(text: str) -> str:
    """The particle, or chain of particles, that a text ends with, the longest; else ""."""
    known = words("particles")
    for length in range(_LONGEST_PARTICLE, 0, -1):
        if text[-length:] in known:
            return text[-length:]
    return ""


def finished(clause: str) -> str:
    """A whole clause as a title may end, else "": nothing must follow it."""
    bare = clause
    for word in _LAST:
        if bare.endswith(word) and bare[-len(word) - 1 : -len(word)] in _AFTER_VERB:
            bare = bare[: -len(word)]
            break
    if bare.endswith(_OPEN) or particle(bare):
        return ""
    return bare


def phrase_ends(text: str, most: int) -> Iterator[int]:
    """Where a phrase ends that something may follow, within so many characters, ascending."""
    ends = phrases().ends
    for at in range(1, min(len(text) - 1, most) + 1):
        if text[at - 1] in _CLOSES and text[at] not in _SPACE and ends(text, at):
            yield at
