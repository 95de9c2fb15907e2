"""A post in the store: annotations, place, read paragraphs, outline changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from reader.document import Document, Span, count_characters
from reader.store import anchored_marks as standing
from reader.store import outline_changes as outline
from reader.store import pace
from reader.store import reading_place as reading
from reader.store.database.database import Database
from reader.store.database.transaction import Transaction
from reader.store.marks import Marks
from reader.store.model import Change, OutlineEdit, Place


class Post(Marks):
    """A document and its rows in the store.

    Making the object only reads. The first write (an annotation, the place) makes the document
    the version that was read last; so a command that lists annotations does not hide the changes
    of a text from its reader.
    """

    def __init__(self, database: Database, document: Document, path: str) -> None:
        super().__init__(database, document, path)
        self._counted = (0, 0)
        self._kept: tuple[object, ...] = ()
        """The values of the last `remember`, and the state of the database after it."""

    def prepare(self) -> None:
        """Compute digest, sketch and snapshot of a long text ahead of the first write; may run in
        another thread."""
        self._version.prepare()

    def look_up(self) -> None:
        """Compute place and change of a long text ahead, which is slow where the text has
        changed; may run in another thread."""
        self.prepare()
        self.place()
        _ = self.change

    @property
    def changed(self) -> bool:
        """Whether only other versions of the post are kept, with which this one is compared."""
        known = self._version.known
        return known.post is not None and known.text is None

    @cached_property
    def change(self) -> Change | None:
        """What is new since the post was last read; None where nothing is, or at first sight."""
        if self._version.known.text is not None:
            rows = reading.rows(self._version)
            if not rows or rows[0].text == self._version.known.text:
                return None
        from reader.store.anchors.changes import change

        for row in reading.rows(self._version):
            if alignment := self._version.alignment(row.text):
                return change(alignment)
        return None

    def place(self) -> Place | None:
        """Where the reader was; None for a post not read before."""
        return reading.place(self._version)

    def remember(
        self,
        offset: int,
        progress: float | None = None,
        characters: int | None = None,
        *,
        read: Iterable[Span] = (),
        seconds: float = 0.0,
    ) -> bool:
        """Keep the place: the offset of the first character on the screen.

        `progress` is the share read, 0 to 1, and `characters` the 字 that it is a share of, where
        repeats are left out; without them, the share of 字 before `offset`, and all. To be called
        at most every two seconds, and at the end. `read` and `seconds` are as in `mark_read`.
        False where just that was kept already, and nothing had to be written.
        """
        offset = min(max(offset, 0), self.document.length)
        if progress is None:
            progress = self._characters_before(offset) / max(1, self._characters)
        share = min(max(progress, 0.0), 1.0)
        placed = self._standing()
        before = self.read_spans()
        carried, fresh = self._with_read(before, read)
        state = (offset, share, characters, self._database.data_version())
        if state == self._kept and carried == before:
            return False

        def work(transaction: Transaction) -> None:
            known = self._version.ensure(transaction)
            standing.settle(transaction, placed, known)
            reading.write_spans(known, transaction, carried)
            pace.add(transaction, fresh, seconds)
            reading.remember(self._version, known, transaction, offset, share)
            if characters is not None:
                reading.count(known, transaction, characters)

        self._write(work, marks=not all(item.known for item in placed))
        self._kept = (*state[:3], self._database.data_version())
        return True

    def read_spans(self) -> list[Span]:
        """The paragraphs that were read, ascending; not to be changed."""
        return reading.spans(self._version)

    def mark_read(self, spans: Iterable[Span], seconds: float = 0.0) -> None:
        """Count paragraphs (whole, as spans) as read.

        `seconds` is the time that they were on the screen, idle time left out; it makes the
        reader's pace. 0 where it is not known.
        """
        before = self.read_spans()
        after, fresh = self._with_read(before, spans)

        def work(transaction: Transaction) -> None:
            reading.write_spans(self._version.ensure(transaction), transaction, after)
            pace.add(transaction, fresh, seconds)

        if after != before:
            self._write(work, marks=False)

    def _with_read(self, before: list[Span], spans: Iterable[Span]) -> tuple[list[Span], int]:
        """All that was read, and the 字 that were not before."""
        after, fresh = reading.with_more(before, (Span(*span) for span in spans))
        return (after, _characters(self.document, fresh)) if fresh else (before, 0)

    @property
    def pace(self) -> float:
        """The reader's own pace in 字 a minute; 500 until it is known."""
        return pace.pace(self._database)

    def outline_edits(self) -> list[OutlineEdit]:
        """The outline's changes by hand, in the order they were made."""
        return outline.edits(self._version)

    def set_outline_edits(self, edits: Sequence[OutlineEdit]) -> None:
        """Replace them all; an empty sequence is back to automatic."""
        self._write(lambda transaction: outline.write(self._version, transaction, edits))

    @cached_property
    def _characters(self) -> int:
        return count_characters(self.document.text)

    def _characters_before(self, offset: int) -> int:
        """字 before an offset, counted on from where the reader was last: a post may be 10 MB."""
        at, count = self._counted
        low, high = sorted((at, offset))
        between = count_characters(self.document.part(low, high))
        self._counted = (offset, count + between if offset > at else count - between)
        return self._counted[1]


def _characters(document: Document, spans: list[Span]) -> int:
    return sum(count_characters(document.part(start, end)) for start, end in spans)
