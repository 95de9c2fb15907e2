"""Where a line may end: UAX #14 and what Japanese adds, as a table of rules.

A rule says of a pair of classes whether a line may end between them. Most pairs are settled by
the two characters; those that need more of the text are asked of `reader.typeset.breaking.context`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Literal, NamedTuple

from reader.typeset.breaking.break_classes import LETTERS, NAMES, STARTS

Level = Literal["strict", "normal", "loose"]
"""Of CSS Text 3 §5.3. `strict` is JLREQ's very strict, with … and — kept from parting."""

NO = 0
"""No line ends here."""
YES = 1
"""A line may end here."""
ASK = 2
"""The two characters do not settle it."""
WORD = 3
"""No line ends here, but only because a word or a number would be broken."""

_LETTER = {name: chr(ord("A") + number) for number, name in enumerate(NAMES)}


class _Classes(dict[str, str]):
    """Character -> letter of its class, looked up when first met."""

    def __missing__(self, character: str) -> str:
        letter = LETTERS[bisect_right(STARTS, character) - 1]
        self[character] = letter
        return letter


class_of = _Classes()
"""Character -> letter of its class."""


def letters(names: str) -> frozenset[str]:
    """The letters of classes given by name."""
    return frozenset(_LETTER[name] for name in names.split())


class Rule(NamedTuple):
    """What holds between two classes; of several rules the first holds."""

    source: str
    left: str
    """Names of classes; * is any, a first ! any but these."""
    right: str
    verdict: int


_NS = "NS NI NH NC CJ"
_NUMERIC = "PR PW PO PS"
_IDEOGRAPH = "ID IX EB EM RP RQ"
_JAMO = "JL JV JT H2 H3"

RULES = (
    Rule("LB4", "BK LF NL", "*", YES),
    Rule("LB5", "CR", "LF", NO),
    Rule("LB5", "CR", "*", YES),
    Rule("LB6", "*", "BK CR LF NL", NO),
    Rule("LB7; JLREQ 3.1.6", "*", "SP FS ZW", NO),
    Rule("LB8", "ZW", "*", YES),
    Rule("LB8a", "ZWJ", "*", NO),
    Rule("LB10", "SP", "CM ZWJ", ASK),
    Rule("LB9", "*", "CM ZWJ", NO),
    Rule("LB9", "CM", "*", ASK),
    Rule("LB11", "*", "WJ", NO),
    Rule("LB11", "WJ", "*", NO),
    Rule("LB12", "GL", "*", NO),
    Rule("LB12a", "!SP FS BA HY HH HI", "GL", NO),
    Rule("LB13; JLREQ 3.1.7", "*", "CL CP EX EC IS SY", NO),
    Rule("LB14; JLREQ 3.1.8", "OP OW", "*", NO),
    Rule("LB14-LB18", "SP FS", "*", ASK),
    Rule("LB19", "*", "QU", NO),
    Rule("LB19", "QU", "*", NO),
    Rule("LB19; JLREQ cl-01, cl-02", "*", "QI QF", ASK),
    Rule("LB19; JLREQ cl-01, cl-02", "QI QF", "*", ASK),
    Rule("LB20", "*", "CB", YES),
    Rule("LB20", "CB", "*", YES),
    Rule("LB17; JLREQ 3.1.10 a", "B2", "B2", NO),
    Rule("JLREQ 3.1.10 b", "RP", "RQ", NO),
    Rule("LB21; JLREQ 3.1.7", "*", f"BA HY HH HI {_NS}", NO),
    Rule("LB21", "BB", "*", NO),
    Rule("LB22", "*", "IN", NO),
    Rule("LB25", "HY", "NU", WORD),
    Rule("JLREQ cl-13: of a percent-encoded address", "HY", "PO", WORD),
    Rule("LB20a, LB21a", "HY HH HI BA", "*", ASK),
    Rule("LB21b", "SY", "HL", WORD),
    Rule("LB23", "AL HL", "NU", WORD),
    Rule("LB23", "NU", "AL HL", WORD),
    Rule("LB23a; JLREQ 3.1.10 d", "PR PW", _IDEOGRAPH, NO),
    Rule("LB23a; JLREQ cl-13", _IDEOGRAPH, "PO PS", NO),
    Rule("LB24", _NUMERIC, "AL HL", WORD),
    Rule("LB24", "AL HL", _NUMERIC, WORD),
    Rule("LB25; JLREQ 3.1.10 d", "NU", _NUMERIC, NO),
    Rule("LB25; JLREQ 3.1.10 d", _NUMERIC, "NU", NO),
    Rule("LB25; JLREQ 3.1.10 c", "NU", "NU", WORD),
    Rule("JLREQ 3.2.6 a: C++ is a word", "PR", "PR", ASK),
    Rule("LB25", "CL CP IS SY", _NUMERIC, ASK),
    Rule("LB25", "IS SY", "NU", ASK),
    Rule("LB25", _NUMERIC, "OP OW", ASK),
    Rule("LB26", "JL", "JL JV H2 H3", NO),
    Rule("LB26", "JV H2", "JV JT", NO),
    Rule("LB26", "JT H3", "JT", NO),
    Rule("LB27", _JAMO, "PO PS", NO),
    Rule("LB27", "PR PW", _JAMO, NO),
    Rule("LB28", "AL HL", "AL HL", WORD),
    Rule("LB28a", "AP", "AK AS", NO),
    Rule("LB28a", "AK AS", "VF VI", NO),
    Rule("LB28a", "VI", "AK", ASK),
    Rule("LB28a", "AK AS", "AK AS", ASK),
    Rule("LB29", "IS", "AL HL", WORD),
    Rule("LB30", "AL HL NU", "OP", WORD),
    Rule("LB30", "CP", "AL HL NU", WORD),
    Rule("LB30a", "RI", "RI", ASK),
    Rule("LB30b", "EB IX", "EM", NO),
    Rule("LB31", "*", "*", YES),
)

