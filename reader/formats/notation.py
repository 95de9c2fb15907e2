"""Readings, emphasis dots and hidden notes that writers put into running text.

Read in every format: `漢字《かんじ》`, `｜base《reading》`, `{base|reading}`, `<ruby>`,
`《《dots》》`, `<em class="sesame">`, and the notes of Aozora Bunko ［＃…］. A reading is one only
where it is kana, so that 映画《七人の侍》 and Liquid filters are left alone; without ｜ it is
hiragana over a run of kanji, for a title may well be katakana.

Sources: Aozora Bunko's 注記一覧 (ruby, gaiji, 傍点 notes), 電書ちゃん's Denden Markdown (braces),
HTML §4.5.10 (ruby).
"""

from __future__ import annotations

import re
from functools import cache

from reader.document import Mark, MarkKind
from reader.formats.aozora_notes import apply_note
from reader.formats.draft import Covered, DraftEdit, Segment, edited
from reader.formats.ruby_html import ruby_element
from reader.patterns import pattern
from reader.records import dataclass

_KANJI = "[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆〇仝ヶ]"
_HIRAGANA = "[ぁ-ゖーゝゞ゛゜]"
_KANA = "[ぁ-ゖァ-ヺーゝゞヽヾ゛゜・ｦ-ﾟ \u3000]"

_PATTERNS = {
    "dots": r"《《(?P<dotted>[^《》\n]{1,200})》》",
    "based": rf"[｜|](?P<base>[^｜|《》\n]{{1,40}})《(?P<reading>{_KANA}{{1,60}})》",
    "kanji": rf"(?P<kanji>{_KANJI}{{1,30}})《(?P<hiragana>{_HIRAGANA}{{1,60}})》",
    "braces": (
        rf"(?<!\{{)\{{(?P<braced>[^{{}}|\n]{{1,40}})"
        rf"(?P<readings>(?:\|{_KANA}{{1,40}})+)\}}(?!\}})"
    ),
    "note": r"(?P<gaiji>※)?［＃(?P<note>(?:[^［］\n]|［＃[^［］\n]{0,200}］){0,400})］",
    "sesame": (
        r"<em\s[^<>]{0,200}?\bclass\s{0,9}=\s{0,9}[\"']?[^\"'<>]{0,100}?sesame[^<>]{0,200}>"
        r"(?P<sesame>[^<>]{1,400})</em\s*>"
    ),
    "ruby_html": r"<ruby\b[^<>]{0,200}>(?P<ruby>.{1,500}?)</ruby\s*>",
}
"""Name -> pattern; a notation is one row here and one function below."""
_AOZORA_PATTERNS = {
    **_PATTERNS,
    "based": r"[｜|](?P<base>[^｜|《》\n]{1,40})《(?P<reading>[^《》\n]{1,60})》",
    "kanji": (
        rf"(?P<kanji>{_KANJI}{{1,30}}|[A-Za-zＡ-Ｚａ-ｚ0-9０-９]{{1,40}}|[ァ-ヺー]{{1,40}})"
        rf"《(?P<hiragana>{_KANA}{{1,60}})》"
    ),
}
"""In an Aozora text 《》 is by definition a reading, in any script over what ｜ begins."""
_BRACES = pattern(r"\{[^{}|\n]{1,40}\|")

_TITLED = {
    "映画": "えいが",
    "小説": "しょうせつ",
    "漫画": "まんが",
    "作品": "さくひん",
    "楽曲": "がっきょく",
    "番組": "ばんぐみ",
    "書籍": "しょせき",
    "雑誌": "ざっし",
    "舞台": "ぶたい",
    "著書": "ちょしょ",
    "戯曲": "ぎきょく",
    "絵本": "えほん",
    "長編": "ちょうへん",
    "短編": "たんぺん",
}
"""Nouns that a title follows. What follows one in 《》 is its reading only if it ends as it is
read."""


NOTE = "［＃"
"""How every note for the typesetter begins."""


