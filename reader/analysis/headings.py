"""Headings that stand in a post, in every shape that they take.

Some are blocks of their own kind (ATX and setext, made by the formats). Others are paragraphs
that only look like headings: a line that is all bold, 第1章, 1., ①, ■, 【…】, or `#見出し` that no
Markdown parser takes for one. A paragraph is a heading where it is short, is no sentence, text
follows it, and it is not one of a run of siblings, which is a list. A third kind was glued by an
editing accident to the end of the paragraph before it or to the start of its own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.analysis.units import Unit, units
from reader.document import Block, Document, Kind, MarkKind

LONGEST = 50
"""Characters of a heading that has no sign of Markdown."""
_LONGEST_MARKED = 90
"""Characters of a heading with a # before it."""
_LONGEST_BACK = 12
"""Characters of a line that opens back matter by its words alone."""
_BACK = "back"
"""The shape of such a line: a heading only where back matter follows."""
_PROSE = 40
"""字 of a paragraph that counts as running text."""
_BACK_SHARE = 0.12
"""Of the running text, what back matter may have at most."""

_SENTENCE = re.compile(r"[。．！？!?][」』）)]?$")
_HASH = re.compile(r"[#＃]{1,6}[ \u3000]*(?=[^\s#＃])")
_GLUED_HASH = re.compile(r"(?:(?<=[。！？!?」）)])|(?<=[。！？!?」）)]\s))#{2,6}[ \u3000]+(?=\S)")

_SHAPES: tuple[tuple[str, int, str], ...] = (
    ("part", 1, r"第[0-9０-９一二三四五六七八九十百]+[部編篇]"),
    ("chapter", 1, r"(?:第[0-9０-９一二三四五六七八九十百]+[章回話]|序章|終章)"),
    ("section", 2, r"第[0-9０-９一二三四五六七八九十百]+[節項款]"),
    ("decimal", 2, r"[0-9０-９]+[.．-][0-9０-９]+[.．]?[ \u3000]*(?=[^\s0-9０-９%％])"),
    ("number", 1, r"[0-9０-９]{1,2}[.．、)）:：][ \u3000]*(?=[^\s0-9０-９])"),
    ("kanji", 1, r"[一二三四五六七八九十]{1,3}[、.．)）][ \u3000]*(?=\S)"),
    ("bracketed", 1, r"[(（][0-9０-９一二三四五六七八九十]{1,3}[)）][ \u3000]*(?=\S)"),
    ("circled", 1, r"[①-⑳㉑-㉟❶-❿][ \u3000]*(?=\S)"),
    ("roman", 1, r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}(?=[.．]))[.．、 \u3000]*(?=\S)"),
    ("filled", 1, r"[■◆●▼▲★◼][ \u3000]*(?=\S)"),
    ("hollow", 2, r"[□◇○▽△☆◻][ \u3000]*(?=\S)"),
    ("lenticular", 1, r"【[^】]{1,40}】$|〔[^〕]{1,40}〕$|≪[^≫]{1,40}≫$"),
)
"""Signs at the start of a line that make it a heading: name, rank among them, pattern."""

