"""What is wrong with the lines: every post at every width from 20 to 120, in every mode.

    python -m benchmarks.typeset_faults          all of it, some minutes
    python -m benchmarks.typeset_faults --some   every seventh paragraph at each width

The rules are written down here once more, from JLREQ and CSS Text 3, and not taken from the
package. Latin text without a space that is wider than a line, as many addresses are, may be broken
anywhere; nothing else may. Textual is measured beside it on one post.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from multiprocessing import Pool
from random import Random

from benchmarks.typeset_texts import article, posts
from reader.cells import cell_len, clusters, is_complex
from reader.typeset import wrap
from reader.typeset.breaking.urls import may_hold_urls, urls

WIDTHS = range(20, 121)
STRINGS = 10_000
"""Generated texts whose lines must hold all of them."""

_KANA = "ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶｰ"
_LOOSER = "々〻ゝゞヽヾ・：；･！？‼⁇⁈⁉％‰℃℉…‥"
_SIGNS = frozenset("％‰℃℉%")
"""Of these, what does so directly behind a numeral only (JLREQ cl-13)."""
_ALWAYS = "、。，．」』】）〕〉》］｝〙〗〟｠｡｣､ﾞﾟ゛゜,.!?:;)]}"
_TILDES = "〜～゠‐–"
NO_START = {
    "strict": frozenset(_ALWAYS + _KANA + _TILDES + _LOOSER + "%"),
    "normal": frozenset(_ALWAYS + _LOOSER + "%"),
    "loose": frozenset(_ALWAYS),
}
"""Level -> what starts no line (JLREQ 3.1.7 and appendix C, CSS Text 3 §5.3)."""
NO_END = frozenset("（〔［｛〈《「『【〘〖〝｟｢([{")
"""What ends no line at any level (JLREQ 3.1.8)."""
_BEFORE_AMOUNT = frozenset("￥＄￡$¥£№")
"""What ends no line before a numeral (JLREQ 3.1.10 d)."""
MODES = ("strict", "normal", "loose", "phrase")
_RUN = re.compile(r"[!-~]+[」』）】〕〉》］、。，．]*")
"""Latin text without a space, and what cannot be parted from it."""
_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*")
"""What is never broken where it fits on a line (JLREQ 3.1.10 c, 3.2.6 a)."""


class _Ranges:
    """Ranges of a text, sorted."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._all = list(ranges)
        self._starts = [start for start, _ in self._all]

    def around(self, at: int) -> tuple[int, int]:
        """The range that parts at an offset inside of it; (0, 0) if there is none."""
        number = bisect_left(self._starts, at) - 1
        start, end = self._all[number] if number >= 0 else (0, 0)
        return (start, end) if start < at < end else (0, 0)


