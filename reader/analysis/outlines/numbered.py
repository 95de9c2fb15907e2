"""Headings that only the rest of a text tells: bare numbers, articles, speakers.

A number alone on its line counts where 1, 2, 3 follow one another; an article of a law, and who
speaks in minutes, where there are several. An article is named by its number and its caption, the
line in brackets before it or behind the number (第１条（目的）).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.analysis.outlines.heading_shapes import Candidate
from reader.analysis.outlines.outline_units import OutlineUnit
from reader.document import Kind
from reader.patterns import pattern

_BARE = pattern(
    r"[(（【〔]?(?:第|その)?(?P<number>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[Ⅰ-Ⅻ]|[ivx]{1,5}|[IVX]{1,5})"
    r"[)）】〕]?[.．、]?"
)
_ARTICLE = pattern(
    r"(?P<article>第[0-9０-９〇一二三四五六七八九十百千]{1,7}条(?:の[二三四五六七八九十0-9０-９]{1,2})*)"
    r"(?P<caption>[(（][^()（）。]{1,40}[)）])?(?P<rest>[ \u3000]+\S|$)"
)
_CAPTION = pattern(r"[(（][^()（）。]{1,40}[)）]")
_SPEAKER = pattern(
    r"[○◯〇](?P<name>[^\s。、「」（(]{2,24}(?:[（(][^()（）\s]{2,24}[)）])?)[\u3000 ]+(?=\S)"
)
_TITLES = ("君", "氏", "さん", "様", "議員", "委員", "大臣", "長", "人", "者", "）", ")")
"""How the name of who speaks ends."""
_KANJI = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_ROMAN = {"i": 1, "v": 5, "x": 10}


def numbered(shown: Sequence[OutlineUnit]) -> dict[int, Candidate]:
    """Index of a unit -> the heading that it is or begins with."""
    return {**_speakers(shown), **_articles(shown), **_bare_numbers(shown)}


def value_of(numeral: str) -> int:
    """The value of a numeral in any of the scripts; 0 where it is none."""
    if numeral.isdecimal():
        return int(numeral)
    if "Ⅰ" <= numeral[0] <= "Ⅻ":
        return ord(numeral) - ord("Ⅰ") + 1
    if numeral[0].isascii():
        values = [_ROMAN[letter] for letter in numeral.lower()]
        signs = [-one if one < other else one for one, other in pairwise([*values, 0])]
        return sum(signs)
    tens, ten, ones = numeral.rpartition("十")
    if any(part and part not in _KANJI for part in (tens, ones)):
        return 0
    return (_KANJI.get(tens, 1) * 10 if ten else 0) + _KANJI.get(ones, 0)


def _bare_numbers(shown: Sequence[OutlineUnit]) -> dict[int, Candidate]:
    """Numbers alone on their lines with text below, in runs 1, 2, 3."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, unit in enumerate(shown[:-1]):
        text = unit.text.strip()
        match = _BARE.fullmatch(text) if len(text) <= 8 and _is_line(unit) else None
        if match and (value := value_of(match["number"])):
            style = text.replace(match["number"], _script(match["number"]))
            found.setdefault(style, []).append((index, value))
    made: dict[int, Candidate] = {}
    for numbers in found.values():
        for run in _runs(numbers):
            apart = all(after - before > 1 for (before, _), (after, _) in pairwise(run))
            if len(run) > 1 and apart:
                made.update({index: _whole(shown, index, "bare", 5) for index, _ in run})
    return made


def _script(numeral: str) -> str:
    """A numeral of the same script."""
    if numeral.isdecimal():
        return "1"
    return "i" if numeral[0].isascii() else "Ⅰ" if numeral[0] < "\u3000" else "一"


def out_of_sequence(candidates: Sequence[Candidate]) -> set[int]:
    """The units of entries such as `12) …` that do not count on from 1: they are of a list."""
    closed = [
        (candidate.unit, int(candidate.title[:2].rstrip(")）")))
        for candidate in candidates
        if candidate.shape == "closed"
    ]
    counted = {unit for run in _runs(closed) if len(run) > 1 for unit, _ in run}
    return {unit for unit, _ in closed} - counted


def _runs(numbers: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The runs that begin with 1 and count on, of (index of a unit, number)."""
    runs: list[list[tuple[int, int]]] = []
    for index, value in numbers:
        if value == 1:
            runs.append([])
        elif not runs or value != runs[-1][-1][1] + 1:
            continue
        runs[-1].append((index, value))
    return runs


def _articles(shown: Sequence[OutlineUnit]) -> dict[int, Candidate]:
    """The articles of a law or of rules, if there are several."""
    made: dict[int, Candidate] = {}
    count = 0
    for index, unit in enumerate(shown):
        match = _ARTICLE.match(unit.text) if _is_line(unit) else None
        if not match:
            continue
        count += 1
        before = shown[index - 1].text.strip() if index and _is_line(shown[index - 1]) else ""
        if not match["caption"] and _CAPTION.fullmatch(before):
            made[index - 1] = _whole(shown, index - 1, "article", 3, match["article"] + before)
            continue
        title = match["article"] + (match["caption"] or "")
        end = unit.start + len(title)
        glued = bool(match["rest"])
        made[index] = Candidate(index, unit.start, end, title, "article", 3, glued)
    return made if count > 1 else {}


def _speakers(shown: Sequence[OutlineUnit]) -> dict[int, Candidate]:
    """Who speaks in minutes, if several do."""
    made: dict[int, Candidate] = {}
    for index, unit in enumerate(shown):
        match = _SPEAKER.match(unit.text) if _is_line(unit) else None
        if match and match["name"].endswith(_TITLES):
            end = unit.start + match.end("name")
            title = unit.text[: match.end("name")]
            made[index] = Candidate(index, unit.start, end, title, "speaker", 5, True)
    return made if len(made) > 1 else {}


def _whole(
    shown: Sequence[OutlineUnit], index: int, shape: str, rank: int, title: str = ""
) -> Candidate:
    unit = shown[index]
    return Candidate(index, unit.start, unit.end, title or unit.text.strip(), shape, rank)


def _is_line(unit: OutlineUnit) -> bool:
    return unit.kind is Kind.PARAGRAPH and not unit.source.depth and not unit.source.quote
