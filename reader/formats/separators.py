"""Lines that part a text and say nothing: `---`, `＊＊＊`, `---END---`.

Such a line holds no letters but a word that says that something ends, between dashes or equals
signs. Other words between signs (`**Docker**`, `== 概要 ==`) are text.
"""

from __future__ import annotations

import re

from reader.document import Block, Kind
from reader.formats.input.harmless import harmless_line
from reader.patterns import pattern

_RULE = pattern(
    r"""
    [ \t\u3000]*
    (?: ([-=*_~＊＝－─━―◇◆■□★☆※♢♦•]) (?: [ \t\u3000]* \1 ){2,}   # *** , ＊　＊　＊
      | [-=－＝─━―]{2,} [ ]? (?i: (?: the[ ] )? end | fin | eof ) [ ]? [-=－＝─━―]{2,}  # ---END---
      | [＊*◇◆☆★※⁂†❖❦]                                                 # one ornament, alone
    )
    [ \t\u3000]*
    """,
    re.VERBOSE,
)
_FIRST = frozenset("-=*_~＊＝－─━―◇◆■□★☆※♢♦•⁂†❖❦ \t\u3000")
"""What such a line may begin with: most lines are told by this alone."""
_LONGEST = 120


def is_rule(line: str) -> bool:
    """Whether the line only parts what stands before it from what follows."""
    return (
        bool(line) and line[0] in _FIRST and len(line) <= _LONGEST and bool(_RULE.fullmatch(line))
    )


def rule(line: str, number: int) -> Block:
    """The block of such a line: no text; the line as it was written is its label."""
    return Block(Kind.RULE, "", lines=((0, number),), end_line=number, label=harmless_line(line))
