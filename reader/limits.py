"""How long a post may be for what goes through all of it.

One rule for the screen and for print, so that both show the same.
"""

from __future__ import annotations

MOST_FOR_STUDY = 3_000_000
"""Characters above which repeats are not looked for unasked, and an outline is only inferred where
nothing waits for it."""
MOST_FOR_OUTLINE = 12_000_000
"""Characters above which no outline is inferred unasked."""
LONGEST_FOR_STUDY = 200_000
"""Characters of one paragraph above which the same holds where the screen would have to wait:
what goes through it cannot be interrupted."""
MOST_FOR_HEADINGS = 500_000
"""Characters above which only the format's own headings count."""
MOST_BYTES = 1 << 30
"""Bytes of a post: what is longer, or never ends, is not read."""
