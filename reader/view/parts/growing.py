"""A long post that comes in while it is read: it grows under the page, which does not move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.document import Notice, Span
from reader.store.unopened import UnopenedPost
from reader.typeset import Layout
from reader.view.parts.outline import OutlineActions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from reader.store import Post

EVERY = 1 / 25
"""Seconds between two looks at what has come."""


class Growing(OutlineActions):
    """What the screen does while a document is not complete, and when it is."""

    _timer: Timer | None = None
    _untouched = 0
    """The place where the post was opened, as long as the reader has not left it."""
    _share: float | None = None
    """The share of the text that was asked for and has not come yet; 1 is the end."""
    _asked_share: float | None = None
    """The share that the place just named is, where it has not come yet."""
    _wanted: int | None = None
    """The same as an offset: where a post was when it was read again."""
    _searched = 0
    """Characters that the search went through."""
    _told_of_file = False
    _said: Sequence[Notice] = ()
    """What the document had to say when its rest began to come in."""
    _opening: Post | None = None
    """The post in the store, until it can be written to."""

    def start_growing(self) -> None:
        """Let the worker begin, and take in what it brings."""
        self._untouched = self.place()
        self._stop_timer()
        self._said = self.book.document.notices
        self.book.document.begin()
        self._timer = self.set_interval(EVERY, self._grow)

    def stop_growing(self) -> None:
        """Another text takes the place of this one, or the reader leaves it for good."""
        self._stop_timer()
        self.book.document.give_up()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def action_bottom(self) -> None:
        super().action_bottom()
        self._share = None if self.book.document.complete else 1.0

    def scroll_to_share(self, fraction: float) -> None:
        super().scroll_to_share(fraction)
        self._share = None if fraction <= self.book.document.share else fraction

    def go_to(self, place: str) -> bool:
        self._asked_share = None
        found = super().go_to(place)
        self._share = self._asked_share
        return found

    def _at_share(self, share: float) -> int:
        if share > self.book.document.share:
            self._asked_share = share
        return super()._at_share(share)

    def turn_away(self) -> tuple[Sequence[Span], float]:
        """Whoever moves on no longer waits for the end."""
        self._share = self._wanted = None
        return super().turn_away()

    def wait_for(self, offset: int) -> None:
        """Go to an offset as soon as it is there."""
        self._wanted = offset

    def _grow(self) -> None:
        if self._timer is None:
            return  # a tick that was under way when the last piece came
        document = self.book.document
        what = document.more()
        if what == "replaced":
            self._rebuild()
        elif what and self.page.view.grow():
            self.update()
        elif what:
            self.show_status()
        if self._share is not None and self._share <= document.share:
            self._arrive(self._share)
        if self._wanted is not None and (self._wanted < document.length or document.complete):
            wanted, share = self._wanted, self._share
            self._scroll(lambda: self.page.view.show(wanted, row=0))
            self._share = share  # who was on the way to the end goes on there
        if self._wanted is None:
            self.let_go()
        if self.asked.text and (document.complete or document.length > 2 * self._searched):
            self._searched = document.length
            if document.complete:
                self._anew = None
            self.search_more()
        if document.complete:
            self._stop_timer()
            self._completed()

    def let_go(self) -> None:
        """Nothing that is shown is waited for any more."""
        raise NotImplementedError

    def _arrive(self, share: float) -> None:
        """Go where the reader wanted to be before it was there."""
        view = self.page.view
        self._scroll(
            view.scroll_to_bottom if share >= 1 else lambda: view.scroll_to_fraction(share)
        )

    def _rebuild(self) -> None:
        """The whole text has taken the place of its head."""
        self.book = self.book.another(self.book.document)
        self.matches, self.match, self.current = (), None, None
        self.page.view.set_layout(Layout(self.book.flow(self.options.measure), self.options))
        if self.asked.text:
            typing = self.prompt.purpose == "search"
            self.search_for(self.prompt.field.value if typing else self.asked.text)

    def _completed(self) -> None:
        """All of the text is there. The store knows it when it was hashed, and compared with what
        was read before: that takes a long text longer than a frame."""
        self._opening = post = self.store.post(self.book.document, self.path)
        self.in_background(post.look_up, lambda _: self._keep_from_now(post))

    def stop_opening(self) -> None:
        """The text is left before it was looked up: place and what was read of it are kept all the
        same, unless the place is the one that was to be looked up or another version is kept,
        whose comparison is not to be waited for."""
        post, self._opening = self._opening, None
        if post is not None and self.place() != self._untouched and not post.changed:
            self._take(post)

    def _take(self, post: Post) -> None:
        self.stored = post
        for spans, seconds in self.unopened.read:
            post.mark_read(spans, seconds)
        self.unopened = UnopenedPost()

    def _keep_from_now(self, post: Post) -> None:
        """The store knows the text, and the place kept in it."""
        if self._opening is not post:
            return  # the text was left, or another has taken its place
        self._opening = None
        self._take(post)
        if self._share is None and self.place() == self._untouched:
            place = self.post.place()
            if place is not None:
                self.page.view.show(place.offset, row=0)
        self._share = None
        self.update()
        known, now = self._said, self.book.document.notices
        self.tell_of_file(*(notice for notice in now if notice not in known))
        self.save_soon()
        if self.prompt.purpose == "search":
            self.read_ahead()
        self.find_out()

    def tell_of_file(self, *others: Notice) -> None:
        """Say, once, that the file is no longer what was opened, and behind that the others."""
        key = "" if self._told_of_file else self.book.document.disturbed()
        if key:
            self._told_of_file = True
            others = Notice(key, {"reload": "R"}), *others
        if others:
            self.say_notices(others)

    def save(self, read: Sequence[Span] = (), seconds: float = 0.0) -> None:
        super().save(read, seconds)
        self.tell_of_file()
