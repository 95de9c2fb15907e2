"""The draft of a note: kept while the note is typed, until the note is saved or emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.book.study import text_name
from reader.store import drafts
from reader.store.drafts import Draft

if TYPE_CHECKING:
    from reader.document import Document, Span
    from reader.store import Annotation, Store
    from reader.view.widgets.note_editor import NoteEditor

EVERY = 1.0
"""Seconds between two looks at what was typed."""


class NoteDraft:
    """The open editor, what its note is about, and the draft of it on the disk."""

    def __init__(self, store: Store, path: str) -> None:
        """`path`: the post's, absolute; "-" for standard input."""
        self._folder = store.folder
        self._path = path
        self.editor: NoteEditor | None = None
        """The open editor; there is never a second one."""
        self.mark: Annotation | None = None
        """The annotation whose note is edited; None for a new note."""
        self.span: Span | None = None
        """The sentence that a new note is about, in offsets into the text."""
        self._quote = ""
        self._before = ""
        """The text that the editor began with, or that was kept last."""

    def waiting(self, document: Document) -> Draft | None:
        """The draft that was left of a post, if there is one."""
        return drafts.kept(self._folder, self._key(document))

    def begin(
        self, editor: NoteEditor, mark: Annotation | None, span: Span, document: Document
    ) -> None:
        """An editor has been opened for a note on a span."""
        self.editor, self.mark, self.span = editor, mark, span
        self._quote, self._before = document.part(*span), editor.text

    def keep(self, document: Document) -> bool:
        """Keep what is typed, if that has changed; False where it cannot be written."""
        if self.editor is None or self.span is None or self.editor.text == self._before:
            return True
        text = self.editor.text
        if text.strip() and text != (self.mark.note if self.mark else ""):
            uid = self.mark.uid if self.mark else ""
            draft = Draft(text, uid, *self.span, self._quote)
            if not drafts.keep(self._folder, self._key(document), draft):
                return False
        else:
            self.drop(document)
        self._before = text
        return True

    def drop(self, document: Document) -> None:
        """The note has been saved or emptied: nothing waits any more."""
        drafts.drop(self._folder, self._key(document))

    def end(self) -> None:
        """The editor is gone."""
        self.editor = self.mark = self.span = None

    def _key(self, document: Document) -> str:
        return self._path if self._path != "-" else f"-{text_name(document)}"
