"""Bookmarks, notes and highlights, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Span
from reader.formats.input.harmless import harmless
from reader.view.parts.note_draft import EVERY, NoteDraft
from reader.view.parts.picture import COLORS, shown_color
from reader.view.widgets.entries import ListKind
from reader.view.widgets.entry import Entry
from reader.wording import Lang, say

if TYPE_CHECKING:
    from reader.store import Annotation, Post
    from reader.view.desk import Desk
    from reader.view.parts.picture import Picture
    from reader.view.parts.place import Place


class Marking(ListKind):
    """Sets marks, changes them, and lists them."""

    def __init__(self, desk: Desk, picture: Picture, place: Place, draft: NoteDraft) -> None:
        """`draft`: the note that is being written."""
        self.desk, self.picture, self.place, self.draft = desk, picture, place, draft
        self.removed: list[Annotation] = []
        """Marks that were deleted in the list, for undo."""

    # -- bookmarks

    def bookmark(self) -> None:
        """Bookmark the current sentence, or take its bookmark away."""
        sentence, post = self.desk.here_or_say(), self.desk.stored_or_say()
        if sentence is None or post is None:
            return
        start, end = sentence.spans[0]
        made = post.toggle(start, end, section=self.desk.section_title())
        self.desk.say("view.marks.set" if made else "view.marks.removed")
        self.picture.update()

    # -- notes

    def note(self) -> None:
        """Write a note on the sentence; a note that was not saved comes first."""
        desk, draft = self.desk, self.draft
        if draft.editor is not None:
            desk.screen.set_focus(draft.editor)
            return
        sentence, post = desk.here_or_say(), desk.stored_or_say()
        if sentence is None or post is None:
            return
        waiting = draft.waiting(desk.book.document)
        if waiting is not None:
            marks = [mark for mark in post.marks() if mark.uid == waiting.uid]
            span = waiting.place(desk.book.document.text) or sentence.spans[0]
            self.place.go(span.start)
            self._open_editor(waiting.text, marks[0] if marks else None, span)
            desk.say("view.note.resumed")
            return
        there = [
            mark for mark in post.marks() if mark.kind == "note" and sentence.covers(mark.start)
        ]
        mark = there[0] if there else None
        self._open_editor(mark.note if mark else "", mark, sentence.spans[0])

    def _edit_note(self, mark: Annotation) -> None:
        """Edit the note of a mark; a note that was not saved comes first."""
        document = self.desk.book.document
        if self.draft.editor is not None or self.draft.waiting(document) is not None:
            self.note()
        else:
            self._open_editor(mark.note, mark, Span(mark.start, mark.end))

    def _open_editor(self, text: str, mark: Annotation | None, span: Span) -> None:
        from reader.view.widgets.note_editor import NoteEditor

        desk, draft = self.desk, self.draft
        editor = NoteEditor(harmless(text)[0], id="note")
        # List and editor need not have room together; the list comes back when the note is left.
        desk.list_panel.display = False
        editor.border_title = say("view.note.label", desk.lang)
        draft.begin(editor, mark, span, desk.book.document)
        desk.screen.mount(editor, before=desk.prompt)
        desk.screen.set_focus(editor)
        editor.move_cursor(editor.document.end)
        editor.set_interval(EVERY, lambda: draft.keep(desk.book.document))

    def keep_note(self, text: str) -> None:
        """Ctrl+S in the note."""
        post = self.desk.stored_or_say()
        if post is None:
            # The post is being read again since the note was begun.
            if self.draft.editor is not None:
                self.draft.editor.resume()
            return
        if self._write_note(post, text):
            self.desk.say("view.marks.noted")
        self.draft.drop(self.desk.book.document)
        self._close_editor()

    def _write_note(self, post: Post, text: str) -> bool:
        """Put the note into the store; False where there is nothing to be put."""
        mark, span = self.draft.mark, self.draft.span
        if mark is not None:
            post.edit(mark.id, note=text.rstrip())
        elif text.strip() and span is not None:
            post.annotate(*span, note=text.rstrip(), section=self.desk.section_title())
        else:
            return False
        return True

    def give_up_note(self) -> None:
        """Escape in the note: what was typed stays as a draft."""
        self.keep_draft()
        waits = self.draft.waiting(self.desk.book.document) is not None
        self._close_editor()
        if waits:
            self.desk.say("view.note.left")

    def keep_draft(self) -> None:
        """Keep what is being typed, at every way out. Where no draft can be written, the note is
        put with the marks, which are rescued."""
        editor, post = self.draft.editor, self.desk.stored
        kept = editor is None or self.draft.keep(self.desk.book.document)
        if editor is not None and not kept and post is not None:
            self._write_note(post, editor.text)

    def _close_editor(self) -> None:
        panel = self.desk.list_panel
        if self.draft.editor is not None:
            self.draft.editor.remove()
        self.draft.end()
        panel.display = panel.kind is not None
        self.desk.screen.set_focus(panel if panel.display else self.desk.page)
        self.refresh_list()
        self.picture.update()

    # -- highlights

    def highlight(self) -> None:
        """Highlight the selection or the sentence; again: the next colour, and at last none."""
        desk, span = self.desk, self._selected()
        if span is None:
            sentence = desk.here_or_say()
            span = sentence.spans[0] if sentence else None
        post = desk.stored_or_say()
        if span is None or post is None:
            return
        there = [
            mark
            for mark in post.marks()
            if mark.kind == "highlight" and mark.start < span.end and span.start < mark.end
        ]
        following = COLORS.index(shown_color(there[0].color)) + 1 if there else 0
        if following == len(COLORS):
            post.remove(there[0].id)
            desk.say("view.marks.unlit")
        else:
            color = COLORS[following]
            if there:
                post.edit(there[0].id, color=color)
            else:
                section = desk.section_title()
                post.annotate(*span, kind="highlight", color=color, section=section)
            desk.say("view.marks.highlighted", color=say(f"view.color.{color}", desk.lang))
        desk.screen.clear_selection()
        self.picture.update()

    def _selected(self) -> Span | None:
        """The selection as a span of the logical text; None where there is none."""
        selection = self.desk.page.text_selection
        if selection is None or selection.start is None or selection.end is None:
            return None
        low, high = sorted((selection.start.x, selection.end.x))
        return Span(low, high) if high > low else None

    # -- the list

    def show(self) -> None:
        """List all marks."""
        desk, marks = self.desk, self.desk.post.marks()
        if not marks:
            desk.say("view.marks.none")
            return
        desk.show_list(self, say("view.marks.title", desk.lang, count=len(marks)), self._entries())

    def refresh_list(self) -> None:
        """Draw the list anew, if it is open."""
        if self.desk.list_panel.kind is self:
            self.desk.list_panel.refresh_entries(self._entries())

    def _entries(self) -> list[Entry]:
        """Marks under their sections; marks whose place is lost come last."""
        entries: list[Entry] = []
        section = ""
        book, lang = self.desk.book, self.desk.lang
        lost, moved = say("view.marks.lost", lang), say("view.marks.moved", lang)
        marks = self.desk.post.marks()
        for mark in sorted(marks, key=lambda mark: (mark.state == "lost", mark.start)):
            around = book.section_at(mark.start)
            here = around.mark + around.label if around else mark.section
            title = lost if mark.state == "lost" else here
            if title and title != section:
                entries.append(Entry(title))
                section = title
            entries.append(_entry(mark, moved if mark.state == "moved" else "", lang))
        return entries

    def choose(self, value: Annotation) -> None:
        if value.state != "lost":
            self.place.go(value.start)
        else:
            self.desk.say("view.marks.nowhere")

    def browse(self, value: Annotation) -> None:
        if value.state != "lost":
            self.place.go(value.start, jump=False)

    def ask(self, what: str, value: Annotation | None) -> None:
        """Delete a mark, take that back, or edit its note."""
        desk, post = self.desk, self.desk.stored_or_say()
        if post is None:
            return
        if what == "delete" and value is not None and (gone := post.remove(value.id)):
            self.removed.append(gone)
            desk.say("view.marks.deleted")
        elif what == "undo" and self.removed:
            post.restore(self.removed.pop())
            desk.say("view.marks.restored")
        elif what == "edit" and value is not None:
            self._edit_note(value)
            return
        self.refresh_list()
        self.picture.update()


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
