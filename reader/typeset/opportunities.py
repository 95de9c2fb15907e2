"""The places of a text where a line in phrases may end, asked for only as far as needed.

They are the ends of `pieces`, taken for ends of phrases, and some places inside of long pieces,
taken for places where a phrase would be parted. What a place was taken for is asked of the rules
and of the model of phrases when a line is about to end there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise
from math import isqrt
from operator import sub

from reader.cells import measure_for
from reader.typeset.breaker import HANGING, SPACES, Bounds, Breaker, LineRange
from reader.typeset.costs import NEVER, SPACE_COST, costs_for, split_cost
from reader.typeset.pieces import pieces
from reader.typeset.rules import YES
OFF=150
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
        self._measure = measure_for(plain.ambiguous)
        self._cost = costs_for(plain.pairs.level, room).of
        self.split = split_cost(room)
        self._spaced = " " in text or "\u3000" in text
        self.at, self.starts = self._proposed(*span)
        """Where the next line starts; the cells before that."""
        self.costs = [0] * len(self.at)
        """What it costs to end a line here, besides the cells that the line leaves empty."""
        self.ends = self.fits = self.starts
        """The cells before the end of the line, behind which white space vanishes; the same
        without what may stand in the margin."""
        self._part_long()
        self.asked = bytearray(len(self.at))
        """Whether a place has been asked for."""
        self._looked: set[int] = set()
        self._enders = frozenset(SPACES if self._spaced else "").union(HANGING if plain.hang else ())
        self.ends = self.starts[:]
        self.fits = self.starts[:]
        if self._enders:
            self._end(1, len(self.at))
        # A first line of another length counts as one that starts elsewhere.
        self.starts[0] = first - room

    def _proposed(self, start: int, stop: int) -> tuple[list[int], list[int]]:
        """The ends of the pieces, and the cells before them."""
        parts = pieces(self.text, start, stop)
        at = list(accumulate(map(len, parts), initial=start))
        if self._bounds.sums:
            sums, closed = self._bounds.sums, self._bounds.closed
            at[1:-1] = [place for place in at[1:-1] if place not in closed]
            starts = [sums[place] - sums[start] for place in at]
        else:
            starts = list(accumulate(map(self._measure, parts), initial=0))
        if self.text[start] in SPACES and len(at) > 2:
            del at[1], starts[1]
        return at, starts

    def _part_long(self) -> None:
        """Puts places into long pieces where a phrase may be parted."""
        starts = self.starts
        cells = list(map(sub, starts[1:], starts))
        longest = isqrt(self.split - OFF)
        if max(cells) <= longest:
            return
        text, rules, closed = self.text, self._plain.pairs, self._bounds.closed
        for place in [place for place, count in enumerate(cells) if count > longest][::-1]:
            start, stop = self.at[place], self.at[place + 1]
            found = [
                at
                for at in range(start + (longest >> 1), stop - 1)
                if rules[text[at - 1 : at + 1]] == YES and at not in closed
            ]
            if found:
                cells_ = [self._cells(place, at) for at in found]
                self.at[place+1:place+1] = found
                starts[place+1:place+1] = cells_
                self.costs[place+1:place+1] = [self.split]*len(found)

    def _end(self, first: int, last: int) -> None:
        """Sets `ends` and `fits` of a range of places."""
        text, measure, enders = self.text, self._measure, self._enders
        for place in range(first, last):
            stop = after = self.at[place]
            before = text[stop - 1]
            if before not in enders:
                continue
            if before in SPACES:
                while stop > self.at[0] and text[stop - 1] in SPACES:
                    stop -= 1
                self.ends[place] -= measure(text[stop:after])
                before = text[stop - 1]
                if before.isascii() and not self.costs[place]:
                    self.costs[place] = SPACE_COST
            hangs = before in HANGING and self._plain.hang
            self.fits[place] = self.ends[place] - (measure(before) if hangs else 0)

    def lines(self, way: Iterable[int]) -> list[LineRange]:
        """The lines between some places, without the white space behind them."""
        edges = pairwise([self.at[place] for place in way])
        if not self._spaced:
            return list(edges)
        text = self.text
        return [(start, start + len(text[start:stop].rstrip(SPACES))) for start, stop in edges]

    def doubt(self, place: int) -> bool:
        """Asks for a place; whether it is not what it was taken for.

        A place that the rules forbid is taken away.
        """
        taken, cost = self.costs[place], self._cost(self.text, self.at[place])
        self.asked[place] = True
        self.costs[place] = cost
        if cost == NEVER:
            for column in (self.at, self.starts, self.ends, self.fits, self.costs, self.asked):
                del column[place]
        return cost != taken

    def look_into(self, place: int, first: int) -> bool:
        start, stop = self.at[place], self.at[place + 1]
        if start in self._looked: return False
        self._looked.add(start)
        limit = self._fitting(place, self.starts[first]+self.room)
        closed = self._bounds.closed
        found = []
        split = None
        for at in range(limit, start, -1):
            if at in closed:
                continue
            cost = self._cost(self.text, at)
            if cost == 0 or (cost != NEVER and not found):
                found.append((at, cost))
        self._insert(place + 1, found[::-1])
        return bool(found)

    def _cells(self, place: int, at: int) -> int:
        """The cells before an offset behind a place."""
        start, sums = self.at[place], self._bounds.sums
        inner = sums[at] - sums[start] if sums else self._measure(self.text[start:at])
        return (self.starts[place] if place else 0) + inner

    def _fitting(self, place: int, full: int) -> int:
        """The last offset in the piece behind a place that is so many cells behind it."""
        cells = full - (self.starts[place] if place else 0)
        start, stop = self.at[place], self.at[place + 1]
        sums = self._bounds.sums
        if sums:
            end = bisect_right(sums, sums[start] + cells) - 1
        else:
            text, measure = self.text, self._measure
            end = start
            while cells > 1 and end < stop:
                following = end + (cells >> 1)
                cells -= measure(text[end:following])
                end = following
            if cells==1 and end<stop and measure(text[end])==1: end+=1
        return min(end, stop - 1)

    def _insert(self, place: int, found) -> None:
        cells = [self._cells(place-1, at) for at, _ in found]
        self.at[place:place] = [at for at, _ in found]
        for column in (self.starts, self.ends, self.fits):
            column[place:place] = cells
        self.costs[place:place] = [cost for _, cost in found]
        self.asked[place:place] = b"\1" * len(found)
        if self._enders:
            self._end(place, place + len(found))

    def force(self, place: int) -> None:
        """Puts a place in where a line that starts at a place has none."""
        if self.look_into(place, place):
            return
        start, stop = self.at[place], self.at[place + 1]
        full = self.starts[place] + self.room
        end = self._fitting(place, full)
        bounds = self._bounds
        _, after = self._plain.step_back(self.text, start, end, bounds.closed, bounds.hard)
        if after < stop:
            self._insert(place+1, [(after, self.split)])
            self._looked.discard(start); self._looked.add(after)
        else:
            self.fits[place + 1] = full
