"""How much there is to read, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

from reader.analysis.repeats.fold import Folding, Repeat, fold
from reader.analysis.repeats.sentence_table import is_separator
from reader.document import PACE, Document, Fold, Kind, ReadingOrder

_PARAGRAPHS = frozenset({Kind.PARAGRAPH, Kind.QUOTE})
"""Kinds that are counted as paragraphs."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What `--stats` says of a post's text."""

    characters: int
    """字 of the whole text: all but white space."""
    characters_unique: int
    """字 that are shown when repeats are folded."""
    repeated_share: float
    """The folded part of all characters, 0 to 1, to two places."""
    minutes: float
    """Reading time of what is shown, to one place."""
    minutes_stated: float | None
    """As the post's front matter has it."""
    paragraphs: int
    """Paragraphs that are shown; two joined halves are one."""
    controls_removed: int
    """Control characters and escape sequences neutralised at load."""
    repeats: tuple[Repeat, ...]


def measure_post(
    document: Document, folding: Folding | None = None, *, pace: float = PACE
) -> Statistics:
    """Counts a post; `folding` saves finding its repeats again, `pace` is in 字 a minute."""
    folding = fold(document) if folding is None else folding
    everything, unique = folding.characters, folding.characters_unique
    return Statistics(
        everything,
        unique,
        round(1 - unique / everything, 2) if everything else 0.0,
        minutes(unique, pace),
        document.minutes_stated,
        paragraphs(document, folding.reading_order),
        document.controls_removed,
        folding.repeats,
    )


def minutes(characters: int, pace: float = PACE) -> float:
    """Reading time of so many 字 in minutes, to one place.

    >>> minutes(6360)
    12.7
    """
    return round(characters / pace, 1)


def paragraphs(document: Document, reading: ReadingOrder) -> int:
    """How many paragraphs a reading shows."""
    count = 0
    for entry in reading:
        if isinstance(entry, Fold):
            continue
        shown = next((piece for piece in entry.pieces if not piece.folded), None)
        if shown is None:
            continue
        block = document.blocks[document.position_of(shown.start).block]
        line = block.tight and document.format == "markdown"
        count += block.kind in _PARAGRAPHS and not line and not is_separator(block)
    return count
