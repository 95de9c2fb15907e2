"""The two lists of facts, names and figures: found beside the screen, in columns of cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reader.cells import cell_len
from reader.view.widgets.entries import ListKind
from reader.view.widgets.entry import Entry, cut
from reader.wording import Lang, say

if TYPE_CHECKING:
    from reader.analysis import Facts
    from reader.analysis.facts.find import Figure, Name
    from reader.view.desk import Desk
    from reader.view.parts.help import Help
    from reader.view.parts.place import Place

LISTS = ("names", "figures")
ORDERS = {"names": ("count", "first"), "figures": ("first", "size")}
"""The lists, and the orders of each; the first is that of a list just opened."""
LEAST, GAP = 8, "  "
BEFORE = 10
"""Characters of a sentence that are shown before its figure or name."""


class FactLists(ListKind):
    """Opens the lists, sorts them, goes from one to the other."""

    tall = True

    def __init__(self, desk: Desk, place: Place, help_list: Help) -> None:
        self.desk, self.place, self.help = desk, place, help_list
        self.facts: Facts | None = None
        """The names and figures that the lists show; None while they are looked for."""
        self.list = "names"
        """The list that was looked at last."""
        self.orders = {kind: orders[0] for kind, orders in ORDERS.items()}
        """The order of each list, as it was chosen last."""

    def show(self) -> None:
        """List names and figures of what is shown of the post."""
        desk = self.desk
        self.facts = None
        desk.show_list(self, say("view.facts.title", desk.lang), [])
        desk.list_panel.note = say("view.facts.working", desk.lang)
        desk.in_background(self._find, self._take_facts)

    def _find(self) -> Facts:
        from reader.analysis import find_facts

        return find_facts(self.desk.book.document, self.desk.book.reading_order)

    def _take_facts(self, found: Facts) -> None:
        """Fill the list, unless the reader has left it or looks at another by now."""
        if self.desk.list_panel.kind is self:
            self.facts = found
            if not found.names and self.list == "names" and found.figures:
                self.list = "figures"
            self._fill()

    def choose(self, value: int) -> None:
        self.place.go(value)

    def ask(self, what: str, value: int | None) -> None:
        """Another order, or the other list."""
        if self.facts is None:
            return
        if what == "switch":
            self.list = LISTS[self.list == LISTS[0]]
        elif what == "sort":
            orders = ORDERS[self.list]
            self.orders[self.list] = orders[
                (orders.index(self.orders[self.list]) + 1) % len(orders)
            ]
        self._fill()

    def resized(self) -> None:
        self._fill(keep=True)

    def _fill(self, *, keep: bool = False) -> None:
        """Draw the list anew; `keep` leaves the cursor where it is."""
        if self.facts is None:
            return
        desk, panel, kind = self.desk, self.desk.list_panel, self.list
        order, width = self.orders[kind], panel.size.width or desk.screen.size.width
        title = say("view.facts.title", desk.lang)
        if self.facts.names or self.facts.figures:
            keys = self.help.keys("panel.sort"), self.help.keys("panel.switch")
            title = heading(self.facts, kind, order, keys, width, desk.lang)
        panel.note = say(f"view.facts.no-{kind}", desk.lang)
        entries = rows(self.facts, kind, order, width, desk.lang)
        panel.set_entries(title, entries, cursor=panel.cursor if keep else 0)


def heading(
    found: Facts, kind: str, order: str, keys: tuple[str, str], width: int, lang: Lang
) -> str:
    """The titles of the columns, the one that is sorted by marked, and what `keys` (for another
    order, for the other list) do."""
    first = _title(found, kind, lang)
    cells = _widths(found, kind, width, lang)
    marks = {name: "▾" if name == order else "" for name in ORDERS[kind]}
    if kind == "names":
        titles = [
            _left(first, cells[0]),
            _right(say("view.facts.count", lang) + marks["count"], cells[1]),
            _right(say("view.facts.line", lang) + marks["first"], cells[2]),
        ]
    else:
        titles = [
            _left(first + " " + marks["size"], cells[0]),
            _left(say("view.facts.subject", lang), cells[1]),
            _right(say("view.facts.line", lang) + marks["first"], cells[2]),
        ]
    other = say(f"view.facts.{LISTS[kind == 'names']}", lang)
    hint = say("view.facts.keys", lang, sort=keys[0], switch=keys[1], other=other)
    return GAP.join([*titles, hint])


def rows(found: Facts, kind: str, order: str, width: int, lang: Lang) -> list[Entry]:
    """The entries of a list in an order, for a panel of `width` cells."""
    cells = _widths(found, kind, width, lang)
    if kind == "names":
        names = found.names if order == "count" else tuple(sorted(found.names, key=_place))
        return [_name(name, cells) for name in names]
    if order == "first":
        return [_figure(figure, cells) for figure in found.figures]
    entries: list[Entry] = []
    for unit, group in groupby(found.by_size(), key=lambda figure: figure.measure):
        figures = list(group)
        entries.append(Entry(f"{unit or say('view.facts.no-unit', lang)} ({len(figures)})"))
        entries += [_figure(figure, cells) for figure in figures]
    return entries


def _place(name: Name) -> int:
    return name.start


def _title(found: Facts, kind: str, lang: Lang) -> str:
    """The title of a list, with the number of its entries."""
    count = len(found.names if kind == "names" else found.figures)
    return say(f"view.facts.{kind}", lang) + f" {count}"


def _widths(found: Facts, kind: str, width: int, lang: Lang) -> tuple[int, int, int]:
    """Cells of the first three columns; the first has room for its title and the sign of order."""
    least = max(LEAST, cell_len(_title(found, kind, lang)) + 2)
    if kind == "names":
        longest = _longest([name.spelled for name in found.names])
        return max(least, min(longest, width * 2 // 5)), 6, 7
    texts = _longest([figure.text for figure in found.figures])
    said = _longest([figure.subject for figure in found.figures])
    return max(least, min(texts, width // 4)), max(LEAST, min(said, width // 4)), 7


def _longest(texts: Sequence[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _name(name: Name, cells: tuple[int, int, int]) -> Entry:
    columns = (
        _left(name.spelled, cells[0]),
        _right(str(name.count), cells[1]),
        _right(str(name.lines[0]), cells[2]),
    )
    return Entry(GAP.join(columns), name.start, lead=" " + _around(name.sentence, name.name))


def _figure(figure: Figure, cells: tuple[int, int, int]) -> Entry:
    columns = (
        _left(figure.text, cells[0]),
        _left(figure.subject, cells[1]),
        _right(str(figure.line), cells[2]),
    )
    return Entry(GAP.join(columns), figure.start, lead=" " + _around(figure.sentence, figure.text))


def _around(sentence: str, text: str) -> str:
    """A sentence from a little before what it is shown for on."""
    at = sentence.find(text)
    return sentence if at <= BEFORE else "…" + sentence[at - BEFORE + 1 :]


def _left(text: str, cells: int) -> str:
    text = cut(text, cells)
    return text + " " * (cells - cell_len(text))


def _right(text: str, cells: int) -> str:
    text = cut(text, cells)
    return " " * (cells - cell_len(text)) + text
