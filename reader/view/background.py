"""Slow work beside the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reader.view.patches.direct import DirectScreen as _Screen
else:
    # The groups of actions that `ReadingScreen` is made of are no screens themselves: Textual
    # looks through all attributes of each class of its own when it is made.
    _Screen = object

T = TypeVar("T")


class Background(_Screen):
    """A screen that has work done in threads."""

    def in_background(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do slow work in a thread and hand its result over on the main thread."""

        app = self.app

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                # A traceback would be written over the page; the reader can go on without.
                reason = f"{type(error).__name__}: {error}"
                answer = partial(self.say_failed, reason)
            else:
                answer = partial(then, result)
            if app.is_running and self.is_attached:
                # The application may end between the question and the call.
                with suppress(Exception):
                    app.call_from_thread(answer)

        # Not one of Textual's workers: those are waited for when the program ends, and leaving
        # must not wait for the readings of a long post.
        Thread(target=run, daemon=True).start()

    def say_failed(self, reason: str) -> None:
        """Work in a thread came to nothing."""
        raise NotImplementedError
