"""Colours in print: SGR sequences (ECMA-48 8.3.117) around runs of text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from reader.document import MarkKind
from reader.typeset import Row, RowKind

BOLD, DIM, ITALIC, UNDERLINE, STRIKE = "1", "2", "3", "4", "9"
MATCH = "1;31"
"""A match, as grep shows it."""
FILE = "35"
LINE = "32"

_KINDS = {
    RowKind.TITLE: BOLD,
    RowKind.HEADING: BOLD,
    RowKind.META: DIM,
    RowKind.FOLD: DIM,
    RowKind.RULE: DIM,
    RowKind.RUBY: DIM,
}
"""How a whole row looks."""
_MARKS = {
    MarkKind.STRONG: BOLD,
    MarkKind.EMPHASIS: ITALIC,
    MarkKind.DOTS: BOLD,
    MarkKind.STRIKE: STRIKE,
    MarkKind.LINK: UNDERLINE,
    MarkKind.RUBY: DIM,
}
"""How a range with a mark looks."""


def painted(text: str, look: str) -> str:
    """A text in a look, which is a list of SGR numbers; "" leaves it as it is."""
    return f"\x1b[{look}m{text}\x1b[0m" if look and text else text


def painted_row(row: Row) -> str:
    """A row with the looks of its kind and of the marks on it."""
    ranges = [
        (style.start, style.end, _MARKS.get(MarkKind(style.kind), "")) for style in row.styles
    ]
    base = _KINDS.get(row.kind, "")
    return "".join(painted(text, look) for text, look in _runs(row.text, base, ranges))


def _runs(
    text: str, base: str, ranges: Iterable[tuple[int, int, str]]
) -> Iterable[tuple[str, str]]:
    """The text in runs of one look each."""
    held = [(start, end, look) for start, end, look in ranges if look]
    edges = sorted({0, len(text), *(edge for entry in held for edge in entry[:2])})
    for start, end in pairwise(edges):
        looks = [base, *(look for low, high, look in held if low <= start < high)]
        yield text[start:end], ";".join(dict.fromkeys(look for look in looks if look))
