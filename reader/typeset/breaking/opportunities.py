"""The places of a text where a line in phrases may end, asked for only as far as needed.

They are the ends of `pieces`, all taken for ends of phrases, and some places inside of long
pieces, taken for places where a phrase would be parted. What a place was taken for is asked of
the rules and of the model when a line is about to end there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import isqrt
from operator import sub

from reader.cells import measure_for
from reader.typeset.breaking.bounds import Bounds
from reader.typeset.breaking.breaker import HANGING, SPACES, Breaker, LineRange
from reader.typeset.breaking.costs import NEVER, SPACE_COST, costs_for, split_cost
from reader.typeset.breaking.phrase_pieces import pieces
from reader.typeset.breaking.rules import YES

_WORTH = 150
"""What the better lines behind a place inside of a piece may be worth at most, in costs."""
_LEAST = 8
"""Cells of a piece that is left whole in lines however short."""


class Opportunities:
    """Where the lines of a text, or of a range of it, may end.

    The lists go together, an entry for each place; the first place is the start, the last the
    end. The start has no entry of its own in `ends`, `fits` and `costs`.
    """

    def __init__(
        self, text: str, span: LineRange, room: int, first: int, plain: Breaker, bounds: Bounds
    ) -> None:
        """room: cells of a line. first: of the first line. bounds: of the whole text."""
        self.text, self.room = text, room
        self.hangs = plain.hang
        """Whether 、 and 。 may stand in the margin."""
        self._plain, self._bounds = plain, bounds
        self._measure = measure_for(plain.ambiguous)
        self._known = costs_for(plain.pairs.level, room)
        self._split = split_cost(room)
        self._spaced = " " in text or "\u3000" in text
        self._enders = frozenset(SPACES * self._spaced).union(HANGING if plain.hang else ())
        self.at, self.starts, cells = self._proposed(*span)
        """Where the next line starts; the cells before that."""
        inner = self._part_long(cells)
        self.costs = [0] * len(self.at)
        """What it costs to end a line here, besides the cells that the line leaves empty."""
        for at in inner:
            self.costs[bisect_left(self.at, at)] = self._split
        self.asked = bytearray(len(self.at))
        """Whether a place has been asked for."""
        self._searched: set[int] = set()
        self.ends = self.starts[:]
        """The cells before the end of the line, behind which white space vanishes."""
        self.fits = self.starts[:]
        """`ends` without what may stand in the margin."""
        if self._enders:
            self._end(1, len(self.at))
        # A first line of another length counts as one that starts elsewhere.
        self.starts[0] = first - room

    def _proposed(self, start: int, stop: int) -> tuple[list[int], list[int], list[int]]:
        """The ends of the pieces, the cells before them, and the cells of each piece."""
        parts = pieces(self.text, start, stop)
        at = list(accumulate(map(len, parts), initial=start))
        sums = self._bounds.sums
        if self.text[start] in SPACES and len(at) > 2:
            del at[1]
            parts[:2] = ["".join(parts[:2])]
        if not sums:
            cells = list(map(self._measure, parts))
            return at, list(accumulate(cells, initial=0)), cells
        closed = self._bounds.closed
        at[1:-1] = [place for place in at[1:-1] if place not in closed]
        starts = [sums[place] - sums[start] for place in at]
        return at, starts, list(map(sub, starts[1:], starts))

    def _part_long(self, cells: Sequence[int]) -> list[int]:
        """Puts in places where a phrase may be parted; returns their offsets.

        A line that ends inside of a piece instead of before it is so much longer that it may
        make good for the phrase: nearer to the start of a piece none is looked for.
        """
        longest = max(_LEAST, isqrt(self._split - _WORTH))
        found: list[int] = []
        if max(cells) <= longest:
            return found
        text, at, starts = self.text, self.at, self.starts
        rules, closed = self._plain.pairs, self._bounds.closed
        before: list[int] = []
        for place in [place for place, count in enumerate(cells) if count > longest]:
            for inner in range(at[place] + longest // 2, at[place + 1] - 1):
                if rules[text[inner - 1 : inner + 1]] == YES and inner not in closed:
                    found.append(inner)
                    before.append(starts[place] + self._cells(at[place], inner))
        at += found
        at.sort()
        starts += before
        starts.sort()
        return found

    def _cells(self, start: int, stop: int) -> int:
        """Cells between two offsets."""
        sums = self._bounds.sums
        return sums[stop] - sums[start] if sums else self._measure(self.text[start:stop])

    def _end(self, first: int, last: int) -> None:
        """Sets `ends` and `fits` of the places from `first` to before `last`."""
        text, enders = self.text, self._enders
        for place in range(first, last):
            stop = after = self.at[place]
            if text[stop - 1] not in enders:
                continue
            while stop > self.at[0] and text[stop - 1] in SPACES:
                stop -= 1
            before = text[stop - 1]
            if stop < after:
                self.ends[place] -= self._cells(stop, after)
                if before.isascii() and not self.costs[place]:
                    self.costs[place] = SPACE_COST
            hangs = self.hangs and before in HANGING
            self.fits[place] = self.ends[place] - (self._measure(before) if hangs else 0)

    def lines(self, way: Iterable[int]) -> list[LineRange]:
        """The lines between some places, without the white space behind them."""
        edges = pairwise([self.at[place] for place in way])
        if not self._spaced:
            return list(edges)
        text = self.text
        return [(start, start + len(text[start:stop].rstrip(SPACES))) for start, stop in edges]

    def doubt(self, way: Iterable[int]) -> int:
        """Asks for the places of a way, given backwards. Returns the first on it that is not what
        it was taken for, 0 where there is none; a place that the rules forbid is taken away.
        """
        wrong = 0
        text, at, costs, asked, known = self.text, self.at, self.costs, self.asked, self._known
        # Backwards, since what is taken away moves the places behind it.
        for place in way:
            if asked[place]:
                continue
            asked[place] = True
            cost = known.of(text, at[place])
            if cost != costs[place]:
                wrong = place
                costs[place] = cost
                if cost == NEVER:
                    self._remove(place)
        return wrong

    def _remove(self, place: int) -> None:
        for column in (self.at, self.starts, self.ends, self.fits, self.costs, self.asked):
            del column[place]

    def search(self, place: int, first: int) -> bool:
        """Searches the piece behind a place for places where a line that starts at `first` may
        end; whether there are any that were not known. A piece is searched once.

        They are the ends of phrases in it, and the last place where a phrase may be parted.
        """
        start = self.at[place]
        if start in self._searched:
            return False
        self._searched.add(start)
        found: list[int] = []
        costs: list[int] = []
        for at in range(self._reach(place, first), start, -1):
            cost = NEVER if at in self._bounds.closed else self._known.of(self.text, at)
            if cost == 0 or (cost != NEVER and not found):
                found.append(at)
                costs.append(cost)
        self._insert(place + 1, found[::-1], costs[::-1])
        return bool(found)

    def force(self, place: int) -> None:
        """Puts in a place where a line that starts at a place ends, since it has none."""
        if self.search(place, place):
            return
        bounds, end = self._bounds, self._reach(place, place)
        _, at = self._plain.step_back(self.text, self.at[place], end, bounds.closed, bounds.hard)
        if at < self.at[place + 1]:
            self._insert(place + 1, [at], [self._split])
            self._searched.discard(self.at[place])
        else:
            # A single cluster that is wider than a line.
            self.fits[place + 1] = self.ends[place + 1] = self.starts[place] + self.room

    def _reach(self, place: int, first: int) -> int:
        """The last offset in the piece behind a place that a line from `first` has room for."""
        cells = self.starts[first] + self.room - (self.starts[place] if place else 0)
        start, stop = self.at[place], self.at[place + 1]
        sums = self._bounds.sums
        if sums:
            end = bisect_right(sums, sums[start] + cells) - 1
        else:
            end = self._plain.fill(self.text[:stop], start, cells)
        return min(end, stop - 1)

    def _insert(self, place: int, found: list[int], costs: list[int]) -> None:
        """Puts in places before another, all of them asked for."""
        start, before = self.at[place - 1], self.starts[place - 1] if place > 1 else 0
        cells = [before + self._cells(start, at) for at in found]
        self.at[place:place] = found
        for column in (self.starts, self.ends, self.fits):
            column[place:place] = cells
        self.costs[place:place] = costs
        self.asked[place:place] = b"\1" * len(found)
        if self._enders:
            self._end(place, place + len(found))
