"""How long a post may be for what goes through all of it.

One rule for the screen and for print, so that both show the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

MOST_FOR_STUDY = 3_000_000
"""Characters above which repeats are not looked for and no outline is inferred unasked."""
LONGEST_FOR_STUDY = 200_000
"""Characters of one paragraph above which the same holds: what goes through it cannot be
interrupted, and the screen would wait."""
MOST_FOR_HEADINGS = 500_000
"""Characters above which only the format's own headings count."""


def too_long(starts: Sequence[int]) -> bool:
    """Whether a post is too long for repeats and an inferred outline; `starts` as in `Document`."""
    if starts[-1] > MOST_FOR_STUDY:
        return True
    if starts[-1] <= LONGEST_FOR_STUDY:
        return False
    return max(end - start for start, end in pairwise(starts)) > LONGEST_FOR_STUDY
