"""How many cases of Unicode's LineBreakTest and GraphemeBreakTest our breaks agree with.

    python -m benchmarks.conformance [FOLDER]

FOLDER holds unicode-15.0/LineBreakTest.txt and unicode-*/GraphemeBreakTest.txt. ICU and uniseg
stand beside, where they are installed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from reader.typeset.breaking.breaker import breaker
from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.rules import YES, pairs

SUITES = Path("/work/shared/suites")

Breaks = Callable[[str], set[int]]
"""Text -> offsets of its break opportunities, the end left out."""


def cases(path: Path) -> list[tuple[str, set[int]]]:
    """Each text of a test file and where it is parted."""
    found: list[tuple[str, set[int]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        tokens = line.split("#")[0].split()
        if tokens:
            text = "".join(chr(int(code, 16)) for code in tokens[1::2])
            found.append((text, {at for at, sign in enumerate(tokens[2:-1:2], 1) if sign == "÷"}))
    return found


def _ours() -> Breaks:
    rules = pairs("strict")
    return lambda text: {at for at in range(1, len(text)) if allowed(rules, text, at) == YES}


def _icu() -> Breaks:
    icu = import_module("icu")
    breaks = icu.BreakIterator.createLineInstance(icu.Locale("en"))

    def found(text: str) -> set[int]:
        breaks.setText(text)
        units = [at for at, character in enumerate(text) for _ in range(1 + (character > "\uffff"))]
        ends = list(breaks)
        return {units[end] for end in ends if end < len(units)}

    return found


def _uniseg() -> Breaks:
    boundaries = import_module("uniseg.linebreak").line_break_boundaries
    return lambda text: set(boundaries(text)) - {0, len(text)}


def measure(folder: Path = SUITES) -> list[dict[str, object]]:
    """Cases that agree."""
    if not folder.exists():
        return []
    lines = cases(folder / "unicode-15.0" / "LineBreakTest.txt")
    found: list[dict[str, object]] = []
    for name, make in (("jreader", _ours), ("ICU", _icu), ("uniseg", _uniseg)):
        try:
            breaks = make()
        except ImportError:
            continue
        agreed = sum(breaks(text) == expected for text, expected in lines)
        found.append(_row(f"LineBreakTest 15.0, {name}", agreed, len(lines), 7600))
    for path in sorted(folder.glob("unicode-*/GraphemeBreakTest.txt")):
        tests = cases(path)
        whole = sum(_keeps_clusters(text, edges) for text, edges in tests)
        name = f"{path.parent.name} clusters never parted, jreader"
        found.append(_row(name, whole, len(tests), len(tests)))
    return found


def _keeps_clusters(text: str, edges: set[int]) -> bool:
    """Whether lines of one cell part nothing but clusters."""
    return {start for start, _ in breaker("loose").lines(text, 1)[1:]} <= edges


def _row(what: str, value: int, count: int, bar: int) -> dict[str, object]:
    return {
        "what": what,
        "value": value,
        "unit": f"of {count}",
        "baseline": "",
        "ratio": round(value / count, 4),
        "bar": bar,
    }


def main() -> None:
    """Prints the table."""
    for row in measure(Path(sys.argv[1]) if len(sys.argv) > 1 else SUITES):
        print(f"{row['what']:44} {row['value']:>6} {row['unit']}  (bar {row['bar']})")


if __name__ == "__main__":
    main()
