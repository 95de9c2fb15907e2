"""What the screen shows of a text: rows, and their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from reader.cells import cell_len, clusters
from reader.document import Span
from reader.records import dataclass
from reader.typeset.display.drawn_text import Style


class Place(NamedTuple):
    """The address of a row; valid for one layout only."""

    item: int
    """Index into the flow."""
    row: int
    """Rows below the item's first."""


class RowKind(StrEnum):
    """What a row belongs to."""

    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    NOTE = "note"
    FOLD = "fold"
    GAP = "gap"
    RUBY = "ruby"


class Hidden(NamedTuple):
    """Text that a character of a row stands for without showing it."""

    at: int
    """Index into the row's text."""
    spans: tuple[Span, ...]
    """Offsets into the logical text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen."""

    text: str
    """What is drawn, with indent, label and added space; no trailing space."""
    cells: int
    """Cells of the text."""
    start: int
    end: int
    """Offsets into the logical text, end excluded, of what the row shows. Equal where it shows
    none of the text; then they are where the next text starts."""
    kind: RowKind
    """What the row belongs to."""
    level: int = 0
    """HEADING: 1 to 6. ITEM: nesting depth. QUOTE: how many quotes deep."""
    styles: tuple[Style, ...] = ()
    """Marks that lie on the row, in offsets into the text of the row."""
    offsets: Sequence[int] = ()
    """For each character of the text its offset into the logical text; -1 where inserted."""
    hidden: tuple[Hidden, ...] = ()
    """What the row stands for without showing it (folded passages)."""
    ambiguous: int = 1
    """Cells of an ambiguous character that `cells` was counted with."""

    def offset_at(self, cell: int) -> int:
        """The offset into the logical text of what is drawn at a cell of the row.

        Where inserted text is drawn it is that of the next text on the row; past the end, that
        of the last character.
        """
        index = self._index_at(cell)
        if index >= len(self.text):
            shown = [offset for offset in self.offsets if offset >= 0]
            return shown[-1] if shown else self.start
        for offset in self.offsets[index:]:
            if offset >= 0:
                return offset
        return max(self.start, self.end - 1)

    def _index_at(self, cell: int) -> int:
        index = 0
        for cluster in clusters(self.text):
            cell -= cell_len(cluster, self.ambiguous)
            if cell < 0:
                return index
            index += len(cluster)
        return index

    def cells_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of cells that show the logical text from `start` to `end`."""
        hidden = self.hiding(start, end)
        found: list[tuple[int, int]] = []
        first = -1
        for index, offset in enumerate([*self.offsets, -1]):
            if start <= offset < end or index in hidden:
                first = index if first < 0 else first
            elif first >= 0:
                found.append((self._cells_before(first), self._cells_before(index)))
                first = -1
        return found

    def hiding(self, start: int, end: int) -> set[int]:
        """The indexes into its text that stand for hidden text between two logical offsets."""
        found: set[int] = set()
        spans: Sequence[Span] | None = None
        overlaps = False
        for one in self.hidden:
            if one.spans is not spans:
                spans = one.spans
                before = bisect_left(spans, end, key=lambda span: span.start)
                overlaps = before > 0 and spans[before - 1].end > start
            if overlaps:
                found.add(one.at)
        return found

    def _cells_before(self, index: int) -> int:
        return cell_len(self.text[:index], self.ambiguous)
