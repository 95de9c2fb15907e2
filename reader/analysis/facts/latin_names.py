"""Names in Latin letters: which runs of words may be one, and how sure that is.

A word is strong where nothing but a name is written like it: a capital inside (OpenAI), letters
with digits (GPT-4o), a capitalised word that is not English (Salesforce), a name of the dictionary.
Roles, general abbreviations and formats at the ends of a run do not belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from reader.analysis.facts.characters import is_kanji
from reader.analysis.facts.vocabulary import is_abbreviation, is_english, is_known_latin, words
from reader.patterns import pattern


class LatinSort(Enum):
    """What a run of Latin letters is by its looks."""

    SURE = "sure"
    """It has a strong word."""
    CAPITALS = "capitals"
    """Capitals that no dictionary has: KDDI, but RAG too."""
    PHRASE = "phrase"
    """English words with capitals: Blue Yonder."""
    TERM = "term"
    """English words that end as terms do: Reinforcement Learning."""
    WORD = "word"
    """One English word with a capital: Flux."""
    ABBREVIATION = "abbreviation"
    """Capitals that the dictionary has as a common noun: GCP, PDCA."""
    MARKED = "marked"
    """Small letters with a digit or an underscore: o3, y_uuki."""
    HANDLE = "handle"
    """Small letters: matsumotory, fine-tuning."""


class LatinRun(NamedTuple):
    """A run of words in a text."""

    name: str
    start: int
    end: int
    sort: LatinSort


_WORD = (
    r"(?:[A-Z]/[A-Z](?![A-Za-z])|(?:[A-Z]\.){2,}(?![A-Za-z])"
    r"|[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ0-9_]*(?:[.&’\-+!][A-Za-z0-9_]+)*\+*)"
)
_VERSION = (
    r"(?:v?[0-9]+|v?[0-2]?[0-9](?:\.[0-9]+)+)[A-Za-z]{0,2}"
    r"(?!,[0-9]|[0-9A-Za-z.%％千万億兆年月日倍社人件個枚時分秒円ドル])"
)
_RUN = pattern(rf"(?<![A-Za-z0-9_.]){_WORD}(?: (?:& (?=[A-Z]))?(?:{_WORD}|{_VERSION}))*")
_INITIALS = pattern(r"(?:[A-Z]\.)+")
_AMOUNT = pattern(r"(?:,[0-9]{3})*(?:\.[0-9]+)?[百千]?(?:[京兆億万%％]|円|ドル)")
"""What shows that the digits before it are an amount: GDP5000億."""
_IS_VERSION = pattern(r"v?[0-9]")
_LINKS = frozenset({"of", "and", "for", "by", "the", "in", "to", "de", "on"})
_SMALL = _LINKS | {"a", "an", "as", "is", "at", "or", "with", "from"}
_LEGAL = frozenset({"Inc", "Ltd", "Corp", "LLC", "Co", "Limited", "plc", "GmbH", "AG"})
_VERSIONED = pattern(r"[A-Z]{2,5} v[0-9]+(?:\.[0-9]+)*")
"""TPU v7: a version makes a product of an abbreviation."""
_LINKED = pattern(r" as a |-(?:in-the|of|to|as-a|by|and|for)-")
_ORDINAL = pattern(r"(?:[A-Z][0-9]|G20|FY[0-9]+|Q[1-4]|[0-9]+[A-Z])")
_CAMEL = pattern(r"[a-zà-ÿ][A-Z]|^[a-z]+[A-Z]|[A-Z]{2}[a-z]{2}")
_LONGEST = 60
_PROSE = 7
"""Words up to which a run of English words may be one name."""


def latin_runs(text: str) -> Iterator[LatinRun]:
    """The runs of a text that may be names, in order."""
    for match in _RUN.finditer(text):
        start = match.start()
        segments: list[list[tuple[str, int]]] = [[]]
        tokens = match.group().split(" ")
        prose = len(tokens) > _PROSE and all(is_english(t) for t in tokens if t.isalpha())
        for index, token in enumerate(tokens):
            if _parts(tokens, index, prose):
                segments.append([])
            else:
                segments[-1].append((token, start))
            start += len(token) + 1
        for segment in segments:
            if segment and text.endswith(" as a ", 0, segment[0][1]):
                continue  # AI as a Platform: what sort of thing it is
            if run := _run(text, segment):
                yield run


def _parts(tokens: list[str], index: int, prose: bool) -> bool:
    """Whether a word of running English, or a sign, stands between two names, not in one."""
    token = tokens[index]
    if token == "&":
        return not (is_english(tokens[index - 1]) and is_english(tokens[index + 1]))
    if not token.islower() or not token.isalpha() or len(tokens) == 1:
        return False
    inside = 0 < index < len(tokens) - 1 and tokens[index - 1][0].isupper()
    follows = any(t[0].isupper() for t in tokens[index + 1 : index + 3])
    if token in _LINKS and inside and follows:
        return prose
    return is_english(token) or token in _SMALL


def _is_word(after: str) -> bool:
    """Whether a character begins a word that AI belongs to: AI戦略."""
    return bool(after) and is_kanji(after) and after not in "社製版氏"


def _run(text: str, segment: list[tuple[str, int]]) -> LatinRun | None:
    if segment:
        last, at = segment[-1]
        if last == "AI" and len(segment) > 1 and _is_word(text[at + 2 : at + 3]):
            segment = segment[:-1]
    while segment and _is_edge(segment[-1][0], len(segment)):
        segment = segment[:-1]
    while segment and (segment[0][0] in _SMALL or _IS_VERSION.match(segment[0][0])):
        segment = segment[1:]
    if not segment:
        return None
    start, end = segment[0][1], segment[-1][1] + len(segment[-1][0])
    name = text[start:end]
    if name[-1].isdigit() and _AMOUNT.match(text, end):
        name = name.rstrip("0123456789.,").rstrip("-+")
        end = start + len(name)
    found = sort_of(name)
    return None if found is None or len(name) > _LONGEST else LatinRun(name, start, end, found)


def _is_edge(word: str, length: int) -> bool:
    """Whether a word at the end of a run is no part of a name."""
    if word in words("roles") or word in _LINKS or (length > 1 and word in _LEGAL):
        return True
    return length > 1 and word != "AI" and len(word) > 1 and is_abbreviation(word)


@cache
def sort_of(name: str) -> LatinSort | None:
    """What a run is; none where it is an abbreviation or format in general use.

    >>> [sort_of(n).name for n in ("OpenAI", "KDDX", "Blue Yonder", "Deep Learning", "Flux")]
    ['SURE', 'CAPITALS', 'PHRASE', 'TERM', 'WORD']
    >>> sort_of("GPU") is sort_of("AI SaaS") is None
    True
    """
    parts = [word for word in name.split() if not _IS_VERSION.match(word)]
    if _VERSIONED.fullmatch(name):
        return LatinSort.SURE
    if (
        _LINKED.search(name)
        or name in words("units")
        or all(
            (is_abbreviation(w) and (w in words("latin") or len(parts) > 1))
            or w in _LINKS
            or len(w) < 2
            or _ORDINAL.fullmatch(w)
            or _INITIALS.fullmatch(w)
            for w in parts
        )
    ):
        return None
    if any(_is_strong(word) for word in parts):
        return LatinSort.SURE
    if (
        len(parts) == 1
        and name == parts[0]
        and name not in words("latin")
        and is_abbreviation(name)
    ):
        return LatinSort.ABBREVIATION
    if any(word.isupper() and not is_abbreviation(word) for word in parts):
        return (
            LatinSort.SURE if len(name.split()) > 1 and not ends_term(name) else LatinSort.CAPITALS
        )
    if len(parts) == 1 and name.removesuffix("s").isupper():
        return LatinSort.ABBREVIATION
    if all(word.islower() for word in parts):
        return LatinSort.MARKED if any(c.isdigit() or c == "_" for c in name) else LatinSort.HANDLE
    if len(parts) == 1 and "-" not in name:
        numbered, general = name != parts[0], parts[0].lower() in words("term-heads")
        if numbered:
            return LatinSort.TERM if general else LatinSort.SURE
        return LatinSort.WORD if len(name) > 2 and not general else None
    return LatinSort.TERM if ends_term(name) else LatinSort.PHRASE


def ends_term(name: str) -> bool:
    """Whether a run ends as terms do: Reinforcement Learning, Chain-of-Thought."""
    last = [word for word in name.split() if not _IS_VERSION.match(word)][-1:]
    return bool(last) and re.split(r"[-_]", last[0].lower())[-1] in words("term-heads")


def _is_strong(word: str) -> bool:
    if is_abbreviation(word) or word.islower() or len(word) < 2 or _ORDINAL.fullmatch(word):
        return False
    if is_known_latin(word):
        return True
    pieces = re.split(r"[-–’&+!.]", word)
    if "!" in word or any(c.isdigit() for c in word) or _CAMEL.search(word.removesuffix("s")):
        return True
    if word.removesuffix("s").isupper() and len(pieces) == 1:
        return False
    return any(
        len(piece) > 2
        and not piece.isupper()
        and not is_english(piece)
        and not is_abbreviation(piece)
        for piece in pieces
    ) or (
        len(pieces) > 1
        and word.isupper()
        and not all(is_abbreviation(p) or len(p) < 2 for p in pieces)
    )
