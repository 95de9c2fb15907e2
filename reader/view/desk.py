"""The desk that the parts of the reading screen share: the open post and the widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial, wraps
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from reader.book.attention import Attention
from reader.book.book import Book
from reader.book.jump_list import JumpList
from reader.book.progress import Progress
from reader.book.sentence_order import Sentence
from reader.config import Settings
from reader.disk import absolute as absolute_path
from reader.document import Notice
from reader.page.geometry import (
    BOTTOM,
    TOP,
    most_rows,
    options_for,
    page_width,
    panel_shown,
    panel_width,
)
from reader.store.unopened import UnopenedPost
from reader.typeset import Layout
from reader.view.search_state import SearchState
from reader.view.widgets.bars import StatusLine, TopLine
from reader.view.widgets.page import Page
from reader.view.widgets.panels import ListPanel, OutlinePanel
from reader.view.widgets.prompt import PromptBar
from reader.wording import say

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.analysis import Section
    from reader.store import Post, Store
    from reader.store.unopened import PostRecord
    from reader.view.widgets.entries import ListKind
    from reader.view.widgets.entry import Entry

T = TypeVar("T")


class Desk:
    """The open post and the widgets that show it; questions about the place; notices; threads."""

    def __init__(
        self,
        screen: Screen[None],
        book: Book,
        settings: Settings,
        store: Store,
        path: str,
        size: tuple[int, int] | None = None,
    ) -> None:
        """`path`: absolute, or "-" for standard input. `size`: columns and rows of the terminal,
        where they are known: what is drawn first is then right at once."""
        self.screen, self.book, self.settings = screen, book, settings
        self.store, self.path = store, path
        book.told_apart = settings.told_apart
        self.unopened = UnopenedPost()
        """Stands for the post until all of it is loaded."""
        self.stored = self.find_stored()
        """The post in the store; None until all of it is loaded and looked up."""
        self.lang = book.lang
        columns, rows = size or (0, 0)
        width = page_width(settings.outline, columns) if size else None
        self.options = options_for(settings, width)
        layout = Layout(book.flow(self.options.measure), self.options)
        self.page = Page(layout, (width or 0, rows - TOP - BOTTOM))
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
        """The sentence that a key or a click reached last, while it is on the page."""
        self.jumps = JumpList()
        self.attention = Attention()
        self.search = SearchState()
        self._told = len(store.notices)
        """Number of the store's notices that were shown."""
        self._told_of_file = False

    # -- the post

    def find_stored(self) -> Post | None:
        """The post as the store has it, which only a whole text can be found in."""
        complete = self.book.document.complete
        return self.store.post(self.book.document, self.path) if complete else None

    @property
    def post(self) -> PostRecord:
        """The record of the post: the store's, or a stand-in until all of the post is loaded."""
        return self.stored or self.unopened

    def stored_or_say(self) -> Post | None:
        """`stored`, for a key that changes something of it: that it must wait is said."""
        if self.stored is None:
            self.say("view.loading")
        return self.stored

    def when_stored(self, action: Callable[..., None]) -> Callable[..., None]:
        """An action of a key that waits until all of the post is loaded, and says so till then."""

        @wraps(action)
        def act(*arguments: object) -> None:
            if self.stored_or_say() is not None:
                action(*arguments)

        return act

    def replace_book(self, book: Book, stored: Post | None = None) -> None:
        """Another text takes the place of the one that is read."""
        self.book, self.current = book, None
        self.stored = stored or self.find_stored()
        self.search.clear()
        self._told_of_file = False

    # -- the place in the text

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

    def section_title(self) -> str:
        """The title of the section of the current sentence; "" where there is none."""
        section = self.section_here()
        return section.title if section else ""

    def place(self) -> int:
        """The offset to come back to: what is on top of the screen."""
        return self.page.view.anchor

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

    # -- lists and the prompt

    def show_list(
        self, kind: ListKind, heading: str, entries: Sequence[Entry], *, cursor: int = 0
    ) -> None:
        """Show a list under the page and let it have the keys."""
        self.list_panel.open(kind, heading, entries, cursor=cursor)
        self.screen.set_focus(self.list_panel)

    def close_prompt(self) -> None:
        """Hide the prompt; the page has the keys again."""
        self.prompt.close()
        self.screen.set_focus(self.page)

    # -- notices

    def inform(self, message: str) -> None:
        """Show a sentence until the next key."""
        self.status.say(message)

    def say(self, key: str, **values: object) -> None:
        """Show a notice of the wording until the next key."""
        self.status.say(say(key, self.lang, **values))

    def say_failed(self, reason: str) -> None:
        """Work in a thread came to nothing."""
        self.say("view.failed", reason=reason)

    def say_notices(self, notices: Iterable[Notice]) -> None:
        """Show several notices on one line."""
        self.status.say(
            " / ".join(say(notice.key, self.lang, **notice.values) for notice in notices)
        )

    def tell(self) -> None:
        """Show what the store has had to say since the last time."""
        new = self.store.notices[self._told :]
        if new:
            self._told = len(self.store.notices)
            self.say_notices(new)

    def tell_of_file(self, *others: Notice) -> None:
        """Say, once, that the file is no longer what was opened, and behind that the others."""
        key = "" if self._told_of_file else self.book.document.disturbed()
        if key:
            self._told_of_file = True
            others = Notice(key, {"reload": "R"}), *others
        if others:
            self.say_notices(others)

    # -- slow work

    def in_background(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do slow work in a thread and hand its result over on the main thread."""
        screen, app = self.screen, self.screen.app

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                # A traceback would be written over the page; the reader can go on without.
                answer = partial(self.say_failed, f"{type(error).__name__}: {error}")
            else:
                answer = partial(then, result)
            if app.is_running and screen.is_attached:
                # The application may end between the question and the call.
                with suppress(Exception):
                    app.call_from_thread(answer)

        # A plain thread, because Textual waits for its workers when the program ends, and leaving
        # must not wait for the readings of a long post.
        Thread(target=run, daemon=True).start()


def absolute(source: str) -> str:
    """The path of a post for the store; "-" for standard input."""
    return source if source in ("", "-") else absolute_path(source)
