"""Markdown: markdown-it-py's tokens become blocks, with the source line of every part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reader.config.settings import Breaks
from reader.document import Block, Kind, Mark, MarkKind
from reader.formats.draft import DraftEdit, Segment, edited
from reader.formats.drawings import as_drawn, drawings
from reader.formats.input.harmless import harmless_line
from reader.formats.line_ends import Break, LineHabit
from reader.formats.line_joining import is_japanese
from reader.formats.links import linked
from reader.formats.markdown.html_blocks import html_blocks
from reader.formats.markdown.markdown_inline import drafted
from reader.formats.markdown.markdown_parser import parser
from reader.formats.notation import notated
from reader.formats.parsed import Parsed
from reader.phrases import torn
from reader.records import replace

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIGNS = re.compile(r"[*`_~<\[\\]|  \n")
"""Signs of Markdown that are no part of a drawing."""
_TASK = re.compile(r"\[([ xX])\][ \u3000]+")
_HEADING_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{[:#][^{}\n]{0,200}\}[ \t]*$")
_ALERT = re.compile(r"\[!([A-Z]{2,20})\]")
_LONGEST_SETEXT = 60
_SENTENCE_END = "。！？」"
_SENTENCE_ENDS = ("", "。", "！", "？")
_SHORTEST_HEADING = 4
"""Characters of bold type that may be a heading in the line of its text."""
_SPACED = frozenset(
    (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.STRIKE, MarkKind.CODE, MarkKind.LINK)
)
"""Marks whose signs may have spaces around them."""
_TABS = 4


def parse(body: str, first_line: int, breaks: Breaks = "auto") -> Parsed:
    """The blocks of a Markdown text whose first line is line `first_line` of its file."""
    md = parser()
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    md.block.parse(body, md, env, tokens)
    runs = (token.content.split("\n") for token in tokens if token.type == "inline")
    # Only blank lines part the paragraphs of Markdown, however its lines are used.
    habit = replace(LineHabit.of(runs, blank=True, breaks=breaks), each=False)
    walk = _Walk(body.split("\n"), first_line, env, habit)
    walk.all(tokens)
    return Parsed(walk.blocks)


@dataclass(slots=True)
class _Walk:
    """Walks over block tokens, keeping which containers they lie in."""

    source: Sequence[str]
    first: int
    env: dict[str, Any]
    habit: LineHabit
    blocks: list[Block] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)
    """The lists that are open, outermost first: whether each is numbered."""
    quotes: int = 0
    begun: bool = False
    """Whether the next item is the first one of an outermost list."""
    label: str = ""
    """The marker of the item whose first paragraph is still to come."""
    note: str = ""
    """The label of the footnote that is being read."""

    def all(self, tokens: Sequence[Token]) -> None:
        """Reads every token; `_READERS` says by which method."""
        index = 0
        while index < len(tokens):
            index = self._one(tokens, index)

    def _one(self, tokens: Sequence[Token], index: int) -> int:
        """Reads a token and gives the index of the next one to read."""
        token = tokens[index]
        match token.type:
            case "inline":
                self._inline(token, tokens[index - 1])
            case "fence" | "code_block":
                self._item_without_text(token)
                self._code(token)
            case "hr":
                self._rule(token)
            case "html_block":
                self._html(token)
            case "table_open":
                self._item_without_text(token)
                return self._table(tokens, index)
            case "bullet_list_open" | "ordered_list_open":
                self._item_without_text(token)
                self.begun = not self.lists
                self.lists.append(token.type.startswith("ordered"))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.label = f"{token.info}." if self.lists[-1] else "•"
            case "list_item_close":
                self._item_without_text(token)
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "footnote_reference_open":
                self.note = harmless_line(token.meta["label"])
            case "footnote_reference_close":
                self.note = ""
        return index + 1

    def _line(self, token: Token) -> int:
        """The 1-based source line on which a token begins."""
        if token.map:
            return self.first + token.map[0]
        return self.blocks[-1].end_line if self.blocks else self.first

    def _end(self, token: Token) -> int:
        """The last source line of a token that is not blank."""
        if not token.map:
            return self._line(token)
        last = min(token.map[1], len(self.source))
        while last > token.map[0] + 1 and not self.source[last - 1].strip():
            last -= 1
        return self.first + max(last, token.map[0] + 1) - 1

    def _emit(
        self, kind: Kind, segment: Segment, end: int, *, level: int = 0, label: str = ""
    ) -> None:
        self.blocks.append(
            Block(
                kind,
                segment.text,
                level=level,
                marks=tuple(segment.marks),
                lines=tuple(segment.lines),
                end_line=max(end, segment.lines[-1][1]),
                label=label,
                tight=segment.tight,
                depth=max(0, len(self.lists) - (kind is Kind.ITEM)),
                quote=self.quotes,
            )
        )

    def _item_without_text(self, token: Token) -> None:
        """An item that holds no paragraph before this token still shows its marker."""
        if self.label:
            label, self.label = self.label, ""
            segment = Segment(lines=[(0, self._line(token))])
            self._emit(Kind.ITEM, segment, self._line(token), level=len(self.lists), label=label)

    def _segments(self, content: str, line: int, ends: Sequence[Break] = ()) -> list[Segment]:
        """A paragraph's source as finished segments."""
        draft = drafted(content, line, self.env, ends)
        return [_closed(linked(notated(segment, tags=False))) for segment in draft.finish()]

    def _inline(self, token: Token, opening: Token) -> None:
        """A paragraph or heading, in whatever it lies."""
        if opening.type == "heading_open":
            self._heading(token, opening)
            return
        line, end = self._line(token), self._end(token)
        content = self._indent(token) + token.content
        if self.quotes and (alert := _ALERT.match(content)):
            content = alert[1] + content[alert.end() :]
        segments = self._lines(content, line, token)
        if self.label:
            self._first_of_item(segments, line, tight=opening.hidden)
        for index, segment in enumerate(segments):
            kind = Kind.NOTE if self.note else Kind.QUOTE if self.quotes else Kind.PARAGRAPH
            label = self.note
            if "\n" in segment.text:
                kind, label = Kind.CODE, ""
            elif kind is Kind.QUOTE and self.lists:
                kind = Kind.PARAGRAPH
            last = end if index == len(segments) - 1 else segment.lines[-1][1]
            self._emit(kind, segment, last, label=label)

    def _lines(self, content: str, line: int, token: Token) -> list[Segment]:
        """The segments of a paragraph: its lines where they were meant to stand, what is drawn
        as it is."""
        lines = content.split("\n")
        if len(lines) == 1:
            return self._segments(content, line)
        habit = self.habit.of_run([text.strip(" \t") or " " for text in lines])
        raw = [text.rstrip() for text in lines]
        if token.map and not (self.lists or self.quotes):
            raw[0] = self.source[token.map[0]].rstrip()
        # The first paragraph of an item is the item, whose text has no newlines.
        plain = self.begun or self.habit.breaks != "auto" or _SIGNS.search(content)
        drawn = [] if plain else drawings(raw)
        found: list[Segment] = []
        edges = [0, *(edge for pair in drawn for edge in pair), len(lines)]
        for number, (start, stop) in enumerate(pairwise(edges)):
            if number % 2:
                found.append(as_drawn(raw[start:stop], line + start))
            elif start < stop:
                part = [text.strip(" \t") or " " for text in lines[start:stop]]
                ends = [habit.between(*pair) for pair in pairwise(part)]
                found += self._segments("\n".join(lines[start:stop]), line + start, ends)
        return found

    def _first_of_item(self, segments: list[Segment], line: int, *, tight: bool) -> None:
        """The item itself: takes the first segment away; `[x]` of a task is its marker."""
        label, self.label = self.label, ""
        segment = segments.pop(0) if segments else Segment(lines=[(0, line)])
        if task := _TASK.match(segment.text):
            label = "☐" if task[1] == " " else "☑"
            segment = edited(segment, [DraftEdit(0, task.end())])
        follows = not self.begun and bool(self.blocks) and self.blocks[-1].kind is not Kind.HEADING
        segment.tight, self.begun = tight and follows, False
        self._emit(Kind.ITEM, segment, segment.lines[-1][1], level=len(self.lists), label=label)

    def _indent(self, token: Token) -> str:
        """The U+3000 at the head of a paragraph, where the block parser took it for a space."""
        if not token.map or token.map[0] >= len(self.source):
            return ""
        first = token.content.split("\n", 1)[0]
        before = self.source[token.map[0]].partition(first)[0] if first else ""
        return "\u3000" if before.endswith("\u3000") else ""

    def _heading(self, token: Token, opening: Token) -> None:
        """A heading; what an accident of `---` under prose makes one is a paragraph again."""
        line = self._line(token)
        content = _HEADING_ATTRIBUTES.sub("", token.content)
        setext = opening.markup in ("-", "=")
        prose = setext and (
            "\n" in content or len(content) > _LONGEST_SETEXT or content[-1:] in _SENTENCE_END
        )
        level = int(opening.tag[1:])
        for segment in self._segments(content, line):
            if prose:
                self._emit(Kind.QUOTE if self.quotes else Kind.PARAGRAPH, segment, line)
            else:
                self._item_without_text(token)
                self._emit(Kind.HEADING, segment, self._end(token), level=level)
        if prose and opening.map:
            at = self.first + opening.map[1] - 1
            label = harmless_line(self.source[opening.map[1] - 1])
            self._emit(Kind.RULE, Segment(lines=[(0, at)]), at, label=label)

    def _rule(self, token: Token) -> None:
        line = self._line(token)
        written = self.source[token.map[0]] if token.map else token.markup
        self._emit(Kind.RULE, Segment(lines=[(0, line)]), line, label=harmless_line(written))

    def _code(self, token: Token) -> None:
        """Code: its lines as they are, tabs set to columns of four."""
        first = min(self._line(token) + (token.type == "fence"), self._end(token))
        lines = [line.expandtabs(_TABS) for line in token.content.rstrip("\n").split("\n")]
        segment = Segment("\n".join(lines))
        offset = 0
        for number, line in enumerate(lines, first):
            segment.lines.append((offset, number))
            offset += len(line) + 1
        label = harmless_line(token.info.split()[0]) if token.info.split() else ""
        self._emit(Kind.CODE, segment, self._end(token), label=label)

    def _html(self, token: Token) -> None:
        """A block of HTML: what it says, without its tags."""
        for kind, segment, level in html_blocks(token.content, self._line(token)):
            kept = linked(notated(segment, tags=False))
            if kind is Kind.PARAGRAPH and self.quotes:
                kind = Kind.QUOTE
            self._emit(
                kind, kept, kept.lines[-1][1], level=level, label="•" if kind is Kind.ITEM else ""
            )

    def _table(self, tokens: Sequence[Token], index: int) -> int:
        """A table: cells parted by tabs, rows by line ends; label: one of l, c, r for a column."""
        end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
        table = Segment()
        align: list[str] = []
        parts: list[str] = []
        length = 0
        for start, stop in _rows(tokens, index, end):
            if table.lines:
                parts.append("\n")
                length += 1
            line = self._line(tokens[start])
            table.lines.append((length, line))
            cells = [token.content for token in tokens[start:stop] if token.type == "inline"]
            cells += tokens[start].meta.get("excess", ())
            heads = [t for t in tokens[start:stop] if t.type == "th_open"]
            align += [_alignment(token) for token in heads]
            for number, cell in enumerate(cells):
                text, marks = self._cell(cell, line, length + (number > 0)) if cell else ("", [])
                parts.append("\t" + text if number else text)
                length += len(parts[-1])
                table.marks += marks
        table.text = "".join(parts)
        self._emit(Kind.TABLE, table, self._end(tokens[index]), label="".join(align))
        return end + 1

    def _cell(self, cell: str, line: int, base: int) -> tuple[str, list[Mark]]:
        """The text of a cell, line breaks in it as spaces, and its marks in offsets into a table
        in which the cell begins at `base`."""
        parts: list[str] = []
        marks: list[Mark] = []
        for segment in self._segments(cell, line):
            marks += [
                Mark(mark.start + base, mark.end + base, mark.kind, mark.value)
                for mark in segment.marks
            ]
            parts.append(segment.text)
            base += len(segment.text) + 1
        return " ".join(parts), marks


