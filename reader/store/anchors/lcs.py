"""Longest common subsequences: of characters by bits, of long units by their weight."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class CommonRun(NamedTuple):
    """A run of characters that an old and a new text have in common."""

    old: int
    new: int
    """Offsets where it starts."""
    size: int
    """Characters."""


MOST = 400_000_000
"""Product of lengths up to which texts are compared character by character (50 MB of rows)."""
_LANDMARK = 16
"""Characters of a string by which a place in a long text is known again."""
_ADJACENT = 4
"""What a pair of units gains where the pair before it is matched too, in characters: of two
alignments of the same length the one in longer runs is right."""
_COMMON = 256
"""A unit that could be paired in more ways than this says nothing about its place."""


def match_characters(old: str, new: str) -> list[CommonRun]:
    """The runs of one longest common subsequence, ascending.

    What the two have in common at their ends is part of one. Where the product of the lengths
    goes beyond MOST, strings that stand once in both texts are matched first, and what lies
    between two of them is compared; what is still too long has nothing in common.
    """
    head = common_prefix(old, new)
    tail = common_prefix(old[head:][::-1], new[head:][::-1])
    runs = [CommonRun(0, 0, head)] if head else []
    inner = _within_bounds(old[head : len(old) - tail], new[head : len(new) - tail])
    runs += [CommonRun(run.old + head, run.new + head, run.size) for run in inner]
    if tail:
        runs.append(CommonRun(len(old) - tail, len(new) - tail, tail))
    return _gathered(_adjoined(runs), old, new)


def _within_bounds(old: str, new: str) -> list[CommonRun]:
    """The runs of what differs, by parts where the whole would take too much."""
    if len(old) * len(new) <= MOST:
        return _match(old, new)
    pairs = _landmarks(old, new)
    runs: list[CommonRun] = []
    i = j = 0
    for a, b in [*pairs, (len(old), len(new))] if pairs else ():
        gap = match_characters(old[i:a], new[j:b])
        runs += [CommonRun(run.old + i, run.new + j, run.size) for run in gap]
        if a < len(old):
            runs.append(CommonRun(a, b, _LANDMARK))
        i, j = a + _LANDMARK, b + _LANDMARK
    return runs


def _landmarks(old: str, new: str) -> list[tuple[int, int]]:
    """Where strings of _LANDMARK characters stand that both texts have once: offsets into each,
    ascending in both, no two overlapping (patience diff, on characters)."""
    places = {
        old[at : at + _LANDMARK]: [at, 0, -1, 0]
        for at in range(0, len(old) - _LANDMARK + 1, _LANDMARK)
    }
    for at in range(len(old) - _LANDMARK + 1):
        if place := places.get(old[at : at + _LANDMARK]):
            place[1] += 1
    for at in range(len(new) - _LANDMARK + 1):
        if place := places.get(new[at : at + _LANDMARK]):
            place[2], place[3] = at, place[3] + 1
    once = sorted((a, b) for a, olds, b, news in places.values() if olds == news == 1)
    ends: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for number, (_, b) in enumerate(once):
        at = bisect_left(ends, b)
        before.append(chain[at - 1] if at else -1)
        ends[at : at + 1] = [b]
        chain[at : at + 1] = [number]
    found: list[tuple[int, int]] = []
    number = chain[-1] if chain else -1
    while number >= 0:
        if not found or once[number][1] + _LANDMARK <= found[-1][1]:
            found.append(once[number])
        number = before[number]
    return found[::-1]


def _match(old: str, new: str) -> list[CommonRun]:
    """The runs of a longest common subsequence of what differs.

    Hyyrö's bit-vector recurrence (2004): a row is one integer with a bit for each character of
    `old`, so the work is len(new) operations on such integers. All rows are kept to walk back.
    """
    size = len(old)
    if not size or not new:
        return []
    where: dict[str, int] = {}
    for index, character in enumerate(old):
        where[character] = where.get(character, 0) | 1 << index
    mask = (1 << size) - 1
    row = mask
    rows = []
    for character in new:
        both = row & where.get(character, 0)
        row = ((row + both) | (row - both)) & mask
        rows.append(row)
    pairs: list[tuple[int, int]] = []
    i, j = size, len(new)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
            continue
        j -= 1
        if not j or rows[j - 1] >> (i - 1) & 1:
            i -= 1
            pairs.append((i, j))
    return _runs(pairs[::-1])


def match_units(
    old: Sequence[Hashable], new: Sequence[Hashable], weights: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs (index in old, index in new) of equal units, ascending in both, of greatest weight.

    `weights` belong to `old`. Only pairs of equal units are looked at (Hunt and Szymanski 1977),
    with a Fenwick tree of the best chain that ends before an index of `new`.
    """
    places: dict[Hashable, list[int]] = {}
    for index, unit in enumerate(new):
        places.setdefault(unit, []).append(index)
    counts: dict[Hashable, int] = {}
    for unit in old:
        counts[unit] = counts.get(unit, 0) + 1
    tree = [(0, -1)] * (len(new) + 1)
    chains: list[tuple[int, int, int]] = []
    before: dict[int, tuple[int, int]] = {}
    for i, unit in enumerate(old):
        found = places.get(unit, ())
        if len(found) * counts[unit] > _COMMON:
            found = ()
        row: dict[int, tuple[int, int]] = {}
        for j in found:
            best = max(_best(tree, j), before.get(j - 1, (0, -1)), key=lambda chain: chain[0])
            chains.append((best[1], i, j))
            row[j] = (best[0] + weights[i], len(chains) - 1)
        for j, (value, chain) in row.items():
            _raise(tree, j, (value, chain))
        before = {j: (value + _ADJACENT, chain) for j, (value, chain) in row.items()}
    pairs = []
    at = _best(tree, len(new))[1]
    while at >= 0:
        at, i, j = chains[at]
        pairs.append((i, j))
    return pairs[::-1]


