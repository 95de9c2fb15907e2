"""Looking for repeats, headings and the outline, and laying in what is found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.view.book import Study
from reader.view.opening import OpenActions

if TYPE_CHECKING:
    from reader.analysis import Outline
    from reader.view.study_process import StudyProcess


class Studying(OpenActions):
    """Asks the process that was begun before the application loaded, else a thread."""

    study: StudyProcess | None = None

    def find_out(self) -> None:
        """Repeats and headings, then the outline, laid in without moving what is read."""
        if self.study is None:
            self.in_background(self.book.study, self._take_study)
        elif self.study.hear():
            self._take_answer()
        else:
            asyncio.get_running_loop().add_reader(self.study.descriptor, self._hear)

    def _hear(self) -> None:
        """Something has come from the process."""
        if self.study is not None and self.study.hear():
            asyncio.get_running_loop().remove_reader(self.study.descriptor)
            self.call_later(self._take_answer)

    def _take_answer(self) -> None:
        process, self.study = self.study, None
        if process is None:
            return
        answer = process.answer(self.book.document)
        process.end()
        if answer is None:
            self.find_out()
            return
        self._lay_study(answer.study)
        self._take_outline(answer.outline)
        if not self.book.order.counted:
            self.in_background(self.book.order.count, lambda _: self.update())

    def _take_study(self, study: Study) -> None:
        self._lay_study(study)
        self.find_outline()

    def _lay_study(self, study: Study) -> None:
        changed = study.reading is not None or study.headings
        self.book.use(study)
        self.reflow(same_rows=not changed)

    def find_outline(self) -> None:
        """Look for sections in a thread and lay them in."""
        detail = self.settings.outline_detail

        def work() -> Outline:
            if not self.book.order.counted:
                self.book.order.count()
            return self.book.find_outline(detail)

        self.in_background(work, self._take_outline)

    def _take_outline(self, outline: Outline) -> None:
        self.book.found = outline
        self.lay_outline()

    def lay_outline(self) -> None:
        """The outline with the reader's own changes takes the place of the one shown."""
        from reader.view.outline_edits import with_edits

        if self.book.found is not None:
            edits = self.post.outline_edits()
            self.book.outline = with_edits(self.book.found, edits, self.book.document)
            self.take_outline()

    def take_outline(self) -> None:
        """There is another outline in the book: show it."""
        raise NotImplementedError
