"""Bookmarks, notes, highlights; copying; links; what is new since last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import MarkKind, Span
from reader.view.parts.note_draft import EVERY, NoteDraft
from reader.view.parts.searching import SearchActions
from reader.view.widgets.entry import Entry
from reader.wording import Lang, say

if TYPE_CHECKING:
    from reader.store import Annotation, Post

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

    draft: NoteDraft
    """The note that is being written."""
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
        """Write a note on the sentence; a note that was not saved comes first."""
        if self.draft.editor is not None:
            self.set_focus(self.draft.editor)
            return
        sentence, post = self.here_or_say(), self.stored_or_say()
        if sentence is None or post is None:
            return
        waiting = self.draft.waiting(self.book.document)
        if waiting is not None:
            marks = [mark for mark in post.marks() if mark.uid == waiting.uid]
            span = waiting.place(self.book.document.text) or sentence.spans[0]
            self.go(span.start)
            self._open_editor(waiting.text, marks[0] if marks else None, span)
            self.say("view.note.resumed")
            return
        there = [
            mark for mark in post.marks() if mark.kind == "note" and sentence.covers(mark.start)
        ]
        mark = there[0] if there else None
        self._open_editor(mark.note if mark else "", mark, sentence.spans[0])

    def _open_editor(self, text: str, mark: Annotation | None, span: Span) -> None:
        from reader.view.widgets.note_editor import NoteEditor

        editor = NoteEditor(text, id="note")
        # They need not have room beside each other, and a list comes back when the note is left.
        self.list_panel.display = False
        editor.border_title = say("view.note.label", self.lang)
        self.draft.begin(editor, mark, span, self.book.document)
        self.mount(editor, before=self.prompt)
        self.set_focus(editor)
        editor.move_cursor(editor.document.end)
        editor.set_interval(EVERY, lambda: self.draft.keep(self.book.document))

    def keep_note(self, text: str) -> None:
        """Ctrl+S in the note."""
        post = self.stored_or_say()
        if post is None:
            # The post is being read again since the note was begun.
            if self.draft.editor is not None:
                self.draft.editor.resume()
            return
        if self._write_note(post, text):
            self.say("view.marks.noted")
        self.draft.drop(self.book.document)
        self._close_editor()

    def _write_note(self, post: Post, text: str) -> bool:
        """Put the note into the store; False where there is nothing to be put."""
        mark, span = self.draft.mark, self.draft.span
        if mark is not None:
            post.edit(mark.id, note=text.rstrip())
        elif text.strip() and span is not None:
            post.annotate(*span, note=text.rstrip(), section=self._section_title())
        else:
            return False
        return True

    def give_up_note(self) -> None:
        """Escape in the note: what was typed stays as a draft."""
        self.keep_draft()
        waits = self.draft.waiting(self.book.document) is not None
        self._close_editor()
        if waits:
            self.say("view.note.left")

    def keep_draft(self) -> None:
        """Keep what is being typed, at every way out. Where no draft can be written, the note is
        put with the marks, which are rescued."""
        editor, post = self.draft.editor, self.stored
        if editor is not None and not self.draft.keep(self.book.document) and post is not None:
            self._write_note(post, editor.text)

    def _close_editor(self) -> None:
        if self.draft.editor is not None:
            self.draft.editor.remove()
        self.draft.end()
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
            self.edit_note(mark)
            return
        self.list_panel.refresh_entries(self._mark_entries())
        self.update()

    def edit_note(self, mark: Annotation) -> None:
        """Edit the note of a mark; a note that was not saved comes first."""
        if self.draft.editor is not None or self.draft.waiting(self.book.document) is not None:
            self.action_note()
        else:
            self._open_editor(mark.note, mark, Span(mark.start, mark.end))

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
        from reader.view.browser import open_address

        self.say(open_address(self.app, address), address=address)

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
