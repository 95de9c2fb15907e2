"""The matches of a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple

Mode = Literal["literal", "regex", "exact"]
"""How a query is meant: folded, with operators and readings; as one regular expression; or
character for character."""


class Match(NamedTuple):
    """One place that matches, in offsets into the logical text; it lies inside one block."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matches:
    """The matches of a search, as far as the search has come."""

    spans: tuple[Match, ...] = ()
    """Ascending; no two overlap."""
    loose: bool = False
    """True where only a looser comparison found anything: サーバ for サーバー, vowels of any
    length for romaji."""
    problem: str = ""
    """Key in `reader.wording` of what is wrong with the query ("search.bad-regex"), or ""."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What the problem's sentence is filled with."""
    complete: bool = True
    """False where the search was stopped before the end of the text."""

    def __len__(self) -> int:
        return len(self.spans)


def united(*groups: Iterable[Match]) -> list[Match]:
    """The matches of several lists in a single ascending list; of matches that overlap, the
    first stays, and of matches with the same start the longest."""
    spans = sorted(chain.from_iterable(groups))
    kept: list[Match] = []
    begin = reach = -1
    for span in spans:
        start, end = span
        if start >= reach:
            kept.append(span)
        elif start == begin:
            kept[-1] = span  # the longer one, which sorts behind
        else:
            continue
        begin, reach = start, max(end, start + 1)
    return kept
