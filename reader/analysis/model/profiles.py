"""What the outline knows of one paragraph before it looks at its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.analysis.model.terms import KANJI, KATAKANA, WORD, split_terms
from reader.patterns import pattern

_LATIN = pattern(r"[A-Za-z][A-Za-z0-9.+&'’-]*(?: [A-Za-z][A-Za-z0-9.+&'’-]*)*")
_NUMBER = pattern(r"[0-9][0-9,.]*")
_SENTENCE = pattern(r"[^。!?\n]*(?:[。!?]+[」』)]*|\n|$)")

_NUMERALS = "〇一二三四五六七八九十百千万億"
_LATIN_WORDS = r"[A-Za-z0-9][A-Za-z0-9.+&/-]*(?: (?:& )?[A-Z0-9][A-Za-z0-9.+&-]*)*"
_NOUN = pattern(
    rf"((?:(?:[0-9]+(?:[.,][0-9]+)+|{_LATIN_WORDS})[^\W!-ʯぁ-ゟ]*|"
    rf"(?:(?<![{KATAKANA}{_NUMERALS}])[{KATAKANA}]{{2,}}|"
    rf"(?<![おご])(?<![おご]{KANJI}){KANJI}{{2,}}){WORD}*))"
    r"([いうえきぎくぐけげさしじすせたちつてどびぶべみむめりるれわっんこご%]|"
    r"か(?=[っれせなずん])|[らや](?=[しせされず])|そ(?=う)|ま(?!で)|ば(?!か)|な(?![どらしん])|"
    rf"の(?=[{_NUMERALS}0-9])|[.,][0-9])?"
)
"""A compound, and what after it makes it the stem of a verb or an adjective, a part of a number
or of a fraction (百分の一), and no noun. Nor are a unit after a
kanji numeral (一グラム) and what お or ご belongs to (お客様)."""
_PREFIXES = frozenset("又尚亦且")
"""Adverbs that older prose writes together with the word after them."""
_ADVERBS = frozenset(("実際", "丁度", "時々", "結局"))
_AFTER_WAY = frozenset("法針向式面程言角策位々")
"""What 方 begins a word of its own with."""
_LITTLE = _PREFIXES | {"方", *(word[0] for word in _ADVERBS)}
"""First characters of what may be no compound."""
_LOOSE = " ./-&"
"""What a run of Latin words may end with and a compound does not."""
_ARTICLES = frozenset(
    ("a", "an", "the", "of", "to", "by", "for", "and", "or", "in", "on", "as", "with")
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One paragraph, normalised."""

    text: str
    """After NFKC, Latin runs as A, numbers as 0: what a phrase is, not what it names."""
    sentences: list[str]
    """Of that text; at least one."""
    terms: list[str]
    counts: Counter[str]
    first: set[str]
    """Terms of the first sentence."""
    last: set[str]
    """Terms of the last sentence."""
    nouns: list[str]
    """Compounds as they are written (NFKC), in order."""
    length: int
    """Characters of the paragraph as it stands."""


def profile(paragraph: str) -> Profile:
    """The profile of a paragraph."""
    folded = unicodedata.normalize("NFKC", paragraph).strip()
    text = _NUMBER.sub("0", _LATIN.sub("A", folded))
    text = " ".join(text.split())
    sentences = _sentences(text)
    whole = _sentences(folded)
    terms = split_terms(folded.lower())
    first = set(split_terms(whole[0].lower()))
    last = set(split_terms(whole[-1].lower())) if len(whole) > 1 else first
    return Profile(
        sentences[0] if len(sentences) == 1 else text,
        sentences,
        terms,
        Counter(terms),
        first,
        last,
        nouns(folded),
        len(paragraph),
    )


def nouns(folded: str) -> list[str]:
    """Compounds of a text after NFKC that no ending follows as it follows a verb's stem."""
    found: list[str] = []
    for run, ending in _NOUN.findall(folded):
        if ending:
            continue
        if run[0] in _LITTLE or " " in run:
            run = _bare(run)
        if run[-1:] in _LOOSE:
            run = run.rstrip(_LOOSE)
        if len(run) > 1 and not (run[0].isdigit() and _is_number(run)):
            found.append(run)
    return found


def _bare(run: str) -> str:
    """A compound without the little words that its first word was taken for."""
    if run[0] in _PREFIXES and len(run) > 2:
        return run[1:]
    if run[0] == "方" and run[1:2] not in _AFTER_WAY:
        return ""  # of 働き方, a verb's way
    if run[:2] in _ADVERBS and len(run) > 3:
        return run[2:]
    word, _, rest = run.partition(" ")
    return rest if rest and word in _ARTICLES else run


def _is_number(noun: str) -> bool:
    return all(part.isdigit() for part in re.split("[.,-]", noun) if part)


def profiles(paragraphs: Sequence[str]) -> list[Profile]:
    """The profile of each paragraph."""
    return [profile(paragraph) for paragraph in paragraphs]


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.findall(text) if part and not part.isspace()] or [text]
