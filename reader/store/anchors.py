"""Where an annotation stands in a text that has changed since it was made."""

from __future__ import annotations

from dataclasses import dataclass

from reader.store.align import Alignment
from reader.store.model import CONTEXT, State


@dataclass(frozen=True, slots=True)
class Found:
    """Where something is now."""

    start: int
    end: int
    """Offsets into the new text; for what is lost: about where it was."""
    state: State


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Prefix and suffix of a range: up to CONTEXT characters, not beyond its paragraphs."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return text[max(first, start - CONTEXT) : start], text[end : min(last, end + CONTEXT)]


def locate(alignment: Alignment, start: int, end: int) -> Found:
    """Where a range of the old text is in the new one."""
    runs = alignment.kept(start, end)
    kept = sum(run.size for run in runs)
    if not runs or kept * 2 < end - start:
        return Found(start, end, "lost")
    left, right = runs[0].new, runs[-1].new + runs[-1].size
    same = kept == end - start == right - left
    context = surroundings(alignment.old, start, end) == surroundings(alignment.new, left, right)
    return Found(left, right, "exact" if same and context else "moved")
