"""The sentences of a post in reading order, and the characters (字) before each offset.

Every place is an offset into the logical text. A sentence of a paragraph that the file has torn
apart stands in two places and has two spans.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.book.offset_index import OffsetIndex
from reader.document import (
    Document,
    Fold,
    Passage,
    Piece,
    ReadingOrder,
    Span,
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
    """Index into `SentenceOrder.items`."""
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


class SentenceOrder(OffsetIndex):
    """A reading order, indexed by offset, with its sentences and character counts."""

    _cumulative: Sequence[int] | None

    def __init__(
        self, document: Document, reading: ReadingOrder, opened: Collection[int] = ()
    ) -> None:
        """`opened`: ids of the folds that are shown open."""
        super().__init__(document, reading, opened)
        self._cumulative = document.characters if self._whole else None
        self._sentences = lru_cache(maxsize=256)(self._find_sentences)

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
        """The sentence `count` sentences on, or back where negative; the last or first sentence
        of the post if there are fewer."""
        for _ in range(abs(count)):
            following = self._neighbour(sentence, 1 if count > 0 else -1)
            if following is None:
                break
            sentence = following
        return sentence

    def text_of(self, sentence: Sentence) -> str:
        """A sentence as it stands in the text."""
        return "".join(self.document.part(start, end) for start, end in sentence.spans)

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
    def counts(self) -> Sequence[int] | None:
        """字 before each item and in all; None until they are counted."""
        return self._cumulative

    def take_counts(self, counts: Sequence[int]) -> None:
        """Set `counts`, as another process counted them for the same reading order. Raises
        ValueError for another number of items."""
        if len(counts) != len(self.items) + 1:
            raise ValueError("counts of another reading")
        self._cumulative = counts

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

    def _count(self, piece: Piece, end: int) -> int:
        """字 of a piece up to an offset; of a very long one about as many, by length."""
        if end - piece.start > _LONG:
            return end - piece.start
        return count_characters(self.text_of_piece(Piece(piece.start, end)))

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
            text += "\n" if piece.folded else self.text_of_piece(piece)
        return [Sentence(item, _spans(runs, a, b)) for a, b in sentences(text)]

    def _in_window(self, item: int, piece: Piece, window: int) -> list[Sentence]:
        low = max(0, (window - 1) * _AROUND)
        high = min(piece.end, piece.start + (window + 2) * _AROUND)
        text = self.text_of_piece(Piece(piece.start + low, high))
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
