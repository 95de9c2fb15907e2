"""Amounts, shares and dates in a text, with their value and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from reader.analysis.facts_numbers import ARABIC, KANJI, SCALED, plain, value_of
from reader.analysis.facts_words import words
from reader.patterns import pattern

_LATIN = {"m", "g", "W", "V", "A", "B", "M", "K", "T"}
_UNIT = "|".join(
    re.escape(unit)
    + (r"(?![A-Za-z])" if unit.isascii() and unit.isalpha() else "")
    + ("(?![半期])" if unit in ("年前", "年後") else "")
    for unit in sorted([*words("units"), *_LATIN], key=len, reverse=True)
)
_KANJI_UNITS = "割|パーセント|%|％|倍|年間|か月|カ月|ヶ月|円|ドル|ユーロ|世紀|億|万|兆"
_ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
"""What letters behind an amount of money or of parameters stand for: $244B, 70Bパラメータ."""
_COUNTED = r"(?=\s?(?:USD|EUR|JPY|CNY|RMB|ドル|ユーロ|パラメータ|モデル))"
_SIGNS = {
    "$": "ドル",
    "＄": "ドル",
    "¥": "円",
    "￥": "円",
    "€": "ユーロ",
    "£": "ポンド",
    "₩": "ウォン",
}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

_NOT_BEFORE = r"(?<![A-Za-z0-9０-９,，.．/_第#＃数何])(?<![A-Za-z0-9０-９)）][-‐–])"
_DATE = (
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<eray>[0-9０-９]{{1,2}}|元|{KANJI})年|"
    r"(?P<year>[0-9０-９]{4}|[〇一二三四五六七八九]{4})年(?![間半代度]|[前後](?![半期])))"
    r"(?:(?P<month>[0-9０-９]{1,2})月(?:(?P<day>[0-9０-９]{1,2})日(?!間))?)?"
    r"|(?P<month2>[0-9０-９]{1,2})月(?P<day2>[0-9０-９]{1,2})日(?!間)"
)
_AMOUNT = (
    r"(?:約|およそ|ほぼ|最大|最低|最小|合計|総額|累計)?"
    rf"(?:(?:US|A|HK|C)?(?P<sign>[$＄¥￥€£₩])\s?)?"
    rf"(?P<low>{SCALED})(?P<letter>[KMBT]{_COUNTED})?(?P<lowunit>\s?(?:{_UNIT}))?"
    rf"(?:(?:[〜～~–—-]|から|ないし)(?:約)?(?P<high>{SCALED}))?"
    rf"(?P<loose>\s?(?:{_UNIT})|(?P<over>以上|以下|超|未満|近く|弱|強)の?(?P<thing>[ァ-ヴー]{{2,}})|"
    r"(?P<after>[ァ-ヴー]{2,}))?"
    r"(?P<bu>[1-9１-９一二三四五六七八九]分(?![間の前後]))?"
    r"(?:以上|以下|超|未満|近く|弱|強(?!い|み|力|化)|前後|程度|台|余り)?"
)
_FIGURE = pattern(rf"{_NOT_BEFORE}(?:{_DATE}|{_AMOUNT})")
_HAS_NUMERAL = pattern(r"[0-9０-９〇一二三四五六七八九十百千]")
_KANJI_AMOUNT = pattern(rf"{KANJI}(?:[京兆億万]|(?:{_KANJI_UNITS}))")


class Found(NamedTuple):
    """A figure in a text."""

    start: int
    end: int
    value: int | float
    unit: str
    """As written, without the scale (万, 億, 兆). Dates: "年月日", "年月", "月日", whose values are
    20251002, 202510 and 1002."""
    upto: int | float | None
    """The upper end of a range."""


def figures(text: str) -> Iterator[Found]:
    """The figures of a text in order; a number without a unit or a scale is none."""
    at = 0
    while near := _HAS_NUMERAL.search(text, at):
        match = _FIGURE.search(text, max(at, near.start() - 6))
        if match is None:
            return
        at = max(match.end(), match.start() + 1)
        found = _date(match) or _amount(match)
        if found:
            yield found


def _date(match: re.Match[str]) -> Found | None:
    start, end = match.span()
    if match["month2"]:
        month_day = _number(match["month2"]) * 100 + _number(match["day2"])
        return Found(start, end, month_day, "月日", None)
    if match["year"]:
        year = _number(match["year"])
    elif match["era"]:
        since = 1 if match["eray"] == "元" else _number(match["eray"])
        year = _ERAS[match["era"]] + since
    else:
        return None
    if match["day"]:
        value = year * 10000 + _number(match["month"]) * 100 + _number(match["day"])
        return Found(start, end, value, "年月日", None)
    if match["month"]:
        return Found(start, end, year * 100 + _number(match["month"]), "年月", None)
    return Found(start, end, year, "年", None)


def _number(numeral: str) -> int:
    return int(value_of(numeral))


def _amount(match: re.Match[str]) -> Found | None:
    low = match["low"]
    if low is None:
        return None
    unit = (match["loose"] or "").strip()
    if match["thing"] or match["after"]:
        unit = match["thing"] or match["after"]
        if not (any(scale in low for scale in "京兆億万") or match["high"]):
            unit = "" if match["thing"] else unit
    own = (match["lowunit"] or "").strip()
    unit = unit or own
    if match["sign"]:
        unit = _SIGNS[match["sign"]] if unit in ("", *_ENGLISH, *_LETTERS) else unit
    scaled = any(scale in low for scale in "京兆億万")
    if not _stands(match, low, unit, scaled):
        return None
    factor = _factor(match)
    first = _times(value_of(low), factor)
    upto = _times(value_of(match["high"]), factor) if match["high"] else None
    if upto is not None and not own:
        first = _same_scale(first, low, match["high"])
    if match["bu"] and unit == "割":
        first = plain(Fraction(str(first)) + Fraction(int(value_of(match["bu"][0])), 10))
    return Found(match.start(), match.end(), first, unit, upto)


def _stands(match: re.Match[str], low: str, unit: str, scaled: bool) -> bool:
    """Whether a numeral is a figure: it has a unit or a scale, and is no word such as 一方."""
    if not re.match(ARABIC, low):
        if set(low) == {"〇"}:
            return False  # left out on purpose: 〇〇%
        own = match["lowunit"] or match["loose"] or ""
        amount = _KANJI_AMOUNT.match(low + own.strip())
        return bool(amount) and low not in ("千万", "万")
    if match["after"] and not scaled:
        return False
    return bool(unit) or scaled or bool(match["sign"])


def _factor(match: re.Match[str]) -> int:
    words = (match["loose"] or match["lowunit"] or "").strip()
    if match["letter"] or match["sign"]:
        return _LETTERS.get(match["letter"] or words, _ENGLISH.get(words, 1))
    return _ENGLISH.get(words, 1)


def _times(value: int | float, factor: int) -> int | float:
    return value if factor == 1 else plain(Fraction(str(value)) * factor)


def _same_scale(value: int | float, low: str, high: str) -> int | float:
    """3〜5億 is from 300 million on: the scale at the end holds for both."""
    tail = re.search(r"[京兆億万]+$", high)
    if tail is None or low[-1] in "京兆億万":
        return value
    return _times(value, int(value_of("1" + tail.group())))
