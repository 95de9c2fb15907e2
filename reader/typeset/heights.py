"""How many rows each item has: estimates that exact counts replace.

Items are taken in blocks, so that a sum over all items or a look-up of a row adds a few hundred
numbers however long the text is, and so that nothing is counted where nobody has looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

_BLOCK = 512
"""Items of a block."""


class Heights:
    """Rows of each of `count` items."""

    def __init__(
        self, count: int, estimate: Callable[[int, int], int], exact: Callable[[int], int]
    ) -> None:
        """`estimate` gives the rows of a range of items, `exact` those of one item."""
        self._count = count
        self._estimate = estimate
        self._exact = exact
        self._sums = [
            estimate(first, min(first + _BLOCK, count)) for first in range(0, count, _BLOCK)
        ]
        self._rows: dict[int, list[int]] = {}
        self._settled = bytearray(count)
        self._left = count
        self._next = 0

    @property
    def total(self) -> int:
        """Rows of all items."""
        return sum(self._sums)

    @property
    def exact(self) -> bool:
        """Whether every item has been counted."""
        return self._left == 0

    def _block(self, block: int) -> list[int]:
        rows = self._rows.get(block)
        if rows is None:
            first = block * _BLOCK
            last = min(first + _BLOCK, self._count)
            rows = [self._estimate(item, item + 1) for item in range(first, last)]
            self._rows[block] = rows
            self._sums[block] = sum(rows)
        return rows

    def settle(self, item: int, rows: int) -> None:
        """Takes note of an exact count."""
        block, within = divmod(item, _BLOCK)
        own = self._block(block)
        self._sums[block] += rows - own[within]
        own[within] = rows
        if not self._settled[item]:
            self._settled[item] = 1
            self._left -= 1

    def above(self, item: int) -> int:
        """Rows of all items before one."""
        block, within = divmod(item, _BLOCK)
        return sum(self._sums[:block]) + (sum(self._block(block)[:within]) if within else 0)

    def find(self, index: int) -> tuple[int, int]:
        """The item that holds a row, counted from the top, and the row within it."""
        left = max(0, index)
        for block, rows in enumerate(self._sums):
            if left < rows:
                break
            left -= rows
        else:
            return self._count - 1, 1 << 30
        item = block * _BLOCK
        for rows in self._block(block):
            if left < rows:
                return item, left
            left -= rows
            item += 1
        return item - 1, 1 << 30

    def unsettled(self, most: int) -> Iterator[int]:
        """Items not yet counted, in order, `most` at a time."""
        for _ in range(most):
            self._next = self._settled.find(0, self._next)
            if self._next < 0:
                self._next = 0
                return
            yield self._next
