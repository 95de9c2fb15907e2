"""The items that follow one another on the screen, made from a reading only when asked for.

An item is what is broken into rows as one text: a paragraph, a heading, a line of the title
page, a fold. A very long paragraph is several items, so that no single key has to break all of
it; they part at the end of a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from reader.document import Document, Fold, Kind, Passage, Piece, WholeText
from reader.records import dataclass, field
from reader.typeset.items import Header, Item
from reader.typeset.parting import LONGEST
from reader.typeset.passages import FOLDED, Passages, Portion, length
from reader.typeset.rows import RowKind


class _Stretch(NamedTuple):
    """A run of items that one entry of the reading makes, unless it makes just one."""

    item: int
    entry: int
    made: tuple[Portion, ...]
    """One for each item."""


def _no_label(fold: Fold) -> str:
    return f"{FOLDED} {fold.paragraphs} ¶, {fold.characters}"


@dataclass(frozen=True)
class Flow(Sequence[Item]):
    """All items of a reading, each made when it is asked for."""

    document: Document
    reading: Sequence[Passage | Fold] | None = None
    """None shows every block as it stands."""
    opened: frozenset[int] = frozenset()
    header: Header | None = None
    headings: Mapping[int, int] = field(default_factory=dict)
    fold_label: Callable[[Fold], str] = _no_label

    @cached_property
    def front(self) -> tuple[tuple[RowKind, str], ...]:
        """The lines of the title page, which are the first items."""
        if self.header is None:
            return ()
        title = ((RowKind.TITLE, self.header.title),) if self.header.title else ()
        return title + tuple((RowKind.META, line) for line in self.header.lines)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.document, self.headings, self.fold_label)

    @cached_property
    def _stretches(self) -> list[_Stretch]:
        """The entries that make more items than one, or none, in order."""
        found: list[_Stretch] = []
        self._add_stretches(found, self._unusual())
        return found

    @staticmethod
    def _add_stretches(
        found: list[_Stretch],
        unusual: Iterable[tuple[int, tuple[Portion, ...]]],
    ) -> None:
        item, last = (found[-1].item + len(found[-1].made), found[-1].entry) if found else (0, -1)
        for entry, made in unusual:
            item += entry - last - 1
            found.append(_Stretch(item, entry, made))
            item += len(made)
            last = entry

    def grow(self) -> None:
        """The document has more blocks: there are more items behind those that were.

        Only for a flow that shows every block as it stands.
        """
        known = len(self) - len(self.front) - sum(len(s.made) - 1 for s in self._stretches)
        self._add_stretches(self._stretches, self._long(known))
        for name in ("_length", "lengths"):
            self.__dict__.pop(name, None)

    def _long(self, first: int) -> Iterator[tuple[int, tuple[Portion, ...]]]:
        """The blocks from `first` on that are several items."""
        starts = self.document.starts
        ranges = [(first, len(starts) - 1)]
        while ranges:
            low, high = ranges.pop()
            if starts[high] - starts[low] <= LONGEST:
                continue  # together they are not as long, and there may be a million of them
            if high - low == 1:
                yield low, self._passages.parted(self._entry(low))
            else:
                middle = (low + high) // 2
                ranges += (middle, high), (low, middle)

    def _unusual(self) -> Iterator[tuple[int, tuple[Portion, ...]]]:
        if self.reading is None:
            yield from self._long(0)
            return
        for entry, shown in enumerate(self.reading):
            if isinstance(shown, Fold):
                if shown.id in self.opened:
                    yield (
                        entry,
                        tuple(
                            part
                            for span in shown.spans
                            for part in self._passages.parted(
                                Passage((Piece(span.start, span.end),))
                            )
                        ),
                    )
                elif not shown.paragraphs:
                    yield entry, ()
            elif shown.pieces[-1].end - shown.pieces[0].start > LONGEST:
                made = self._passages.parted(shown)
                if len(made) != 1:
                    yield entry, made

    def _entry(self, entry: int) -> Passage | Fold:
        if self.reading is not None:
            return self.reading[entry]
        starts = self.document.starts
        return Passage((Piece(starts[entry], starts[entry + 1] - 1),))

    @property
    def _entries(self) -> int:
        return len(self.document.starts) - 1 if self.reading is None else len(self.reading)

    @cached_property
    def _length(self) -> int:
        extra = sum(len(stretch.made) - 1 for stretch in self._stretches)
        return len(self.front) + self._entries + extra

    def __len__(self) -> int:
        return self._length

    def _source(self, index: int) -> Portion:
        """What an item behind the title page shows."""
        at = bisect_right(self._stretches, index, key=lambda stretch: stretch.item) - 1
        if at < 0:
            return Portion(self._entry(index))
        stretch = self._stretches[at]
        behind = index - stretch.item
        if behind < len(stretch.made):
            return stretch.made[behind]
        return Portion(self._entry(stretch.entry + 1 + behind - len(stretch.made)))

    def __getitem__(self, index: int) -> Item:  # type: ignore[override]
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index < len(self.front):
            kind, text = self.front[index]
            return Item(kind, text)
        return self._passages.item(self._source(index - len(self.front)))

    def kind(self, index: int) -> RowKind:
        """The kind of an item, without making it."""
        if index < len(self.front):
            return self.front[index][0]
        return self._passages.kind(self._source(index - len(self.front)).entry)

    def text(self, index: int) -> str:
        """The text of an item, without making it."""
        if index < len(self.front):
            return self.front[index][1]
        return self._passages.text(self._source(index - len(self.front)))

    def plain_text(self, index: int) -> str | None:
        """The text of an item that is a paragraph without marks, quote or list, with a blank row
        above it; None of others.

        For going through all of a long flow without making its items.
        """
        index -= len(self.front)
        at = bisect_right(self._stretches, index, key=lambda stretch: stretch.item) - 1
        if at >= 0:
            stretch = self._stretches[at]
            behind = index - stretch.item - len(stretch.made)
            index = stretch.entry + 1 + behind if behind >= 0 else -1
        return self._plain(index) if index >= 0 else None

    def _plain(self, entry: int) -> str | None:
        if self.reading is None:
            index = entry
        else:
            shown = self.reading[entry]
            if isinstance(shown, Fold) or len(shown.pieces) > 1:
                return None
            start, end, folded = shown.pieces[0]
            index = self._blocks.get(start, -1)
            if folded or index < 0 or self.document.starts[index + 1] != end + 1:
                return None
        block = self.document.blocks[index]
        plain = block.kind is Kind.PARAGRAPH and not (block.marks or block.depth or block.quote)
        if not plain or block.tight:
            return None
        return None if index in self.headings else block.text

    @cached_property
    def _blocks(self) -> dict[int, int]:
        """Where a block starts -> its index."""
        return dict(zip(self.document.starts, range(len(self.document.blocks)), strict=False))

    def item_of(self, offset: int) -> int:
        """Index of the item that shows a logical offset, in it or folded away."""
        if not len(self):
            return 0
        if self.reading is None:
            entry = self.document.position_of(offset).block
        else:
            starts, entries = self._index
            entry = entries[max(0, bisect_right(starts, offset) - 1)] if starts else 0
        at = bisect_right(self._stretches, entry, key=lambda stretch: stretch.entry) - 1
        if at < 0:
            return min(len(self.front) + entry, len(self) - 1)
        stretch = self._stretches[at]
        item = len(self.front) + stretch.item
        if stretch.entry == entry:
            return min(item + self._within(stretch, offset), len(self) - 1)
        return item + len(stretch.made) + entry - stretch.entry - 1

    def _within(self, stretch: _Stretch, offset: int) -> int:
        starts = self._inner_starts.get(stretch.entry)
        if starts is None:
            starts = [self._passages.start(portion) for portion in stretch.made]
            self._inner_starts[stretch.entry] = starts
        return max(0, bisect_right(starts, offset) - 1)

    @cached_property
    def _inner_starts(self) -> dict[int, list[int]]:
        """Entry that is several items -> logical offset of each."""
        return {}

    @cached_property
    def _index(self) -> tuple[list[int], list[int]]:
        """Start of each piece or hidden span in order, and the entry that it is in."""
        pairs = [
            (span[0], entry)
            for entry, shown in enumerate(self.reading or ())
            for span in (shown.spans if isinstance(shown, Fold) else shown.pieces)
        ]
        pairs.sort()
        return [start for start, _ in pairs], [entry for _, entry in pairs]

    def characters(self, first: int, last: int) -> int:
        """About how many characters the items from `first` to before `last` have, cheaply."""
        first, last = max(0, first - len(self.front)), max(0, last - len(self.front))
        if self.reading is None and not self._stretches:
            starts = self.document.starts
            return starts[min(last, len(starts) - 1)] - starts[min(first, len(starts) - 1)]
        return sum(self.lengths[first:last])

    @cached_property
    def lengths(self) -> list[int]:
        """Characters of each item behind the title page, folded pieces as one."""
        if self.reading is None:
            starts = self.document.starts
            found = [end - start - 1 for start, end in pairwise(starts)]
        else:
            found = [length(shown) for shown in self.reading]
        for stretch in reversed(self._stretches):
            found[stretch.entry : stretch.entry + 1] = [
                end - start for _, start, end in stretch.made
            ]
        return found


def flow(
    document: Document,
    reading: Sequence[Passage | Fold] | None = None,
    *,
    opened: Collection[int] = (),
    header: Header | None = None,
    headings: Mapping[int, int] | None = None,
    fold_label: Callable[[Fold], str] = _no_label,
) -> Flow:
    """The items of a reading, as a lazy sequence.

    `opened`: ids of folds that are shown in full. `header`: the title page. `headings`: block
    index -> level (1 to 6) of paragraphs that stand as headings. `fold_label`: what the row of
    a fold says.
    """
    if isinstance(reading, WholeText) and reading.document is document:
        # The same, but for what would be made of every block to find that out.
        reading = None
    return Flow(document, reading, frozenset(opened), header, headings or {}, fold_label)
