"""One item as lines: which part of its text stands on each, and what is set around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.cells import cell_len, fitting
from reader.patterns import pattern
from reader.records import dataclass
from reader.typeset.breaking.breaker import Breaker, LineRange, breaker, level_at
from reader.typeset.display.display import display
from reader.typeset.display.drawn_text import Display
from reader.typeset.items import Item
from reader.typeset.options import Options
from reader.typeset.rows import RowKind

if TYPE_CHECKING:
    from reader.typeset.breaking.phrase_breaker import PhraseBreaker

_OPENING = frozenset("「『（〈《【〔［｛“‘〝｟〖〘«｢(")
"""What starts a paragraph without indent (JLREQ 3.1.5: it brings half a space of its own)."""
_TAG = pattern(r"#\S+")


class LinePart(NamedTuple):
    """A part of a line: a range of the drawn text, or characters that are inserted."""

    start: int
    end: int
    """Offsets into `LineSetting.display.text`; both -1 where inserted."""
    inserted: str = ""


Parts = tuple[LinePart, ...]


@dataclass
class LineSetting:
    """An item broken into lines for one set of options."""

    display: Display
    lines: Sequence[LineRange] = ()
    """The range of the drawn text on each line; where it is a table row's, all of its cells."""
    first: str = ""
    """What stands before the first line."""
    other: str = ""
    """What stands before the others."""
    made: Sequence[Parts] | None = None
    """The lines where they are more than that."""
    rubies: Sequence[str] = ()
    """The row above each line, "" for none; or no entry at all where no line has one."""
    spacing: int = 0
    """Blank rows between two lines."""

    def parts(self, line: int) -> Parts:
        """A line from left to right."""
        if self.made is not None:
            return self.made[line]
        start, end = self.lines[line]
        lead = self.other if line else self.first
        return (LinePart(-1, -1, lead), LinePart(start, end)) if lead else (LinePart(start, end),)

    @cached_property
    def tops(self) -> Sequence[int]:
        """How many rows of the item stand above each line."""
        step = 1 + self.spacing
        if not self.rubies:
            return range(0, len(self.lines) * step, step)
        found: list[int] = []
        row = 0
        for ruby in self.rubies:
            row += bool(ruby)
            found.append(row)
            row += step
        return found

    @property
    def rows(self) -> int:
        """Rows of all lines, with readings and the space between lines."""
        return self.tops[-1] + 1

    def line_of(self, index: int) -> int:
        """The line that shows an index of the drawn text."""
        if self.made is None:
            return max(0, bisect_right(self.lines, index, key=lambda line: line[0]) - 1)
        starts, lines = self._made_starts
        return lines[max(0, bisect_right(starts, index) - 1)] if starts else 0

    @cached_property
    def _made_starts(self) -> tuple[list[int], list[int]]:
        pairs = sorted(
            (part.start, number)
            for number, parts in enumerate(self.made or ())
            for part in parts
            if part.start >= 0
        )
        return [start for start, _ in pairs], [number for _, number in pairs]


def set_item(item: Item, options: Options) -> LineSetting:
    """Breaks an item into lines; a table is set by `table_setting`."""
    return _SETTERS.get(item.kind, _set_text)(item, options)


def breaker_for(options: Options, phrase: bool = False) -> Breaker | PhraseBreaker:
    """What breaks lines as the options say; by phrases in any case where `phrase` is set."""
    if phrase or options.wrap == "phrase":
        from reader.typeset.breaking.phrase_breaker import phrase_breaker

        return phrase_breaker(options.ambiguous, options.hang)
    level = level_at(options.wrap, options.measure)
    return breaker(level, options.ambiguous, options.hang)


