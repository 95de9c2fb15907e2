"""The sentences of a whole post as comparable strings.

Sentences are cut here without regard to brackets: what matters is that two copies of a text are
cut alike, and a copy that starts inside a quotation does not know of the bracket before it.
White space is left out of what is compared, so that a copy compares equal wherever its lines
break. The title is the first sentence, because a copy of the whole article starts with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from reader.document import Block, Document, Kind
from reader.patterns import pattern

_END = pattern(
    r"(?:[。！？｡‼⁇⁈⁉!?]|(?<![0-9０-９])[.．](?=\s|$))+[」』）)〉》】〕］”’\"'*_]*",
)
_MARKUP = pattern(r"\*{2,}|^#{1,6}\s+", re.MULTILINE)
"""Signs of Markdown that a plain text file shows as they are."""

_CLOSED = pattern(r"[。！？｡‼⁇⁈⁉!?.．][」』）)〉》】〕］”’\"'*_]*$")

_LINE = r"[-=_*#~+<>|―—–─━＝－＊＿～・◆◇■□●○☆★※.．\s]+"
_RULE = pattern(_LINE)

_WHOLE = frozenset({Kind.CODE, Kind.TABLE})
"""Kinds that are compared block by block."""
_LONGEST_HEADING = 90
"""Characters of a heading that is compared as one; a longer one has its text glued to it."""


class Sentence(NamedTuple):
    """A stretch of text that is compared as one."""

    key: str
    """Without white space and markup."""
    start: int
    end: int
    """Offsets into the logical text; the white space after it is not in it."""
    block: int
    """Index into `Document.blocks`; -1 for the title."""


def is_separator(block: Block) -> bool:
    """Whether a block only parts others: a rule, or a line that holds no letter."""
    text = block.text
    if block.kind is Kind.RULE or not text.strip():
        return block.kind is Kind.RULE
    if len(text) > 60 or block.kind in _WHOLE:
        return False
    return bool(_RULE.fullmatch(text))


def is_end_mark(block: Block) -> bool:
    """Whether a rule says that a text ends, as ---END--- does; other rules part scenes."""
    return block.kind is Kind.RULE and any(map(str.isalpha, block.label))


class Sentences:
    """All sentences of a document in order, with the places where they stand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.separators = {
            index for index, block in enumerate(document.blocks) if is_separator(block)
        }
        found = list(self._title())
        for index, block in enumerate(document.blocks):
            if index not in self.separators:
                found.extend(_sentences(block, document.starts[index], index))
        self.all = unglued(found, document)
        self.of_block = _ranges(self.all, len(document.blocks))
        """The sentences of each block."""
        self.keys = [sentence.key for sentence in self.all]
        self.at = list(accumulate(map(len, self.keys), initial=0))
        """Offset of each sentence into `joined`, and of its end."""

    def _title(self) -> Iterator[Sentence]:
        key = compared(self.document.title)
        if key:
            yield Sentence(key, 0, 0, -1)

    @cached_property
    def joined(self) -> str:
        """All keys as one string."""
        return "".join(self.keys)

    def kind(self, index: int) -> Kind:
        """The kind of the block that holds a sentence."""
        block = self.all[index].block
        return Kind.HEADING if block < 0 else self.document.blocks[block].kind

    def is_first(self, index: int) -> bool:
        """Whether a sentence opens its block."""
        return index == 0 or self.all[index - 1].block != self.all[index].block

    def is_last(self, index: int) -> bool:
        """Whether a sentence ends its block."""
        return index + 1 == len(self.all) or self.all[index + 1].block != self.all[index].block

    def is_open(self, index: int) -> bool:
        """Whether a sentence stops without a full stop, as a cut one does and a heading."""
        return self.is_last(index) and not _CLOSED.search(self.keys[index][-8:])

    def holding(self, offset: int) -> int:
        """The sentence that holds an offset into `joined`."""
        return min(bisect_right(self.at, offset) - 1, len(self.all) - 1)

    def logical(self, offset: int) -> int:
        """The offset into the logical text of a character of `joined`; -1 in the title."""
        index = self.holding(offset)
        sentence = self.all[index]
        return -1 if sentence.block < 0 else self.inside(index, offset - self.at[index])

    def inside(self, index: int, length: int) -> int:
        """The offset into the logical text after `length` characters of a sentence's key."""
        return offset_inside(self.document, self.all[index], length)