_BACK_MATTER = (
    r"^[\W\d_]*(?:(?:この記事(?:に|と))?関連(?:する)?(?:記事|リンク|書籍|情報|投稿|コンテンツ|ページ|"
    r"おすすめ書籍)|あわせて読みたい|合わせて読みたい|参考(?:文献|資料|記事|リンク|サイト|情報|URL)?$|"
    r"参照(?:元|文献)?$|引用(?:元|文献)|出典|脚注|注釈?$|註$|著者(?:について|紹介|プロフィール)|"
    r"執筆者|この記事を書いた人|プロフィール$|お問い?合わ?せ|タグ$|更新履歴|変更履歴|"
    r"(?:この記事に関連する)?おすすめ(?:の)?(?:書籍|記事|本)|底本|初出|謝辞$|免責事項|"
    r"references?$|bibliography$|further reading$|see also$|related (?:articles|posts|links)$|"
    r"footnotes?$|notes?$|acknowledge?ments?$)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands in the post."""

    unit: int
    """Index of its unit among the shown ones."""
    start: int
    end: int
    """Offsets into the logical text."""
    level: int
    """1 is outermost; by rank among the headings of this post, without holes."""
    title: str
    """Without its # signs; numbers and marks stay."""
    glued: bool = False
    """Whether it shares its block with running text."""
    back_matter: bool = False
    """Whether it opens back matter (related posts, references ...) at the end."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    unit: int
    start: int
    end: int
    title: str
    shape: str
    rank: int
    glued: bool = False


def is_back_matter(title: str) -> bool:
    """Whether a heading of that title opens what is no part of the argument."""
    return bool(re.match(_BACK_MATTER, title.strip(), re.IGNORECASE))


def headings(document: Document, shown: Sequence[Unit]) -> list[Heading]:
    """The headings among the shown units, in reading order."""
    candidates: list[_Candidate] = []
    for index, unit in enumerate(shown):
        block = document.blocks[unit.block]
        candidates.extend(_of_unit(index, unit, block))
    kept = _without_lists(candidates, shown, document)
    return _levelled(kept, shown)


def heading_blocks(document: Document) -> dict[int, int]:
    """The paragraphs that stand as headings: index into `Document.blocks` -> level.

    Blocks that are headings by kind are not among them.
    """
    shown = units(document)
    return {
        shown[heading.unit].block: heading.level
        for heading in headings(document, shown)
        if not heading.glued and shown[heading.unit].kind is not Kind.HEADING
    }


def _of_unit(index: int, unit: Unit, block: Block) -> list[_Candidate]:
    """What of one unit may be a heading."""
    text = unit.text.strip()
    if unit.kind is Kind.HEADING:
        return _of_heading_block(index, unit)
    if unit.kind is not Kind.PARAGRAPH or block.depth or block.quote or not text:
        return []
    whole = _shape(text, block)
    if whole is not None and (len(block.lines) < 2 or whole[0] in ("heading", "bold")):
        shape, rank, title = whole
        return [_Candidate(index, unit.start, unit.end, title, shape, rank)]
    return _glued(index, unit, block)


def _of_heading_block(index: int, unit: Unit) -> list[_Candidate]:
    """A heading by kind, unless a `---` under a paragraph made it one; its title alone where
    the text of its section follows on the same line."""
    text = unit.text.strip()
    title = _HASH.sub("", text, count=1) if _HASH.match(text) else text
    if len(title) <= _LONGEST_MARKED:
        if _SENTENCE.search(title) and title.count("。") > 1:
            return []
        return [_Candidate(index, unit.start, unit.end, title, "heading", unit.level)]
    cut = re.search(r"\s", title[4:_LONGEST_MARKED])
    if cut is None or "。" in title[: 4 + cut.start()]:
        return []
    head = title[: 4 + cut.start()]
    at = unit.start + unit.text.index(head)
    return [_Candidate(index, at, at + len(head), head, "heading", unit.level, True)]


def _shape(text: str, block: Block) -> tuple[str, int, str] | None:
    """Shape, rank and title of a paragraph that is one line and looks like a heading."""
    if "\n" in text:
        return None
    marked = _HASH.match(text)
    if marked and len(text) <= _LONGEST_MARKED and not text.endswith("。"):
        hashes = len(marked.group().strip())
        return "heading", hashes, text[marked.end() :].rstrip("#＃ ")
    if len(text) > LONGEST or "。" in text:
        return None
    if _is_bold(text, block):
        return "bold", 0, _plain(text)
    if len(text) <= _LONGEST_BACK and is_back_matter(text):
        return _BACK, 1, text
    if _SENTENCE.search(text) and not text.endswith(("？", "?")):
        return None
    for name, rank, pattern in _SHAPES:
        if re.match(pattern, text) and not text.endswith(("、", "，", ",")):
            return name, rank, text
    return None


def _is_bold(text: str, block: Block) -> bool:
    if text.startswith("**") and text.endswith("**") and len(text) > 4 and "**" not in text[2:-2]:
        return True
    start = len(block.text) - len(block.text.lstrip())
    end = len(block.text.rstrip())
    return any(
        mark.kind is MarkKind.STRONG and mark.start <= start + 1 and mark.end >= end - 1
        for mark in block.marks
    )


def _plain(text: str) -> str:
    bare = text.strip("*").strip()
    marked = _HASH.match(bare)
    return bare[marked.end() :] if marked else bare


def _glued(index: int, unit: Unit, block: Block) -> list[_Candidate]:
    """Headings inside a paragraph: after # signs, a bold run between sentences, a first line."""
    found: list[_Candidate] = []
    for match in _GLUED_HASH.finditer(unit.text):
        title = re.match(r"\S+", unit.text[match.end() : match.end() + LONGEST + 1])
        if title and len(title.group()) <= LONGEST and "。" not in title.group():
            start = unit.start + match.end()
            rank = len(match.group().strip())
            end = start + title.end()
            found.append(_Candidate(index, start, end, title.group(), "heading", rank, True))
    return found or _first_line(index, unit, block) or _bold_run(index, unit, block)


def _first_line(index: int, unit: Unit, block: Block) -> list[_Candidate]:
    """A heading line that no blank line parts from its paragraph."""
    if len(block.lines) < 2 or unit.text != block.text:
        return []
    end = block.lines[1][0]
    line = block.text[:end].strip()
    shape = _shape(line, block) if line else None
    if shape is None or shape[0] == "bold" or len(block.text) - end < len(line):
        return []
    if _begins_with(shape[0], block.text[end:].lstrip()):
        return []
    start = unit.start + block.text.index(line)
    return [_Candidate(index, start, start + len(line), shape[2], shape[0], shape[1], True)]


def _bold_run(index: int, unit: Unit, block: Block) -> list[_Candidate]:
    """A bold run that stands between two sentences and is none itself."""
    if unit.text != block.text:
        return []
    found: list[_Candidate] = []
    for mark in block.marks:
        title = block.text[mark.start : mark.end]
        before = block.text[: mark.start]
        after = block.text[mark.end :]
        if (
            mark.kind is MarkKind.STRONG
            and 4 <= len(title) <= LONGEST
            and "。" not in title
            and (not before or re.search(r"[。！？]\s+$", before))
            and re.match(r"\s+\S", after)
            and len(after) > len(title)
        ):
            start = unit.start + mark.start
            found.append(_Candidate(index, start, start + len(title), title, "bold", 0, True))
    return found


def _without_lists(
    candidates: list[_Candidate], shown: Sequence[Unit], document: Document
) -> list[_Candidate]:
    """Leaves out runs of siblings with no text between them, and lines that nothing follows.

    A sibling may be too long for a heading: that makes the short one beside it an entry too.
    """
    kept: list[_Candidate] = []
    for candidate in candidates:
        if not candidate.glued and candidate.shape != "heading":
            if candidate.unit + 1 >= len(shown):
                continue
            near = (candidate.unit - 1, candidate.unit + 1)
            if any(
                _has_sign(shown[at], document.blocks[shown[at].block], candidate.shape)
                for at in near
                if at >= 0
            ):
                continue
        kept.append(candidate)
    return kept


def _has_sign(unit: Unit, block: Block, shape: str) -> bool:
    """Whether a unit begins with the sign of a shape, however long it is."""
    text = unit.text.strip()
    if unit.kind is not Kind.PARAGRAPH:
        return False
    if shape == "bold":
        return _is_bold(text, block)
    return _begins_with(shape, text)


def _begins_with(shape: str, text: str) -> bool:
    """Whether a text begins with the sign of a shape."""
    return any(
        name == shape and re.match(pattern, text) is not None for name, _, pattern in _SHAPES
    )


def _levelled(candidates: list[_Candidate], shown: Sequence[Unit]) -> list[Heading]:
    """Levels without holes among the headings of the argument; back matter stands apart."""
    back = _back_matter_start(candidates, shown)
    kept = [one for one in candidates[:back] if one.shape != _BACK]
    candidates, back = [*kept, *candidates[back:]], len(kept)
    ranks = _ranks(candidates[:back])
    later = sorted({candidate.rank for candidate in candidates[back:]})
    return [
        Heading(
            candidate.unit,
            candidate.start,
            candidate.end,
            ranks[candidate.shape, candidate.rank] if at < back else _level_at(later, candidate),
            candidate.title.strip(),
            candidate.glued,
            at >= back,
        )
        for at, candidate in enumerate(candidates)
    ]


def _level_at(ranks: Sequence[int], candidate: _Candidate) -> int:
    """Level of a heading of back matter: the titles of back matter are outermost."""
    return 1 if is_back_matter(candidate.title) else 1 + ranks.index(candidate.rank)


def _ranks(candidates: Sequence[_Candidate]) -> dict[tuple[str, int], int]:
    """Level of each (shape, rank): # signs before numbers and marks, bold lines innermost.

    Of marks of one rank the one that comes first is the outer one; a part is above chapters.
    """
    kinds = dict.fromkeys((candidate.shape, candidate.rank) for candidate in candidates)
    first = {kind: at for at, kind in enumerate(kinds)}
    order = sorted(
        kinds,
        key=lambda kind: (
            kind[0] != "heading",
            kind[0] == "bold",
            kind[1],
            kind[0] != "part",
            kind[0] != "chapter",
            first[kind],
        ),
    )
    return {kind: level for level, kind in enumerate(order, 1)}


def _back_matter_start(candidates: Sequence[_Candidate], shown: Sequence[Unit]) -> int:
    """Index of the first heading after which there is no more of the argument.

    That is a title of back matter after which little of the prose stands.
    """
    prose = [
        unit.characters if unit.kind is Kind.PARAGRAPH and unit.characters >= _PROSE else 0
        for unit in shown
    ]
    most = _BACK_SHARE * sum(prose)
    for at, candidate in enumerate(candidates):
        if is_back_matter(candidate.title) and sum(prose[candidate.unit + 1 :]) <= most:
            return at
    return len(candidates)
