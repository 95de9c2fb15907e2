"""`<ruby>` in running text (HTML §4.5.10): base, `<rt>` reading, `<rp>` for old browsers."""

from __future__ import annotations

import re

from reader.document import Mark, MarkKind
from reader.formats.draft import DraftEdit
from reader.formats.input.harmless import harmless_line
from reader.patterns import pattern

_TAG = pattern(r"<(/?)([A-Za-z]+)[^<>]*>")


def ruby_element(edits: list[DraftEdit], marks: list[Mark], match: re.Match[str]) -> None:
    """Reads what is inside `<ruby>` (group "ruby"): tags and readings cut, each base marked.

    Appends to `edits` and `marks`, in offsets into the matched text. An `<rt>` may end without
    its closing tag, as HTML allows.
    """
    import html

    start, end = match.span("ruby")
    text = match.string
    edits.append(DraftEdit(match.start(), start))
    base: tuple[int, int] | None = None
    reading = ""
    inside = ""
    position = start
    for tag in [*_TAG.finditer(text, start, end), None]:
        until, after = tag.span() if tag else (end, end)
        if inside == "rt":
            reading += text[position:until]
        elif not inside and position < until:
            base = (base[0] if base else position, until)
        edits.append(DraftEdit(position if inside else until, after))
        following = _element(tag, inside)
        if inside == "rt" and following != "rt":
            if base and (value := harmless_line(html.unescape(reading))):
                marks.append(Mark(*base, MarkKind.RUBY, value))
            base, reading = None, ""
        inside = following
        position = after
    edits.append(DraftEdit(end, match.end()))


def _element(tag: re.Match[str] | None, inside: str) -> str:
    """Which of rt and rp the text after a tag is in; "" for the base."""
    if tag is None:
        return ""
    name = tag[2].lower()
    if name not in ("rt", "rp"):
        return "" if name in ("rb", "rtc", "ruby") else inside
    return "" if tag[1] else name
