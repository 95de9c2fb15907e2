"""Discourse cues: how Japanese paragraphs open and close.

The openings are a table in data/cues.txt, the words by which one tells what a paragraph is about
are one in data/zones.txt; a line may be added to either.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")
_QUESTION = ("?", "か。", "か", "?」", "?』", "か。」", "のか。」")
_ANNOUNCES = (
    "ましょう。",
    "みよう。",
    "いこう。",
    "いきます。",
    "いきたい。",
    "みます。",
    "みたい。",
    "ください。",
    "述べる。",
    "述べます。",
    "述べよう。",
    "紹介する。",
    "紹介します。",
    "以下の通りだ。",
    "以下の通りです。",
    "次の通りだ。",
    "次の通りです。",
    "見ていく。",
    "考えたい。",
    "考えてみる。",
    "触れておく。",
    "話そう。",
    "述べたい。",
    "始めよう。",
)
_SUPPOSES = (
    "でしょう。",
    "だろう。",
    "はずです。",
    "はずだ。",
    "かもしれません。",
    "かもしれない。",
    "であろう。",
    "でしょうね。",
    "ましょうか。",
    "かもしれませんね。",
    "らしい。",
    "ようだ。",
)
_POLITE = (
    "です。",
    "ます。",
    "ません。",
    "ました。",
    "でした。",
    "ですね。",
    "ますね。",
    "ですよ。",
    "ですよね。",
    "ましょう。",
    "でしょう。",
    "でしょうか。",
    "ませんか。",
    "ますか。",
    "ですか。",
    "です",
    "ます",
    "ますか?",
    "ですか?",
    "でしょうか?",
    "ませんか?",
    "ません",
    "ください。",
)
_FEELS = (
    "思う。",
    "思います。",
    "思った。",
    "思っています。",
    "思っている。",
    "感じています。",
    "感じる。",
    "感じます。",
    "感じている。",
    "感じました。",
    "信じています。",
    "信じている。",
    "信じます。",
    "確信しています。",
    "確信している。",
    "考えています。",
    "考えている。",
    "考えます。",
    "考える。",
    "見ています。",
    "見ている。",
    "ありません。",
    "願っています。",
    "願っている。",
    "楽しみです。",
    "いきましょう。",
    "ならない。",
    "なるはずです。",
)
_MOVES = (
    "に移",
    "に戻",
    "を移",
    "に話を",
    "話に入",
    "本題",
    "見ていき",
    "見てみ",
    "掘り下げ",
    "整理して",
    "迫って",
    "触れて",
    "目を向け",
    "述べさせ",
    "紐解",
    "考えてい",
    "考えてみ",
    "振り返",
    "踏まえ",
    "について話",
    "について述",
    "について考",
    "視点を変",
    "別の角度",
    "別の視点",
    "話をし",
)
_CONCEDES = ("もちろん", "しかし", "ただ", "一方", "だが", "とはいえ", "でも")
_TROUBLES = (
    "課題",
    "リスク",
    "懸念",
    "問題",
    "壁",
    "ハードル",
    "障壁",
    "落とし穴",
    "平坦",
    "楽観",
    "不安",
    "困難",
    "弱点",
    "限界",
    "批判",
    "危険",
    "欠点",
    "代償",
)
_BACK_TO = (
    "この問い",
    "その問い",
    "この疑問",
    "その疑問",
    "こうした問い",
    "これらの問い",
    "この質問",
    "私の答え",
    "その答え",
    "答えは",
    "ええ、",
    "そうなん",
    "そうです",
)
_ADDRESSES = (
    "として",
    "にとって",
    "から見",
    "の視点",
    "の立場",
    "の観点",
    "の皆さん",
    "の方々",
    "の皆様",
    "であれば、",
    "向け",
    "に目を",
    "の側",
    "の場合",
)


@cache
def openings() -> dict[str, int]:
    """Opening -> index of its class."""
    text = _DATA.joinpath("cues.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {word: index for index, row in enumerate(rows) for word in row[1].split()}


@cache
def _reach() -> tuple[int, int]:
    """Characters of the longest opening; how many classes there are."""
    table = openings()
    return max(map(len, table)), max(table.values()) + 1


def opening_class(text: str) -> int:
    """The class of how a text opens, or -1."""
    table = openings()
    for length in range(_reach()[0], 0, -1):
        found = table.get(text[:length])
        if found is not None:
            return found
    return -1


def opening_features(text: str) -> list[float]:
    """One of the classes of data/cues.txt as ones and zeros."""
    row = [0.0] * _reach()[1]
    found = opening_class(text)
    if found >= 0:
        row[found] = 1.0
    return row


def is_question(sentence: str) -> bool:
    """Whether a normalised sentence asks."""
    return sentence.endswith(_QUESTION)


def is_polite(sentence: str) -> bool:
    """Whether a normalised sentence is in です・ます style."""
    return sentence.endswith(_POLITE)


def sentence_features(first: str, last: str) -> list[float]:
    """What the first and the last sentence of a paragraph, normalised, tell."""
    return [
        float(any(map(first[:24].__contains__, _ADDRESSES))),
        float(any(map(first.__contains__, _CONCEDES)) and any(map(first.__contains__, _TROUBLES))),
        float(first.startswith(_BACK_TO)),
        float(any(map(first.__contains__, _MOVES))),
        float(is_question(first)),
        float(is_question(last)),
        float(last.endswith(_ANNOUNCES)),
        float(last.endswith(_SUPPOSES)),
        float(is_polite(last)),
        float(last.endswith(_FEELS)),
        float(last.endswith((":", "、", ",", "」", "』", ")"))),
        float(not last.endswith(("。", "?", "!", "…", "」", "』", ")", ":"))),
    ]


@cache
def _zones() -> dict[str, list[int]]:
    """Term -> indices of its zones."""
    text = _DATA.joinpath("zones.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    table: dict[str, list[int]] = {"": [len(rows)]}
    for index, row in enumerate(rows):
        for term in row[1].split():
            table.setdefault(term, []).append(index)
    return table


def zone_features(counts: Mapping[str, int], first: set[str], length: int) -> list[float]:
    """Density of each zone's terms per 100 characters, then whether a first sentence has one."""
    table = _zones()
    size = table[""][0]
    row = [0.0] * size
    share = 100 / max(length, 20)
    for term, times in counts.items():
        for index in table.get(term, ()):
            row[index] += times * share
    opened = [0.0] * size
    for term in first:
        for index in table.get(term, ()):
            opened[index] = 1.0
    return row + opened
