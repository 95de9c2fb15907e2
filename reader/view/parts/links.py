"""Copying the sentence or the paragraph, and the links of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import MarkKind
from reader.view.widgets.entries import ListKind
from reader.view.widgets.entry import Entry
from reader.wording import say

if TYPE_CHECKING:
    from reader.view.desk import Desk


class Links(ListKind):
    """Hands text to the clipboard and addresses to the browser."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def copy(self, what: str) -> None:
        """Copy the "sentence" or the "paragraph" at hand."""
        desk, sentence = self.desk, self.desk.here_or_say()
        if sentence is None:
            return
        order = desk.book.order
        text = (
            order.text_of(sentence) if what == "sentence" else order.paragraph_text(sentence.item)
        )
        desk.screen.app.copy_to_clipboard(text)
        desk.say(f"view.copied.{what}")

    def show(self) -> None:
        """List the links and images of the current sentence."""
        desk, sentence = self.desk, self.desk.here()
        links = desk.book.links(sentence) if sentence else []
        if not links or sentence is None:
            desk.say("view.links.none")
            return
        block = desk.book.document.position_of(sentence.start).block
        text = desk.book.document.blocks[block].text
        entries = [
            Entry(text[mark.start : mark.end] or mark.value, mark.value, lead=mark.value)
            for mark in links
            if mark.kind in (MarkKind.LINK, MarkKind.IMAGE)
        ]
        desk.show_list(self, say("view.links.title", desk.lang), entries)

    def choose(self, value: str) -> None:
        """Hand an address to the browser, if it is one that a browser should be handed."""
        if not value.lower().startswith(("http://", "https://")):
            self.desk.say("view.links.refused")
            return
        from reader.view.browser import open_address

        self.desk.say(open_address(self.desk.screen.app, value), address=value)
