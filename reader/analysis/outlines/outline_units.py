"""What is shown of a post, as the units that an outline is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.document import (
    Block,
    Document,
    Fold,
    Kind,
    Mark,
    ReadingOrder,
    count_characters,
    whole_text,
)
from reader.records import replace

_NONE = Block(Kind.PARAGRAPH, "")
_LINES = (Kind.PARAGRAPH, Kind.QUOTE, Kind.NOTE)


@dataclass(frozen=True, slots=True)
class OutlineUnit:
    """One shown block, the two halves of a cut paragraph, or the lines of a paragraph of Markdown
    as one (CommonMark 4.8: what no blank line parts is one paragraph)."""

    block: int
    """Index into `Document.blocks` of its first piece."""
    kind: Kind
    level: int
    """As `Block.level`."""
    text: str
    """What is shown of it: folded runs left out; lines that stand end with a newline."""
    start: int
    end: int
    """Offsets into the logical text of its first shown piece; `end` is that of the last piece
    that lies in the same block."""
    joined: int = 0
    """Where a second half lies: the end of the last piece of all, else equal to `end`."""
    source: Block = _NONE
    """The block, or its lines as one."""

    @property
    def characters(self) -> int:
        """字 that are shown."""
        return count_characters(self.text)

    def before(self, offset: int) -> int:
        """字 of its text before an offset into the logical text that lies in its first piece."""
        return count_characters(self.text[: max(0, offset - self.start)])


def units(document: Document, reading: ReadingOrder | None = None) -> list[OutlineUnit]:
    """The shown units in reading order; folds and passages without text are left out."""
    shown = _shown(document, whole_text(document) if reading is None else reading)
    if document.format != "markdown":
        return list(shown)
    found: list[OutlineUnit] = []
    firsts = _first_lines(document.blocks)
    for first, lines in groupby(shown, lambda unit: firsts[unit.block]):
        found.append(_paragraph(document, first, list(lines)))
    return found


def _first_lines(blocks: Sequence[Block]) -> list[int]:
    """For each block the index of the first line of the paragraph that it is a line of."""
    found: list[int] = []
    for index in range(len(blocks)):
        found.append(found[-1] if _goes_on(blocks, index) else index)
    return found


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is a further line of the paragraph that the block before it is in."""
    block = blocks[index]
    return (
        index > 0
        and block.tight
        and block.kind in _LINES
        and blocks[index - 1].kind in (block.kind, Kind.ITEM)
    )


def _paragraph(document: Document, first: int, shown: Sequence[OutlineUnit]) -> OutlineUnit:
    """The shown lines of a paragraph as one unit; offsets into its whole text are as in the
    logical text."""
    blocks = document.blocks
    after = first + 1
    while after < len(blocks) and _goes_on(blocks, after):
        after += 1
    if after == first + 1:
        return shown[0]
    marks: list[Mark] = []
    places: list[tuple[int, int]] = []
    for index in range(first, after):
        at = document.starts[index] - document.starts[first]
        marks += [Mark(m.start + at, m.end + at, m.kind, m.value) for m in blocks[index].marks]
        places += [(offset + at, number) for offset, number in blocks[index].lines]
    text = "\n".join(block.text for block in blocks[first:after])
    return replace(
        shown[0],
        text="\n".join(unit.text for unit in shown),
        end=shown[-1].end,
        joined=shown[-1].joined,
        source=replace(blocks[first], text=text, marks=tuple(marks), lines=tuple(places)),
    )


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
            block,
        )
