"""The measured features of every gap between two paragraphs, as rows of numbers.

A row describes the gap before one paragraph: the two paragraphs before it and the two after it
one by one, the cohesion across this gap and its neighbours, and the style of the whole text,
by which a model can tell an essay from a report. No feature says where in the text a gap lies.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.analysis.model.cohesion import cosines, depths, dot, posteriors
from reader.analysis.model.cues import (
    is_polite,
    is_question,
    opening_features,
    sentence_features,
    zone_features,
)
from reader.analysis.model.lanes import Lanes
from reader.analysis.model.profiles import Profile, profiles
from reader.analysis.model.roles import changes
from reader.analysis.model.terms import terms
from reader.analysis.model.vectors import vector_rows

AROUND = (-2, -1, 0, 1)
"""Paragraphs that a row describes, counted from the one after the gap."""
GAPS = (-1, 0, 1)
"""Gaps whose cohesion a row has, counted from its own."""
OUTSIDE = -9.0
"""Stands for every feature of a paragraph or gap that the text does not have."""

Row = list[float]


def gap_rows(
    found: Sequence[Profile],
    title: str,
    extra: tuple[Sequence[Row], Sequence[Row]],
    vectors: Lanes,
) -> Iterator[Row]:
    """One row for each gap, made when it is asked for: for the paragraphs 1, 2, ... of `found`.

    `extra` has more features of each paragraph, and the shares of the roles in it; `vectors` are
    those of terms.
    """
    if len(found) < 2:
        return
    more, roles = extra
    own = [[*row, *add] for row, add in zip(_paragraph_rows(found, title), more, strict=True)]
    cohesion = _cohesion_rows(found, title, vectors)
    for row, add in zip(cohesion, _agreements(roles), strict=True):
        row += add
    style = _style(found)
    no_paragraph = [OUTSIDE] * len(own[0])
    no_gap = [OUTSIDE] * len(cohesion[0])
    for index in range(1, len(found)):
        around: Row = []
        for away in AROUND:
            at = index + away
            around += own[at] if 0 <= at < len(own) else no_paragraph
        for away in GAPS:
            at = index + away
            around += cohesion[at] if 0 < at < len(cohesion) else no_gap
        yield around + style


def gap_columns() -> set[int]:
    """The columns of a row that come from `extra`, and not from what is measured."""
    sample = profiles(["一つ。", "二つ。"])
    learnt = 8
    own = len(_paragraph_rows(sample, "")[0])
    cohesion = len(_cohesion_rows(sample, "", Lanes([""], b"\x80"))[0])
    agreements = len(_agreements([[1.0, 0, 0, 0, 0, 0]])[0])
    columns: set[int] = set()
    at = 0
    for measured, more, times in ((own, learnt, len(AROUND)), (cohesion, agreements, len(GAPS))):
        for _ in range(times):
            columns.update(range(at + measured, at + measured + more))
            at += measured + more
    return columns


def _agreements(roles: Sequence[Row]) -> list[Row]:
    """How alike the roles of the paragraphs on both sides of each gap are."""
    roots = [[math.sqrt(share) for share in row] for row in roles]
    last = len(roles) - 1
    turned = changes(roles)
    rows: list[Row] = [[0.0] * (len(roles[0]) + 6)]
    for at in range(1, len(roles)):
        before, after = roots[at - 1], roots[at]
        rows.append(
            [
                dot(before, after),
                dot(roles[at - 1], roles[at]),
                dot(roots[max(0, at - 2)], after),
                dot(before, roots[min(last, at + 1)]),
                dot(roots[max(0, at - 2)], roots[min(last, at + 1)]),
                turned[at],
                *(b - a for a, b in zip(roles[at - 1], roles[at], strict=True)),
            ]
        )
    return rows


def _paragraph_rows(found: Sequence[Profile], title: str) -> list[Row]:
    mean = sum(one.length for one in found) / len(found) + 1
    titled = set(terms(title))
    seen: set[str] = set()
    rows: list[Row] = []
    for one in found:
        first, last = one.sentences[0], one.sentences[-1]
        again = sum(sentence in seen for sentence in one.sentences) / len(one.sentences)
        torn = float(one.text[:14] in seen)
        seen.update(one.sentences)
        seen.add(one.text[:14])
        rows.append(
            [
                *opening_features(one.text),
                *sentence_features(first, last),
                *zone_features(one.counts, one.first, one.length),
                math.log(one.length + 1),
                math.log((one.length + 1) / mean),
                float(len(one.sentences)),
                math.log(len(first) + 1),
                float(len(one.sentences) == 1 and is_question(last)),
                float(sum(map(is_question, one.sentences))),
                float(len(one.first & titled)),
                again,
                torn,
            ]
        )
    return rows


def _cohesion_rows(found: Sequence[Profile], title: str, vectors: Lanes) -> list[Row]:
    """For each paragraph the features of the gap before it; the first row is not used."""
    frequency = Counter(term for one in found for term in one.counts)
    weights = {term: math.log(1 + len(found) / times) for term, times in frequency.items()}
    repeated = {term for term, times in frequency.items() if times > 1}
    across = cosines([one.counts for one in found], weights, repeated)
    deep = [depths(values) for values in across]
    boundary = posteriors([one.counts for one in found], repeated)
    columns = [*across, *deep, *boundary]
    shifts = _shifts(found, weights, set(terms(title)))
    alike = vector_rows(found, vectors)
    return [
        [*row, *shift, *more]
        for row, shift, more in zip(zip(*columns, strict=True), shifts, alike, strict=True)
    ]


def _shifts(found: Sequence[Profile], weights: dict[str, float], titled: set[str]) -> list[Row]:
    """What a first sentence takes up, and what the paragraphs before it leave behind."""
    sets = [set(one.counts) for one in found]
    nothing: set[str] = set()
    first_seen: dict[str, int] = {}
    seen: set[str] = set()
    rows: list[Row] = []
    for index, one in enumerate(found):
        before = sets[index - 1] if index else nothing
        onset = one.first - before - (sets[index - 2] if index > 1 else nothing)
        size = max(1, len(one.first))
        gone = before - sets[index]
        if index + 1 < len(sets):
            gone -= sets[index + 1]
        returns = (one.first & seen) - before
        rows.append(
            [
                math.fsum(weights[term] for term in onset & _in_two(sets[index : index + 3])),
                len(onset) / size,
                float(len(onset & titled)),
                math.fsum(
                    weights[term] for term in gone & _in_two(sets[max(0, index - 3) : index])
                ),
                len(one.first - seen) / size,
                float(len(found[index - 1].last & one.first)) if index else 0.0,
                math.fsum(weights[term] for term in returns if first_seen[term] < index - 3),
            ]
        )
        for term in sets[index] - seen:
            first_seen[term] = index
        seen |= sets[index]
    return rows


def _in_two(sets: Sequence[set[str]]) -> set[str]:
    """What at least two of up to three sets have."""
    if len(sets) < 2:
        return set()
    one, other, *third = sets
    both = one & other
    return both | (third[0] & (one | other)) if third else both


def _style(found: Sequence[Profile]) -> Row:
    """How the whole text is written."""
    sentences = [sentence for one in found for sentence in one.sentences]
    lengths = [one.length for one in found]
    mean = sum(lengths) / len(lengths)
    words = [term for one in found for term in one.terms]
    letters = max(1, sum(map(len, words)))
    spread = math.sqrt(sum((length - mean) ** 2 for length in lengths) / len(lengths))
    return [
        sum(map(is_polite, sentences)) / len(sentences),
        math.log(mean + 1),
        math.log(1 + sum(map(len, sentences)) / len(sentences)),
        sum(is_question(one.sentences[-1]) for one in found) / len(found),
        sum(length < 60 for length in lengths) / len(lengths),
        sum(len(word) for word in words if "ァ" <= word[0] <= "ヺ") / letters,
        sum(len(word) for word in words if word[0] <= "z") / letters,
        spread / (mean + 1),
        math.log(len(found)),
    ]
