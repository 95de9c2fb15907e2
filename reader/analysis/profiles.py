"""What the outline knows of one paragraph before it looks at its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.analysis.terms import split_terms

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+&'’-]*(?: [A-Za-z][A-Za-z0-9.+&'’-]*)*")
_NUMBER = re.compile(r"[0-9][0-9,.]*")
_SENTENCE = re.compile(r"[^。!?\n]*(?:[。!?]+[」』)]*|\n|$)")

_NOUN = re.compile(
    r"((?:[A-Za-z0-9][A-Za-z0-9.+&/-]*(?: [A-Z0-9][A-Za-z0-9.+&-]*)*[ァ-ヺー々一-鿿㐀-䶿]*|"
    r"(?:[ァ-ヺー]{2,}|[々一-鿿㐀-䶿]{2,})(?:[ァ-ヺー]|[々一-鿿㐀-䶿]|[A-Za-z0-9]+)*))"
    r"([いうえきくけげさしすせたちつてどぶべむめりるれわっんこご]?)"
)
"""A compound, and the hiragana after it that make it a verb or an adjective and no noun."""


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
    found = [run.strip(" ./-&") for run, ending in _NOUN.findall(folded) if not ending]
    return [
        noun
        for noun in found
        if len(noun) >= 2
        and not (noun[0].isdigit() and noun.replace(".", "").replace("-", "").isdigit())
    ]


def profiles(paragraphs: Sequence[str]) -> list[Profile]:
    """The profile of each paragraph."""
    return [profile(paragraph) for paragraph in paragraphs]


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.findall(text) if part and not part.isspace()] or [text]
