"""The editor of a note: Textual's TextArea takes long to import, and waits for the first note."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea


class NoteEditor(TextArea):
    """Several lines about a sentence."""

    takes_text = True
    """See `reader.view.prompt.typed_in`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", show=False, priority=True),
        Binding("escape", "give_up", show=False, priority=True),
    ]

    class Kept(Message):
        """Ctrl+S."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class GivenUp(Message):
        """Escape."""

    def action_keep(self) -> None:
        self.post_message(self.Kept(self.text))

    def action_give_up(self) -> None:
        self.post_message(self.GivenUp())
