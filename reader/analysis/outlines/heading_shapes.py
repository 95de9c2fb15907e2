"""How a line looks that is a heading: signs before it, bold type, words of back matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.document import Block, MarkKind
from reader.patterns import pattern

LONGEST = 50
"""Characters of a heading that has no sign of Markdown."""
LONGEST_MARKED = 90
"""Characters of a heading with a # before it."""
_LONGEST_BACK = 12
"""Characters of a line that opens back matter by its words alone."""
BACK = "back"
"""The shape of such a line: a heading only where back matter follows."""

SENTENCE = pattern(r"[。．！？!?][」』）)]?$")
HASH = pattern(r"[#＃]{1,6}[ \u3000]*(?=[^\s#＃])")
GLUED_HASH = pattern(r"(?:(?<=[。！？!?」）)])|(?<=[。！？!?」）)]\s))#{2,6}[ \u3000]+(?=\S)")

NAMED = pattern(
    r"(?:プロローグ|エピローグ|幕間|間章|断章|あとがき|後書き?|まえがき|前書き?|はしがき|序文?|跋|結び|"
    r"はじめに|おわりに|終わりに|さいごに|まとめ|結論|総括|"
    r"[附付][ \u3000]*則|[附付][ \u3000]*録|prologue|epilogue|afterword)"
    r"(?:[ \u3000:：―—「『（(].{0,30}|[0-9０-９一二三四五六七八九十]{1,2})?",
    re.IGNORECASE,
)
"""Lines that head the parts of a book by their words alone."""

CONTENTS_ENTRY = pattern(r"(?:[.．・…‥･─]{2,}|[ \u3000]{3,})[ \u3000]*[0-9０-９]{1,4}$")

GOES_ON = ("、", "，", ",")
"""Ends of a line that its sentence goes on after."""

_APART = r"(?=$|[ \u3000:：.．、\-―—–〜～「『（(【]|[一-鿿々ァ-ヺー]{1,10}$)"
"""What stands behind the number of a chapter: a title that is parted from it, or one without kana.
Other words go on as a sentence (第一回戦の結果は, 第三章で述べた)."""
_SHAPES: tuple[tuple[str, int, str], ...] = (
    ("part", 1, rf"第[0-9０-９一二三四五六七八九十百]+[部編篇]{_APART}"),
    ("chapter", 1, rf"(?:第[0-9０-９一二三四五六七八九十百]+[章回話]|序章|終章){_APART}"),
    ("section", 2, rf"第[0-9０-９一二三四五六七八九十百]+[節項款]{_APART}"),
    ("decimal", 6, r"[0-9０-９]+[.．-][0-9０-９]+[.．]?[ \u3000]*(?=[^\s0-9０-９%％])"),
    ("closed", 5, r"[0-9０-９]{1,2}[)）][ \u3000]*(?=[^\s0-9０-９])"),
    ("number", 5, r"[0-9０-９]{1,2}[.．、:：][ \u3000]*(?=[^\s0-9０-９])"),
    ("kanji", 5, r"[一二三四五六七八九十]{1,3}[、.．)）][ \u3000]*(?=\S)"),
    ("bracketed", 6, r"[(（][0-9０-９一二三四五六七八九十]{1,3}[)）][ \u3000]*(?=\S)"),
    ("circled", 5, r"[①-⑳㉑-㉟❶-❿][ \u3000]*(?=\S)"),
    ("roman", 5, r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}(?=[.．]))[.．、 \u3000]*(?=\S)"),
    ("filled", 5, r"[■◆●▼▲★◼][ \u3000]*(?=\S)"),
    ("hollow", 6, r"[□◇○▽△☆◻][ \u3000]*(?=\S)"),
    (
        "lenticular",
        5,
        r"【[^】]{1,40}】$|〔[^〕]{1,40}(?<!登壇)(?<!起立)(?<!着席)(?<!退場)(?<!拍手)(?<!者あり)〕$|≪[^≫]{1,40}≫$",
    ),
)
"""Signs at the start of a line that make it a heading: name, rank among them, pattern."""

