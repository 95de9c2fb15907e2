"""Looking for repeats, headings and the outline, and laying in what is found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.book.study import Answer, Study

if TYPE_CHECKING:
    from reader.analysis import Outline
    from reader.book.book import Book
    from reader.book.sentence_order import SentenceOrder
    from reader.book.study_process import StudyProcess
    from reader.view.desk import Desk
    from reader.view.parts.moving import Moving
    from reader.view.parts.picture import Picture
    from reader.view.parts.search.turns import SearchTurns


AT_THE_LATEST = 1.0
"""Seconds after which keys and searches are prepared for, though the outline has not come yet."""
SETTLED_AFTER = 0.2
"""Seconds after the outline has come until it stands on the screen for certain."""


def _studied(book: Book) -> tuple[Book, Study, SentenceOrder | None]:
    """Study the whole text; in a thread."""
    study = book.study()
    return book, study, book.order_of(study)


class Studying:
    """Asks the process that was begun before the application loaded, else a thread."""

    def __init__(
        self,
        desk: Desk,
        picture: Picture,
        moving: Moving,
        turns: SearchTurns,
        study: StudyProcess | None,
        goto: str,
    ) -> None:
        """`goto`: the name of a place to go to when the outline is known; "" for none."""
        self.desk, self.picture, self.moving, self.turns = desk, picture, moving, turns
        self.study, self.goto = study, goto

    def find_out_at_once(self) -> bool:
        """Lay in what was found, if it is there already and the page shows the same text with it:
        what was painted must not change when it is taken over. Whether it was laid in."""
        if self.study is None or not self.study.done:
            return False
        document, spans = self.desk.book.document, self.desk.page.view.window.spans()
        answer = self.study.answer(document)
        if answer is None or (
            spans and not answer.study.leaves(spans[0].start, spans[-1].end - 1, document)
        ):
            return False
        self._lay_answer(answer)
        return True

    def find_out(self) -> None:
        """Repeats and headings, then the outline, laid in without moving what is read."""
        # The outline of a long text takes its time: a search meanwhile need not wait for it.
        self.desk.screen.set_timer(AT_THE_LATEST, self._look_ahead)
        book, study = self.desk.book, self.study
        if study is None:
            self.desk.in_background(partial(_studied, book), self._take_study)
            return

        def make() -> tuple[Answer, SentenceOrder | None] | None:
            answer = study.answer(book.document)
            try:
                return answer and (answer, book.order_of(answer.study, answer.counts))
            except ValueError:
                return None

        self.desk.in_background(make, partial(self._take_answer_of, study))

    def _take_answer_of(
        self, study: StudyProcess, made: tuple[Answer, SentenceOrder | None] | None
    ) -> None:
        if self.study is not study:
            return  # another text has taken the place of the one that was studied
        if made is None:
            self.end_study()
            self.find_out()
        else:
            self._lay_answer(*made)

    def _lay_answer(self, answer: Answer, order: SentenceOrder | None = None) -> None:
        self.end_study()
        self.desk.book.take(answer, order)
        self._reset(answer.study)
        self.lay_outline()

    def end_study(self) -> None:
        """Give up what is under way in the process."""
        if self.study is not None:
            self.study.end()
            self.study = None

    def _take_study(self, found: tuple[Book, Study, SentenceOrder | None]) -> None:
        book, study, order = found
        if book is not self.desk.book:
            return  # another text has taken its place
        book.use(study, order)
        self._reset(study)
        self.picture.update()
        self.find_outline()

    def _reset(self, study: Study) -> None:
        """Set the text anew as it was studied; nothing is shown of it yet."""
        changed = study.reading_order is not None or study.headings
        self.picture.set_flow(same_rows=not changed)

    def find_outline(self) -> None:
        """Look for sections in a thread and lay them in."""
        book, detail = self.desk.book, self.desk.settings.outline_detail

        def work() -> Outline:
            if not book.order.counted:
                book.order.count()
            return book.find_outline(detail)

        self.desk.in_background(work, partial(self._take_outline, book))

    def _take_outline(self, book: Book, outline: Outline) -> None:
        if book is self.desk.book:  # else another text has taken its place
            book.found = outline
            self.lay_outline()

    def lay_outline(self) -> None:
        """The outline with the reader's own changes takes the place of the one shown."""
        from reader.book.outline_edits import with_edits

        desk, book = self.desk, self.desk.book
        if book.found is not None:
            edits = desk.post.outline_edits()
            book.outline = with_edits(book.found, edits, book.document, book.reading_order)
            if book.left_out and not desk.status.notice:
                desk.say(book.left_out)
            if self.goto:
                goto, self.goto = self.goto, ""
                self.moving.go_to(goto)
            self.picture.redraw_outline()
            # A thread would take its turns from the first picture of the reader.
            desk.screen.set_timer(SETTLED_AFTER, self._look_ahead)

    def _look_ahead(self) -> None:
        """The reader stands: what is wanted next is prepared in threads."""
        self.turns.fold_ahead()
