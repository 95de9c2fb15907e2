"""Where an annotation stands in a text that has changed since it was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.store.anchors.lcs import common_prefix
from reader.store.model import CONTEXT, State

if TYPE_CHECKING:
    from reader.store.anchors.align import Alignment
    from reader.store.anchors.lcs import CommonRun

_KEPT = 0.4
"""Share of a quote's characters that must still be there."""
_TELLING = 12
"""Characters that, where new text repeats them, might have been copied from there; fewer stand
in new text by chance."""
_FEW = 4
"""Characters around a quote that are no chance, where they set one place apart from others."""
_STRETCH = 2
"""How many times longer an edited quote may have become, beyond a few characters."""


@dataclass(frozen=True, slots=True)
class FoundAnchor:
    """The place of an annotation in the new text."""

    start: int
    end: int
    """Offsets into the new text; for what is lost, as they were."""
    state: State


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """Prefix and suffix of a range: up to CONTEXT characters, not beyond its paragraphs."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return text[max(first, start - CONTEXT) : start], text[end : min(last, end + CONTEXT)]


def locate(alignment: Alignment, start: int, end: int) -> FoundAnchor:
    """Where a range of the old text is in the new one.

    It is lost where too little of it is left, or what is left does not stand together. Edges
    that were reworded reach as far as they did, up to what stands beside them.
    """
    if start >= end:
        return _locate_point(alignment, start)
    runs = _largest_part(alignment.kept(start, end))
    kept = sum(run.size for run in runs)
    if not runs or kept < _KEPT * (end - start):
        return FoundAnchor(start, end, "lost")
    left, right = _edges(alignment, runs, start, end)
    if kept < end - start and right - left > _STRETCH * (end - start) + 4:
        return FoundAnchor(start, end, "lost")
    same = kept == end - start == right - left and _surely(alignment, start, end, left)
    context = surroundings(alignment.old, start, end) == surroundings(alignment.new, left, right)
    return FoundAnchor(left, right, "exact" if same and context else "moved")


def search(text: str, quote: str, prefix: str, suffix: str, start: int) -> FoundAnchor:
    """Where a quote is, without the text it was made on: where it stands once, or where most of
    its prefix and suffix stands around it.

    Of copies that have all of it the one nearest to `start` is taken, as moved; where nothing
    tells them apart, only the one exactly at `start`.
    """
    places = _places(text, quote) if quote else []
    size = len(quote)
    likeness = {
        at: common_prefix(text[max(0, at - len(prefix)) : at][::-1], prefix[::-1])
        + common_prefix(text[at + size : at + size + len(suffix)], suffix)
        for at in places
    }
    best = max(likeness.values(), default=0)
    fitting = [at for at in places if likeness[at] == best]
    whole = best == len(prefix) + len(suffix)
    if len(fitting) == 1 and (len(places) == 1 or whole or best >= _FEW):
        return FoundAnchor(fitting[0], fitting[0] + size, "exact" if whole else "moved")
    if fitting and (best >= (_FEW if whole else _TELLING) or start in fitting):
        nearest = min(fitting, key=lambda at: abs(at - start))
        return FoundAnchor(nearest, nearest + size, "moved")
    return FoundAnchor(start, start + size, "lost")


def _places(text: str, quote: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(found) < 1000:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _surely(alignment: Alignment, start: int, end: int, image: int) -> bool:
    """Whether a range that stands at `image` in full is the one that was meant, and no copy.

    What stood only once is; of several copies the one whose neighbours stayed with it, where no
    copy is new.
    """
    if not alignment.stayed(start, end) or alignment.doubtful(start, end, image):
        return False
    old = alignment.old
    pieces = _telling(old, start, end)
    if not any(alignment.repeated(*piece) for piece in pieces):
        return True
    first, last = old.rfind("\n", 0, start) - _TELLING, old.find("\n", end) + _TELLING
    last = len(old) if last < _TELLING else min(last, len(old))
    return alignment.stayed(max(0, first), last) and not any(
        alignment.stands_anew(*piece) for piece in pieces
    )


def _telling(text: str, start: int, end: int) -> set[tuple[int, int]]:
    """A range, or one too short to tell anything made longer to either side, in its paragraph."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    left = max(first, min(start, end - _TELLING))
    right = min(last, max(end, start + _TELLING))
    return {
        (left, min(last, max(end, left + _TELLING))),
        (max(first, min(start, right - _TELLING)), right),
    }


def _locate_point(alignment: Alignment, at: int) -> FoundAnchor:
    runs = alignment.kept(at, at + 1) or alignment.kept(at - 1, at)
    if not runs:
        return FoundAnchor(at, at, "exact" if alignment.old == alignment.new else "lost")
    new = runs[0].new + at - runs[0].old
    return FoundAnchor(new, new, "exact")


def _largest_part(runs: list[CommonRun]) -> list[CommonRun]:
    """Of a range that was torn apart, the runs that are still in order and hold the most."""
    parts: list[list[CommonRun]] = []
    for run in runs:
        if parts and run.new >= parts[-1][-1].new + parts[-1][-1].size:
            parts[-1].append(run)
        else:
            parts.append([run])
    return max(parts, key=lambda part: sum(run.size for run in part), default=[])


def _edges(alignment: Alignment, runs: list[CommonRun], start: int, end: int) -> tuple[int, int]:
    """Start and end of the image; reworded characters at its edges taken in."""
    left, right = runs[0].new, runs[-1].new + runs[-1].size
    if lost := runs[0].old - start:
        before = alignment.kept(start - 1, start)
        near = before[0].new + 1 if before else left
        left = near if left - 2 * lost - 2 <= near < left else left
    if lost := end - runs[-1].old - runs[-1].size:
        after = alignment.kept(end, end + 1)
        near = after[0].new if after else right
        right = near if right < near <= right + 2 * lost + 2 else right
    return left, right
