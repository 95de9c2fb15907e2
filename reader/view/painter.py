"""A row of the layout as a strip of the screen."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.document import MarkKind
from reader.typeset import Row, RowKind

ROW_CLASSES: dict[RowKind, str] = {
    RowKind.TITLE: "page--title",
    RowKind.META: "page--meta",
    RowKind.HEADING: "page--heading",
    RowKind.QUOTE: "page--quote",
    RowKind.CODE: "page--code",
    RowKind.RULE: "page--rule",
    RowKind.NOTE: "page--note",
    RowKind.FOLD: "page--fold",
    RowKind.RUBY: "page--ruby",
}
"""What a row is drawn as; a kind that is not here is plain text."""

MARK_CLASSES: dict[str, str] = {
    MarkKind.EMPHASIS: "page--emphasis",
    MarkKind.STRONG: "page--strong",
    MarkKind.STRIKE: "page--strike",
    MarkKind.CODE: "page--code",
    MarkKind.LINK: "page--link",
    MarkKind.IMAGE: "page--link",
    MarkKind.NOTE_REF: "page--link",
    MarkKind.DOTS: "page--dots",
    MarkKind.RUBY: "page--reading",
}
"""What a mark is drawn as; RUBY on a row is the reading itself, set inline."""

MAJOR_HEADING = 2
"""Deepest level of heading that is drawn as a great one."""


class Lit(NamedTuple):
    """A range of the text that is drawn with a class of its own."""

    start: int
    end: int
    """Offsets into the logical text, end excluded."""
    name: str
    """Component class."""


StyleOf = Callable[[tuple[str, ...]], Style]
"""The style of component classes laid over one another, the last on top."""


def row_class(row: Row) -> str:
    """The component class that a row is drawn with."""
    if row.kind is RowKind.HEADING and row.level > MAJOR_HEADING:
        return "page--heading-minor"
    return ROW_CLASSES.get(row.kind, "page--text")


def paint(row: Row, lit: Sequence[Lit], style_of: StyleOf) -> list[Segment]:
    """The row's text as segments, cut wherever its look changes.

    `lit` ranges lie over the marks of the text, later ones over earlier ones.
    """
    text = row.text
    if not text:
        return []
    layers = [(0, len(text), row_class(row))]
    layers += [
        (style.start, style.end, name)
        for style in row.styles
        if (name := MARK_CLASSES.get(style.kind))
    ]
    for one in lit:
        layers += [(a, b, one.name) for a, b in indexes_of(row, one.start, one.end)]
    cuts = sorted({0, len(text), *(a for a, _, _ in layers), *(b for _, b, _ in layers)})
    segments = []
    for a, b in itertools.pairwise(cuts):
        names = tuple(name for low, high, name in layers if low <= a and b <= high)
        segments.append(Segment(text[a:b], style_of(names)))
    return segments


def indexes_of(row: Row, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the row's text that show the logical text from `start` to `end`.

    Inserted characters between two that are lit are lit too: a range has no holes where the
    line is stretched.
    """
    hidden = {one.at for one in row.hidden if any(a < end and start < b for a, b in one.spans)}
    found: list[tuple[int, int]] = []
    for index, offset in enumerate(row.offsets):
        if not (start <= offset < end or index in hidden):
            continue
        if found and all(row.offsets[at] < 0 for at in range(found[-1][1], index)):
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def pad(segments: list[Segment], left: int, width: int, base: Style) -> Strip:
    """A strip of `width` cells with the segments from cell `left` on."""
    strip = Strip([Segment(" " * left, base), *segments] if left else segments)
    return strip.adjust_cell_length(width, base)
