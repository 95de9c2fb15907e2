"""Where sentences start and end in Japanese text.

A sentence ends after 。！？ (half-width forms and ?! too) and whatever closing brackets follow,
but not inside 「…」 or （…）, where such a stop belongs to the quotation: 「行く。」と言った is one
sentence. A bracket that is never closed does not swallow the rest of the paragraph.
"""

from __future__ import annotations

import re

from reader.document import Span
from reader.patterns import pattern

_OPEN = "「『（(〈《【〔［“‘"
_CLOSE = "」』）)〉》】〕］”’"
_LONGEST_QUOTATION = 400
"""Characters after which an opening bracket counts as forgotten."""

_TOKEN = pattern(rf"[{re.escape(_OPEN)}]|[{re.escape(_CLOSE)}]|[。｡！？!?‼⁇⁈⁉]+|[．.](?=\s|$)|\n")
_TAIL = pattern(rf"[{re.escape(_CLOSE)}]*")
_SPACE = pattern(r"\s*")


def sentences(text: str) -> list[Span]:
    """The sentences of a text, as offsets into it; white space between them belongs to none.

    >>> [text[a:b] for text in ["今日は雨。「帰る。」と言った。"] for a, b in sentences(text)]
    ['今日は雨。', '「帰る。」と言った。']
    """
    found: list[Span] = []
    begin = _after_space(text, 0)
    depth: list[int] = []
    position = begin
    while match := _TOKEN.search(text, position):
        position = match.end()
        token = match.group()
        if token in _OPEN:
            depth.append(match.start())
        elif token in _CLOSE:
            if depth:
                depth.pop()
        else:
            depth = [at for at in depth if _closes(text, at, match.start())]
            if depth and token != "\n":
                continue
            if token != "\n":
                tail = _TAIL.match(text, position)
                position = tail.end() if tail else position
            depth.clear()
            end = match.start() if token == "\n" else position
            if end > begin:
                found.append(Span(begin, end))
            begin = position = _after_space(text, position)
    end = len(text.rstrip())
    if end > begin:
        found.append(Span(begin, end))
    return found


def _closes(text: str, opened: int, stop: int) -> bool:
    """Whether the bracket at `opened` is closed somewhere after `stop`, within reach."""
    closing = _CLOSE[_OPEN.index(text[opened])]
    line_end = text.find("\n", stop, opened + _LONGEST_QUOTATION)
    reach = line_end if line_end >= 0 else opened + _LONGEST_QUOTATION
    return text.find(closing, stop, reach) >= 0


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
