"""Search finds and lights what the tables say, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.search import Finder

HERE = Path(__file__).parent
Case = tuple[str, str, list[str]]


def _cases(name: str) -> list[Case]:
    cases: list[Case] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, text, lit = (_unescaped(part) for part in line.split("\t"))
            cases.append((query, text, lit.split("|") if lit else []))
    return cases


def _unescaped(text: str) -> str:
    while (at := text.find("\\u")) >= 0:
        text = text[:at] + chr(int(text[at + 2 : at + 6], 16)) + text[at + 6 :]
    while (at := text.find("\\U")) >= 0:
        text = text[:at] + chr(int(text[at + 2 : at + 10], 16)) + text[at + 10 :]
    return text


def _lit(finder: Finder, query: str, text: str, *, romaji: bool) -> list[str]:
    return [text[start:end] for start, end in finder.find(query, romaji=romaji).spans]


@pytest.mark.parametrize(("query", "text", "lit"), _cases("folding.txt"))
def test_folds_and_operators(query: str, text: str, lit: list[str]) -> None:
    """A query lights just these characters, whichever forms they are written in."""
    assert _lit(Finder([text]), query, text, romaji=False) == lit


@pytest.mark.parametrize(("query", "text", "lit"), _cases("spoken.txt"))
def test_sounds(query: str, text: str, lit: list[str]) -> None:
    """A query in romaji lights just what is read so."""
    pytest.importorskip("lindera")
    assert _lit(Finder([text]), query, text, romaji=True) == lit


@pytest.mark.parametrize(
    ("query", "text", "lit"),
    [case for case in _cases("spoken.txt") if not any("一" <= c <= "鿿" for c in case[1])],
)
def test_kana_needs_no_analyser(query: str, text: str, lit: list[str]) -> None:
    """Where no analyser is installed, katakana are still found by romaji."""
    from reader.search.sound.words import analyse_plainly

    if "h" in query and any("ぁ" <= c <= "ん" for c in "".join(lit)):
        pytest.skip("which は is a particle takes an analyser")
    finder = Finder([text])
    finder.read(analyser=analyse_plainly)
    assert _lit(finder, query, text, romaji=True) == lit
