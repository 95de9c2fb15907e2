"""Which matches stand in shown text, and which in folded repeats."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.document import Fold, ReadingOrder, WholeText
from reader.search.matches import Match


class _Run(NamedTuple):
    start: int
    end: int
    hidden: bool


class Shown:
    """The shown and folded runs of a reading order."""

    def __init__(self, reading: ReadingOrder) -> None:
        self._runs = sorted(_runs(reading))
        self._starts = [run.start for run in self._runs]

    def parted(self, matches: Iterable[Match]) -> tuple[list[Match], list[Match]]:
        """The matches in what is shown, and those in what is folded; a match lies where it
        begins."""
        shown: list[Match] = []
        hidden: list[Match] = []
        for match in matches:
            at = bisect_right(self._starts, match.start) - 1
            run = self._runs[at] if at >= 0 else _NOWHERE
            (hidden if run.hidden and match.start < run.end else shown).append(match)
        return shown, hidden

    def listed(self, matches: Iterable[Match], text: str) -> tuple[list[Match], int]:
        """The matches of `visible`, and how many more there are in folds: the count alone takes
        no time to speak of."""
        shown, hidden = self.parted(matches)
        known = {text[match.start : match.end] for match in shown} if hidden else set()
        orphans = [match for match in hidden if text[match.start : match.end] not in known]
        return (sorted([*shown, *orphans]) if orphans else shown), len(hidden) - len(orphans)


def visible(
    matches: Sequence[Match], reading: ReadingOrder, text: str
) -> tuple[list[Match], dict[Match, int]]:
    """The matches that are shown, in the order of the text, and for each shown match that stands
    for hidden copies, how many.

    `text` is the logical text. A match lies where it begins. A hidden one is counted under the
    shown match of the same text whose surroundings are most like its own, the earlier one of
    two alike. A hidden match that has no shown counterpart (it stands only in what is folded) is
    itself in the list, so that no match is ever lost.
    """
    shown, hidden = Shown(reading).parted(matches)
    if not hidden:
        return shown, {}
    counts, orphans = _attributed(shown, hidden, text)
    return sorted([*shown, *orphans]), counts


_NOWHERE = _Run(0, 0, False)


def _attributed(
    shown: Sequence[Match], hidden: Sequence[Match], text: str
) -> tuple[dict[Match, int], list[Match]]:
    """How many hidden copies each shown match has, and the hidden matches without one."""
    by_text: Mapping[str, list[Match]] = defaultdict(list)
    for match in shown:
        by_text[text[match.start : match.end]].append(match)
    near: dict[tuple[str, str, str], Match] = {}
    for match in reversed(shown):
        near[_surroundings(match, text)] = match
    counts: dict[Match, int] = defaultdict(int)
    orphans = []
    for match in hidden:
        original = near.get(_surroundings(match, text))
        if original is None:
            alike = by_text.get(text[match.start : match.end])
            original = _most_alike(match, alike, text) if alike else None
        if original is None:
            orphans.append(match)
        else:
            counts[original] += 1
    return dict(counts), orphans


_NEAR, _FAR = 8, 64
"""Characters on each side by which copies are told apart: at first, and where that fails."""
_MOST = 200
"""Candidates compared at most."""


def _surroundings(match: Match, text: str) -> tuple[str, str, str]:
    return (
        text[max(0, match.start - _NEAR) : match.start],
        text[match.start : match.end],
        text[match.end : match.end + _NEAR],
    )


def _most_alike(match: Match, candidates: Sequence[Match], text: str) -> Match:
    """The candidate that has the longest text in common with a match, before and after it."""

    def common(other: Match) -> int:
        return _common(text, match.end, other.end, 1) + _common(
            text, match.start - 1, other.start - 1, -1
        )

    return max(candidates[:_MOST], key=common)


def _common(text: str, left: int, right: int, step: int) -> int:
    """Number of equal characters from two offsets on; `step`: 1 forward, -1 backward."""
    for same in range(_FAR):
        character = _at(text, left + same * step)
        if not character or character != _at(text, right + same * step):
            return same
    return _FAR


def _at(text: str, offset: int) -> str:
    return text[offset] if 0 <= offset < len(text) else ""


def _runs(reading: ReadingOrder) -> Iterator[_Run]:
    """Every stretch of the text and whether it is hidden; none where nothing is."""
    if isinstance(reading, WholeText):
        return
    for item in reading:
        if isinstance(item, Fold):
            for span in item.spans:
                yield _Run(span.start, span.end, True)
        else:
            for piece in item.pieces:
                yield _Run(piece.start, piece.end, piece.folded)
