"""Names in a text: runs of Latin letters and of katakana, with the aliases that the text gives.

There is no list of names. A katakana run is a name where the text treats it as one: it is made of
more than common words, takes no する, な or 化 anywhere, and stands as a subject, in quotation
marks, before 社 or 氏, or beside its spelling in Latin letters. What is missed: names in kanji,
and katakana names that only ever stand before の or を. What gets in: rare common words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from reader.analysis.facts_words import is_common, latin
from reader.patterns import pattern

_WORD = r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ÿ0-9]*(?:[.&'’\-+][A-Za-z0-9]+)*\+*"
_LATIN = pattern(
    rf"(?<![A-Za-z0-9]){_WORD}(?: (?:(?=[A-ZÀ-Ö]){_WORD}|[0-9]+(?:\.[0-9]+)*(?![0-9,])))*"
)
_KATAKANA = pattern(r"(?<![ァ-ヴー])[ァ-ヴー]{2,}(?:[・＝=][ァ-ヴー]+)*")
_URL = pattern(
    r"https?://[!-~]+|www\.[!-~]+|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}"
)
_COMMON_USE = pattern(r"(?:する|し[たてまな、]|さ[れせ]|でき|な(?!ど|ら|の|く)|化|的|っぽ|性)")
_NAME_USE = pattern(
    r"(?:は|が(?!ち)|も|、|社|氏|さん|グループ|株式会社|大学|CEO|会長|製|傘下|自身|」|』|と(?!し|い))"
)
_NAME_BEFORE = pattern(r"(?:株式会社|企業の|大手|傘下の|親会社の|子会社の|[「『米独仏英中韓印])$")
_ALIAS = pattern(
    r"(?P<first>[^\n（()）、。「」]{0,40})[」』]?[（(](?P<second>[^（()）]{2,40})[)）]"
)
_LONGEST = 60


class Mention(NamedTuple):
    """A place where a name stands."""

    name: str
    start: int
    """Offset into the text that was searched."""


class _Seen(NamedTuple):
    mention: Mention
    before: str
    after: str


class NameFinder:
    """Collects the runs of a whole post, then says which are names."""

    def __init__(self) -> None:
        self._seen: dict[str, list[int]] = defaultdict(list)
        self._named: Counter[str] = Counter()
        self._common: set[str] = set()
        self._same: dict[str, str] = {}

    def add(self, text: str, base: int, places: Iterable[tuple[int, int]] = ()) -> None:
        """Reads one passage; `base` is added to the offsets, unless `places` maps them:
        (offset into the text, logical offset), ascending."""
        bare = _URL.sub(lambda match: " " * len(match.group()), text)
        mapped = list(places) or [(0, base)]
        for run in (*_LATIN.finditer(bare), *_KATAKANA.finditer(bare)):
            self._run(bare, run, mapped)
        for match in _ALIAS.finditer(bare):
            self._alias(match)

    def _run(self, text: str, run: re.Match[str], places: list[tuple[int, int]]) -> None:
        name = run.group().strip(" ・")
        if len(name) > _LONGEST or not _may_be_name(name):
            return
        at = next(
            logical + run.start() - own for own, logical in reversed(places) if own <= run.start()
        )
        self._seen[name].append(at)
        after = text[run.end() : run.end() + 4]
        if _COMMON_USE.match(after) and not name.isascii():
            self._common.add(name)
        elif _NAME_USE.match(after) or _NAME_BEFORE.search(
            text[max(0, run.start() - 6) : run.start()]
        ):
            self._named[name] += 1

    def _alias(self, match: re.Match[str]) -> None:
        """アリババ（Alibaba）: the same thing in two scripts, or its initials."""
        first, second = _last_run(match["first"]), match["second"].split("、")[0].strip()
        if not first or not _may_be_name(second) or first == second:
            return
        if _KATAKANA.fullmatch(second) is None and _LATIN.fullmatch(second) is None:
            return
        if _sounds_alike(first, second) or _is_initials(second, first):
            self._same[second] = first
            self._named[first] += 1
            self._named[second] += 1

    def names(self) -> list[tuple[str, tuple[str, ...], list[int]]]:
        """Name, its aliases, and the offsets where any of them stands, ascending; the names most
        often met come first."""
        groups: dict[str, list[str]] = defaultdict(list)
        for name in self._seen:
            if self._is_name(name):
                groups[self._canonical(name)].append(name)
        found = []
        for spellings in groups.values():
            spellings.sort(key=lambda name: self._seen[name][0])
            places = sorted(place for name in spellings for place in self._seen[name])
            found.append((spellings[0], tuple(spellings[1:]), places))
        return sorted(found, key=lambda entry: (-len(entry[2]), entry[2][0]))

    def _canonical(self, name: str) -> str:
        met = {name}
        while name in self._same and self._same[name] not in met:
            name = self._same[name]
            met.add(name)
        return name

    def _is_name(self, name: str) -> bool:
        if name[0] < "\u3000":
            return True
        return name not in self._common and self._named[name] > 0


def _may_be_name(name: str) -> bool:
    if name[0] >= "\u3000":
        return not is_common(name)
    if len(name) < 2 or name in latin() or name.lower() == name:
        return False
    return any(word not in latin() and word.lower() != word for word in name.split())


def _last_run(text: str) -> str:
    """The name that a text ends with."""
    for kind in (_LATIN, _KATAKANA):
        runs = [run.group() for run in kind.finditer(text) if run.end() == len(text)]
        if runs and _may_be_name(runs[0]):
            return runs[0]
    return ""


_SOUNDS = {
    "アァ": "aeiouhr",
    "イィ": "iey",
    "ウゥ": "uwo",
    "エェ": "eahxsmnlf",
    "オォ": "oahw",
    "カ": "ckqg",
    "キ": "ckqx",
    "ク": "ckqx",
    "ケ": "ckq",
    "コ": "ckq",
    "ガギグゲゴ": "g",
    "サ": "sctx",
    "シ": "sc",
    "ス": "s",
    "セ": "sc",
    "ソ": "s",
    "ザズゼゾ": "zxst",
    "ジ": "jgz",
    "タテト": "t",
    "チ": "ct",
    "ツ": "tz",
    "ダデド": "d",
    "ナニヌネノ": "nk",
    "ハヒヘホ": "hwj",
    "フ": "fhp",
    "バビブベボ": "bv",
    "パピプペポ": "p",
    "マミムメモ": "m",
    "ヤユヨ": "yuej",
    "ラリルレロ": "rlw",
    "ワ": "wo",
    "ヴ": "vw",
}
_FIRST_LETTERS = {kana: letters for group, letters in _SOUNDS.items() for kana in group}
"""First kana of a word -> the letters that it may be written with."""


def _sounds_alike(one: str, other: str) -> bool:
    """Whether a katakana and a Latin spelling may be the same word, by their first sound."""
    kana, letters = (one, other) if one[0] >= "\u3000" else (other, one)
    if kana[0] < "\u3000" or letters[0] >= "\u3000":
        return False
    return letters[0].lower() in _FIRST_LETTERS.get(kana[0], "")


def _is_initials(short: str, long: str) -> bool:
    """Whether the capitals of a short form are the initials of a long one: DiT."""
    initials = [word[0].upper() for word in long.split()]
    capitals = [letter for letter in short if letter.isupper()]
    return len(initials) > 1 and capitals == initials
