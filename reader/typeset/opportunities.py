"""The places of a text where a line in phrases may end, asked for only as far as needed.

They are the ends of `pieces`, all taken for ends of phrases, and some places inside of long
pieces, taken for places where a phrase would be parted. A place that is about to be used is asked
of the rules and of the model.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise
from math import isqrt

from reader.cells import fitting, measure_for
from reader.phrases import phrases
from reader.typeset.breaker import HANGING, SPACES, Bounds, Breaker, LineRange
from reader.typeset.context import allowed
from reader.typeset.pieces import pieces
from reader.typeset.rules import NO, YES

_NEVER = 1 << 30
"""Costs of a place that the rules forbid."""
_SPACE_COST = 60
"""A space inside of a phrase, between two Latin words."""
_COUNTER_COST = 150
"""Besides: a number parted from what it counts."""
_COUNTERS = frozenset("兆億万千百円年月日時分秒人社件個台名回章節条巻号頁歳歩倍割度本冊枚点位代か")
_DIGITS = frozenset("0123456789０１２３４５６７８９.．,，")
_STEP = 3
"""Characters between the places at which a long piece may be parted."""


class Opportunities:
    """Where the lines of a text, or of a range of it, may end.

    The lists go together, an entry for each place; the first place is the start, the last the
    end. The start has no entry of its own in `ends`, `fits` and `costs`.
    """

    def __init__(
        self, text: str, span: LineRange, room: int, first: int, plain: Breaker, bounds: Bounds
    ) -> None:
        """room: cells of a line. first: of the first line."""
        self.text, self.room = text, room
        self._plain, self._bounds = plain, bounds
        self._pairs = plain.pairs
        self._measure = measure_for(plain.ambiguous)
        self._ends_phrase = phrases().ends
        self.split = max(150, min(500, 8 * room - 100))
        """What it costs to part a phrase."""
        self._longest = isqrt(self.split) + max(0, room - 40) // 5
        """Cells of the longest piece that is left whole."""
        self._spaced = " " in text or "\u3000" in text
        self.at, self.starts, inner = self._proposed(*span)
        """Where the next line starts; the cells before that."""
        self.ends = self.starts[:]
        """The cells before the end of the line, behind which white space vanishes."""
        self.fits = self.starts[:]
        """`ends` without what may stand in the margin."""
        self.costs = [0] * len(self.at)
        """What it costs to end a line here, besides the cells that the line leaves empty."""
        for at in inner:
            self.costs[bisect_left(self.at, at)] = self.split
        self.asked = bytearray(len(self.at))
        """Whether a place has been asked for."""
        if plain.hang:
            self._end(range(1, len(self.at)))
        elif self._spaced:
            ends = enumerate(self.at)
            self._end([place for place, at in ends if place and text[at - 1] in SPACES])
        # A first line of another length counts as one that starts elsewhere.
        self.starts[0] = first - room

    def _proposed(self, start: int, stop: int) -> tuple[list[int], list[int], list[int]]:
        """The ends of the pieces, the cells before them, and those inside of long pieces."""
        text = self.text
        lead = start
        while lead < stop and text[lead] in SPACES:
            lead += 1
        parts = pieces(text, lead, stop)
        cells = list(map(self._measure, parts))
        inner: list[int] = []
        if cells and max(cells) > self._longest:
            inner = self._part_long(parts, cells, lead)
        if lead > start:
            parts.insert(0, text[start:lead])
            cells.insert(0, self._measure(parts[0]))
        at = list(accumulate(map(len, parts), initial=start))
        if lead > start:
            del at[1]
            cells[:2] = [sum(cells[:2])]
        if not self._bounds.sums:
            return at, list(accumulate(cells, initial=0)), inner
        sums, closed = self._bounds.sums, self._bounds.closed
        at[1:-1] = [place for place in at[1:-1] if place not in closed]
        return at, [sums[place] - sums[start] for place in at], inner

    def _part_long(self, parts: list[str], cells: list[int], start: int) -> list[int]:
        """Cuts long pieces where a phrase may be parted; returns the offsets."""
        found: list[int] = []
        longest, text, measure = self._longest, self.text, self._measure
        long = [number for number, count in enumerate(cells) if count > longest]
        at = list(accumulate(map(len, parts), initial=start))
        for number in reversed(long):
            first, last = at[number], at[number + 1]
            cuts = self._cuts(first, range(first + _STEP, last, _STEP))
            found += cuts
            inside = [text[a:b] for a, b in pairwise([first, *cuts, last])]
            parts[number : number + 1] = inside
            cells[number : number + 1] = map(measure, inside)
        return found

    def _cuts(self, start: int, limits: Iterable[int]) -> list[int]:
        """For each limit the last offset up to it where a line may end."""
        found: list[int] = []
        text, rules, closed = self.text, self._pairs, self._bounds.closed
        for limit in limits:
            for at in range(limit, start, -1):
                verdict = rules[text[at - 1 : at + 1]]
                if verdict == NO or (verdict != YES and allowed(rules, text, at) != YES):
                    continue
                if at not in closed:
                    found.append(at)
                    break
            # What lies before has been asked: no text is gone through twice.
            start = limit
        return found

    def _end(self, places: Iterable[int]) -> None:
        """Sets `ends` and `fits` of places."""
        text, measure, at = self.text, self._measure, self.at
        hangs = HANGING if self._plain.hang else frozenset[str]()
        for place in places:
            stop = after = at[place]
            before = text[stop - 1]
            if before in SPACES:
                while stop > at[0] and text[stop - 1] in SPACES:
                    stop -= 1
                self.ends[place] = self.starts[place] - measure(text[stop:after])
                before = text[stop - 1]
                if before.isascii() and not self.costs[place]:
                    self.costs[place] = _SPACE_COST
            hung = measure(before) if before in hangs else 0
            self.fits[place] = self.ends[place] - hung

    def lines(self, way: Iterable[int]) -> list[LineRange]:
        """The lines between some places, without the white space behind them."""
        edges = pairwise([self.at[place] for place in way])
        if not self._spaced:
            return list(edges)
        text = self.text
        return [(start, start + len(text[start:stop].rstrip(SPACES))) for start, stop in edges]

    def gap(self, first: int, last: int) -> int:
        """The cells that this line leaves empty."""
        return self.starts[first] + self.room - self.ends[last]

    def doubt(self, place: int) -> bool:
        """Asks for a place; whether it is not what it was taken for.

        A place that the rules forbid is taken away.
        """
        taken, cost = self.costs[place], self._cost(self.at[place])
        self.asked[place] = True
        self.costs[place] = cost
        if cost == _NEVER:
            for column in (self.at, self.starts, self.ends, self.fits, self.costs, self.asked):
                del column[place]
        return cost != taken

    def _cost(self, at: int) -> int:
        text = self.text
        verdict = self._pairs[text[at - 1 : at + 1]]
        if verdict != YES and (verdict == NO or allowed(self._pairs, text, at) != YES):
            return _NEVER
        before = text[at - 1]
        counted = before in _DIGITS and text[at] in _COUNTERS
        if counted or (before == "第" and text[at] in _DIGITS):
            return self.split + _COUNTER_COST
        if self._ends_phrase(text, at):
            return 0
        return _SPACE_COST if before in SPACES else self.split

    def part(self, place: int, first: int) -> bool:
        """Lets the piece that ends at a place be parted where a line that starts at another is
        full; whether that is new."""
        before = self.starts[place - 1] if place > 1 else 0
        limit = self._fitting(place, self.starts[first] + self.room - before)
        start = self.at[place - 1]
        while self.text[start] in SPACES:
            start += 1
        cuts = self._cuts(start, [limit])
        self._insert(place, cuts)
        return bool(cuts)

    def _fitting(self, place: int, cells: int) -> int:
        """The last offset in a piece that many cells behind its start."""
        start, stop = self.at[place - 1], self.at[place]
        sums = self._bounds.sums
        if sums:
            end = bisect_right(sums, sums[start] + cells) - 1
        else:
            piece = self.text[start : min(stop, start + cells)]
            end = start + fitting(piece, cells, self._plain.ambiguous)
        return min(end, stop - 1)

    def _insert(self, place: int, found: list[int]) -> None:
        """Puts places where a phrase would be parted before another place."""
        start = self.at[place - 1]
        before = self.starts[place - 1] if place > 1 else 0
        sums, measure = self._bounds.sums, self._measure
        cells = [
            before + (sums[at] - sums[start] if sums else measure(self.text[start:at]))
            for at in found
        ]
        self.at[place:place] = found
        for column in (self.starts, self.ends, self.fits):
            column[place:place] = cells
        self.costs[place:place] = [self.split] * len(found)
        self.asked[place:place] = bytes(len(found))
        if self._plain.hang or self._spaced:
            self._end(range(place, place + len(found)))

    def force(self, place: int) -> None:
        """Lets the piece that ends at a place be parted, since it is longer than a line."""
        if self.part(place, place - 1):
            return
        start, stop = self.at[place - 1], self.at[place]
        before = self.starts[place - 1] if place > 1 else 0
        end = self._fitting(place, self.starts[place - 1] + self.room - before)
        bounds = self._bounds
        _, after = self._plain.step_back(self.text, start, end, bounds.closed, bounds.hard)
        if after < stop:
            self._insert(place, [after])
            self.asked[place] = True
        else:
            # A single cluster that is wider than a line.
            self.fits[place] = self.starts[place - 1] + self.room
