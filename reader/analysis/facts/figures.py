"""Amounts, shares and dates in a text, with their value and unit.

Numerals are found by an expression, what stands around them by looking it up: the three hundred
units would take longer to compile than a post takes to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reader.analysis.facts.dates import DATE, FoundDate, date_of
from reader.analysis.facts.numerals import ARABIC, SCALED, quotient, value_of
from reader.analysis.facts.vocabulary import words
from reader.patterns import pattern

__all__ = ["JOINED", "FoundDate", "figures"]

_NUMERAL = pattern(SCALED)
_DATE = pattern(DATE)
_IS_ARABIC = pattern(ARABIC)
_NOT_BEFORE = pattern(r"[A-Za-z0-9０-９,，.．/_第#＃数何幾]$|[A-Za-z0-9０-９)）][-‐–]$")
_GLUED = pattern(r"(?<=[A-Za-z])(?:[0-9,.]*[0-9])?[千百]?[京兆億万%％]")
"""An amount right behind Latin letters: GDP5000億, CAGR28%."""
_ERA = pattern(r"(?:明治|大正|昭和|平成|令和|第|FY)$")
_WORD = pattern(
    r"(?:約|(?:およそ|ほぼ|(?<![^\W_ぁ-んァ-ヴー0-9A-Za-z])(?:最[大低小長多高]|合計|総額|累計|計|平均|少なくとも|わずか|年間|月間))"
    r"(?:約|で)?)$"
)
_CALLED = pattern(
    r"(?:(?<![A-Za-z])(?P<code>USD|EUR|JPY|CNY|RMB|AUD|GBP|KRW|INR|HKD|TWD|SGD|CAD|CHF|NZD)\s?"
    r"|(?<![A-Za-z])(?P<dollar>US|AU?|HK|C|NT|S)?(?P<sign>[$＄¥￥€£₩₹])\s?)$"
)
_MINUS = pattern(r"[▲△−]$|(?<=[（(\s])-$")
_LETTER = pattern(r"[KMBT](?![A-Za-z])")
_COUNTED = pattern(r"[KMBT](?=\s?(?:USD|EUR|JPY|CNY|RMB|ドル|ユーロ|パラメータ|モデル|トークン))")
_TO = pattern(r"(?:[〜～~–—-]|から|ないし)約?[$＄¥￥€£₩₹]?")
_OVER = pattern(r"(?:以上|以下|超|未満|近く|弱|強)の?(?P<thing>[ァ-ヴー]{2,})")
_THING = pattern(r"[ァ-ヴー]{2,}")
_BU = pattern(r"[1-9１-９一二三四五六七八九]分(?![間の前後])")
_MORE = pattern(
    r"以上|以下|超え?|未満|近く|弱|強(?![いみ力化調制烈])|前後|程度|足らず|台(?![湾所])|余り|あまり|余(?=[のがを])"
)
_NUMBERED = pattern(r"[A-Za-z] $")
JOINED = pattern(r"(?:および|及び|または|もしくは|と|や|、|,|/|／|・|から|→)\s?(?:約)?")
"""What joins two figures of one thing."""

_COUNTERS = "社 人 件 年 日 月 度 種 点 個"
_ORDINALS = frozenset(_COUNTERS.split())
"""Units that 々 makes a word of: 年々."""
_AIMS = ("標", "的", "立", "指", "線", "玉")
"""What makes a word of 目 behind a unit, which else makes an ordinal of the number: 2段階目."""
_AFTER_KANJI_WORDS = (
    "割 パーセント % ％ 倍 年間 か月 カ月 ヶ月 円 ドル ユーロ 世紀 社 か国 カ国 年 歳 週間 時間"
)
_AFTER_KANJI = frozenset(_AFTER_KANJI_WORDS.split())
"""Units that a single kanji numeral may have: 三割."""
_AFTER_LONG_WORDS = "人 日 回 件 台 本 枚 軒 頭 里 尺 町 両 銭 時 分 度 種 名 戸 冊 頁 坪"
_AFTER_DECIMAL = frozenset(
    ["倍", "%", "％", "パーセント", "ポイント", "度", "キロ", "メートル", "センチ", "ミリ", "トン"]
)
"""Units that a kanji numeral with decimal places may have; 二・三人 are two or three."""
_AFTER_LONG = _AFTER_KANJI | frozenset(_AFTER_LONG_WORDS.split())
"""Units that a kanji numeral of two signs and more may have: 十五人."""
_NO_AMOUNT = frozenset(
    ["十分", "千万", "万一", "百人", "千人", "千年", "百年", "一人", "二人", "三人"]
)
_AFTER_ONE = frozenset(["割", "倍", "パーセント", "%", "％", "円", "ドル"])
"""Units behind which 一 is a number and not a word."""
_ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LETTERS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
"""What letters behind an amount of money or of parameters stand for: $244B, 70Bパラメータ."""
_SIGNS = dict(
    zip(
        "$＄¥￥€£₩₹",
        ["ドル", "ドル", "円", "円", "ユーロ", "ポンド", "ウォン", "ルピー"],
        strict=True,
    )
)
_DOLLARS = {
    "US": "米ドル",
    "A": "豪ドル",
    "AU": "豪ドル",
    "HK": "香港ドル",
    "C": "加ドル",
    "NT": "台湾ドル",
    "S": "シンガポールドル",
}
_SCALES = frozenset("京兆億万")
_POWERS = frozenset("²³")
_DIGITS = frozenset("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千")
_LOOK_BEHIND = 12
"""Characters before a numeral that may belong to it: 少なくとも, HK$, 令和."""
_ENDS = frozenset(
    "約そぼ低大小長多高計額均もかで間治正和成第#＃数何幾$＄¥￥€£₩₹▲△−-‐–,，.．/_ \u3000"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789０１２３４５６７８９"
)
"""How what belongs to a numeral, or shows that it is none, may end; behind another character
nothing is looked for."""


class _Numeral(NamedTuple):
    """A numeral with what stands behind it."""

    text: str
    letter: str
    unit: str
    end: int


def figures(text: str) -> Iterator[FoundDate]:
    """The figures of a text in order; a number without a unit or a scale is none."""
    found: list[FoundDate] = []
    at = 0
    while match := _NUMERAL.search(text, at):
        goes_on = match.start() == at > 0 and text[at - 1] in _DIGITS
        figure = None if goes_on else _figure(text, match, at)
        at = match.end()
        if figure is not None:
            found.append(figure)
            at = max(at, figure.end)
    return _with_units(text, found)


def _figure(text: str, match: re.Match[str], low: int) -> FoundDate | None:
    start = match.start()
    if start and text[start - 1] not in _ENDS:
        date = _DATE.match(text, start)
        return (
            (date_of(date) if date else None) or _fraction(text, match) or _amount(text, match, "")
        )
    before = text[max(low, start - _LOOK_BEHIND) : start]
    era = _ERA.search(before)
    begin = start - len(era.group()) if era else start
    if not _NOT_BEFORE.search(text[max(0, begin - 2) : begin]):
        date = _DATE.match(text, begin)
        if date and (figure := date_of(date)):
            return figure
    if _NOT_BEFORE.search(before) and not _GLUED.match(text, start):
        return None
    return _fraction(text, match) or _amount(text, match, before)


def _with_units(text: str, found: list[FoundDate]) -> Iterator[FoundDate]:
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


def _fraction(text: str, match: re.Match[str]) -> FoundDate | None:
    if not text.startswith("分の", match.end()):
        return None
    part = _NUMERAL.match(text, match.end() + 2)
    whole = value_of(match.group())
    if part is None or not whole:
        return None
    return FoundDate(match.start(), part.end(), quotient(value_of(part.group()), whole), "")


def _amount(text: str, match: re.Match[str], before: str) -> FoundDate | None:
    called = before and _CALLED.search(before)
    front = before[: called.start()] if called else before
    word = front and _WORD.search(front)
    front = front[: word.start()] if word else front
    minus = front and _MINUS.search(front)
    start = match.start() - len(before) + len(front[: minus.start()] if minus else front)
    low = _numeral(text, match, bool(called))
    high, end = _upper(text, low, bool(called))
    unit = high.unit if high else low.unit
    if high is None and not unit:
        unit, end = _thing(text, low, end)
    if called and unit in ("", *_ENGLISH, *_LETTERS):
        unit = called["code"] or _DOLLARS.get(called["dollar"] or "", "") or _SIGNS[called["sign"]]
    if not _stands(text, match.start(), low, unit, bool(called)):
        return None
    factor = _factor(low, high)
    upto = value_of(high.text, factor) if high else None
    if high and not low.unit:
        factor *= _same_scale(low.text, high.text)
    first = value_of(low.text, factor)
    if unit == "割" and (bu := _BU.match(text, end)):
        first, end = quotient(10 * first + value_of(bu[0][0]), 10), bu.end()
    if more := _MORE.match(text, end):
        end = more.end()
    return FoundDate(start, end, -first if minus else first, unit, upto)


def _numeral(text: str, match: re.Match[str], called: bool) -> _Numeral:
    end = match.end()
    letter = (_LETTER if called else _COUNTED).match(text, end)
    end = letter.end() if letter else end
    unit, end = _unit_at(text, end)
    return _Numeral(match.group(), letter.group() if letter else "", unit, end)


def _upper(text: str, low: _Numeral, called: bool) -> tuple[_Numeral | None, int]:
    """The upper end of a range, if its unit is that of the lower end, and where the figure ends."""
    joined = _TO.match(text, low.end)
    match = _NUMERAL.match(text, joined.end()) if joined else None
    if match is None:
        return None, low.end
    high = _numeral(text, match, called)
    if low.unit and high.unit != low.unit:
        return None, low.end
    if not high.unit and (thing := _THING.match(text, high.end)):
        high = high._replace(unit=thing.group(), end=thing.end())
    return high, high.end


def _thing(text: str, low: _Numeral, end: int) -> tuple[str, int]:
    """2兆以上のパラメータ: what is counted, behind a numeral with a scale."""
    if not _SCALES.intersection(low.text):
        return "", end
    if over := _OVER.match(text, end):
        return over["thing"], over.end()
    thing = _THING.match(text, end)
    return (thing.group(), thing.end()) if thing else ("", end)


@cache
def _units() -> dict[str, tuple[str, ...]]:
    """First character -> the units that begin with it, the longest first."""
    found: dict[str, list[str]] = {}
    for unit in sorted({*words("units"), *"mgWVA"}, key=len, reverse=True):
        found.setdefault(unit[0], []).append(unit)
    return {first: tuple(units) for first, units in found.items()}


def _unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit at a place, a space before it passed over, and where it ends."""
    begin = at + (text[at : at + 1] == " ")
    for unit in _units().get(text[begin : begin + 1], ()):
        end = begin + len(unit)
        if not text.startswith(unit, begin):
            continue
        after = text[end : end + 1]
        latin = unit[-1].isascii() and unit[-1].isalpha()
        if latin and ((after.isascii() and after.isalpha()) or after in _POWERS):
            continue
        if unit in ("年前", "年後") and after in ("半", "期", "後"):
            continue
        if unit in _ORDINALS and after == "々":
            continue
        if after == "目" and text[end + 1 : end + 2] not in _AIMS:
            continue
        return unit, end
    return "", at


