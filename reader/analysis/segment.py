"""Where sections begin in prose without headings.

Each gap between two paragraphs gets the log-odds that an editor would put a heading there
(boosted trees over `features`, data/forest.json), and a dynamic programme chooses the boundaries
that maximise the sum of those and of a log-normal prior on the length of sections. The weights
are learnt by `benchmarks.train_outline`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Literal

from reader.analysis.cues import is_polite
from reader.analysis.features import gap_rows
from reader.analysis.forest import Forest
from reader.analysis.ngrams import extra, gap_outputs, outputs
from reader.analysis.profiles import Profile, profiles
from reader.analysis.terms import terms

Detail = Literal["coarse", "normal", "fine"]
"""How finely sections are inferred."""

_LONGEST = 60
"""Paragraphs of a section at most: bounds the work per paragraph."""
_FILE = Path(__file__).with_name("data") / "forest.json"
SHIFT = 0.5
WEIGHT = 0.6
"""What is added to every score, and how much the length prior counts; chosen on development
texts by `benchmarks.train_outline --check`."""
_PLAIN = 0.3
"""Added to the shift where no sentence is in です・ます style: the signs of a turn are fainter in
literary prose, so that fewer of its gaps get a high score."""
_SPREAD = 0.6
"""Of the logarithm of a section's length."""
_KNOB = {"coarse": -1.2, "normal": 0.0, "fine": 1.2}
"""What each detail adds to the shift."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the models say of a run of paragraphs."""

    profiles: list[Profile]
    gaps: list[float]
    """For each paragraph the log-odds that a section begins with it; of the first 0."""
    subs: list[float]
    """The same for a section or a sub-section."""
    roles: list[list[float]]
    """For each paragraph the shares of `roles.ROLES`."""


@cache
def _forest() -> Forest:
    import json

    return Forest(**json.loads(_FILE.read_text("utf-8")))


def measured(paragraphs: Sequence[str], title: str = "") -> Measured:
    """Measures a run of paragraphs; `title` is that of the whole text."""
    found = profiles(paragraphs)
    titled = set(terms(title))
    rows = [outputs(one, titled) for one in found]
    more = extra(rows)
    score = _forest().score
    gaps = [0.0, *map(score, gap_rows(found, title, more))]
    return Measured(found, gaps[: len(found)], gap_outputs(rows, 4), more[1])


def segment(paragraphs: Sequence[str], title: str = "", *, detail: Detail = "normal") -> list[int]:
    """Indices of the paragraphs that begin a section, 0 first."""
    return boundaries(measured(paragraphs, title), detail)


def boundaries(found: Measured, detail: Detail = "normal") -> list[int]:
    """Indices of the paragraphs that begin a section, 0 first."""
    lengths = [one.length for one in found.profiles]
    sentences = [sentence for one in found.profiles for sentence in one.sentences]
    return best_boundaries(found.gaps, lengths, style_shift(sentences) + _KNOB[detail])


def style_shift(sentences: Sequence[str]) -> float:
    """The shift for a text of these normalised sentences."""
    polite = sum(map(is_polite, sentences)) / max(1, len(sentences))
    return SHIFT + _PLAIN * (1 - polite)


def best_boundaries(
    scores: Sequence[float],
    lengths: Sequence[int],
    shift: float = SHIFT,
    weight: float = WEIGHT,
) -> list[int]:
    """The boundaries of highest total score under the length prior; [] for no paragraphs.

    `shift` is added to every gap: higher makes more sections. The prior's centre is the length
    of the text divided by the number of sections that the scores let expect.
    """
    count = len(scores)
    expected = 1 + sum(
        1 / (1 + math.exp(-max(-30.0, min(30.0, score + shift)))) for score in scores[1:]
    )
    centre = math.log(max(sum(lengths) / expected, 1.0))
    ends = [0, *accumulate(lengths)]
    best = [0.0] + [-math.inf] * count
    back = [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(max(0, end - _LONGEST), end):
            off = (math.log(max(ends[end] - ends[start], 1)) - centre) / _SPREAD
            value = best[start] - 0.5 * weight * off * off
            value += scores[start] + shift if start else 0.0
            if value > best[end]:
                best[end], back[end] = value, start
    found: list[int] = []
    at = count
    while at > 0:
        at = back[at]
        found.append(at)
    return found[::-1]