def common_prefix(old: str, new: str) -> int:
    """How many characters two texts have in common at their start."""
    return bisect_left(
        range(min(len(old), len(new))), True, key=lambda end: old[: end + 1] != new[: end + 1]
    )


def _best(tree: list[tuple[int, int]], end: int) -> tuple[int, int]:
    """The best chain whose last index is below `end`."""
    best = (0, -1)
    while end:
        if tree[end][0] > best[0]:
            best = tree[end]
        end &= end - 1
    return best


def _raise(tree: list[tuple[int, int]], index: int, chain: tuple[int, int]) -> None:
    index += 1
    while index < len(tree):
        if chain[0] > tree[index][0]:
            tree[index] = chain
        index += index & -index


def _runs(pairs: list[tuple[int, int]]) -> list[CommonRun]:
    """Ascending pairs as runs."""
    runs: list[CommonRun] = []
    old = new = size = 0
    for i, j in pairs:
        if i == old + size and j == new + size:
            size += 1
        else:
            runs.append(CommonRun(old, new, size))
            old, new, size = i, j, 1
    runs.append(CommonRun(old, new, size))
    return [run for run in runs if run.size]


def _adjoined(runs: list[CommonRun]) -> list[CommonRun]:
    """Runs that follow each other in both texts made one."""
    found: list[CommonRun] = []
    for run in runs:
        if found and found[-1].old + found[-1].size == run.old:
            last = found[-1]
            if last.new + last.size == run.new:
                found[-1] = last._replace(size=last.size + run.size)
                continue
        found.append(run)
    return found


def _gathered(runs: list[CommonRun], old: str, new: str) -> list[CommonRun]:
    """The same number of pairs with short runs pushed against the longer one beside them,
    where the same characters stand there: の|この本 becomes のこ|の本."""
    found: list[CommonRun] = []
    for run in runs:
        while found and _leans_right(found[-1], run, old, new):
            left = found.pop()
            run = CommonRun(run.old - left.size, run.new - left.size, run.size + left.size)
        if found and _leans_left(found[-1], run, old, new):
            found[-1] = found[-1]._replace(size=found[-1].size + run.size)
        else:
            found.append(run)
    return found


def _leans_right(left: CommonRun, right: CommonRun, old: str, new: str) -> bool:
    size = left.size
    touches = left.new + size == right.new or left.old + size == right.old
    return (
        size <= right.size
        and touches
        and old[right.old - size : right.old] == old[left.old : left.old + size]
        and new[right.new - size : right.new] == new[left.new : left.new + size]
    )


def _leans_left(left: CommonRun, right: CommonRun, old: str, new: str) -> bool:
    size, i, j = right.size, left.old + left.size, left.new + left.size
    return (
        size < left.size
        and (i == right.old or j == right.new)
        and old[i : i + size] == old[right.old : right.old + size]
        and new[j : j + size] == new[right.new : right.new + size]
    )
