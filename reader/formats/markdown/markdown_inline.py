"""The inside of a Markdown paragraph: markdown-it-py's inline tokens fill a Draft."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.document import MarkKind
from reader.formats.draft import Draft
from reader.formats.line_ends import Break
from reader.formats.markdown.html_tags import Tags, closed_in
from reader.formats.markdown.markdown_parser import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`*_~\[\]<>&{!^\n]")
_ADDRESS = re.compile(r"(\]\()([^()\n]*)(\))")
_MARKS = {
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "s": MarkKind.STRIKE,
    "link": MarkKind.LINK,
}
"""Token type before `_open` and `_close` -> mark."""


def drafted(content: str, line: int, env: dict[str, Any], ends: Sequence[Break] = ()) -> Draft:
    """The draft of a paragraph's source, whose first line is source line `line`.

    `ends`: what each of its line ends is; those that Markdown itself makes breaks are more.
    """
    draft = Draft()
    if not _MARKUP.search(content):
        draft.text(content, line)
        return draft
    if "{" in content:
        content = _ADDRESS.sub(_without_gaps, content)
    md = parser()
    places = [match.start() for match in re.finditer("\n", content)]
    _Filling(Tags(draft, closed_in(content)), line, places, ends).all(
        md.inline.parse(content, md, env, []), env
    )
    return draft


def _without_gaps(address: re.Match[str]) -> str:
    """An address without the white space that Liquid allows in it and Markdown does not."""
    if "{{" not in address[2] and "{%" not in address[2]:
        return address[0]
    return address[1] + "".join(address[2].split()) + address[3]


class _Filling:
    """Fills a draft from inline tokens."""

    def __init__(self, tags: Tags, line: int, places: list[int], ends: Sequence[Break]) -> None:
        self._draft = tags.draft
        self._tags = tags
        self._first = line
        self._places = places
        """Offsets of the line ends in the paragraph's source."""
        self._ends = ends

    def all(self, tokens: list[Token], env: dict[str, Any]) -> None:
        """Adds every token."""
        at = 0
        for token in tokens:
            at = token.meta.get("at", at)
            line = self._first + bisect_left(self._places, at)
            name, _, side = token.type.rpartition("_")
            if name in _MARKS and side == "open":
                self._draft.open(_MARKS[name], str(token.attrs.get("href", "")))
            elif name in _MARKS and side == "close":
                self._draft.close(_MARKS[name])
            else:
                self._leaf(token, line, env)
        self._tags.finish()

    def _leaf(self, token: Token, line: int, env: dict[str, Any]) -> None:
        """Adds what is no pair."""
        match token.type:
            case "text" | "text_special":
                self._tags.text(token.content, line)
            case "softbreak" | "hardbreak":
                number = line - self._first
                end = self._ends[number] if number < len(self._ends) else Break.NONE
                wrapped = end is Break.NONE or self._tags.in_ruby
                if wrapped and token.type == "softbreak":
                    self._draft.soft()
                else:
                    self._draft.hard(tight=end is not Break.PARAGRAPH)
            case "code_inline":
                self._draft.open(MarkKind.CODE)
                self._tags.text(token.content, line)
                self._draft.close(MarkKind.CODE)
            case "html_inline":
                self._tags.tag(token.content, line)
            case "image":
                start = self._draft.length
                self._tags.text(_plain(token.children or []), line)
                self._draft.mark(start, MarkKind.IMAGE, str(token.attrs.get("src", "")))
            case "footnote_ref":
                self._reference(token, line, env)

    def _reference(self, token: Token, line: int, env: dict[str, Any]) -> None:
        """A reference to a footnote stands as its label in brackets; an inline note as text."""
        label = token.meta.get("label")
        start = self._draft.length
        if label is None:
            note = env["footnotes"]["list"][token.meta["id"]]
            self._tags.text("（" + _plain(note["tokens"]) + "）", line)
            return
        self._tags.text(f"[{label}]", line)
        self._draft.mark(start, MarkKind.NOTE_REF, str(label))


def _plain(tokens: list[Token]) -> str:
    """The text of tokens, for the alternative text of an image or a note in passing."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "softbreak":
            parts.append(" ")
        elif token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.children:
            parts.append(_plain(token.children))
    return "".join(parts)
