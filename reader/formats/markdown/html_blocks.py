"""A block of HTML inside Markdown as the blocks that a browser would show."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reader.document import Kind
from reader.formats.draft import Draft, Segment
from reader.formats.markdown.html_tags import SILENT, Tags, closed_in

_PIECE = re.compile(r"<!--|<[?!][^<>]*>|</?[A-Za-z][^<>]*>|\n|[^<\n]+|<", re.DOTALL)
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# fmt: off
_BREAKING = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
    "html", "iframe", "legend", "li", "main", "nav", "ol", "optgroup", "option", "p", "pre",
    "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "video", "audio", "canvas",
)) | frozenset(_HEADINGS)
# fmt: on
"""Elements that part blocks (the display of HTML §15.3.3; cells are blocks of their own here)."""


def html_blocks(source: str, line: int) -> Iterator[tuple[Kind, Segment, int]]:
    """(kind, segment, level) of each block; `line` is the source line of the first character."""
    draft = Draft()
    closed = closed_in(source)
    tags = Tags(draft, closed)
    kind, level = Kind.PARAGRAPH, 0
    silent = ""
    for piece in _pieces(source):
        name = _NAME.match(piece)
        if silent:
            if name and name[1] and name[2].lower() == silent:
                silent = ""
        elif piece == "\n":
            draft.soft()
        elif name and name[2].lower() in _BREAKING:
            tags.finish()
            for segment in draft.finish():
                yield kind, segment, level
            draft = Draft()
            tags = Tags(draft, closed)
            kind, level = _kind(name)
        elif name and name[2].lower() in SILENT & closed and not name[1]:
            silent = name[2].lower()
        elif piece.startswith("<") and len(piece) > 1 and piece != "<!--":
            tags.tag(piece, line)
        else:
            tags.text(html.unescape(piece), line)
        line += piece.count("\n")
    tags.finish()
    for segment in draft.finish():
        yield kind, segment, level


def _pieces(source: str) -> Iterator[str]:
    """Tags, comments, line ends and text; a comment that never ends is text."""
    last = source.rfind("-->")
    at = 0
    while match := _PIECE.match(source, at):
        at = match.end()
        if match[0] == "<!--" and at <= last:
            at = source.find("-->", at) + 3
        yield source[match.start() : at]


def _kind(tag: re.Match[str]) -> tuple[Kind, int]:
    """The kind and level of the block that begins after a tag."""
    name = tag[2].lower()
    if tag[1]:
        return Kind.PARAGRAPH, 0
    if name in _HEADINGS:
        return Kind.HEADING, _HEADINGS[name]
    if name == "li":
        return Kind.ITEM, 1
    return (Kind.QUOTE, 0) if name == "blockquote" else (Kind.PARAGRAPH, 0)
