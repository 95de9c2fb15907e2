"""Line breaking by looking only at each line's end.

A line is measured as a slice, from a guess of measure/2 characters upwards; then its end steps
back to where the rules allow one. So the cost is that of the lines, not of the characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from reader.cells import measure_for
from reader.typeset.breaking.bounds import PLAIN, Bounds, bounds
from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.rules import ASK, WORD, YES, Level, class_of, letters, pairs
from reader.typeset.breaking.urls import may_hold_urls

LineRange = tuple[int, int]
"""Offsets of a line into the text, without white space at its end."""

SPACES = " \u3000"
"""What vanishes where a line ends (JLREQ 3.1.6, 3.2.2)."""
HANGING = frozenset("、。，．､｡")
"""What may stand in the margin (JLREQ 3.8.2: cl-06, cl-07)."""
HANGING_CELLS = 2
"""The margin that hanging needs."""
_JOINTS = frozenset("/\\._-@&=?+:;,~#|")
"""Behind these a word that must be broken is broken first: an e-mail address, a path, a formula."""
_NARROW = 20
"""Cells under which the level is one lower (CSS Text 3 §5.3, `auto`)."""
_LOWER: dict[Level, Level] = {"strict": "normal", "normal": "loose", "loose": "loose"}


def level_at(level: Level, measure: int) -> Level:
    """The level that lines of `measure` cells are set in: one lower where they are very short."""
    return level if measure >= _NARROW else _LOWER[level]


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
        self._aside = frozenset(SPACES) | (HANGING if hang else frozenset())
        """What does not count where a line ends."""

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

    def plain_rows(self, text: str, room: int) -> list[str]:
        """What stands on each line of a text that is known not to be complex."""
        if may_hold_urls(text):
            return [text[start:end] for start, end in self.lines(text, room)]
        edges = pairwise(self._edges(text, room, room))
        if " " in text or "\u3000" in text:
            return [text[start:end].rstrip(SPACES) for start, end in edges]
        return [text[start:end] for start, end in edges]

    def _quick(self, text: str, room: int, first: int) -> list[LineRange]:
        """The usual case: each character is a cluster, and cells can be added up."""
        edges = pairwise(self._edges(text, room, first))
        if " " in text or "\u3000" in text:
            return [(start, _trimmed(text, start, end)) for start, end in edges]
        return list(edges)

    def _edges(self, text: str, room: int, first: int) -> list[int]:
        """Where each line of the usual case begins, and where the last one ends."""
        measure, verdicts, aside, closed = self._measure, self.pairs, self._aside, frozenset[int]()
        edges = [0]
        start, length = 0, len(text)
        width, half = first, first >> 1
        while length - start > width or measure(text[start:]) > width:
            # More than `width` cells are left: no slice here runs out of text.
            end = start + half
            left = width - measure(text[start:end])
            while left > 1:
                following = end + (left >> 1)
                left -= measure(text[end:following])
                end = following
            if left and measure(text[end]) == 1:
                end += 1
            verdict = verdicts[text[end - 1 : end + 1]] if end > start else ASK
            if verdict == YES:
                start = end
            elif (
                verdict != ASK
                and text[end] not in aside
                and end - start > 1
                and verdicts[text[end - 2 : end]] == YES
            ):
                start = end - 1  # as `step_back` finds, for most
            else:
                start = self.step_back(text, start, end, closed, closed)[1]
            edges.append(start)
            width, half = room, room >> 1
        if start < len(text.rstrip(SPACES)) or start == 0:
            edges.append(length)
        return edges

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
        """Where a line ends that has no place to end, by what yields first: inside an address,
        else a word, best behind a sign in it; else see `_YIELDING`; else anywhere but inside a
        cluster."""
        places = [at for at in range(end, start, -1) if at not in hard]
        joints = [at for at in places if text[at - 1] in _JOINTS]
        for offered, verdict in ((places, YES), (joints, WORD), (places, WORD)):
            for at in offered:
                if allowed(self.pairs, text, at) == verdict and _trimmed(text, start, at) > start:
                    return _trimmed(text, start, at), at
        for yields in _YIELDING:
            for at in places:
                if at < len(text) and yields(text, at) and _trimmed(text, start, at) > start:
                    return _trimmed(text, start, at), at
        if places:
            return _trimmed(text, start, places[0]), places[0]
        at = max(start, end) + 1
        while at in hard:
            at += 1
        return _trimmed(text, start, at), at


_MARKS, _LEADERS = letters("EX"), letters("IN")
_YIELDING: tuple[Callable[[str, int], bool], ...] = (
    # Before …… and ――: JLREQ lets a line begin with them (cl-08), only UAX #14 LB22 does not.
    lambda text, at: class_of[text[at]] in _LEADERS and class_of[text[at - 1]] not in _LEADERS,
    # Before small kana and ー (JLREQ 3.1.7, note: may be relaxed; CSS Text 3 `normal`).
    lambda text, at: allowed(pairs("normal"), text, at) == YES,
    # Before ！ and ？ (cl-04), best before the first of them, then before the ！ of a pair ！？.
    lambda text, at: class_of[text[at]] in _MARKS and class_of[text[at - 1]] not in _MARKS,
    lambda text, at: text[at] in "！!",
    lambda text, at: class_of[text[at]] in _MARKS,
    # Inside …… and what else CSS Text 3 lets be parted at `loose`.
    lambda text, at: allowed(pairs("loose"), text, at) == YES,
)
"""Whether a rule that forbids a place gives way, in the order in which they do."""


def _trimmed(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] in SPACES:
        stop -= 1
    return stop


@lru_cache(maxsize=32)
def breaker(level: Level, ambiguous: int = 1, hang: bool = False) -> Breaker:
    """The breaker for these options; one for all who ask."""
    return Breaker(level, ambiguous, hang)
