"""Many blocks in little room: the text of some hundred in one string, a block made when asked for.

A block of a hundred characters costs half a kilobyte as an object, and a file of 100 MB has
130,000 of them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from reader.document import Block, Kind, Mark, count_characters
from reader.lazy_sequence import LazySequence


class Slab:
    """Some blocks that follow one another; never changed."""

    __slots__ = ("characters", "ends", "numbers", "odd", "offsets", "places", "starts", "text")

    def __init__(self, blocks: Sequence[Block]) -> None:
        texts = [block.text for block in blocks]
        self.text = "\n".join(texts)
        """Their texts, joined by one newline."""
        self.starts = array("I", accumulate((len(text) + 1 for text in texts), initial=0))
        """Offset into `text` of each block, and of the end + 1."""
        self.characters = array("I", map(count_characters, texts))
        """字 of each block."""
        self.ends = array("I", [block.end_line for block in blocks])
        self.places = array("I", accumulate((len(block.lines) for block in blocks), initial=0))
        self.offsets = array("I", [offset for block in blocks for offset, _ in block.lines])
        self.numbers = array("I", [number for block in blocks for _, number in block.lines])
        odd = {index: _more(block) for index, block in enumerate(blocks)}
        self.odd = {index: more for index, more in odd.items() if more != _PLAIN}
        """What is more than a plain paragraph."""

    def __len__(self) -> int:
        return len(self.ends)

    def block(self, index: int) -> Block:
        """One of the blocks."""
        kind, level, marks, label, depth, quote, tight = self.odd.get(index, _PLAIN)
        low, high = self.places[index], self.places[index + 1]
        lines = tuple(zip(self.offsets[low:high], self.numbers[low:high], strict=True))
        text = self.text[self.starts[index] : self.starts[index + 1] - 1]
        return Block(kind, text, level, marks, lines, self.ends[index], label, depth, quote, tight)


GIANT = 1 << 15
"""Characters of a block that takes a while to be cut out."""
_More = tuple[Kind, int, tuple[Mark, ...], str, int, int, bool]
_PLAIN: _More = (Kind.PARAGRAPH, 0, (), "", 0, 0, False)


def _more(block: Block) -> _More:
    """What a block has besides its text and places."""
    label, depth, quote, tight = block.label, block.depth, block.quote, block.tight
    return block.kind, block.level, block.marks, label, depth, quote, tight


class Blocks(LazySequence[Block]):
    """Blocks in slabs; more may be added at the end, by one thread while others read."""

    def __init__(self) -> None:
        self.starts = array("Q", [0])
        """Offset into the logical text of each block, and of the end + 1."""
        self.characters = array("Q", [0])
        """字 before each block, and in all."""
        self._slabs: list[Slab] = []
        self._last: tuple[int, Block] | None = None
        self._giant: tuple[int, Block] | None = None
        """The block last asked for, and the last very long one: it is not to be cut out again and
        again."""
        self._firsts: list[int] = []
        """Index of the first block of each slab."""

    def add(self, slab: Slab) -> None:
        """Put blocks behind those that are there."""
        if not len(slab):
            return
        base, counted = self.starts[-1], self.characters[-1]
        self._slabs.append(slab)
        self._firsts.append(len(self))
        self.characters += array("Q", list(accumulate(slab.characters, initial=counted))[1:])
        # Last, because the number of blocks is taken from it.
        self.starts += array("Q", [base + start for start in slab.starts[1:]])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def make(self, index: int) -> Block:
        """One of the blocks."""
        for kept in (self._last, self._giant):
            if kept is not None and kept[0] == index:
                return kept[1]
        number = bisect_right(self._firsts, index) - 1
        block = self._slabs[number].block(index - self._firsts[number])
        self._last = index, block
        if len(block.text) > GIANT:
            self._giant = self._last
        return block

    def __iter__(self) -> Iterator[Block]:
        for slab in self._slabs:
            yield from map(slab.block, range(len(slab)))

    def texts(self) -> Iterator[str]:
        """The text of each slab: joined by newlines they are the logical text."""
        return (slab.text for slab in self._slabs)

    def part(self, start: int, end: int) -> str:
        """A range of the logical text."""
        end = min(end, self.starts[-1] - 1)
        if start >= end:
            return ""
        number = bisect_right(self._firsts, bisect_right(self.starts, start) - 1) - 1
        found: list[str] = []
        while number < len(self._slabs):
            base = self.starts[self._firsts[number]]
            if base >= end:
                break
            text = self._slabs[number].text
            found.append(text[max(0, start - base) : end - base])
            if end - base > len(text):
                found.append("\n")
            number += 1
        return "".join(found)