def _stands(text: str, start: int, low: _Numeral, unit: str, called: bool) -> bool:
    """Whether a numeral is a figure: it has a unit or a scale, and is no word such as 一方."""
    scaled = bool(_SCALES.intersection(low.text))
    if "・" in low.text:
        return scaled or unit in _AFTER_DECIMAL
    if not _IS_ARABIC.match(low.text):
        if set(low.text) == {"〇"} or low.text in ("千万", "万"):
            return False  # left out on purpose: 〇〇%
        if low.text + unit in _NO_AMOUNT or (low.text == "一" and unit not in _AFTER_ONE):
            return False
        return scaled or unit in (_AFTER_LONG if len(low.text) > 1 else _AFTER_KANJI)
    if not scaled and _NUMBERED.search(text[max(0, start - 2) : start]) and _is_thing(unit):
        return False  # IOWN 2.0ノード: a version
    return bool(unit) or scaled or called


def _is_thing(unit: str) -> bool:
    """Whether a unit is what is counted, and not a measure."""
    if unit in ("GPU", "GPUs", "CPU"):
        return True
    return bool(_THING.fullmatch(unit)) and unit not in _AFTER_KANJI and unit != "ポイント"


def _factor(low: _Numeral, high: _Numeral | None) -> int:
    letter = low.letter or (high.letter if high else "")
    unit = (high.unit if high else low.unit) or low.unit
    return _LETTERS.get(letter, 1) * _ENGLISH.get(unit, 1)


def _same_scale(low: str, high: str) -> int:
    """3〜5億 is from 300 million on: the scale at the end holds for both."""
    at = len(high)
    while at and high[at - 1] in _SCALES:
        at -= 1
    if at == len(high) or low[-1] in _SCALES:
        return 1
    return int(value_of("1" + high[at:].replace(" ", "")))
