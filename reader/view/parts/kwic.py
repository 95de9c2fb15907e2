"""Matches one below the other: what stands before them ends, and they begin, in one column."""

from __future__ import annotations

from reader.cells import cell_len, clusters


def align(before: str, match: str, after: str, width: int) -> tuple[str, tuple[int, int]]:
    """A line, and the range of its characters that is the match.

    The match begins at two fifths of `width` cells, whatever stands before it. What stands after
    it is whole: whoever draws the line cuts it.
    """
    column = max(2, width * 2 // 5)
    kept: list[str] = []
    used = 0
    for cluster in reversed(list(clusters(before))):
        cells = cell_len(cluster)
        if used + cells > column:
            break
        kept.append(cluster)
        used += cells
    head = " " * (column - used) + "".join(reversed(kept))
    return head + match + after, (len(head), len(head) + len(match))
