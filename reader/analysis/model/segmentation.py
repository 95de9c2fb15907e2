"""Where sections begin in prose without headings.

Each gap between two paragraphs gets the log-odds that an editor would put a heading there
(boosted trees over `features`, data/forest.bin), and a dynamic programme chooses the boundaries
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

from reader.analysis.model.cues import is_polite
from reader.analysis.model.features import gap_rows
from reader.analysis.model.forest import Forest, read_forests
from reader.analysis.model.ngrams import extra, gap_outputs, outputs
from reader.analysis.model.profiles import Profile, profiles
from reader.analysis.model.terms import terms
from reader.analysis.model.vectors import table

Detail = Literal["coarse", "normal", "fine"]
"""How finely sections are inferred."""

_LONGEST = 60
"""Paragraphs of a section at most: bounds the work per paragraph."""
_FILE = Path(__file__).parents[1] / "data" / "forest.bin"
SHIFT = 0.5
WEIGHT = 0.45
"""What is added to every score, and how much the length prior counts; chosen on development
texts by `benchmarks.train_outline --check`."""
_PLAIN = 0.3
"""Added to the shift where no sentence is in です・ます style: the signs of a turn are fainter in
literary prose, so that fewer of its gaps get a high score."""
_LEARNT = (0.45, 0.8)
"""Share of the trees that know the learnt phrases, where no sentence is polite and where all are:
such phrases tell more of posts that speak to their readers than of essays."""
_SPREAD = 0.6
"""Of the logarithm of a section's length."""
_KNOB = {"coarse": -1.2, "normal": 0.0, "fine": 1.2}
"""What each detail adds to the shift."""


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """What the models say of a run of paragraphs."""

    profiles: list[Profile]
    gaps: list[float]
    """For each paragraph the log-odds that a section begins with it; of the first 0."""
    subs: list[float]
    """The same for a section or a sub-section."""
    roles: list[list[float]]
    """For each paragraph the shares of `roles.ROLES`."""
    polite: float
    """Share of the sentences that are in です・ます style."""


@cache
def _forests() -> list[Forest]:
    """The trees that know the learnt phrases, and those that know what is measured only."""
    return read_forests(_FILE.read_bytes())


def measured(paragraphs: Sequence[str], title: str = "") -> MeasuredText:
    """Measures a run of paragraphs; `title` is that of the whole text."""
    found = profiles(paragraphs)
    titled = set(terms(title))
    rows = [outputs(one, titled) for one in found]
    more = extra(rows)
    polite = polite_share(found)
    learnt, plain = _forests()
    every = gap_rows(found, title, more, table())
    blend = (blended(learnt.score(row), plain.score(row), polite) for row in every)
    gaps = [0.0, *blend]
    return MeasuredText(found, gaps[: len(found)], gap_outputs(rows, 4), more[1], polite)


def polite_share(found: Sequence[Profile]) -> float:
    """The share of the sentences of a text that are in です・ます style."""
    sentences = [sentence for one in found for sentence in one.sentences]
    return sum(map(is_polite, sentences)) / max(1, len(sentences))


def blended(learnt: float, measured: float, polite: float) -> float:
    """The log-odds of a gap, of the two that the forests give."""
    share = _LEARNT[0] + (_LEARNT[1] - _LEARNT[0]) * polite
    return share * learnt + (1 - share) * measured


def segment(paragraphs: Sequence[str], title: str = "", *, detail: Detail = "normal") -> list[int]:
    """Indices of the paragraphs that begin a section, 0 first."""
    return boundaries(measured(paragraphs, title), detail)


def boundaries(found: MeasuredText, detail: Detail = "normal") -> list[int]:
    """Indices of the paragraphs that begin a section, 0 first."""
    lengths = [one.length for one in found.profiles]
    return best_boundaries(found.gaps, lengths, style_shift(found.polite) + _KNOB[detail])


def style_shift(polite: float) -> float:
    """The shift for a text of which that share is in です・ます style."""
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
