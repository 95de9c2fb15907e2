"""One write to the database, and what the journal is to hold of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.store.database import journal_records
from reader.store.database.journal_records import Record

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
        record = journal_records.sound(record)
        changed = journal_records.apply(self.connection, record)
        self.records.append(record)
        return changed

    def bring(self, record: Record) -> bool:
        """As `apply`, for a record from outside: False too for one that makes no sense; True
        for an annotation that was added or changed."""
        try:
            changed = self.apply(record)
        except (KeyError, TypeError, ValueError):
            return False
        return changed and record["op"] == "put"


def apply_all(transaction: Transaction, operations: Iterable[Record]) -> None:
    """Carry out operations of this program."""
    for record in operations:
        transaction.apply(record)


def bring_all(transaction: Transaction, records: Iterable[object]) -> None:
    """Bring in what is a record; what makes no sense is left out."""
    for record in records:
        if isinstance(record, dict):
            transaction.bring(record)
