"""The rules of line breaking, case by case, from a text that a reader of Japanese can check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.rules import YES, Level, pairs

CASES = Path(__file__).parent / "kinsoku.txt"


def cases() -> Iterator[tuple[Level, str, str]]:
    """Level, text with signs and source of each case."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, text, source = line.split("\t")
            for level in get_args(Level) if name == "all" else (name,):
                yield level, text, source


def marked(level: Level, signed: str) -> str:
    """The text with what the rules say at each place that has a sign."""
    text = signed.replace("÷", "").replace("×", "")
    found: list[str] = []
    at = 0
    for character in signed:
        if character in "÷×":
            may = at < len(text) and allowed(pairs(level), text, at) == YES
            found.append("÷" if may else "×")
        else:
            found.append(character)
            at += 1
    return "".join(found)


@pytest.mark.parametrize(("level", "text", "source"), list(cases()))
def test_case(level: Level, text: str, source: str) -> None:
    """Lines end where the fixture says, by the rule that it names."""
    assert marked(level, text) == text, source
