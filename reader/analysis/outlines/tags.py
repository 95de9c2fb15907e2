"""The tag of a section: whom or what it is about, or its role in the argument.

A tag is the name that dominates the section, else its role where the argument has one, else its
most distinctive compounds.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from reader.analysis.model.profiles import Profile, nouns
from reader.analysis.model.terms import terms
from reader.analysis.outlines.addressees import addressee
from reader.analysis.outlines.clauses import words
from reader.analysis.outlines.leads import cut, is_latin, sentences
from reader.patterns import pattern

LONGEST_TAG = 18
"""Characters of a tag at most; one that is joined of two compounds is no longer either."""
_SAMPLE = 4000
"""Characters by which the language of a post is told."""
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万数")
_COUNTS = frozenset("一二三四五六七八九十百千数")
_FIGURE_WEIGHT = 0.4
"""Of a compound that begins with a number, against others."""
_NAME = pattern(r"[a-z][a-z0-9.+&-]+|[ァ-ヺー]{3,}")
_POSSIBLE = pattern(r"可能|未来|変革|夢|将来|時代|革命")
_MEANT = pattern(r"投資|示唆|意味|技術者|教え|エンジニア|企業に")
_TECHNICAL = pattern(r"^.{0,6}技術(?:的|者)?(?:な|の)?(?:視点|観点|側面|面|角度|話)")


@dataclass(frozen=True, slots=True)
class TagPart:
    """A section to be named."""

    paragraphs: Sequence[str]
    profiles: Sequence[Profile]
    role: str


class TermStatistics:
    """Where the terms of a text stand."""

    def __init__(self, parts: Sequence[TagPart], title: str) -> None:
        self.parts = parts
        self.titled = set(terms(title))
        self.latin = is_latin("".join(text for part in parts for text in part.paragraphs)[:_SAMPLE])
        self.paragraphs = [[one.counts for one in part.profiles] for part in parts]
        every = [counts for rows in self.paragraphs for counts in rows]
        self.count = len(every)
        self.frequency = Counter(itertools.chain.from_iterable(every))
        self.compounds = [_compounds(part) for part in parts]
        self.spread = Counter(
            itertools.chain.from_iterable(found.counts for found in self.compounds)
        )

    def tags(self, at: int, lead: str) -> Iterator[str]:
        """Tags for a part, the best first."""
        part = self.parts[at]
        if self.latin:
            yield from (role_tag(part.role, latin=True), lead)
            return
        if part.role in ("intro", "ethics", "advice", "conclusion"):
            yield role_tag(part.role)
        if part.role == "topic" and _is_technical(part):
            yield role_tag("technology")
        if part.role == "implications":
            yield from _implications(part)
        first = next(sentences(part.paragraphs[0]), "") if part.paragraphs else ""
        yield addressee(first)
        yield self.entity(at)
        best = self.distinctive(at, lead)
        pairs = map("・".join, itertools.combinations(best, 2))
        yield from (pair for pair in pairs if len(pair) <= LONGEST_TAG)
        yield from best
        yield lead
        opening = " ".join(part.paragraphs[0][:80].split()) if part.paragraphs else ""
        yield cut(opening, LONGEST_TAG)

    def qualified(self, at: int, wanted: str) -> Iterator[str]:
        """A tag as it is, then with what tells this part from others of that tag."""
        yield wanted
        for compound in self.distinctive(at, wanted):
            joined = f"{wanted}・{compound}"
            if compound not in wanted and len(joined) <= LONGEST_TAG:
                yield joined

    def plain(self, at: int) -> str:
        """The tag that a number can be put after."""
        best = self.distinctive(at, "")
        return best[0] if best else role_tag(self.parts[at].role)

    def entity(self, at: int) -> str:
        """The name that dominates a part, as it is written there, or ""."""
        rows = self.paragraphs[at]
        opening = set().union(*(one.first for one in self.parts[at].profiles[:2]))
        best, most = "", 0.0
        for term in sorted(opening):
            if not (_NAME.fullmatch(term) or term in self.titled):
                continue
            if term in words("generic") or len(term) < 2:
                continue
            here = sum(term in counts for counts in rows) / len(rows)
            lift = here / (self.frequency[term] / max(1, self.count))
            if here < 0.5 or lift < (1.4 if term in self.titled else 1.8):
                continue
            times = sum(counts[term] for counts in rows)
            value = lift * math.log(1 + times) * (1.3 if term in self.titled else 1.0)
            if times > 1 and value > most:
                best, most = term, value
        if not best:
            return ""
        times = sum(counts[best] for counts in rows)
        for compound, count in self.compounds[at].counts.most_common():
            if best in compound.lower() and count * 2 > times:
                return compound if len(compound) <= LONGEST_TAG else ""
        return ""

    def distinctive(self, at: int, lead: str) -> list[str]:
        """Compounds that stand in this part more than in others, the most telling first."""
        compounds = self.compounds[at].counts.keys() - words("generic")
        scored = sorted(((self._value(at, one), one) for one in compounds), reverse=True)
        chosen: list[str] = []
        for value, compound in scored:
            if value <= 0 or len(chosen) == 3:
                break
            inside = any(compound in other or other in compound for other in chosen)
            if not inside and compound != lead:
                chosen.append(compound)
        return chosen

    def _value(self, at: int, compound: str) -> float:
        found = self.compounds[at]
        if not 2 <= len(compound) <= LONGEST_TAG or _is_stump(compound):
            return 0.0
        times = found.counts[compound]
        rare = math.log((len(self.parts) + 1) / self.spread[compound])
        value = (1 + math.log(times)) * (0.5 + rare)
        value *= 1.0 + 0.8 * (compound in found.opening) + 1.5 * (compound in found.leading)
        value *= _FIGURE_WEIGHT if compound[0] in _NUMERALS else 1.0
        return value * math.sqrt(min(len(compound), 5))


def _is_stump(compound: str) -> bool:
    """Whether a compound is an adjective or breaks off: 短期的, 従業員一(人), ドキッ."""
    last = compound[-1]
    return (last in "的ッ" and len(compound) > 2) or last in _COUNTS or compound.endswith("一人")


class _Compounds(NamedTuple):
    counts: Counter[str]
    opening: frozenset[str]
    """In the first paragraph."""
    leading: frozenset[str]
    """In the first sentence."""


def _compounds(part: TagPart) -> _Compounds:
    opening = part.profiles[0].nouns if part.profiles else []
    first = unicodedata.normalize("NFKC", part.paragraphs[0]) if part.paragraphs else ""
    return _Compounds(
        Counter(itertools.chain.from_iterable(one.nouns for one in part.profiles)),
        frozenset(opening),
        frozenset(nouns(next(sentences(first), ""))),
    )


def role_tag(role: str, *, latin: bool = False) -> str:
    """The tag of a role, or of one of its kinds (possibilities, technology); else ""."""
    return _tags("tags_latin" if latin else "tags").get(role, "")


@cache
def _tags(name: str) -> dict[str, str]:
    rows = (entry.partition("=") for entry in words(name))
    return {role: tag.replace("_", " ") for role, _, tag in rows}


def _implications(part: TagPart) -> Iterator[str]:
    """示唆 or 可能性, the likelier first."""
    text = "".join(part.paragraphs)
    possible = len(_POSSIBLE.findall(text)) > 1.5 * len(_MEANT.findall(text))
    names = ("possibilities", "implications") if possible else ("implications", "possibilities")
    for name in names:
        yield role_tag(name)


def _is_technical(part: TagPart) -> bool:
    """Whether a part opens with technology itself."""
    first = next(sentences(part.paragraphs[0]), "") if part.paragraphs else ""
    return bool(_TECHNICAL.search(first))
