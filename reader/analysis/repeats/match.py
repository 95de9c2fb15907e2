"""Which sentences of a post stand earlier in it to the letter.

A whole sentence is found by its key. A sentence that a cut has left without its end, or that
starts in the middle, is found where its neighbour's copy goes on, else among the sorted keys, so
that nothing here grows faster than n log n.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reader.analysis.repeats.copies import TORN, Matches, beside_separator, is_cut
from reader.analysis.repeats.sentence_table import Sentences

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
        and sentences.kind(cut) in TORN
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
        if found.known(index) or index in found.completed or sentences.kind(index) not in TORN:
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