class Judge:
    """Finds the faults of one text at any width."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._runs = _Ranges(match.span() for match in _RUN.finditer(text))
        self._words = _Ranges(match.span() for match in _WORD.finditer(text))
        self._addresses = _Ranges(urls(text) if may_hold_urls(text) else ())
        self._inside: frozenset[int] = frozenset()
        if is_complex(text):
            ends, at = {0}, 0
            for cluster in clusters(text):
                at += len(cluster)
                ends.add(at)
            self._inside = frozenset(range(len(text) + 1)) - ends

    def faults(self, lines: list[str], width: int, level: str, hang: int = 0) -> Iterator[str]:
        """What is wrong, one word for each fault."""
        text, at = self.text, 0
        for number, line in enumerate(lines):
            start = text.find(line, at)
            if start < 0 or text[at:start].strip(" \u3000"):
                yield "text lost"
                return
            if cell_len(line) > width + hang and len(clusters(line)) > 1:
                yield "too wide"
            if number:
                yield from self._at(at, start, width, level)
            at = start + len(line)
        if text[at:].strip(" \u3000"):
            yield "text lost"

    def _at(self, end: int, start: int, width: int, level: str) -> Iterator[str]:
        """The faults where a line ends at one offset and the next starts at another."""
        text = self.text
        if end in self._inside or start in self._inside:
            yield "split cluster"
        first, last = self._runs.around(start)
        if end == start and cell_len(text[first:last]) > width:
            return
        if self._addresses.around(start)[1]:
            yield "broken address"
        elif end == start and self._words.around(start)[1]:
            yield "broken word or number"
        after = text[start : start + 1]
        if after in NO_START[level] and (end == start or after not in _SIGNS):
            yield "forbidden start"
        before = text[end - 1 : end]
        amount = before in _BEFORE_AMOUNT and text[start : start + 1].isdigit()
        if before in NO_END or (amount and level != "loose"):
            yield "forbidden end"


Found = tuple[Counter[str], Counter[str], list[tuple[str, int, str, str]]]
"""Faults and lines of each mode, and examples: mode, width, fault, text."""


def judged(some: bool, numbered: tuple[int, str]) -> Found:
    """The faults of one text at all widths and in all modes."""
    number, text = numbered
    judge = Judge(text)
    faults: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    examples: list[tuple[str, int, str, str]] = []
    for width in WIDTHS:
        if some and (number + width) % 7:
            continue
        for mode in MODES:
            level = "strict" if mode == "phrase" else mode
            for hang in (False, True) if mode in ("strict", "phrase") else (False,):
                broken = wrap(text, width, mode=mode, hang=hang)  # type: ignore[arg-type]
                lines[mode] += len(broken)
                for fault in judge.faults(broken, width, level, 2 * hang):
                    faults[f"{mode}: {fault}"] += 1
                    examples.append((mode, width, fault, text[:200]))
    return faults, lines, examples[:3]


def generated(count: int) -> Iterator[str]:
    """Texts of all sorts of characters, the same in every run."""
    random = Random(3)
    parts = [
        *"あいうっゃー々漢字東京カタカナ、。「」『』（）！？…―・〜～ \u3000ｶﾞ％￥“”",
        *(
            "AI",
            "3,800億円",
            "https://example.com/a/b?c=d",
            "👍🏽",
            "🇯🇵",
            "👨‍👩‍👧",
            "é",
            "か\u3099",
        ),
        *(
            "\u00a0",
            "\u200b",
            "\u2060",
            "\u00ad",
            "\t",
            "สวัสดี",
            "한국어",
            "مرحبا",
            "#タグ",
            "―" * 9,
        ),
    ]
    for _ in range(count):
        yield "".join(random.choices(parts, k=random.randint(0, 90)))


def lost(texts: Iterable[str]) -> int:
    """How many texts do not come out whole, at widths from 1 to 120."""
    random = Random(4)
    found = 0
    for text in texts:
        mode, width = random.choice(MODES), random.randint(1, 120)
        lines = wrap(text, width, mode=mode, hang=random.random() < 0.5)  # type: ignore[arg-type]
        faults = Judge(text).faults(lines, width, "loose", 2)
        found += any(fault in ("text lost", "split cluster") for fault in faults)
    return found


def _textual() -> Counter[str]:
    """Faults of Textual's lines of one post at 40, 60, 80 and 100 cells."""
    content = import_module("textual.content").Content
    found: Counter[str] = Counter()
    for text in article():
        judge = Judge(text)
        for width in (40, 60, 80, 100):
            lines = [line.plain.rstrip() for line in content(text).wrap(width)]
            found.update(judge.faults(lines, width, "strict"))
    return found


def measure(some: bool = True) -> list[dict[str, object]]:
    """The figures."""
    texts = list(dict.fromkeys(article() + posts(1000)))
    with Pool(2) as pool:
        results = pool.map(partial(judged, some), enumerate(texts), chunksize=64)
    faults: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for found, counted, examples in results:
        faults += found
        lines += counted
        for example in examples if __name__ == "__main__" else ():
            print(*example, sep="\t", file=sys.stderr)
    try:
        theirs = f"Textual, one post at 40/60/80/100: {dict(_textual())}"
    except ImportError:
        theirs = ""
    rows: list[dict[str, object]] = []
    for mode in MODES:
        own = {name.split(": ")[1]: n for name, n in faults.items() if name.startswith(mode)}
        what = f"faults in {lines[mode]:,} lines, {mode}"
        rows.append(
            _row(what, sum(own.values()), str(own or ""), theirs if mode == MODES[0] else "")
        )
    rows.append(_row(f"of {STRINGS:,} generated texts not whole", lost(generated(STRINGS)), "", ""))
    return rows


def _row(what: str, value: int, unit: str, baseline: str) -> dict[str, object]:
    return {"what": what, "value": value, "unit": unit, "baseline": baseline, "ratio": "", "bar": 0}


def main() -> None:
    """Prints the table."""
    for row in measure(some="--some" in sys.argv):
        print(f"{row['what']:44} {row['value']} {row['unit']}  {row['baseline']}")


if __name__ == "__main__":
    main()
