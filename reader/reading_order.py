"""What is shown of a post, in reading order: passages, and folds in place of repeats.

Every offset is one into the logical text; see `reader.document`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from reader.lazy_sequence import LazySequence
from reader.records import dataclass


class BlockStarts(Protocol):
    """A document, as far as this needs to know it."""

    @property
    def starts(self) -> Sequence[int]:
        """Offset of each block's first character, and of the end + 1."""


class Span(NamedTuple):
    """A range of characters, end excluded."""

    start: int
    end: int


class Piece(NamedTuple):
    """A run of the logical text inside a shown paragraph."""

    start: int
    end: int
    """Offsets into the logical text; a piece lies inside one block."""
    folded: bool = False
    """Shown as one ⋯ because the run stands elsewhere in the post."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as the reader meets it.

    Usually one piece, a whole block. Two pieces that are not folded and follow one another are
    the two halves of a paragraph that the file had cut; they are set as one text with no mark.
    """

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Whole paragraphs that stand elsewhere in the post, shown as one quiet line."""

    spans: tuple[Span, ...]
    """The hidden text, in offsets into the logical text, one span for each hidden paragraph."""
    paragraphs: int
    """0 where it holds but separators and what a join has made superfluous: such a fold leaves
    no mark and is drawn only when it is opened."""
    characters: int
    """字: all but white space."""
    id: int
    """Stable for this post: the start of the first span."""


ReadingOrder = Sequence[Passage | Fold]
"""What is shown, in reading order. Every character of the logical text but the newlines between
blocks is in just one piece or fold (a block without text is an empty piece)."""


class WholeText(LazySequence[Passage]):
    """Every block as a passage; grows with its document."""

    def __init__(self, document: BlockStarts) -> None:
        self.document = document

    def __len__(self) -> int:
        return len(self.document.starts) - 1

    def make(self, index: int) -> Passage:
        """One of the passages."""
        starts = self.document.starts
        return Passage((Piece(starts[index], starts[index + 1] - 1),))


def folds_of(reading: ReadingOrder) -> Iterator[Fold]:
    """The folds of a reading, in its order."""
    if not isinstance(reading, WholeText):
        yield from (item for item in reading if isinstance(item, Fold))


def whole_text(document: BlockStarts) -> ReadingOrder:
    """The reading that shows every block as it stands."""
    return WholeText(document)
