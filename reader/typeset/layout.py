"""A flow as rows of one width, typeset only where it is looked at.

Rows have addresses (`Place`), not numbers, so that nothing before them has to be broken first.
The number of rows above a place is an estimate until everything before it has been typeset.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from time import perf_counter

from reader.cells import cell_len
from reader.document import Span
from reader.typeset.display import Style
from reader.typeset.flow import Flow, Item
from reader.typeset.heights import Heights
from reader.typeset.options import Options
from reader.typeset.rows import Hidden, Place, Row, RowKind
from reader.typeset.setting import Line, Setting, set_item

_KEPT = 512
"""Items whose lines are remembered."""


class Layout:
    """The rows of a flow for one set of options."""

    def __init__(self, flow: Flow, options: Options) -> None:
        self.flow = flow
        self.options = options
        self._heights = Heights(len(flow), self._estimate, self._exact)
        self._settings: OrderedDict[int, tuple[Item, Setting, int]] = OrderedDict()

    @property
    def measure(self) -> int:
        """Cells of a line."""
        return self.options.measure

    def relayout(self, options: Options) -> Layout:
        """The same flow with other options."""
        return Layout(self.flow, options)

    # -- items

    def _setting(self, index: int) -> tuple[Item, Setting, int]:
        """The item, its lines, and how many blank rows stand above it."""
        found = self._settings.get(index)
        if found is not None:
            self._settings.move_to_end(index)
            return found
        item = self.flow[index]
        found = item, set_item(item, self.options), self._gap(index, item)
        self._settings[index] = found
        if len(self._settings) > _KEPT:
            self._settings.popitem(last=False)
        self._heights.settle(index, self._rows(found))
        return found

    def _gap(self, index: int, item: Item) -> int:
        if index == 0 or item.continued or item.kind is RowKind.META:
            return 0
        before = self.flow[index - 1].kind
        if item.kind is RowKind.TEXT and before is RowKind.TEXT and self.options.indent:
            return 0
        if item.kind is RowKind.ITEM and before is RowKind.ITEM and self.options.tight:
            return 0
        return 1 + self.options.spacing

    def _rows(self, found: tuple[Item, Setting, int]) -> int:
        _, setting, gap = found
        ruby = sum(1 for line in setting.lines if line.ruby)
        return gap + ruby + len(setting.lines) + self.options.spacing * (len(setting.lines) - 1)

    def _exact(self, index: int) -> int:
        return self._rows(self._setting(index))

    def _estimate(self, first: int, last: int) -> int:
        cells = 2 * self.flow.characters(first, last)
        gaps = 0 if self.options.indent else 1 + self.options.spacing
        lines = cells // self.options.measure + (last - first) // 2
        return max(last - first, lines * (1 + self.options.spacing) + (last - first) * gaps)

    # -- places

    def first(self) -> Place:
        """The first row."""
        return Place(0, 0)

    def last(self) -> Place:
        """The last row."""
        item = max(0, len(self.flow) - 1)
        return Place(item, max(0, self._height(item) - 1))

    def _height(self, item: int) -> int:
        return self._exact(item) if len(self.flow) else 1

    def clamp(self, place: Place) -> Place:
        """The nearest place that there is."""
        if place.item < 0 or not len(self.flow):
            return self.first()
        if place.item >= len(self.flow):
            return self.last()
        return Place(place.item, min(max(0, place.row), self._height(place.item) - 1))

    def step(self, place: Place, rows: int) -> Place:
        """The place `rows` rows further down, or up where negative; clamped."""
        item, row = self.clamp(place)
        row += rows
        while row < 0 and item > 0:
            item -= 1
            row += self._height(item)
        while item < len(self.flow) - 1 and row >= self._height(item):
            row -= self._height(item)
            item += 1
        return self.clamp(Place(item, row))

    def place_of(self, offset: int) -> Place:
        """The row that shows a logical offset; the fold's row where it is folded away."""
        if not len(self.flow):
            return self.first()
        index = self.flow.item_of(offset)
        item, setting, gap = self._setting(index)
        shown = setting.display.index(item.offset(offset))
        line = max(0, bisect_right(_starts(setting), shown) - 1)
        return Place(index, self._row_of_line(setting, line, gap))

    def _row_of_line(self, setting: Setting, line: int, gap: int) -> int:
        ruby = sum(1 for one in setting.lines[: line + 1] if one.ruby)
        return gap + line * (1 + self.options.spacing) + ruby

    def offset_of(self, place: Place) -> int:
        """The logical offset of the first character on a row, else of the next text."""
        return self.row(place).start

    # -- rows

    def row(self, place: Place) -> Row:
        """The row at a place; clamped."""
        place = self.clamp(place)
        if not len(self.flow):
            return Row("", 0, 0, 0, RowKind.GAP)
        item, setting, gap = self._setting(place.item)
        if place.row < gap:
            return Row("", 0, item.start, item.start, RowKind.GAP)
        at = gap
        for number, line in enumerate(setting.lines):
            for kind in ("ruby",) * bool(line.ruby) + ("line",):
                if at == place.row:
                    return self._row(item, setting, number, line, kind == "ruby")
                at += 1
            if at <= place.row < at + self.options.spacing:
                offset = self._row(item, setting, number, line, False).end
                return Row("", 0, offset, offset, RowKind.GAP)
            at += self.options.spacing
        raise IndexError(place)

    def _row(self, item: Item, setting: Setting, number: int, line: Line, ruby: bool) -> Row:
        display = setting.display
        text: list[str] = []
        offsets: list[int] = []
        styles: list[Style] = []
        at = 0
        for start, end, inserted in line.parts:
            if start < 0:
                text.append(inserted)
                offsets += [-1] * len(inserted)
                at += len(inserted)
                continue
            text.append(display.text[start:end])
            offsets += [item.logical(display.offset(k)) for k in range(start, end)]
            styles += [
                Style(max(s, start) - start + at, min(e, end) - start + at, kind, value)
                for s, e, kind, value in display.styles
                if s < end and start < e
            ]
            at += end - start
        for low, high in display.inserted:
            for k in range(max(low, line.parts[-1].start), min(high, line.parts[-1].end)):
                offsets[len(offsets) - line.parts[-1].end + k] = -1
        drawn = "".join(text).rstrip()
        shown = [offset for offset in offsets[: len(drawn)] if offset >= 0]
        start = shown[0] if shown else item.start
        hidden: tuple[Hidden, ...] = ()
        end = item.end if number == len(setting.lines) - 1 else max(start, *shown, start - 1) + 1
        if item.spans:
            hidden = tuple(Hidden(k, item.spans) for k in range(len(drawn)))
            offsets = [-1] * len(drawn)
            start, end = item.start, item.end
        if ruby:
            return Row(line.ruby, cell_len(line.ruby), start, start, RowKind.RUBY)
        return Row(
            drawn,
            cell_len(drawn, self.options.ambiguous),
            start,
            end,
            item.kind,
            item.quote if item.kind is RowKind.QUOTE else item.level,
            tuple(styles),
            tuple(offsets[: len(drawn)]),
            hidden,
            self.options.ambiguous,
        )

    # -- heights

    def height(self) -> tuple[int, bool]:
        """Rows in all, and whether that is exact."""
        return self._heights.total, self._heights.exact

    def index_of(self, place: Place) -> int:
        """How many rows stand above a place; an estimate unless all of them are exact."""
        place = self.clamp(place)
        return self._heights.above(place.item) + place.row

    def place_at(self, index: int) -> Place:
        """The place with about `index` rows above it."""
        if not len(self.flow):
            return self.first()
        item, row = self._heights.find(index)
        return self.clamp(Place(item, row))

    def settle(self, budget_seconds: float) -> bool:
        """Makes estimates exact for so long; True when none is left."""
        until = perf_counter() + budget_seconds
        while not self._heights.exact:
            for index in self._heights.unsettled(64):
                self._heights.settle(index, self._exact(index))
            if perf_counter() >= until:
                break
        return self._heights.exact


def _starts(setting: Setting) -> list[int]:
    found: list[int] = []
    for line in setting.lines:
        own = [part.start for part in line.parts if part.start >= 0]
        found.append(own[0] if own else (found[-1] if found else 0))
    return found


__all__ = ["Layout", "Span"]
