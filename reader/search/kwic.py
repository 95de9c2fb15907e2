"""A match in its surroundings: its sentence, and a little text on both sides (KWIC)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.document import Document, Span
from reader.search.matches import Match
from reader.sentences import sentences

WIDTH = 40
"""Characters of context on each side, unless asked otherwise."""

_AROUND = 2_000
"""Characters of a block on either side of a match in which its sentence is looked for, so that a
block of megabytes costs no more than a paragraph."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A match and what stands around it."""

    match: Match
    sentence: Span
    """The sentence it begins in, in logical offsets; of a code or table block, the line."""
    before: str
    """What precedes it in its sentence, without white space at its start and newlines."""
    text: str
    """What matched, as it stands in the text, newlines as spaces."""
    after: str
    """What follows it in its sentence."""
    block: int
    """Index of the block."""
    line: int
    """Source line of the match, 1-based."""


def context(document: Document, match: Match, width: int = WIDTH) -> Hit:
    """A match in its sentence, with at most `width` characters on each side.

    A match that reaches over the end of its sentence takes in the next ones. Raises nothing for
    spans that lie in the text.
    """
    block, offset = document.position_of(match.start)
    start = document.starts[block]
    end = match.end - start
    text = document.blocks[block].text
    sentence = _sentence(text, offset, end)
    before = text[max(sentence.start, offset - width) : offset]
    after = text[end : min(sentence.end, end + width)]
    return Hit(
        match=match,
        sentence=Span(sentence.start + start, sentence.end + start),
        before=_flat(before).lstrip() if len(before) < width else _flat(before),
        text=_flat(text[offset:end]),
        after=_flat(after).rstrip() if len(after) < width else _flat(after),
        block=block,
        line=document.blocks[block].line_at(offset),
    )


def contexts(document: Document, matches: Iterable[Match], width: int = WIDTH) -> Iterator[Hit]:
    """`context` of each match."""
    return (context(document, match, width) for match in matches)


def _sentence(text: str, start: int, end: int) -> Span:
    """From the start of the sentence that holds `start` to the end of the one that holds the
    match's last character."""
    low = max(0, start - _AROUND)
    high = min(len(text), end + _AROUND)
    first, last = start, end
    for sentence in sentences(text[low:high]):
        begin, stop = sentence.start + low, sentence.end + low
        if begin <= start < stop:
            first = begin
        if begin < end <= stop:
            last = stop
    return Span(first, max(last, end))


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
