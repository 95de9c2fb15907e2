"""What a row of the layout is drawn with: pieces of its text, each with its component classes.

Nothing here knows Textual: `view/widgets/page` makes strips of the pieces, `first_page/paint` the
bytes of the first page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.document import MarkKind, Span
from reader.typeset import Row, RowKind

if TYPE_CHECKING:
    from reader.search import Match

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


class LitSpan(NamedTuple):
    """A range of the text that is drawn with a class of its own."""

    start: int
    end: int
    """Offsets into the logical text, end excluded."""
    name: str
    """Component class."""


def row_class(row: Row) -> str:
    """The component class that a row is drawn with."""
    if row.kind is RowKind.HEADING and row.level > MAJOR_HEADING:
        return "page--heading-minor"
    return ROW_CLASSES.get(row.kind, "page--text")


def pieces(row: Row, lit: Sequence[LitSpan] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The row's text, cut wherever its look changes; the classes lie over one another.

    `lit` ranges lie over the marks of the text, later ones over earlier ones.
    """
    text = row.text
    if not text:
        return
    if not lit and not row.styles:
        yield text, (row_class(row),)
        return
    layers = [(0, len(text), row_class(row))]
    layers += [
        (style.start, style.end, name)
        for style in row.styles
        if (name := MARK_CLASSES.get(style.kind))
    ]
    whole: set[str] = set()
    for one in lit:
        if one.name in whole:
            continue  # A fold stands for any number of matches: each would light all of it again.
        ranges = indexes_of(row, one.start, one.end)
        if ranges == [(0, len(text))]:
            whole.add(one.name)
        layers += [(a, b, one.name) for a, b in ranges]
    cuts = sorted({0, len(text), *(a for a, _, _ in layers), *(b for _, b, _ in layers)})
    for a, b in pairwise(cuts):
        yield text[a:b], tuple(name for low, high, name in layers if low <= a and b <= high)


def indexes_of(row: Row, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the row's text that show the logical text from `start` to `end`.

    Inserted characters between two that are lit are lit too: a range has no holes where the
    line is stretched.
    """
    hidden = row.hiding(start, end)
    found: list[tuple[int, int]] = []
    for index, offset in enumerate(row.offsets):
        if not (start <= offset < end or index in hidden):
            continue
        if found and all(row.offsets[at] < 0 for at in range(found[-1][1], index)):
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def lit_matches(
    matches: Sequence[Match], current: int | None, shown: Iterable[Span]
) -> list[LitSpan]:
    """The matches in some spans as they are lit, the current one apart."""
    inside: set[int] = set()
    for span in shown:
        first = bisect_left(matches, (span.start, 0))
        first -= first > 0 and matches[first - 1].end > span.start
        inside.update(range(first, bisect_left(matches, (span.end, 0), first)))
    return [
        LitSpan(*matches[at], "page--match-current" if at == current else "page--match")
        for at in sorted(inside)
    ]
