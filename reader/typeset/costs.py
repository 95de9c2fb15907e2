from functools import cache, lru_cache
from reader.phrases import phrases, window
from reader.typeset.context import allowed
from reader.typeset.rules import ASK, YES, pairs, Level
from reader.typeset.breaker import SPACES
NEVER = 1 << 30
ASKED = -2
SPACE_COST = 60
_COUNTER_COST = 150
_COUNTERS = frozenset("兆億万千百円年月日時分秒人社件個台名回章節条巻号頁歳歩倍割度本冊枚点位代か")
_DIGITS = frozenset("0123456789０１２３４５６７８９.．,，")
_BEFORE_NUMBERS = _DIGITS | {"第"}
def split_cost(room: int) -> int:
    return max(150, min(900, 10 * room - 100))

class Costs(dict):
    _MOST = 1 << 15
    def __init__(self, rules, split):
        self._rules, self._split = rules, split
        self._ends = phrases().ends_in
    def of(self, text, at):
        cost = self[text[at - 3 : at + 3] if at > 2 else window(text, at)]
        if cost == ASKED:
            return self._phrase(window(text, at)) if allowed(self._rules, text, at) == YES else NEVER
        return cost
    def __missing__(self, around):
        if len(self) >= self._MOST: self.clear()
        verdict = self._rules[around[2:4]]
        if verdict == YES: cost = self._phrase(around)
        elif verdict == ASK: cost = ASKED
        else: cost = NEVER
        self[around] = cost
        return cost
    def _phrase(self, around):
        before, after = around[2:4]
        if before in _BEFORE_NUMBERS and after in (_DIGITS if before == "第" else _COUNTERS):
            return self._split + _COUNTER_COST
        if self._ends(around):
            return 0
        return SPACE_COST if before in SPACES else self._split

@lru_cache(maxsize=8)
def costs_for(level, room):
    return Costs(pairs(level), split_cost(room))
