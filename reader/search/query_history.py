"""Earlier queries, for the up and down keys of the search bar."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 200
"""How many queries are kept."""


class History:
    """Queries without duplicates, the oldest first, with a cursor.

    The text that was typed when the reader pressed the up key is the newest entry, so that the
    down key restores it. As in a shell, `up` and `down` visit only queries that begin with it.
    """

    def __init__(self, queries: Iterable[str] = ()) -> None:
        self._queries: list[str] = []
        self._typed = ""
        self._at: int | None = None
        for query in queries:
            self.add(query)

    @property
    def queries(self) -> tuple[str, ...]:
        """All queries, the oldest first, to be kept."""
        return tuple(self._queries)

    def add(self, query: str) -> None:
        """A query was used: it is the newest now. An empty one is not kept."""
        self._at = None
        if not query.strip():
            return
        if query in self._queries:
            self._queries.remove(query)
        self._queries.append(query)
        del self._queries[:-MOST]

    def up(self, typed: str) -> str:
        """The query before; `typed` is what the bar holds. The oldest stays."""
        return self._move(typed, -1)

    def down(self, typed: str) -> str:
        """The query after; after the newest, what was typed."""
        return self._move(typed, 1)

    def _move(self, typed: str, step: int) -> str:
        if self._at is None or typed != self._queries[self._at]:
            if step > 0:
                return typed
            self._typed, self._at = typed, len(self._queries)
        at = self._at + step
        while 0 <= at < len(self._queries):
            if self._queries[at].startswith(self._typed) and self._queries[at] != self._typed:
                self._at = at
                return self._queries[at]
            at += step
        if step > 0:
            self._at = None
            return self._typed
        if self._at == len(self._queries):
            self._at = None
        return typed
