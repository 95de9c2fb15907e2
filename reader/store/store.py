"""The store of one state directory: posts, history, and what several posts have in common."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader import disk
from reader.document import Document, Notice
from reader.store import anchored_marks as standing
from reader.store import pace
from reader.store.database import journal_records
from reader.store.database.database import Database
from reader.store.database.journal_records import Record
from reader.store.database.record_check import BadRecord
from reader.store.database.rows import line, sound
from reader.store.database.transaction import Transaction
from reader.store.identity import openable
from reader.store.model import Annotation, Imported, LeftOut, Recent, iso
from reader.store.post import Post

SEARCHES = 100
"""Searches that are remembered."""


class HistoryRow(NamedTuple):
    """A post that was read, as the tables have it."""

    id: int
    title: str
    progress: float
    characters: int
    last_read: int
    marks: int


class Store:
    """What jreader keeps. Made by `reader.store.open_store`; its methods do not fail for what is
    on the disk: `notices` says what the user should know."""

    def __init__(self, folder: Path | None) -> None:
        self._database = Database(folder)
        self._seen = self._database.data_version()

    @property
    def notices(self) -> list[Notice]:
        """What the user should be told, in order; the list grows while the program runs."""
        return self._database.notices

    @property
    def kept(self) -> bool:
        """Whether what is written now outlives the program; False: it is only in memory."""
        return self._database.kept

    @property
    def whole(self) -> bool:
        """Whether all that is kept could be read; False: what this store says is not all."""
        return self._database.whole

    @property
    def folder(self) -> Path:
        """The state directory."""
        return self._database.files.folder

    def post(self, document: Document, path: str) -> Post:
        """The post that a document is; `path` is where it was read from, "-" or "" for none."""
        return Post(self._database, document, path)

    def history(self, limit: int = 50) -> list[Recent]:
        """The posts that were read, the last one first."""
        rows = self._database.read(
            """SELECT p.id, p.title, p.progress, p.characters, p.last_read,
            (SELECT count(*) FROM annotations a WHERE a.post = p.id)
            FROM posts p WHERE p.last_read IS NOT NULL ORDER BY p.last_read DESC LIMIT ?""",
            (limit,),
        )
        pace = self.pace
        found = [sound(HistoryRow, row) for row in rows]
        return [self._recent(row, (1 - row.progress) * row.characters / pace) for row in found]

    def all_annotations(self) -> list[Annotation]:
        """The annotations of all posts, by post (the last read first) and place in it, as they
        stood when each post was last read."""
        return standing.as_last_read(self._database)

    def export(self, annotations: Sequence[Annotation], form: str) -> str:
        """Annotations as "md", "annotations", "csv" or "jsonl", ending in a newline.

        "jsonl" holds the operations that make them anew, snapshots included. Raises KeyError
        for another form.
        """
        from reader.escaping import json_text
        from reader.store.exchange import table

        if form != "jsonl":
            return table.export(annotations, form)
        return "".join(
            json_text(record, compact=True) + "\n"
            for record in self._backup(table.in_order(annotations))
        )

    def import_marks(self, data: str, onto: str = "") -> Imported:
        """Bring in what `annotations` or `jsonl` wrote, or another program's Web Annotations.

        `onto`: path of the post that annotations of other programs are put on; "" for the one
        that each names.
        What is already there in the same or a later state is left as it is. Raises ReaderError
        for anything else.
        """
        from reader.store import identity
        from reader.store.exchange import table

        items = table.parse(data, identity.absolute(onto))

        def work(transaction: Transaction) -> tuple[int, int, list[LeftOut]]:
            added = given = 0
            left_out = []
            for item in items:
                problem = item.problem
                try:
                    added += transaction.bring(item.records)
                    given += sum(record["op"] == "put" for record in item.records)
                except BadRecord as error:
                    problem = error.field
                if problem:
                    left_out.append(LeftOut(item.number, problem))
            return added, given, left_out

        added, given, left_out = self._database.write(work)
        return Imported(added, given - added, tuple(left_out))

    @property
    def pace(self) -> float:
        """The reader's own pace in 字 a minute; 500 until it is known."""
        return pace.pace(self._database)

    def changed(self) -> bool:
        """Whether another jreader has written since the last call."""
        seen = self._database.data_version()
        differs = seen != self._seen
        self._seen = seen
        return differs

    def searches(self) -> list[str]:
        """What was searched for, the last first."""
        rows = self._database.read("SELECT query FROM searches ORDER BY at DESC")
        return [line(query) for (query,) in rows]

    def remember_search(self, query: str) -> None:
        """Put a search first in `searches`."""
        self._database.write(
            lambda transaction: (
                transaction.execute(
                    "INSERT OR REPLACE INTO searches VALUES (?, ?)", (query, time.time_ns() // 1000)
                ),
                transaction.execute(
                    "DELETE FROM searches WHERE query NOT IN"
                    " (SELECT query FROM searches ORDER BY at DESC LIMIT ?)",
                    (SEARCHES,),
                ),
            )
        )

    def rescue(self) -> None:
        """Before `close`, where nobody is left to try again: marks that cannot be written to the
        state directory are put into a file elsewhere; `notices` says where."""
        self._database.rescue()

    def close(self) -> None:
        """Write what is pending, make the day's backup, close. The store is of no use after."""
        self._database.close()

    def _backup(self, annotations: Sequence[Annotation]) -> list[Record]:
        def work(transaction: Transaction) -> list[Record]:
            connection = transaction.connection
            puts = [journal_records.annotation_record(connection, mark.uid) for mark in annotations]
            kept = [put for put in puts if put]
            digests = dict.fromkeys(
                digest
                for put in kept
                for digest in (put["text"], put.get("found", [put["text"]])[0])
            )
            rows = [
                connection.execute("SELECT id FROM texts WHERE digest = ?", (digest,)).fetchone()
                for digest in digests
            ]
            found = [journal_records.text_record(connection, row[0]) for row in rows if row]
            return [*found, *kept]

        return self._database.inspect(work)

    def _recent(self, row: HistoryRow, minutes: float) -> Recent:
        """A row of the history; of several paths, the last one that is still there."""
        rows = self._database.read(
            "SELECT path FROM paths WHERE post = ? ORDER BY seen DESC", (row.id,)
        )
        paths = [line(path) for (path,) in rows]
        there = next((path for path in paths if disk.exists(openable(path))), None)
        path = there or (paths[0] if paths else "")
        return Recent(
            path,
            line(row.title),
            row.progress,
            minutes,
            row.marks,
            there is not None,
            iso(row.last_read),
        )
