"""What becomes of a newline inside a paragraph (CSS Text 3 §4.1.3, segment break transformation).

Japanese has no spaces between words: a newline next to a Japanese character disappears. Between
two characters of other scripts it is a space.
"""

from __future__ import annotations

import re
from functools import lru_cache

JAPANESE = (
    "[\u2e80-\u2fdf\u2ff0-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff9f\uffe0-\uffe6\U0001b000-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
)
"""Pattern of one character that takes no space beside it: kana, kanji, full-width forms and CJK
punctuation. Hangul is left out, which parts words by spaces."""


@lru_cache(maxsize=4096)
def is_japanese(character: str) -> bool:
    """Whether the character is of the set that takes no space at a joined line end.

    The pattern takes milliseconds to compile and many posts join no lines, so it waits.
    """
    return re.match(JAPANESE, character) is not None


def joint(before: str, after: str) -> str:
    """What stands between two lines that are joined: "" or " ".

    >>> joint("これは", "文章"), joint("AI", "時代"), joint("video", "generation")
    ('', '', ' ')
    """
    if not before or not after or is_japanese(before[-1]) or is_japanese(after[0]):
        return ""
    return " "
