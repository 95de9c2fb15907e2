"""Which paragraphs were on the screen long enough to count as read, and the reader's pace."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from reader.document import Span

FASTEST = 4.0
"""A page that is left sooner than this many times the reader's pace allows was not read."""
IDLE = 3.0
"""Time beyond this many times what the page takes at the reader's pace is idle time."""


class Attention:
    """Measures how long each page is on the screen."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._shown: tuple[Span, ...] = ()
        self._characters = 0

    def look(self, shown: tuple[Span, ...], characters: int) -> None:
        """A new page is on the screen. `shown`: the paragraphs that end on the page, as spans of
        the logical text; `characters`: 字 on the page."""
        self._since = self._clock()
        self._shown, self._characters = shown, characters

    def leave(self, pace: float) -> tuple[tuple[Span, ...], float]:
        """The paragraphs that were read on the page, and the seconds that it took.

        `pace`: 字 a minute. Nothing where the page was only leafed through, or was given
        as read before.
        """
        elapsed = self._clock() - self._since
        needed = 60 * self._characters / pace
        if not self._shown or elapsed * FASTEST < needed:
            return (), 0.0
        shown, self._shown = self._shown, ()
        return shown, min(elapsed, needed * IDLE)
