"""Where a passage that came or went could as well have stood.

Of two copies of a paragraph that stand one after the other one is taken out: the texts do not
say which. The passage that is gone "slides" over the one that stayed, and what stands there is
not sure to be what stood there.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.document import Span
from reader.store.anchors.lcs import common_prefix


def slides(text: str, passages: Iterable[Span]) -> list[Span]:
    """The ranges over which passages of a text can slide to either side, each with the same text
    left over: "ab|cab|d" is "|abc|abd" too."""
    found: list[Span] = []
    for start, end in passages:
        left = _common_suffix(text, start, end)
        right = _common_ahead(text, start, end)
        found.append(Span(start - left, start))
        found.append(Span(end, end + right))
    return [span for span in found if span.start < span.end]


def covers(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether one of the spans takes in more than half of a range."""
    return any(2 * (min(high, end) - max(low, start)) > end - start for low, high in spans)


def _common_suffix(text: str, one: int, other: int) -> int:
    """How many characters before two places of a text are the same."""
    if not one or text[one - 1] != text[other - 1]:
        return 0
    size = 64
    while size < one and text[one - size : one] == text[other - size : other]:
        size *= 2
    size = min(size, one)
    return common_prefix(text[one - size : one][::-1], text[other - size : other][::-1])


def _common_ahead(text: str, one: int, other: int) -> int:
    """How many characters from two places on are the same."""
    if other >= len(text) or text[one] != text[other]:
        return 0
    size = 64
    while other + size < len(text) and text[one : one + size] == text[other : other + size]:
        size *= 2
    return common_prefix(text[one : one + size], text[other : other + size])
