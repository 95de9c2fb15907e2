"""Discourse cues: how Japanese paragraphs open and close.

The openings are a table in data/cues.txt, the endings of sentences one in data/sentences.txt, the
words by which one tells what a paragraph is about one in data/zones.txt.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data"


@cache
def _sentence_words() -> dict[str, tuple[str, ...]]:
    """The lists of data/sentences.txt by name."""
    text = _DATA.joinpath("sentences.txt").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {name: tuple(words.split()) for name, words in rows}


def _words(name: str) -> tuple[str, ...]:
    return _sentence_words()[name]


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
    return sentence.endswith(_words("asks"))


def announces(sentence: str) -> bool:
    """Whether a normalised sentence says what comes next, or asks the reader to do something."""
    return sentence.endswith(_words("announces"))


def is_polite(sentence: str) -> bool:
    """Whether a normalised sentence is in です・ます style."""
    return sentence.endswith(_words("polite"))


def sentence_features(first: str, last: str) -> list[float]:
    """What the first and the last sentence of a paragraph, normalised, tell."""
    return [
        float(any(map(first[:24].__contains__, _words("addresses")))),
        float(
            any(map(first.__contains__, _words("concedes")))
            and any(map(first.__contains__, _words("troubles")))
        ),
        float(first.startswith(_words("back_to"))),
        float(any(map(first.__contains__, _words("moves")))),
        float(is_question(first)),
        float(is_question(last)),
        float(announces(last)),
        float(last.endswith(_words("supposes"))),
        float(is_polite(last)),
        float(last.endswith(_words("feels"))),
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
