"""What the reader does to the outline by hand: rename, delete, add, promote, demote, reset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.view.parts.studying import Studying
from reader.wording import say

if TYPE_CHECKING:
    from reader.analysis import Section
    from reader.store import OutlineEdit
    from reader.store.model import OutlineAction

_ACTIONS: dict[str, OutlineAction] = {
    "delete": "remove",
    "promote": "promote",
    "demote": "demote",
}


class OutlineActions(Studying):
    """What keys in the outline panel ask for."""

    _renaming: int | None = None
    """Where the section starts whose new title is being typed."""

    def change_outline(self, what: str, section: Section | None) -> None:
        """Carry out what a key in the panel asks for."""
        if what == "edit" and section is not None:
            self._renaming = section.start
            self.prompt.open("rename", say("view.outline.rename", self.lang), section.title)
        elif what == "add":
            sentence = self.here()
            if sentence is not None:
                self._change("add", sentence.start, self.book.order.text_of(sentence)[:16])
        elif what == "undo":
            self._put(self.post.outline_edits()[:-1])
        elif what == "reset":
            self._put([])
            self.say("view.outline.reset")
        elif what in _ACTIONS and section is not None:
            self._change(_ACTIONS[what], section.start, "")

    def rename_section(self, title: str) -> None:
        """Enter in the prompt for a new title."""
        if self._renaming is not None and title.strip():
            self._change("rename", self._renaming, title.strip())
        self._renaming = None
        self.set_focus(self.outline_panel)

    def _change(self, action: OutlineAction, start: int, title: str) -> None:
        from reader.store import OutlineEdit

        self._put([*self.post.outline_edits(), OutlineEdit(action, start, title)])

    def _put(self, edits: Sequence[OutlineEdit]) -> None:
        post = self.stored_or_say()
        if post is not None:
            post.set_outline_edits(edits)
            self.lay_outline()
