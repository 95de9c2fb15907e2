"""What is shown of a post, as the units that an outline is made of."""

from __future__ import annotations

from collections.abc import Iterator

from reader.document import Document, Fold, Kind, ReadingOrder, count_characters, whole_text
from reader.records import dataclass


@dataclass(frozen=True, slots=True)
class OutlineUnit:
    """One shown block, or the two halves of a cut paragraph as one."""

    block: int
    """Index into `Document.blocks` of its first piece."""
    kind: Kind
    level: int
    """As `Block.level`."""
    text: str
    """What is shown of it: folded runs left out."""
    start: int
    end: int
    """Offsets into the logical text of its first shown piece; `end` is that of the last piece
    that lies in the same block."""
    joined: int = 0
    """Where a second half lies: the end of the last piece of all, else equal to `end`."""

    @property
    def characters(self) -> int:
        """字 that are shown."""
        return count_characters(self.text)

    def before(self, offset: int) -> int:
        """字 of its text before an offset into the logical text that lies in its first piece."""
        return count_characters(self.text[: max(0, offset - self.start)])


def units(document: Document, reading: ReadingOrder | None = None) -> list[OutlineUnit]:
    """The shown units in reading order; folds and passages without text are left out."""
    return list(_shown(document, whole_text(document) if reading is None else reading))


def _shown(document: Document, reading: ReadingOrder) -> Iterator[OutlineUnit]:
    for entry in reading:
        if isinstance(entry, Fold):
            continue
        pieces = [piece for piece in entry.pieces if not piece.folded and piece.end > piece.start]
        if not pieces:
            continue
        places = [document.position_of(piece.start) for piece in pieces]
        texts = [
            document.blocks[place.block].text[place.offset : place.offset + piece.end - piece.start]
            for place, piece in zip(places, pieces, strict=True)
        ]
        first = places[0].block
        block = document.blocks[first]
        same = [p for p, place in zip(pieces, places, strict=True) if place.block == first]
        yield OutlineUnit(
            first,
            block.kind,
            block.level,
            "".join(texts),
            pieces[0].start,
            same[-1].end,
            pieces[-1].end,
        )
