"""What the reading screen does at the messages of its parts: page, lists, prompt, note."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reader.view.keys import WAITING
from reader.view.parts.files import Reloading
from reader.view.widgets.entries import EntryList
from reader.view.widgets.page import Page
from reader.view.widgets.panels import ListPanel
from reader.view.widgets.prompt import PromptBar

if TYPE_CHECKING:
    from reader.analysis import Section
    from reader.store import Annotation
    from reader.view.widgets.note_editor import NoteEditor


class Answering(Reloading):
    """One method a message."""

    def on_page_scrolled(self, event: Page.Scrolled) -> None:
        if event.fraction is not None:
            self.scroll_to_share(event.fraction)
        else:
            self.action_scroll_rows(event.rows)

    def on_page_pressed(self, event: Page.Pressed) -> None:
        if event.row.kind == "fold":
            fold = self.book.fold_at(event.row.start)
            if fold is not None:
                self._set_folds(self.book.opened | {fold})
            return
        self.current = self.book.sentence_at(event.offset)
        self.update()

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        self._visit(event, jump=True)
        if event.purpose != "help":
            self._leave(event.sender)

    def on_entry_list_browsed(self, event: EntryList.Browsed) -> None:
        if event.purpose in ("matches", "marks"):
            self._visit(event, jump=False)

    def on_entry_list_left(self, event: EntryList.Left) -> None:
        self._leave(event.sender)

    def on_entry_list_asked(self, event: EntryList.Asked) -> None:
        value = event.entry.value if event.entry else None
        if f"ask('{event.what}')" in WAITING and self.stored_or_say() is None:
            return
        if event.sender is self.outline_panel:
            self.change_outline(event.what, cast("Section | None", value))
        elif event.purpose == "marks":
            self.change_mark(event.what, cast("Annotation | None", value))
        elif event.purpose == "facts":
            self.change_facts(event.what)

    def _visit(self, event: EntryList.Chosen | EntryList.Browsed, *, jump: bool) -> None:
        """Go to what an entry of a list stands for."""
        purpose, value = event.purpose, event.entry.value
        if event.sender is self.outline_panel:
            self.go(cast("Section", value).start, row=0, jump=jump)
            return
        if purpose == "matches":
            self.match = cast("tuple[str, int]", value)[1]
            self.show_match(jump=jump)
        elif purpose == "marks":
            mark = cast("Annotation", value)
            if mark.state != "lost":
                self.go(mark.start, jump=jump)
            elif jump:
                self.say("view.marks.nowhere")
        elif purpose == "facts" and jump:
            self.go(cast("tuple[str, int]", value)[1], jump=True)
        elif purpose == "links" and jump:
            self.open_link(cast("str", value))

    def _leave(self, sender: EntryList) -> None:
        if isinstance(sender, ListPanel):
            sender.close()
        elif sender.needle:
            sender.drop_filter()
        self.set_focus(self.page)

    def on_prompt_bar_changed(self, event: PromptBar.Changed) -> None:
        if event.purpose == "search":
            self.typed(event.value)
        elif event.purpose == "open":
            self.forget_names(event.value)

    def on_prompt_bar_done(self, event: PromptBar.Done) -> None:
        if event.purpose == "search":
            self.end_search(event.value)
            return
        self._close_prompt()
        if event.purpose == "goto" and event.value.strip():
            self.go_to(event.value)
        elif event.purpose == "rename":
            self.rename_section(event.value)
        elif event.purpose == "open":
            self.open_typed(event.value)
        elif event.purpose.startswith("letter-"):
            self.take_letter(event.purpose, event.value)

    def on_prompt_bar_given_up(self, event: PromptBar.GivenUp) -> None:
        if event.purpose == "search":
            self.give_up_search()
        else:
            self._close_prompt()

    def on_prompt_bar_switched(self, event: PromptBar.Switched) -> None:
        if event.purpose == "search":
            self.switch_search()
        elif event.purpose == "open":
            self.complete_path(self.prompt.field.value)

    def on_prompt_bar_recalled(self, event: PromptBar.Recalled) -> None:
        if event.purpose == "search":
            self.recall_search(event.older)

    def on_note_editor_kept(self, event: NoteEditor.Kept) -> None:
        self.keep_note(event.text)

    def on_note_editor_given_up(self) -> None:
        self.give_up_note()
