"""Amounts, shares and dates in a text, with their value and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reader.analysis.facts_dates import DATE, Found, date_of
from reader.analysis.facts_numbers import ARABIC, KANJI, SCALED, plain, value_of
from reader.analysis.facts_words import words
from reader.patterns import pattern

__all__ = ["JOINED", "Found", "figures"]

_LATIN = {"m", "g", "W", "V", "A"}
_COUNTERS = "社 人 件 年 日 台 本 枚 回 度 種 点 段階 層 行 列 週 時間 個 番"
_ORDINALS = frozenset(_COUNTERS.split())
"""Units behind which 目 makes an ordinal of a number: 2段階目."""
_UNIT = "|".join(
    re.escape(unit)
    + (r"(?![A-Za-z])" if unit[-1].isascii() and unit[-1].isalpha() else "")
    + ("(?![半期])" if unit in ("年前", "年後") else "")
    + ("(?![目々])" if unit in _ORDINALS else "")
    for unit in sorted({*words("units"), *_LATIN}, key=len, reverse=True)
)
_KANJI_UNITS = (
    "割|パーセント|%|％|倍|年間|か月|カ月|ヶ月|円|ドル|ユーロ|世紀|億|万|兆|社|か国|カ国|年|歳"
    "|週間|時間"
)
_LONG_UNITS = _KANJI_UNITS + "|人|日|回|件|台|本|枚|軒|頭|里|尺|町|両|銭|時|分|度|種|名|戸|冊|頁|坪"
_ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
"""What letters behind an amount of money or of parameters stand for: $244B, 70Bパラメータ."""
_COUNTED = r"(?=\s?(?:USD|EUR|JPY|CNY|RMB|ドル|ユーロ|パラメータ|パラメーター|モデル|トークン))"
_SIGNS = {
    "$": "ドル",
    "＄": "ドル",
    "¥": "円",
    "￥": "円",
    "€": "ユーロ",
    "£": "ポンド",
    "₩": "ウォン",
    "₹": "ルピー",
}
_DOLLARS = {
    "US": "米ドル",
    "A": "豪ドル",
    "AU": "豪ドル",
    "HK": "香港ドル",
    "C": "加ドル",
    "NT": "台湾ドル",
    "S": "シンガポールドル",
}
_CODES = "USD|EUR|JPY|CNY|RMB|AUD|GBP|KRW|INR|HKD|TWD|SGD|CAD|CHF|NZD"

_NOT_BEFORE = r"(?<![A-Za-z0-9０-９,，.．/_第#＃数何幾])(?<![A-Za-z0-9０-９)）][-‐–])"
_CALLED = (
    rf"(?:(?<![A-Za-z])(?P<code>{_CODES})\s?"
    r"|(?<![A-Za-z])(?P<dollar>US|AU?|HK|C|NT|S)?(?P<sign>[$＄¥￥€£₩₹])\s?)"
)
_MORE = (
    r"(?:以上|以下|超え?|未満|近く|弱|強(?!い|み|力|化|調|制|烈)|前後|程度|台(?![湾所])"
    r"|余り|あまり|余(?=[のがを]))"
)
_AMOUNT = (
    r"(?P<minus>[▲△−]|(?<=[（(\s])-)?(?:(?:約|およそ|(?<![一-龯])(?:ほぼ|最大|最低|最小|最長|最多|最高|合計|総額|累計|計|平均|少なくとも|わずか|年間|月間))(?:約|で)?)?"
    rf"{_CALLED}?"
    rf"(?P<low>{SCALED})"
    rf"(?P<letter>[KMBT](?(sign)(?![A-Za-z])|(?(code)(?![A-Za-z])|{_COUNTED})))?"
    rf"(?P<lowunit> ?(?:{_UNIT}))?"
    rf"(?:(?:[〜～~–—-]|から|ないし)(?:約)?(?:[$＄¥￥€£₩₹])?(?P<high>{SCALED})(?P<highletter>[KMBT](?(sign)(?![A-Za-z])|{_COUNTED}))?)?"
    rf"(?P<loose>(?(lowunit)(?(high) ?(?:{_UNIT})|(?!))| ?(?:{_UNIT}))"
    r"|(?P<over>以上|以下|超|未満|近く|弱|強)の?(?P<thing>[ァ-ヴー]{2,})|"
    r"(?P<after>(?(lowunit)(?!)|[ァ-ヴー]{2,})))?"
    r"(?P<bu>[1-9１-９一二三四五六七八九]分(?![間の前後]))?"
    rf"{_MORE}?"
)
_FRACTION = rf"(?P<whole>{SCALED})分の(?P<part>{SCALED})"
_FIGURE = pattern(rf"{_NOT_BEFORE}(?:{DATE}|{_FRACTION}|{_AMOUNT})")
_HAS_NUMERAL = pattern(r"[0-9０-９〇一二三四五六七八九十百千]")
_KANJI_AMOUNT = pattern(rf"{KANJI}(?:[京兆億万]|(?:{_KANJI_UNITS}))")
_LONG_AMOUNT = pattern(rf"{KANJI}(?:{_LONG_UNITS})")
_NO_AMOUNT = pattern(r"十分|千万|万一|百人|千人|千年|百年|[一二三]人")
JOINED = pattern(r"(?:および|及び|または|もしくは|と|や|、|,|/|／|・|から|→)\s?(?:約)?")
_NUMBERED = pattern(r"[A-Za-z] $")
_THING = pattern(r"[ァ-ヴー]+(?<!パーセント)(?<!ドル)(?<!ユーロ)(?<!ポイント)")
_LOOK_BEHIND = 14
"""Characters before a numeral with which a figure may begin: 少なくとも, HK$, 令和."""


def figures(text: str) -> Iterator[Found]:
    """The figures of a text in order; a number without a unit or a scale is none."""
    found: list[Found] = []
    at = 0
    while near := _HAS_NUMERAL.search(text, at):
        match = _FIGURE.search(text, max(at, near.start() - _LOOK_BEHIND))
        if match is None:
            break
        figure = date_of(match) or _fraction(match) or _amount(match)
        at = max(match.end(), match.start() + 1)
        if figure:
            at = figure.end
            found.append(figure)
    return _with_units(text, found)


def _with_units(text: str, found: list[Found]) -> Iterator[Found]:
    """What stands without a unit has that of the figure it is joined to: 140億および13億人."""
    for index, figure in enumerate(found):
        if not figure.unit and index + 1 < len(found):
            following = found[index + 1]
            between = text[figure.end : following.start]
            if not following.is_date and JOINED.fullmatch(between):
                figure = figure._replace(unit=following.unit)
        if not figure.unit and index:
            before = found[index - 1]
            joined = JOINED.fullmatch(text[before.end : figure.start])
            if joined and not before.is_date:
                figure = figure._replace(unit=before.unit)
        yield figure


def _fraction(match: re.Match[str]) -> Found | None:
    if not match["whole"]:
        return None
    whole = Fraction(str(value_of(match["whole"])))
    if not whole:
        return None
    return Found(*match.span(), plain(Fraction(str(value_of(match["part"]))) / whole), "")


def _amount(match: re.Match[str]) -> Found | None:
    low = match["low"]
    if low is None:
        return None
    unit, end = _unit(match), match.end()
    scaled = any(scale in low for scale in "京兆億万")
    if not _stands(match, low, unit, scaled):
        return None
    factor = _factor(match)
    first = _times(value_of(low), factor)
    upto = _times(value_of(match["high"]), factor) if match["high"] else None
    if match["thing"] and unit != match["thing"]:
        end = match.end("over")
    if upto is not None and _two_figures(match):
        unit, upto, end = match["lowunit"].strip(), None, match.end("lowunit")
    if upto is not None and not (match["lowunit"] or "").strip():
        first = _same_scale(first, low, match["high"])
    if match["bu"] and unit == "割":
        first = plain(Fraction(str(first)) + Fraction(int(value_of(match["bu"][0])), 10))
    if match["minus"]:
        first = -first
    return Found(match.start(), end, first, unit, upto)


def _two_figures(match: re.Match[str]) -> bool:
    """50億ドルから2.4倍: no range, for the units differ."""
    low, high = (match["lowunit"] or "").strip(), (match["loose"] or "").strip()
    return bool(low) and high != low


def _unit(match: re.Match[str]) -> str:
    unit = (match["loose"] or "").strip()
    if match["thing"] or match["after"]:
        unit = match["thing"] or match["after"]
        if not (any(scale in match["low"] for scale in "京兆億万") or match["high"]):
            unit = "" if match["thing"] else unit
    unit = unit or (match["lowunit"] or "").strip()
    if match["sign"] and unit in ("", *_ENGLISH, *_LETTERS):
        unit = _DOLLARS.get(match["dollar"] or "", _SIGNS[match["sign"]])
    elif match["code"] and unit in ("", *_ENGLISH, *_LETTERS):
        unit = match["code"]
    return unit


def _stands(match: re.Match[str], low: str, unit: str, scaled: bool) -> bool:
    """Whether a numeral is a figure: it has a unit or a scale, and is no word such as 一方."""
    if not re.match(ARABIC, low):
        if set(low) == {"〇"}:
            return False  # left out on purpose: 〇〇%
        written = low + (match["lowunit"] or match["loose"] or "").strip()
        if (
            low in ("千万", "万")
            or _NO_AMOUNT.match(written)
            or (low == "一" and unit not in _SHARES)
        ):
            return False
        long = len(low) > 1 and _LONG_AMOUNT.match(written)
        return bool(_KANJI_AMOUNT.match(written) or long)
    if match["after"] and not scaled:
        return False
    if (
        not scaled
        and _NUMBERED.search(match.string[max(0, match.start() - 2) : match.start()])
        and _THING.fullmatch(unit)
    ):
        return False  # IOWN 2.0ノード: a version
    return bool(unit) or scaled or bool(match["sign"] or match["code"])


_SHARES = ("割", "倍", "パーセント", "%", "％", "円", "ドル")
"""Units behind which 一 is a number and not a word."""


def _factor(match: re.Match[str]) -> int:
    said = (match["loose"] or match["lowunit"] or "").strip()
    letter = match["letter"] or match["highletter"]
    if letter or match["sign"] or match["code"]:
        return _LETTERS.get(letter or said, _ENGLISH.get(said, 1))
    return _ENGLISH.get(said, 1)


def _times(value: int | float, factor: int) -> int | float:
    return value if factor == 1 else plain(Fraction(str(value)) * factor)


def _same_scale(value: int | float, low: str, high: str) -> int | float:
    """3〜5億 is from 300 million on: the scale at the end holds for both."""
    tail = re.search(r"[京兆億万]+$", high)
    if tail is None or low[-1] in "京兆億万":
        return value
    return _times(value, int(value_of("1" + tail.group())))
