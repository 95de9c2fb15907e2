"""How a text is to be set: the measure and what may happen at a line's end."""

from __future__ import annotations

from typing import Literal

from reader.records import dataclass

Wrap = Literal["strict", "normal", "loose", "phrase"]
"""Where lines may end: the levels of CSS Text 3 §5.3, or at the ends of phrases (文節)."""

Ruby = Literal["off", "inline", "above"]
"""Where readings stand: nowhere, after the base in brackets, or on a row over it."""


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that line breaking depends on besides the text."""

    measure: int = 80
    """Cells of a line; at least 1."""
    wrap: Wrap = "strict"
    """Where lines may end."""
    hang: bool = False
    """ぶら下げ (JLREQ 3.8.2): 、。，． that do not fit stand in a margin of 2 cells beyond the
    measure."""
    indent: int = 0
    """字下げ (JLREQ 3.5.1): full-width spaces before a paragraph. Where it is not 0, no blank
    row stands between two paragraphs."""
    justify: bool = False
    """Whether up to 2 cells are added inside a line to reach the measure."""
    ruby: Ruby = "inline"
    """Where readings stand."""
    spacing: int = 0
    """Blank rows after each row of text."""
    ambiguous: int = 1
    """Cells of a character of East Asian Width Ambiguous, 1 or 2."""
    tight: bool = False
    """Whether the items of one list follow one another without a blank row."""
    links: bool = False
    """Whether the value of a link stands behind it; in print that is its address or a number."""
