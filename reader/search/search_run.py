"""A search that runs in short steps, so that the screen can handle keys between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from time import perf_counter

from reader.search.matches import Match, Matches
from reader.search.regex import Regex


class Search:
    """A running search: each call of `some` searches on. A search that `waits` is run in a worker
    thread, any other search in the thread of the screen."""

    def __init__(
        self, steps: Iterator[list[Match] | Matches], regexes: Sequence[Regex] = ()
    ) -> None:
        self._steps = steps
        self._regexes = regexes
        self._parts: list[list[Match]] = []
        self._matches: Matches | None = None
        self._complete = False
        self.count = 0
        """How many matches were found so far."""

    @property
    def waits(self) -> bool:
        """Whether a step may take long: the query has a regular expression."""
        return bool(self._regexes)

    @property
    def matches(self) -> Matches:
        """What was found so far."""
        if self._matches is None:
            spans = tuple(chain.from_iterable(sorted(self._parts)))
            self._matches = Matches(spans, complete=False)
        return self._matches

    def reached(self, offset: int) -> bool:
        """Whether a match at an offset or behind it is among those found so far."""
        return any(part[-1].start >= offset for part in self._parts)

    def some(self, seconds: float) -> bool:
        """Search on for about `seconds`; return whether the whole text is searched."""
        end = perf_counter() + seconds
        while not self._complete:
            self._take(next(self._steps))
            if perf_counter() >= end:
                break
        return self._complete

    def all(self) -> Matches:
        """Searches to the end."""
        self.some(float("inf"))
        return self.matches

    def cancel(self) -> None:
        """End the search, from any thread; no other method may be called afterwards."""
        for regex in self._regexes:
            regex.cancel()

    def _take(self, step: list[Match] | Matches) -> None:
        if isinstance(step, list):
            if step:
                self._parts.append(step)
                self.count += len(step)
                self._matches = None
            return
        self._complete = True
        spans = tuple(chain.from_iterable(sorted(self._parts)))
        self._matches = Matches(spans, step.loose, step.problem, step.values)
        self._parts.clear()
