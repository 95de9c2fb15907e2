"""How many rows each item has: estimates that exact counts replace.

Items are taken in blocks, so that a sum over all of them or the search for a row adds a few
hundred numbers however long the text is, and nothing is counted where nobody has looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

_BLOCK = 512
"""Items of a block."""


class Heights:
    """Rows of each of `count` items."""

    def __init__(
        self,
        count: int,
        rough: Callable[[int, int], int],
        close: Callable[[int, int], list[int]],
    ) -> None:
        """rough: rows of a range of items in all. close: of each item of a range."""
        self._count = count
        self._rough = rough
        self._close = close
        self._sums = [rough(at, min(at + _BLOCK, count)) for at in range(0, count, _BLOCK)]
        self._rows: dict[int, list[int]] = {}
        self._settled = bytearray(count)
        self._left = count
        self._next = 0

    def grow(self, count: int) -> None:
        """There are items behind those that were: `count` in all."""
        before, self._count = self._count, count
        self._settled.extend(bytes(count - before))
        self._left += count - before
        number, within = divmod(before, _BLOCK)
        if within:
            first, last = number * _BLOCK, min((number + 1) * _BLOCK, count)
            if (rows := self._rows.get(number)) is not None:
                rows += self._close(before, last)
                self._sums[number] = sum(rows)
            else:
                self._sums[number] = self._rough(first, last)
            number += 1
        self._sums += [
            self._rough(at, min(at + _BLOCK, count)) for at in range(number * _BLOCK, count, _BLOCK)
        ]

    @property
    def total(self) -> int:
        """Rows of all items."""
        return sum(self._sums)

    @property
    def exact(self) -> bool:
        """Whether every item has been counted."""
        return self._left == 0

    def _block(self, number: int) -> list[int]:
        rows = self._rows.get(number)
        if rows is None:
            first = number * _BLOCK
            rows = self._close(first, min(first + _BLOCK, self._count))
            self._rows[number] = rows
            self._sums[number] = sum(rows)
        return rows

    def settle(self, item: int, rows: int) -> None:
        """Takes note of an exact count."""
        number, within = divmod(item, _BLOCK)
        own = self._block(number)
        self._sums[number] += rows - own[within]
        own[within] = rows
        if not self._settled[item]:
            self._settled[item] = 1
            self._left -= 1

    def above(self, item: int) -> int:
        """Rows of all items before one."""
        number, within = divmod(item, _BLOCK)
        return sum(self._sums[:number]) + (sum(self._block(number)[:within]) if within else 0)

    def find(self, index: int) -> tuple[int, int]:
        """The item that holds a row, counted from the top, and the row within it.

        Past the end it is a row past the last item's.
        """
        left = max(0, index)
        for number in range(len(self._sums)):
            if left >= self._sums[number]:
                left -= self._sums[number]
                continue
            for within, rows in enumerate(self._block(number)):
                if left < rows:
                    return number * _BLOCK + within, left
                left -= rows
            # The block came out shorter than was thought: what is left lies in the next.
        return self._count - 1, 1 << 30

    def unsettled(self) -> Iterator[int]:
        """Items not yet counted, in order."""
        while self._left:
            self._next = self._settled.find(0, self._next)
            if self._next < 0:
                self._next = self._settled.find(0)
            yield self._next
