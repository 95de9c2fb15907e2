"""How well two sides of a gap between paragraphs hold together, from their terms alone.

Block cosine with depth (Hearst 1997) and the posterior of a boundary under a model that gives
every section a vocabulary of its own (Utiyama & Isahara 2001, with a Dirichlet prior as in
Eisenstein & Barzilay 2008). Every paragraph looks a bounded number of paragraphs around, so the
cost grows with the length of the text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

WIDTHS = (1, 2, 4)
"""Paragraphs on either side of a gap that are compared."""
_REACH = 20
"""Paragraphs of a section at most, for the posterior."""
_PRIOR = 0.2
"""Pseudo-count of every term in a section's vocabulary."""
_TEMPERATURES = ((1.0, -8.0), (4.0, -3.0))
"""(what log likelihoods are divided by, log prior of a section)."""


def cosines(paragraphs: Sequence[Counter[str]], weights: dict[str, float]) -> list[list[float]]:
    """For each width, the cosine across the gap before each paragraph; 0 before the first."""
    count = len(paragraphs)
    vectors = [
        {term: (1 + math.log(times)) * weights[term] for term, times in terms.items()}
        for terms in paragraphs
    ]
    reach = 2 * WIDTHS[-1]
    dots = [[0.0] * reach for _ in range(count)]
    for index, vector in enumerate(vectors):
        items = list(vector.items())
        dots[index][0] = sum(weight * weight for _, weight in items)
        shared = [(term, weight) for term, weight in items if weights[term] < weights[""]]
        for away in range(1, min(reach, count - index)):
            other = vectors[index + away]
            dots[index][away] = sum(w * other[term] for term, w in shared if term in other)
    return [[0.0, *(_across(dots, gap, width) for gap in range(1, count))] for width in WIDTHS]


def _across(dots: Sequence[Sequence[float]], gap: int, width: int) -> float:
    left = range(max(0, gap - width), gap)
    right = range(gap, min(len(dots), gap + width))
    dot = sum(dots[a][b - a] for a in left for b in right)
    if not dot:
        return 0.0
    return dot / math.sqrt(_norm(dots, left) * _norm(dots, right))


def _norm(dots: Sequence[Sequence[float]], block: range) -> float:
    return sum(dots[a][b - a] * (1 if a == b else 2) for a in block for b in range(a, block.stop))


def depths(values: Sequence[float]) -> list[float]:
    """How deep each gap's cosine lies below the peaks within three gaps on both sides."""
    result = [0.0]
    for gap in range(1, len(values)):
        here = values[gap]
        left = max(values[max(1, gap - 3) : gap], default=here)
        right = max(values[gap + 1 : gap + 4], default=here)
        result.append(left - here + right - here)
    return result


def posteriors(paragraphs: Sequence[Sequence[str]], repeated: set[str]) -> list[list[float]]:
    """For each temperature, the posterior that a section begins with each paragraph."""
    likelihoods = _likelihoods(paragraphs, repeated)
    return [_posterior(likelihoods, scale, prior) for scale, prior in _TEMPERATURES]


def _likelihoods(paragraphs: Sequence[Sequence[str]], repeated: set[str]) -> list[list[float]]:
    """[start][length - 1] -> log likelihood of that run as one section.

    Terms that stand once in the text add the same to every division of it.
    """
    vocabulary = len({term for terms in paragraphs for term in terms})
    mass = _PRIOR * max(vocabulary, 1)
    kept = [[term for term in terms if term in repeated] for terms in paragraphs]
    base = math.log(_PRIOR)
    logs = [
        math.log(_PRIOR + times) for times in range(1 + max(map(len, kept), default=0) * _REACH)
    ]
    table: list[list[float]] = []
    for start in range(len(paragraphs)):
        counts: dict[str, int] = {}
        value = 0.0
        total = 0
        row: list[float] = []
        for index in range(start, min(len(paragraphs), start + _REACH)):
            for term in kept[index]:
                times = counts.get(term, 0)
                value += logs[times]
                counts[term] = times + 1
            value += base * (len(paragraphs[index]) - len(kept[index]))
            total += len(paragraphs[index])
            row.append(value - math.lgamma(mass + total) + math.lgamma(mass))
        table.append(row)
    return table


def _posterior(likelihoods: Sequence[Sequence[float]], scale: float, prior: float) -> list[float]:
    count = len(likelihoods)
    scaled = [[value / scale + prior for value in row] for row in likelihoods]
    forward = [0.0]
    for end in range(1, count + 1):
        values = [
            forward[start] + scaled[start][end - start - 1]
            for start in range(max(0, end - _REACH), end)
        ]
        forward.append(_log_sum(values))
    backward = [0.0] * (count + 1)
    for start in range(count - 1, -1, -1):
        values = [backward[start + 1 + n] + value for n, value in enumerate(scaled[start])]
        backward[start] = _log_sum(values)
    total = forward[count]
    return [
        0.0 if not gap else math.exp(min(0.0, forward[gap] + backward[gap] - total))
        for gap in range(count)
    ]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values if value > top - 40))
