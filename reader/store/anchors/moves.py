"""Text that was moved: what is gone from one place and new in another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from reader.document import Span
from reader.store.anchors.lcs import CommonRun, match_characters

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。．！？!?\n]+[。．！？!?]*")
_SHORTEST = 4
"""Characters below which a piece proves nothing."""
_ALIKE = 0.5
"""Share of neighbouring pairs of characters that a moved piece and its image have in common."""
_CLEARLY = 0.1
"""By how much the best image must be better than the next, where neither is an equal."""
_WORK = 20_000_000
"""Product of lengths of what is gone and what is new, beyond which only equals are looked for."""


@dataclass(frozen=True, slots=True)
class MovedPiece:
    """A paragraph or a sentence of one of the texts."""

    span: Span
    text: str


class _Likeness(NamedTuple):
    value: float
    """0 to 1; 1 for equals."""
    gone: int
    new: int
    """Indexes of the pieces."""


def find_moves(old: str, new: str, gone: list[Span], fresh: list[Span]) -> list[CommonRun]:
    """The runs of old text among `gone` that stand among `fresh` in the new text."""
    found: list[CommonRun] = []
    for pattern in (_PARAGRAPH, _SENTENCE):
        if not gone or not fresh:
            break
        pairs = _pairs(_pieces(old, gone, pattern), _pieces(new, fresh, pattern))
        for left, right in pairs:
            found.extend(
                CommonRun(run.old + left.start, run.new + right.start, run.size)
                for run in match_characters(old[slice(*left)], new[slice(*right)])
            )
        gone = _without(gone, [left for left, _ in pairs])
        fresh = _without(fresh, [right for _, right in pairs])
    return found


def _pairs(gone: list[MovedPiece], fresh: list[MovedPiece]) -> list[tuple[Span, Span]]:
    """Which piece became which, the most alike first; each is taken once."""
    alike = _equals(gone, fresh)
    if sum(len(p.text) for p in gone) * sum(len(p.text) for p in fresh) <= _WORK:
        alike += _similar(gone, fresh, {item.gone for item in alike})
    taken_gone: set[int] = set()
    taken_new: set[int] = set()
    found: list[tuple[Span, Span]] = []
    for item in sorted(alike, key=lambda item: (-item.value, item.gone, item.new)):
        if item.gone not in taken_gone and item.new not in taken_new:
            taken_gone.add(item.gone)
            taken_new.add(item.new)
            found.append((gone[item.gone].span, fresh[item.new].span))
    return found


def _equals(gone: list[MovedPiece], fresh: list[MovedPiece]) -> list[_Likeness]:
    """Equal pieces, in order where a text stands more than once."""
    places: dict[str, list[int]] = {}
    for index, piece in enumerate(fresh):
        places.setdefault(piece.text, []).append(index)
    found: list[_Likeness] = []
    for index, piece in enumerate(gone):
        if left := places.get(piece.text):
            found.append(_Likeness(1.0, index, left.pop(0)))
    return found


def _similar(gone: list[MovedPiece], fresh: list[MovedPiece], settled: set[int]) -> list[_Likeness]:
    """For each piece its one clear likeness among what is new, if it has one."""
    found: list[_Likeness] = []
    images = [_neighbours(piece.text) for piece in fresh]
    for index, piece in enumerate(gone):
        if index in settled:
            continue
        mine = _neighbours(piece.text)
        ranked = sorted(
            (_Likeness(_dice(mine, image), index, place) for place, image in enumerate(images)),
            key=lambda likeness: (-likeness.value, likeness.new),
        )[:2]
        clear = (
            len(ranked) < 2
            or ranked[0].value - ranked[1].value >= _CLEARLY
            or fresh[ranked[0].new].text == fresh[ranked[1].new].text
        )
        if ranked and ranked[0].value >= _ALIKE and clear:
            found.append(ranked[0])
    return found


def _neighbours(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text."""
    return set(map(str.__add__, text, text[1:]))


def _dice(one: set[str], other: set[str]) -> float:
    total = len(one) + len(other)
    if not total or 2 * min(len(one), len(other)) < _ALIKE * total:
        return 0.0
    return 2 * len(one & other) / total


def _pieces(text: str, spans: list[Span], pattern: re.Pattern[str]) -> list[MovedPiece]:
    found: list[MovedPiece] = []
    for start, end in spans:
        for match in pattern.finditer(text, start, end):
            piece = match.group()
            if len(piece.strip()) >= _SHORTEST:
                found.append(MovedPiece(Span(*match.span()), piece))
    return found


def _without(spans: list[Span], taken: list[Span]) -> list[Span]:
    """Spans less what was taken out of them."""
    found: list[Span] = []
    left = sorted(taken, reverse=True)
    for start, end in spans:
        while left and left[-1].end <= end:
            low, high = left.pop()
            if low > start:
                found.append(Span(start, low))
            start = high
        if end > start:
            found.append(Span(start, end))
    return found
