"""Folding: characters that a search takes for the same become the same character, with a map
from offsets into the folded text back to offsets into the source.

Most folds replace a character by a character, which `str.translate` does. Only where a cluster (a
character and its combining marks) changes its length, the map has entries: the cluster's ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from reader.config import FOLDS

GROUPS = FOLDS
"""Every group of folds, in the order in which they are laid over one another."""

_ODD = "\ufdd0"
"""Stands for a character that begins or joins a cluster; a noncharacter, so no text means it."""

_UNKNOWN = "\ufdd2"
"""Stands for a character whose fold has not been looked up yet."""

_AT_ONCE = 1 << 15
"""Characters of a long text that are folded at a time."""
_LONG = 1_000
"""Characters from which on a text is worth the quick table."""
_PARTED = "\ufdd1"
"""Parts the entries of a line of folds.txt."""
_VOICED = str.maketrans("ﾞﾟ", "\u3099\u309a")
"""Marks that join a kana, as those that Unicode composes."""


@cache
def _tables() -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """Group -> character -> fold, and the characters that join the one before them."""
    groups: dict[str, dict[str, str]] = {name: {} for name in GROUPS}
    marks: frozenset[str] = frozenset()
    for line in Path(__file__).with_name("folds.txt").read_bytes().splitlines():
        if line.startswith(b"#"):
            continue
        name, kind, old, new = (p.decode("raw_unicode_escape") for p in line.split(b"\t"))
        if kind == "one":
            groups[name].update(zip(old, new, strict=True))
        elif kind == "many":
            groups[name].update(zip(old.split(_PARTED), new.split(_PARTED), strict=True))
        else:
            marks = frozenset(old)
    return groups, marks


class Folded:
    """A folded text and the map from it back to its source."""

    __slots__ = ("_folded", "_source", "text")

    def __init__(self, text: str, folded: list[int], source: list[int]) -> None:
        self.text = text
        """The folded text, in which to look."""
        self._folded = folded
        """Offsets into the folded text from which on another rule holds, ascending."""
        self._source = source
        """For each: the source offset it stands for, from where both run on together; or, in a
        cluster, the complement (~) of the source offset where the cluster starts."""

    @property
    def one_to_one(self) -> bool:
        """Whether every offset into the folded text is the same offset into the source."""
        return not self._folded

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that a span of the folded text (not empty) came from.

        A boundary inside a cluster takes in the whole cluster.
        """
        if not self._folded:
            return start, end
        return self._start(start), self._end(end - 1)

    def _start(self, offset: int) -> int:
        at = bisect_right(self._folded, offset) - 1
        if at < 0:
            return offset
        source = self._source[at]
        return ~source if source < 0 else source + offset - self._folded[at]

    def _end(self, offset: int) -> int:
        """Where the source of the folded character at `offset` ends."""
        at = bisect_right(self._folded, offset) - 1
        if at < 0:
            return offset + 1
        source = self._source[at]
        if source >= 0:
            return source + offset - self._folded[at] + 1
        return self._source[at + 1]


class _Table(dict[int, str]):
    """A table for `str.translate` that fills itself with the characters it meets."""

    def __init__(self, folds: Folds) -> None:
        self._folds = folds

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self._folds.character(character)
        odd = character in (_ODD, _UNKNOWN)
        if len(folded) != 1 or self._folds.joins(character) or odd:
            folded = _ODD
        self[code] = folded
        return folded


