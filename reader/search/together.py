"""Matches of several terms that stand together in a sentence or a paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby

from reader.document import Span
from reader.search.chunks import Chunk
from reader.search.matches import Match, united
from reader.sentences import sentences


def together(
    chunk: Chunk, wanted: Sequence[Sequence[Match]], unwanted: Sequence[Sequence[Match]]
) -> list[Match]:
    """The places of all wanted words within each paragraph, else within each sentence, that has
    every wanted word and no unwanted one.

    One list of ascending spans a word, all in offsets into `chunk.source`.
    """
    if len(wanted) == 1 and not any(unwanted):
        return list(wanted[0])
    found: list[Match] = []
    for block, span in _blocks(chunk, min(wanted, key=len)):
        if _fits(span, wanted, unwanted):
            found += _inside(span, wanted)
        elif all(_within(span, places) for places in wanted):
            for sentence in sentences(chunk.texts[block]):
                part = Span(sentence.start + span.start, sentence.end + span.start)
                if _fits(part, wanted, unwanted):
                    found += _inside(part, wanted)
    return united(found)


def _blocks(chunk: Chunk, rarest: Sequence[Match]) -> Iterable[tuple[int, Span]]:
    """Each block in which the rarest word stands."""
    for place, _ in groupby(rarest, key=lambda match: chunk.block_at(match.start)):
        yield place


def _within(span: Span, places: Sequence[Match]) -> Sequence[Match]:
    """The places inside a span."""
    first = bisect_left(places, (span.start, 0))
    last = bisect_left(places, (span.end, 0), first)
    return [place for place in places[first:last] if place.end <= span.end]


def _fits(
    span: Span, wanted: Sequence[Sequence[Match]], unwanted: Sequence[Sequence[Match]]
) -> bool:
    return all(_within(span, places) for places in wanted) and not any(
        _within(span, places) for places in unwanted
    )


def _inside(span: Span, wanted: Sequence[Sequence[Match]]) -> list[Match]:
    return [place for places in wanted for place in _within(span, places)]
