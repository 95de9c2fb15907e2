"""The post, typeset, row by row: nothing is held but the row at hand."""

from __future__ import annotations

from collections.abc import Iterator

from reader.output.colors import painted_row
from reader.output.json_text import to_line
from reader.typeset import Layout, Row


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
    for row in rows(layout):
        yield painted_row(row) if color else row.text


def json_lines(layout: Layout, title: str) -> Iterator[str]:
    """`--print --json` in pieces that together are one JSON document."""
    yield f'{{"title": {to_line(title)}, "width": {layout.measure}, "lines": ['
    before = None
    for row in rows(layout):
        if before is not None:
            yield f"{before},"
        before = to_line({"text": row.text, "start": row.start, "end": row.end})
    if before is not None:
        yield before
    yield "]}"
