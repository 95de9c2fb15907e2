"""Writes reader/typeset/breaking/break_classes.py from Unicode's LineBreak and EastAsianWidth.

    python tools/make_break_classes.py FOLDER

FOLDER holds the two files of one Unicode version (https://www.unicode.org/Public/17.0.0/ucd/).
What Japanese needs beyond UAX #14 is the table `JAPANESE` here; each line names its source.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

LAST = 0x10FFFF
TARGET = Path(__file__).parent.parent / "reader" / "typeset" / "breaking" / "break_classes.py"

MISSING: list[tuple[int, int, str]] = [
    # From the header of LineBreak.txt: code points that are not listed there.
    (0x3400, 0x4DBF, "ID"),
    (0x4E00, 0x9FFF, "ID"),
    (0xF900, 0xFAFF, "ID"),
    (0x20000, 0x2FFFD, "ID"),
    (0x30000, 0x3FFFD, "ID"),
    (0x1F000, 0x1FAFF, "ID"),
    (0x1FC00, 0x1FFFD, "ID"),
    (0x20A0, 0x20CF, "PR"),
]
UNASSIGNED_PICTOGRAPHS = ((0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD))
"""Where unassigned code points are Extended_Pictographic (UAX #14 LB30b)."""

SIMPLER = {"AI": "AL", "SG": "AL", "XX": "AL"}
"""LB1, for text whose language is not known."""

JAPANESE: list[tuple[str, str, str]] = [
    # characters, class, source
    ("\u3000", "FS", "JLREQ 3.1.6: a full-width space is not carried to the next line's head"),
    ("\uff5e", "NH", "JLREQ cl-03: Windows text has U+FF5E for the wave dash U+301C"),
    ("\u301c\u30a0", "NH", "CSS Text 3 §5.3: hyphen-like, free in normal and loose"),
    ("\u2010\u2013", "HI", "CSS Text 3 §5.3: hyphens, in loose free after an ideograph"),
    ("\u2015", "B2", "JLREQ cl-08: many systems write U+2015 for the dash U+2014"),
    ("\u22ef", "IN", "JLREQ cl-08: the midline ellipsis of Japanese fonts"),
    ("\u3033\u3034", "RP", "JLREQ 3.1.10 b: the upper half of a vertical repeat mark"),
    ("\u3035", "RQ", "JLREQ 3.1.10 b: its lower half"),
    ("々〻ゝゞヽヾ", "NI", "JLREQ cl-09, CSS Text 3 §5.3: iteration marks, free in loose"),
    ("・：；･‼⁇⁈⁉", "NC", "JLREQ cl-05, CSS Text 3 §5.3: centred punctuation, free in loose"),
    ("！？", "EC", "JLREQ cl-04, CSS Text 3 §5.3: free in loose"),
    ("＃", "PW", "JLREQ cl-12: not parted from the numeral after it"),
    (
        "㏋㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㎎㎏㎜㎝㎞㎡㏄",
        "PS",
        "JLREQ cl-13: units, not parted from the numeral before them",
    ),
]

LINE = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")


def read(path: Path) -> Iterator[tuple[int, int, str]]:
    """The ranges of a property file and their values."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := LINE.match(line):
            first = int(match[1], 16)
            yield first, int(match[2] or match[1], 16), match[3]


def spread(ranges: Iterable[tuple[int, int, str]], default: str) -> list[str]:
    """One value for each code point."""
    values = [default] * (LAST + 1)
    for first, last, value in ranges:
        values[first : last + 1] = [value] * (last + 1 - first)
    return values


def finer(code: int, name: str, width: str) -> str:
    """The class with what the rules ask besides it: East Asian Width, direction of quotes."""
    category = unicodedata.category(chr(code))
    if name == "SA":
        return "CM" if category in ("Mn", "Mc") else "AL"
    if name == "OP":
        return "OW" if width in "FWH" else "OP"
    if name in ("PR", "PO") and width in ("A", "F", "W"):
        return "PW" if name == "PR" else "PS"
    if name == "QU":
        return {"Pi": "QI", "Pf": "QF"}.get(category, "QU")
    return SIMPLER.get(name, name)


def classes(folder: Path) -> list[str]:
    """The class of every code point."""
    listed = list(read(folder / "LineBreak.txt"))
    names = spread([*MISSING, *listed], "XX")
    widths = spread(read(folder / "EastAsianWidth.txt"), "N")
    assigned = spread(listed, "")
    found = [
        finer(code, name, width)
        for code, (name, width) in enumerate(zip(names, widths, strict=True))
    ]
    for first, last in UNASSIGNED_PICTOGRAPHS:
        for code in range(first, last + 1):
            if not assigned[code] or unicodedata.category(chr(code)) == "Cn":
                found[code] = "IX"
    for characters, name, _ in JAPANESE:
        for character in characters:
            found[ord(character)] = name
    return found


def write(found: list[str], version: str) -> None:
    """Writes the module: where each run of one class begins, and which class it is."""
    starts: list[int] = []
    order: list[str] = []
    code = 0
    for name, run in groupby(found):
        starts.append(code)
        order.append(name)
        code += len(list(run))
    names = sorted(set(order))
    letters = [chr(ord("A") + names.index(name)) for name in order]
    TARGET.write_text(
        f'"""Line break classes of Unicode {version}, with those that Japanese adds.\n\n'
        "Written by tools/make_break_classes.py; do not edit.\n"
        '"""\n\n'
        "NAMES = (\n" + "".join(f'    "{name}",\n' for name in names) + ")\n"
        '"""The classes, in the order of their letters, which begin with A."""\n\n'
        "LETTERS = (\n" + quoted("".join(letters)) + ")\n"
        '"""The class of each range, as a letter."""\n\n'
        "STARTS = (\n" + escaped(starts) + ")\n"
        '"""The first character of each range, in order."""\n',
        encoding="utf-8",
    )


def quoted(text: str) -> str:
    """A long string as lines of a source file."""
    return "".join(
        f"    {text[at : at + 90]!r}\n".replace("'", '"') for at in range(0, len(text), 90)
    )


def escaped(codes: list[int]) -> str:
    """Characters as lines of a source file, in ASCII."""
    parts = [f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}" for code in codes]
    lines = [""]
    for part in parts:
        if len(lines[-1]) + len(part) > 92:
            lines.append("")
        lines[-1] += part
    return "".join(f'    "{line}"\n' for line in lines)


def main() -> None:
    """Writes the data module from the folder that is named."""
    folder = Path(sys.argv[1])
    header = (folder / "LineBreak.txt").read_text(encoding="utf-8").split("\n", 1)[0]
    version = header.removeprefix("# LineBreak-").removesuffix(".txt")
    found = classes(folder)
    write(found, version)
    print(f"{TARGET}: {len(set(found))} classes")


if __name__ == "__main__":
    main()