def written(text: str) -> bool:
    """Whether there may be a notation or an address in a text."""
    return signs(text) or "://" in text


def signs(text: str) -> bool:
    """Whether a text may hold any of the notations; a quick look before the real one."""
    return (
        "《" in text
        or NOTE in text
        or "<ruby" in text
        or "<RUBY" in text
        or "sesame" in text
        or ("|" in text and _BRACES.search(text) is not None)
    )


@cache
def _pattern(aozora: bool, tags: bool) -> re.Pattern[str]:
    table = _AOZORA_PATTERNS if aozora else _PATTERNS
    names = [name for name in table if tags or name not in ("sesame", "ruby_html")]
    return re.compile("|".join(f"(?P<_{name}>{table[name]})" for name in names), re.DOTALL)


@dataclass(slots=True)
class FoundNotation:
    """What the notations of one segment come to, in offsets into its text as written."""

    edits: list[DraftEdit]
    marks: list[Mark]


def notated(segment: Segment, *, aozora: bool = False, tags: bool = True) -> Segment:
    """The segment with its notations read: markup cut out, marks in its place.

    `tags`: HTML is read too (Markdown has its own way with tags). Code is left alone.
    """
    if not signs(segment.text):
        return segment
    code = Covered(mark for mark in segment.marks if mark.kind is MarkKind.CODE)
    found = FoundNotation([], [])
    for match in _pattern(aozora, tags).finditer(segment.text):
        if code.overlaps(*match.span()):
            continue
        if match["dotted"]:
            _around(found, match, "dotted", MarkKind.DOTS, "﹅")
        elif match["base"]:
            _around(found, match, "base", MarkKind.RUBY, match["reading"].strip())
        elif match["kanji"]:
            _after_kanji(found, match)
        elif match["braced"]:
            _braces(found, match)
        elif match["note"] is not None:
            apply_note(found.edits, found.marks, segment.text, match)
        elif tags and match["sesame"]:
            _around(found, match, "sesame", MarkKind.DOTS, "﹅")
        elif tags and match["ruby"]:
            ruby_element(found.edits, found.marks, match)
    found.edits.sort()
    return edited(segment, found.edits, found.marks) if found.edits else segment


def _around(
    found: FoundNotation, match: re.Match[str], group: str, kind: MarkKind, value: str
) -> None:
    """Keeps a group of the match, marked, and cuts what is around it."""
    start, end = match.span(group)
    found.edits += (DraftEdit(match.start(), start), DraftEdit(end, match.end()))
    found.marks.append(Mark(start, end, kind, value))


def _after_kanji(found: FoundNotation, match: re.Match[str]) -> None:
    """A reading after its base, which is the run of kanji before it."""
    reading = match["hiragana"].strip()
    noun = next((noun for noun in _TITLED if match["kanji"].endswith(noun)), "")
    if reading and not (noun and not reading.endswith(_TITLED[noun])):
        start, end = match.span("kanji")
        found.edits.append(DraftEdit(end, match.end()))
        found.marks.append(Mark(start, end, MarkKind.RUBY, reading))


def _braces(found: FoundNotation, match: re.Match[str]) -> None:
    """`{漢字|かんじ}`, or with a reading for each character `{漢字|かん|じ}`."""
    base, readings = match["braced"], match["readings"][1:].split("|")
    if not re.search(_KANJI, base) and not re.search("[A-Za-zＡ-Ｚａ-ｚ]", base):
        return
    start, end = match.span("braced")
    found.edits += (DraftEdit(match.start(), start), DraftEdit(end, match.end()))
    if len(readings) == len(base) > 1:
        for index, reading in enumerate(readings):
            at = start + index
            found.marks.append(Mark(at, at + 1, MarkKind.RUBY, reading.strip()))
    else:
        reading = "".join(part.strip() for part in readings)
        found.marks.append(Mark(start, end, MarkKind.RUBY, reading))
