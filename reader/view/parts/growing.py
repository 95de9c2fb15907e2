"""A long post that comes in while it is read: it grows under the page, which does not move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.document import Notice
from reader.store.unopened import UnopenedPost

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.store import Post
    from reader.view.desk import Desk
    from reader.view.parts.picture import Picture
    from reader.view.parts.place import Place
    from reader.view.parts.search.turns import SearchTurns
    from reader.view.parts.studying import Studying

EVERY = 1 / 25
"""Seconds between two looks at what has come."""


class Growing:
    """Takes in what the worker brings, and looks the post up in the store when all is there."""

    def __init__(
        self,
        desk: Desk,
        picture: Picture,
        place: Place,
        turns: SearchTurns,
        studying: Studying,
    ) -> None:
        self.desk, self.picture, self.place = desk, picture, place
        self.turns, self.studying = turns, studying
        self._timer: Timer | None = None
        self._untouched = 0
        """The place where the post was opened, as long as the reader has not left it."""
        self._searched = 0
        """Characters that the search went through."""
        self._said: Sequence[Notice] = ()
        """The notices of the document when its rest began to come in."""
        self._opening: Post | None = None
        """The post in the store, until it can be written to."""

    def start(self) -> None:
        """Let the worker begin, and take in what it brings."""
        self._untouched = self.desk.place()
        self._stop_timer()
        self._said = self.desk.book.document.notices
        self.desk.book.document.begin()
        self._timer = self.desk.screen.set_interval(EVERY, self._grow)

    def stop(self) -> None:
        """Another text takes the place of this one, or the reader leaves it for good."""
        self._stop_timer()
        self.desk.book.document.give_up()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _grow(self) -> None:
        if self._timer is None:
            return  # a tick that was under way when the last piece came
        document = self.desk.book.document
        what = document.more()
        if what == "replaced":
            self._rebuild()
        elif what and self.desk.page.view.grow():
            self.picture.update()
        elif what:
            self.picture.show_status()
        awaited = self.place.awaited
        if awaited.share is not None and awaited.share <= document.share:
            self._arrive(awaited.share)
        wanted, share = awaited.offset, awaited.share
        if wanted is not None and (wanted < document.length or document.complete):
            self.place.scroll(lambda: self.desk.page.view.show(wanted, row=0))
            awaited.share = share  # a reader on the way to the end goes on there
        if awaited.offset is None:
            self.picture.let_go()
        if self.desk.search.text and (document.complete or document.length > 2 * self._searched):
            self._searched = document.length
            self.turns.search_more()
        if document.complete:
            self._stop_timer()
            self._completed()

    def _arrive(self, share: float) -> None:
        """Go where the reader wanted to be before it was there."""
        view = self.desk.page.view
        self.place.scroll(
            view.scroll_to_bottom if share >= 1 else lambda: view.scroll_to_fraction(share)
        )

    def _rebuild(self) -> None:
        """The whole text has taken the place of its head."""
        self.desk.book = self.desk.book.another(self.desk.book.document)
        self.desk.current = None
        self.desk.search.clear()
        self.picture.set_flow()
        prompt, text = self.desk.prompt, self.desk.search.text
        if text:
            self.turns.search_for(prompt.field.value if prompt.live else text)

    def _completed(self) -> None:
        """All of the text is there. The store knows it when it was hashed, and compared with what
        was read before: that takes a long text longer than a frame."""
        self._opening = post = self.desk.store.post(self.desk.book.document, self.desk.path)
        self.desk.in_background(post.look_up, lambda _: self._keep_from_now(post))

    def stop_opening(self) -> None:
        """The text is left before it was looked up: place and what was read of it are kept all the
        same, unless the place is the one that was to be looked up or another version is kept,
        whose comparison is not to be waited for."""
        post, self._opening = self._opening, None
        if post is not None and self.desk.place() != self._untouched and not post.changed:
            self._take(post)

    def _take(self, post: Post) -> None:
        self.desk.stored = post
        for spans, seconds in self.desk.unopened.read:
            post.mark_read(spans, seconds)
        self.desk.unopened = UnopenedPost()

    def _keep_from_now(self, post: Post) -> None:
        """The store knows the text, and the place kept in it."""
        if self._opening is not post:
            return  # the text was left, or another has taken its place
        self._opening = None
        self._take(post)
        if self.place.awaited.share is None and self.desk.place() == self._untouched:
            place = self.desk.post.place()
            if place is not None:
                self.desk.page.view.show(place.offset, row=0)
        self.place.awaited.share = None
        self.picture.update()
        known, now = self._said, self.desk.book.document.notices
        self.desk.tell_of_file(*(notice for notice in now if notice not in known))
        self.place.save_soon()
        if self.desk.prompt.live:
            self.turns.read_ahead()
        self.studying.find_out()
