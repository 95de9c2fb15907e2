"""How fast lines are broken, beside everything else that breaks lines.

    python -m benchmarks.typeset_speed

One megabyte of distinct Japanese paragraphs at 60 cells. All breakers take their turn in every
round; the figure is the median of the rounds in processor time, the ratio that to the baseline
in the same rounds.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from importlib import import_module
from statistics import median
from time import process_time
from typing import Any

from benchmarks.typeset_texts import grown
from reader.cells import cell_len
from reader.document import Block, Document, Kind
from reader.typeset import Layout, Options, flow, wrap

WIDTH = 60
SIZE = 1_000_000
ROUNDS = 5
SHARE_OF_SLOW = 20
"""Those that take longer than a second a megabyte are given one paragraph in so many."""
BARS = {"strict": 12.0, "phrase": 2.0}
"""Times the baseline."""
BASELINE = "textual Content.wrap"

Breaker = Callable[[list[str]], object]


def _ours(**options: Any) -> Breaker:
    return lambda texts: [wrap(text, WIDTH, **options) for text in texts]


def _textual() -> Breaker:
    content = import_module("textual.content").Content
    return lambda texts: [content(text).wrap(WIDTH) for text in texts]


def _wcwidth() -> Breaker:
    wcwidth = import_module("wcwidth")
    return lambda texts: [wcwidth.wrap(text, WIDTH) for text in texts]


def _budoux() -> Breaker:
    parser = import_module("budoux").load_default_japanese_parser()
    return lambda texts: [parser.parse(text) for text in texts]


def _icu() -> Breaker:
    """ICU asked for the break before each line's end (`preceding`), as we ask our rules."""
    icu = import_module("icu")
    breaks = icu.BreakIterator.createLineInstance(icu.Locale("ja@lb=strict"))

    def lines(text: str) -> list[str]:
        breaks.setText(text)
        found: list[str] = []
        start, length = 0, len(text)
        while start < length:
            end = min(length, start + WIDTH // 2)
            left = WIDTH - cell_len(text[start:end])
            while left > 1 and end < length:
                following = end + left // 2
                left -= cell_len(text[end:following])
                end = min(length, following)
            stop = length if end >= length else max(start + 1, breaks.preceding(end + 1))
            found.append(text[start:stop])
            start = stop
        return found

    return lambda texts: [lines(text) for text in texts]


def _uniseg() -> Breaker:
    units = import_module("uniseg.linebreak").line_break_units
    return lambda texts: [list(units(text)) for text in texts]


def _textwrap() -> Breaker:
    return lambda texts: [textwrap.wrap(text, WIDTH // 2) for text in texts]


BREAKERS: dict[str, tuple[Callable[[], Breaker], bool]] = {
    BASELINE: (_textual, False),
    "strict": (lambda: _ours(), False),
    "strict, hanging": (lambda: _ours(hang=True), False),
    "strict, ambiguous 2": (lambda: _ours(ambiguous=2), False),
    "phrase": (lambda: _ours(mode="phrase"), False),
    "PyICU, line-driven": (_icu, False),
    "textwrap (no cells, no rules)": (_textwrap, False),
    "wcwidth.wrap": (_wcwidth, True),
    "budoux.parse alone": (_budoux, True),
    "uniseg, opportunities alone": (_uniseg, True),
}
"""Name -> what makes the breaker, and whether it is too slow for the whole text."""


def breaking() -> list[dict[str, object]]:
    """Megabytes a second of each breaker that is installed."""
    texts = grown(SIZE)
    breakers: dict[str, tuple[Breaker, list[str]]] = {}
    for name, (make, slow) in BREAKERS.items():
        try:
            breakers[name] = make(), texts[::SHARE_OF_SLOW] if slow else texts
        except ImportError:
            continue
    seconds: dict[str, list[float]] = {name: [] for name in breakers}
    for _ in range(ROUNDS):
        for name, (each, given) in breakers.items():
            begun = process_time()
            each(given)
            share = sum(map(len, given)) / sum(map(len, texts))
            seconds[name].append((process_time() - begun) / share)
    base = seconds[BASELINE]
    return [
        {
            "what": name,
            "value": round(SIZE / 1e6 / median(took), 1),
            "unit": "MB/s",
            "baseline": BASELINE,
            "ratio": round(median(b / own for b, own in zip(base, took, strict=True)), 2),
            "bar": BARS.get(name),
        }
        for name, took in seconds.items()
    ]


def laying_out() -> list[dict[str, object]]:
    """What a new measure costs: 40 rows in the middle of 50 KB and of 10 MB."""
    found: list[dict[str, object]] = []
    base = 0.0
    for name, size in (("50 KB", 50_000), ("10 MB", 10_000_000)):
        document = Document([Block(Kind.PARAGRAPH, text) for text in grown(size)])
        layout = Layout(flow(document), Options(80))
        layout.height()
        took: list[float] = []
        for measure in (60, 72, 40, 79, 66, 50, 61):
            begun = process_time()
            other = layout.relayout(Options(measure))
            place = other.place_of(document.starts[-1] // 2)
            for _ in range(40):
                other.row(place)
                place = other.step(place, 1)
            other.index_of(place)
            took.append((process_time() - begun) * 1e3)
        base = base or median(took)
        found.append(
            {
                "what": f"new measure to 40 rows, {name}",
                "value": round(median(took), 2),
                "unit": "ms",
                "baseline": "50 KB",
                "ratio": round(median(took) / base, 2),
                "bar": "at most 33 ms more",
            }
        )
    return found


def measure() -> list[dict[str, object]]:
    """All figures."""
    return breaking() + laying_out()


def main() -> None:
    """Prints the table."""
    for row in measure():
        print(
            f"{row['what']:34} {row['value']:>8} {row['unit']:5} {row['ratio']:>7}x"
            f" of {row['baseline']}" + (f"  (bar {row['bar']})" if row["bar"] else "")
        )


if __name__ == "__main__":
    main()
