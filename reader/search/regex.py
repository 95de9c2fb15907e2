"""Regular expressions with a time limit, by the `regex` library.

Python's `re` holds the interpreter while it matches, so that a screen beside it stands still, and
cannot be stopped: `(a+)+$` would freeze the reader for years. `regex` lets other threads run
(`concurrent=True`) and gives up after a time (`timeout`). The library is imported with the first
expression.
"""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING

from reader.search.chunks import Chunk
from reader.search.matches import Match

if TYPE_CHECKING:
    from regex import Pattern

SECONDS = 2.0
"""How long one search by regular expression may compute, in all."""
_MOST_REPEATS = 100_000
"""Product of the counts of `{n}` in an expression above which it is refused: to compile it takes
as much time and memory."""
_COUNT = re.compile(r"\{(\d+)(?:,\d*)?\}")
_RECURSION = re.compile(r"(?<!\\)\(\?(?:R|\d|&|P>)")
"""Calls of a group by itself, whose depth no time limit bounds."""
_PROBLEMS = (
    ("missing )", "search.regex-parenthesis"),
    ("unbalanced parenthesis", "search.regex-parenthesis"),
    ("unterminated character set", "search.regex-set"),
    ("bad character range", "search.regex-range"),
    ("nothing to repeat", "search.regex-repeat"),
    ("multiple repeat", "search.regex-repeat"),
    ("min repeat", "search.regex-repeat"),
    ("bad escape", "search.regex-escape"),
    ("incomplete escape", "search.regex-escape"),
    ("unknown property", "search.regex-property"),
    ("repeat count too big", "search.regex-large"),
)
"""How a message of the library begins -> the sentence that says it in `reader.wording`."""


class RegexProblem(Exception):
    """The expression is wrong, or took too long."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        """Key in `reader.wording`."""
        self.values = values
        """What the sentence is filled with."""


class Regex:
    """One expression to look for, with the time that is left to it."""

    def __init__(self, pattern: str, *, seconds: float = SECONDS) -> None:
        self._source = pattern
        self._pattern: Pattern[str] | None = None
        self._left = seconds
        self._cancelled = False

    def find(self, chunk: Chunk) -> list[Match]:
        """The matches in a batch that are not empty, in offsets into the batch, `^` and `$` being
        the ends of a block; nothing once cancelled.

        Raises RegexProblem for an expression that is wrong, or needs longer than what is left of
        its time.
        """
        if self._pattern is None:
            self._pattern = _compiled(self._source)
        found: list[Match] = []
        base = 0
        began = monotonic()
        for text in chunk.texts:
            left = self._left - (monotonic() - began)
            if self._cancelled:
                return []
            try:
                if left <= 0:
                    raise TimeoutError
                for match in self._pattern.finditer(text, concurrent=True, timeout=left):
                    start, end = match.span()
                    if end > start:
                        found.append(Match(base + start, base + end))
            except (TimeoutError, MemoryError):
                if self._cancelled:
                    return []
                self._left = 0
                raise RegexProblem("search.slow-regex", seconds=SECONDS) from None
            base += len(text) + 1
        self._left -= monotonic() - began
        return found

    def cancel(self) -> None:
        """End the search, from any thread: what is under way gives up after its time at most."""
        self._cancelled = True


def _compiled(source: str) -> Pattern[str]:
    """The expression, in smart case: one without capital letters (escapes such as \\W aside)
    ignores case. Raises RegexProblem for a wrong one."""
    import warnings

    import regex

    repeats = 1
    for count in _COUNT.findall(source):
        repeats *= max(1, min(int(count[:9]), _MOST_REPEATS + 1))
    if repeats > _MOST_REPEATS:
        raise RegexProblem("search.regex-large", position=1)
    if found := _RECURSION.search(source):
        raise RegexProblem("search.regex-recursion", position=found.start() + 1)
    letters = re.sub(r"\\.", "", source, flags=re.DOTALL)
    flags = 0 if any(map(str.isupper, letters)) else regex.IGNORECASE
    try:
        with warnings.catch_warnings(action="ignore"):
            return regex.compile(source, flags)
    except regex.error as error:
        message = str(error)
        key = next((key for words, key in _PROBLEMS if message.startswith(words)), "")
        position = (getattr(error, "pos", None) or 0) + 1
        raise RegexProblem(key or "search.bad-regex", position=position) from None
    except (RecursionError, MemoryError, OverflowError):
        raise RegexProblem("search.regex-large", position=1) from None
