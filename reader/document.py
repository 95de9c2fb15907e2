"""A post as text: blocks, marks beside them, and positions in it.

Nothing here knows of a width, a row or a screen. Every offset is one of two kinds: an offset
into the text of one block, or an offset into the *logical text*, which is the blocks' texts
joined by one newline.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from reader.reading_order import (
    Fold,
    Passage,
    Piece,
    ReadingOrder,
    Span,
    WholeText,
    folds_of,
    whole_text,
)
from reader.records import dataclass, field

__all__ = [
    "Block",
    "Document",
    "Fold",
    "Kind",
    "Mark",
    "MarkKind",
    "Notice",
    "Passage",
    "Piece",
    "Position",
    "ReadingOrder",
    "Span",
    "WholeText",
    "count_characters",
    "folds_of",
    "whole_text",
]


class Position(NamedTuple):
    """A place in the text; survives every change of width."""

    block: int
    """Index into `Document.blocks`."""
    offset: int
    """Characters into that block's text."""


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    NOTE = "note"
    """A footnote's text; `Block.label` is what refers to it."""


class MarkKind(StrEnum):
    """What a mark says of its range."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"
    """value: the address, as written."""
    IMAGE = "image"
    """value: the address; the range is the alternative text."""
    RUBY = "ruby"
    """value: the reading; the range is the base."""
    DOTS = "dots"
    """Emphasis dots (JLREQ 3.3.9); value: the dot, usually ﹅."""
    NOTE_REF = "note-ref"
    """value: label of the footnote."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A property of a range of a block's text."""

    start: int
    end: int
    """Offsets into the block's text, end excluded."""
    kind: MarkKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table ... as one plain string."""

    kind: Kind
    text: str
    """Without markup and readings. Newlines only in CODE (lines) and TABLE (rows; cells are
    parted by tabs)."""
    level: int = 0
    """HEADING: 1 to 6. ITEM: nesting depth, 1 is outermost. Other kinds: 0."""
    marks: tuple[Mark, ...] = ()
    """Sorted by start; they may nest."""
    lines: tuple[tuple[int, int], ...] = ((0, 1),)
    """(offset into text, 1-based source line), ascending: from that offset on, that line."""
    end_line: int = 1
    """The last source line of the block, 1-based."""
    label: str = ""
    """ITEM: its marker ("•", "3."). NOTE: its label. CODE: the language. TABLE: one of l, c, r
    for each column."""
    depth: int = 0
    """How many list items the block lies in, itself not counted (a paragraph continued inside
    an item has 1)."""
    quote: int = 0
    """How many block quotes the block lies in."""
    tight: bool = False
    """Whether it stands under the block before it without a blank row: a line of verse, an item
    of a tight list (CommonMark 5.3)."""

    @property
    def line(self) -> int:
        """The source line where the block starts, 1-based."""
        return self.lines[0][1]

    def line_at(self, offset: int) -> int:
        """The 1-based source line of the character at `offset` of the text."""
        return self.lines[max(0, bisect_right(self.lines, (offset, 1 << 62)) - 1)][1]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should be told about the post, as a key of `reader.wording`."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A post after loading: harmless text, its front matter, and where it came from."""

    blocks: Sequence[Block]
    source: str = ""
    """The name the user gave: a path, or "-" for standard input."""
    title: str = ""
    """From the front matter, else the first heading or line that is a title, else ""."""
    author: str = ""
    date: str = ""
    """As YYYY-MM-DD HH:MM:SS +ZZZZ or as it was written."""
    tags: tuple[str, ...] = ()
    excerpt: str = ""
    minutes_stated: float | None = None
    """The reading time that the post's own front matter claims."""
    front_matter: Mapping[str, object] = field(default_factory=dict)
    """All of it, reduced to what JSON can hold."""
    format: str = "plain"
    """"plain", "markdown" or "aozora"."""
    encoding: str = "utf-8"
    encoding_sure: bool = True
    """False where the encoding is a guess that other encodings would also fit."""
    controls_removed: int = 0
    """How many control characters and escape sequences were neutralised at load."""
    notices: tuple[Notice, ...] = ()

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offset into the logical text of each block's first character, and of the end + 1."""
        return list(accumulate((len(block.text) + 1 for block in self.blocks), initial=0))

    @cached_property
    def text(self) -> str:
        """The logical text: the blocks' texts joined by one newline."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def length(self) -> int:
        """Characters of the logical text, without making it."""
        return max(0, self.starts[-1] - 1)

    def part(self, start: int, end: int) -> str:
        """A range of the logical text; a long document need not join all of it for that."""
        return self.text[start:end]

    @property
    def characters(self) -> Sequence[int] | None:
        """字 before each block and in all, where loading has counted them."""
        return None

    @property
    def fingerprint(self) -> str:
        """BLAKE2b of the logical text and a NUL, 128 bits as hex digits, where loading has made
        it; else ""."""
        return ""

    # A long document grows while it is read; see `formats.long`. Others are complete.

    @property
    def complete(self) -> bool:
        """Whether `blocks` are all there will be."""
        return True

    @property
    def share(self) -> float:
        """How much of the file is in `blocks`, by bytes, 0 to 1."""
        return 1.0

    def begin(self) -> None:
        """Start to load what is missing, in a thread."""

    def finish(self) -> None:
        """Load what is missing here and now; not after `begin`."""

    def give_up(self) -> None:
        """What is missing is not waited for any more; nothing is loaded after that."""

    def preview(self, line: int, check: int) -> Document | None:
        """What stands from a source line on, as much as a screen can show, before it is loaded;
        None where it cannot be told, or the first block there is not that of `check_of`."""
        return None

    def more(self) -> str:
        """Take in what was loaded meanwhile: "grown" where blocks were added, "replaced" where
        all are others, else ""."""
        return ""

    def disturbed(self) -> str:
        """Key of what has become of the file since it was opened ("formats.grown" ...), or ""."""
        return ""

    def offset_of(self, position: Position) -> int:
        """Offset into the logical text of a position."""
        return self.starts[position.block] + position.offset

    def position_of(self, offset: int) -> Position:
        """The position of an offset into the logical text; clamped to the text.

        The newline between two blocks belongs to the end of the former.
        """
        if not self.blocks:
            return Position(0, 0)
        offset = min(max(offset, 0), self.starts[-1] - 1)
        block = bisect_right(self.starts, offset) - 1
        return Position(block, offset - self.starts[block])

    def line_of(self, offset: int) -> int:
        """The 1-based source line of an offset into the logical text."""
        if not self.blocks:
            return 1
        position = self.position_of(offset)
        return self.blocks[position.block].line_at(position.offset)

    def offset_of_line(self, line: int) -> int | None:
        """Offset of the first character on a source line (1-based) or behind it; None past the
        last one. Blocks stand in the order of their lines."""
        index = bisect_left(self.blocks, line, key=lambda block: block.end_line)
        if index == len(self.blocks):
            return None
        inside = (at for at, number in self.blocks[index].lines if number >= line)
        return self.starts[index] + next(inside, 0)


_CHECKED = 1 << 12


def check_of(text: str) -> int:
    """A number that a text with another beginning hardly ever has (CRC-32).

    Of a giant it is not all that counts: it is asked for at every place that is kept.
    """
    from binascii import crc32

    return crc32(text[:_CHECKED].encode("utf-8", "surrogatepass"))


_COUNTED = 1 << 18
"""Characters of a text that are counted at once."""


PACE = 500.0
"""字 a minute of a reader whose own pace is not known yet."""


def count_characters(text: str) -> int:
    """How many 字 a text has: all characters but white space."""
    if len(text) <= _COUNTED:
        return sum(map(len, text.split()))
    # One call through megabytes would keep the interpreter from the screen.
    steps = range(0, len(text), _COUNTED)
    return sum(count_characters(text[at : at + _COUNTED]) for at in steps)
