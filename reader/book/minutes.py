"""Reading times in words."""

from __future__ import annotations


def show_minutes(minutes: float) -> str:
    """Minutes as one says them: under ten with one decimal, else whole.

    >>> show_minutes(2.14), show_minutes(3.0), show_minutes(12.7)
    ('2.1', '3', '13')
    """
    return f"{minutes:.0f}" if minutes >= 10 else f"{minutes:.1f}".removesuffix(".0")
