"""Which sentences of a post stand earlier in it to the letter.

A whole sentence is found by its key. A sentence that a cut has left without its end, or that
starts in the middle, is found where its neighbour's copy goes on, else among the sorted keys, so
that nothing here grows faster than n log n.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from reader.analysis.repeats_sentences import Sentences
from reader.document import Kind

_TORN = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.NOTE})
"""Kinds whose text a cut may have parted."""
ALONE = 20
"""字 of a torn sentence that is known without a neighbour that stands earlier too."""
OVERLAP = 8
"""字 that both sides of a cut share where the second restarts before the cut."""
_ECHO = 30
"""字 that both sides of a separator share where nothing was cut."""
_REACH = 1000
"""字 before a cut in which such a restart is looked for."""
_SHORTEST = 4
"""字 of a torn sentence between separators."""
_MAY_GO_ON = re.compile(r"(?:[、，,：（(「『・ーァ-ヶ]|[がをもの])$")
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


def match(sentences: Sentences) -> Matches:
    """Finds for each sentence an earlier copy."""
    found = Matches(sentences, [-1] * len(sentences.keys))
    _whole_sentences(found)
    _seams(found)
    _restarts(found)
    _torn_alone(found)
    _without_chance(found)
    return found


def _whole_sentences(found: Matches) -> None:
    """Sentences whose key stands earlier, or which go on where the last one's copy goes on."""
    sentences, source = found.sentences, found.source
    joined, at = sentences.joined, sentences.at
    seen: dict[str, int] = {}
    goes_on = -1
    for index, key in enumerate(sentences.keys):
        here = at[index]
        if (
            goes_on >= 0
            and goes_on + len(key) <= here
            and joined.startswith(key, goes_on)
            and not found.crosses_last_seam(index, goes_on)
        ):
            source[index] = goes_on
            seen.setdefault(key, here)
        elif key in seen:
            source[index] = seen[key]
        else:
            seen[key] = here
            if goes_on >= 0:
                _complete(found, index, goes_on)
            goes_on = -1
            continue
        goes_on = source[index] + len(key)


def _complete(found: Matches, index: int, goes_on: int) -> None:
    """Notes that a sentence completes the cut one which stands where it should go on."""
    sentences = found.sentences
    cut = sentences.holding(goes_on)
    if (
        cut < index
        and sentences.at[cut] == goes_on
        and sentences.keys[index].startswith(sentences.keys[cut])
        and sentences.is_open(cut)
        and not found.known(cut)
        and sentences.kind(cut) in _TORN
    ):
        found.complete(index, cut, len(sentences.keys[cut]))


def _seams(found: Matches) -> None:
    """Text after a separator that starts with the last words before it."""
    sentences = found.sentences
    for block in sentences.separators:
        if block + 1 >= len(sentences.of_block) or not sentences.of_block[block + 1]:
            continue
        first = sentences.of_block[block + 1].start
        if not first or sentences.all[first - 1].block < 0:
            continue
        _overlap(found, first, OVERLAP if is_cut(sentences, first - 1) else _ECHO)


def _overlap(found: Matches, first: int, least: int) -> None:
    """Notes that the text from a sentence on starts with `least` or more of what ends before it."""
    sentences = found.sentences
    joined, here = sentences.joined, sentences.at[first]
    head = joined[here : here + least]
    start = joined.find(head, max(0, here - _REACH), here)
    while start >= 0 and not joined.startswith(joined[start:here], here):
        start = joined.find(head, start + 1, here)
    if start < 0 or start + least > here:
        return
    index = first
    while sentences.at[index + 1] - here <= here - start:
        if not found.known(index):
            found.source[index] = start + sentences.at[index] - here
        found.seams.add(index)
        index += 1
        if index == len(sentences.all):
            return
    shared = here - start - (sentences.at[index] - here)
    if shared and not found.known(index) and not found.known(first - 1):
        found.complete(index, first - 1, shared)


def _without_chance(found: Matches) -> None:
    """Takes back copies that reach over a separator into text that is itself a copy.

    Such a sentence is made of two that only chance has set side by side; were it hidden, its end
    might stand nowhere else.
    """
    sentences = found.sentences
    seams = found.seam_offsets
    for index in range(len(found.source)):
        if not found.known(index) or not seams:
            continue
        place = bisect_right(seams, found.source[index])
        if place < len(seams) and seams[place] < found.end_of_source(index):
            after = sentences.holding(seams[place])
            if found.known(after) or after in found.completes:
                found.source[index] = -1
                found.seams.discard(index)


def _restarts(found: Matches) -> None:
    """Sentences that open a block and are the end of the one before the next one's copy."""
    sentences, source = found.sentences, found.source
    for index in range(len(source) - 2, -1, -1):
        if source[index] < 0 and source[index + 1] >= 0 and sentences.is_first(index):
            key = sentences.keys[index]
            start = source[index + 1] - len(key)
            if start >= 0 and sentences.joined.startswith(key, start):
                source[index] = start


def _torn_alone(found: Matches) -> None:
    """Torn sentences that no neighbour leads to."""
    sentences = found.sentences
    for index in range(len(sentences.keys)):
        if found.known(index) or index in found.completed or sentences.kind(index) not in _TORN:
            continue
        if sentences.is_open(index):
            _cut_alone(found, index)
        if not found.known(index) and sentences.is_first(index):
            _restarted_alone(found, index)


def _cut_alone(found: Matches, index: int) -> None:
    """A sentence without its end: known if an earlier one starts so, else maybe completed."""
    sentences = found.sentences
    key = sentences.keys[index]
    if len(key) < (_SHORTEST if beside_separator(sentences, index) else ALONE):
        return
    place = bisect_left(found.ordered, key) + 1
    for longer in found.ordered[place : place + 4]:
        if not longer.startswith(key):
            return
        other = found.first[longer]
        if other < index:
            found.source[index] = sentences.at[other]
            return
        sure = ALONE if other != index + 1 else OVERLAP
        if (
            len(key) >= sure
            and is_cut(sentences, index)
            and not found.known(other)
            and other not in found.completes
        ):
            found.complete(other, index, len(key))
            return


def _restarted_alone(found: Matches, index: int) -> None:
    """A sentence without its beginning: known if an earlier one ends so."""
    sentences = found.sentences
    key = sentences.keys[index]
    if len(key) < ALONE:
        return
    backwards = key[::-1]
    place = bisect_left(found.reversed, backwards) + 1
    for longer in found.reversed[place : place + 4]:
        if not longer.startswith(backwards):
            return
        other = found.first[longer[::-1]]
        if other < index:
            found.source[index] = sentences.at[other + 1] - len(key)
            return


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
        and sentences.kind(index) in _TORN
        and not is_headline(sentences, sentences.all[index].block)
    )
