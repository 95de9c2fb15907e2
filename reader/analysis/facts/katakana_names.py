"""Names in katakana: the runs of a text, and what the dictionary says of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from reader.analysis.facts.vocabulary import is_common, is_known_katakana, listed, words
from reader.patterns import pattern


class DictionaryStanding(Enum):
    """What a katakana run is by itself."""

    NAME = "name"
    """The dictionary has it as a name only, or it begins with one."""
    EITHER = "either"
    """A name in the dictionary that is made of common words: マイクロソフト, オープンソース."""
    UNKNOWN = "unknown"
    """The dictionary does not have it: the text must show that it is a name."""
    COMMON = "common"
    """It is made of common words, or says how something sounds or is."""


class KatakanaRun(NamedTuple):
    """A katakana run in a text."""

    name: str
    """In full width."""
    start: int
    end: int
    standing: DictionaryStanding


_RUN = pattern(r"[ァ-ヴー]{2,}(?:[・＝=][ァ-ヴー]+)*")
_HALF = pattern(r"[ｦ-ﾟ]{2,}(?:･[ｦ-ﾟ]+)*")
_GEOGRAPHY = pattern(
    r"(?:州|市(?![場民内街販長況])|川|島|湾|共和国|連邦(?!準備)|王国|諸島|半島|山脈|首長国連邦)(?![^\W_ぁ-んァ-ヴー0-9A-Za-z])"
)
_SECOND = pattern(r" (?=[ァ-ヴー]{2,}(?![ァ-ヴー]))")
_COMPANY = pattern(
    r"[ァ-ヴー](?:テクノロジーズ|システムズ|ソリューションズ|コミュニケーションズ|ホールディングス|インダストリーズ)$"
)
_SOUND = pattern(
    r"(?P<half>[ァ-ヴー]{2,3})(?P=half)|[ァ-ヴー]{1,4}ッ|[ァ-ヴ][ャュョ]?[ッン][ァ-ヴ][ャュョ]?リ"
)
"""Words for sounds and manners: ゴリゴリ, ガラッ, ガッツリ."""
_ACTION = pattern(r"(?:ゼーション|ビリティ)$")
"""Ends of English nouns that no company bears."""
_ABSTRACT = pattern(r"(?:メント|ネス|イズム|[エェレ]ーター|[ナラ]イザー)$")
"""Ends of English nouns for what things are and do, which names have too."""
_LONGEST = 60
_SHORTEST_HEAD = 4
"""Letters of a name that makes a name of the unknown run that it begins."""


def katakana_runs(text: str) -> Iterator[KatakanaRun]:
    """The katakana runs of a text that are not common words, in order."""
    after = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        if start < after or end - start > _LONGEST:
            continue
        for name, at in _divided(match.group(), start):
            end = at + len(name)
            standing = standing_of(name)
            if standing is DictionaryStanding.NAME and (gap := _SECOND.match(text, end)):
                second = _RUN.match(text, gap.end())
                if second is not None:
                    name, end = text[at : second.end()], second.end()
            place = _GEOGRAPHY.match(text, end)
            if place and standing is not DictionaryStanding.COMMON:
                name, end, standing = name + place.group(), place.end(), DictionaryStanding.NAME
            after = end
            if standing is not DictionaryStanding.COMMON or "・" in name:
                yield KatakanaRun(name, at, end, standing)
    for match in _HALF.finditer(text):
        name = unicodedata.normalize("NFKC", match.group())
        if (standing := standing_of(name)) is not DictionaryStanding.COMMON:
            yield KatakanaRun(name, *match.span(), standing)


def _divided(run: str, start: int) -> Iterator[tuple[str, int]]:
    """A run, or its parts where ・ stands between names of their own: マレーシア・インドネシア."""
    parts = run.split("・")
    if len(parts) == 1 or not all(listed("katakana-places", part) for part in parts):
        yield run, start
        return
    for part in parts:
        yield part, start
        start += len(part) + 1


@cache
def standing_of(name: str) -> DictionaryStanding:
    """What the dictionary says of a run.

    >>> [standing_of(n).name for n in ("アリババ", "トルネリア", "ソフトバンク", "クラウド")]
    ['NAME', 'UNKNOWN', 'EITHER', 'COMMON']
    """
    parts = name.replace("＝", "・").replace("=", "・").split("・")
    if name in words("katakana") or name in words("units"):
        return DictionaryStanding.COMMON
    if name in words("short-places") or _COMPANY.search(name):
        return DictionaryStanding.NAME
    if all(is_known_katakana(part) for part in parts):
        return DictionaryStanding.NAME
    if listed("katakana-like-common", name) or listed("katakana-either", name):
        return DictionaryStanding.EITHER
    if is_common(name) or _SOUND.fullmatch(name) or _ACTION.search(name):
        return DictionaryStanding.COMMON
    if _ABSTRACT.search(name):
        return DictionaryStanding.EITHER
    heads = range(_SHORTEST_HEAD, len(name))
    if any(is_known_katakana(name[:end]) and is_common(name[end:]) for end in heads):
        return DictionaryStanding.NAME
    if any(is_common(name[at:]) for at in range(2, len(name) - 3)):
        return DictionaryStanding.EITHER
    return (
        DictionaryStanding.NAME
        if len(parts) > 1 and not any(is_common(p) for p in parts)
        else DictionaryStanding.UNKNOWN
    )
