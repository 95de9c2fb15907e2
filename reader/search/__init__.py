"""Search: folds, romaji, regular expressions, over the text of the blocks."""

from reader.search.finder import Finder
from reader.search.kwic import Hit, context, contexts
from reader.search.matches import Match, Matches, Mode
from reader.search.query import Query, Term, parse
from reader.search.query_history import History
from reader.search.search_run import Search
from reader.search.visible import Shown, visible

__all__ = [
    "Finder",
    "History",
    "Hit",
    "Match",
    "Matches",
    "Mode",
    "Query",
    "Search",
    "Shown",
    "Term",
    "context",
    "contexts",
    "parse",
    "visible",
]
