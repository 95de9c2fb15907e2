"""The two lists of facts: names and figures, found beside the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.view.parts.fact_rows import LISTS, ORDERS, heading, rows
from reader.view.widgets.entries import ListKind
from reader.wording import say

if TYPE_CHECKING:
    from reader.analysis import Facts
    from reader.view.desk import Desk
    from reader.view.parts.help import Help
    from reader.view.parts.place import Place


class FactLists(ListKind):
    """Opens the lists, sorts them, goes from one to the other."""

    tall = True

    def __init__(self, desk: Desk, place: Place, help_list: Help) -> None:
        self.desk, self.place, self.help = desk, place, help_list
        self.facts: Facts | None = None
        """What the lists that are open show; None while it is looked for."""
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
