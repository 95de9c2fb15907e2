"""The text of a document in chunks of neighbouring blocks, which are folded and searched whole.

A document may have a single block of five megabytes or 200,000 blocks of fifty bytes; chunks make
the search of both fast, and a search can stop after any chunk.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from reader.document import Block, Document, Mark, Span
from reader.lazy_sequence import LazySequence
from reader.search.folds import Folded, Folds

if TYPE_CHECKING:
    from reader.search.sound.readings import Readings

T = TypeVar("T")

SIZE = 8_192
"""Characters after which a chunk is full: a chunk is searched in less time than a key may wait,
even for a single letter that thousands of words begin with."""

INNER = "\v"
"""Stands for a newline inside a block, so that newlines only part blocks; folds to a space."""


class Chunk:
    """Some neighbouring blocks."""

    def __init__(
        self,
        folds: Folds,
        first: int,
        start: int,
        texts: Sequence[str],
        marks: Sequence[Sequence[Mark]] = (),
        *,
        length: int | None = None,
    ) -> None:
        self._folds = folds
        self.first = first
        """Index of its first block."""
        self.start = start
        """Offset of its first character in the logical text."""
        self.end = start + (sum(len(text) + 1 for text in texts) if length is None else length)
        """Offset of the first character of the next batch, where there is one."""
        self.texts = texts
        """The texts of its blocks."""
        self.marks = marks
        """The marks of its blocks; empty where the search is over plain texts."""
        self._source: str | None = None
        self._folded: Folded | None = None
        self.readings: Readings | None = None
        """How it is read, once a worker has found out."""

    @property
    def source(self) -> str:
        """Its part of the logical text; a newline stands only between two blocks."""
        if self._source is None:
            self._source = self._joined()
        return self._source

    def forget_source(self) -> None:
        """Give the room of `source` back; it is made anew where it is asked for."""
        self._source = None

    def _joined(self) -> str:
        texts = self.texts
        if isinstance(texts, _Texts) and (joined := texts.joined()) is not None:
            return joined
        if any("\n" in text for text in texts):
            texts = [text.replace("\n", INNER) for text in texts]
        return "\n".join(texts)

    @property
    def folded(self) -> Folded:
        """`source`, folded."""
        # Not by `cached_property`, whose lock makes the screen wait for the worker.
        if self._folded is None:
            self._folded = self._folds(self.source)
        return self._folded

    @cached_property
    def starts(self) -> list[int]:
        """Offset into `source` of each block, and of the end + 1."""
        if isinstance(self.texts, _Texts):
            return self.texts.starts()
        return list(accumulate((len(text) + 1 for text in self.texts), initial=0))

    def block_at(self, offset: int) -> tuple[int, Span]:
        """Which of `texts` holds an offset into `source`, and that block's span in `source`."""
        block = bisect_right(self.starts, offset) - 1
        return block, Span(self.starts[block], self.starts[block + 1] - 1)


class Chunks:
    """All batches of a document, made when they are asked for."""

    def __init__(self, blocks: Document | Sequence[str], folds: Folds) -> None:
        self._folds = folds
        self._made: list[Chunk] = []
        self._document = blocks if isinstance(blocks, Document) else None
        self._texts = () if isinstance(blocks, Document) else blocks
        self._next = (0, 0)
        self._lock = Lock()

    def __iter__(self) -> Iterator[Chunk]:
        at = 0
        while at < len(self._made) or self._make(at):
            chunk = self._made[at]
            yield chunk
            at += 1
            if self._document is not None:
                # Its text is in the document too, and seldom wanted again.
                chunk.forget_source()

    def around(self, start: int) -> Iterator[Chunk]:
        """All batches: from the one that holds an offset to the last, then from the first."""
        first: list[Chunk] = []
        for chunk in self:
            if chunk.end <= start:
                first.append(chunk)
            else:
                yield chunk
        yield from first

    def _make(self, number: int) -> bool:
        """Makes that batch, the next; False where there is none. A worker may be here too."""
        with self._lock:
            return number < len(self._made) or self._make_next()

    def _make_next(self) -> bool:
        made = self._of_texts() if self._document is None else self._of_document(self._document)
        if made is not None:
            self._made.append(made)
        return made is not None

    def _of_document(self, document: Document) -> Chunk | None:
        """The next blocks of a document; None where there are no more, or not yet."""
        first, starts = self._next[0], document.starts
        known = len(starts) - 1
        if first >= known:
            return None
        last = min(known, bisect_right(starts, starts[first] + SIZE - 1, first + 1))
        self._next = (last, 0)
        blocks = document.blocks
        texts, marks = _Texts(document, first, last), _Marks(blocks, first, last)
        length = starts[last] - starts[first]
        return Chunk(self._folds, first, starts[first], texts, marks, length=length)

    def _of_texts(self) -> Chunk | None:
        first, start = self._next
        last, size = first, 0
        while last < len(self._texts) and size < SIZE:
            size += len(self._texts[last]) + 1
            last += 1
        self._next = (last, start + size)
        texts = self._texts[first:last]
        return Chunk(self._folds, first, start, texts, length=size) if size else None


class _BlockSequence(LazySequence[T]):
    """A property of neighbouring blocks, made from the document when it is asked for."""

    def __init__(self, blocks: Sequence[Block], first: int, last: int) -> None:
        self._blocks, self._first, self._last = blocks, first, last

    def __len__(self) -> int:
        return self._last - self._first

    def make(self, index: int) -> T:
        return self._of(self._blocks[self._first + index])

    @staticmethod
    def _of(block: Block) -> T:
        raise NotImplementedError


class _Texts(_BlockSequence[str]):
    def __init__(self, document: Document, first: int, last: int) -> None:
        super().__init__(document.blocks, first, last)
        self._document = document

    def joined(self) -> str | None:
        """The texts joined by newlines, without making the blocks; None if a text has newlines."""
        starts = self._document.starts
        text = self._document.part(starts[self._first], starts[self._last] - 1)
        return text if text.count("\n") == len(self) - 1 else None

    def starts(self) -> list[int]:
        """Offset of each text from the first, and of the end + 1."""
        found = self._document.starts[self._first : self._last + 1]
        return [start - found[0] for start in found]

    @staticmethod
    def _of(block: Block) -> str:
        return block.text


class _Marks(_BlockSequence["Sequence[Mark]"]):
    @staticmethod
    def _of(block: Block) -> Sequence[Mark]:
        return block.marks
