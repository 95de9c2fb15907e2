"""The search that was made last, as every part of the reading screen knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.search import History, Match, Search

MODES: tuple[tuple[Literal["literal", "regex"], bool, str], ...] = (
    ("literal", True, ""),
    ("regex", False, "view.search.regex"),
    ("literal", False, "view.search.no-romaji"),
)
"""The ways of searching that Tab goes through in the prompt: mode, whether romaji finds Japanese,
wording of the name ("" for the usual way)."""


@dataclass
class SearchState:
    """The search that is under way or was made last."""

    text: str = ""
    """The query; "" before the first search."""
    direction: int = 1
    """1 forward, -1 backward."""
    mode: int = 0
    """Index into MODES."""
    began_at: int = 0
    """Offset at the top of the page when the search began: the place to come back to."""
    began_here: int = 0
    """Offset from which the first match is looked for."""
    matches: tuple[Match, ...] = ()
    """The matches that are shown, sorted; matches inside folded repeats are left out."""
    match: int | None = None
    """Index of the current match."""
    hidden: int = 0
    """Number of matches inside folded repeats."""
    found: Sequence[Match] = ()
    """All matches, also inside folded repeats."""
    running: Search | None = None
    """The search while it has not reached the end of the text."""
    problem: str = ""
    """The sentence that says what is wrong with the query; "" for nothing."""
    history: History | None = None
    read: bool = False
    """Whether the readings of the text are known."""
    reads_kanji: bool = True
    """False once it is known that no analyser is installed."""
    said_so: bool = False
    """Whether the reader was told that no analyser is installed."""

    def clear(self) -> None:
        """Forget the matches."""
        self.matches, self.match = (), None
