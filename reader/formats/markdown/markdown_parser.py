"""markdown-it-py set up for Japanese, and for what Jekyll leaves in a post.

What differs from CommonMark, each in a rule of its own below:

- `**重要：**この` is bold: a CJK character beside a delimiter run counts as punctuation does
  (the rules of markdown-cjk-friendly; commonmark-spec #650);
- `#見出し` and `＃ 見出し` are headings;
- Japanese prose that is indented is prose, not code;
- lines that only part (`---END---`) end a paragraph;
- Kramdown attribute lists `{: .class}` and Liquid tags `{% ... %}` are taken out, and a Liquid
  `highlight` block is code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    code,
    html_block,
    lheading,
    list_block,
    table,
)
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reader.formats.line_joining import is_japanese
from reader.formats.separators import is_rule

DEEPEST = 30
"""Block quotes and lists that lie in one another; what is nested deeper is read as text."""

DEEPEST_BRACKETS = 32
"""Brackets that lie in one another in a link, an image or a note: cmark's limit for the
parentheses of an address."""
MANY_BRACKETS = 500
"""Opening brackets of one paragraph above which all of them are looked at before any is read."""

_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_HEADING = re.compile(r"([#＃]{1,6})([ \t\u3000]*)(\S.*)?")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,300}\}")
_LIQUID = re.compile(r"\{%.{0,500}?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{.{0,500}?\}\}", re.DOTALL)
_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+(\S+)[^%]{0,100}%\}$")
_END_HIGHLIGHT = re.compile(r"\{%-?\s*endhighlight\s*-?%\}$")
_PROSE = re.compile(r"[\u3000「『ぁ-ゖァ-ヺー一-鿿].*[。、]")
"""How a sentence of Japanese looks: no line of code has a full stop or comma of its own."""


class _State(StateInline):
    """The inline state with CJK-friendly delimiters; every token knows where it stands."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Whether the run of delimiters at `start` can open and close emphasis."""
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        cjk_before, cjk_after = is_japanese(before), is_japanese(after)
        sign_before = not cjk_before and _is_punctuation(before)
        sign_after = not cjk_after and _is_punctuation(after)
        left = not space_after and (not sign_after or space_before or sign_before or cjk_before)
        right = not space_before and (not sign_before or space_after or sign_after or cjk_after)
        opens = left and (canSplitWord or not right or _is_punctuation(before))
        closes = right and (canSplitWord or not left or _is_punctuation(after))
        return Scanned(opens, closes, end - start)

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        """A token with `meta["at"]`: its offset into the paragraph's source."""
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        return token

    def pushPending(self) -> Token:
        """A token of text; its offset is that of its end."""
        token = super().pushPending()
        token.meta["at"] = self.pos
        return token

    @cached_property
    def hopeless(self) -> set[int]:
        """Offsets of opening brackets that can begin nothing, in a paragraph of very many: they
        are never closed, or hold more than DEEPEST_BRACKETS levels. A search for the end of each
        would go through the paragraph again."""
        if self.src.count("[") <= MANY_BRACKETS:
            return set()
        found: set[int] = set()
        opened: list[list[int]] = []
        for match in _BRACKET.finditer(self.src):
            if match[0] == "[":
                opened.append([match.start(), 0])
            elif match[0] == "]" and opened:
                at, levels = opened.pop()
                if levels >= DEEPEST_BRACKETS:
                    found.add(at)
                if opened:
                    opened[-1][1] = max(opened[-1][1], levels + 1)
        return found.union(at for at, _ in opened)


class _Inline(ParserInline):
    """The inline parser over `_State`."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Tokens of a paragraph's source."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def parser() -> MarkdownIt:
    """The parser, made once."""
    md = MarkdownIt("default", {"html": True, "maxNesting": 100})
    inline = md.inline
    md.inline = _Inline()
    md.inline.ruler = inline.ruler
    md.inline.ruler2 = inline.ruler2
    md.use(footnote_plugin, move_to_end=False)
    md.inline.ruler.before("link", "liquid", _liquid_inline)
    md.inline.ruler.before("link", "hopeless", _hopeless_bracket)
    block = md.block.ruler
    ends: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    flows: Any = {"alt": ["paragraph", "reference", "blockquote"]}
    block.at("code", _code)
    block.at("blockquote", _shallow(blockquote), ends)
    block.at("list", _shallow(list_block), flows)
    block.at("html_block", _html_block, flows)
    block.at("lheading", _underlined)
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.before("hr", "parting", _parting, ends)
    block.before("heading", "japanese_heading", _heading, flows)
    block.before("paragraph", "liquid", _liquid_block, ends)
    block.before("table", "highlight", _highlight, ends)
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _line(state: StateBlock, line: int) -> str:
    """A line without its indent, the containers that it lies in taken off."""
    return str(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])


def _shallow(rule: Any) -> Any:
    """A rule for containers that gives up where they lie too deep in one another."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < 2 * DEEPEST and bool(rule(state, start, end, silent))

    return bounded


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Indented code; Japanese prose that is indented is left to the paragraph rule."""
    if not state.is_code_block(start):
        return False
    if _PROSE.match(_line(state, start)):
        return False
    return bool(code(state, start, end, silent))


def _underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading that the next lines underline (CommonMark 4.3). Its rule goes through the whole
    paragraph, so it is only asked where a line that may be such a line comes before a blank one."""
    known = state.env.get("underlines")
    if known is None:
        known = state.env["underlines"] = [
            number
            for number, line in enumerate(state.src.split("\n"))
            if not (bare := line.rstrip(" \t")) or bare[-1] in "-="
        ]
        known.append(len(state.eMarks))
    at = bisect_right(known, start)
    if at == len(known) or known[at] >= end or state.isEmpty(known[at]):
        return False
    return bool(lheading(state, start, end, silent))


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table; cells that its head has no column for, which CommonMark's readers drop, stand in
    `meta["excess"]` of their row."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    row, cells = None, 0
    for token in state.tokens[first:]:
        if token.type == "tr_open":
            row, cells = token, 0
        elif token.type == "inline":
            cells += 1
        elif token.type == "tr_close" and row and row.map:
            text = _line(state, row.map[0]).strip()
            columns = escapedSplit(text.removeprefix("|"))
            if columns[-1].strip() == "":
                columns.pop()
            if len(columns) > cells:
                row.meta["excess"] = [column.strip() for column in columns[cells:]]
    return True


