"""Where sections begin in prose without headings.

Each gap between two paragraphs gets a score (how likely an editor would put a heading there),
and a dynamic programme chooses the boundaries that maximise the sum of the scores and of a
log-normal prior on the length of sections.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from typing import Literal

Detail = Literal["coarse", "normal", "fine"]

_LONGEST = 60
"""Paragraphs of a section at most: bounds the work per paragraph."""
_SHIFT = {"coarse": -0.9, "normal": 0.0, "fine": 0.9}

_OPENERS = re.compile(
    r"(?:さて|では|それでは|次に|まず|最後に|一方|ところで|もちろん|しかし|結局|そもそも|もう一つ)"
)
_ADDRESSED = re.compile(r".{1,12}(?:として|にとって|の皆さん|の視点|の立場)")


def segment(paragraphs: Sequence[str], title: str = "", *, detail: Detail = "normal") -> list[int]:
    """Indices of the paragraphs that begin a section, 0 first."""
    if not paragraphs:
        return []
    scores = gap_scores(paragraphs, title)
    return best_boundaries(scores, [len(text) for text in paragraphs], _SHIFT[detail])


def gap_scores(paragraphs: Sequence[str], title: str) -> list[float]:
    """For each paragraph the log-odds that a section begins with it; the first is 0."""
    scores = [0.0]
    for before, after in itertools.pairwise(paragraphs):
        score = -1.2
        if _OPENERS.match(after):
            score += 0.9
        if _ADDRESSED.match(after):
            score += 0.7
        if before.rstrip().endswith(("？", "?", "か。")):
            score += 0.5
        if len(after) < 80 and after.rstrip().endswith(("？", "?", "う。", "か。")):
            score += 0.8
        scores.append(score)
    return scores


def best_boundaries(
    scores: Sequence[float], lengths: Sequence[int], shift: float = 0.0
) -> list[int]:
    """The boundaries of highest total score under the length prior.

    `shift` is added to every gap: higher makes more sections.
    """
    count = len(scores)
    total = sum(lengths)
    expected = max(1.0, math.exp(-0.77) * max(total, 1) ** 0.30)
    centre = math.log(max(total / expected, 1.0))
    ends = [0]
    for length in lengths:
        ends.append(ends[-1] + length)
    best = [0.0] + [-math.inf] * count
    back = [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(max(0, end - _LONGEST), end):
            deviation = (math.log(max(ends[end] - ends[start], 1)) - centre) / 0.6
            value = best[start] - 0.3 * deviation * deviation
            value += scores[start] + shift if start else 0.0
            if value > best[end]:
                best[end], back[end] = value, start
    found: list[int] = []
    at = count
    while at > 0:
        at = back[at]
        found.append(at)
    return found[::-1]
