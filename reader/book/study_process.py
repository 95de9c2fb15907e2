"""A study of the post in a process of its own, on another core, while the application loads."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from reader.book.book import Book
from reader.book.study import Answer, text_name
from reader.document import WholeText, whole_text
from reader.limits import MOST_FOR_OUTLINE
from reader.processes import Process, ProcessFailed

if TYPE_CHECKING:
    from reader.document import Document
    from reader.request import Request

PATIENCE = 30.0
"""Seconds that a study may take, besides `CHARACTERS_A_SECOND`."""
CHARACTERS_A_SECOND = 10_000
"""A tenth of the pace of a study on a slow machine."""
_SURELY_TOO_LONG = 1.2
"""Times `MOST_FOR_OUTLINE` at which a post that is not loaded yet will be too long."""


class StudyProcess:
    """A running study in another process, for the application that waits for its answer."""

    def __init__(self, process: Process, seconds: float) -> None:
        """`seconds`: time after which the process is given up."""
        self._process, self._seconds = process, seconds
        self._found: tuple[str, Answer | None] | None = None
        self._done = Event()
        Thread(target=self._wait, daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether the answer is there or the process has failed."""
        return self._done.is_set()

    def answer(self, document: Document) -> Answer | None:
        """Wait for the answer. None if the process failed, or read another text than the
        document's because the file was changed meanwhile."""
        self._done.wait()
        name, answer = self._found or ("", None)
        if answer is None or name != text_name(document):
            return None
        if answer.study.whole:
            study = answer.study._replace(reading_order=whole_text(document), whole=False)
            answer = answer._replace(study=study)
        return answer

    def end(self) -> None:
        """Kill the process and wait for its end."""
        self._process.end()

    def _wait(self) -> None:
        try:
            self._found = self._process.answer(self._seconds)
        except ProcessFailed:
            self._found = None
        finally:
            self._done.set()
            self._process.close()


def begin_study(request: Request, document: Document) -> StudyProcess | None:
    """Begin to study the post of a request, which `document` is or will be when all of it is
    loaded; None where that is to be done in a thread."""
    expected = document.length / document.share
    if expected > _SURELY_TOO_LONG * MOST_FOR_OUTLINE:
        return None
    try:
        process = Process("reader.book.study_process:study")
        process.ask(request)
    except ProcessFailed:
        return None
    return StudyProcess(process, PATIENCE + expected / CHARACTERS_A_SECOND)


def study(request: Request) -> tuple[str, Answer | None]:
    """The name of a post's text (`text_name`) and what is found in it, None for a post that is
    too long; runs in the process."""
    from reader.formats import load

    settings = request.settings
    document = load(
        request.source if request.data is None else request.data,
        name=request.source,
        input_format=request.input_format,
        encoding=request.encoding,
        breaks=settings.breaks,
    )
    book = Book(document, request.lang, fold_repeats=settings.repeats == "fold")
    if book.size > MOST_FOR_OUTLINE:
        return text_name(document), None
    book.alone = True
    found = book.study()
    book.use(found)
    book.order.count()
    outline = book.find_outline(settings.outline_detail)
    if isinstance(found.reading_order, WholeText):
        found = found._replace(reading_order=None, whole=True)  # it would bring the document along
    return text_name(document), Answer(found, outline, list(book.order.counts or ()) or None)
