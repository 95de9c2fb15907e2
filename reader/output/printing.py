"""The post, typeset, row by row: nothing is held but the row at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from reader.document import MarkKind
from reader.output.colors import BOLD, DIM, ITALIC, STRIKE, UNDERLINE, painted
from reader.typeset import Layout, Row, RowKind

_PART = 256
"""Items that are printed at a time."""
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


def rows(layout: Layout) -> Iterator[Row]:
    """All rows of a layout, in order."""
    place = layout.first()
    last = layout.last()
    if not len(layout.flow):
        return
    while True:
        yield layout.row(place)
        if place >= last:
            return
        place = layout.step(place, 1)


def plain(layout: Layout, *, color: bool = False) -> Iterator[str]:
    """The rows as lines of text, with colours if asked for."""
    # Without its offsets and styles a row is had at a tenth of the price.
    return map(painted_row, rows(layout)) if color else layout.texts()


def parts(layout: Layout) -> tuple[range, list[range]]:
    """The items of a text in parts that can be set one without the other: the title page, and
    the rest."""
    front, count = len(layout.flow.front), len(layout.flow)
    behind = range(front, count, _PART)
    return range(front), [range(first, min(first + _PART, count)) for first in behind]


def part(layout: Layout, items: range) -> str:
    """What `plain` gives for some items, as one text."""
    return "\n".join(layout.texts(items))


def json_lines(layout: Layout, title: str) -> Iterator[str]:
    """`--print --json` in pieces that together are one JSON document."""
    from reader.escaping import json_text

    yield f'{{"title": {json_text(title)}, "width": {layout.measure}, "lines": ['
    before = None
    for row, text in zip(rows(layout), layout.texts(), strict=True):
        if before is not None:
            yield f"{before},"
        before = json_text({"text": text, "start": row.start, "end": row.end})
    if before is not None:
        yield before
    yield "]}"


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
