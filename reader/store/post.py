"""One post in the store: its annotations, its place, what was read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cached_property
from os import urandom

from reader.document import Document, Span, count_characters
from reader.store import outline, pace, reading, records, standing
from reader.store.database import Database, Transaction
from reader.store.model import CONTEXT, Annotation, AnnotationKind, Change, OutlineEdit, Place
from reader.store.records import Record
from reader.store.versions import Version


class Post:
    """A document, tied to what the store holds of it.

    Opening one only reads. The first thing written (a mark, the place) makes the document the
    version that was last read, so a command that only lists marks does not hide from the
    reader what has changed.
    """

    def __init__(self, database: Database, document: Document, path: str) -> None:
        self._database = database
        self._version = Version(database, document, path)
        self._marks: list[standing.Standing] | None = None
        self._seen: tuple[int, int] | None = None
        self._removed: dict[str, Record] = {}
        self._counted = (0, 0)

    @property
    def document(self) -> Document:
        """The text that all offsets refer to."""
        return self._version.document

    @cached_property
    def change(self) -> Change | None:
        """What is new since the post was last read; None where nothing is, or at first sight."""
        if self._version.known.text is not None:
            rows = reading.rows(self._version)
            if not rows or rows[0].text == self._version.known.text:
                return None
        from reader.store.changes import change

        for row in reading.rows(self._version):
            if alignment := self._version.alignment(row.text):
                return change(alignment)
        return None

    def marks(self) -> list[Annotation]:
        """All annotations, in the order of the text; those of other jreaders too, lost ones too."""
        return [item.annotation for item in self._standing()]

    def mark(self, number: int) -> Annotation | None:
        """The annotation of that id."""
        return next((mark for mark in self.marks() if mark.id == number), None)

    def toggle(
        self, start: int, end: int, *, section: str = "", letter: str = ""
    ) -> Annotation | None:
        """Take away the bookmarks that touch the range; set one, and return it, if there was
        none (or if `letter` is given and none there has it)."""
        start, end = self._clamped(start, end)
        here = [
            mark
            for mark in self.marks()
            if mark.kind == "bookmark"
            and mark.state != "lost"
            and ((mark.start < end and start < mark.end) or mark.start == start)
        ]
        if here and (not letter or any(mark.letter == letter for mark in here)):
            for mark in here:
                self.remove(mark.id)
            return None
        if here and letter:
            return self.edit(here[0].id, letter=letter)
        return self.annotate(start, end, kind="bookmark", section=section, letter=letter)

    def annotate(
        self,
        start: int,
        end: int,
        *,
        kind: AnnotationKind = "note",
        note: str = "",
        color: str = "",
        section: str = "",
        letter: str = "",
    ) -> Annotation:
        """Set a mark on a range of the text. A letter is taken from the mark that has it."""
        start, end = self._clamped(start, end)
        part = self.document.part
        record: Record = {
            "op": "put",
            "rev": records.next_rev(),
            "uid": urandom(16).hex(),
            "id": 0,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "kind": kind,
            "note": note,
            "color": color,
            "letter": letter,
            "section": section,
            "start": start,
            "end": end,
            "quote": part(start, end),
            "prefix": part(max(0, start - CONTEXT), start),
            "suffix": part(end, end + CONTEXT),
            "line": self.document.line_of(start),
        }
        return self._put_here(record)

    def edit(
        self,
        number: int,
        *,
        note: str | None = None,
        color: str | None = None,
        kind: AnnotationKind | None = None,
        letter: str | None = None,
    ) -> Annotation | None:
        """Change what is given; the annotation as it is then, None where the id is unknown."""
        asked = {"note": note, "color": color, "kind": kind, "letter": letter}
        given = {name: value for name, value in asked.items() if value is not None}

        def work(transaction: Transaction) -> None:
            record = self._record(transaction, number)
            if record is not None:
                if letter:
                    _release_letter(transaction, record["post"], letter)
                rev = records.next_rev(record["rev"])
                transaction.apply({**record, **given, "rev": rev})

        self._write(work)
        return self.mark(number)

    def remove(self, number: int) -> Annotation | None:
        """Take an annotation away and return it, for `restore`; None where the id is unknown."""
        removed = self.mark(number)

        def work(transaction: Transaction) -> None:
            record = self._record(transaction, number)
            if record is not None:
                self._removed[record["uid"]] = record
                rev = records.next_rev(record["rev"])
                transaction.apply({"op": "remove", "rev": rev, "uid": record["uid"]})

        if removed:
            self._write(work)
        return removed

    def restore(self, annotation: Annotation) -> Annotation:
        """Undo a removal: the same annotation with the same id."""
        rev = records.next_rev()
        record = self._removed.get(annotation.uid)
        if record is not None:
            self._write(lambda transaction: transaction.apply({**record, "rev": rev}))
            return self.mark(annotation.id) or annotation
        fields = asdict(annotation)
        for name in ("state", "source", "title"):
            del fields[name]
        return self._put_here({"op": "put", **fields, "rev": rev})

    def place(self) -> Place | None:
        """Where the reader was; None for a post not read before."""
        return reading.place(self._version)

    def remember(self, offset: int, progress: float | None = None) -> None:
        """Keep the place: the offset of the first character on the screen.

        `progress` is the share read, 0 to 1; without it, the share of 字 before `offset`. To be
        called at most every two seconds, and at the end.
        """
        offset = min(max(offset, 0), self.document.length)
        if progress is None:
            progress = self._characters_before(offset) / max(1, self._characters)
        share = min(max(progress, 0.0), 1.0)
        placed = self._standing()
        carried = self.read_spans()

        def work(transaction: Transaction) -> None:
            known = self._version.ensure(transaction)
            standing.settle(transaction, placed, known)
            reading.write_spans(known, transaction, carried)
            reading.remember(self._version, known, transaction, offset, share)

        self._write(work)

    def read_spans(self) -> list[Span]:
        """The paragraphs that were read, ascending."""
        return reading.spans(self._version)

    def mark_read(self, spans: Iterable[Span], seconds: float = 0.0) -> None:
        """Count paragraphs (whole, as spans) as read.

        `seconds` is the time that they were on the screen, idle time left out; it makes the
        reader's pace. 0 where it is not known.
        """
        new = [Span(*span) for span in spans]
        before = self.read_spans()
        after = reading.merged(before + new)
        fresh = _characters(self.document, after) - _characters(self.document, before)

        def work(transaction: Transaction) -> None:
            reading.write_spans(self._version.ensure(transaction), transaction, after)
            pace.add(transaction, fresh, seconds)

        if after != before:
            self._write(work)

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

    def _standing(self) -> list[standing.Standing]:
        seen = self._database.data_version()
        if self._marks is None or self._seen != seen:
            self._marks = standing.standing(self._version)
            self._seen = seen
        return self._marks

    def _write(self, work: Callable[[Transaction], object]) -> None:
        self._database.write(work)
        self._marks = None

    def _put_here(self, record: Record) -> Annotation:
        """Carry out a put whose anchor is the open text."""
        placed = self._standing()

        def work(transaction: Transaction) -> None:
            known = self._version.ensure(transaction, annotated=True)
            standing.settle(transaction, placed, known)
            post, digest = transaction.execute(
                "SELECT p.uid, t.digest FROM texts t JOIN posts p ON p.id = t.post WHERE t.id = ?",
                (known.text,),
            ).fetchone()
            if record["letter"]:
                _release_letter(transaction, post, record["letter"])
            row = transaction.execute(
                "SELECT seq + 1 FROM sqlite_sequence WHERE name = 'annotations'"
            ).fetchone()
            number = record["id"] or (row[0] if row else 1)
            transaction.apply({**record, "id": number, "post": post, "text": digest})

        self._write(work)
        return next(mark for mark in self.marks() if mark.uid == record["uid"])

    def _record(self, transaction: Transaction, number: int) -> Record | None:
        row = transaction.execute("SELECT uid FROM annotations WHERE id = ?", (number,)).fetchone()
        return records.annotation_record(transaction.connection, row[0]) if row else None

    def _clamped(self, start: int, end: int) -> Span:
        length = self.document.length
        start = min(max(start, 0), length)
        return Span(start, min(max(end, start), length))


def _release_letter(transaction: Transaction, post: str, letter: str) -> None:
    """Take a letter from the mark of the post that has it, as vi does; the mark stays."""
    held = transaction.execute(
        "SELECT a.uid FROM annotations a JOIN posts p ON p.id = a.post"
        " WHERE p.uid = ? AND a.letter = ?",
        (post, letter),
    ).fetchall()
    for (uid,) in held:
        record = records.annotation_record(transaction.connection, uid)
        if record:
            transaction.apply({**record, "letter": "", "rev": records.next_rev(record["rev"])})


def _characters(document: Document, spans: list[Span]) -> int:
    return sum(count_characters(document.part(start, end)) for start, end in spans)
