"""The text of a document in batches of blocks, which is how it is folded and searched.

A document may have one block of five megabytes or 200,000 of fifty bytes; a batch makes the work
of both fast, and lets a search stop after any of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from reader.document import Document, Span
from reader.search.folds import Folded, Folds

SIZE = 32_768
"""Characters after which a batch is full."""

_INNER = "\v"
"""Stands for a newline inside a block, so that newlines only part blocks; folds to a space."""


class Chunk:
    """Some neighbouring blocks."""

    def __init__(self, folds: Folds, first: int, start: int, texts: Sequence[str]) -> None:
        self._folds = folds
        self.first = first
        """Index of its first block."""
        self.start = start
        """Offset of its first character in the logical text."""
        self.texts = texts
        """The texts of its blocks."""

    @cached_property
    def source(self) -> str:
        """Its part of the logical text; a newline stands only between two blocks."""
        texts = self.texts
        if any("\n" in text for text in texts):
            texts = [text.replace("\n", _INNER) for text in texts]
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
        self._texts = _texts(blocks)
        self._next = (0, 0)
        self._all = False

    def __iter__(self) -> Iterator[Chunk]:
        at = 0
        while at < len(self._made) or self._make():
            yield self._made[at]
            at += 1

    def _make(self) -> bool:
        """Makes one more batch; False where there is none."""
        if self._all:
            return False
        first, start = self._next
        texts: list[str] = []
        size = 0
        for text in self._texts:
            texts.append(text)
            size += len(text) + 1
            if size >= SIZE:
                break
        else:
            self._all = True
        if texts:
            self._made.append(Chunk(self._folds, first, start, texts))
            self._next = (first + len(texts), start + size)
        return bool(texts)


def _texts(blocks: Document | Sequence[str]) -> Iterator[str]:
    if isinstance(blocks, Document):
        for block in blocks.blocks:
            yield block.text
    else:
        yield from blocks
