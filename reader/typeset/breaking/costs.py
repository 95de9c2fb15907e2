"""What it costs to end a line at a place, besides the cells that the line leaves empty.

In squares of cells, as a line that is n cells short costs n * n.
"""

from __future__ import annotations

from functools import lru_cache

from reader.phrases import phrases
from reader.typeset.breaking.breaker import SPACES
from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.rules import ASK, YES, Level, Pairs, pairs

NEVER = 1 << 30
"""Costs of a place that the rules forbid."""
SPACE_COST = 60
"""A space inside of a phrase, between two Latin words."""
SINGLE_COST = 400
"""A last line of one character (JLREQ 3.5.4)."""
_COUNTER_COST = 150
"""Besides: a number parted from what it counts."""
_UNSETTLED = -1
"""Stands for the cost of a place that the characters around it do not settle."""
_ZERO_WIDTH_SPACE = "\u200b"
_COUNTERS = frozenset("兆億万千百円年月日時分秒人社件個台名回章節条巻号頁歳歩倍割度本冊枚点位代か")
_DIGITS = frozenset("0123456789０１２３４５６７８９.．,，")
_BEHIND = {"第": _DIGITS, **dict.fromkeys(_DIGITS, _COUNTERS)}
"""Character -> those that are one number or count with it."""
_AROUND = 3
"""Characters on either side of a place that decide on the end of a phrase."""


def split_cost(room: int) -> int:
    """What it costs to part a phrase in lines of `room` cells.

    The longer the lines, the more places there are to choose from, and the less a parted phrase
    can be excused.
    """
    return max(150, min(1000, 11 * room - 160 + 4 * max(0, room - 60)))


class Costs(dict[str, int]):
    """The characters around a place -> what it costs to end a line there.

    Filled with what is met, as a text that is set again for another measure meets the same
    places; emptied when it has become large.
    """

    _MOST = 1 << 14

    def __init__(self, rules: Pairs, split: int) -> None:
        super().__init__()
        self._rules = rules
        self._split = split
        self._ends_phrase = phrases().ends

    def of(self, text: str, at: int) -> int:
        """The cost of a place; NEVER where the rules forbid it."""
        if at < _AROUND:
            return self._phrase(text, at) if allowed(self._rules, text, at) == YES else NEVER
        cost = self[text[at - _AROUND : at + _AROUND]]
        if cost != _UNSETTLED:
            return cost
        return self._phrase(text, at) if allowed(self._rules, text, at) == YES else NEVER

    def __missing__(self, around: str) -> int:
        if len(self) >= self._MOST:
            self.clear()
        verdict = self._rules[around[_AROUND - 1 : _AROUND + 1]]
        cost = NEVER if verdict != ASK else _UNSETTLED
        if verdict == YES:
            cost = self._phrase(around, _AROUND)
        self[around] = cost
        return cost

    def _phrase(self, text: str, at: int) -> int:
        before = text[at - 1]
        if text[at] in _BEHIND.get(before, ""):
            return self._split + _COUNTER_COST
        if before == _ZERO_WIDTH_SPACE or self._ends_phrase(text, at):
            return 0
        return SPACE_COST if before in SPACES else self._split


@lru_cache(maxsize=8)
def costs_for(level: Level, room: int) -> Costs:
    """The costs in lines of `room` cells; one table for all who ask."""
    return Costs(pairs(level), split_cost(room))
