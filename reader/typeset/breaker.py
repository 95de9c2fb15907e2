"""Line breaking by looking only at each line's end.

A line is measured as a slice, from a guess of measure/2 characters upwards; then its end steps
back to where the rules allow one. So the cost is that of the lines, not of the characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from reader.cells import cell_len, clusters, is_complex, measure_for
from reader.typeset.context import allowed
from reader.typeset.rules import WORD, YES, Level, pairs
from reader.typeset.urls import may_hold_urls, urls

LineRange = tuple[int, int]
"""Offsets of a line into the text, without white space at its end."""

SPACES = " \u3000"
"""What vanishes where a line ends (JLREQ 3.1.6, 3.2.2)."""
HANGING = frozenset("、。，．､｡")
"""What may stand in the margin (JLREQ 3.8.2: cl-06, cl-07)."""
HANGING_CELLS = 2
"""The margin that hanging needs."""
_JOINER = "\u200d"
_NARROW = 20
"""Cells under which the level is one lower (CSS Text 3 §5.3, `auto`)."""
_LOWER: dict[Level, Level] = {"strict": "normal", "normal": "loose", "loose": "loose"}


def level_at(level: Level, measure: int) -> Level:
    """The level that lines of `measure` cells are set in: one lower where they are very short."""
    return level if measure >= _NARROW else _LOWER[level]


def summed(text: str, ambiguous: int) -> tuple[list[int], frozenset[int]]:
    """Cells before each character and the end, and the offsets inside of clusters.

    All of a cluster's cells are counted at its first character. Nothing is parted behind a
    zero width joiner, whatever it joins (UAX #14 LB8a).
    """
    cells: list[int] = []
    inside: list[int] = []
    for cluster in clusters(text):
        inside += range(len(cells) + 1, len(cells) + len(cluster))
        cells.append(cell_len(cluster, ambiguous))
        cells += [0] * (len(cluster) - 1)
    inside += [at for at, before in enumerate(text, 1) if before == _JOINER and at < len(text)]
    return list(accumulate(cells, initial=0)), frozenset(inside)


def inside(ranges: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The offsets that lie inside of ranges, their edges not counted."""
    return frozenset(at for start, end in ranges for at in range(start + 1, end))


class Bounds(NamedTuple):
    """What holds for a text whose characters cannot simply be counted."""

    sums: Sequence[int] = ()
    """Cells before each character and the end; empty where they can."""
    closed: frozenset[int] = frozenset()
    """Offsets at which no line is to end."""
    hard: frozenset[int] = frozenset()
    """Those of them at which none ever does."""


PLAIN = Bounds()
"""Of a text without clusters, groups and addresses."""


def bounds(text: str, room: int, groups: Sequence[tuple[int, int]], ambiguous: int) -> Bounds:
    """What holds for a text in lines of `room` cells.

    groups: ranges inside of which no line ends unless they are wider than a line.
    """
    addresses = list(urls(text)) if may_hold_urls(text) else []
    if not (groups or addresses or is_complex(text)):
        return PLAIN
    sums, joined = summed(text, ambiguous)
    hard = joined | inside([(a, b) for a, b in groups if sums[b] - sums[a] <= room])
    soft = inside([(a, b) for a, b in addresses if sums[b] - sums[a] <= room])
    return Bounds(sums, hard | soft, hard)


class Breaker:
    """Breaks texts into lines, each as full as the rules allow; keeps nothing of them."""

    def __init__(self, level: Level, ambiguous: int = 1, hang: bool = False) -> None:
        self.pairs = pairs(level)
        """The rules."""
        self.ambiguous = ambiguous
        """Cells of an ambiguous character."""
        self.hang = hang
        """Whether 、 and 。 that do not fit stand in the margin."""
        self._measure = measure_for(ambiguous)

    def lines(
        self,
        text: str,
        room: int,
        first: int | None = None,
        *,
        groups: Sequence[tuple[int, int]] = (),
        breaking: str = "",
    ) -> list[LineRange]:
        """The lines of a text without newlines: each of `room` cells, the first of `first`.

        groups: ranges inside of which no line ends unless they are wider than a line. breaking:
        stands for the text where the rules are asked.
        """
        first = room if first is None else first
        limits = bounds(text, room, groups, self.ambiguous)
        if limits is PLAIN:
            return self._quick(text, room, first)
        return self._careful(breaking or text, room, first, limits)

    def _quick(self, text: str, room: int, first: int) -> list[LineRange]:
        """The usual case: each character is a cluster, and cells can be added up."""
        measure, verdicts, closed = self._measure, self.pairs, frozenset[int]()
        lines: list[LineRange] = []
        start, length = 0, len(text)
        width, half = first, first >> 1
        while True:
            if length - start <= width and measure(text[start:]) <= width:
                break
            # More than `width` cells are left: no slice here runs out of text.
            end = start + half
            left = width - measure(text[start:end])
            while left > 1:
                following = end + (left >> 1)
                left -= measure(text[end:following])
                end = following
            if left and measure(text[end]) == 1:
                end += 1
            if end > start and verdicts[text[end - 1 : end + 1]] == YES:
                lines.append((start, end))
                start = end
            else:
                stop, following = self.step_back(text, start, end, closed, closed)
                lines.append((start, stop))
                start = following
            width, half = room, room >> 1
        return self._ended(text, lines, start)

    def fill(self, text: str, start: int, width: int) -> int:
        """The last offset up to which a part of the text that starts at `start` has at most
        `width` cells, each character being a cluster."""
        end, length = start, len(text)
        while width > 1 and end < length:
            following = end + (width >> 1)
            width -= self._measure(text[end:following])
            end = following
        if width and end < length and self._measure(text[end]) == 1:
            end += 1
        return min(end, length)

    def _careful(self, text: str, room: int, first: int, limits: Bounds) -> list[LineRange]:
        sums, closed, hard = limits
        lines: list[LineRange] = []
        start, width = 0, first
        while sums[-1] - sums[start] > width:
            end = bisect_right(sums, sums[start] + width) - 1
            stop, following = self.step_back(text, start, end, closed, hard)
            lines.append((start, stop))
            start, width = following, room
        return self._ended(text, lines, start)

    @staticmethod
    def _ended(text: str, lines: list[LineRange], start: int) -> list[LineRange]:
        stop = len(text.rstrip(SPACES))
        if stop > start or not lines:
            lines.append((start, max(start, stop)))
        return lines

    def step_back(
        self, text: str, start: int, end: int, closed: frozenset[int], hard: frozenset[int]
    ) -> LineRange:
        """Where a line ends that reaches no further than `end`, and where the next one starts.

        closed: offsets at which no line is to end. hard: those of them at which none ever does.
        """
        rules = self.pairs
        hangs = self.hang and text[end] in HANGING and end > start
        stop = after = end + hangs
        while after < len(text) and text[after] in SPACES:
            after += 1
        if after > end:
            if after == len(text):
                return _trimmed(text, start, stop), after
            if after not in closed and allowed(rules, text, after) == YES:
                return _trimmed(text, start, stop), after
        for at in range(end, start, -1):
            if at not in closed and allowed(rules, text, at) == YES:
                stop = _trimmed(text, start, at)
                if stop > start:
                    return stop, at
        return self._force(text, start, end, hard)

    def _force(self, text: str, start: int, end: int, hard: frozenset[int]) -> LineRange:
        """Where a line ends that has no place to end: inside an address, else a word, else
        where a lower level of the rules allows it, else anywhere but inside a cluster."""
        places = [at for at in range(end, start, -1) if at not in hard]
        for level, verdicts in (
            (self.pairs, (YES,)),
            (self.pairs, (WORD,)),
            (pairs("loose"), (YES,)),
        ):
            for at in places:
                if allowed(level, text, at) in verdicts and _trimmed(text, start, at) > start:
                    return _trimmed(text, start, at), at
        if places:
            return places[0], places[0]
        at = max(start, end) + 1
        while at in hard:
            at += 1
        return at, at


def _trimmed(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] in SPACES:
        stop -= 1
    return stop


@lru_cache(maxsize=32)
def breaker(level: Level, ambiguous: int = 1, hang: bool = False) -> Breaker:
    """The breaker for these options; one for all who ask."""
    return Breaker(level, ambiguous, hang)
