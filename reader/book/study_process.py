"""A study of the post in a process of its own, on another core, while the application loads.

The process is a copy of this one (fork), made when the first page stands and before there are
threads: it has the post already. What it found comes over a pipe; then it ends, and the tables
and models of the analysis with it. It ends as well, whatever it is at, when this process does.
Nothing is drawn or said by it. Where there is no such copy to be had (Windows), or where it ends
without an answer, the study is made in a thread.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from reader.book.book import Book
from reader.book.study import Answer
from reader.limits import MOST_FOR_OUTLINE

if TYPE_CHECKING:
    from reader.document import Document

NICE = 5
"""How much the process stands back on a machine with one core: the application comes first."""
_AT_ONCE = 1 << 16
"""Bytes that are read at a time."""
_SURELY_TOO_LONG = 1.2
"""Times `MOST_FOR_OUTLINE` at which a post that is not loaded yet will be too long."""


class StudyProcess:
    """The process, seen from the one that waits for its answer."""

    def __init__(self, process: int, answer: int, life: int) -> None:
        """`process`: its id. `answer`: the pipe that it writes to. `life`: the pipe whose end
        tells it that nobody waits any more."""
        self._process, self._answer, self._life = process, answer, life
        self._heard = bytearray()

    @property
    def descriptor(self) -> int:
        """Can be read when `hear` has something to take; -1 after `end`."""
        return self._answer

    @property
    def heard(self) -> int:
        """Bytes that have come."""
        return len(self._heard)

    def hear(self) -> bool:
        """Take what has come; whether that was all."""
        while self._answer >= 0:
            try:
                data = os.read(self._answer, _AT_ONCE)
            except BlockingIOError:
                return False
            if not data:
                break
            self._heard += data
        return True

    def answer(self, document: Document) -> Answer | None:
        """What it found in the document; None where it has none, or one that makes no sense."""
        from reader.book.study_form import decode

        try:
            return decode(bytes(self._heard), document)
        except ValueError:
            return None

    def end(self) -> None:
        """Nobody waits any more: the process is gone when this returns."""
        process, self._process = self._process, 0
        if not process or sys.platform == "win32":
            return
        # Whoever started jreader may have had the system reap its children by itself.
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        os.close(self._answer)
        os.close(self._life)
        self._answer = self._life = -1
        self._heard.clear()


def begin_study(book: Book, detail: str) -> StudyProcess | None:
    """Begin to study a post; None where that is to be done in a thread."""
    document = book.document
    expected = document.length / document.share
    # The copy of a process has none of its threads, but the locks that they held for ever.
    if (
        sys.platform == "win32"
        or _thread._count()
        or expected > _SURELY_TOO_LONG * MOST_FOR_OUTLINE
    ):
        return None
    pipes: list[int] = []
    try:
        pipes += os.pipe()
        pipes += os.pipe()
        process = os.fork()
    except OSError:
        for descriptor in pipes:
            os.close(descriptor)
        return None
    answer, answering, living, life = pipes
    if not process:
        _be_the_process(book, detail, answering, living, (answer, life))
    os.close(answering)
    os.close(living)
    os.set_blocking(answer, False)
    return StudyProcess(process, answer, life)


def _be_the_process(
    book: Book, detail: str, answering: int, living: int, others: tuple[int, int]
) -> NoReturn:
    """Everything that the process does. Nothing of what this one would do at its end is done:
    the terminal, the database and half-filled buffers are not its own."""
    try:
        _part(living, others)
        data = _found(book, detail)
        while data:
            data = data[os.write(answering, data) :]
    except BaseException:  # a trace would be written over the page
        os._exit(1)
    os._exit(0)


def _part(living: int, others: tuple[int, int]) -> None:
    """Leave terminal and signals to the other process, and end with it."""
    if sys.platform == "win32":
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    for descriptor in others:
        os.close(descriptor)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    _thread.start_new_thread(_end_with_parent, (living,))
    from reader.cores import cores

    if cores() < 2:
        os.nice(NICE)


def _end_with_parent(living: int) -> None:
    """Nothing is ever written to this pipe: reading comes back when its other end is closed."""
    os.read(living, 1)
    os._exit(1)


def _found(book: Book, detail: str) -> bytes:
    """The answer; b"" for a post that is too long."""
    from reader.book.study_form import encode, name_of

    document, name = book.document, ""
    if not document.complete:
        document.finish()
        book, name = Book(document, book.lang, fold_repeats=book.fold_repeats), name_of(document)
    if book.size > MOST_FOR_OUTLINE:
        return b""
    book.alone = True
    study = book.study()
    book.use(study)
    book.order.count()
    return encode(name, Answer(study, book.find_outline(detail), book.order.counts))
