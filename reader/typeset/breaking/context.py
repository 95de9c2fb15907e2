"""The rules of line breaking that need more of the text than the two characters at the break."""

from __future__ import annotations

from collections.abc import Callable

from reader.typeset.breaking.rules import ASK, NO, WORD, YES, Pairs, class_of, letters

_SPACES = letters("SP FS")
_MARKS = letters("CM ZWJ")
_NO_BASE = letters("BK CR LF NL SP FS ZW")
(_AL,) = letters("AL")
(_OW,) = letters("OW")
(_CL,) = letters("CL")
(_QU,) = letters("QU")
(_NU,) = letters("NU")
(_HL,) = letters("HL")
(_B2,) = letters("B2")
(_ZW,) = letters("ZW")
(_RI,) = letters("RI")
(_QI,) = letters("QI")
(_VI,) = letters("VI")
(_VF,) = letters("VF")
(_BA,) = letters("BA")
_OPENING = letters("OP OW")
_CLOSING = letters("CL CP")
_STOPS = frozenset("、。，．､｡")
"""Of class CL in UAX #14, as brackets are, but they end what they follow."""
_DIRECTED = letters("QI QF")
_IN_NUMBER = letters("SY IS CM ZWJ")
_NUMERIC = letters("PR PW PO PS")
_HYPHENS = letters("HY HH HI BA")
_AKSARA = letters("AK AS")
_NO_START = letters("NS NI NH NC CJ")
_NO_START_BEHIND = _NO_START | letters("HI")
"""Classes that do not start a line behind a space either, in Japanese text."""
_FIRST_WIDE = "\u2e80"
"""No character of Japanese text stands before it in Unicode, but } would pass for one."""
_WIDE = letters("ID IX CJ NS NI NH NC EC OW CL FS RP RQ H2 H3 EB")
"""Classes of Japanese text, for what depends on the neighbours."""


_JAPANESE = _WIDE | _CLOSING | letters("EC EX")
"""What may stand at the end of Japanese text."""


def allowed(pairs: Pairs, text: str, at: int) -> int:
    """Whether a line may end before the character at `at`: NO, YES or WORD.

    `at` is at least 1 and less than the text's length.
    """
    verdict = pairs[text[at - 1 : at + 1]]
    return _asked(pairs, text, at) if verdict == ASK else verdict


def _asked(pairs: Pairs, text: str, at: int) -> int:
    left, right = class_of[text[at - 1]], class_of[text[at]]
    if left in _SPACES:
        return _after_space(pairs, text, at, _AL if right in _MARKS else right)
    base = at - 1
    if left in _MARKS:
        base = _base(text, base)
        left = class_of[text[base]] if base >= 0 else _AL
        if base < 0 or left in _NO_BASE:
            left, base = _AL, at - 1
    left, right = _quote(text, base, left), _quote(text, at, right)
    verdict = pairs.verdict(left, right)
    if verdict != ASK:
        return verdict
    for before, after, rule in _CONTEXTS:
        if left in before and (not after or right in after):
            return rule(text, base, at)
    return YES


def _base(text: str, at: int) -> int:
    """The character that the marks up to `at` belong to (LB9), or -1."""
    while at >= 0 and class_of[text[at]] in _MARKS:
        at -= 1
    return at


def _quote(text: str, at: int, letter: str) -> str:
    """“ and ” are brackets beside Japanese text (JLREQ cl-01, cl-02), else as LB19 has them."""
    if letter not in _DIRECTED:
        return letter
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    if not any(one >= _FIRST_WIDE and class_of[one] in _WIDE for one in beside):
        return _QU
    return _OW if letter == _QI else _CL


def _after_space(pairs: Pairs, text: str, at: int, right: str) -> int:
    base = at - 1
    while base >= 0 and class_of[text[base]] in _SPACES:
        base -= 1
    base = _base(text, base)
    if base < 0:
        return YES
    left = class_of[text[base]]
    if left == _ZW:
        return YES
    left, right = _quote(text, base, left), _quote(text, at, right)
    right = pairs.before.get(right, right)
    forbidden = (
        left in _OPENING
        or (right == _CL and class_of[text[at]] in _DIRECTED)
        or (left == _QU and right in _OPENING)
        or (right in _NO_START_BEHIND and left in _JAPANESE)
        or (left == _B2 and right == _B2)
    )
    return NO if forbidden else YES


def _number(text: str, base: int, at: int) -> int:
    """LB25: whether what stands before is a number, with its closing bracket."""
    if text[base] in _STOPS:
        return YES
    if class_of[text[base]] in _CLOSING:
        base = _base(text, base - 1)
    while base >= 0 and class_of[text[base]] in _IN_NUMBER:
        base -= 1
    return WORD if base >= 0 and class_of[text[base]] == _NU else YES


def _prefix(text: str, base: int, at: int) -> int:
    """LB25: $(5: a sign before a bracket that holds a number."""
    after = at + 1
    while after < len(text) and class_of[text[after]] in _MARKS:
        after += 1
    return NO if after < len(text) and class_of[text[after]] == _NU else YES


def _plus(text: str, base: int, at: int) -> int:
    """JLREQ 3.2.6 a: C++ and g++ are words."""
    return WORD if text[base] == text[at] == "+" else YES


def _hyphen(text: str, base: int, at: int) -> int:
    """LB21a: no break after a hyphen behind a Hebrew letter; LB20a: nor at a word's start."""
    before = _base(text, base - 1)
    if before >= 0 and class_of[text[before]] == _HL:
        return WORD
    if class_of[text[base]] != _BA and class_of[text[at]] in (_AL, _HL):
        first = base == 0 or class_of[text[base - 1]] in _SPACES
        return WORD if first else YES
    return YES


def _flag(text: str, base: int, at: int) -> int:
    """LB30a: regional indicators go in pairs."""
    count = 0
    while base >= 0 and class_of[text[base]] in _MARKS | {_RI}:
        count += class_of[text[base]] == _RI
        base -= 1
    return NO if count % 2 else YES


def _syllable(text: str, base: int, at: int) -> int:
    """LB28a: the orthographic syllables of Brahmic scripts."""
    if class_of[text[base]] == _VI:
        before = _base(text, base - 1)
        return NO if before >= 0 and class_of[text[before]] in _AKSARA else YES
    after = at + 1
    while after < len(text) and class_of[text[after]] in _MARKS:
        after += 1
    return NO if after < len(text) and class_of[text[after]] == _VF else YES


_CONTEXTS: tuple[tuple[frozenset[str], frozenset[str], Callable[[str, int, int], int]], ...] = (
    (_HYPHENS, frozenset(), _hyphen),
    (_NUMERIC, _OPENING, _prefix),
    (letters("PR"), letters("PR"), _plus),
    (letters("CL CP IS SY"), _NUMERIC | {_NU}, _number),
    (letters("RI"), letters("RI"), _flag),
    (letters("VI AK AS"), frozenset(), _syllable),
)
"""Classes before, classes after (none: any), and what decides."""
