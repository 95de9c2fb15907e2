"""Boosted regression trees, evaluated in plain Python.

All trees are walked at once (QuickScorer, Lucchese et al. 2015): a byte for each tree holds the
leaves that can still be reached, the bytes of all trees lie in one integer, and for each feature
the integer that its value leaves over is found by bisection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import getitem
from typing import NamedTuple

_LEAVES = 8
"""Of a tree at most: bits of a byte."""
_LOWEST = bytes(
    max((bit for bit in range(8) if not byte % (1 << bit)), default=0) for byte in range(256)
)
"""For each byte the place of its lowest bit."""


class _Test(NamedTuple):
    """A node: a row goes left where its feature is at most the threshold."""

    feature: int
    threshold: float
    left: int
    """The leaves to the left of it, as bits among those of all trees."""


class Forest:
    """A sum of trees."""

    def __init__(
        self,
        base: float,
        roots: Sequence[int],
        feature: Sequence[int],
        value: Sequence[float],
        left: Sequence[int],
    ) -> None:
        """Takes the nodes of all trees in parallel lists.

        A node whose `feature` is negative is a leaf and its `value` what the tree adds; at others
        a row goes to `left` where its feature is at most `value`, else to the node after `left`.
        """
        self._base = base
        self._full = (1 << 8 * len(roots)) - 1
        self._size = len(roots)
        self._leaves: list[list[float]] = []
        tests: list[_Test] = []
        for tree, root in enumerate(roots):
            leaves: list[float] = []
            self._walk(root, (feature, value, left), leaves, tests, 8 * tree)
            self._leaves.append(leaves)
        self._steps = list(self._by_feature(tests))

    def _walk(
        self,
        node: int,
        nodes: tuple[Sequence[int], Sequence[float], Sequence[int]],
        leaves: list[float],
        tests: list[_Test],
        place: int,
    ) -> None:
        """Collects the leaves from left to right and the tests of one tree."""
        feature, value, left = nodes
        if feature[node] < 0:
            leaves.append(value[node])
            return
        first = len(leaves)
        self._walk(left[node], nodes, leaves, tests, place)
        below = (1 << len(leaves)) - (1 << first)
        tests.append(_Test(feature[node], value[node], below << place))
        self._walk(left[node] + 1, nodes, leaves, tests, place)

    def _by_feature(self, tests: Sequence[_Test]) -> list[tuple[int, list[float], list[int]]]:
        """For each feature its thresholds, ascending, and what is left when so many are passed."""
        steps: dict[int, tuple[list[float], list[int]]] = {}
        for column, threshold, left in sorted(tests):
            thresholds, kept = steps.setdefault(column, ([], [self._full]))
            thresholds.append(threshold)
            kept.append(kept[-1] & ~left)
        return [(column, thresholds, kept) for column, (thresholds, kept) in steps.items()]

    def score(self, row: Sequence[float]) -> float:
        """The sum of the trees for one row of features."""
        reachable = self._full
        for column, thresholds, kept in self._steps:
            passed = bisect_left(thresholds, row[column])
            if passed:
                reachable &= kept[passed]
        exits = reachable.to_bytes(self._size, "little").translate(_LOWEST)
        return self._base + sum(map(getitem, self._leaves, exits))