def unglued(found: list[Sentence], document: Document) -> list[Sentence]:
    """Parts a heading or title from the sentence that a copy has set on the same line.

    It is parted only where both stand by themselves somewhere in the post.
    """
    keys = {sentence.key for sentence in found}
    heads = sorted(_open_keys(found))
    result: list[Sentence] = []
    for sentence in found:
        while head := longest_prefix(heads, sentence.key):
            if sentence.key[len(head) :] not in keys or sentence.block < 0:
                break
            cut = offset_inside(document, sentence, len(head))
            if not _is_seam(document, sentence.block, cut):
                break
            text = document.text[cut : sentence.end]
            result.append(Sentence(head, sentence.start, cut, sentence.block))
            start = sentence.end - len(text.lstrip())
            sentence = Sentence(sentence.key[len(head) :], start, sentence.end, sentence.block)
        result.append(sentence)
    return result


def _is_seam(document: Document, index: int, cut: int) -> bool:
    """Whether white space, a new source line or the end of a mark parts a block at an offset."""
    block = document.blocks[index]
    at = cut - document.starts[index]
    return (
        block.text[at - 1 : at + 1].strip() != block.text[at - 1 : at + 1]
        or any(offset == at for offset, _ in block.lines)
        or any(at in (mark.start, mark.end) for mark in block.marks)
    )


def _open_keys(found: list[Sentence]) -> set[str]:
    """The keys that end their block without a full stop."""
    last = {sentence.block: sentence.key for sentence in found}
    return {key for key in last.values() if not _CLOSED.search(key[-8:])}


def longest_prefix(ordered: list[str], text: str) -> str:
    """The longest of the sorted strings that `text` starts with and is longer than, else ""."""
    high = bisect_right(ordered, text[:-1])
    while high:
        near = ordered[high - 1]
        if text.startswith(near):
            return near
        shared = common(near, text)
        if not shared:
            break
        high = bisect_right(ordered, text[:shared], 0, high - 1)
    return ""


def common(one: str, other: str) -> int:
    """How many characters two strings have in common at their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _ranges(found: list[Sentence], blocks: int) -> list[range]:
    ends = [0] * (blocks + 1)
    for sentence in found:
        ends[sentence.block + 1] += 1
    ends = list(accumulate(ends))
    return [range(low, high) for low, high in pairwise(ends)]


def offset_inside(document: Document, sentence: Sentence, length: int) -> int:
    """The offset into the logical text after `length` characters of a sentence's key."""
    base = document.starts[sentence.block]
    text = document.blocks[sentence.block].text[sentence.start - base : sentence.end - base]
    low, high = length, len(text)
    while low < high:  # the shortest beginning whose key has that many characters
        middle = (low + high) // 2
        if len(compared(text[:middle])) < length:
            low = middle + 1
        else:
            high = middle
    return sentence.start + low


def compared(text: str) -> str:
    """A text without white space and without the Markdown signs that plain text may show."""
    if "**" in text or "#" in text:
        text = _MARKUP.sub("", text)
    return "".join(text.split())


def _sentences(block: Block, base: int, index: int) -> Iterator[Sentence]:
    text = block.text
    if block.kind in _WHOLE:
        key = text if block.kind is Kind.CODE else compared(text)
        if text.strip():
            yield Sentence(key, base, base + len(text), index)
        return
    ends = (
        [] if block.kind is Kind.HEADING and len(text) <= _LONGEST_HEADING else _END.finditer(text)
    )
    begin = 0
    for end in [*(match.end() for match in ends), len(text)]:
        raw = text[begin:end]
        key = compared(raw)
        if key:
            lead = len(raw) - len(raw.lstrip())
            yield Sentence(key, base + begin + lead, base + begin + len(raw.rstrip()), index)
            begin = end
