"""A line of a setting as a row: its text, and the way back from each character."""

from __future__ import annotations

from bisect import bisect_left

from reader.cells import cell_len
from reader.document import Span
from reader.typeset.display.drawn_text import Display, Style
from reader.typeset.items import Item
from reader.typeset.lines.setting import LinePart, LineSetting
from reader.typeset.rows import Hidden, Row, RowKind


def draw(item: Item, setting: LineSetting, line: int, ambiguous: int) -> Row:
    """The row of one line."""
    parts = setting.parts(line)
    text, offsets = _text(item, setting.display, parts)
    drawn = text.rstrip(" \u3000") if item.kind is not RowKind.CODE else text.rstrip()
    cells = cell_len(drawn, ambiguous)
    if item.spans:
        hidden = tuple(Hidden(at, item.spans) for at in range(len(drawn)))
        nowhere = (-1,) * len(drawn)
        return Row(drawn, cells, item.start, item.end, item.kind, 0, (), nowhere, hidden, ambiguous)
    offsets = offsets[: len(drawn)]
    start, end = _span(item, setting, line, offsets)
    return Row(
        drawn,
        cells,
        start,
        end,
        item.kind,
        item.quote if item.kind is RowKind.QUOTE else item.level,
        _styles(setting.display, parts, len(drawn)),
        tuple(offsets),
        _hidden(item, offsets),
        ambiguous,
    )


def draw_ruby(item: Item, setting: LineSetting, line: int, ambiguous: int) -> Row:
    """The row of readings above a line."""
    text = setting.rubies[line].rstrip()
    below = draw(item, setting, line, ambiguous)
    return Row(
        text,
        cell_len(text, ambiguous),
        below.start,
        below.start,
        RowKind.RUBY,
        below.level,
        (),
        (-1,) * len(text),
        (),
        ambiguous,
    )


def _text(item: Item, shown: Display, parts: tuple[LinePart, ...]) -> tuple[str, list[int]]:
    text: list[str] = []
    offsets: list[int] = []
    for start, end, inserted in parts:
        if start < 0:
            text.append(inserted)
            offsets += [-1] * len(inserted)
            continue
        text.append(shown.text[start:end])
        offsets += _offsets(item, shown, start, end)
    return "".join(text), offsets


def _offsets(item: Item, shown: Display, start: int, end: int) -> list[int]:
    """The logical offset of each character of a range of the drawn text; -1 where inserted."""
    if not item.runs:
        return [-1] * (end - start)
    if shown.source is None:
        return item.logicals(start, end)
    if len(item.runs) == 1 and not item.runs[0].folded:
        base = item.runs[0].start
        found = [base + offset for offset in shown.source[start:end]]
    else:
        found = [item.logical(shown.offset(index)) for index in range(start, end)]
    for low, high in shown.inserted:
        for index in range(max(low, start), min(high, end)):
            found[index - start] = -1
    return found


def _span(item: Item, setting: LineSetting, line: int, offsets: list[int]) -> tuple[int, int]:
    """What a row covers; the last row of an item covers its text to the end."""
    shown = [offset for offset in offsets if offset >= 0]
    if not shown:
        at = (
            item.logical(setting.display.offset(setting.lines[line][0]))
            if item.runs
            else item.start
        )
        return at, at
    start = min(shown)
    if line == len(setting.lines) - 1:
        return start, max(item.end, start)
    last = max(shown)
    for run in item.runs:
        if run.folded and run.start == last:
            return start, run.end
    return start, last + 1


def _hidden(item: Item, offsets: list[int]) -> tuple[Hidden, ...]:
    folded = {run.start: Span(run.start, run.end) for run in item.runs if run.folded}
    if not folded:
        return ()
    return tuple(
        Hidden(at, (folded[offset],)) for at, offset in enumerate(offsets) if offset in folded
    )


def _styles(shown: Display, parts: tuple[LinePart, ...], length: int) -> tuple[Style, ...]:
    if not shown.styles:
        return ()
    found: list[Style] = []
    at = 0
    for start, end, inserted in parts:
        if start < 0:
            at += len(inserted)
            continue
        stop = bisect_left(shown.styles, end, key=lambda style: style.start)
        for low, high, kind, value in shown.styles[:stop]:
            low, high = max(low, start) - start + at, min(high, end) - start + at
            if low < min(high, length):
                found.append(Style(low, min(high, length), kind, value))
        at += end - start
    return tuple(found)
