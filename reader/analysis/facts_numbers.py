"""Japanese numerals as numbers: 3,800億, １．５兆, 三割, 二〇二五, 百二十万."""

from __future__ import annotations

from fractions import Fraction

from reader.patterns import pattern

DIGITS = r"[0-9０-９]"
ARABIC = rf"{DIGITS}+(?:[,，]{DIGITS}{{3}})*(?:[.．]{DIGITS}+)?"
KANJI = r"[〇零一二三四五六七八九十百千]+"

_SCALES = {"兆": 10**12, "億": 10**8, "万": 10**4, "京": 10**16}
_SMALL = {"千": 1000, "百": 100, "十": 10}
_DIGIT = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")

SCALED = rf"(?:{ARABIC}|{KANJI})(?:千|百)?(?:[京兆億万](?:{ARABIC}|{KANJI})?(?:千|百)?)*"
"""A numeral with its 万, 億, 兆."""

_PART = pattern(
    rf"(?P<digits>{ARABIC})?(?P<small>[〇零一二三四五六七八九十百千]*)(?P<scale>[京兆億万]?)"
)


def value_of(numeral: str) -> int | float:
    """The number that a numeral matched by `SCALED` stands for.

    >>> value_of("3,800億"), value_of("１．５兆"), value_of("三"), value_of("二〇二五")
    (380000000000, 1500000000000, 3, 2025)
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    total = Fraction(0)
    for part in _PART.finditer(numeral):
        if not part.group():
            continue
        digits, small = part["digits"], part["small"]
        if digits:
            amount = Fraction(digits.translate(_PLAIN))
            for character in small:
                amount *= _SMALL.get(character, 1)
        else:
            amount = Fraction(_kanji(small))
        total += amount * _SCALES.get(part["scale"], 1)
    return plain(total)


def plain(number: Fraction) -> int | float:
    """An int where the number is whole, else a float."""
    return int(number) if number.denominator == 1 else float(number)


def _kanji(numeral: str) -> int:
    """百二十 as 120; digits set side by side (二〇二五) as decimal places."""
    if not numeral:
        return 1
    if not any(character in _SMALL for character in numeral):
        return int("".join(str(_DIGIT[character]) for character in numeral))
    total = digit = 0
    for character in numeral:
        if character in _SMALL:
            total += (digit or 1) * _SMALL[character]
            digit = 0
        else:
            digit = digit * 10 + _DIGIT[character]
    return total + digit
