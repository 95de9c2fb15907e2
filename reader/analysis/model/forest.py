"""Boosted regression trees, evaluated in plain Python.

All trees are walked at once (QuickScorer, Lucchese et al. 2015): a byte for each tree holds the
leaves that can still be reached, the bytes of all trees lie in one integer, and for each feature
the integer that its value leaves over is found by bisection.

data/forest.bin, little-endian: the number of forests, then for each of them the numbers of its
trees and of its tests; of the tests, by feature and by threshold ascending, all features (2 bytes
each), all thresholds (8), all trees (2) and all bytes of the leaves to the left (1); at last the
8 leaves of each tree (4 each). `benchmarks.train_outline --show` prints it as text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import getitem
from struct import Struct, calcsize, unpack_from

LEAVES = 8
"""Of a tree at most: bits of a byte."""
HEAD = Struct("<II")
"""Trees and tests of a forest."""
_LOWEST = bytes(
    max((bit for bit in range(8) if not byte % (1 << bit)), default=0) for byte in range(256)
)
"""For each byte the place of its lowest bit."""


class Forest:
    """A sum of trees."""

    def __init__(
        self,
        features: Sequence[int],
        thresholds: Sequence[float],
        trees: Sequence[int],
        lefts: Sequence[int],
        leaves: Sequence[float],
    ) -> None:
        """Takes the nodes of all trees in parallel lists, by feature and threshold ascending.

        A row goes left at a node where its feature is at most the threshold; `lefts` has the
        leaves there as bits of a byte. `leaves`: `LEAVES` of each tree, from left to right.
        """
        self.features, self.thresholds = features, thresholds
        self.trees, self.lefts = trees, lefts
        self.leaves = [leaves[at : at + LEAVES] for at in range(0, len(leaves), LEAVES)]
        self._size = len(self.leaves)
        self._full = (1 << 8 * self._size) - 1
        self._steps = self._by_feature()

    def _by_feature(self) -> list[tuple[int, list[float], list[int]]]:
        """For each feature its thresholds, ascending, and what is left when so many are passed."""
        steps: list[tuple[int, list[float], list[int]]] = []
        last, kept = -1, bytearray()
        nodes = zip(self.features, self.thresholds, self.trees, self.lefts, strict=True)
        for feature, threshold, tree, left in nodes:
            if feature != last:
                last, kept = feature, bytearray(b"\xff" * self._size)
                steps.append((feature, [], [self._full]))
            kept[tree] &= 255 ^ left
            steps[-1][1].append(threshold)
            steps[-1][2].append(int.from_bytes(kept, "little"))
        return steps

    def score(self, row: Sequence[float]) -> float:
        """The sum of the trees for one row of features."""
        reachable = self._full
        for column, thresholds, kept in self._steps:
            passed = bisect_left(thresholds, row[column])
            if passed:
                reachable &= kept[passed]
        exits = reachable.to_bytes(self._size, "little").translate(_LOWEST)
        return sum(map(getitem, self.leaves, exits))


def read_forests(data: bytes) -> list[Forest]:
    """The forests of a file as described above. Raises struct.error where it is cut short."""
    forests: list[Forest] = []
    (count,) = unpack_from("<I", data)
    at = 4
    for _ in range(count):
        trees, tests = HEAD.unpack_from(data, at)
        at += HEAD.size
        columns = []
        for layout in (f"<{tests}H", f"<{tests}d", f"<{tests}H", f"<{tests}B"):
            columns.append(unpack_from(layout, data, at))
            at += calcsize(layout)
        layout = f"<{trees * LEAVES}f"
        leaves = unpack_from(layout, data, at)
        at += calcsize(layout)
        features, thresholds, of_tree, lefts = columns
        forests.append(Forest(features, thresholds, of_tree, lefts, leaves))
    return forests
