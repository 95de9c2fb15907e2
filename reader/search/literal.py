"""Search for a word as it is written, with the folds of the search."""

from __future__ import annotations

from functools import cached_property

from reader.search.chunks import Chunk
from reader.search.folds import Folded, Folds, shared
from reader.search.matches import Match

_LONG = "ー"
_MARKS = "ーｰ"
_LOOSE_AFTER = 3
"""Characters of a word whose ー at the end may be left out (JIS Z 8301 leaves it out of words
of three morae and more)."""


def _is_kana(folded: str) -> bool:
    return "ぁ" <= folded <= "ゖ" or "ァ" <= folded <= "ヺ"


class Needle:
    """A word to look for.

    Smart case: a capital letter in it makes case matter. A dash is a ー only where kana precede
    it: サ−バ is サーバ, but the dash of GPT-4 is no ー.
    """

    def __init__(self, word: str, folds: Folds) -> None:
        self._folds = folds
        self._word = folds(word.replace("\n", " "))
        self.text = self._word.text
        """The word, folded. Empty where nothing is left to look for."""
        self._dashes = self._strict_dashes(word)
        self._known: dict[str, bool] = {}

    @cached_property
    def _cased(self) -> Folds | None:
        """The folds that keep case apart, where the word has a capital letter."""
        if "case" not in self._folds.groups:
            return None
        folds = shared(frozenset(self._folds.groups) - {"case"})
        return folds if any(map(str.isupper, folds.plain(self._source))) else None

    def _strict_dashes(self, word: str) -> list[tuple[int, bool]]:
        """Offsets into `text` where it matters whether a dash or a ー stands: those with no
        kana before. With each, whether it must be a ー."""
        self._source = word
        if "dashes" not in self._folds.groups:
            return []
        strict = []
        after_kana = False
        for at, character in enumerate(self.text):
            if character != _LONG:
                after_kana = _is_kana(character)
            elif not after_kana:
                start, end = self._word.source(at, at + 1)
                strict.append((at, word[start:end][:1] in _MARKS))
        return strict

    def find(self, chunk: Chunk) -> list[Match]:
        """The matches of the word in a chunk, in offsets into `chunk.source`."""
        if not self.text:
            return []
        folded = chunk.folded
        hits = _all(folded.text, self.text)
        if not hits:
            return []
        if folded.one_to_one:
            length = len(self.text)
            spans = [Match(at, at + length) for at in hits]
        else:
            spans = [Match(*folded.source(at, at + len(self.text))) for at in hits]
        if self._cased or self._dashes:
            hits_spans = zip(hits, spans, strict=True)
            spans = [span for at, span in hits_spans if self._holds(chunk, folded, at, span)]
        return spans if folded.one_to_one else _apart(spans)

    def _holds(self, chunk: Chunk, folded: Folded, at: int, span: Match) -> bool:
        """Whether case and dashes agree too."""
        for offset, long in self._dashes:
            start, _ = folded.source(at + offset, at + offset + 1)
            if (chunk.source[start] in _MARKS) != long:
                return False
        if self._cased is None:
            return True
        found = chunk.source[span.start : span.end]
        if (holds := self._known.get(found)) is None:
            holds = self._cased.plain(self._source) in self._cased.plain(found)
            self._known[found] = holds
        return holds

    def shorter(self) -> Needle | None:
        """The word without a ー at its end, where it may be left out: サーバー is サーバ too."""
        word = self._source.rstrip()
        if "dashes" not in self._folds.groups or not self.text.endswith(_LONG):
            return None
        stem = self.text[:-1]
        if len(stem) < _LOOSE_AFTER or not (_is_kana(stem[-1]) or stem[-1] == _LONG):
            return None
        return Needle(word[:-1], self._folds) if word[-1] in _MARKS else None


def _all(text: str, word: str) -> list[int]:
    """All places of a word in a text that do not overlap."""
    found = []
    length = len(word)
    find = text.find
    at = find(word)
    while at >= 0:
        found.append(at)
        at = find(word, at + length)
    return found


def _apart(spans: list[Match]) -> list[Match]:
    """The spans that overlap none before them: two matches in one cluster are one."""
    kept: list[Match] = []
    reach = -1
    for span in spans:
        if span.start >= reach:
            kept.append(span)
            reach = span.end
    return kept
