"""What is known of the copies in a post: sources, completions, and what a block looks like."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from reader.analysis.repeats.sentence_table import Sentences
from reader.document import Kind
from reader.patterns import pattern

TORN = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.NOTE})
"""Kinds whose text a cut may have parted."""
_MAY_GO_ON = pattern(r"(?:[、，,：（(「『・ーァ-ヶ]|[がをもの])$")
"""Endings after which a short line is cut, not a heading."""
LONGEST_HEADLINE = 50


@dataclass
class Matches:
    """What stands earlier, and what completes a sentence that was cut."""

    sentences: Sentences
    source: list[int] = field(default_factory=list)
    """For each sentence the offset into `joined` of its earlier copy, -1 where there is none."""
    completes: dict[int, tuple[int, int]] = field(default_factory=dict)
    """A sentence that starts with the end of a cut one which stands elsewhere -> that one, and
    how many characters of the key they share."""

    completed: set[int] = field(default_factory=set)
    """The cut sentences that are completed."""
    seams: set[int] = field(default_factory=set)
    """Sentences that stand right before and right after a separator, whatever their length."""

    @cached_property
    def ordered(self) -> list[str]:
        """All keys, sorted, each once."""
        return sorted(self.first)

    @cached_property
    def reversed(self) -> list[str]:
        """All keys written backwards, sorted."""
        return sorted(key[::-1] for key in self.first)

    @cached_property
    def first(self) -> dict[str, int]:
        """The first sentence that has each key."""
        keys = self.sentences.keys
        return {keys[index]: index for index in range(len(keys) - 1, -1, -1)}

    @cached_property
    def seam_offsets(self) -> list[int]:
        """Where in `joined` separators stand, ascending."""
        sentences = self.sentences
        return sorted(
            sentences.at[sentences.of_block[block].start] for block in sentences.separators
        )

    def crosses_last_seam(self, index: int, source: int) -> bool:
        """Whether a copy of a sentence would reach over the separator just before it."""
        seams = self.seam_offsets
        last = bisect_right(seams, self.sentences.at[index]) - 1
        return last >= 0 and source < seams[last] < source + len(self.sentences.keys[index])

    def complete(self, later: int, cut: int, shared: int) -> None:
        """Notes what completes a cut sentence; the first to be found does."""
        if later not in self.completes and cut not in self.completed:
            self.completes[later] = (cut, shared)
            self.completed.add(cut)

    def known(self, index: int) -> bool:
        """Whether a sentence stands earlier as a whole."""
        return self.source[index] >= 0

    def end_of_source(self, index: int) -> int:
        """Where the earlier copy of a sentence ends in `joined`, -1 without one."""
        return self.source[index] + len(self.sentences.keys[index]) if self.known(index) else -1


def beside_separator(sentences: Sentences, index: int) -> bool:
    """Whether the block of a sentence stands beside a separator or at an end of the post."""
    block = sentences.all[index].block
    last = len(sentences.of_block) - 1
    return (
        block in (0, last) or block - 1 in sentences.separators or block + 1 in sentences.separators
    )


def is_headline(sentences: Sentences, block: int) -> bool:
    """Whether a block is a heading, or one short line that is no sentence.

    A line right before a separator is none: there is nothing that it could head.
    """
    inside = sentences.of_block[block]
    if sentences.document.blocks[block].kind is Kind.HEADING:
        return True
    if block + 1 in sentences.separators:
        return False
    return (
        len(inside) == 1
        and len(sentences.keys[inside.start]) <= LONGEST_HEADLINE
        and sentences.is_open(inside.start)
        and not _MAY_GO_ON.search(sentences.keys[inside.start])
    )


def is_cut(sentences: Sentences, index: int) -> bool:
    """Whether a sentence that ends a block without a full stop was cut off there."""
    return (
        sentences.is_open(index)
        and sentences.kind(index) in TORN
        and not is_headline(sentences, sentences.all[index].block)
    )