_UNTIL = (
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile(r"<(?=(?:script|style|pre|textarea)(?:[\s>]|$))", re.IGNORECASE), "</"),
)
"""How HTML begins that blank lines do not end (CommonMark 4.6, kinds 1 to 5), and its end."""


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of HTML; one that nothing closes is text, and swallows nothing behind it."""
    text = "" if state.is_code_block(start) else _line(state, start)
    for begins, closes in _UNTIL if text[:1] == "<" else ():
        if begins.match(text) and not _closed_behind(state, state.bMarks[start], closes):
            return False
    return bool(html_block(state, start, end, silent))


def _closed_behind(state: StateBlock, at: int, closes: str) -> bool:
    """Whether an end stands behind an offset; a failure is looked up once."""
    key = f"nothing closes {closes}"
    if state.env.get(key, len(state.src) + 1) <= at:
        return False
    if state.src.find(closes, at) >= 0:
        return True
    state.env[key] = at
    return False


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`#見出し` without its space and full-width ＃; a line of #hashtags is none."""
    if state.is_code_block(start) or (text := _line(state, start))[:1] not in ("#", "＃"):
        return False
    match = _HEADING.fullmatch(text.rstrip(" \t"))
    if not match or not match[3]:
        return False
    signs, gap, title = match[1], match[2], match[3]
    if not gap and not (is_japanese(title[0]) or (len(signs) > 1 and title[0].isalnum())):
        return False
    if not gap and len(signs) == 1 and re.search(r"[ \u3000][#＃]\S", title):
        return False
    if silent:
        return True
    state.line = start + 1
    level = len(signs)
    opening = state.push("heading_open", f"h{level}", 1)
    opening.markup = signs
    opening.map = [start, state.line]
    token = state.push("inline", "", 0)
    token.content = _without_closing_signs(title)
    token.map = [start, state.line]
    token.children = []
    state.push("heading_close", f"h{level}", -1)
    return True


def _without_closing_signs(title: str) -> str:
    """A heading without the signs that close it (CommonMark 4.2): white space is before them."""
    bare = title.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else title


def _parting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that only parts, as plain text has them."""
    if state.is_code_block(start) or not is_rule(text := _line(state, start)):
        return False
    if silent:
        return True
    state.line = start + 1
    token = state.push("hr", "hr", 0)
    token.map = [start, state.line]
    token.markup = text
    return True


def _liquid_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of nothing but Liquid tags and attribute lists: taken out."""
    text = _line(state, start)
    if not text.startswith("{") or _LIQUID.sub("", _ATTRIBUTES.sub("", text)).strip():
        return False
    if not silent:
        state.line = start + 1
    return True


def _highlight(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{% highlight python %}` to `{% endhighlight %}` is a block of code."""
    text = _line(state, start)
    match = _HIGHLIGHT.match(text.strip()) if text.startswith("{%") else None
    if not match:
        return False
    last = _line_after(state, start + 1, end)
    if not last:
        return False
    if silent:
        return True
    state.line = last + 1
    token = state.push("fence", "code", 0)
    token.info = match[1]
    token.content = state.getLines(start + 1, last, state.blkIndent, True)
    token.map = [start, state.line]
    return True


def _line_after(state: StateBlock, start: int, end: int) -> int:
    """The first line from `start` on that ends a highlight, or 0; a failure is looked up once."""
    if start >= state.env.get("no highlight ends from", end):
        return 0
    for number in range(start, end):
        if _END_HIGHLIGHT.match(_line(state, number).strip()):
            return number
    state.env["no highlight ends from"] = start
    return 0


def _hopeless_bracket(state: StateInline, silent: bool) -> bool:
    """A bracket that begins nothing is text, and so is the sign before it."""
    at = state.pos
    assert isinstance(state, _State)
    bracket = at + (state.src[at] in "!^")
    if bracket not in state.hopeless:
        return False
    if not silent:
        state.append_pending(state.src[at])
    state.pos = at + 1
    return True


def _liquid_inline(state: StateInline, silent: bool) -> bool:
    """`{% tag %}` and `{: attributes}` vanish, `{{ output }}` is text that holds no markup."""
    if state.src[state.pos] != "{":
        return False
    for pattern in (_LIQUID, _ATTRIBUTES, _OUTPUT):
        if match := pattern.match(state.src, state.pos, state.posMax):
            if not silent and pattern is _OUTPUT:
                state.push("text_special", "", 0).content = match[0]
            state.pos = match.end()
            return True
    return False
