"""`pattern`: `re.compile` for expressions that most posts, or the first page, never need.

Compiling one takes longer than searching a page with it; these are compiled when first used.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:
        """A regular expression, compiled at its first use."""

        def __init__(self, source, flags=0):
            self._source, self._flags = source, flags

        def __getattr__(self, name):
            found = re.compile(self._source, self._flags)
            for each in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
                setattr(self, each, getattr(found, each))
            return getattr(found, name)


__all__ = ["pattern"]
