"""The notes of Aozora Bunko, ［＃…］: hidden, and those that style a word are carried out.

Source: Aozora Bunko, 注記一覧 (傍点, 太字, 斜体, 外字).
"""

from __future__ import annotations

import re

from reader.document import Mark, MarkKind
from reader.formats.draft import DraftEdit
from reader.patterns import pattern

_STYLES: tuple[tuple[str, MarkKind, str], ...] = (
    ("白ゴマ傍点", MarkKind.DOTS, "﹆"),
    ("白丸傍点", MarkKind.DOTS, "○"),
    ("二重丸傍点", MarkKind.DOTS, "◎"),
    ("丸傍点", MarkKind.DOTS, "●"),
    ("白三角傍点", MarkKind.DOTS, "△"),
    ("黒三角傍点", MarkKind.DOTS, "▲"),
    ("蛇の目傍点", MarkKind.DOTS, "◉"),
    ("ばつ傍点", MarkKind.DOTS, "×"),
    ("傍点", MarkKind.DOTS, "﹅"),
    ("傍線", MarkKind.EMPHASIS, ""),
    ("太字", MarkKind.STRONG, ""),
    ("斜体", MarkKind.EMPHASIS, ""),
    ("取消線", MarkKind.STRIKE, ""),
)
"""What a note names -> the mark and its value; the longer names stand first."""

_WORD = pattern(r"「(.+)」[はに](.+)")
_BACK = 400
"""Characters before a note in which the word that it names is looked for."""
_CODE_POINT = pattern(r"U\+([0-9A-Fa-f]{4,6})")
_JIS = pattern(r"(?:第[34]水準)?([12])-(\d{1,2})-(\d{1,2})")


def apply_note(edits: list[DraftEdit], marks: list[Mark], text: str, match: re.Match[str]) -> None:
    """Hides a note (group "note" of the match) and carries out what it says of the text.

    Appends to `edits` and `marks`, in offsets into `text`.
    """
    note = match["note"]
    if match["gaiji"]:
        character = _gaiji(note)
        edits.append(DraftEdit(match.start(), match.end(), character or "※"))
        return
    edits.append(DraftEdit(match.start(), match.end()))
    if word := _WORD.fullmatch(note):
        start = text.rfind(word[1], max(0, match.start() - _BACK), match.start())
        if start >= 0 and (style := _style(word[2])):
            marks.append(Mark(start, start + len(word[1]), *style))
    elif note.endswith("終わり"):
        _close(marks, text, match, note.removesuffix("終わり").removeprefix("ここで"))


def _style(name: str) -> tuple[MarkKind, str] | None:
    return next(((kind, value) for title, kind, value in _STYLES if title in name), None)


def _close(marks: list[Mark], text: str, match: re.Match[str], name: str) -> None:
    """The end of a range ［＃傍点］…［＃傍点終わり］."""
    opening = f"［＃{name}］"
    start = text.rfind(opening, 0, match.start())
    if name and start >= 0 and (style := _style(name)):
        marks.append(Mark(start + len(opening), match.start(), *style))


def _gaiji(note: str) -> str:
    """The character that a note describes by its code point or its place in JIS X 0213."""
    if point := _CODE_POINT.search(note):
        number = int(point[1], 16)
        usable = 0x20 < number < 0x110000 and not 0xD800 <= number < 0xE000
        return chr(number) if usable and chr(number).isprintable() else ""
    if place := _JIS.search(note):
        row, cell = int(place[2]) + 0xA0, int(place[3]) + 0xA0
        if row <= 0xFE and cell <= 0xFE:
            code = bytes([row, cell])
            found = (b"\x8f" + code if place[1] == "2" else code).decode("euc_jis_2004", "replace")
            return found if "\ufffd" not in found else ""
    return ""
