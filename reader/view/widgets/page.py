"""The page: the column of text, its margin with signs, and its scrollbar with ticks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader.page.geometry import BAR, GUTTER, margins, text_column
from reader.page.row_pieces import LitSpan, pieces
from reader.page.viewport import Viewport
from reader.typeset import Layout, Row, RowKind
from reader.view.widgets.line_widget import LineWidget

WHEEL = 3
"""Rows that one step of the mouse wheel moves."""
TICKS = (("page--tick-match", "-"), ("page--tick-mark", "*"))
"""What is ticked on the scrollbar, the most telling last, and its glyph (never ambiguous)."""


class Sign(NamedTuple):
    """Something in the margin beside the row that shows an offset, or the rows of a range."""

    offset: int
    glyph: str
    """One cell wide in every mode."""
    name: str
    """Component class."""
    end: int = -1
    """End of the range; -1 for the one row."""


class Page(LineWidget, can_focus=True):
    """Draws the rows of a viewport; knows no keys and decides nothing."""

    PARTS = "Page"

    @dataclass
    class Resized(Message):
        """The page has another size and has been set for it."""

        width: int

    @dataclass
    class Scrolled(Message):
        """The wheel or the scrollbar asks to move: by rows, or to a fraction of all."""

        rows: int = 0
        fraction: float | None = None

    @dataclass
    class Pressed(Message):
        """A click on the text."""

        offset: int
        row: Row

    def __init__(self, layout: Layout, size: tuple[int, int] = (0, 24)) -> None:
        """`size`: columns and rows of the page, as far as they are known already; the layout is
        for these columns."""
        super().__init__(id="page")
        self.view = Viewport(layout, size[1])
        self._lit: Sequence[tuple[int, LitSpan]] = ()
        """What is lit with its place in the order of layers, sorted by end."""
        self._longest = 0
        self._signs: Sequence[Sign] = ()
        self._points: list[tuple[int, int]] = []
        """Offset and index of the signs beside one row, sorted."""
        self._ranges: list[int] = []
        """Indexes of the others."""
        self._ticks: Mapping[str, Sequence[float]] = {}
        self._told = Size(*size)
        self.fit: Callable[[int], None] | None = None
        """Brings everything in step with a page of so many cells, before it is drawn in another
        size."""

    def decorate(
        self, lit: Sequence[LitSpan], signs: Sequence[Sign], ticks: Mapping[str, Sequence[float]]
    ) -> None:
        """What is lit in the text, what stands in the margin, what is ticked on the scrollbar.

        Of `lit` the later lie over the earlier; of several signs beside a row the first is shown;
        `ticks` has places by component class, sorted, as shares of the whole text, 0 to 1.
        """
        self._signs, self._ticks = signs, ticks
        order = range(len(signs))
        self._points = sorted((signs[at].offset, at) for at in order if signs[at].end < 0)
        self._ranges = [at for at in order if signs[at].end >= 0]
        self._lit = sorted(enumerate(lit), key=lambda item: item[1].end)
        self._longest = max((one.end - one.start for one in lit), default=0)
        self.refresh()

    @property
    def left(self) -> int:
        """Cells before the text: the column stands in the middle of a wide page."""
        return text_column(self.size.width, self.view.layout.measure)

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        return self.plain_lines(range(y, y + 1))[0]

    def plain_lines(self, lines: Iterable[int]) -> list[Strip]:
        """Some rows of the screen; what holds for all of them is asked once."""
        self._fit_size()
        width, height = self.size
        bar = BAR if margins(width)[1] else 0
        base = self.look("page--text")
        left = text_column(width, self.view.layout.measure)
        window = self.view.window
        ticked = self._bar(height) if bar else None
        selection = self.text_selection
        found: list[Strip] = []
        for y in lines:
            segments: list[Segment] = []
            cells = 0
            if y < len(window.rows):
                row = window.rows[y]
                lit = self._lit_on(row, window.places[y].item, selection)
                segments = self._margin(row, left, base) if left else []
                segments += [Segment(text, self.look(*names)) for text, names in pieces(row, lit)]
                cells = left + row.cells
            fill = width - bar - cells
            if fill > 0:
                segments.append(Segment(" " * fill, base))
            elif fill < 0:
                segments = [*Strip(segments, cells).crop(0, width - bar)]
            if ticked is not None:
                segments.append(ticked(y))
            strip = Strip(segments, width)
            found.append(strip)
        return found

    def _lit_on(self, row: Row, item: int, selection: Selection | None = None) -> list[LitSpan]:
        """What is lit on a row, the selection over everything else."""
        if not row.offsets or row.kind is RowKind.RUBY:
            return []
        first = bisect_left(self._lit, row.start + 1, key=lambda item: item[1].end)
        inside = []
        for at in range(first, len(self._lit)):
            order, one = self._lit[at]
            if one.end - self._longest >= row.end:
                break  # nothing from here on can begin before the end of the row
            if one.start < row.end:
                inside.append((order, one))
        found = [one for _, one in sorted(inside)]
        if selection is not None:
            start, end = selection
            low = start.x if start and start.y == item else 0
            high = end.x if end and end.y == item else 1 << 62
            if not (start and item < start.y) and not (end and item > end.y):
                found.append(LitSpan(low, high, "page--selection"))
        return found

    def _margin(self, row: Row, left: int, base: Style) -> list[Segment]:
        """The cells before a row, with what belongs into its margin."""
        at = left - GUTTER
        if at >= 0 and row.offsets and row.kind is not RowKind.RUBY:
            first = min(self._signs_on(row), default=None)
            if first is not None:
                sign = self._signs[first]
                style = self.look("page--text", sign.name)
                return [
                    Segment(" " * at, base),
                    Segment(sign.glyph, style),
                    Segment(" " * (left - at - 1), base),
                ]
        return [Segment(" " * left, base)]

    def _signs_on(self, row: Row) -> Iterator[int]:
        """Indexes of the signs that stand beside a row; there may be a thousand in a post."""
        for index in range(bisect_left(self._points, (row.start, 0)), len(self._points)):
            offset, at = self._points[index]
            if offset >= row.end:
                break
            yield at
        for at in self._ranges:
            if self._signs[at].offset < row.end and row.start < self._signs[at].end:
                yield at

    def _bar(self, height: int) -> Callable[[int], Segment]:
        """What gives the cell of the scrollbar beside a row: the thumb, and ticks over it."""
        layout = self.view.layout
        height = max(1, height)
        rows = max(1, layout.height()[0])
        top = layout.index_of(self.view.top) * height // rows
        bottom = top + height * height // rows if rows > height else -1

        def cell(y: int) -> Segment:
            thumb = top <= y <= bottom
            names: tuple[str, ...] = ("page--track", "page--thumb") if thumb else ("page--track",)
            glyph = " "
            low, high = y / height, (y + 1) / height
            for name, drawn in TICKS:
                ticked = self._ticks.get(name, ())
                at = bisect_left(ticked, low)
                if at < len(ticked) and ticked[at] < high:
                    names, glyph = (*names, name), drawn
            return Segment(glyph, self.look(*names))

        return cell

    def _fit_size(self) -> None:
        """The page is about to be drawn in another size: its text is set for that first, so that
        no frame shows the old lines in the new width. The message `Resize` would come later."""
        size = self.size
        if size != self._told and size.height and self.fit is not None:
            self._told = size
            self.view.set_height(size.height)
            self.fit(size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Resized(event.size.width))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Scrolled(rows=WHEEL))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Scrolled(rows=-WHEEL))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        rows = self.view.window.rows
        if margins(self.size.width)[1] and event.x == self.size.width - BAR:
            fraction = event.y / max(1, self.size.height - 1)
            self.post_message(self.Scrolled(fraction=fraction))
        elif event.y < len(rows):
            row = rows[event.y]
            self.post_message(self.Pressed(row.offset_at(max(0, event.x - self.left)), row))

    def selection_offset(self, x: int, y: int) -> Offset | None:
        """The text under a cell of the page as (offset, item): what a selection is made of."""
        window = self.view.window
        if not 0 <= y < len(window.rows) or not window.rows[y].offsets:
            return None
        row, cell = window.rows[y], x - self.left
        past = cell >= row.cells
        return Offset(row.offset_at(max(0, cell)) + past, window.places[y].item)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """None: what is selected depends on the reading, which the screen knows."""
        return None
