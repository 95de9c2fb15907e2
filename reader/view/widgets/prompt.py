"""The line at the bottom in which the reader types: a search, a place to go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.cells import cell_len
from reader.formats.input.harmless import harmless
from reader.view.widgets.entry import shown
from reader.view.widgets.own_key import own_key

COUNT = 12
"""Cells by which the room for a count grows."""


def typed_in(widget: Widget | None) -> bool:
    """Whether letters are text in a widget: a field, or the editor of a note."""
    return isinstance(widget, Input) or getattr(widget, "takes_text", False)


class PromptKind:
    """A kind of question (a search, a path ...): the answers to the keys of the prompt.

    `value` is what stands in the field.
    """

    live = False
    """Whether the page follows every key that is typed."""

    def changed(self, value: str) -> None:
        """Something was typed."""

    def done(self, value: str) -> None:
        """Enter; the prompt is closed."""

    def given_up(self) -> None:
        """Escape: as if nothing had been typed; the prompt is closed."""

    def switched(self, value: str) -> None:
        """Tab."""

    def recalled(self, value: str, older: bool) -> None:
        """↑ or ↓: an older or a newer entry of the history is wanted."""


class PromptField(Input):
    """The field itself.

    Keys may come in one burst with the Enter that ends the typing: those that were handed to
    the field after it are given back, to go where the focus has gone since.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
        Binding("tab", "switch", show=False),
        Binding("escape", "give_up", show=False),
    ]

    @dataclass
    class Switched(Message):
        """Tab: search in another way."""

    @dataclass
    class GivenUp(Message):
        """Escape."""

    @dataclass
    class Recalled(Message):
        """↑ or ↓: an older or a newer entry of the history is wanted."""

        older: bool

    virtual_size = Reactive(Size(0, 0))
    """As every widget has it, but a longer text is no reason to lay the whole screen out anew."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, select_on_focus=False)
        self._done = True
        self._single = False

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No rule of the style sheet depends on the focus."""
        self.refresh()

    def begin(self, value: str, single: bool = False) -> None:
        """Take keys from now on; `single`: until the first character."""
        self._done, self._single = False, single
        self.value = harmless(value)[0]
        self.cursor_position = len(self.value)

    async def on_key(self, event: events.Key) -> None:
        if self._done:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
            return
        if await own_key(self, event):
            return
        if self._single and event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            with self.prevent(Input.Changed):
                self.value = event.character
            await self.action_submit()

    async def action_submit(self) -> None:
        self._done = True
        await super().action_submit()

    def action_give_up(self) -> None:
        self._done = True
        self.post_message(self.GivenUp())

    def action_older(self) -> None:
        self.post_message(self.Recalled(True))

    def action_newer(self) -> None:
        self.post_message(self.Recalled(False))

    def action_switch(self) -> None:
        self.post_message(self.Switched())


class PromptBar(Horizontal):
    """Label, field and what is said about it."""

    @dataclass
    class Ended(Message):
        """Enter or Escape."""

        kind: PromptKind
        value: str | None
        """The text that was typed; None for Escape."""

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self._cells = 0
        self.kind: PromptKind | None = None
        """The question that is asked; None while the bar is hidden."""

    @property
    def live(self) -> bool:
        """Whether the page follows every key that is typed."""
        return self.kind is not None and self.kind.live

    @property
    def field(self) -> PromptField:
        return self.query_one(PromptField)

    def _fill(self) -> None:
        """The parts are made when something is typed for the first time: they would be a tenth
        of what Textual has to do before its first screen."""
        if not self.children:
            self.mount(
                Static("", id="prompt-label", markup=False),
                PromptField(id="prompt-field"),
                Static("", id="prompt-count", markup=False),
            )

    def open(self, kind: PromptKind, label: str, value: str = "", *, single: bool = False) -> None:
        """Ask for something; `value`: what stands in the field; `single`: for one character."""
        self.kind = kind
        self._fill()
        self._cells = 0
        self._reserve(COUNT)
        self.say("")
        self.relabel(label)
        with self.prevent(Input.Changed):
            self.field.begin(value, single)
        self.display = True
        self.screen.set_focus(self.field)

    def relabel(self, label: str) -> None:
        """Say what the field is for."""
        self._put("#prompt-label", f" {shown(label)}: ")

    def _put(self, name: str, text: str, cells: int | None = None) -> None:
        """Write a part, which is so many cells wide (None: as wide as the text).

        Textual does not see that an `auto` width has changed if that happens twice before it has
        laid the bar out.
        """
        part = self.query_one(name, Static)
        part.update(text, layout=False)
        part.styles.width = cell_len(text) if cells is None else cells

    def say(self, count: str) -> None:
        """Write behind the field: a count, or the fault of an expression."""
        if not self.children:
            return
        text = f" {shown(count)} " if count else ""
        self._reserve(-(-cell_len(text) // COUNT) * COUNT)
        self._show_count(text)

    def _reserve(self, cells: int) -> None:
        """Room for a count, which only grows: another width would have the whole screen laid out
        anew, at every key."""
        if cells > self._cells:
            self._cells = cells
            self._show_count("")

    def _show_count(self, text: str) -> None:
        self._put("#prompt-count", " " * (self._cells - cell_len(text)) + text, self._cells)

    def clear(self) -> None:
        """Nothing is said behind the field, and it has that room again."""
        if self._cells > COUNT:
            self._cells = COUNT
        self._show_count("")

    def put(self, value: str) -> None:
        """Replace what is typed."""
        self.field.value = harmless(value)[0]
        self.field.cursor_position = len(self.field.value)

    def close(self) -> None:
        """Hide the bar."""
        self.kind = None
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.kind is not None:
            self.kind.changed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self._end(event, event.value)

    def on_prompt_field_given_up(self, event: PromptField.GivenUp) -> None:
        self._end(event, None)

    def _end(self, event: Message, value: str | None) -> None:
        event.stop()
        if self.kind is not None:
            self.post_message(self.Ended(self.kind, value))

    def on_prompt_field_switched(self, event: PromptField.Switched) -> None:
        event.stop()
        if self.kind is not None:
            self.kind.switched(self.field.value)

    def on_prompt_field_recalled(self, event: PromptField.Recalled) -> None:
        event.stop()
        if self.kind is not None:
            self.kind.recalled(self.field.value, event.older)
