"""A flow as rows of one width, typeset only where it is looked at.

Rows have addresses (`Place`), not numbers, so that nothing before them has to be broken first.
How many rows stand above a place is an estimate until everything before it has been typeset.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain, islice
from time import perf_counter

from reader.cells import is_complex, is_ordinary
from reader.typeset.breaking.breaker import Breaker
from reader.typeset.estimate import Estimate
from reader.typeset.flow import Flow
from reader.typeset.heights import Heights
from reader.typeset.item_rows import ItemRows, gap
from reader.typeset.lines.drawing import draw, draw_ruby
from reader.typeset.lines.setting import breaker_for, set_item
from reader.typeset.options import Options
from reader.typeset.rows import Place, Row, RowKind

_KEPT = 512
"""Items whose lines are remembered."""
_ROWS_KEPT = 1024
"""Rows that are remembered."""


class Layout:
    """The rows of a flow for one set of options.

    Not to be asked by two threads at once.
    """

    def __init__(self, flow: Flow, options: Options, estimate: Estimate | None = None) -> None:
        self.flow = flow
        """The items."""
        self.options = options
        """How they are set."""
        self._estimate = estimate or Estimate(flow)
        self._sets: OrderedDict[int, ItemRows] = OrderedDict()
        self._rows: OrderedDict[Place, Row] = OrderedDict()
        self._known_heights: Heights | None = None

    @property
    def measure(self) -> int:
        """Cells of a line."""
        return self.options.measure

    def relayout(self, options: Options) -> Layout:
        """The same flow with other options; what does not depend on them is shared."""
        return Layout(self.flow, options, self._estimate)

    def retitled(self, flow: Flow) -> Layout:
        """A flow of the same items but for what the title page says, in the same number of
        them; what was counted is shared."""
        return Layout(flow, self.options, self._estimate)

    # Places

    def first(self) -> Place:
        """The first row."""
        return Place(0, 0)

    def last(self) -> Place:
        """The last row."""
        item = max(0, len(self.flow) - 1)
        return Place(item, self._height_of(item) - 1)

    def clamp(self, place: Place) -> Place:
        """The nearest place that there is."""
        if place.item < 0:
            return self.first()
        if place.item >= len(self.flow):
            return self.last()
        return Place(place.item, min(max(0, place.row), self._height_of(place.item) - 1))

    def step(self, place: Place, rows: int) -> Place:
        """The place `rows` rows further down, or up where negative; clamped."""
        item, row = self.clamp(place)
        row += rows
        while row < 0 and item > 0:
            item -= 1
            row += self._height_of(item)
        while row >= self._height_of(item) and item < len(self.flow) - 1:
            row -= self._height_of(item)
            item += 1
        return self.clamp(Place(item, row))

    def places_from(self, place: Place, count: int) -> list[Place]:
        """A place and those below it: `count` of them, or as many as there are."""
        item, row = self.clamp(place)
        found: list[Place] = []
        while len(found) < count and item < max(1, len(self.flow)):
            last = min(self._height_of(item), row + count - len(found))
            found += [Place(item, at) for at in range(row, last)]
            item, row = item + 1, 0
        return found

    def place_of(self, offset: int) -> Place:
        """The row that shows a logical offset, or the fold that hides it."""
        if not len(self.flow):
            return self.first()
        number = self.flow.item_of(offset)
        item, setting, gap = self._set(number)
        index = setting.display.index(item.offset(offset)) if item.runs else 0
        return Place(number, gap + setting.tops[setting.line_of(index)])

    def offset_of(self, place: Place) -> int:
        """The logical offset of the first character on a row, else of the next text."""
        return self.row(place).start

    # Rows

    def row(self, place: Place) -> Row:
        """The row at a place; clamped."""
        found = self._rows.get(place)
        if found is None:
            place = self.clamp(place)
            found = self._drawn(place)
            self._rows[place] = found
            if len(self._rows) > _ROWS_KEPT:
                self._rows.popitem(last=False)
        return found

    def _drawn(self, place: Place) -> Row:
        if not len(self.flow):
            return Row("", 0, 0, 0, RowKind.GAP)
        item, setting, gap = self._set(place.item)
        row = place.row - gap
        line = bisect_right(setting.tops, row) - 1
        if line >= 0 and setting.tops[line] == row:
            return draw(item, setting, line, self.options.ambiguous)
        following = line + 1
        ruby = setting.rubies[following] if row >= 0 and setting.rubies else ""
        if ruby and setting.tops[following] == row + 1:
            return draw_ruby(item, setting, following, self.options.ambiguous)
        below = draw(item, setting, following, self.options.ambiguous)
        return Row("", 0, below.start, below.start, RowKind.GAP)

    def texts(self, items: range | None = None) -> Iterator[str]:
        """What every row of some items shows, or of all, nothing of it remembered.

        The quick way to print a long text.
        """
        return chain.from_iterable(self._texts(range(len(self.flow)) if items is None else items))

    def _texts(self, items: range) -> Iterator[Iterable[str]]:
        """`texts` item by item."""
        measure, quick, plain = self.options.measure, self._quick, self.flow.plain_text
        for number in items:
            text = plain(number) if quick else None
            if quick is None or text is None or not _counts_simply(text):
                yield self._made(number).texts()
            else:
                if number:
                    yield ("",)
                yield quick(text, measure)

    # Heights

    def height(self) -> tuple[int, bool]:
        """Rows in all, and whether that is exact."""
        document = self.flow.document
        heights = self._heights
        if document.complete:
            return heights.total, heights.exact
        return int(heights.total / document.share), False

    @property
    def complete(self) -> bool:
        """Whether the last row is that of the text, and not of what is loaded of it."""
        return self.flow.document.complete

    def grow(self) -> None:
        """The document has more blocks. Every place stays what it was."""
        self.flow.grow()
        if self._known_heights is not None:
            self._known_heights.grow(len(self.flow))

    def index_of(self, place: Place) -> int:
        """How many rows stand above a place; an estimate unless all above it are exact."""
        place = self.clamp(place)
        return self._heights.above(place.item) + place.row

    def place_at(self, index: int) -> Place:
        """The place with about `index` rows above it."""
        if not len(self.flow):
            return self.first()
        return self.clamp(Place(*self._heights.find(index)))

    def settle(self, budget_seconds: float) -> bool:
        """Makes estimates exact for so long; True when none is left."""
        until = perf_counter() + budget_seconds
        heights = self._heights
        while not heights.exact:
            for item in islice(heights.unsettled(), 32):
                heights.settle(item, self._count(item))
            if perf_counter() >= until:
                break
        return heights.exact

    def _count(self, number: int) -> int:
        """Rows of an item, which is not remembered."""
        flow, quick = self.flow, self._quick
        text = flow.plain_text(number) if quick and number else None
        if quick is None or text is None or not _counts_simply(text):
            return self._made(number).rows
        return 1 + len(quick(text, self.options.measure))

    @cached_property
    def _quick(self) -> Callable[[str, int], list[str]] | None:
        """What breaks plain paragraphs that count simply, where nothing but lines is to be set."""
        options = self.options
        if options.indent or options.justify or options.spacing:
            return None
        found = breaker_for(options)
        if isinstance(found, Breaker):
            return found.plain_rows
        return lambda text, room: [text[start:end] for start, end in found.lines(text, room)]

    @property
    def _heights(self) -> Heights:
        if self._known_heights is None:
            options = self.options
            self._known_heights = Heights(
                len(self.flow),
                lambda first, last: self._estimate.rough(first, last, options),
                lambda first, last: self._estimate.close(first, last, options),
            )
            for item, found in self._sets.items():
                self._known_heights.settle(item, found.rows)
        return self._known_heights

    # Items

    def _height_of(self, number: int) -> int:
        return self._set(number).rows if len(self.flow) else 1

    def _set(self, number: int) -> ItemRows:
        found = self._sets.get(number)
        if found is not None:
            self._sets.move_to_end(number)
            return found
        found = self._sets[number] = self._made(number)
        if len(self._sets) > _KEPT:
            self._sets.popitem(last=False)
        if self._known_heights is not None:
            self._known_heights.settle(number, found.rows)
        return found

    def _made(self, number: int) -> ItemRows:
        item = self.flow[number]
        before = self.flow.kind(number - 1) if number else None
        if item.kind is RowKind.TABLE:
            from reader.typeset.lines.table_setting import set_table_item

            setting = set_table_item(item, self.options)
        else:
            setting = set_item(item, self.options)
        return ItemRows(item, setting, gap(item, before, self.options))


def _counts_simply(text: str) -> bool:
    """Whether each character of a text is drawn as it stands, a cluster of its own."""
    return is_ordinary(text) or not is_complex(text)
