"""Passages and folds of a reading as items: their text, where it comes from, and its marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from reader.document import Block, Document, Fold, Kind, Mark, Passage, Piece
from reader.typeset.items import Item, ItemRun, cut_marks, cut_runs
from reader.typeset.parting import LONGEST, parts
from reader.typeset.rows import RowKind

FOLDED = "⋯"
"""Stands for a folded piece inside a paragraph."""

KINDS = {
    Kind.PARAGRAPH: RowKind.TEXT,
    Kind.HEADING: RowKind.HEADING,
    Kind.ITEM: RowKind.ITEM,
    Kind.QUOTE: RowKind.QUOTE,
    Kind.CODE: RowKind.CODE,
    Kind.TABLE: RowKind.TABLE,
    Kind.RULE: RowKind.RULE,
    Kind.NOTE: RowKind.NOTE,
}
"""What the rows of a block are."""


class Portion(NamedTuple):
    """What one item shows of a reading."""

    entry: Passage | Fold
    start: int = 0
    end: int = -1
    """The range of the entry's text; an end of -1 is that of the text."""


class Passages:
    """Makes items of a document's passages and folds."""

    def __init__(
        self, document: Document, headings: Mapping[int, int], fold_label: Callable[[Fold], str]
    ) -> None:
        """headings: block index -> level of paragraphs that stand as headings. fold_label: what
        the row of a fold says."""
        self._document = document
        self._headings = headings
        self._fold_label = fold_label

    def kind(self, entry: Passage | Fold) -> RowKind:
        """The kind of the items that an entry makes."""
        if isinstance(entry, Fold):
            return RowKind.FOLD
        index, block = self._block(entry)
        return RowKind.HEADING if index in self._headings else KINDS[block.kind]

    def text(self, portion: Portion) -> str:
        """The text of an item."""
        if isinstance(portion.entry, Fold):
            return self._fold_label(portion.entry)
        text, _ = self._text(portion.entry)
        return text if portion.end < 0 else text[portion.start : portion.end]

    def start(self, portion: Portion) -> int:
        """The logical offset of the first character of an item."""
        entry, start, _ = portion
        if isinstance(entry, Fold):
            return entry.spans[0].start
        for piece in entry.pieces:
            size = 1 if piece.folded else piece.end - piece.start
            if start < max(size, 1) or piece is entry.pieces[-1]:
                break
            start -= size
        return piece.start if piece.folded else piece.start + start

    def parted(self, entry: Passage | Fold) -> tuple[Portion, ...]:
        """The items that an entry makes: several where its text is very long."""
        size = length(entry)
        if isinstance(entry, Fold) or size <= LONGEST:
            return (Portion(entry, 0, size),)
        text, _ = self._text(entry)
        kind = KINDS[self._block(entry)[1].kind]
        return tuple(Portion(entry, start, end) for start, end in parts(text, kind))

    def item(self, portion: Portion) -> Item:
        """The item."""
        passage, start, end = portion
        if isinstance(passage, Fold):
            first, last = passage.spans[0].start, passage.spans[-1].end
            label = self._fold_label(passage)
            return Item(RowKind.FOLD, label, (), first, last, spans=passage.spans)
        index, block = self._block(passage)
        text, runs = self._text(passage)
        marks = self._marks(runs)
        if 0 <= end < len(text) or start:
            text = text[start:end]
            marks = cut_marks(marks, start, end)
            runs = cut_runs(runs, start, end)
        level = self._headings.get(index, 0)
        return Item(
            RowKind.HEADING if level else KINDS[block.kind],
            text,
            runs,
            runs[0].start,
            runs[-1].end,
            level or block.level,
            block.label,
            block.depth,
            block.quote + (block.kind is Kind.QUOTE and not block.quote),
            marks,
            continued=start > 0,
            tight=block.tight,
        )

    def _block(self, passage: Passage) -> tuple[int, Block]:
        index = self._document.position_of(passage.pieces[0].start).block
        return index, self._document.blocks[index]

    def _text(self, passage: Passage) -> tuple[str, tuple[ItemRun, ...]]:
        shown: list[str] = []
        runs: list[ItemRun] = []
        at = 0
        for piece in passage.pieces:
            text = FOLDED if piece.folded else self._logical(piece)
            runs.append(ItemRun(at, piece.start, piece.end, piece.folded))
            shown.append(text)
            at += len(text)
        return "".join(shown), tuple(runs)

    def _logical(self, piece: Piece) -> str:
        index, offset = self._document.position_of(piece.start)
        text = self._document.blocks[index].text
        if offset == 0 and piece.end - piece.start == len(text):
            return text
        return text[offset : offset + piece.end - piece.start]

    def _marks(self, runs: tuple[ItemRun, ...]) -> tuple[Mark, ...]:
        found: list[Mark] = []
        for run in runs:
            index, offset = self._document.position_of(run.start)
            marks = self._document.blocks[index].marks
            if not marks or run.folded:
                continue
            if offset == 0 and len(runs) == 1:
                return marks
            size = run.end - run.start
            found += [
                Mark(mark.start + run.at, mark.end + run.at, mark.kind, mark.value)
                for mark in cut_marks(marks, offset, offset + size)
            ]
        return tuple(found)


def length(entry: Passage | Fold) -> int:
    """Characters of an entry's text, a folded piece counted as one; none of a fold."""
    if isinstance(entry, Fold):
        return 0
    return sum(1 if piece.folded else piece.end - piece.start for piece in entry.pieces)
