"""Going to a place of the text, and keeping the place and what was read on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.document import Span, check_of
from reader.store import quick_places

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.book.sentence_order import Sentence
    from reader.view.desk import Desk
    from reader.view.parts.picture import Picture

AHEAD = 0.02
"""Seconds without a move after which the next page is set."""
SAVE_AFTER = 2.0
"""Seconds after which a new place is kept, counted from the first move."""


@dataclass
class Awaited:
    """A place that was asked for and is not loaded yet."""

    share: float | None = None
    """As a share of the text; 1 is the end."""
    offset: int | None = None
    """As an offset: where the post was left before it was read again."""


class Place:
    """Every move goes through here: the page is watched, what was read on it goes to the store."""

    def __init__(self, desk: Desk, picture: Picture) -> None:
        self.desk, self.picture = desk, picture
        self.awaited = Awaited()
        self._save_pending = False
        self._ahead: Timer | None = None

    # -- moving

    def go(self, offset: int, *, row: int | None = None, jump: bool = True) -> None:
        """Show an offset and make its sentence the current one.

        `row`: the row of the screen to bring it to, else it moves only as far as it must.
        `jump`: remember where the reader was.
        """
        desk = self.desk
        if jump:
            desk.jumps.leave(desk.place())
        read, seconds = self._turn_away()
        desk.page.view.show(offset, row=row)
        desk.current = desk.book.sentence_at(offset)
        self.moved()
        self._keep_after(read, seconds)

    def scroll(self, move: Callable[[], bool]) -> None:
        """Move the page by a function that tells whether it has moved."""
        read, seconds = self._turn_away()
        if move():
            self.moved()
        else:
            self.watch()
            # The sentence at hand may be another all the same.
            self.picture.update()
        self._keep_after(read, seconds)

    def jump(self, direction: int) -> None:
        """To where the reader was before the last jump (-1), or forward again (1)."""
        desk = self.desk
        move = desk.jumps.back if direction < 0 else desk.jumps.forward
        target = move(desk.place())
        if target is None:
            desk.say("view.jump.none" if direction < 0 else "view.jump.none-forward")
            return
        desk.current = None
        self.scroll(lambda: desk.page.view.show(target, row=0))

    def moved(self) -> None:
        """The page shows another place: say so everywhere, and keep it soon."""
        desk = self.desk
        if desk.current is not None and not self._on_screen(desk.current):
            desk.current = None
        self.watch()
        self.picture.update()
        if self._ahead is not None:
            self._ahead.stop()
        self._ahead = desk.screen.set_timer(AHEAD, self._read_ahead)
        self.save_soon()

    def _read_ahead(self) -> None:
        """Set and draw the rows that the next key is likely to show, before the key comes."""
        self.desk.page.view.read_ahead()
        if self.desk.outline_panel.display:
            self.desk.outline_panel.draw_ahead()

    def _on_screen(self, sentence: Sentence) -> bool:
        return any(
            start < span.end and span.start < end
            for span in self.desk.page.view.window.spans()
            for start, end in sentence.spans
        )

    # -- what was read

    def watch(self) -> None:
        """Note which paragraphs end on the screen, to be read if it stays long enough."""
        spans = self.desk.page.view.window.spans()
        order = self.desk.book.order
        ends: list[Span] = []
        for item in dict.fromkeys(order.item_at(span.start) for span in spans):
            if order.shown(item):
                whole = order.span_of(item)
                if whole.end > whole.start and any(span.end >= whole.end for span in spans):
                    ends.append(whole)
        self.desk.attention.look(tuple(ends), sum(span.end - span.start for span in spans))

    def _turn_away(self) -> tuple[Sequence[Span], float]:
        """The page is about to change: the paragraphs that were read on it, and the seconds.
        A place that is not loaded is no longer waited for."""
        self.awaited.share = self.awaited.offset = None
        return self.desk.attention.leave(self.desk.book.pace)

    def look_away(self) -> None:
        """The page is about to change: keep which paragraphs were read on it."""
        self._keep_read(*self._turn_away())

    def _keep_read(self, spans: Sequence[Span], seconds: float) -> None:
        if spans:
            self.desk.post.mark_read(spans, seconds)
            self.desk.book.pace = self.desk.store.pace

    def _keep_after(self, spans: Sequence[Span], seconds: float) -> None:
        """Keep which paragraphs were read, when the next page is on the screen already."""
        if spans:
            self._keep_read(spans, seconds)
            self.picture.show_outline()

    # -- keeping the place

    def save_soon(self) -> None:
        """Keep the place after a while. The slow part of the first time is done in a thread."""
        if not self._save_pending:
            self._save_pending = True
            self.desk.screen.set_timer(SAVE_AFTER, self._prepare_to_save)

    def _prepare_to_save(self) -> None:
        self.desk.in_background(self.desk.post.prepare, lambda _: self.save())

    def save(self, read: Sequence[Span] = (), seconds: float = 0.0) -> None:
        """Keep the place, and paragraphs that were read in so many seconds (`Post.mark_read`)."""
        self._save_pending = False
        desk, place = self.desk, self.desk.place()
        progress = desk.progress()
        share = progress.read / progress.total if progress.total else 1.0
        written = desk.post.remember(place, share, progress.total, read=read, seconds=seconds)
        if written and desk.store.kept:
            document = desk.book.document
            at = document.position_of(place)
            block = document.blocks[at.block] if document.blocks else None
            known = (block.line, at.offset, check_of(block.text)) if block else None
            quick_places.note(str(desk.store.folder), desk.path, place, known)
        desk.tell()
        desk.tell_of_file()
