"""Where a text too long for one item is parted."""

from __future__ import annotations

from reader.patterns import pattern
from reader.typeset.rows import RowKind

LONGEST = 4096
"""Characters of one item. Longer than any paragraph meant as one, short enough to be set
between two keys."""

_ENDS = pattern(r"[。．！？.!?][」』）)”’]*\s*(?=[^」』）)”’。．！？.!?\s])|\n")
_REACH = 512
"""Characters before the limit in which the end of a sentence is looked for."""


def parts(text: str, kind: RowKind) -> list[tuple[int, int]]:
    """Ranges of a text, each at most `LONGEST` long, that end with sentences where they can.

    Code and tables are parted between lines only; a line longer than the limit stays whole.
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
    ends = [match.end() for match in _ENDS.finditer(text, limit - _REACH, limit + 8)]
    ends = [end for end in ends if end <= limit]
    if ends:
        return ends[-1]
    space = text.rfind(" ", limit - _REACH, limit)
    return space + 1 if space > 0 else limit


def _lines_end(text: str, start: int) -> int:
    at = text.rfind("\n", start, start + LONGEST)
    if at < 0:
        at = text.find("\n", start + LONGEST)
    return at + 1 if at >= 0 else len(text)
