"""The part of a layout that is on the screen, and how it moves.

Nothing here knows Textual. The place is a row of the layout (`top`) and, for every change of
width, the offset that stood there (`anchor`), which changes only when the reader moves: after
any number of resizes the same sentence is on top.
"""

from __future__ import annotations

from reader.document import Span
from reader.records import dataclass
from reader.typeset import Layout, Place, Row

KEPT = 2
"""Rows of a page that stay on the screen when one pages on."""


@dataclass(frozen=True, slots=True)
class Window:
    """The rows on the screen, top to bottom."""

    places: tuple[Place, ...]
    rows: tuple[Row, ...]

    def spans(self) -> list[Span]:
        """The logical text shown, one span for each row with text."""
        return [Span(row.start, row.end) for row in self.rows if row.end > row.start]


class Viewport:
    """A window of some rows onto a layout."""

    def __init__(self, layout: Layout, height: int = 24) -> None:
        """`height`: rows of the screen, at least 1."""
        self.layout = layout
        self.height = max(1, height)
        self.top = layout.first()
        self.anchor = layout.offset_of(self.top)
        self._lead = 0
        """Rows without text, of the title page or between paragraphs, that stand above it."""
        # Where the reader put the top: a screen that holds more rows may start before it.
        self._wanted = self.top
        self._at_head = True
        self._window: Window | None = None

    def set_layout(self, layout: Layout, *, same_rows: bool = False) -> None:
        """Show another layout of the same text, with the same sentence on top.

        `same_rows`: nothing but what the title page says is different.
        """
        self.layout = layout
        if same_rows:
            self._put(self.top)
            return
        self._wanted = (
            layout.first()
            if self._at_head
            else layout.step(layout.place_of(self.anchor), -min(self._lead, self.height - 1))
        )
        self._put(self._wanted)

    def set_height(self, height: int) -> None:
        """The screen has another height; the top stays unless rows below would stay empty."""
        self.height = max(1, height)
        # But for the head, rows without text are not worth the sentence below them.
        fits = self._at_head or self._lead < self.height
        self._put(self._wanted if fits else self.layout.place_of(self.anchor))

    def grow(self) -> bool:
        """The text has more behind it; whether the screen shows some of that."""
        shown = self.window.places[-1]
        at_end = len(self.window.places) < self.height or shown == self.layout.last()
        self.layout.grow()
        if at_end:
            self._window = None
        return at_end and self.window.places[-1] != shown

    def scroll_rows(self, count: int) -> bool:
        """Move by rows, stopping at both ends; whether anything moved."""
        return self._move(self.layout.step(self.top, count))

    def scroll_pages(self, pages: float) -> bool:
        """Move by pages, of which a few rows stay on the screen."""
        rows = max(1, int(abs(pages) * max(1, self.height - KEPT)))
        return self.scroll_rows(rows if pages > 0 else -rows)

    def scroll_to_top(self) -> bool:
        """Show the head of the title page."""
        return self._move(self.layout.first())

    def scroll_to_bottom(self) -> bool:
        """Show the end of the text on the last row of the screen."""
        return self._move(self.layout.last())

    def scroll_to_fraction(self, fraction: float) -> bool:
        """Show the place that far through all rows, 0 to 1."""
        rows, _ = self.layout.height()
        return self._move(self.layout.place_at(round(fraction * max(0, rows - self.height))))

    def show(self, offset: int, *, row: int | None = None) -> bool:
        """Bring the row that shows an offset onto the screen.

        With `row` it becomes that row of the screen. Without, the page moves only if the offset
        is not on it, and then so that a third of the screen stands before it.
        """
        if row is None and self.row_of(offset) is not None:
            return False
        lead = self.height // 3 if row is None else row
        place = self.layout.place_of(offset)
        return self._move(self.layout.step(place, -lead), offset if not lead else None)

    def row_of(self, offset: int) -> int | None:
        """The row of the screen that shows an offset, from 0; None if it is not on the screen."""
        place = self.layout.place_of(offset)
        places = self.window.places
        return places.index(place) if place in places else None

    @property
    def window(self) -> Window:
        """What is on the screen."""
        if self._window is None:
            places = self.layout.places_from(self.top, self.height)
            rows = tuple(self.layout.row(place) for place in places)
            self._window = Window(tuple(places), rows)
        return self._window

    def read_ahead(self) -> None:
        """Set the rows of the page below, so that the next key finds them."""
        for place in self.layout.places_from(self.window.places[-1], self.height):
            self.layout.row(place)

    @property
    def at_end(self) -> bool:
        """Whether the last row of all is on the screen."""
        return self.layout.complete and self.window.places[-1] == self.layout.last()

    @property
    def fraction(self) -> float:
        """How far the screen is through all rows: 0 at the head, 1 at the end."""
        room = self.layout.height()[0] - self.height
        if room <= 0 or self.at_end:
            return 1.0
        return min(1.0, self.layout.index_of(self.top) / room)

    def _move(self, place: Place, anchor: int | None = None) -> bool:
        before = self.top
        self._put(place)
        if self.top == before and anchor is None:
            return False
        moved_there = anchor is not None and self.top == self.layout.place_of(anchor)
        self.anchor = anchor if moved_there and anchor is not None else self._first_offset()
        self._lead = next((at for at, row in enumerate(self.window.rows) if row.end > row.start), 0)
        self._wanted = self.top
        self._at_head = self.top == self.layout.first() and self.anchor == self._first_offset()
        return self.top != before

    def _first_offset(self) -> int:
        return self.layout.offset_of(self.top)

    def _put(self, place: Place) -> None:
        """Make a row the top, or the last one from which the whole screen is filled."""
        self.top = self.layout.clamp(place)
        # Every item has a row: further up, nobody need know where the last screen begins.
        if self.top.item > len(self.layout.flow) - self.height:
            self.top = min(self.top, self.layout.step(self.layout.last(), 1 - self.height))
        self._window = None
