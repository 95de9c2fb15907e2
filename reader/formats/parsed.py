"""What every format gives back: blocks, and what it learned on the way."""

from __future__ import annotations

from collections.abc import Sequence

from reader.document import Block, Kind, Notice
from reader.formats.line_joining import joint
from reader.records import dataclass


@dataclass(frozen=True, slots=True)
class Parsed:
    """The body of a post as blocks."""

    blocks: Sequence[Block]
    title: str = ""
    """A title that the format itself states and that is not among the blocks."""
    author: str = ""
    notices: tuple[Notice, ...] = ()


def join_lines(
    lines: Sequence[str], first: int, kind: Kind = Kind.PARAGRAPH, *, tight: bool = False
) -> Block:
    """One block of source lines that follow one another from line `first` on (1-based).

    The lines come without the white space at their ends.
    """
    if len(lines) == 1:
        return Block(kind, lines[0], lines=((0, first),), end_line=first, tight=tight)
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    before = ""
    for number, line in enumerate(lines, first):
        if gap := joint(before, line):
            parts.append(gap)
            length += 1
        places.append((length, number))
        parts.append(line)
        length += len(line)
        before = line
    end = first + len(lines) - 1
    return Block(kind, "".join(parts), lines=tuple(places), end_line=end, tight=tight)
