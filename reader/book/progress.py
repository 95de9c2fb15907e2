"""How far the reader has come in a post, and reading times in words."""

from __future__ import annotations

from typing import NamedTuple


class Progress(NamedTuple):
    """How far the reader is."""

    read: int
    """字 before the reading position."""
    total: int
    """字 in all; what is folded away does not count."""
    section_left: float
    """Minutes to the end of the section."""
    left: float
    """Minutes to the end of the post."""

    @property
    def percent(self) -> int:
        return 100 if self.total <= 0 else min(100, 100 * self.read // self.total)


def minutes_left(minutes: float) -> str:
    """Minutes left: whole, and at least 1 as long as anything is left."""
    return str(max(1, round(minutes))) if minutes > 0.05 else "0"


def show_minutes(minutes: float) -> str:
    """Minutes as a text: below ten with a decimal, else whole.

    >>> show_minutes(2.14), show_minutes(3.0), show_minutes(12.7)
    ('2.1', '3', '13')
    """
    return f"{minutes:.0f}" if minutes >= 10 else f"{minutes:.1f}".removesuffix(".0")
