"""The text of a document in batches of blocks, which is how it is folded and searched.

A document may have one block of five megabytes or 200,000 of fifty bytes; a batch makes the work
of both fast, and lets a search stop after any of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING

from reader.document import Document, Mark, Span
from reader.search.folds import Folded, Folds

if TYPE_CHECKING:
    from reader.search.readings import Readings

SIZE = 32_768
"""Characters after which a batch is full."""

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
    ) -> None:
        self._folds = folds
        self.first = first
        """Index of its first block."""
        self.start = start
        """Offset of its first character in the logical text."""
        self.texts = texts
        """The texts of its blocks."""
        self.marks = marks
        """The marks of its blocks; empty where the search is over plain texts."""
        self.readings: Readings | None = None
        """How it is read, once a worker has found out."""

    @cached_property
    def source(self) -> str:
        """Its part of the logical text; a newline stands only between two blocks."""
        texts = self.texts
        if any("\n" in text for text in texts):
            texts = [text.replace("\n", INNER) for text in texts]
        return "\n".join(texts)

    @cached_property
    def folded(self) -> Folded:
        """`source`, folded."""
        return self._folds(self.source)

    @cached_property
    def starts(self) -> list[int]:
        """Offset into `source` of each block, and of the end + 1."""
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
        self._blocks = _parts(blocks)
        self._next = (0, 0)
        self._all = False
        self._lock = Lock()

    def __iter__(self) -> Iterator[Chunk]:
        at = 0
        while at < len(self._made) or self._make(at):
            yield self._made[at]
            at += 1

    def around(self, start: int) -> Iterator[Chunk]:
        """All batches: from the one that holds an offset to the last, then from the first."""
        first: list[Chunk] = []
        for chunk in self:
            if chunk.start + chunk.starts[-1] <= start:
                first.append(chunk)
            else:
                yield chunk
        yield from first

    def _make(self, number: int) -> bool:
        """Makes that batch, the next; False where there is none. A worker may be here too."""
        with self._lock:
            return number < len(self._made) or self._make_next()

    def _make_next(self) -> bool:
        if self._all:
            return False
        first, start = self._next
        texts: list[str] = []
        marks: list[Sequence[Mark]] = []
        size = 0
        for text, beside in self._blocks:
            texts.append(text)
            marks.append(beside)
            size += len(text) + 1
            if size >= SIZE:
                break
        else:
            self._all = True
        if texts:
            self._made.append(Chunk(self._folds, first, start, texts, marks))
            self._next = (first + len(texts), start + size)
        return bool(texts)


def _parts(blocks: Document | Sequence[str]) -> Iterator[tuple[str, Sequence[Mark]]]:
    if isinstance(blocks, Document):
        for block in blocks.blocks:
            yield block.text, block.marks
    else:
        for text in blocks:
            yield text, ()
