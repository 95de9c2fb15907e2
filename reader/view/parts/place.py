"""Going to a place of the text, and keeping what was read on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.document import Span, check_of
from reader.store import quick_places
from reader.view.desk import Desk

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.book.sentence_order import Sentence

AHEAD = 0.02
"""Seconds without a move after which the next page is set."""
SAVE_AFTER = 2.0
"""Seconds after which a new place is kept, counted from the first move."""


class Keeping(Desk):
    """What every move does: the page is watched, what was read on it goes to the store."""

    _save_pending = False
    _ahead: Timer | None = None

    def go(self, offset: int, *, row: int | None = None, jump: bool = True) -> None:
        """Show an offset and make its sentence the current one.

        `row`: the row of the screen to bring it to, else it moves only as far as it must.
        `jump`: remember where the reader was.
        """
        if jump:
            self.jumps.leave(self.place())
        read, seconds = self.turn_away()
        self.page.view.show(offset, row=row)
        self.current = self.book.sentence_at(offset)
        self.moved()
        self.keep_after(read, seconds)

    def turn_away(self) -> tuple[Sequence[Span], float]:
        """The page is about to change: what was read on it, and in how many seconds."""
        return self.attention.leave(self.book.pace)

    def keep_read(self, spans: Sequence[Span], seconds: float) -> None:
        """Keep what was read."""
        if spans:
            self.post.mark_read(spans, seconds)
            self.book.pace = self.store.pace

    def keep_after(self, spans: Sequence[Span], seconds: float) -> None:
        """Keep what was read where the next page is on the screen already."""
        if spans:
            self.keep_read(spans, seconds)
            self.show_outline()

    def look_away(self) -> None:
        """The page is about to change: what was read on it is kept."""
        self.keep_read(*self.turn_away())

    def moved(self) -> None:
        """The page shows another place: say so everywhere, and keep it soon."""
        if self.current is not None and not self._on_screen(self.current):
            self.current = None
        self._watch()
        self.update()
        self.paint_now()
        if self._ahead is not None:
            self._ahead.stop()
        self._ahead = self.set_timer(AHEAD, self._read_ahead)
        self.save_soon()

    def _read_ahead(self) -> None:
        """What the next key is likely to show is set and drawn before it comes."""
        self.page.view.read_ahead()
        if self.outline_panel.display:
            self.outline_panel.draw_ahead()

    def save_soon(self) -> None:
        """Keep the place after a while; what takes long of the first time, in a thread."""
        if not self._save_pending:
            self._save_pending = True
            self.set_timer(SAVE_AFTER, self._prepare_to_save)

    def _prepare_to_save(self) -> None:
        self.in_background(self.post.prepare, lambda _: self.save())

    def save(self, read: Sequence[Span] = (), seconds: float = 0.0) -> None:
        """Keep the place, and what was read (`Post.mark_read`)."""
        self._save_pending = False
        progress = self.progress()
        share = progress.read / progress.total if progress.total else 1.0
        written = self.post.remember(
            self.place(), share, progress.total, read=read, seconds=seconds
        )
        if written and self.store.kept:
            document, place = self.book.document, self.place()
            at = document.position_of(place)
            block = document.blocks[at.block] if document.blocks else None
            known = (block.line, at.offset, check_of(block.text)) if block else None
            quick_places.note(str(self.store.folder), self.path, place, known)
        self.tell()

    def _on_screen(self, sentence: Sentence) -> bool:
        return any(
            start < span.end and span.start < end
            for span in self.page.view.window.spans()
            for start, end in sentence.spans
        )

    def _watch(self) -> None:
        """Note which paragraphs end on the screen, to be read if it stays long enough."""
        spans = self.page.view.window.spans()
        order = self.book.order
        ends: list[Span] = []
        for item in dict.fromkeys(order.item_at(span.start) for span in spans):
            if order.shown(item):
                whole = order.span_of(item)
                if whole.end > whole.start and any(span.end >= whole.end for span in spans):
                    ends.append(whole)
        self.attention.look(tuple(ends), sum(span.end - span.start for span in spans))
