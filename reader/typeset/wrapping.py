"""Japanese line breaking for any program: text in, lines out."""

from __future__ import annotations

from reader.typeset.breaker import break_lines
from reader.typeset.options import Wrap


def wrap(
    text: str, width: int, *, mode: Wrap = "strict", hang: bool = False, ambiguous: int = 1
) -> list[str]:
    """Breaks a text into lines of at most `width` cells, by the Japanese rules (kinsoku).

    >>> wrap("「行く。」と言った。", 8)
    ['「行', 'く。」と', '言った。']
    """
    return [
        line[start:end]
        for line in text.split("\n")
        for start, end in break_lines(line, width, hang=hang, ambiguous=ambiguous)
    ]
