"""What paragraphs are about, compared by which words keep company, not by the words themselves.

Every term has a vector in a space of a few dimensions that was made from how often terms stand
in one paragraph (positive pointwise mutual information, singular value decomposition; Deerwester
et al. 1990, Levy & Goldberg 2014) by `benchmarks.train_outline`; a paragraph has the sum of its
terms'. Two sides of a gap can so be alike that share no term.

data/vectors.bin: zlib; the terms one a line in ascending order, a zero byte, then for each term
one byte a dimension, 128 being 0; a rare term has a longer vector than a common one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from reader.analysis.model.cohesion import across, depths, dot
from reader.analysis.model.lanes import Lanes, lanes_of
from reader.analysis.model.profiles import Profile

_FILE = Path(__file__).parents[1] / "data" / "vectors.bin"
_WIDTHS = (1, 2)
"""Paragraphs on either side of a gap that are compared."""
_OFTEN = (2, 3, 4, 6, 9)
"""A term that stands so many times in a paragraph counts half a time more: about 1 + log."""


@cache
def table() -> Lanes:
    """The vectors of terms."""
    import zlib

    names, _, rows = zlib.decompress(_FILE.read_bytes()).partition(b"\0")
    return Lanes(names.decode("utf-8").split("\n"), rows)


def vector_rows(found: Sequence[Profile], terms: Lanes) -> list[list[float]]:
    """For each paragraph how alike the sides of the gap before it are; the first is not used.

    The cosines at each width, as they are and with what the whole text is about taken away; the
    depths of the first and of the last of them.
    """
    vectors = [_vector(one.counts, terms) for one in found]
    mean = [sum(column) / len(found) for column in zip(*vectors, strict=True)]
    reach = 2 * _WIDTHS[-1]
    raw = [
        [dot(one, other) for other in vectors[at : at + reach]] for at, one in enumerate(vectors)
    ]
    along = [dot(one, mean) for one in vectors]
    square = dot(mean, mean)
    own = [
        [value - along[at] - along[at + away] + square for away, value in enumerate(row)]
        for at, row in enumerate(raw)
    ]
    columns = [*across(raw, _WIDTHS), *across(own, _WIDTHS)]
    columns += [depths(columns[0]), depths(columns[-1])]
    return [list(row) for row in zip(*columns, strict=True)]


def _vector(counts: Counter[str], terms: Lanes) -> tuple[int, ...]:
    total = 2 * terms.total(counts)
    many = list(counts)
    for least in _OFTEN:
        many = [term for term in many if counts[term] >= least]
        total += terms.total(many)
    return lanes_of(total, terms.count)
