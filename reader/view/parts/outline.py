"""The outline panel: going to a section; rename, delete, add, promote, demote, reset by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.view.widgets.entries import ListKind
from reader.view.widgets.prompt import PromptKind
from reader.wording import say

if TYPE_CHECKING:
    from reader.analysis import Section
    from reader.store import OutlineEdit
    from reader.store.model import OutlineAction
    from reader.view.desk import Desk
    from reader.view.parts.place import Place
    from reader.view.parts.studying import Studying

_ACTIONS: dict[str, OutlineAction] = {
    "delete": "remove",
    "promote": "promote",
    "demote": "demote",
}


class OutlineEditing(ListKind, PromptKind):
    """Answers the keys of the outline panel, and the prompt for a new title."""

    def __init__(self, desk: Desk, place: Place, studying: Studying) -> None:
        self.desk, self.place, self.studying = desk, place, studying
        self._renaming: int | None = None
        """Where the section starts whose new title is being typed."""
        desk.outline_panel.kind = self

    def choose(self, value: Section) -> None:
        self.place.go(value.start, row=0)

    def ask(self, what: str, value: Section | None) -> None:
        """Carry out what a key in the panel asks for."""
        desk = self.desk
        if what == "edit" and value is not None:
            self._renaming = value.start
            desk.prompt.open(self, say("view.outline.rename", desk.lang), value.title)
        elif what == "add":
            sentence = desk.here()
            if sentence is not None:
                self._change("add", sentence.start, desk.book.order.text_of(sentence)[:16])
        elif what == "undo":
            self._put(desk.post.outline_edits()[:-1])
        elif what == "reset":
            self._put([])
            desk.say("view.outline.reset")
        elif what in _ACTIONS and value is not None:
            self._change(_ACTIONS[what], value.start, "")

    def done(self, value: str) -> None:
        """Enter in the prompt for a new title."""
        if self._renaming is not None and value.strip():
            self._change("rename", self._renaming, value.strip())
        self._renaming = None
        self.desk.screen.set_focus(self.desk.outline_panel)

    def _change(self, action: OutlineAction, start: int, title: str) -> None:
        from reader.store import OutlineEdit

        self._put([*self.desk.post.outline_edits(), OutlineEdit(action, start, title)])

    def _put(self, edits: Sequence[OutlineEdit]) -> None:
        post = self.desk.stored_or_say()
        if post is not None:
            post.set_outline_edits(edits)
            self.studying.lay_outline()
