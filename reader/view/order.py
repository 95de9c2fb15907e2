"""The post in the order in which it is read: sentences, paragraphs and how far one has come.

Nothing here knows Textual. Every place is an offset into the logical text; a sentence that a
torn paragraph spreads over two places has two spans.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.document import (
    Document,
    Fold,
    Passage,
    Piece,
    Reading,
    Span,
    Whole,
    count_characters,
)
from reader.sentences import sentences

_LONG = 20_000
"""Characters above which a paragraph's sentences are looked for around one place only."""
_AROUND = 4_000
"""How far around, in characters."""


class Sentence(NamedTuple):
    """One sentence as it is shown."""

    item: int
    """Index into `Order.items`."""
    spans: tuple[Span, ...]
    """Where it stands in the logical text; more than one span where the file had torn it."""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    def covers(self, offset: int) -> bool:
        """Whether the character at that offset belongs to the sentence."""
        return any(span.start <= offset < span.end for span in self.spans)


class Order:
    """A reading, indexed by offset."""

    def __init__(self, document: Document, reading: Reading, opened: Collection[int] = ()) -> None:
        """`opened`: ids of the folds that are shown open."""
        self.document = document
        self._starts: list[int] = []
        self._owners: list[int] = []
        self._cumulative: Sequence[int] | None = None
        self._sentences = lru_cache(maxsize=256)(self._find_sentences)
        self.items: Sequence[Passage | Fold] = reading
        self._whole = isinstance(reading, Whole)
        if self._whole:
            self._cumulative = document.characters
        else:
            self._index(reading, opened)

    def _index(self, reading: Reading, opened: Collection[int]) -> None:
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

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset, or else the first that begins after it."""
        item = self.item_at(offset)
        if self.shown(item):
            for found in self._around(item, offset):
                if found.covers(offset) or found.start >= offset:
                    return found
        return self._first_from(item + 1, 1)

    def sentence_from(self, offset: int) -> Sentence | None:
        """The first sentence that begins at an offset or after it, in reading order."""
        item = self.item_at(offset)
        if self.shown(item):
            for found in self._around(item, offset):
                if found.start >= offset:
                    return found
        return self._first_from(item + 1, 1)

    def step(self, sentence: Sentence, count: int) -> Sentence:
        """The sentence `count` further on, or back; the outermost one where there are fewer."""
        for _ in range(abs(count)):
            following = self._neighbour(sentence, 1 if count > 0 else -1)
            if following is None:
                break
            sentence = following
        return sentence

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
        """Where the first item starts that shows text and lies in none of some spans, which
        ascend and do not overlap; None where there is none."""
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
        """An item behind all that a span and those next to it hold, where items are in order."""
        if not self._whole:
            return 0
        end = spans[at].end
        while at + 1 < len(spans) and spans[at + 1].start <= end + 1:
            at += 1
            end = spans[at].end
        return self.item_at(end)

    def text_of(self, sentence: Sentence) -> str:
        """A sentence as it stands in the text."""
        return "".join(self.document.part(start, end) for start, end in sentence.spans)

    def paragraph_text(self, item: int) -> str:
        """What an item shows, as plain text."""
        entry = self.items[item]
        if isinstance(entry, Fold):
            return ""
        return "".join(self._piece(piece) for piece in entry.pieces if not piece.folded)

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
                    self._piece(Piece(max(a, low), max(min(b, high), a, low)))
                    for a, b, folded in entry.pieces
                    if not folded and b > low and a < high
                )
            )
        return "\n".join(lines)

    # -- how far -----------------------------------------------------------------------------

    def count(self) -> None:
        """Count the characters of every paragraph; `read` is exact from then on."""
        if self._whole and self.document.characters is not None:
            return
        total = 0
        cumulative = [0]
        for item in range(len(self.items)):
            total += count_characters(self.paragraph_text(item))
            cumulative.append(total)
        self._cumulative = cumulative

    @property
    def counted(self) -> bool:
        """Whether `characters_before` and `total` are exact."""
        return self._cumulative is not None and self.document.complete

    @property
    def total(self) -> int:
        """字 of all that is shown; an estimate until `count` has run."""
        if self._cumulative is not None:
            return int(self._cumulative[-1] / self.document.share)
        return max(0, self.document.starts[-1] - len(self.document.blocks))

    def about_before(self, offset: int) -> int:
        """字 before the item of an offset, which costs less than counting into it."""
        if self._cumulative is None or not self.items:
            return self.characters_before(offset)
        return self._cumulative[self.item_at(offset)]

    def characters_before(self, offset: int) -> int:
        """字 that are read before an offset; an estimate until `count` has run."""
        if not self.items:
            return 0
        item = self.item_at(offset)
        if self._cumulative is None:
            return min(offset, self.total)
        done = self._cumulative[item]
        entry = self.items[item]
        if isinstance(entry, Fold):
            return done
        for piece in entry.pieces:
            # The line break behind a piece belongs to its end.
            inside = piece.start <= offset <= piece.end
            if not piece.folded:
                done += self._count(piece, offset if inside else piece.end)
            if inside:
                break
        # A length stands for the count of a very long piece, and must not pass the next item's.
        return min(done, self._cumulative[item + 1])

    # -- inside ------------------------------------------------------------------------------

    def _piece(self, piece: Piece) -> str:
        """The text of a piece, out of its block: the whole logical text need not be joined."""
        block, offset = self.document.position_of(piece.start)
        return self.document.blocks[block].text[offset : offset + piece.end - piece.start]

    def _count(self, piece: Piece, end: int) -> int:
        """字 of a piece up to an offset; of a very long one about as many, by length."""
        if end - piece.start > _LONG:
            return end - piece.start
        return count_characters(self._piece(Piece(piece.start, end)))

    def _neighbour(self, sentence: Sentence, direction: int) -> Sentence | None:
        found = self._around(sentence.item, sentence.start)
        at = next((i for i, one in enumerate(found) if one.start == sentence.start), None)
        if at is not None and 0 <= at + direction < len(found):
            return found[at + direction]
        return self._first_from(sentence.item + direction, direction)

    def _first_from(self, item: int, direction: int) -> Sentence | None:
        """The first (or last) sentence of the nearest item with text in that direction."""
        while 0 <= item < len(self.items):
            if self.shown(item):
                edge = self.start_of(item) if direction > 0 else self._last_offset(item)
                found = self._around(item, edge)
                if found:
                    return found[0] if direction > 0 else found[-1]
            item += direction
        return None

    def _last_offset(self, item: int) -> int:
        entry = self.items[item]
        assert isinstance(entry, Passage)
        return max(entry.pieces[-1].end - 1, entry.pieces[-1].start)

    def _around(self, item: int, offset: int) -> list[Sentence]:
        """The sentences of an item; of a very long one, those near an offset."""
        entry = self.items[item]
        assert isinstance(entry, Passage)
        if len(entry.pieces) == 1 and entry.pieces[0].end - entry.pieces[0].start > _LONG:
            return self._sentences(item, max(0, offset - entry.pieces[0].start) // _AROUND)
        return self._sentences(item, -1)

    def _find_sentences(self, item: int, window: int) -> list[Sentence]:
        entry = self.items[item]
        assert isinstance(entry, Passage)
        if window >= 0:
            return self._in_window(item, entry.pieces[0], window)
        text = ""
        runs: list[tuple[int, int]] = []
        for piece in entry.pieces:
            runs.append((len(text), piece.start))
            # A folded run parts sentences: what stands before it and after it are two.
            text += "\n" if piece.folded else self._piece(piece)
        return [Sentence(item, _spans(runs, a, b)) for a, b in sentences(text)]

    def _in_window(self, item: int, piece: Piece, window: int) -> list[Sentence]:
        low = max(0, (window - 1) * _AROUND)
        high = min(piece.end, piece.start + (window + 2) * _AROUND)
        text = self._piece(Piece(piece.start + low, high))
        found = sentences(text)
        # The first is cut at its head unless the window starts where the paragraph does.
        first = 1 if low and len(found) > 1 else 0
        base = piece.start + low
        return [Sentence(item, (Span(base + a, base + b),)) for a, b in found[first:]]


def _spans(runs: list[tuple[int, int]], start: int, end: int) -> tuple[Span, ...]:
    """A range of an item's shown text as spans of the logical text."""
    spans = []
    for (at, source), (following, _) in zip(runs, [*runs[1:], (end, 0)], strict=True):
        low, high = max(start, at), min(end, following)
        if low < high:
            spans.append(Span(source + low - at, source + high - at))
    return tuple(spans)
