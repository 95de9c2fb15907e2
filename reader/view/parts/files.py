"""The post's file: read again, opened in an editor, left for another post."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.book.book import Book
from reader.document import Document, Notice
from reader.errors import ReaderError
from reader.view.messages import OpenPost
from reader.view.paths import common_start, completions, current_folder, meant
from reader.view.widgets.prompt import PromptKind
from reader.wording import say

if TYPE_CHECKING:
    from reader.book.sentence_order import SentenceOrder
    from reader.book.study import Study
    from reader.store import Post
    from reader.view.desk import Desk
    from reader.view.parts.growing import Growing
    from reader.view.parts.note_draft import NoteDraft
    from reader.view.parts.picture import Picture
    from reader.view.parts.place import Place
    from reader.view.parts.search.turns import SearchTurns
    from reader.view.parts.studying import Studying

EDITORS = ("vi", "vim", "nvim", "nano", "emacs", "kak", "hx")
"""Editors that take the line to begin at as "+LINE"."""


class _Reread(NamedTuple):
    """The post as its file is now."""

    book: Book
    post: Post | None = None
    study: Study | None = None
    """None, as `post`, for a long post, which comes in piece by piece."""
    order: SentenceOrder | None = None
    """As `Book.order_of` made it."""


class Files:
    """Another state of the file takes the place of the one that is read."""

    def __init__(
        self,
        desk: Desk,
        picture: Picture,
        place: Place,
        draft: NoteDraft,
        turns: SearchTurns,
        studying: Studying,
        growing: Growing,
        read: Callable[[], Document] | None,
    ) -> None:
        """`read` reads the post again; None where it cannot be."""
        self.desk, self.picture, self.place, self.draft = desk, picture, place, draft
        self.turns, self.studying, self.growing = turns, studying, growing
        self.read = read
        self.reading = False
        """Whether the file is being read again."""
        self._once_more = False
        """Whether it is to be read again after that."""

    def say_first(self, notices: Sequence[Notice], read_before: bool) -> None:
        """Show the notices about a post just opened, the most important first.

        `notices`: the notices of opening the post. `read_before`: whether the post was read before,
        so that it is said how much of the text has changed."""
        desk = self.desk
        notices = [*notices, *desk.book.document.notices, *desk.store.notices]
        change = desk.post.change if read_before else None
        if change is not None and (change.added or change.removed):
            values = {"added": change.added, "removed": change.removed}
            notices.insert(0, Notice("view.changed", values))
        if self.draft.waiting(desk.book.document) is not None:
            notices.insert(0, Notice("view.note.waiting"))
        if notices:
            desk.say_notices(notices)

    def edit(self) -> None:
        """Open the file in the user's editor, at the current line, and read it again after that."""
        desk = self.desk
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
        try:
            command = shlex.split(editor)
        except ValueError:  # a quotation mark is missing
            desk.say("view.editor.failed", editor=editor)
            return
        if desk.path == "-":
            desk.say("view.editor.stdin")
        elif not command or not command[0]:
            desk.say("view.editor.none")
        elif not shutil.which(command[0]):
            # Before the screen is given away: it comes back only with the next key.
            desk.say("view.editor.failed", editor=command[0])
        else:
            if command[0].rpartition("/")[2] in EDITORS:
                command.append(f"+{desk.book.document.line_of(desk.here_offset())}")
            with desk.screen.app.suspend(), suppress(OSError, ValueError):
                subprocess.run([*command, desk.path], check=False)
            self.reload()

    def reload(self) -> None:
        """Read the file again, beside the screen: two megabytes of Markdown take a second."""
        if self.read is None:
            return
        if self.reading:
            self._once_more = True
            return
        self.reading = True
        # The new text is compared with the version that this keeps.
        self.place.save()
        self.desk.in_background(partial(self._reread, self.read), self._take)

    def _reread(self, read: Callable[[], Document]) -> _Reread | Exception:
        """Read the file, and study its text if the text is not long; in a thread."""
        try:
            book = self.desk.book.another(read())
            if not book.document.complete:
                return _Reread(book)
            # The page stays as it is meanwhile: repeats must not be seen to fold.
            post = self.desk.store.post(book.document, self.desk.path)
            study = book.study()
            order = book.order_of(study)
            post.look_up()
            return _Reread(book, post, study, order)
        except Exception as error:
            return error

    def _take(self, found: _Reread | Exception) -> None:
        desk = self.desk
        self.reading = False
        if isinstance(found, ReaderError):
            # By its name alone: what is wrong must not be cut off behind a long path.
            name = desk.path.rpartition("/")[2]
            desk.inform(say(found.key, desk.lang, **{**found.values, "name": name}))
        elif isinstance(found, Exception):
            desk.say_failed(f"{type(found).__name__}: {found}")
        elif found.study is None:
            self._show_long(found.book)
        else:
            self._replace(found.book, found.post)
            found.book.use(found.study, found.order)
            self._show()
        if self._once_more:
            # The file may have changed since it was read.
            self._once_more = False
            self.reload()

    def _replace(self, book: Book, post: Post | None = None) -> None:
        """Another text takes the place of the one that is read."""
        self.place.look_away()
        self.growing.stop_opening()
        self.place.save()
        self.growing.stop()
        self.studying.end_study()
        self.turns.stop_search()
        self.desk.replace_book(book, post)

    def _show(self) -> None:
        desk, place = self.desk, self.desk.post.place()
        self.picture.reflow()
        if place is not None and place.offset:
            desk.page.view.show(place.offset, row=0)
            self.picture.update()
        desk.say("view.reloaded")
        self.say_first((), True)
        self.studying.find_outline()

    def _show_long(self, book: Book) -> None:
        """A long post comes in anew; the page stays where it is as soon as that is there, and
        goes where the reader still waits to be."""
        awaited = self.place.awaited
        offset, share = awaited.offset, awaited.share
        offset = self.desk.place() if offset is None else offset
        self._replace(book)
        self.picture.reflow()
        awaited.offset, awaited.share = offset, share
        self.desk.say("view.reloaded")
        self.growing.start()


class OpenPrompt(PromptKind):
    """The prompt for the path of another post, with completion."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._completed = ""
        """The path whose completions are shown."""

    def ask(self) -> None:
        """Ask for a path."""
        self.desk.prompt.open(self, say("view.open.label", self.desk.lang))

    def folders(self) -> list[Path]:
        """Where a relative path is looked for: where jreader was called, and beside the post."""
        beside = [] if self.desk.path in ("", "-") else [Path(self.desk.path).parent]
        return [current_folder(), *beside]

    def switched(self, value: str) -> None:
        """Tab: as much of the path as is certain, and what it can become."""
        prompt = self.desk.prompt
        found = completions(value, self.folders())
        if not found:
            prompt.say(say("view.open.none", self.desk.lang))
            return
        certain = common_start(found)
        if len(certain) > len(value):
            prompt.put(certain)
            value = certain
        if len(found) == 1:
            prompt.clear()
        else:
            self._completed = value
            prompt.say("  ".join(path.rstrip("/").rpartition("/")[2] for path in found))

    def changed(self, value: str) -> None:
        """The completions are of no more use once more is typed; the field has the room."""
        if value != self._completed:
            self.desk.prompt.clear()

    def done(self, value: str) -> None:
        if value.strip():
            self.desk.screen.post_message(OpenPost(meant(value.strip(), self.folders())))
