"""Repeated passages, folded away; the halves of cut ones, joined.

The text is shown once, at the place of its first copy and as complete as any copy has it.
Folded are runs of sentences that stand earlier to the letter, of 60 字 or more, and whole
paragraphs of them. What stands nowhere else is never folded.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.analysis.repeats.assembly import assemble
from reader.analysis.repeats.copies import Matches
from reader.analysis.repeats.match import match
from reader.analysis.repeats.plan import Plan, plan
from reader.analysis.repeats.sentence_table import Sentences
from reader.document import Document, Fold, ReadingOrder, count_characters, whole_text


@dataclass(frozen=True, slots=True)
class Repeat:
    """A stretch of hidden text, and where it stands first."""

    start: int
    end: int
    """Offsets into the logical text."""
    of: int
    """Offset into the logical text of the first copy; -1 where that is the title."""
    line: int
    end_line: int
    """Source lines of the stretch, 1-based."""
    of_line: int
    """Source line of the first copy; 1 for the title."""
    characters: int
    """字 that are hidden."""
    kind: str
    """"exact": the same paragraphs; "reflowed": the same text in other paragraphs; "cut": it
    starts or stops inside a sentence."""


@dataclass(frozen=True, slots=True)
class Folding:
    """A post without its repeats."""

    reading_order: ReadingOrder
    repeats: tuple[Repeat, ...]
    """In the order in which they stand."""
    characters: int
    """字 of the whole post."""
    characters_unique: int
    """字 that are shown."""


def fold(document: Document) -> Folding:
    """Folds what stands earlier in the post, and joins what was cut."""
    sentences = Sentences(document)
    matches = match(sentences)
    planned = plan(matches)
    characters = count_characters(document.text)
    if not planned.changes:
        return Folding(whole_text(document), (), characters, characters)
    reading = assemble(sentences, planned)
    return Folding(
        reading, _repeats(matches, planned), characters, shown_characters(document, reading)
    )


def shown_characters(document: Document, reading: ReadingOrder) -> int:
    """字 of a reading that are not folded."""
    text = document.text
    return sum(
        count_characters(text[piece.start : piece.end])
        for entry in reading
        if not isinstance(entry, Fold)
        for piece in entry.pieces
        if not piece.folded
    )


def _repeats(matches: Matches, planned: Plan) -> tuple[Repeat, ...]:
    """The hidden stretches, each of which stands in one stretch earlier."""
    found: list[Repeat] = []
    run: list[int] = []
    goes_on = -1
    for index in sorted(planned.hidden):
        if run and (index != run[-1] + 1 or matches.source[index] != goes_on):
            found.append(_repeat(matches, run))
            run = []
        run.append(index)
        goes_on = matches.end_of_source(index)
    if run:
        found.append(_repeat(matches, run))
    return tuple(found)


def _repeat(matches: Matches, run: list[int]) -> Repeat:
    sentences = matches.sentences
    document = sentences.document
    start, end = sentences.all[run[0]].start, sentences.all[run[-1]].end
    of = sentences.logical(matches.source[run[0]])
    return Repeat(
        start,
        end,
        of,
        document.line_of(start),
        document.line_of(max(start, end - 1)),
        1 if of < 0 else document.line_of(of),
        sum(len(sentences.keys[index]) for index in run),
        _kind(matches, run),
    )


def _kind(matches: Matches, run: list[int]) -> str:
    sentences = matches.sentences
    begin = matches.source[run[0]]
    end = matches.end_of_source(run[-1])
    first, last = sentences.holding(begin), sentences.holding(end - 1)
    if sentences.at[first] != begin or sentences.at[last + 1] != end:
        return "cut"
    shape = [sentences.all[index].block - sentences.all[run[0]].block for index in run]
    other = [
        sentences.all[index].block - sentences.all[first].block for index in range(first, last + 1)
    ]
    return "exact" if shape == other else "reflowed"
