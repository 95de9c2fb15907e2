"""One write to the database, and what the journal is to hold of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.store.database import journal_records
from reader.store.database.journal_records import Record
from reader.store.database.record_check import BadRecord, check, fitted

if TYPE_CHECKING:
    import sqlite3
    from sqlite3 import Connection


class Transaction:
    """What a write is done through: statements, and records for the journal."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.records: list[Record] = []
        """What the journal is to hold of this transaction."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self.connection.execute(sql, values)

    def apply(self, record: Record) -> bool:
        """Carry out an operation on an annotation and keep it for the journal."""
        record = check(fitted(record))
        changed = journal_records.apply(self.connection, record)
        self.records.append(record)
        return changed

    def bring(self, records: Iterable[object]) -> int:
        """As `apply`, for records from outside that belong together, all or none of them; how many
        annotations were added or changed. Raises BadRecord where one of them makes no sense."""
        before = len(self.records)
        changed = 0
        try:
            with journal_records.savepoint(self.connection):
                for record in records:
                    sound = check(record, foreign=True)
                    if journal_records.apply(self.connection, sound) and sound["op"] == "put":
                        changed += 1
                    self.records.append(sound)
        except BadRecord:
            del self.records[before:]
            raise
        return changed


def apply_all(transaction: Transaction, operations: Iterable[Record]) -> None:
    """Carry out operations of this program."""
    for record in operations:
        transaction.apply(record)
