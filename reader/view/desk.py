"""What every group of actions of the reading screen works with.

The screen is made of this class and of one class a group of actions (moving, searching, marking,
looks, lists); they share what is here and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.book.attention import Attention
from reader.book.book import Book, title_of
from reader.book.jump_list import JumpList
from reader.book.progress import Progress, minutes_left
from reader.book.sentence_order import Sentence
from reader.config import Settings
from reader.document import Notice
from reader.page.geometry import (
    BOTTOM,
    TOP,
    measure_for,
    most_rows,
    options_for,
    page_width,
    panel_shown,
    panel_width,
)
from reader.records import replace
from reader.store.unopened import UnopenedPost
from reader.typeset import Layout
from reader.view.background import Background
from reader.view.widgets.bars import StatusLine, TopLine
from reader.view.widgets.page import Page
from reader.view.widgets.panels import ListPanel, OutlinePanel
from reader.view.widgets.prompt import PromptBar
from reader.wording import say

if TYPE_CHECKING:
    from reader.analysis import Section
    from reader.search import Match
    from reader.store import Post, Store
    from reader.store.unopened import PostRecord


class Desk(Background):
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
        book.told_apart = settings.told_apart
        self.unopened = UnopenedPost()
        """Stands for the post until all of it is loaded."""
        self.stored = self._stored()
        """The post in the store; None until all of it is loaded and looked up."""
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
        self.list_panel = ListPanel(self.lang, id="list")
        if size:
            # Before it is mounted: each change of style after that lays the whole screen out anew.
            self.outline_panel.styles.width = panel_width(columns)
            self.list_panel.styles.max_height = most_rows(rows)
            self.outline_panel.display = panel_shown(settings.outline, columns)
        self.prompt = PromptBar()
        self.current: Sentence | None = None
        self.jumps = JumpList()
        self.attention = Attention()
        self.matches: tuple[Match, ...] = ()
        self.match: int | None = None
        self._told = len(store.notices)
        """Notices of the store that were shown; those before the first page are the screen's."""

    def _stored(self) -> Post | None:
        """The post as the store has it, which only a whole text can be found in."""
        complete = self.book.document.complete
        return self.store.post(self.book.document, self.path) if complete else None

    @property
    def post(self) -> PostRecord:
        """What is kept of the post, as far as that is known."""
        return self.stored or self.unopened

    def stored_or_say(self) -> Post | None:
        """`stored`, for a key that changes something of it: that it must wait is said."""
        if self.stored is None:
            self.say("view.loading")
        return self.stored

    # -- here

    def here(self) -> Sentence | None:
        """The current sentence: the one last reached, else the first that begins on the screen, or
        below a title page that fills it."""
        if self.current is not None:
            return self.current
        spans = self.page.view.window.spans()
        if not spans:
            return self.book.sentence_at(self.page.view.anchor)
        begun = self.book.order.sentence_from(spans[0].start)
        if begun is not None and any(span.start <= begun.start < span.end for span in spans):
            return begun
        return self.book.sentence_at(spans[0].start)

    def here_or_say(self) -> Sentence | None:
        """`here`, for a key that does something with it: a text that has none is told of."""
        sentence = self.here()
        if sentence is None:
            self.say("view.sentence.none")
        return sentence

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
        flow, view = self.book.flow(self.options.measure), self.page.view
        same_rows = same_rows and len(flow) == len(view.layout.flow)
        layout = view.layout.retitled(flow) if same_rows else Layout(flow, self.options)
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
                section=minutes_left(progress.section_left),
                post=minutes_left(progress.left),
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

    def say_failed(self, reason: str) -> None:
        self.say("view.failed", reason=reason)

    def say_notices(self, notices: Iterable[Notice]) -> None:
        """Show what should be known, on one line."""
        self.status.say(
            " / ".join(say(notice.key, self.lang, **notice.values) for notice in notices)
        )


def absolute(source: str) -> str:
    """The path of a post for the store; "-" for standard input."""
    return source if source in ("", "-") else str(Path(source).absolute())
