"""A reading order, indexed by offset into the logical text."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Collection, Sequence

from reader.document import Document, Fold, Passage, Piece, ReadingOrder, Span, WholeText


class OffsetIndex:
    """The passages and folds of a reading order; an opened fold counts as its passages."""

    def __init__(
        self, document: Document, reading: ReadingOrder, opened: Collection[int] = ()
    ) -> None:
        """`opened`: ids of the folds that are shown open."""
        self.document = document
        self._starts: list[int] = []
        self._owners: list[int] = []
        self.items: Sequence[Passage | Fold] = reading
        self._whole = isinstance(reading, WholeText)
        if not self._whole:
            self._index(reading, opened)

    def _index(self, reading: ReadingOrder, opened: Collection[int]) -> None:
        items = self.items = []
        entries: list[tuple[int, int]] = []
        for item in reading:
            if isinstance(item, Fold) and item.id in opened:
                for span in item.spans:
                    entries.append((span.start, len(items)))
                    items.append(Passage((Piece(*span),)))
            else:
                parts = item.pieces if isinstance(item, Passage) else item.spans
                entries.extend((part[0], len(items)) for part in parts)
                items.append(item)
        if any(after < before for before, after in itertools.pairwise(entries)):
            entries.sort()
        self._starts = [start for start, _ in entries]
        self._owners = [owner for _, owner in entries]

    def item_at(self, offset: int) -> int:
        """Index of the item that shows or hides an offset."""
        if self._whole:
            return self.document.position_of(offset).block
        if not self._starts:
            return 0
        return self._owners[max(0, bisect_right(self._starts, offset) - 1)]

    def shown(self, item: int) -> bool:
        """Whether an item is text, not a fold."""
        return 0 <= item < len(self.items) and isinstance(self.items[item], Passage)

    def start_of(self, item: int) -> int:
        """Offset of the first character that an item shows or hides."""
        entry = self.items[item]
        return entry.pieces[0].start if isinstance(entry, Passage) else entry.spans[0].start

    def span_of(self, item: int) -> Span:
        """From the first character that an item shows or hides to its last."""
        entry = self.items[item]
        parts = entry.pieces if isinstance(entry, Passage) else entry.spans
        return Span(parts[0][0], max(part[1] for part in parts))

    def length_of(self, item: int) -> int:
        """Characters that an item shows, white space counted; a fold shows none."""
        entry = self.items[item]
        if isinstance(entry, Fold):
            return 0
        return sum(end - start for start, end, folded in entry.pieces if not folded)

    def first_outside(self, spans: Sequence[Span]) -> int | None:
        """Start of the first item with shown text that lies in none of the spans; None if every
        item lies in a span. The spans ascend and do not overlap."""
        starts = [span.start for span in spans]
        item = 0
        while item < len(self.items):
            own = self.span_of(item)
            at = bisect_right(starts, own.start) - 1
            if at >= 0 and own.end <= spans[at].end:
                item = max(item + 1, self._after(spans, at))
            elif self.length_of(item):
                return own.start
            else:
                item += 1
        return None

    def _after(self, spans: Sequence[Span], at: int) -> int:
        """Index of an item behind the span `spans[at]` and the spans that adjoin it; 0 where the
        items do not follow the order of the text."""
        if not self._whole:
            return 0
        end = spans[at].end
        while at + 1 < len(spans):
            start = spans[at + 1].start
            beside = start == end + 1 and self.start_of(self.item_at(start)) == start
            if start > end and not beside:
                break
            at += 1
            end = spans[at].end
        return self.item_at(end)

    def paragraph(self, offset: int, count: int) -> int:
        """Where the paragraph after the one at `offset` starts, or before it for a negative count.

        Going back from inside a paragraph leads first to its own start.
        """
        item = self.item_at(offset)
        if count < 0 and self.shown(item) and offset > self.start_of(item):
            return self.start_of(item)
        direction = 1 if count > 0 else -1
        target = item + direction
        while 0 <= target < len(self.items):
            if self.shown(target) and self.length_of(target):
                return self.start_of(target)
            target += direction
        return offset

    def paragraph_text(self, item: int) -> str:
        """What an item shows, as plain text."""
        entry = self.items[item]
        if isinstance(entry, Fold):
            return ""
        return "".join(self.text_of_piece(piece) for piece in entry.pieces if not piece.folded)

    def copy(self, first: int, start: int, last: int, end: int) -> str:
        """The shown text from (item, offset) to (item, offset), paragraphs on lines of their own.

        Line breaks of the screen, readings and folded text are not in it.
        """
        lines = []
        for item in range(first, last + 1):
            entry = self.items[item] if item < len(self.items) else None
            if not isinstance(entry, Passage):
                continue
            low = start if item == first else -1
            high = end if item == last else 1 << 62
            lines.append(
                "".join(
                    self.text_of_piece(Piece(max(a, low), max(min(b, high), a, low)))
                    for a, b, folded in entry.pieces
                    if not folded and b > low and a < high
                )
            )
        return "\n".join(lines)

    def text_of_piece(self, piece: Piece) -> str:
        """The text of a piece, out of its block: the whole logical text need not be joined."""
        block, offset = self.document.position_of(piece.start)
        return self.document.blocks[block].text[offset : offset + piece.end - piece.start]
