"""Japanese line breaking for any program: text in, lines out."""

from __future__ import annotations

from reader.typeset.breaking.breaker import breaker, level_at
from reader.typeset.options import Wrap


def wrap(
    text: str,
    width: int,
    *,
    mode: Wrap = "strict",
    hang: bool = False,
    ambiguous: int = 1,
) -> list[str]:
    """Breaks a text into lines of at most `width` cells by the Japanese rules (kinsoku).

    No line starts with 、 or 」 or ends with 「; words, numbers and addresses are kept whole where
    they fit; no grapheme cluster is parted. White space vanishes where a line ends. A newline
    ends a line. A cluster wider than `width` stands on a line of its own.

    mode: "strict", "normal" or "loose", the levels of CSS Text 3 §5.3, or "phrase", where lines
    end with phrases (文節). hang: 、 and 。 that do not fit stand in a margin of 2 cells beyond
    `width`. ambiguous: cells of a character of East Asian Width Ambiguous, 1 or 2.

    Raises ValueError where `width` is less than 1.

    >>> wrap("「行く。」と彼は言った。", 10)
    ['「行く。」', 'と彼は言っ', 'た。']
    >>> wrap("価格は3,800億円です。", 10)
    ['価格は', '3,800億円', 'です。']
    >>> wrap("今日は雨だった。", 14, hang=True)
    ['今日は雨だった。']
    """
    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    if mode == "phrase":
        from reader.typeset.breaking.phrase_breaker import phrase_breaker

        lines = phrase_breaker(ambiguous, hang).lines
    else:
        lines = breaker(level_at(mode, width), ambiguous, hang).lines
    return [line[start:end] for line in text.split("\n") for start, end in lines(line, width)]
