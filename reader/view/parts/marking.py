"""Bookmarks, notes, highlights; copying; links; what is new since last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import MarkKind, Span
from reader.view.parts.searching import SearchActions
from reader.view.widgets.entry import Entry
from reader.wording import Lang, say

if TYPE_CHECKING:
    from reader.store import Annotation

COLORS = ("yellow", "green", "blue", "red")
"""Colours of highlights, in the order in which the key goes through them."""


def shown_color(color: str) -> str:
    """The colour that a highlight is drawn in: its own, or the first for one that has none here."""
    return color if color in COLORS else COLORS[0]


def _entry(mark: Annotation, right: str, lang: Lang) -> Entry:
    """A mark as a line of a list: its letter, its note or else its quote, its colour."""
    note = mark.note.replace("\n", " / ")
    quote = mark.quote.replace("\n", " ")
    if mark.kind == "highlight":
        right = f"{say(f'view.color.{shown_color(mark.color)}', lang)}  {right}".rstrip()
    title = f"» {note}" if note else quote
    return Entry(
        f"{mark.letter} {title}" if mark.letter else title,
        mark,
        lead=quote if note else "",
        right=right,
        level=1,
    )


class MarkActions(SearchActions):
    """Actions of the group "marks"."""

    editing: int | None = None
    """Id of the annotation whose note is being written; None for a new one."""
    removed: list[Annotation]

    def _section_title(self) -> str:
        section = self.section_here()
        return section.title if section else ""

    def action_mark(self) -> None:
        sentence, post = self.here_or_say(), self.stored_or_say()
        if sentence is None or post is None:
            return
        span = sentence.spans[0]
        made = post.toggle(span.start, span.end, section=self._section_title())
        self.say("view.marks.set" if made else "view.marks.removed")
        self.update()

    def action_note(self) -> None:
        sentence = self.here_or_say()
        if sentence is not None:
            there = [
                mark
                for mark in self.post.marks()
                if mark.kind == "note" and sentence.covers(mark.start)
            ]
            self.editing = there[0].id if there else None
            self._open_editor(there[0].note if there else "")

    def _open_editor(self, text: str) -> None:
        from reader.view.widgets.note_editor import NoteEditor

        editor = NoteEditor(text, id="note")
        # They need not have room beside each other, and a list comes back when the note is left.
        self.list_panel.display = False
        editor.border_title = say("view.note.label", self.lang)
        self.mount(editor, before=self.prompt)
        self.set_focus(editor)
        editor.move_cursor(editor.document.end)

    def keep_note(self, text: str) -> None:
        """Ctrl+S in the note."""
        from reader.view.widgets.note_editor import NoteEditor

        sentence, post = self.here(), self.stored_or_say()
        if post is None:
            # The post is being read again since the note was begun.
            self.query_one("#note", NoteEditor).resume()
            return
        if self.editing is not None:
            post.edit(self.editing, note=text.rstrip())
            self.say("view.marks.noted")
        elif text.strip() and sentence is not None:
            start, end = sentence.spans[0]
            post.annotate(start, end, note=text.rstrip(), section=self._section_title())
            self.say("view.marks.noted")
        self.close_note()

    def close_note(self) -> None:
        """Put the note's editor away."""
        self.editing = None
        self.query("#note").remove()
        listed = bool(self.list_panel.purpose)
        self.list_panel.display = listed
        self.set_focus(self.list_panel if listed else self.page)
        if self.list_panel.purpose == "marks":
            self.list_panel.refresh_entries(self._mark_entries())
        self.update()

    def action_highlight(self) -> None:
        """Highlight the selection or the sentence; again: the next colour, and at last none."""
        span = self.selected_span()
        if span is None:
            sentence = self.here_or_say()
            span = sentence.spans[0] if sentence else None
        post = self.stored_or_say()
        if span is None or post is None:
            return
        there = [
            mark
            for mark in post.marks()
            if mark.kind == "highlight" and mark.start < span.end and span.start < mark.end
        ]
        if not there:
            post.annotate(
                span.start,
                span.end,
                kind="highlight",
                color=COLORS[0],
                section=self._section_title(),
            )
            self._say_color(COLORS[0])
        else:
            mark = there[0]
            following = COLORS.index(shown_color(mark.color)) + 1
            if following < len(COLORS):
                post.edit(mark.id, color=COLORS[following])
                self._say_color(COLORS[following])
            else:
                post.remove(mark.id)
                self.say("view.marks.unlit")
        self.clear_selection()
        self.update()

    def _say_color(self, color: str) -> None:
        self.say("view.marks.highlighted", color=say(f"view.color.{color}", self.lang))

    def selected_span(self) -> Span | None:
        """The selection as a span of the logical text; None where there is none."""
        selection = self.page.text_selection
        if selection is None or selection.start is None or selection.end is None:
            return None
        low, high = sorted((selection.start.x, selection.end.x))
        return Span(low, high) if high > low else None

    def action_list_marks(self) -> None:
        marks = self.post.marks()
        if not marks:
            self.say("view.marks.none")
            return
        heading = say("view.marks.title", self.lang, count=len(marks))
        self.show_list("marks", heading, self._mark_entries())

    def _mark_entries(self) -> list[Entry]:
        """Bookmarks and notes under their sections; those whose place is lost at the end."""
        entries: list[Entry] = []
        section = ""
        lost = say("view.marks.lost", self.lang)
        moved = say("view.marks.moved", self.lang)
        for mark in sorted(self.post.marks(), key=lambda mark: (mark.state == "lost", mark.start)):
            around = self.book.section_at(mark.start)
            here = around.mark + around.label if around else mark.section
            title = lost if mark.state == "lost" else here
            if title and title != section:
                entries.append(Entry(title))
                section = title
            entries.append(_entry(mark, moved if mark.state == "moved" else "", self.lang))
        return entries

    def change_mark(self, what: str, mark: Annotation | None) -> None:
        """What a key in the list of bookmarks asks for."""
        post = self.stored_or_say()
        if post is None:
            return
        if what == "delete" and mark is not None and (gone := post.remove(mark.id)):
            self.removed.append(gone)
            self.say("view.marks.deleted")
        elif what == "undo" and self.removed:
            post.restore(self.removed.pop())
            self.say("view.marks.restored")
        elif what == "edit" and mark is not None:
            self.editing = mark.id
            self._open_editor(mark.note)
            return
        self.list_panel.refresh_entries(self._mark_entries())
        self.update()

    # -- copy, links, new text

    def action_copy(self, what: str) -> None:
        sentence = self.here_or_say()
        if sentence is None:
            return
        order = self.book.order
        text = (
            order.text_of(sentence) if what == "sentence" else order.paragraph_text(sentence.item)
        )
        self.app.copy_to_clipboard(text)
        self.say(f"view.copied.{what}")

    def action_links(self) -> None:
        sentence = self.here()
        links = self.book.links(sentence) if sentence else []
        if not links or sentence is None:
            self.say("view.links.none")
            return
        block = self.book.document.position_of(sentence.start).block
        text = self.book.document.blocks[block].text
        entries = [
            Entry(text[mark.start : mark.end] or mark.value, mark.value, lead=mark.value)
            for mark in links
            if mark.kind in (MarkKind.LINK, MarkKind.IMAGE)
        ]
        self.show_list("links", say("view.links.title", self.lang), entries)

    def open_link(self, address: str) -> None:
        """Hand an address to the browser, if it is one that a browser should be handed."""
        if not address.lower().startswith(("http://", "https://")):
            self.say("view.links.refused")
            return
        self.say("view.links.opened", address=address)
        import webbrowser

        self.in_background(lambda: webbrowser.open(address), lambda _: None)

    def action_new_text(self, direction: int) -> None:
        """The next passage that was not there last time, or the one before."""
        spans = self.post.change.spans if self.post.change else ()
        here = self.here_offset()
        starts = [span.start for span in spans]
        if direction > 0:
            target = next((start for start in starts if start > here), None)
        else:
            target = next((start for start in reversed(starts) if start < here), None)
        if target is None:
            self.say("view.new.no-more" if spans else "view.new.none")
        else:
            self.go(target, row=2)
