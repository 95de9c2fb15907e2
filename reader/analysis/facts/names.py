"""Names in a text, with the aliases that the text gives.

Names are what companies, products, people, organisations, laws, events and places are called. A
run of Latin letters or katakana is one where its looks or the dictionary say so; where they leave
it open, the text must show it: it acts (…が発表した), stands in quotation marks, in a list with
names, before 社 or 氏, or beside its spelling in another script. Kanji: `facts_kanji`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from reader.analysis.facts.aliases import read_brackets
from reader.analysis.facts.kanji_names import kanji_names
from reader.analysis.facts.katakana_names import DictionaryStanding, katakana_runs
from reader.analysis.facts.latin_names import LatinSort, latin_runs
from reader.analysis.facts.name_signs import NameSigns, signs_of
from reader.analysis.facts.vocabulary import is_abbreviation
from reader.patterns import pattern

_ADDRESSES = {
    "://": pattern(r"https?://[!-~]+"),
    "www.": pattern(r"www\.[!-~]+"),
    "@": pattern(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}"),
}
"""What an address has in it -> the addresses."""
_WIDE = pattern("[Ａ-Ｚａ-ｚ]")
_WIDTHS = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
)
"""Full-width letters as ASCII; brackets and digits stay, no place moves."""
_MASK = "\ue000"
_MENTIONS = 40
"""Mentions of a run whose surroundings are looked at: what they show is known by then."""


class _Case:
    """What is known of a run so far."""

    __slots__ = ("common", "listed", "particle", "quoted", "somebody", "sort", "starts", "subject")

    def __init__(self, sort: LatinSort | DictionaryStanding | None) -> None:
        self.sort = sort
        self.starts: list[int] = []
        self.somebody = self.quoted = self.subject = self.particle = self.listed = self.common = 0

    @property
    def seen(self) -> int:
        """Mentions whose surroundings were looked at: what is counted is a part of these."""
        return min(len(self.starts), _MENTIONS)

    def learn(self, signs: NameSigns) -> None:
        """Count what another mention shows."""
        self.somebody += signs.somebody
        self.quoted += signs.quoted
        self.subject += signs.subject
        self.particle += signs.particle
        self.listed += signs.listed
        self.common += signs.common


class NameFinder:
    """Collects the runs of a whole post, then says which are names."""

    def __init__(self) -> None:
        self._cases: dict[str, _Case] = {}
        self._same: dict[str, str] = {}
        self._others: set[str] = set()
        self._terms: set[str] = set()
        self._explained: set[str] = set()

    def add(self, text: str, places: Sequence[tuple[int, int]]) -> None:
        """Reads one passage; `places` are (offset into the text, logical offset), ascending."""
        bare = _bare(text)
        parts: list[str] = []
        end = 0
        for name in kanji_names(bare):
            self._mention(name.name, name.start, None, places)
            parts += [bare[end : name.start], _MASK * (name.end - name.start)]
            end = name.end
        masked = "".join([*parts, bare[end:]])
        for latin in latin_runs(masked):
            self._look_at(bare, latin.name, latin.start, latin.end, latin.sort, places)
        for kana in katakana_runs(masked):
            self._look_at(bare, kana.name, kana.start, kana.end, kana.standing, places)
        found = read_brackets(bare)
        self._terms |= found.terms
        self._explained |= found.explained
        self._same.update({pair.second: pair.first for pair in found.pairs})
        self._others.update(pair.first for pair in found.pairs)

    def _look_at(
        self,
        text: str,
        name: str,
        start: int,
        end: int,
        sort: LatinSort | DictionaryStanding,
        places: Sequence[tuple[int, int]],
    ) -> None:
        case = self._mention(name, start, sort, places)
        if len(case.starts) <= _MENTIONS:
            case.learn(signs_of(text, start, end))

    def _mention(
        self,
        name: str,
        start: int,
        sort: LatinSort | DictionaryStanding | None,
        places: Sequence[tuple[int, int]],
    ) -> _Case:
        case = self._cases.get(name)
        if case is None:
            case = self._cases[name] = _Case(sort)
        own, logical = places[max(0, bisect_right(places, (start, 1 << 62)) - 1)]
        case.starts.append(logical + start - own)
        return case

    def names(self) -> list[tuple[str, tuple[str, ...], list[int]]]:
        """Name, its aliases, and the offsets where any of them stands, ascending; the names most
        often met come first."""
        groups: dict[str, list[str]] = defaultdict(list)
        letters: dict[str, str] = {}
        for name, case in self._cases.items():
            if self._is_name(name, case):
                known = letters.setdefault(name.casefold(), name)
                groups[self._canonical(known)].append(name)
        found = []
        for spellings in groups.values():
            spellings.sort(key=lambda name: min(self._cases[name].starts))
            places = sorted(place for name in spellings for place in self._cases[name].starts)
            found.append((spellings[0], tuple(spellings[1:]), places))
        return sorted(found, key=lambda entry: (-len(entry[2]), entry[2][0]))

    def _canonical(self, name: str) -> str:
        met = {name}
        while name in self._same and self._same[name] not in met:
            name = self._same[name]
            met.add(name)
        return name

    def _is_name(self, name: str, case: _Case) -> bool:
        if case.sort is None or name in self._same or name in self._others:
            return True
        if name in self._explained and not case.somebody:
            return False
        if isinstance(case.sort, LatinSort) and self._begins_with_name(name):
            return True
        if (
            case.sort not in _BY_LOOKS
            and name in self._terms
            and not (case.somebody or case.listed)
        ):
            return False
        if not isinstance(case.sort, LatinSort):
            return _is_katakana_name(name, case)
        if case.sort is LatinSort.TERM and is_abbreviation(name.split()[0]):
            return bool(case.quoted) and case.particle * 2 >= case.seen
        return _RULES[case.sort](case)

    def _begins_with_name(self, name: str) -> bool:
        """Flux Pro is a name where Flux is one."""
        first, _, rest = name.partition(" ")
        case = self._cases.get(first)
        return (
            bool(rest)
            and case is not None
            and case.sort is LatinSort.WORD
            and self._is_name(first, case)
        )


def _bare(text: str) -> str:
    """A text of the same length without addresses, its full-width letters as ASCII."""
    for sign, addresses in _ADDRESSES.items():
        if sign in text:
            text = addresses.sub(lambda match: " " * len(match.group()), text)
    return text.translate(_WIDTHS) if _WIDE.search(text) else text


def _is_katakana_name(name: str, case: _Case) -> bool:
    count = case.seen
    if case.sort is DictionaryStanding.NAME:
        return case.common * 2 <= count
    if case.sort is DictionaryStanding.COMMON:
        return case.somebody > 0
    if case.sort is DictionaryStanding.EITHER:
        spoken = case.subject > 2 and case.subject * 4 >= count
        return bool(case.somebody or case.listed or spoken)
    if len(name) < 3 and not case.somebody and not case.quoted:
        return False  # メス: too many words have two letters
    return not case.common and bool(case.somebody or case.quoted or case.subject or case.listed)


def _is_spoken_of(case: _Case) -> bool:
    return bool(case.somebody or case.quoted or case.listed or case.particle)


_BY_LOOKS = (LatinSort.SURE, DictionaryStanding.NAME)
_RULES: dict[LatinSort, Callable[[_Case], bool]] = {
    LatinSort.SURE: lambda case: True,
    LatinSort.CAPITALS: lambda case: len(case.starts) > 2 or _is_spoken_of(case),
    LatinSort.PHRASE: lambda case: len(case.starts) > 1 or _is_spoken_of(case),
    LatinSort.ABBREVIATION: lambda case: bool(case.somebody or case.listed),
    LatinSort.TERM: lambda case: bool(
        case.listed or case.somebody or (case.quoted and case.particle * 2 >= case.seen)
    ),
    LatinSort.WORD: _is_spoken_of,
    LatinSort.HANDLE: lambda case: bool(case.somebody),
    LatinSort.MARKED: _is_spoken_of,
}
