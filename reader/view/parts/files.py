"""Reading the post's file again, and what is to be said of a post that was opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.book.book import Book
from reader.document import Document, Notice
from reader.errors import ReaderError
from reader.view.parts.picture import Showing
from reader.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.book.sentence_order import SentenceOrder
    from reader.book.study import Study
    from reader.store import Post


class _Reloaded(NamedTuple):
    """The post as its file is now."""

    book: Book
    post: Post | None = None
    study: Study | None = None
    """None, as `post`, for one that is long and comes in piece by piece."""
    order: SentenceOrder | None = None
    """As `Book.order_of` made it."""


class Reloading(Showing):
    """Another state of the file takes the place of the one that is read."""

    _notices: Sequence[Notice]
    """What reading the file had to say."""
    _reload: Callable[[], Document] | None
    """Reads the post again; None where it cannot be."""
    _reloading = False
    """Whether that is under way."""
    _once_more = False
    """Whether it is to be done again after that."""

    def _say_first(self, read_before: bool) -> None:
        """What the reader should know on opening, the most important first."""
        notices = [*self._notices, *self.book.document.notices, *self.store.notices]
        change = self.post.change if read_before else None
        if change is not None and (change.added or change.removed):
            values = {"added": change.added, "removed": change.removed}
            notices.insert(0, Notice("view.changed", values))
        if self.draft.waiting(self.book.document) is not None:
            notices.insert(0, Notice("view.note.waiting"))
        if notices:
            self.say_notices(notices)

    def action_reload(self) -> None:
        """Read the file again, beside the screen: two megabytes of Markdown take a second."""
        if self._reload is None:
            return
        if self._reloading:
            self._once_more = True
            return
        self._reloading = True
        # What the new text is compared with.
        self.save()
        self.in_background(partial(self._read_again, self._reload), self._take_read)

    def _read_again(self, reload: Callable[[], Document]) -> _Reloaded | Exception:
        """What the file holds now, looked at if it is not long; in a thread."""
        try:
            book = self.book.another(reload())
            if not book.document.complete:
                return _Reloaded(book)
            # The page stays as it is meanwhile: repeats must not be seen to fold.
            post = self.store.post(book.document, self.path)
            study = book.study()
            order = book.order_of(study)
            post.look_up()
            return _Reloaded(book, post, study, order)
        except Exception as error:
            return error

    def _take_read(self, found: _Reloaded | Exception) -> None:
        self._reloading = False
        if isinstance(found, ReaderError):
            # By its name alone: what is wrong must not be cut off behind a long path.
            name = self.path.rpartition("/")[2]
            self.inform(say(found.key, self.lang, **{**found.values, "name": name}))
        elif isinstance(found, Exception):
            self.say_failed(f"{type(found).__name__}: {found}")
        elif found.study is None:
            self._reload_long(found.book)
        else:
            self._put_book(found.book, found.post)
            found.book.use(found.study, found.order)
            self._show_reloaded()
        if self._once_more:
            # The file may have changed since it was read.
            self._once_more = False
            self.action_reload()

    def _put_book(self, book: Book, post: Post | None = None) -> None:
        """Another text takes the place of the one that is read."""
        self.look_away()
        self.stop_opening()
        self.save()
        self.stop_growing()
        self._told_of_file = False
        self._end_study()
        self.book = book
        self.stored = post or self._stored()
        self.stop_search()
        self.matches, self.match, self.current = (), None, None

    def _show_reloaded(self) -> None:
        place = self.post.place()
        self.reflow()
        if place is not None and place.offset:
            self.page.view.show(place.offset, row=0)
            self.update()
        self.say("view.reloaded")
        self._say_first(True)
        self.find_outline()

    def _reload_long(self, book: Book) -> None:
        """A long post comes in anew; the page stays where it is as soon as that is there, and
        goes where the reader still waits to be."""
        place, share = self.place() if self._wanted is None else self._wanted, self._share
        self._put_book(book)
        self.reflow()
        self.wait_for(place)
        self._share = share
        self.say("view.reloaded")
        self.start_growing()
