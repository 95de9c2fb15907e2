"""Lines that end with phrases (文節), as even as that allows.

The lines of a paragraph are chosen together: each costs the square of the cells it leaves empty,
and more where it parts a phrase. Only the ends of phrases near the end of a line are asked for,
and only the few cheapest ways to have come so far are followed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from reader.cells import COMPLEX, cell_len
from reader.phrases import phrases
from reader.typeset.breaker import HANGING, SPACES, Breaker, LineRange, inside, level_at, summed
from reader.typeset.context import allowed
from reader.typeset.rules import YES, Level
from reader.typeset.urls import may_hold_urls, urls

_WAYS = 4
"""How many ways to have come so far are followed."""
_ENDS = 2
"""How many ends of phrases are tried for each line."""
_NEVER = 1 << 30
"""Costs of an end that the rules forbid."""
_SPACE_COST = 60
"""A space inside of a phrase, between two Latin words."""
_COUNTER_COST = 150
"""Besides: a number parted from what it counts."""
_SINGLE_COST = 400
"""A last line of one character (JLREQ 3.5.4)."""
_LINE_COST = 40
"""What a line costs on the average: how far a way has come is weighed with it."""
_COUNTERS = frozenset("兆億万千百円年月日時分秒人社件個台名回章節条巻号頁歳歩倍割度本冊枚点位代か")
_DIGITS = frozenset("0123456789０１２３４５６７８９.．,，")
_CLOSING = SPACES + "。．、，！？」』）)】〉》…"


def _split_cost(room: int) -> int:
    """What it costs to part a phrase in lines of `room` cells."""
    return max(150, min(500, 10 * room - 100))


def _look(room: int) -> int:
    """How many cells before the end of a line the end of a phrase is looked for."""
    return min(max(28, room // 3 + 8), room * 7 // 10)


class _Cells(dict[str, int]):
    """Character -> its cells, filled with what is met."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self._ambiguous = ambiguous

    def __missing__(self, character: str) -> int:
        cells = self[character] = cell_len(character, self._ambiguous)
        return cells


class _Way(NamedTuple):
    """Lines chosen so far."""

    cost: float
    start: int
    """Where the next line starts."""
    lines: tuple[LineRange, _Way] | None
    """The last line, and the way before it."""


@lru_cache(maxsize=32)
def phrase_breaker(
    ambiguous: int = 1, hang: bool = False, balance: bool = True, level: Level = "strict"
) -> PhraseBreaker:
    """The breaker for these options; one for all who ask."""
    return PhraseBreaker(ambiguous, hang, balance, level)


class PhraseBreaker:
    """Breaks texts into lines at the ends of phrases; keeps nothing of them."""

    def __init__(self, ambiguous: int, hang: bool, balance: bool, level: Level) -> None:
        self.ambiguous = ambiguous
        """Cells of an ambiguous character."""
        self.hang = hang
        """Whether 、 and 。 that do not fit stand in the margin."""
        self.balance = balance
        """Whether the lines of a text are chosen together."""
        self._level = level
        self._cells = _Cells(ambiguous)

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
        plain = Breaker(level_at(self._level, room), self.ambiguous, self.hang)
        if not (self.balance or groups or may_hold_urls(text) or COMPLEX.search(text)):
            return _one_by_one(text, room, room if first is None else first, plain)
        joined: frozenset[int] = frozenset()
        if COMPLEX.search(text):
            sums, joined = summed(text, self.ambiguous)
        else:
            sums = list(accumulate(map(self._cells.__getitem__, text), initial=0))
        first = room if first is None else first
        stop = len(text.rstrip(SPACES))
        if sums[stop] <= first:
            return [(0, stop)]
        hard = joined | inside([(a, b) for a, b in groups if sums[b] - sums[a] <= room])
        soft = urls(text) if may_hold_urls(text) else ()
        closed = hard | inside([(a, b) for a, b in soft if sums[b] - sums[a] <= room])
        job = _Paragraph(breaking or text, sums, stop, room, first, closed, hard, plain)
        return job.lines()


