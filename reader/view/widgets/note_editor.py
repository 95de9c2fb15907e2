"""The editor of a note: Textual's TextArea takes long to import, and waits for the first note."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from reader.view.widgets.own_key import own_key


class NoteEditor(TextArea):
    """Several lines about a sentence."""

    takes_text = True
    """See `reader.view.widgets.prompt.typed_in`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", show=False),
        Binding("escape", "give_up", show=False),
    ]

    class Kept(Message):
        """Ctrl+S."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class GivenUp(Message):
        """Escape."""

    _done = False

    async def on_key(self, event: events.Key) -> None:
        if self._done:
            # Typed behind the key that ended it: for where the focus has gone since.
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        else:
            await own_key(self, event)

    def resume(self) -> None:
        """Take keys again: the note could not be kept yet."""
        self._done = False

    def action_keep(self) -> None:
        self._done = True
        self.post_message(self.Kept(self.text))

    def action_give_up(self) -> None:
        self._done = True
        self.post_message(self.GivenUp())
