"""Makes reader/search/folds.txt, the table that search folds characters by.

    python tools/make_folds.py

One line a group of folds: its name, the characters, and what each becomes, parted by tabs and
written in ASCII with \\u escapes. A `one` line maps character to character and holds two strings
of the same length; in a `many` line the characters and the folds are parted by U+FDD1; the line
`marks` holds the characters that join the one before them.

The facts come from the Unicode character database of the Python that runs this (NFKC, case
folding, combining classes), from `variants.txt` beside it, and from the rows below.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "reader" / "search" / "folds.txt"

SPACES = "\t\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""All white space but the space itself, and the newline, which parts blocks."""
IGNORED = (
    "\xad\u034f\u061c\u115f\u1160\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f\u2060"
    "\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe58\ufe63\uff0d\u30fc\uff70"
"""All become ー; `reader.search.literal` tells ー from a dash again where no kana precedes."""
TILDES = {"〜": "~", "～": "~", "∼": "~", "˜": "~", "⁓": "~", "∥": "‖"}
QUOTES = {
    '"': "“”„‟〝〞〟＂",
    "'": "‘’‚‛′＇｀`´",
}
BRACKETS = {
    "「": "『｢",
    "」": "』｣",
    "[": "【〔［〖〘〚❲",
    "]": "】〕］〗〙〛❳",
    "<": "《〈＜«≪‹⟨⟪",
    ">": "》〉＞»≫›⟩⟫",
    "(": "（⦅｟",
    ")": "）⦆｠",
    "{": "｛",
    "}": "｝",
}
PUNCTUATION = {
    ",": "、，､",
    ".": "。．｡",
    "・": "·•‧･∙⋅",
    "/": "⁄∕／",
    "|": "｜│┃",
    ":": "：∶",
}
RADICALS = (
    "⺀冫⺁厂⺂乙⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎尢⺏尢⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵"
    "⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱网⺲罒⺳网⺴网⺵网"
    "⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝"
    "⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞飠⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾"
    "⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱亀⻲亀⻳龟"
)
PARTED = "\ufdd1"
"""Parts the entries of a `many` line; a noncharacter, so no entry holds it."""
HALF_VOICED = {"ﾞ": "゛", "ﾟ": "゜"}
"""Half-width voicing marks that stand alone; after a kana they make one cluster with it."""


def every_character() -> Iterator[str]:
    """All characters of Unicode but surrogates."""
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code <= 0xDFFF:
            yield chr(code)


def variants() -> dict[str, str]:
    """The pairs of variants.txt, chains followed to their end."""
    pairs: dict[str, str] = {}
    for line in (HERE / "variants.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            pairs.update((pair[0], pair[1]) for pair in line.split() if pair[0] != pair[1])
    for old in pairs:
        seen = {old}
        while (new := pairs.get(pairs[old])) is not None and new not in seen:
            seen.add(new)
            pairs[old] = new
    return {old: new for old, new in pairs.items() if old != new}


def is_ideograph(character: str) -> bool:
    """Whether NFKC of this compatibility character is a matter of kanji, not of width."""
    code = ord(character)
    return 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F


def is_radical(character: str) -> bool:
    """Whether this is a character of the two radical blocks."""
    return 0x2E80 <= ord(character) <= 0x2FDF


def spread(rows: dict[str, str]) -> dict[str, str]:
    """{"a": "xy"} -> {"x": "a", "y": "a"}."""
    return {old: new for new, olds in rows.items() for old in olds}


def groups() -> dict[str, dict[str, str]]:
    """Group -> character -> its fold, each group by itself; the reader composes them."""
    width: dict[str, str] = dict(HALF_VOICED)
    kanji = variants()
    radicals = dict(zip(RADICALS[::2], RADICALS[1::2], strict=True))
    case: dict[str, str] = {}
    elsewhere = set(SPACES) | set(IGNORED) | {"゛", "゜", *HALF_VOICED}
    for character in every_character():
        if (folded := character.casefold()) != character:
            case[character] = folded
        normal = unicodedata.normalize("NFKC", character)
        if normal == character or character in elsewhere:
            continue
        if normal[0] == " " and len(normal) > 1:
            continue  # spacing accents: NFKC makes of them a space that nobody typed
        target = kanji if is_ideograph(character) else radicals if is_radical(character) else width
        target[character] = normal
    kana = {chr(code): chr(code - 0x60) for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
    return {
        "ignored": dict.fromkeys(IGNORED, ""),
        "spaces": dict.fromkeys(SPACES, " "),
        "width": width,
        "radicals": radicals,
        "kanji": kanji,
        "dashes": {dash: "ー" for dash in DASHES if dash != "ー"},
        "tildes": dict(TILDES),
        "quotes": spread(QUOTES),
        "brackets": spread(BRACKETS),
        "punctuation": spread(PUNCTUATION),
        "kana": kana,
        "case": case,
    }


def marks() -> str:
    """Characters that may join the one before: combining marks, conjoining jamo, half-width
    voicing marks."""
    found = {"ﾞ", "ﾟ"}
    for character in every_character():
        if unicodedata.combining(character):
            found.add(character)
        decomposed = unicodedata.decomposition(character)
        if decomposed and not decomposed.startswith("<"):
            found.update(chr(int(code, 16)) for code in decomposed.split()[1:])
    found.update(chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)))
    return "".join(sorted(found))


def escaped(text: str) -> str:
    """As Python writes it in ASCII; nothing but letters and digits stands as itself."""
    return "".join(
        character
        if character.isascii() and character.isalnum()
        else f"\\u{ord(character):04x}"
        if ord(character) < 0x10000
        else f"\\U{ord(character):08x}"
        for character in text
    )


def table() -> str:
    """The whole file."""
    lines = [f"# tools/make_folds.py, Unicode {unicodedata.unidata_version}"]
    for name, folds in groups().items():
        one = {old: new for old, new in folds.items() if len(new) == 1}
        many = {old: new for old, new in folds.items() if len(new) != 1}
        if one:
            lines.append(f"{name}\tone\t{escaped(''.join(one))}\t{escaped(''.join(one.values()))}")
        if many:
            lines.append(
                f"{name}\tmany\t{escaped(PARTED.join(many))}\t{escaped(PARTED.join(many.values()))}"
            )
    lines.append(f"marks\tset\t{escaped(marks())}\t")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="ascii")
