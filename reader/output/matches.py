"""The matches of a search, each in its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.analysis import Outline
from reader.document import Document, Fold, ReadingOrder, Span
from reader.output.colors import FILE, LINE, MATCH, painted
from reader.search import Match
from reader.sentences import sentences

CONTEXT = 200
"""Characters at most that stand before and after a match."""


class PrintedMatch(NamedTuple):
    """A match with what is around it."""

    line: int
    """1-based source line."""
    start: int
    end: int
    """Offsets into the logical text."""
    text: str
    before: str
    after: str
    """The rest of the sentence, at most CONTEXT characters of it."""
    section: str
    """Id of the section; "" before the first one."""


def hits(document: Document, outline: Outline, found: Sequence[Match]) -> Iterator[PrintedMatch]:
    """The matches with their sentence and section."""

    @lru_cache(maxsize=4)
    def bounds(block: int) -> list[Span]:
        return sentences(document.blocks[block].text)

    for start, end in found:
        block, offset = document.position_of(start)
        text = document.blocks[block].text
        stop = offset + end - start
        low, high = _around(bounds(block), offset, stop)
        section = outline.at(start)
        yield PrintedMatch(
            document.blocks[block].line_at(offset),
            start,
            end,
            text[offset:stop],
            text[max(low, offset - CONTEXT) : offset],
            text[stop : min(high, stop + CONTEXT)],
            section.id if section else "",
        )


def _around(spans: Sequence[Span], start: int, end: int) -> tuple[int, int]:
    """The sentences that a range lies in, from the start of its first to the end of its last."""
    first = bisect_right(spans, start, key=lambda span: span.start) - 1
    last = bisect_right(spans, max(start, end - 1), key=lambda span: span.start) - 1
    low = spans[first].start if first >= 0 else 0
    high = max(spans[last].end, end) if last >= 0 else end
    return low, high


def shown_only(found: Sequence[Match], reading: ReadingOrder) -> list[Match]:
    """The matches that stand in shown text, without those in folded repeats."""
    spans = sorted(_hidden(reading))
    starts = [span[0] for span in spans]

    def hidden(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < spans[at][1]

    return [match for match in found if not hidden(match.start)]


def _hidden(reading: ReadingOrder) -> Iterator[tuple[int, int]]:
    for entry in reading:
        if isinstance(entry, Fold):
            yield from entry.spans
        else:
            yield from ((piece.start, piece.end) for piece in entry.pieces if piece.folded)


def lines(
    found: Iterator[PrintedMatch], outline: Outline, *, source: str = "", color: bool = False
) -> Iterator[str]:
    """One line a match, as grep gives them; `source` stands before each where it is not ""."""
    titles = {section.id: section.mark + section.title for section in outline.sections}
    for hit in found:
        place = f"{hit.section} {titles[hit.section]}" if hit.section else ""
        words = [
            painted(source, FILE) + ":" if color and source else source and f"{source}:",
            painted(str(hit.line), LINE) if color else str(hit.line),
            f": [{place}] " if place else ": ",
            hit.before.replace("\n", " ").lstrip(),
            painted(hit.text, MATCH) if color else hit.text,
            hit.after.replace("\n", " ").rstrip(),
        ]
        yield "".join(words).replace("\t", " ")


def as_value(hit: PrintedMatch, source: str = "") -> Mapping[str, object]:
    """One entry of `--search --json`; with a `source` where several files are searched."""
    value: dict[str, object] = hit._asdict()
    return {"source": source, **value} if source else value
