"""How good the lines are: kinsoku, broken words, raggedness, parted phrases, equality with ICU.

    python -m benchmarks.typeset_quality

Raggedness is the root mean square of the cells that a line leaves empty, the last line of each
paragraph aside. A phrase counts as parted where a line ends inside a word group of budoux.parse,
unless at a space; with spaces, there too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from typing import Any

from benchmarks.typeset_texts import article, posts
from reader.cells import cell_len
from reader.typeset import wrap
from reader.typeset.urls import may_hold_urls, urls

WIDTHS = (40, 60, 80)
NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ）〕］｝〉》」』】〙〗〟｠"
    "‐゠–〜～‼⁇⁈⁉｡｣､･ｰﾞﾟ,.!?:;)]}%％‰℃…‥"
)
NO_END = frozenset("（〔［｛〈《「『【〘〖〝｟｢([{￥＄£$¥№")
PHRASE_BARS = {40: (4.5, 5.6), 60: (1.0, 6.6), 80: (0.5, 6.9)}
"""Width -> parted phrases in percent, raggedness in cells; at most."""
ICU_WIDTHS = range(30, 121, 10)

Wrap = Callable[[str, int], list[str]]


def faults(text: str, lines: list[str], width: int, hang: int = 0) -> Counter[str]:
    """What is wrong with the lines of one paragraph."""
    found: Counter[str] = Counter()
    for number, line in enumerate(lines):
        found["too wide"] += cell_len(line) > width + hang
        if number:
            before = lines[number - 1]
            found["forbidden start"] += line[:1] in NO_START
            found["forbidden end"] += before[-1:] in NO_END
            both = before[-1:] + line[:1]
            found["broken word"] += both.isascii() and both.isalnum() and before + line in text
    return found


def _textual() -> Wrap:
    content = import_module("textual.content").Content
    return lambda text, width: [line.plain.rstrip() for line in content(text).wrap(width)]


def kinsoku() -> list[dict[str, object]]:
    """Faults in every mode at every width from 20 to 120; texts with addresses are left out."""
    texts = [text for text in article() + posts(95) if not may_hold_urls(text)]
    ours: Counter[str] = Counter()
    for width in range(20, 121):
        # Every seventh paragraph at each width, all of them by turns.
        for text in texts[width % 7 :: 7]:
            ours += faults(text, wrap(text, width), width)
            if width % 20 == 0:
                ours += faults(text, wrap(text, width, mode="phrase"), width)
                ours += faults(text, wrap(text, width, hang=True), width, 2)
    theirs: Counter[str] = Counter()
    try:
        textual = _textual()
        for width in (40, 60, 80, 100):
            for text in article():
                theirs += faults(text, textual(text, width), width)
    except ImportError:
        pass
    note = f"Textual, article at 40/60/80/100: {dict(theirs)}"
    return [
        _row(
            "faults, widths 20 to 120",
            sum(ours.values()),
            str({k: n for k, n in ours.items() if n} or ""),
            note,
            0,
        )
    ]


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
    """Parted phrases and raggedness of the article, phrase mode beside strict."""
    parse = import_module("budoux").load_default_japanese_parser().parse
    found: list[dict[str, object]] = []
    texts = article()
    ends = {text: _boundaries(parse(text)) for text in texts}
    for width in WIDTHS:
        for name, options in (
            ("strict", {}),
            ("phrase", {"mode": "phrase"}),
            ("phrase, hanging", {"mode": "phrase", "hang": True}),
        ):
            parted, spaced, rms, lines = _judge(texts, ends, width, options)
            bar = PHRASE_BARS[width] if name == "phrase" else ""
            value = (
                f"{parted:.1f} % parted ({spaced:.1f} with spaces), rms {rms:.2f}, {lines} lines"
            )
            found.append(_row(f"{name} at {width}", value, "", "", bar))
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
    return kinsoku() + phrases() + icu_equality()


def main() -> None:
    """Prints the table."""
    for row in measure():
        bar = f"  (bar {row['bar']})" if row["bar"] != "" else ""
        print(f"{row['what']:38} {row['value']} {row['unit']}{bar}  {row['baseline']}")


if __name__ == "__main__":
    main()