class Folds:
    """A set of fold groups, laid over one another.

    Raises KeyError for a group that is not in `GROUPS`. One object may serve any number of texts
    and threads; it remembers the characters it has met.
    """

    def __init__(self, groups: Iterable[str] = GROUPS) -> None:
        chosen = frozenset(groups)
        tables, self._marks = _tables()
        for name in chosen:
            tables[name]  # raises KeyError
        self.groups: Collection[str] = chosen
        """The groups that fold."""
        self._layers = [tables[name] for name in GROUPS if name in chosen]
        self._ignored = tables["ignored"] if "ignored" in chosen else {}
        self._table = _Table(self)
        self._quick: list[str] = []
        self._clusters: dict[str, str] = {}

    def character(self, character: str) -> str:
        """What one character folds to by itself: none, one, or several characters."""
        folded = character
        for _ in range(3):
            before = folded
            for layer in self._layers:
                folded = "".join([layer.get(each, each) for each in folded])
            if folded == before:
                break
        return folded

    def joins(self, character: str) -> bool:
        """Whether the character makes one cluster with the one before it."""
        return character in self._marks or character in self._ignored

    def __call__(self, text: str) -> Folded:
        """The folded text with its map. Newlines part clusters, and stand where `spaces` is
        off."""
        folded = self._one_to_one(text)
        if (at := folded.find(_ODD)) < 0:
            return Folded(folded, [], [])
        return self._with_clusters(text, folded, at)

    def _one_to_one(self, text: str) -> str:
        """The text with each character folded by itself; a long text in parts, because
        `str.translate` lets no other thread run."""
        if len(text) < _LONG:
            return text.translate(self._table)
        parts = range(0, len(text), _AT_ONCE)
        return "".join([self._quickly(text[at : at + _AT_ONCE]) for at in parts])

    def _quickly(self, text: str) -> str:
        """The same as by `_table`, with a list, which `str.translate` looks up in half the time.
        The list has the Basic Multilingual Plane of Unicode; other planes would take megabytes."""
        # The quickest test: a character of another plane takes two units of UTF-16.
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            return text.translate(self._table)
        if not self._quick:
            self._quick = [_UNKNOWN] * 0x10000
        folded = text.translate(self._quick)
        at = folded.find(_UNKNOWN)
        if at < 0:
            return folded
        while at >= 0:
            code = ord(text[at])
            self._quick[code] = self._table[code]
            at = folded.find(_UNKNOWN, at + 1)
        return text.translate(self._quick)

    def plain(self, text: str) -> str:
        """The folded text alone."""
        return self(text).text

    def _with_clusters(self, text: str, folded: str, at: int) -> Folded:
        """Puts the folds of clusters into the text, whose rest is folded, from `at` on."""
        parts: list[str] = []
        marks: list[int] = []
        source: list[int] = []
        done = length = 0
        clusters = self._clusters
        while at >= 0:
            start, end = self._cluster(text, folded, at, done)
            cluster = text[start:end]
            if (new := clusters.get(cluster)) is None:
                new = clusters[cluster] = self._fold_cluster(cluster)
            parts += (folded[done:start], new)
            length += start - done
            marks += (length, length + len(new))
            source += (~start, end)
            length += len(new)
            done = end
            at = folded.find(_ODD, end)
        parts.append(folded[done:])
        return Folded("".join(parts), marks, source)

    def _cluster(self, text: str, folded: str, at: int, done: int) -> tuple[int, int]:
        """The cluster that the odd character at `at` begins or joins."""
        start = at
        if at > done and self.joins(text[at]) and text[at - 1] != "\n":
            start = at - 1
        end = at + 1
        while folded.startswith(_ODD, end) and self.joins(text[end]):
            end += 1
        return start, end

    def _fold_cluster(self, cluster: str) -> str:
        kept = "".join([each for each in cluster if each not in self._ignored])
        if len(kept) <= 1:
            return self.character(kept)
        from unicodedata import normalize

        marks = kept[1:].translate(_VOICED) if "width" in self.groups else kept[1:]
        return "".join(map(self.character, normalize("NFC", self.character(kept[0]) + marks)))


@cache
def shared(groups: frozenset[str] = frozenset(GROUPS)) -> Folds:
    """A `Folds` object that all callers with the same groups share, so that each character is
    looked up only once. Raises KeyError as `Folds`."""
    return Folds(groups)