def _set_text(item: Item, options: Options) -> LineSetting:
    shown = display(
        item.text,
        item.marks,
        ruby=options.ruby,
        ambiguous=options.ambiguous,
        links=options.links,
    )
    first, other = _leads(item, options)
    room = room_beside(options, first)
    # The model of phrases is loaded only for a heading that does not fit on a line.
    heading = item.kind in (RowKind.TITLE, RowKind.HEADING)
    phrase = heading and cell_len(shown.text, options.ambiguous) > room
    lines = breaker_for(options, phrase).lines(
        shown.text,
        room_beside(options, other),
        room,
        groups=(*shown.groups, *_tags(shown.text)) if item.kind is RowKind.META else shown.groups,
        breaking=shown.breaking,
    )
    setting = LineSetting(shown, lines, first, other, spacing=options.spacing)
    if options.justify and options.wrap != "phrase" and not phrase:
        setting.made = _justified(setting, options)
    if shown.overlay:
        setting.rubies = _rubies(setting, options)
    return setting


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Where the tags of a title page are: none is parted, nor from its sign (JLREQ cl-12)."""
    return (tag.span() for tag in _TAG.finditer(text))


def room_beside(options: Options, lead: str) -> int:
    """Cells of a line behind what stands before it."""
    return max(1, options.measure - cell_len(lead, options.ambiguous))


def bars_of(item: Item, options: Options) -> str:
    """What stands before every line inside of quotes and lists."""
    bar = "| " if options.ambiguous == 2 else "│ "
    depth = max(item.depth, item.level - 1) if item.kind is RowKind.ITEM else item.depth
    lead = bar * item.quote + "  " * depth
    return lead if cell_len(lead, options.ambiguous) * 2 <= options.measure else ""


def _leads(item: Item, options: Options) -> tuple[str, str]:
    """What stands before the first line of an item and before the others."""
    bars = bars_of(item, options)
    label = {RowKind.ITEM: f"{item.label} ", RowKind.NOTE: f"[{item.label}] "}.get(item.kind, "")
    if label:
        space = " " * cell_len(label, options.ambiguous)
        if 2 * cell_len(bars + space, options.ambiguous) > options.measure:
            fits = not item.continued and len(space) + 2 <= options.measure
            return (label if fits else ""), ""
        return bars + (space if item.continued else label), bars + space
    if item.kind is RowKind.TEXT and not bars and not item.continued:
        first = item.text[:1]
        if (
            first != "\u3000"
            and first not in _OPENING
            and options.measure >= 2 * options.indent + 2
        ):
            return "\u3000" * options.indent, ""
    return bars, bars


def _justified(setting: LineSetting, options: Options) -> list[Parts]:
    from reader.typeset.lines.justify import justified

    found: list[Parts] = []
    for number, (start, end) in enumerate(setting.lines):
        lead = setting.other if number else setting.first
        parts: list[LinePart] = [LinePart(-1, -1, lead)] if lead else []
        places: list[int] = []
        if number < len(setting.lines) - 1:
            room = room_beside(options, lead)
            short = room - cell_len(setting.display.text[start:end], options.ambiguous)
            places = justified(setting.display, start, end, short)
        at = start
        for place in sorted(set(places)):
            parts += [LinePart(at, place), LinePart(-1, -1, " " * places.count(place))]
            at = place
        found.append((*parts, LinePart(at, end)))
    return found


def _rubies(setting: LineSetting, options: Options) -> list[str]:
    from reader.typeset.display.ruby_room import row_above

    shown = setting.display
    width = options.measure + 2 * options.hang
    return [
        row_above(shown.overlay, shown.text, setting.parts(line), width, options.ambiguous)
        for line in range(len(setting.lines))
    ]


def _set_code(item: Item, options: Options) -> LineSetting:
    """Lines as they stand; those too long are cut by cells, without any rule."""
    shown = display(item.text, item.marks, ruby="off", ambiguous=options.ambiguous)
    bars = bars_of(item, options)
    room = room_beside(options, bars)
    lines: list[LineRange] = []
    start = 0
    for line in shown.text.removesuffix("\n").split("\n"):
        end = start + len(line)
        lines += _cut(shown.text, start, end, room, options.ambiguous)
        start = end + 1
    return LineSetting(shown, lines, bars, bars)


def _cut(text: str, start: int, end: int, room: int, ambiguous: int) -> list[LineRange]:
    found: list[LineRange] = []
    while True:
        # A piece that is sure to hold the line, so that a very long one is not measured whole.
        piece = text[start : min(end, start + 4 * room + 16)]
        stop = start + max(fitting(piece, room, ambiguous), 1)
        stop = min(stop, end)
        found.append((start, stop))
        if stop >= end:
            return found
        start = stop


def _set_rule(item: Item, options: Options) -> LineSetting:
    bars = bars_of(item, options)
    line = ("-" if options.ambiguous == 2 else "─") * room_beside(options, bars)
    return LineSetting(Display("", ""), [(0, 0)], bars, bars, [(LinePart(-1, -1, bars + line),)])


_SETTERS: dict[RowKind, Callable[[Item, Options], LineSetting]] = {
    RowKind.CODE: _set_code,
    RowKind.RULE: _set_rule,
}
"""How an item is broken into lines, unless as running text."""
