"""Boosted regression trees, evaluated in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forest:
    """A sum of trees whose nodes lie in four parallel lists.

    A node whose `feature` is negative is a leaf and its `value` what the tree adds; at others
    a row goes to `left` where its feature is at most `value`, else to the node after `left`.
    """

    base: float
    roots: Sequence[int]
    feature: Sequence[int]
    value: Sequence[float]
    left: Sequence[int]

    def score(self, row: Sequence[float]) -> float:
        """The sum of the trees for one row of features."""
        feature, value, left = self.feature, self.value, self.left
        total = self.base
        for node in self.roots:
            column = feature[node]
            while column >= 0:
                node = left[node] if row[column] <= value[node] else left[node] + 1
                column = feature[node]
            total += value[node]
        return total