_FREE: dict[Level, tuple[Rule, ...]] = {
    "strict": (),
    "normal": (),
    "loose": (
        Rule("CSS Text 3 §5.3: hyphens after an ideograph", _IDEOGRAPH, "HI", YES),
        Rule("CSS Text 3 §5.3: between inseparable characters", "IN", "IN", YES),
    ),
}
"""Rules that go before the others at a level."""

_BEFORE: dict[Level, str] = {"strict": "", "normal": "CJ NH", "loose": "CJ NH NI NC EC PS"}
"""Classes that may start a line as an ideograph may (CSS Text 3 §5.3)."""

_AFTER: dict[Level, str] = {"strict": "", "normal": "", "loose": "PW"}
"""Classes that may end a line as an ideograph may (CSS Text 3 §5.3)."""


class Pairs(dict[str, int]):
    """Two characters -> whether a line may end between them, for one level.

    Filled with what is met; emptied when a hostile text has made it large.
    """

    _MOST = 1 << 16

    def __init__(self, level: Level) -> None:
        super().__init__()
        self.level = level
        """The level that the pairs are of."""
        self.after = _renamed(_AFTER[level])
        """Letter -> letter that a class counts as at the end of a line."""
        self.before = _renamed(_BEFORE[level])
        """Letter -> letter that a class counts as at the start of a line."""
        self._verdicts: dict[str, int] = {}

    def __missing__(self, pair: str) -> int:
        if len(self) >= self._MOST:
            self.clear()
        verdict = self.verdict(class_of[pair[0]], class_of[pair[1]])
        self[pair] = verdict
        return verdict

    def verdict(self, left: str, right: str) -> int:
        """What the rules say of two classes, given as letters."""
        found = self._verdicts.get(left + right)
        if found is None:
            found = _verdict(self.level, self.after.get(left, left), self.before.get(right, right))
            self._verdicts[left + right] = found
        return found


def _renamed(names: str) -> dict[str, str]:
    return dict.fromkeys(letters(names), _LETTER["ID"])


@cache
def _compiled(level: Level) -> tuple[tuple[frozenset[str], frozenset[str], int], ...]:
    return tuple(
        (_members(rule.left), _members(rule.right), rule.verdict) for rule in _FREE[level] + RULES
    )


def _members(names: str) -> frozenset[str]:
    every = frozenset(_LETTER.values())
    if names == "*":
        return every
    return every - letters(names[1:]) if names[0] == "!" else letters(names)


def _verdict(level: Level, left: str, right: str) -> int:
    for before, after, verdict in _compiled(level):
        if left in before and right in after:
            return verdict
    return NO


@cache
def pairs(level: Level) -> Pairs:
    """The pairs of a level; one table for all who ask."""
    return Pairs(level)
