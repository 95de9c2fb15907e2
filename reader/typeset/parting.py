"""Where a text too long for one item is parted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.patterns import pattern
from reader.typeset.rows import RowKind

LONGEST = 4096
"""Characters of one item. Longer than any paragraph meant as one, short enough to be set
between two keys."""

_ENDS = pattern(r"[。．！？.!?][」』）)”’]*\s*(?=[^」』）)”’。．！？.!?\s])|\n")
_REACHES = (64, 512)
"""Characters before the limit in which the end of a sentence is looked for, first and at last."""


@lru_cache(maxsize=2)
def parts(text: str, kind: RowKind) -> Sequence[tuple[int, int]]:
    """Ranges of a text, each at most `LONGEST` long, that end with sentences where they can.

    Code and tables are parted between lines only; a line longer than the limit stays whole. The
    last answers are kept: a giant is parted again when what was found in it is laid in.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > LONGEST:
        end = (
            _lines_end(text, start) if kind in (RowKind.CODE, RowKind.TABLE) else _end(text, start)
        )
        found.append((start, end))
        start = end
    if start < len(text) or not found:
        found.append((start, len(text)))
    return found


def _end(text: str, start: int) -> int:
    limit = start + LONGEST
    for reach in _REACHES:
        found = [match.end() for match in _ENDS.finditer(text, limit - reach, limit + 8)]
        ends = [end for end in found if end <= limit]
        if ends:
            return ends[-1]
    space = text.rfind(" ", limit - _REACHES[-1], limit)
    return space + 1 if space > 0 else limit


def _lines_end(text: str, start: int) -> int:
    at = text.rfind("\n", start, start + LONGEST)
    if at < 0:
        at = text.find("\n", start + LONGEST)
    return at + 1 if at >= 0 else len(text)
