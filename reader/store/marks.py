"""The annotations of a post: set, listed, changed, removed and restored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from os import urandom

from reader.document import Document, Span
from reader.store import anchored_marks as standing
from reader.store.database import journal_records
from reader.store.database.database import Database
from reader.store.database.journal_records import Record
from reader.store.database.transaction import Transaction
from reader.store.model import CONTEXT, Annotation, AnnotationKind
from reader.store.versions import Version


class Marks:
    """The annotations of a document, and the writing of changes to its post."""

    def __init__(self, database: Database, document: Document, path: str) -> None:
        self._database = database
        self._version = Version(database, document, path)
        self._marks: list[standing.PlacedAnnotation] | None = None
        self._seen: tuple[int, int] | None = None
        self._removed: dict[str, Record] = {}

    @property
    def document(self) -> Document:
        """The text that all offsets refer to."""
        return self._version.document

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
            "rev": journal_records.next_rev(),
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
                rev = journal_records.next_rev(record["rev"])
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
                rev = journal_records.next_rev(record["rev"])
                transaction.apply({"op": "remove", "rev": rev, "uid": record["uid"]})

        if removed:
            self._write(work)
        return removed

    def restore(self, annotation: Annotation) -> Annotation:
        """Undo a removal: the same annotation with the same id."""
        rev = journal_records.next_rev()
        record = self._removed.get(annotation.uid)
        if record is not None:
            self._write(lambda transaction: transaction.apply({**record, "rev": rev}))
            return self.mark(annotation.id) or annotation
        fields = asdict(annotation)
        for name in ("state", "source", "title"):
            del fields[name]
        return self._put_here({"op": "put", **fields, "rev": rev})

    def _standing(self) -> list[standing.PlacedAnnotation]:
        seen = self._database.data_version()
        if self._marks is None or self._seen != seen:
            self._marks = standing.standing(self._version)
            self._seen = seen
        return self._marks

    def _write(self, work: Callable[[Transaction], object], *, marks: bool = True) -> None:
        """Write; `marks`: whether the marks must be read again after it."""
        self._database.write(work)
        if marks:
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
        return journal_records.annotation_record(transaction.connection, row[0]) if row else None

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
        record = journal_records.annotation_record(transaction.connection, uid)
        if record:
            transaction.apply(
                {**record, "letter": "", "rev": journal_records.next_rev(record["rev"])}
            )
