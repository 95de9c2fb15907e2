"""Search: folds, romaji, regular expressions, over the text of the blocks."""

from reader.search.finder import Finder, Search
from reader.search.matches import Match, Matches, Mode
from reader.search.query import Query, Term, parse

__all__ = ["Finder", "Match", "Matches", "Mode", "Query", "Search", "Term", "parse"]
