"""What is drawn for a text: normalised, with its readings, and with a way back to the text.

The text itself is not changed: search, copy and positions use it, through `Display.source`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reader.cells import is_complex
from reader.document import Mark, MarkKind
from reader.records import replace
from reader.typeset.display.drawn_text import Display, Style


def _ranges(shown: Display, marks: Iterable[Mark], length: int) -> list[Style]:
    """The marks as ranges of the drawn text, whole clusters, none of them empty."""
    found: list[Style] = []
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, length)
        if start < end:
            first = shown.index(start)
            last = end if shown.source is None else bisect_left(shown.source, end)
            if first < last:
                found.append(Style(first, last, mark.kind, mark.value))
    return sorted(found)


def display(
    text: str,
    marks: Sequence[Mark] = (),
    *,
    ruby: str = "inline",
    ambiguous: int = 1,
    tab: int = 4,
    links: bool = False,
) -> Display:
    """What is drawn for `text`.

    marks: in offsets into `text`; what lies outside is cut off. ruby: "off", "inline" or
    "above". ambiguous: cells of an East Asian Ambiguous character. tab: cells between tab stops.
    links: whether the values of links stand behind them.

    Combining marks are composed (NFC), but a compatibility ideograph alone keeps its form (NFC
    would turn 神 U+FA19 into 神 U+795E, another glyph of a name). A sequence joined by ZWJ shows
    its first element, a lone half of a flag its letter.
    """
    shown = Display(text, text)
    if is_complex(text):
        from reader.typeset.display.normalised import normalised

        shown = normalised(text, tab, ambiguous)
    if not marks:
        return shown
    ranges = _ranges(shown, marks, len(text))
    if links and any(style.kind == MarkKind.LINK and style.value for style in ranges):
        from reader.typeset.display.ruby_setting import set_behind

        shown = set_behind(shown, ranges)
        ranges = list(shown.styles)
    styles = [style for style in ranges if style.kind != MarkKind.RUBY]
    ruled = {style.kind for style in ranges} & {MarkKind.RUBY, MarkKind.DOTS}
    if ruby == "off" or not ruled:
        return replace(shown, styles=tuple(styles))
    # Most posts have no readings and need none of this.
    from reader.typeset.display.ruby_setting import readings_of, set_above, set_inline

    readings = readings_of(ranges)
    if ruby == "above" and (readings or MarkKind.DOTS in ruled):
        return set_above(shown, readings, styles, ambiguous)
    if readings:
        return set_inline(shown, readings, styles)
    return replace(shown, styles=tuple(styles))
