"""The first page as bytes for the terminal, typeset by the reader's own layout.

Textual needs 150 ms before it shows anything; these bytes are on the screen after a third of that
time, and Textual then draws the same cells. The title line, outline, status line and scrollbar
stay empty until then.
"""

from __future__ import annotations

from reader.book.book import Book
from reader.cells import cell_len
from reader.config import Settings
from reader.first_page.palette import Palette
from reader.page.geometry import BOTTOM, TOP, options_for, page_width, text_column
from reader.page.row_pieces import pieces
from reader.page.viewport import Viewport
from reader.typeset import Layout

ENTER = "\x1b[?1049h\x1b[?25l"
"""The alternate screen, and no cursor on it."""
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"
"""Back to what was on the terminal before."""
LEAST = (4, 4)
"""Columns and rows of the smallest terminal that gets a first page."""


def first_view(
    book: Book, settings: Settings, size: tuple[int, int], place: int | None
) -> Viewport:
    """What the page shows first in a terminal of `size` (columns, rows).

    `place`: the offset to begin at; None begins with the title page.
    """
    columns, rows = size
    width = page_width(settings.outline, columns)
    options = options_for(settings, width)
    view = Viewport(Layout(book.flow(options.measure), options), rows - TOP - BOTTOM)
    if place is not None:
        view.show(place, row=0)
    return view


def paint_first(
    view: Viewport, settings: Settings, size: tuple[int, int], palette: Palette
) -> bytes:
    """The bytes that put the page on the terminal."""
    columns, rows = size
    width = page_width(settings.outline, columns)
    left = columns - width
    column = text_column(width, view.layout.measure)
    ambiguous = view.layout.options.ambiguous
    base = palette.of(("page--text",))
    beside = palette.ground("surface") + " " * left if left else ""
    blank = palette.ground("background") + " " * columns
    parts = [ENTER, "\x1b[H", blank]
    window = view.window.rows
    styles: dict[tuple[str, ...], str] = {}
    for y in range(rows - TOP - BOTTOM):
        parts.append(f"\x1b[{TOP + y + 1}H{beside}{base}")
        if y >= len(window) or not window[y].text:
            parts.append(" " * width)
            continue
        parts.append(" " * column)
        for text, names in pieces(window[y]):
            if names not in styles:
                styles[names] = palette.of(names)
            parts += (styles[names], text)
        cells = column + cell_len(window[y].text, ambiguous)
        parts.append(base + " " * max(0, width - cells))
    parts.append(f"\x1b[{rows}H{palette.ground('panel')}{' ' * columns}\x1b[0m")
    return "".join(parts).encode("utf-8", "replace")
