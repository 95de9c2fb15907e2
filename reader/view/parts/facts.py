"""The two lists of facts: names and figures, found beside the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.view.keys import PANEL, show_keys
from reader.view.parts.letters import LetterActions
from reader.wording import say

if TYPE_CHECKING:
    from reader.analysis import Facts


class FactActions(LetterActions):
    """Opens the lists, sorts them, goes from one to the other."""

    facts: Facts | None = None
    """What the lists that are open show; None while it is looked for."""
    fact_list = "names"
    """The list that was looked at last."""
    fact_orders: Mapping[str, str] = MappingProxyType({})
    """The order of each list, as it was chosen last."""

    def action_facts(self) -> None:
        """Names and figures of what is shown of the post."""
        self.facts = None
        self.show_list("facts", say("view.facts.title", self.lang), [])
        self.list_panel.note = say("view.facts.working", self.lang)
        self.in_background(self._find_facts, self._show_facts)

    def _find_facts(self) -> Facts:
        from reader.analysis import find_facts

        return find_facts(self.book.document, self.book.reading_order)

    def _show_facts(self, found: Facts) -> None:
        """Fill the list, unless the reader has left it or looks at another by now."""
        if self.list_panel.purpose == "facts":
            self.facts = found
            if not found.names and self.fact_list == "names" and found.figures:
                self.fact_list = "figures"
            self.list_panel.note = say("view.facts.none", self.lang)
            self.fill_facts()

    def change_facts(self, what: str) -> None:
        """What a key in the list asks for: another order, the other list; or it has a new width."""
        from reader.view.parts.fact_rows import LISTS, ORDERS

        if self.facts is None:
            return
        if what == "switch":
            self.fact_list = LISTS[self.fact_list == LISTS[0]]
        elif what == "sort":
            orders = ORDERS[self.fact_list]
            before = self._fact_order(self.fact_list)
            chosen = orders[(orders.index(before) + 1) % len(orders)]
            self.fact_orders = {**self.fact_orders, self.fact_list: chosen}
        self.fill_facts(keep=what == "resized")

    def _fact_order(self, kind: str) -> str:
        from reader.view.parts.fact_rows import ORDERS

        return self.fact_orders.get(kind, ORDERS[kind][0])

    def fill_facts(self, *, keep: bool = False) -> None:
        """Draw the list anew; `keep` leaves the cursor where it is."""
        from reader.view.parts.fact_rows import heading, rows

        if self.facts is None:
            return
        panel, kind = self.list_panel, self.fact_list
        order, width = self._fact_order(kind), panel.size.width or self.size.width
        keys = {row.id: show_keys(self.app._keymap.get(row.id, row.keys)) for row in PANEL}
        title = say("view.facts.title", self.lang)
        if self.facts.names or self.facts.figures:
            asked = keys["panel.sort"], keys["panel.switch"]
            title = heading(self.facts, kind, order, asked, width, self.lang)
        panel.note = say(f"view.facts.no-{kind}", self.lang)
        entries = rows(self.facts, kind, order, width, self.lang)
        panel.set_entries(title, entries, cursor=panel.cursor if keep else 0)