class _Paragraph:
    """One text on its way into lines."""

    def __init__(
        self,
        text: str,
        sums: list[int],
        stop: int,
        room: int,
        first: int,
        closed: frozenset[int],
        hard: frozenset[int],
        plain: Breaker,
    ) -> None:
        self.text, self.sums, self.stop = text, sums, stop
        self.room, self.first = room, first
        self.closed, self.hard, self.plain = closed, hard, plain
        self.split = _split_cost(room)
        self.costs: list[int] = [-1] * (len(text) + 1)
        """What it costs to end a line before each character; -1 where nobody has asked."""
        self.ends_phrase: Callable[[str, int], bool] = phrases().ends

    def lines(self) -> list[LineRange]:
        """The lines of the cheapest way to the end."""
        here = [_Way(0, 0, None)]
        best: _Way | None = None
        width = self.first
        per_cell = _LINE_COST / self.room
        while here:
            following: dict[int, _Way] = {}
            for way in here:
                if self.sums[self.stop] - self.sums[way.start] <= width:
                    ended = self._ended(way)
                    if best is None or ended.cost < best.cost:
                        best = ended
                    continue
                if best is None or way.cost < best.cost:
                    self._follow(way, width, following)
            width = self.room
            here = list(following.values())
            if len(here) > _WAYS:
                sums = self.sums
                here.sort(key=lambda way: way.cost - sums[way.start] * per_cell)
                del here[_WAYS:]
        return _unwound(best)

    def _follow(self, way: _Way, width: int, following: dict[int, _Way]) -> None:
        """Adds the ways that the next line may go from one."""
        for cost, stop, start in self._candidates(way.start, width):
            known = following.get(start)
            total = way.cost + cost
            if known is None or total < known.cost:
                following[start] = _Way(total, start, ((way.start, stop), way))

    def _candidates(self, start: int, width: int) -> list[tuple[int, int, int]]:
        """Cost, end of the line and start of the next: the last ends of phrases that fit, and
        the last place where a phrase may be parted."""
        text, sums, costs = self.text, self.sums, self.costs
        end = bisect_right(sums, sums[start] + width) - 1
        full = sums[start] + width
        least = full - _look(width)
        parted: tuple[int, int, int] | None = None
        found: list[tuple[int, int, int]] = []
        for at in range(self._reach(end, start), start, -1):
            cost = costs[at]
            if cost < 0:
                cost = costs[at] = self._cost(at)
            if cost == _NEVER:
                continue
            stop = at
            while stop > start and text[stop - 1] in SPACES:
                stop -= 1
            if stop == start or (sums[stop] < least and (found or parted)):
                break
            gap = max(0, full - sums[stop])
            if cost < self.split:
                found.append((cost + gap * gap, stop, at))
                if len(found) == _ENDS:
                    break
            elif parted is None:
                parted = (cost + gap * gap, stop, at)
        if parted is not None:
            found.append(parted)
        if not found:
            stop, after = self.plain.step_back(text, start, end, self.closed, self.hard)
            found.append((self.split, stop, after))
        return found

    def _reach(self, end: int, start: int) -> int:
        """The last place where the next line may start: after the white space at `end`, and
        after what hangs."""
        text = self.text
        if self.plain.hang and text[end] in HANGING and end > start:
            end += 1
        while end < self.stop and text[end] in SPACES:
            end += 1
        return min(end, self.stop - 1)

    def _cost(self, at: int) -> int:
        if at in self.closed or allowed(self.plain.pairs, self.text, at) != YES:
            return _NEVER
        text = self.text
        before = text[at - 1]
        counted = before in _DIGITS and text[at] in _COUNTERS
        if counted or (before == "第" and text[at] in _DIGITS):
            return self.split + _COUNTER_COST
        if self.ends_phrase(text, at):
            return 0
        return _SPACE_COST if before in SPACES else self.split

    def _ended(self, way: _Way) -> _Way:
        """The way with its last line, which is dear where it has one character only."""
        if way.start >= self.stop:
            return way
        shown = self.text[way.start : self.stop].rstrip(_CLOSING)
        cost = way.cost + (_SINGLE_COST if len(shown) <= 1 else 0)
        return _Way(cost, self.stop, ((way.start, self.stop), way))


def _one_by_one(text: str, room: int, first: int, plain: Breaker) -> list[LineRange]:
    """Lines each of which ends with the last phrase that fits.

    What `Breaker` would make of a line is taken back to the end of a phrase, if one is near.
    """
    verdicts, ends = plain.pairs, phrases().ends
    lines: list[LineRange] = []
    start, width = 0, first
    while True:
        stop, following = plain.line(text, start, width)
        if following >= len(text):
            lines.append((start, stop))
            return lines
        least = following if text[following - 1] in SPACES else following - _look(width) // 2
        for at in range(following, max(start, least), -1):
            if verdicts[text[at - 1 : at + 1]] == YES and ends(text, at):
                stop = following = at
                break
        lines.append((start, stop))
        start, width = following, room


def _unwound(way: _Way | None) -> list[LineRange]:
    lines: list[LineRange] = []
    while way is not None and way.lines is not None:
        line, way = way.lines
        lines.append(line)
    lines.reverse()
    return lines
