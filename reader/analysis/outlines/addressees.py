"""Whom a paragraph speaks to, or whose view it takes: 投資家としては, 教育の分野では."""

from __future__ import annotations

import re

from reader.analysis.model.terms import WORD
from reader.analysis.outlines.clauses import without_connective, words
from reader.patterns import pattern

_NOUN = rf"(?P<noun>{WORD}{{2,14}}?)"
_GROUP = r"(?:の皆さん|の皆様|の方々|の方|さん|たち|の側|の世界)?"
_ADDRESSED = pattern(
    rf"(?:[^、。「」]{{0,12}}[のなるたい、])??{_NOUN}{_GROUP}"
    r"(?:として(?!の)|にとって|から見|の視点|の立場|の観点|の目線|であれば|の皆さん|の方々|の分野)"
)
_TOPIC = pattern(rf"{_NOUN}{_GROUP}(?:については|に関しては|においては|では|には|にも|でも|は|も)")


def addressee(sentence: str) -> str:
    """Whom a sentence addresses first, or whose view it takes; "" where it does neither."""
    return _accepted(_ADDRESSED.match(without_connective(sentence)))


def subject(text: str) -> str:
    """Whom a paragraph addresses, or what its first words make its topic."""
    first = without_connective(text[:80])
    return _accepted(_ADDRESSED.match(first)) or _accepted(_TOPIC.match(first))


def _accepted(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    noun = match.group("noun")
    empty = noun in words("generic") or noun in words("connectives") or noun.isdigit()
    return "" if empty else noun
