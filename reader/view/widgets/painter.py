"""A row of the layout as segments of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style

from reader.page.row_pieces import LitSpan, pieces
from reader.typeset import Row

StyleOf = Callable[[tuple[str, ...]], Style]
"""The style of component classes laid over one another, the last on top."""


def paint(row: Row, lit: Sequence[LitSpan], style_of: StyleOf) -> list[Segment]:
    """The row's text as segments, cut wherever its look changes.

    `lit` ranges lie over the marks of the text, later ones over earlier ones.
    """
    return [Segment(text, style_of(names)) for text, names in pieces(row, lit)]