def _closed(segment: Segment) -> Segment:
    """The segment without the spaces between Japanese that only the signs of marks needed.

    Behind a bold beginning of a sentence a space stays, unless it parts a phrase: such bold type
    may be a heading in the line of its text.
    """
    text = segment.text
    edits: set[DraftEdit] = set()
    for mark in segment.marks if " " in text else ():
        start, end = mark.start, mark.end
        if mark.kind not in _SPACED:
            continue
        begins = text[:start].rstrip()[-1:] in _SENTENCE_ENDS and text[end - 1] not in "。！？"
        head = mark.kind is MarkKind.STRONG and begins and end - start >= _SHORTEST_HEADING
        if start > 1 and text[start - 1] == " " and not head and _meet(text, start - 2, start):
            edits.add(DraftEdit(start - 1, start))
        parts = not head or (end + 1 < len(text) and torn(text[start:end], text[end + 1 :]))
        if parts and text[end : end + 1] == " " and _meet(text, end - 1, end + 1):
            edits.add(DraftEdit(end, end + 1))
    return edited(segment, sorted(edits)) if edits else segment


def _meet(text: str, before: int, after: int) -> bool:
    return after < len(text) and is_japanese(text[before]) and is_japanese(text[after])


def _rows(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of the tokens of each row."""
    opened = start
    for index in range(start, end):
        if tokens[index].type == "tr_open":
            opened = index
        elif tokens[index].type == "tr_close":
            yield opened, index


def _alignment(token: Token) -> str:
    style = str(token.attrs.get("style", ""))
    return "r" if "right" in style else "c" if "center" in style else "l"
