"""Which units are the same thing, and which are of points in time."""

from __future__ import annotations

_DATES = "年 年月 年月日 月日 月 年度 年四半期 四半期 年代 世紀 時 時分 年前 年後"
DATES = frozenset(_DATES.split())
"""Units of points in time."""

_SAME = """
ドル 米ドル USドル USD
円 JPY
ユーロ EUR
人民元 元 CNY RMB 人民幣
ポンド GBP
豪ドル AUD
ウォン KRW
% ％ パーセント
ポイント %ポイント ％ポイント パーセントポイント
パラメータ パラメーター
平方メートル m² ㎡ m2
MB メガバイト
GB ギガバイト
TB テラバイト
MW メガワット
GW ギガワット
か月 ヶ月 カ月 ヵ月 ケ月
か国 カ国 ヶ国 ヵ国
ユーザー ユーザ users
"""
"""A line for each unit: how it is called, then its other spellings."""

_MEASURES = {other: row.split()[0] for row in _SAME.split("\n") if row for other in row.split()[1:]}


def measure(unit: str) -> str:
    """A unit by the spelling that stands for all of it.

    >>> measure("米ドル"), measure("USD"), measure("台")
    ('ドル', 'ドル', '台')
    """
    return _MEASURES.get(unit, unit)
