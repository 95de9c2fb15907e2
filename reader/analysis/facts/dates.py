"""Dates and times of day in a text, with a value that sorts."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.analysis.facts.numerals import KANJI, value_of


class FoundDate(NamedTuple):
    """A figure in a text."""

    start: int
    end: int
    value: int | float
    unit: str
    """As written, without the scale (万, 億, 兆). Dates: "年月日", "年月", "月日", whose values are
    20251002, 202510 and 1002."""
    upto: int | float | None = None
    """The upper end of a range."""
    is_date: bool = False


_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_D = "[0-9０-９]"
_MONTH = rf"{_D}{{1,2}}|[一二三四五六七八九十]{{1,2}}"
_DAY = rf"{_D}{{1,2}}|[一二三四五六七八九十]{{1,3}}"
_TO = "[〜～~–—-]"
DATE = (
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<eray>{_D}{{1,2}}|元|{KANJI})年(?P<eraf>度)?|"
    rf"(?P<year>{_D}{{4}}|[〇一二三四五六七八九]{{4}})(?:{_TO}(?P<toyear>{_D}{{4}}))? ?年"
    r"(?P<fiscal>度)?(?![間半代]|[前後](?![半期後])))"
    rf"(?: ?(?P<month>{_MONTH}) ?月(?!間)(?: ?(?P<day>{_DAY}) ?日(?!間))?"
    rf"|(?:の)?第?(?P<quarter>[1-4１-４一二三四])四半期)?"
    rf"|(?P<month2>{_MONTH}) ?月 ?(?P<day2>{_DAY})(?: ?日?{_TO}(?P<today>{_DAY}))? ?日(?!間)"
    rf"|(?P<month3>{_D}{{1,2}})(?:{_TO}(?P<tomonth>[0-9]{{1,2}}))?"
    r" ?月(?!間|例|額|次|収|給|日)"
    rf"|(?P<iso>[12][0-9]{{3}}(?P<mark>[-/])(?:0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
    rf"|FY(?P<fy>20[0-9]{{2}})"
    rf"|第(?P<alone>[1-4１-４一二三四])四半期"
    rf"|(?P<hour>[0-9]{{1,2}})時(?!間|代|点|期|価|短|系)(?P<minute>[0-9]{{1,2}})?(?(minute)分(?!間))"
)
"""A date; 2025年 alone counts too, 2025年前 does not."""


def date_of(match: re.Match[str]) -> FoundDate | None:
    """The date that a match of `DATE` found; None where it found something else."""
    if not _in_calendar(match):
        return None
    found = _in_year(match) or _without_year(match)
    return found and FoundDate(match.start(), match.end(), found[0], found[1], found[2], True)


_Value = tuple[int, str, int | None]


def _number(numeral: str) -> int:
    return int(value_of(numeral))


_MOST = {
    **dict.fromkeys(("month", "month2", "month3", "tomonth"), range(1, 13)),
    **dict.fromkeys(("day", "day2", "today"), range(1, 32)),
    "hour": range(25),
    "minute": range(60),
}
"""What the parts of a date may be."""


def _in_calendar(match: re.Match[str]) -> bool:
    """Whether there are such months, days and hours."""
    return all(_number(match[part]) in most for part, most in _MOST.items() if match[part])


def _in_year(match: re.Match[str]) -> _Value | None:
    if match["iso"]:
        return int(match["iso"].replace(match["mark"], "")), "年月日", None
    if match["fy"]:
        return int(match["fy"]), "年度", None
    if match["year"]:
        year = _number(match["year"])
    elif match["era"]:
        year = _ERAS[match["era"]] + (1 if match["eray"] == "元" else _number(match["eray"]))
    else:
        return None
    if match["quarter"]:
        return year * 10 + _number(match["quarter"]), "年四半期", None
    if match["day"]:
        return year * 10000 + _number(match["month"]) * 100 + _number(match["day"]), "年月日", None
    if match["month"]:
        return year * 100 + _number(match["month"]), "年月", None
    upto = _number(match["toyear"]) if match["toyear"] else None
    return year, "年度" if match["fiscal"] or match["eraf"] else "年", upto


def _without_year(match: re.Match[str]) -> _Value | None:
    if match["month2"]:
        month = _number(match["month2"]) * 100
        upto = month + _number(match["today"]) if match["today"] else None
        return month + _number(match["day2"]), "月日", upto
    if match["month3"]:
        upto = _number(match["tomonth"]) if match["tomonth"] else None
        return _number(match["month3"]), "月", upto
    if match["alone"]:
        return _number(match["alone"]), "四半期", None
    if match["hour"]:
        if match["minute"]:
            return _number(match["hour"]) * 100 + _number(match["minute"]), "時分", None
        return _number(match["hour"]), "時", None
    return None