_BACK_MATTER = (
    r"^[\W\d_]*(?:(?:この記事(?:に|と))?関連(?:する)?(?:記事|リンク|書籍|情報|投稿|コンテンツ|ページ|"
    r"おすすめ書籍)|あわせて読みたい|合わせて読みたい|参考(?:文献|資料|記事|リンク|サイト|情報|URL)?$|"
    r"参照(?:元|文献)?$|引用(?:元|文献)|出典|脚注|注釈?$|註$|著者(?:について|紹介|プロフィール)|"
    r"執筆者|この記事を書いた人|プロフィール$|お問い?合わ?せ|.{0,15}ご相談|.{0,10}(?:無料相談|資料請求)|タグ$|更新履歴|変更履歴|"
    r"(?:この記事に関連する)?おすすめ(?:の)?(?:書籍|記事|本)|底本|初出|謝辞$|免責事項|"
    r"references?$|bibliography$|further reading$|see also$|related (?:articles|posts|links)$|"
    r"footnotes?$|notes?$|acknowledge?ments?$)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a heading."""

    unit: int
    """Index of its unit among the shown ones."""
    start: int
    end: int
    """Offsets into the logical text."""
    title: str
    shape: str
    rank: int
    glued: bool = False
    """Whether it shares its block with running text."""


def is_back_matter(title: str) -> bool:
    """Whether a heading of that title opens what is no part of the argument."""
    return bool(re.match(_BACK_MATTER, title.strip(), re.IGNORECASE))


def shape_of(text: str, block: Block) -> tuple[str, int, str] | None:
    """Shape, rank and title of a paragraph that is one line and looks like a heading."""
    if "\n" in text or is_contents_entry(text):
        return None
    marked = HASH.match(text)
    if marked and len(text) <= LONGEST_MARKED and not text.endswith("。"):
        hashes = len(marked.group().strip())
        return "heading", hashes, text[marked.end() :].rstrip("#＃ ")
    if len(text) > LONGEST or "。" in text:
        return None
    if is_bold(text, block):
        return None if text.rstrip("*").endswith(GOES_ON) else ("bold", 0, _plain(text))
    if len(text) <= _LONGEST_BACK and is_back_matter(text) and text[0] not in "(（":
        return BACK, 1, text
    if NAMED.fullmatch(text):
        return "named", 1, text
    if SENTENCE.search(text) and not text.endswith(("？", "?")):
        return None
    for name, rank, sign in _SHAPES:
        if re.match(sign, text) and not text.endswith(GOES_ON):
            return name, rank, text
    return None


def is_contents_entry(text: str) -> bool:
    """Whether a line is of a table of contents: its title is led to the number of a page."""
    return CONTENTS_ENTRY.search(text) is not None


def is_bold(text: str, block: Block) -> bool:
    if text.startswith("**") and text.endswith("**") and len(text) > 4 and "**" not in text[2:-2]:
        return True
    start = len(block.text) - len(block.text.lstrip())
    end = len(block.text.rstrip())
    return any(
        mark.kind is MarkKind.STRONG and mark.start <= start + 1 and mark.end >= end - 1
        for mark in block.marks
    )


def is_bold_line(line: str, start: int, block: Block) -> bool:
    """Whether a line that begins at that offset of a block is all that one mark sets bold."""
    end = start + len(line)
    return any(
        mark.kind is MarkKind.STRONG
        and start - 1 <= mark.start <= start
        and end - 1 <= mark.end <= end
        for mark in block.marks
    )


def _plain(text: str) -> str:
    bare = text.strip("*").strip()
    marked = HASH.match(bare)
    return bare[marked.end() :] if marked else bare


def begins_with(shape: str, text: str) -> bool:
    """Whether a text begins with the sign of a shape."""
    return any(name == shape and re.match(sign, text) is not None for name, _, sign in _SHAPES)
