"""How good the lines are: raggedness, parted phrases, equality with ICU.

    python -m benchmarks.typeset_quality

Raggedness is the root mean square of the cells that a line leaves empty, the last line of each
paragraph aside. A phrase counts as parted where a line ends inside a word group of budoux.parse,
unless at a space; with spaces, there too.
"""

from __future__ import annotations

import math
from collections import Counter
from importlib import import_module
from itertools import pairwise
from typing import Any

from benchmarks.typeset_texts import article, posts, ten_posts
from reader.cells import cell_len
from reader.typeset import wrap
from reader.typeset.breaking.urls import urls

WIDTHS = (40, 60, 80)
PHRASE_BARS = {40: (4.5, 5.6), 60: (1.0, 6.6), 80: (0.5, 6.9)}
"""Width -> parted phrases in percent, raggedness in cells; at most."""
ICU_WIDTHS = range(30, 121, 10)


def _row(what: str, value: object, unit: str, baseline: str, bar: object) -> dict[str, object]:
    return {
        "what": what,
        "value": value,
        "unit": unit,
        "baseline": baseline,
        "ratio": "",
        "bar": bar,
    }


def phrases() -> list[dict[str, object]]:
    """Parted phrases and raggedness, phrase mode beside strict; the bars are those of one post."""
    parse = import_module("budoux").load_default_japanese_parser().parse
    found: list[dict[str, object]] = []
    modes: dict[str, dict[str, Any]] = {
        "strict": {},
        "phrase": {"mode": "phrase"},
        "phrase, hanging": {"mode": "phrase", "hang": True},
    }
    for source, texts in (("one post", article()), ("ten posts", ten_posts())):
        ends = {text: _boundaries(parse(text)) for text in texts}
        for width in WIDTHS:
            for name, options in modes.items():
                parted, spaced, rms, lines = _judge(texts, ends, width, options)
                value = f"{parted:.1f} % parted ({spaced:.1f} with spaces), rms {rms:.2f}"
                bar = PHRASE_BARS[width] if name == "phrase" else ""
                found.append(_row(f"{source}, {name} at {width}", value, f"{lines} lines", "", bar))
    return found


def _boundaries(chunks: list[str]) -> set[int]:
    ends: set[int] = set()
    at = 0
    for chunk in chunks:
        at += len(chunk)
        ends.add(at)
    return ends


def _judge(
    texts: list[str], ends: dict[str, set[int]], width: int, options: dict[str, Any]
) -> tuple[float, float, float, int]:
    parted = spaced = breaks = squares = count = 0
    for text in texts:
        lines = wrap(text, width, **options)
        count += len(lines)
        at = 0
        for line, following in pairwise(lines):
            breaks += 1
            squares += max(0, width - cell_len(line)) ** 2
            at = text.index(line, at) + len(line)
            start = text.index(following, at)
            parted += start == at and at not in ends[text]
            spaced += start not in ends[text]
    share = 100 / breaks
    return share * parted, share * spaced, math.sqrt(squares / breaks), count


def icu_equality() -> list[dict[str, object]]:
    """Share of lines that are ICU's too (ja, lb=strict), and why others are not."""
    try:
        icu = import_module("icu")
    except ImportError:
        return []
    breaks = icu.BreakIterator.createLineInstance(icu.Locale("ja@lb=strict"))
    same = total = 0
    reasons: Counter[str] = Counter()
    for text in article() + posts():
        ends = _icu_ends(breaks, text)
        for width in ICU_WIDTHS:
            theirs = _filled(text, ends, width)
            lines = wrap(text, width)
            if theirs is None:
                continue
            total += len(theirs)
            equal = sum(line in set(lines) for line in theirs)
            same += equal
            if equal < len(theirs):
                reason = "address" if any(urls(text)) else "～" if "～" in text else "quotes"
                if reason == "quotes" and not set(text) & set("“”‘’"):
                    reason = "unexplained"
                reasons[reason] += len(theirs) - equal
    value = f"{100 * same / total:.3f}"
    return [_row("lines equal to ICU strict, 30 to 120", value, "%", str(dict(reasons)), 99.9)]


def _icu_ends(breaks: Any, text: str) -> list[int]:
    breaks.setText(text)
    units = [at for at, character in enumerate(text) for _ in range(1 + (character > "\uffff"))]
    return [units[end] if end < len(units) else len(text) for end in breaks]


def _filled(text: str, ends: list[int], width: int) -> list[str] | None:
    """The lines of a greedy fill; None where something is wider than a line."""
    lines: list[str] = []
    start = last = 0
    for end in ends:
        if cell_len(text[start:end].rstrip()) > width:
            if last == start:
                return None
            lines.append(text[start:last].rstrip())
            start = last
            if cell_len(text[start:end].rstrip()) > width:
                return None
        last = end
    return [*lines, text[start:].rstrip()]


def measure() -> list[dict[str, object]]:
    """All figures."""
    return phrases() + icu_equality()


def main() -> None:
    """Prints the table."""
    for row in measure():
        bar = f"  (bar {row['bar']})" if row["bar"] != "" else ""
        print(f"{row['what']:38} {row['value']} {row['unit']}{bar}  {row['baseline']}")


if __name__ == "__main__":
    main()
