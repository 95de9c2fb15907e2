"""The query language: words, "exact phrases", -without, /regular expressions/. Nothing more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reader.search.matches import Mode

TermKind = Literal["word", "exact", "regex"]

_TERM = re.compile(
    r"""(?P<without>[-－](?=\S))?
        (?: ["＂](?P<exact>[^"＂]*)(?:["＂]|$)
          | [/／](?P<regex>(?:\\.|[^\\/／])+)[/／](?=\s|$)
          | (?P<word>\S+) )""",
    re.VERBOSE,
)
_SLASH = re.compile(r"\\([/／])")


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a query: a word, an exact phrase, or a regular expression."""

    text: str
    kind: TermKind = "word"
    without: bool = False
    """True where the term must not occur."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query."""

    text: str
    """As it was typed."""
    terms: tuple[Term, ...]
    """All must hold in one sentence or one paragraph. Empty for an empty query."""

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that are looked for and highlighted."""
        return tuple(term for term in self.terms if not term.without)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """The terms that may not occur."""
        return tuple(term for term in self.terms if term.without)


def parse(text: str, mode: Mode = "literal") -> Query:
    """Takes a query apart.

    In mode "literal" white space (of any width) parts terms; `"…"` is looked for character by
    character, `-語` must not occur, `/…/` is a regular expression. A quotation mark that is not
    closed yet reaches to the end, so that every key typed gives a query; a lone `-` or `/` is a
    word. In the other modes the whole text is one term.

    >>> [term.text for term in parse('動画 -"生成 AI"').terms]
    ['動画', '生成 AI']
    """
    if mode != "literal":
        term = Term(text, "regex" if mode == "regex" else "exact")
        return Query(text, (term,) if text else ())
    terms = []
    for match in _TERM.finditer(text):
        without = match["without"] is not None
        if match["regex"] is not None:
            terms.append(Term(_SLASH.sub(r"\1", match["regex"]), "regex", without))
        elif match["exact"]:
            terms.append(Term(match["exact"], "exact", without))
        elif match["word"]:
            terms.append(Term(match["word"], "word", without))
    return Query(text, tuple(terms))
