"""Search in one document: over its text, never over drawn rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from time import perf_counter

from reader.document import Document
from reader.search.analysers import Analyser, installed
from reader.search.chunks import INNER, Chunk, Chunks
from reader.search.folds import GROUPS, Folds
from reader.search.literal import Needle
from reader.search.matches import Match, Matches, Mode, merged, united
from reader.search.query import Query, Term, parse
from reader.search.regex import Regex, RegexEngine, RegexProblem
from reader.search.spoken import Reader, has_sound, loose_sound_of, narrow, sound_of
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
        self._reader: Reader | None = None

    def find(self, query: str | Query, *, mode: Mode = "literal", romaji: bool = True) -> Matches:
        """Everything that matches, searched to the end. See `search`.

        Where the query may be meant by its sound, the whole text is read before, unless `read`
        has done so.
        """
        parsed = parse(query, mode) if isinstance(query, str) else query
        if romaji and needs_readings(parsed):
            self.read()
        return self.search(parsed, romaji=romaji).all()

    def search(
        self, query: str | Query, *, mode: Mode = "literal", romaji: bool = True, start: int = 0
    ) -> Search:
        """Begins a search, which goes on by `Search.some`, from the batch of blocks around the
        offset `start` to the end, then from the head of the text.

        A query given as text is parsed as `mode` says. `romaji` lets Latin letters find what
        is read that way, as far as `read` has come.
        """
        parsed = parse(query, mode) if isinstance(query, str) else query
        return Search(self._steps(parsed, romaji, start))

    def prepare(self, seconds: float) -> bool:
        """Folds ahead for about so many seconds; True when all is folded. For a worker."""
        end = perf_counter() + seconds
        for chunk in self._chunks:
            if perf_counter() >= end:
                return False
            chunk.folded  # noqa: B018 - cached
        return True

    def read(self, seconds: float = float("inf"), *, analyser: Analyser | None = None) -> bool:
        """Finds out for about so many seconds how the text is read; True when all of it is.

        For a worker: searches by sound find in what has been read. Uses the analyser that is
        installed where none is given; where there is none either, kana, Latin letters and ruby
        are read, kanji are not (see `reads_kanji`).
        """
        if self._reader is None:
            self._reader = Reader(self._chunks)
        return self._reader.read(seconds, analyser or installed())

    @staticmethod
    def reads_kanji() -> bool:
        """Whether an analyser is installed; if not, say "search.no-analyser", once."""
        return installed() is not None

    def _steps(self, query: Query, romaji: bool, start: int) -> Iterator[Matches]:
        if not query.wanted:
            yield Matches()
            return
        spans: list[Match] = []
        tiers: list[tuple[bool, Callable[[Term], Look | None]]] = [
            (False, partial(self._look, romaji=romaji)),
            (True, partial(self._look_loosely, romaji=romaji)),
        ]
        try:
            for loose, tier in tiers:
                looks = [tier(term) for term in query.terms]
                if not any(looks):
                    continue
                either = [
                    look or self._look(term, romaji=romaji)
                    for look, term in zip(looks, query.terms, strict=True)
                ]
                for found in self._pass(query, either, start):
                    spans = merged(spans, found)
                    yield Matches(tuple(spans), loose, complete=False)
                if spans:
                    break
            yield Matches(tuple(spans), loose and bool(spans))
        except RegexProblem as problem:
            yield Matches(tuple(spans), False, problem.key, problem.values)

    def _pass(self, query: Query, looks: Sequence[Look], start: int) -> Iterator[list[Match]]:
        """The matches of each batch, in logical offsets."""
        for chunk in self._chunks.around(start):
            places = [look(chunk) for look in looks]
            wanted = [p for p, term in zip(places, query.terms, strict=True) if not term.without]
            unwanted = [p for p, term in zip(places, query.terms, strict=True) if term.without]
            base = chunk.start
            yield [
                Match(span.start + base, span.end + base)
                for span in together(chunk, wanted, unwanted)
            ]

    def _look(self, term: Term, *, romaji: bool) -> Look:
        if term.kind == "exact":
            return _exactly(term.text)
        if term.kind == "regex":
            return Regex(term.text, self._regex).find
        needle = Needle(term.text, self._folds)
        sound = sound_of(narrow(term.text)) if romaji and not term.without else None
        return _either(needle.find, sound.find) if sound else needle.find

    def _look_loosely(self, term: Term, *, romaji: bool) -> Look | None:
        """How to look where nothing was found; None where that is no different."""
        if term.kind != "word" or term.without:
            return None
        shorter = Needle(term.text, self._folds).shorter()
        sound = loose_sound_of(narrow(term.text)) if romaji else None
        looks = [each.find for each in (shorter, sound) if each]
        return _either(*looks) if looks else None


def needs_readings(query: Query) -> bool:
    """Whether a query has words that may be meant by their sound."""
    return any(
        term.kind == "word" and not term.without and has_sound(narrow(term.text))
        for term in query.terms
    )


def _either(*looks: Look) -> Look:
    """Looks for the same in several ways."""
    return lambda chunk: united(*(look(chunk) for look in looks))


def _exactly(text: str) -> Look:
    """Looks for the very characters."""

    text = text.replace("\n", INNER)

    def look(chunk: Chunk) -> list[Match]:
        found = []
        at = chunk.source.find(text)
        while at >= 0:
            found.append(Match(at, at + len(text)))
            at = chunk.source.find(text, at + len(text))
        return found

    return look
