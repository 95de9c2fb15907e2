"""What every group of actions of the reading screen works with.

The screen is made of this class and of one class a group of actions (moving, searching, marking,
looks, lists); they share what is here and nothing else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

from reader.config import Settings
from reader.document import Notice, Span, check_of
from reader.records import replace
from reader.store import quick_places
from reader.typeset import Layout
from reader.view.attention import Attention
from reader.view.bars import StatusLine, TopLine
from reader.view.book import Book, Progress, show_minutes, title_of
from reader.view.direct import DirectScreen
from reader.view.geometry import (
    BOTTOM,
    TOP,
    measure_for,
    options_for,
    page_width,
    panel_shown,
    panel_width,
)
from reader.view.inking import Lit
from reader.view.jumps import Jumps
from reader.view.order import Sentence
from reader.view.page import Page
from reader.view.panels import ListPanel, OutlinePanel
from reader.view.prompt import PromptBar
from reader.wording import say

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.analysis import Section
    from reader.search import Match
    from reader.store import Post, Store

T = TypeVar("T")

AHEAD = 0.02
"""Seconds without a move after which the next page is set."""
SAVE_AFTER = 2.0
"""Seconds after which a new place is kept, counted from the first move."""


class Desk(DirectScreen):
    """The open post, the widgets that show it, and how they are brought up to date."""

    def __init__(
        self,
        book: Book,
        settings: Settings,
        store: Store,
        path: str,
        size: tuple[int, int] | None = None,
    ) -> None:
        """`path`: absolute, or "-" for standard input. `size`: columns and rows of the terminal,
        where they are known: what is drawn first is then right at once."""
        super().__init__()
        self.book = book
        self.settings = settings
        self.store = store
        self.path = path
        self.post = self._post()
        self.lang = book.lang
        columns, rows = size or (0, 0)
        width = page_width(settings.outline, columns) if size else None
        self.options = options_for(settings, width)
        layout = Layout(book.flow(self.options.measure), self.options)
        self.page = Page(layout, (width or 0, rows - TOP - BOTTOM))
        self.page.fit = self._fit_page
        self.top_line = TopLine()
        self.status = StatusLine()
        self.outline_panel = OutlinePanel(self.lang, id="outline")
        if size:
            # Before it is mounted: each change of style after that lays the whole screen out anew.
            self.outline_panel.styles.width = panel_width(columns)
            self.outline_panel.set_class(panel_shown(settings.outline, columns), "-shown")
        self.list_panel = ListPanel(self.lang, id="list")
        self.prompt = PromptBar()
        self.current: Sentence | None = None
        self.jumps = Jumps()
        self.attention = Attention()
        self.matches: tuple[Match, ...] = ()
        self.match: int | None = None
        self._save_pending = False
        self._ahead: Timer | None = None
        self._told = len(store.notices)
        """Notices of the store that were shown; those before the first page are the screen's."""

    def _post(self) -> Post:
        """The post in the store; a stand-in while not all of it is loaded."""
        if self.book.document.complete:
            return self.store.post(self.book.document, self.path)
        from reader.view.unopened import UnopenedPost

        return cast("Post", UnopenedPost())

    # -- here

    def here(self) -> Sentence | None:
        """The current sentence: the one last reached, else the first that begins on the screen."""
        if self.current is not None:
            return self.current
        spans = self.page.view.window.spans()
        if not spans:
            return None
        begun = self.book.order.sentence_from(spans[0].start)
        if begun is not None and any(span.start <= begun.start < span.end for span in spans):
            return begun
        return self.book.sentence_at(spans[0].start)

    def here_offset(self) -> int:
        """Where the current sentence starts, in the logical text."""
        sentence = self.here()
        return sentence.start if sentence else self.page.view.anchor

    def section_here(self) -> Section | None:
        """The section of the current sentence."""
        return self.book.section_at(self.here_offset())

    def place(self) -> int:
        """The offset to come back to: what is on top of the screen."""
        return self.page.view.anchor

    # -- moving

    def go(self, offset: int, *, row: int | None = None, jump: bool = True) -> None:
        """Show an offset and make its sentence the current one.

        `row`: the row of the screen to bring it to, else it moves only as far as it must.
        `jump`: remember where the reader was.
        """
        if jump:
            self.jumps.leave(self.place())
        self.look_away()
        self.page.view.show(offset, row=row)
        self.current = self.book.sentence_at(offset)
        self.moved()

    def turn_away(self) -> tuple[Sequence[Span], float]:
        """The page is about to change: what was read on it, and in how many seconds."""
        return self.attention.leave(self.book.pace)

    def keep_read(self, spans: Sequence[Span], seconds: float) -> None:
        """Keep what was read."""
        if spans:
            self.post.mark_read(spans, seconds)
            self.book.pace = self.store.pace

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
        self._ahead = self.set_timer(AHEAD, self.page.view.read_ahead)
        self.save_soon()

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

    # -- showing

    def _fit_page(self, width: int) -> None:
        """Set the text for a page of `width` cells; the sentence on top stays there."""
        measure = measure_for(width, self.settings.measure, self.options.hang)
        if measure != self.options.measure:
            self.options = replace(self.options, measure=measure)
            self.page.view.set_layout(self.page.view.layout.relayout(self.options))
        self.update()

    def relayout(self) -> None:
        """Set the text anew for the page's width; the sentence on top stays there."""
        width = self.page.size.width or self.app.size.width
        measure = measure_for(width, self.settings.measure, self.options.hang)
        self.options = replace(self.options, measure=measure)
        self.page.view.set_layout(self.page.view.layout.relayout(self.options))
        self.update()

    def reflow(self) -> None:
        """What is shown has changed (folds): make the layout anew."""
        self.set_flow()
        self.update()

    def set_flow(self, *, same_rows: bool = False) -> None:
        """Give the page a new layout of the same measure.

        `same_rows`: only what the title page says is different.
        """
        layout = Layout(self.book.flow(self.options.measure), self.options)
        view = self.page.view
        same_rows = same_rows and len(layout.flow) == len(view.layout.flow)
        view.set_layout(layout, same_rows=same_rows)

    def show_outline(self) -> None:
        """Bring the outline in step."""
        raise NotImplementedError

    def update(self) -> None:
        """Bring page, lines and outline in step with the place, the search and the marks."""
        raise NotImplementedError

    def progress(self) -> Progress:
        """How far the reader is: the place that is as far through the screen as the screen is
        through the text, so that it is 0 at the head and all at the end."""
        view = self.page.view
        spans = view.window.spans()
        if not spans:
            return self.book.progress(0, finished=view.at_end)
        top, bottom = spans[0].start, spans[-1].end
        shown = bottom - top if bottom > top else 0
        return self.book.progress(top + int(view.fraction * shown), finished=view.at_end)

    def show_status(self) -> None:
        """Section, characters, per cent and minutes, the most telling first."""
        progress = self.progress()
        section = self.section_here()
        about = "" if self.book.order.counted else say("view.about", self.lang)
        facts = (
            f"{progress.percent}%",
            about
            + say(
                "view.characters",
                self.lang,
                read=f"{progress.read:,}",
                total=f"{progress.total:,}",
            ),
            say(
                "view.left",
                self.lang,
                section=show_minutes(progress.section_left),
                post=show_minutes(progress.left),
            ),
        )
        title = title_of(self.book.document, self.lang)
        name = section.mark + section.label if section else ""
        self.status.show(name or title, facts)
        self.top_line.show(title, name)

    def tell(self) -> None:
        """Show what the store has had to say since the last time."""
        new = self.store.notices[self._told :]
        if new:
            self._told = len(self.store.notices)
            self.say_notices(new)

    def inform(self, message: str) -> None:
        """Show a sentence until the next key."""
        self.status.say(message)

    def say(self, key: str, **values: object) -> None:
        """Show a notice until the next key."""
        self.status.say(say(key, self.lang, **values))

    def say_notices(self, notices: Iterable[Notice]) -> None:
        """Show what should be known, on one line."""
        self.status.say(
            " / ".join(say(notice.key, self.lang, **notice.values) for notice in notices)
        )

    # -- work in the background

    def in_background(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do slow work in a thread and hand its result over on the main thread."""

        app = self.app

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                # A traceback would be written over the page; the reader can go on without.
                reason = f"{type(error).__name__}: {error}"
                answer = partial(self.say, "view.failed", reason=reason)
            else:
                answer = partial(then, result)
            if app.is_running and self.is_attached:
                # The application may end between the question and the call.
                with suppress(Exception):
                    app.call_from_thread(answer)

        # Not one of Textual's workers: those are waited for when the program ends, and leaving
        # must not wait for the readings of a long post.
        Thread(target=run, daemon=True).start()


def lit_matches(matches: Sequence[Match], current: int | None, shown: Iterable[Span]) -> list[Lit]:
    """The matches in some spans as they are lit, the current one apart."""
    inside: set[int] = set()
    for span in shown:
        first = bisect_left(matches, (span.start, 0))
        first -= first > 0 and matches[first - 1].end > span.start
        inside.update(range(first, bisect_left(matches, (span.end, 0), first)))
    return [
        Lit(*matches[at], "page--match-current" if at == current else "page--match")
        for at in sorted(inside)
    ]


def absolute(source: str) -> str:
    """The path of a post for the store; "-" for standard input."""
    return source if source in ("", "-") else str(Path(source).absolute())
