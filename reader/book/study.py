"""The result of studying the whole text of a post: repeats, headings, outline."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Document, Passage, Piece, ReadingOrder, WholeText

if TYPE_CHECKING:
    from reader.analysis import Outline


def text_name(document: Document) -> str:
    """BLAKE2b (128 bits, hex digits) of a document's logical text and a NUL: documents of one name
    have the same text."""
    if document.fingerprint:
        return document.fingerprint
    data = f"{document.text}\0".encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=16).hexdigest()


class Study(NamedTuple):
    """Repeats and headings of a text."""

    reading_order: ReadingOrder | None
    """The reading order with repeats folded; None if repeats are shown."""
    repeated_share: float
    """Share of the characters that are repeats, 0 to 1."""
    headings: dict[int, int]
    """Block index -> level of paragraphs that stand as headings."""
    whole: bool = False
    """Whether nothing is folded: such a reading order holds the document and is not sent between
    processes, which leaves `reading_order` None."""

    def leaves(self, start: int, end: int, document: Document) -> bool:
        """Whether a range of the logical text looks the same with and without this study."""
        first, last = document.position_of(start).block, document.position_of(end).block
        if any(first <= block <= last for block in self.headings):
            return False
        if self.reading_order is None or isinstance(self.reading_order, WholeText):
            return True
        low, high = document.starts[first], document.starts[last + 1]
        inside = (
            item
            for item in self.reading_order
            for part in (item.pieces if isinstance(item, Passage) else item.spans)
            if part[0] < high and part[1] >= low
        )
        blocks = {
            Passage((Piece(document.starts[at], document.starts[at + 1] - 1),))
            for at in range(first, last + 1)
        }
        return all(item in blocks for item in inside)


class Answer(NamedTuple):
    """Everything that another process found in a post."""

    study: Study
    outline: Outline
    counts: Sequence[int] | None
    """字 before each item of the reading order and in all, as `SentenceOrder.counts`."""
