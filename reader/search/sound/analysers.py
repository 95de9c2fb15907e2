"""How kanji are read: an adapter to whatever morphological analyser is installed.

The extra `jreader[ja]` brings lindera-python-ipadic. It was weighed against sudachipy with the
small dictionary (both tried, 2026-11): 21 MB installed against 115 MB; 7 ms against 13 ms for
10,000 characters; wheels for Linux (x86-64 and ARM), macOS and Windows against no ARM Linux wheel
of SudachiPy 0.7.0 for glibc 2.17; neither has one for musl. Sudachi's dictionary loads faster
(67 ms against 188 ms of CPU) but stalls other threads longer meanwhile, and is kept up better,
which is why the version of lindera is pinned. Its wheel names the MIT licence alone; the notice
of IPADIC that goes with the dictionary inside it is in the README.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple, Protocol


class Token(NamedTuple):
    """A word and how it is read."""

    start: int
    end: int
    """Offsets into the text."""
    reading: str
    """In katakana or hiragana, spelt as kana are (トウシ, not トーシ); "" where not known."""
    spoken: str = ""
    """As it is said (ワ for the particle は); "" where not known. As long as `reading`."""
    binds: Binds = ""
    """Where it needs a word beside it: a prefix needs one after it, a suffix one before it."""
    sure: bool = False
    """Whether it is read in no other way: the author says so, or there is no other."""


Binds = Literal["", "after", "before", "both"]
_Read = tuple[str, str, Binds, bool]
_UNREAD: _Read = "", "", "", False
_new = tuple.__new__
"""Makes a token in half the time."""


class Analyser(Protocol):
    """Takes a text apart into words."""

    def __hash__(self) -> int: ...

    def __call__(self, text: str, /) -> Sequence[Token]:
        """The words in order, as they are most likely meant."""

    def others(self, text: str, /, *, possible: bool = True) -> Iterable[ReadingWay]:
        """Other ways to take a few words apart or to read them, the likeliest first; those that
        are only `possible` take as long again."""


class ReadingWay(NamedTuple):
    """A way to take a text apart."""

    words: Sequence[Token]
    likely: bool
    """Whether it is about as likely as the best one; else it is only possible."""


_OTHERS = 8
"""Ways that are asked for."""
_LIKELY, _POSSIBLE = 1_000, 4_000
"""How much dearer than the best (in the costs of IPADIC) a likely or possible way may be. In 48
posts another analyser agreed with 2 of 5 of the other ways below the first and 1 of 20 above."""


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
"""IPADIC knows what may stand beside a number (５月) by full-width digits alone."""


class _Lindera:
    """lindera with IPADIC inside."""

    def __init__(self) -> None:
        from lindera import TokenizerBuilder  # type: ignore[import-not-found,import-untyped,unused-ignore]

        builder = TokenizerBuilder()
        builder.set_dictionary("embedded://ipadic")
        builder.set_mode("normal")
        self._tokenizer = builder.build()
        self._known: dict[int, _Read] = {}
        """What is told of each entry of the dictionary that was met: taking the details of
        a word apart is dearer than finding it."""
        self._unlikely: dict[int, bool] = {}
        """The same of what `_unlikely` says."""

    def __call__(self, text: str, /) -> list[Token]:
        wide = text.translate(_WIDE)
        return self._tokens(wide, self._tokenizer.tokenize(wide))

    def others(self, text: str, /, *, possible: bool = True) -> Iterator[ReadingWay]:
        wide = text.translate(_WIDE)
        ways = self._tokenizer.tokenize_nbest(wide, _OTHERS)
        least = ways[0][1] if ways else 0
        most = _POSSIBLE if possible else _LIKELY - 1
        for words, cost in ways:
            if cost - least > most:
                return  # the ways come in order
            if not any(map(self._stands_for_costs, words)):
                yield ReadingWay(self._tokens(wide, words), cost - least < _LIKELY)

    def _stands_for_costs(self, word: Any) -> bool:
        if word.is_unknown:
            return _unlikely(word)
        number = word.word_id
        found = self._unlikely.get(number)
        if found is None:
            found = self._unlikely[number] = _unlikely(word)
        return found

    def _tokens(self, text: str, words: Iterable[Any]) -> list[Token]:
        position = 0
        known, found = self._known, []
        for word in words:
            surface = word.surface
            start = text.find(surface, position)
            if start < 0:
                continue
            position = start + len(surface)
            number = word.word_id
            if word.is_unknown:
                read = _UNREAD
            elif (read := known.get(number, _UNREAD)) is _UNREAD:
                read = known[number] = _read(word.details)
            found.append(_new(Token, (start, position, *read)))
        return found


def _read(details: Sequence[str]) -> _Read:
    """Reading, sound and bond of an entry of IPADIC."""
    if len(details) < 9 or details[7] == "*":
        return _UNREAD
    return details[7], details[8], _BINDS.get(details[0], _BINDS.get(details[1], "")), False


_BINDS: dict[str, Binds] = {"接頭詞": "after", "接尾": "before", "数": "both"}
"""Parts of speech, as IPADIC calls them."""


def _unlikely(word: Any) -> bool:
    """Whether a word only stands for another way to read a text because costs are rough: a name
    of a person or of one character, a verb without its ending."""
    kind = word.details
    if len(word.surface) > 1:
        return bool(kind[2] == "人名")
    return kind[0] in ("動詞", "形容詞") or kind[1] == "固有名詞"


def load_analyser() -> Analyser:
    """The analyser of the extra `ja`, anew. Takes up to 200 ms.

    Raises whatever a package of its name raises that is no dictionary, is too new or absent.
    """
    return _Lindera()


@cache
def installed() -> Analyser | None:
    """The analyser that is installed; None where there is none. As slow as `load_analyser`, once:
    call it in a worker."""
    try:
        return load_analyser()
    except Exception:  # a package of the same name without a dictionary, or one too new
        return None
