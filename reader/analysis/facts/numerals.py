"""Japanese numerals as numbers: 3,800億, １．５兆, 三割, 二〇二五, 百二十万, 一・五倍."""

from __future__ import annotations

from reader.patterns import pattern

DIGITS = r"[0-9０-９]"
ARABIC = rf"{DIGITS}{{1,20}}(?:[,，]{DIGITS}{{3}}){{0,9}}(?:[.．]{DIGITS}{{1,20}})?"
KANJI = r"[〇零一二三四五六七八九十百千]{1,20}"
"""Numerals have an end, so that what they are worth has one; digits without an end are none."""

_SCALES = {"兆": 10**12, "億": 10**8, "万": 10**4, "京": 10**16}
_SMALL = {"千": 1000, "百": 100, "十": 10}
_DIGIT = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_BEHIND = "(?:・[〇一二三四五六七八九]{1,4})?"
"""Decimal places of a numeral in kanji."""

SCALED = (
    rf"(?:{ARABIC}|{KANJI}{_BEHIND})[千百]?"
    rf"(?:[京兆億万](?:{ARABIC}|{KANJI})?[千百]?"
    r"| [京兆億万](?: (?:[0-9]{1,4}|[0-9],[0-9]{3})(?![0-9,.]| ?[年月日]))?"
    r"){0,4}"
)
"""A numeral with its 万, 億, 兆."""

_PART = pattern(
    rf"(?P<digits>{ARABIC})?(?P<small>[〇零一二三四五六七八九十百千]*)"
    r"(?:・(?P<behind>[〇一二三四五六七八九]+))?(?P<scale>[京兆億万]?)"
)


def value_of(numeral: str, factor: int = 1) -> int | float:
    """The number that a numeral matched by `SCALED` stands for, times `factor`.

    >>> value_of("3,800億"), value_of("１．５兆"), value_of("三"), value_of("二〇二五")
    (380000000000, 1500000000000, 3, 2025)
    >>> value_of("一・五"), value_of("1.1", 10**9), value_of("7 万 8,000")
    (1.5, 1100000000, 78000)
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral) * factor
    total, places = 0, 0
    for part in _PART.finditer(numeral.replace(" ", "")):
        if not part.group():
            continue
        digits, small, behind = part["digits"], part["small"], part["behind"] or ""
        if digits:
            whole, _, after = digits.translate(_PLAIN).partition(".")
            amount, own = int(whole + after), len(after)
            for character in small:
                amount *= _SMALL.get(character, 1)
        else:
            amount, own = _kanji(small), len(behind)
            for character in behind:
                amount = amount * 10 + _DIGIT[character]
        amount *= _SCALES.get(part["scale"], 1)
        most = max(own, places)
        total = total * 10 ** (most - places) + amount * 10 ** (most - own)
        places = most
    return quotient(total * factor, 10**places)


def quotient(part: int | float, whole: int | float) -> int | float:
    """What a division comes to: an int where it is even, else the nearest float."""
    return part // whole if isinstance(part, int) and part % whole == 0 else part / whole


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
