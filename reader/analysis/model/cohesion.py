"""How well two sides of a gap between paragraphs hold together, from their terms alone.

Block cosine with depth (Hearst 1997) and the posterior of a boundary under a model that gives
every section a vocabulary of its own (Utiyama & Isahara 2001, with a Dirichlet prior as in
Eisenstein & Barzilay 2008). Every paragraph looks a bounded number of paragraphs around, so the
cost grows with the length of the text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import add, mul

WIDTHS = (1, 2, 4)
"""Paragraphs on either side of a gap that are compared."""
_NONE = 1e-9
"""A product that is only what rounding left over."""
_REACH = 20
"""Paragraphs of a section at most, for the posterior."""
_PRIOR = 0.2
"""Pseudo-count of every term in a section's vocabulary."""
_TEMPERATURES = ((1.0, -8.0), (4.0, -3.0))
"""(what log likelihoods are divided by, log prior of a section)."""


def cosines(
    paragraphs: Sequence[Counter[str]], weights: dict[str, float], repeated: set[str]
) -> list[list[float]]:
    """For each width, the cosine across the gap before each paragraph; 0 before the first.

    `repeated` are the terms that more than one paragraph has.
    """
    vectors = [
        {
            term: weights[term] if times == 1 else (1 + math.log(times)) * weights[term]
            for term, times in terms.items()
        }
        for terms in paragraphs
    ]
    reach = 2 * WIDTHS[-1]
    dots = [[dot(one.values(), one.values())] + [0.0] * (reach - 1) for one in vectors]
    places: dict[str, list[tuple[int, float]]] = {term: [] for term in repeated}
    for index, vector in enumerate(vectors):
        for term, weight in vector.items():
            if term not in repeated:
                continue
            before = places[term]
            for at, other in reversed(before):
                if index - at >= reach:
                    break
                dots[at][index - at] += weight * other
            before.append((index, weight))
    return across(dots, WIDTHS)


def across(dots: Sequence[Sequence[float]], widths: Sequence[int]) -> list[list[float]]:
    """For each width, the cosine of so many paragraphs on both sides of the gap before each.

    `dots` has for each paragraph its products with itself and with those after it. The product
    of a run of paragraphs with itself comes from those of the runs one shorter; that of two
    neighbours with one another is half of what they have together and not alone.
    """
    count = len(dots)
    own = [[0.0] * (count + 1), [row[0] for row in dots]]
    for size in range(2, 2 * widths[-1] + 1):
        inner, last = own[-2:]
        own.append(
            [
                last[at] + last[at + 1] - inner[at + 1] + 2 * dots[at][size - 1]
                for at in range(count - size + 1)
            ]
        )
    columns: list[list[float]] = []
    for width in widths:
        column = [0.0]
        for gap in range(1, count):
            left, right = max(0, gap - width), min(count, gap + width)
            one, other = own[gap - left][left], own[right - gap][gap]
            product = (own[right - left][left] - one - other) / 2
            norms = one * other
            column.append(product / math.sqrt(norms) if norms > 0 and abs(product) > _NONE else 0.0)
        columns.append(column)
    return columns


def dot(one: Iterable[float], other: Iterable[float]) -> float:
    """The product of two vectors."""
    product: float = sum(map(mul, one, other))
    return product


def depths(values: Sequence[float]) -> list[float]:
    """How deep each gap's cosine lies below the peaks within three gaps on both sides."""
    result = [0.0]
    for gap in range(1, len(values)):
        here = values[gap]
        left = max(values[max(1, gap - 3) : gap], default=here)
        right = max(values[gap + 1 : gap + 4], default=here)
        result.append(left - here + right - here)
    return result


def posteriors(paragraphs: Sequence[Counter[str]], repeated: set[str]) -> list[list[float]]:
    """For each temperature, the posterior that a section begins with each paragraph."""
    likelihoods = _likelihoods(paragraphs, repeated)
    return [_posterior(likelihoods, scale, prior) for scale, prior in _TEMPERATURES]


def _likelihoods(paragraphs: Sequence[Counter[str]], repeated: set[str]) -> list[list[float]]:
    """[end][n] -> log likelihood of that paragraph and the n before it as one section.

    Terms that stand once in the text add the same to every division of it.
    """
    totals = [terms.total() for terms in paragraphs]
    mass = _PRIOR * max(len(set().union(*paragraphs)), 1)
    table: list[list[float]] = []
    sums: list[float] = []
    for end, gains in enumerate(_gains(paragraphs, repeated, totals)):
        sums = [0.0, *sums[: _REACH - 1]]
        sums = [value + gain for value, gain in zip(sums, gains, strict=True)]
        sizes = accumulate(reversed(totals[end + 1 - len(sums) : end + 1]), initial=mass)
        next(sizes)
        none = [math.lgamma(mass) - math.lgamma(size) for size in sizes]
        table.append(list(map(add, sums, none)))
    return table


def _gains(
    paragraphs: Sequence[Counter[str]], repeated: set[str], totals: Sequence[int]
) -> Iterator[list[float]]:
    """For each paragraph and each n: what it adds to a section that has the n before it.

    A term weighs more where it stands in one of those too; between two paragraphs that have it
    nothing changes, so only those are looked at.
    """
    base = math.log(_PRIOR)
    most = max((sum(totals[at : at + _REACH]) for at in range(len(totals))), default=0)
    rising = [0.0, *accumulate(math.log(_PRIOR + times) for times in range(most))]
    places: dict[str, list[tuple[int, int]]] = {}
    for end, terms in enumerate(paragraphs):
        steps = [0.0] * min(end + 1, _REACH)
        steps[0] = base * totals[end]
        for term, times in terms.items():
            if term not in repeated:
                continue
            before = places.setdefault(term, [])
            change = rising[times]
            steps[0] += change - base * times
            count = 0
            for at, more in reversed(before):
                if end - at >= _REACH:
                    break
                count += more
                gain = rising[count + times] - rising[count]
                steps[end - at] += gain - change
                change = gain
            before.append((end, times))
        yield list(accumulate(steps))


def _posterior(likelihoods: Sequence[Sequence[float]], scale: float, prior: float) -> list[float]:
    """The posterior by the forward-backward algorithm, in logarithms."""
    count = len(likelihoods)
    scaled = [[value / scale + prior for value in row] for row in likelihoods]
    forward = [0.0]
    for row in scaled:
        forward.append(_log_sum(list(map(add, reversed(forward), row))))
    backward = [0.0] * (count + 1)
    for start in range(count - 1, -1, -1):
        runs = range(min(count - start, _REACH))
        backward[start] = _log_sum([backward[start + n + 1] + scaled[start + n][n] for n in runs])
    total = forward[count]
    return [
        0.0 if not gap else math.exp(min(0.0, forward[gap] + backward[gap] - total))
        for gap in range(count)
    ]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum([math.exp(value - top) for value in values]))
