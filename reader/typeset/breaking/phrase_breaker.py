"""Lines that end with phrases (文節), as even as that allows.

The lines of a paragraph are chosen together: each costs the square of the cells it leaves empty,
and more where it parts a phrase; the cheapest way to the end is found by a dynamic programme.
It first takes every place for what it most likely is; then the places that it used are asked for,
and it goes again from the first that was something else. So the model is asked little more than
once a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from reader.cells import measure_for
from reader.typeset.breaking.bounds import PLAIN, bounds
from reader.typeset.breaking.breaker import SPACES, LineRange, breaker, level_at
from reader.typeset.breaking.costs import SINGLE_COST
from reader.typeset.breaking.opportunities import Opportunities
from reader.typeset.breaking.rules import Level

_CLOSING = SPACES + "。．、，！？」』）)】〉》…"
_TOGETHER = 1024
"""Characters whose lines are chosen together."""
_AGAIN = 3
"""Lines before the end of so many that are chosen again with what follows."""
_LOOK = 20
"""Cells that a line leaves empty at most where a fuller one is to be had."""
_EMPTY = 14
"""Cells that a line leaves empty without what follows being searched."""


@lru_cache(maxsize=32)
def phrase_breaker(
    ambiguous: int = 1, hang: bool = False, level: Level = "strict"
) -> PhraseBreaker:
    """The breaker for these options; one for all who ask."""
    return PhraseBreaker(ambiguous, hang, level)


class PhraseBreaker:
    """Breaks texts into lines at the ends of phrases; keeps nothing of them."""

    def __init__(self, ambiguous: int, hang: bool, level: Level) -> None:
        self.ambiguous = ambiguous
        """Cells of an ambiguous character."""
        self.hang = hang
        """Whether 、 and 。 that do not fit stand in the margin."""
        self._level = level

    def lines(
        self,
        text: str,
        room: int,
        first: int | None = None,
        *,
        groups: Sequence[tuple[int, int]] = (),
        breaking: str = "",
    ) -> list[LineRange]:
        """As `Breaker.lines`."""
        width = room if first is None else first
        start, end = 0, len(text.rstrip(SPACES))
        limits = bounds(text, room, groups, self.ambiguous)
        if not end:
            return [(0, 0)]
        if end <= width and limits is PLAIN and measure_for(self.ambiguous)(text[:end]) <= width:
            return [(0, end)]
        plain = breaker(level_at(self._level, room), self.ambiguous, self.hang)
        text = breaking or text
        found: list[LineRange] = []
        together = max(_TOGETHER, 4 * _AGAIN * room)
        while True:
            stop = min(end, start + together)
            lines = _chosen(Opportunities(text, (start, stop), room, width, plain, limits))
            if stop == end:
                return found + lines
            if len(lines) > _AGAIN:
                found += lines[:-_AGAIN]
                start, width = lines[-_AGAIN][0], room
            else:  # of characters without a width a line may hold any number
                together *= 2


def _chosen(places: Opportunities) -> list[LineRange]:
    """The lines of the cheapest way to the end."""
    totals, before = _first_line(places)
    while True:
        unfit = _extend(places, totals, before)
        if unfit:
            places.force(unfit - 1)
            continue
        way = [len(before) - 1]
        while way[-1]:
            way.append(before[way[-1]])
        wrong = _wrong(places, way)
        if not wrong:
            return places.lines(reversed(way))
        del totals[wrong:], before[wrong:]


def _first_line(places: Opportunities) -> tuple[list[int], list[int]]:
    """The programme's lists as far as the first line may reach."""
    full = places.starts[0] + places.room
    reach = bisect_right(places.fits, full, 1, len(places.fits) - 1)
    offered = zip(places.ends[1:reach], places.costs[1:reach], strict=True)
    totals = [(full - end) ** 2 + cost for end, cost in offered]
    return [0, *totals], [0] * reach


def _extend(places: Opportunities, totals: list[int], before: list[int]) -> int:
    """Carries the programme on: the cost of the cheapest way to each place, and the place before
    it on that way. Returns a place that no line reaches, 0 where there is none.

    The place before never moves back as the place moves on, since costs are convex in the
    length of a line; so it is looked for from the last one found.
    """
    starts, room = places.starts, places.room
    look = min(_LOOK, room - 1)
    best, place, end = before[-1], len(totals), len(places.at) - 1
    fulls = [cells - room for cells in places.ends[place:end]]
    leasts = [cells - room for cells in places.fits[place:end]] if places.hangs else fulls
    add_total, add_before = totals.append, before.append
    try:
        for full, least, cost in zip(fulls, leasts, places.costs[place:end], strict=True):
            while starts[best] < least:
                best += 1
            gap = starts[best] - full
            total = totals[best] + gap * gap
            other = best + 1
            gap = starts[other] - full
            # A line that started at the place itself would leave more than `look` empty.
            while gap <= look:
                dearer = totals[other] + gap * gap
                if dearer < total:
                    total, best = dearer, other
                other += 1
                gap = starts[other] - full
            add_total(total + cost)
            add_before(best)
    except IndexError:  # no place before this one is near enough: those have their totals
        return len(totals)
    while starts[best] + room < places.fits[end]:
        best += 1
    if best >= end:
        return end
    before.append(_last_start(places, totals, best))
    return 0


def _last_start(places: Opportunities, totals: list[int], first: int) -> int:
    """Where the last line starts best, which is at `first` or behind it."""
    costs = totals[first:]
    text, at = places.text, places.at
    for place in range(len(totals) - 1, first - 1, -1):
        if len(text[at[place] : at[-1]].rstrip(_CLOSING)) > 1:
            break
        costs[place - first] += SINGLE_COST
    return first + costs.index(min(costs))


def _wrong(places: Opportunities, way: list[int]) -> int:
    """The first place on a way, given backwards, that was not what it was taken for; 0 where
    there is none."""
    wrong = places.doubt(way[1:-1])
    if wrong:
        return wrong
    starts, ends = places.starts, places.ends
    for last, first in pairwise(way[1:]):
        gap = starts[first] + places.room - ends[last]
        if gap > _EMPTY and places.search(last, first):
            wrong = last + 1
    return wrong
