"""What is drawn with characters: frames, columns that spaces or figures make, diagrams, code.

Such lines are kept as they are, in the style of code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, count

from reader.formats.draft import Segment
from reader.formats.line_ends import is_entry, width
from reader.patterns import pattern

_FRAME = pattern(
    r"[│┃┌-╿▀-▟] | ^[ \t]*(?: \+(?:[-=]+\+)+ | \|.*\| | [-=─━]{2}[-=─━ \t\u3000]* )$", re.VERBOSE
)
_COLUMN = pattern(r"[^\s。．.!?！？」』）:：、，,](?:[ ]{2,}|[ ]*\t[ \t]*|\u3000{2,})(?=\S)")
_FIGURE = pattern(r"[-+△▲¥$]?[0-9０-９][0-9０-９,.，．]*[%％]?")
_MAYBE = pattern(
    r"[│┃┌-╿▀-▟|\t]|[ ]{2}|\u3000\u3000|\+-|--|==|──|━━"
    r"|[0-9０-９%％.．][ \u3000]+[-+△▲¥$]?[0-9０-９]"
)
"""What there is in a run of lines that hold a drawing: most hold none."""
_CAPTION = pattern(r"[^\x00-\x7f].*[:：]$")
"""A sentence that leads to what is drawn below it."""
_TAB = 8
_MOST_DRAWN = 500
"""Lines of a drawing at most: one that is longer is several."""


def is_drawn(line: str) -> bool:
    """Whether a line is part of a frame, or has columns that spaces make."""
    return _FRAME.search(line) is not None or _COLUMN.search(line) is not None


def is_indented(line: str) -> bool:
    """Whether white space that no paragraph begins with stands before a line."""
    return line.startswith(("  ", "\t"))


def _figures(line: str) -> int:
    """How many columns a line of figures has; 0 where it is none."""
    parts = [] if is_entry(line) else line.split()
    figures = sum(_FIGURE.fullmatch(part) is not None for part in parts[1:])
    return len(parts) if figures > 1 and 2 * figures >= len(parts) - 1 else 0


def _heads(lines: Sequence[str], at: int, columns: Sequence[int]) -> bool:
    """Whether the line before one is the head of the columns of figures that begin there."""
    return columns[at] > 0 and len(lines[at - 1].split()) == columns[at]


def _is_code(lines: Sequence[str]) -> bool:
    """Whether a run of short lines without sentences and entries is set in by its columns."""
    indented = sum(map(is_indented, lines))
    return (
        indented > 1
        and 3 * indented >= len(lines)
        and not any(
            "。" in line or "、" in line or width(line) > 60 or is_entry(line.lstrip(" \t"))
            for line in lines
        )
    )


def drawings(lines: Sequence[str]) -> list[tuple[int, int]]:
    """(first, last + 1) of the lines that are drawn: frames, columns that spaces or figures make,
    diagrams. The lines come with the white space before them.
    """
    if not _MAYBE.search("\n".join(lines)):
        return []
    signs = [is_drawn(line) for line in lines]
    if _is_code(lines):
        signs = [not _CAPTION.match(lines[0]), *[True] * (len(lines) - 1)]
    columns = [_figures(line) for line in lines]
    for at in range(1, len(lines)):
        if columns[at] and columns[at] == columns[at - 1]:
            signs[at - 1] = signs[at] = True
    found: list[tuple[int, int]] = []
    at = done = 0
    while at < len(lines):
        if not signs[at]:
            at += 1
            continue
        start = at
        while start > done and (is_indented(lines[start - 1]) or _heads(lines, start, columns)):
            start -= 1
        while at < len(lines) and (signs[at] or is_indented(lines[at])):
            at += 1
        if at - start > 1:
            found += ((low, min(low + _MOST_DRAWN, at)) for low in range(start, at, _MOST_DRAWN))
        done = at
    return found


def as_drawn(lines: Sequence[str], first: int) -> Segment:
    """Lines from source line `first` on as they are, without the indent that all of them have."""
    shown = [line.expandtabs(_TAB) for line in lines]
    indent = min(len(line) - len(line.lstrip(" ")) for line in shown)
    places = accumulate((len(line) - indent + 1 for line in shown[:-1]), initial=0)
    text = "\n".join(line[indent:] for line in shown)
    return Segment(text, [], list(zip(places, count(first), strict=False)))
