"""The notation of Aozora Bunko: title lines, a legend, one paragraph a line, ［＃notes］.

Source: Aozora Bunko, 組版案内 and 注記一覧. Notes inside a paragraph are read by `notation`;
those that say what a line is are read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.config.settings import Breaks
from reader.document import Block, Kind
from reader.formats.draft import Segment
from reader.formats.links import linked
from reader.formats.notation import NOTE, notated, written
from reader.formats.parsed import Parsed
from reader.formats.separators import is_rule, rule

_LEVELS = {"大": 1, "中": 2, "小": 3}
_HEADING = re.compile(
    r"［＃「[^」\n]*」は(?:同行|窓)?([大中小])見出し］|［＃(?:ここから)?(?:同行|窓)?([大中小])見出し］"
)
_BREAK = re.compile(r"［＃改(?:ページ|丁|段|見開き)］")
_NOTE_ONLY = re.compile(r"(?:［＃[^［］\n]{0,400}］)+")
_LEGEND = re.compile(r"テキスト中に現れる記号|《》：ルビ|［＃］：入力者注")
_DASHES = re.compile(r"-{10,}")
_MOST_HEAD_LINES = 6
_LONGEST_LEGEND = 60
_WHITE = " \t\u3000"


def parse(body: str, first_line: int, breaks: Breaks = "auto") -> Parsed:
    """The blocks of an Aozora text whose first line is line `first_line` of its file.

    Whatever `breaks` says, every line is a paragraph, as the notation has it.
    """
    lines = body.replace("\t", " ").split("\n")
    legend = _legend(lines)
    title, author, start = _head(lines, legend[0] if legend else 0)
    blocks: list[Block] = []
    heading = 0
    for number in range(start, len(lines)):
        if legend and legend[0] <= number < legend[1]:
            continue
        line = lines[number].strip(" \t").rstrip(_WHITE)
        if not line:
            continue
        level = _level(line) if NOTE in line else 0
        if level and _NOTE_ONLY.fullmatch(line):
            heading = level
        if heading and "見出し終わり］" in line:
            level, heading = (0 if _NOTE_ONLY.fullmatch(line) else heading), 0
        if block := _block(line, first_line + number, level or heading):
            blocks.append(block)
    return Parsed(blocks, title, author)


def _block(line: str, number: int, level: int) -> Block | None:
    """What one line becomes; None where it holds only notes for the typesetter."""
    if is_rule(line) or (NOTE in line and _BREAK.fullmatch(line)):
        return rule(line, number)
    if NOTE in line and _NOTE_ONLY.fullmatch(line):
        return None
    kind, places = Kind.HEADING if level else Kind.PARAGRAPH, ((0, number),)
    if not written(line):
        return Block(kind, line, level, (), places, number)
    segment = linked(notated(Segment(line, [], [*places]), aozora=True))
    if not segment.text.strip():
        return None
    return Block(kind, segment.text, level, tuple(segment.marks), places, number)


def _level(line: str) -> int:
    """The level that a line's notes give it as a heading, or 0."""
    match = _HEADING.search(line)
    return _LEVELS[match[1] or match[2]] if match else 0


def _legend(lines: Sequence[str]) -> tuple[int, int] | None:
    """(first, last + 1) of the block that explains the signs, between two lines of dashes."""
    first = next((n for n, line in enumerate(lines[:40]) if _DASHES.fullmatch(line.strip())), -1)
    if first < 0:
        return None
    for last in range(first + 1, min(len(lines), first + _LONGEST_LEGEND)):
        if _DASHES.fullmatch(lines[last].strip()):
            explains = any(_LEGEND.search(line) for line in lines[first:last])
            return (first, last + 1) if explains else None
    return None


def _head(lines: Sequence[str], legend: int) -> tuple[str, str, int]:
    """(title, author, index of the first line of the text).

    The title is the first line, the author the last one before a blank line. Without a legend
    after them such lines may as well be text, and stay.
    """
    if not legend:
        return "", "", 0
    head = [line.strip(_WHITE) for line in lines[:legend]]
    named = [line for line in head if line]
    if not named or len(named) > _MOST_HEAD_LINES:
        return "", "", 0
    texts = [notated(Segment(line), aozora=True).text for line in named]
    return texts[0], texts[-1] if len(texts) > 1 else "", legend
