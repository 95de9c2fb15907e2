"""A title that stands again as the first line of the body is not shown twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reader.document import Block, Kind
from reader.patterns import pattern

_NOISE = pattern(r"[\W_]+")
_LONGEST = 60
_SENTENCE_END = pattern(r"[。、，．]$|[.,;:：]$")


def without_echo(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """The blocks without a first one that only repeats the title.

    Width, spaces and punctuation may differ: 「動画ＡＩ」 echoes 動画AI.
    """
    if not title or not blocks or blocks[0].kind not in (Kind.PARAGRAPH, Kind.HEADING):
        return blocks
    first = blocks[0].text
    if len(first) > 2 * len(title) + 8 or _bare(first) != _bare(title):
        return blocks
    return blocks[1:]


def title_of(blocks: Sequence[Block]) -> str:
    """The title that the body itself begins with, or "".

    The first block, where it is a heading that no other is equal to in rank, or one short line
    that does not end as a sentence does. It stays among the blocks.
    """
    if not blocks:
        return ""
    first = blocks[0]
    if first.kind is Kind.HEADING:
        ranks = [block.level for block in blocks[1:] if block.kind is Kind.HEADING]
        return first.text if all(level > first.level for level in ranks) else ""
    short = first.kind is Kind.PARAGRAPH and 0 < len(first.text) <= _LONGEST
    if short and len(blocks) > 1 and first.text[0] != "\u3000":
        return "" if _SENTENCE_END.search(first.text) else first.text
    return ""


def _bare(text: str) -> str:
    """The text by its letters and digits alone, in one width and case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOISE.sub("", folded) or folded
