"""The places that the reader jumped from, to go back to and forward again."""

from __future__ import annotations

MOST = 100
"""Greatest number of places to go back to."""


class JumpList:
    """A list of offsets with a cursor, like vi's jump list or a browser's history."""

    def __init__(self) -> None:
        self._back: list[int] = []
        self._forward: list[int] = []

    def leave(self, offset: int) -> None:
        """The reader jumps away from an offset."""
        if not self._back or self._back[-1] != offset:
            self._back.append(offset)
        del self._back[:-MOST]
        self._forward.clear()

    def back(self, offset: int) -> int | None:
        """The place before; `offset` is where the reader is now. None where there is none."""
        while self._back:
            target = self._back.pop()
            if target != offset:
                self._forward.append(offset)
                return target
        return None

    def forward(self, offset: int) -> int | None:
        """The place that `back` came from; None where there is none."""
        if not self._forward:
            return None
        self._back.append(offset)
        return self._forward.pop()
