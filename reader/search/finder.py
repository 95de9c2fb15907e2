"""Search in one document: over its text, never over drawn rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import perf_counter

from reader.document import Document
from reader.search.chunks import Chunk, Chunks
from reader.search.folds import GROUPS, Folds
from reader.search.literal import Needle
from reader.search.matches import How, Match, Matches, Mode
from reader.search.query import Query, Term, parse
from reader.search.regex import Regex, RegexEngine, RegexProblem
from reader.search.units import together

Look = Callable[[Chunk], list[Match]]
"""Finds one term in a batch of blocks, in offsets into the batch."""


class Search:
    """A search under way: it goes on as long as it is asked to."""

    def __init__(self, steps: Iterator[Matches]) -> None:
        self._steps = steps
        self.matches = Matches(complete=False)
        """What was found so far."""

    def some(self, seconds: float) -> bool:
        """Searches on for about so many seconds; True when the whole text is searched.

        To cancel a search, do not ask again.
        """
        end = perf_counter() + seconds
        while not self.matches.complete:
            self.matches = next(self._steps)
            if perf_counter() >= end:
                break
        return self.matches.complete

    def all(self) -> Matches:
        """Searches to the end."""
        self.some(float("inf"))
        return self.matches


class Finder:
    """Finds in the texts of a document's blocks. Made in no time; it folds what it comes to.

    `groups` are the folds that hold, see `reader.search.folds.GROUPS`.
    """

    def __init__(self, blocks: Document | Sequence[str], *, groups: Iterable[str] = GROUPS) -> None:
        self._folds = Folds(groups)
        self._chunks = Chunks(blocks, self._folds)
        self._regex = RegexEngine()

    def find(self, query: str | Query, *, mode: Mode = "literal", romaji: bool = True) -> Matches:
        """Everything that matches, searched to the end. See `search`."""
        return self.search(query, mode=mode, romaji=romaji).all()

    def search(self, query: str | Query, *, mode: Mode = "literal", romaji: bool = True) -> Search:
        """Begins a search, which goes on by `Search.some`.

        A query given as text is parsed as `mode` says. `romaji` lets Latin letters find what
        is read that way.
        """
        parsed = parse(query, mode) if isinstance(query, str) else query
        return Search(self._steps(parsed, romaji))

    def prepare(self, seconds: float) -> bool:
        """Folds ahead for about so many seconds; True when all is folded. For a worker."""
        end = perf_counter() + seconds
        for chunk in self._chunks:
            if perf_counter() >= end:
                return False
            chunk.folded  # noqa: B018 - cached
        return True

    def _steps(self, query: Query, romaji: bool) -> Iterator[Matches]:
        if not query.wanted:
            yield Matches()
            return
        spans: list[Match] = []
        tiers: list[tuple[How, Callable[[Term], Look | None]]] = [
            ("literal", self._look),
            ("loose", self._look_loosely),
        ]
        try:
            for how, tier in tiers:
                looks = [tier(term) for term in query.terms]
                if not any(looks):
                    continue
                either = [
                    look or self._look(term) for look, term in zip(looks, query.terms, strict=True)
                ]
                for found in self._pass(query, either):
                    spans += found
                    yield Matches(tuple(spans), how, complete=False)
                if spans:
                    break
            yield Matches(tuple(spans), how if spans else "literal")
        except RegexProblem as problem:
            yield Matches(tuple(spans), "literal", problem.key, problem.values)

    def _pass(self, query: Query, looks: Sequence[Look]) -> Iterator[list[Match]]:
        """The matches of each batch, in logical offsets."""
        for chunk in self._chunks:
            places = [look(chunk) for look in looks]
            wanted = [p for p, term in zip(places, query.terms, strict=True) if not term.without]
            unwanted = [p for p, term in zip(places, query.terms, strict=True) if term.without]
            start = chunk.start
            yield [
                Match(span.start + start, span.end + start)
                for span in together(chunk, wanted, unwanted)
            ]

    def _look(self, term: Term) -> Look:
        if term.kind == "exact":
            return _exactly(term.text)
        if term.kind == "regex":
            return Regex(term.text, self._regex).find
        return Needle(term.text, self._folds).find

    def _look_loosely(self, term: Term) -> Look | None:
        """How to look where nothing was found; None where that is no different."""
        if term.kind != "word" or term.without:
            return None
        shorter = Needle(term.text, self._folds).shorter()
        return shorter.find if shorter else None


def _exactly(text: str) -> Look:
    """Looks for the very characters."""

    def look(chunk: Chunk) -> list[Match]:
        found = []
        at = chunk.source.find(text)
        while at >= 0:
            found.append(Match(at, at + len(text)))
            at = chunk.source.find(text, at + len(text))
        return found

    return look
