"""Search in a document: over its logical text, never over the rows on the screen."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from time import perf_counter

from reader.document import Document
from reader.processes import ProcessFailed
from reader.search.chunks import INNER, Chunk, Chunks
from reader.search.folds import GROUPS, shared
from reader.search.literal import Needle
from reader.search.matches import Match, Matches, Mode, united
from reader.search.query import Query, Term, parse
from reader.search.regex import Regex, RegexProblem
from reader.search.search_run import Search
from reader.search.sound.analysers import Analyser, installed
from reader.search.sound.reader import Reader
from reader.search.sound.sound_query import has_sound, loose_sound_of, narrow, sound_of
from reader.search.together import together

Look = Callable[[Chunk], list[Match]]
"""Finds the matches of a term in a chunk, in offsets into `Chunk.source`."""


class Finder:
    """Searches a document, or a list of block texts. Chunks are folded when a search comes to
    them. `groups`: the folds that are switched on, of `reader.search.folds.GROUPS`."""

    def __init__(self, blocks: Document | Sequence[str], *, groups: Iterable[str] = GROUPS) -> None:
        self._folds = shared(frozenset(groups))
        self._chunks = Chunks(blocks, self._folds)
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
        regexes = {term.text: Regex(term.text) for term in parsed.terms if term.kind == "regex"}
        return Search(self._steps(parsed, romaji, start, regexes), tuple(regexes.values()))

    def prepare(self, seconds: float) -> bool:
        """Fold chunks for about `seconds`; return whether all are folded. For a worker thread."""
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

    def read_beside(self, seconds: float) -> bool:
        """`read` for at most `seconds` in another process, or here if none can be started; return
        whether kanji are read. For a worker thread."""
        if self._reader is None:
            self._reader = Reader(self._chunks)
        try:
            return self._reader.read_beside(seconds)
        except ProcessFailed:
            self.read(seconds)
            return self.reads_kanji()

    @staticmethod
    def reads_kanji() -> bool:
        """Whether an analyser is installed; if not, say "search.no-analyser", once."""
        return installed() is not None

    def _steps(
        self, query: Query, romaji: bool, start: int, regexes: Mapping[str, Regex]
    ) -> Iterator[list[Match] | Matches]:
        """What each batch of blocks has, and in the end what is to be said of the whole."""
        if not query.wanted:
            yield Matches()
            return
        strictly = partial(self._look, romaji=romaji, regexes=regexes)
        loosely = partial(self._look_loosely, romaji=romaji)
        try:
            found = yield from self._pass(query, list(map(strictly, query.terms)), start)
            looser = [loosely(term) for term in query.terms]
            if not found and any(looser):
                looks = [
                    look or strictly(term) for look, term in zip(looser, query.terms, strict=True)
                ]
                found = yield from self._pass(query, looks, start)
                yield Matches(loose=found)
            else:
                yield Matches()
        except RegexProblem as problem:
            yield Matches(problem=problem.key, values=problem.values)

    def _pass(
        self, query: Query, looks: Sequence[Look], start: int
    ) -> Generator[list[Match], None, bool]:
        """The matches of each batch, in logical offsets; in the end whether there were any."""
        any_found = False
        for chunk in self._chunks.around(start):
            places = [look(chunk) for look in looks]
            wanted = [p for p, term in zip(places, query.terms, strict=True) if not term.without]
            unwanted = [p for p, term in zip(places, query.terms, strict=True) if term.without]
            found = together(chunk, wanted, unwanted)
            any_found = any_found or bool(found)
            base = chunk.start
            yield [_new(Match, (begin + base, end + base)) for begin, end in found]
        return any_found

    def _look(self, term: Term, *, romaji: bool, regexes: Mapping[str, Regex]) -> Look:
        if term.kind == "exact":
            return _exactly(term.text)
        if term.kind == "regex":
            return regexes[term.text].find
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


_new = tuple.__new__


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
