"""One connection that always answers: to the file, or, where that fails, to a copy in memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reader.document import Notice
from reader.store.database import backups, journal, opening, repair, rescue
from reader.store.database.files import Damaged, Files, Newer, blank, default_folder, in_memory
from reader.store.database.journal_records import Record
from reader.store.database.transaction import Transaction, apply_all

if TYPE_CHECKING:
    pass

T = TypeVar("T")

RETRY_SECONDS = 5.0
"""How often writing to the file is tried again after it failed."""


class Database:
    """The state database of one directory.

    Reading and writing never fail for a reason outside the program: a damaged file is restored,
    and where nothing can be written the session goes on in memory and `kept` is False. What
    was done to annotations meanwhile is written as soon as writing succeeds again.
    """

    def __init__(self, folder: Path | None) -> None:
        self.files = Files(folder or default_folder())
        self.notices: list[Notice] = []
        """What the user should be told; grows while the program runs."""
        self.generation = 0
        """Changes when row ids read before may have become wrong."""
        self.kept = True
        """Whether what is written now outlives the program."""
        self.whole = True
        """Whether all that is kept could be read; False: an empty database stands in its place."""
        self._lock = threading.RLock()
        self._pending: list[Record] = []
        self._final = False
        self._tried = 0.0
        self._wrote = False
        self._inode: tuple[int, int] | None = None
        self._absent = False
        self._open()
        self._bring_back()

    def read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        import sqlite3

        with self._lock:
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                self._retreat(error)
            except sqlite3.DatabaseError:
                self._reopen()
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                self._adopt(opening.unread(self.files, "store.unreadable", error))
                return self._connection.execute(sql, values).fetchall()

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one IMMEDIATE transaction and commit it; it may be run more than once."""
        import sqlite3

        with self._lock:
            self._return_to_file()
            try:
                return self._transact(work)
            except (Damaged, sqlite3.DatabaseError, OSError) as error:
                if not self.kept:
                    raise
                if isinstance(error, Damaged) or _is_damage(error):
                    self._reopen()
                else:
                    self._retreat(error)
            try:
                return self._transact(work)
            except (sqlite3.Error, OSError) as error:
                self._retreat(error)
                return self._transact(work)

    def inspect(self, work: Callable[[Transaction], T]) -> T:
        """Run `work`, which only reads, on the connection."""
        with self._lock:
            return work(Transaction(self._connection))

    def data_version(self) -> tuple[int, int]:
        """Changes when another process has written."""
        if self.kept and self._inode != _inode(self.files.database):
            with self._lock:
                self._reopen()  # made, or restored, by another jreader
        return self.generation, self.read("PRAGMA data_version")[0][0]

    def rescue(self) -> None:
        """Before closing: what still cannot be written is put elsewhere, and that is told."""
        with self._lock:
            self._tried = 0.0
            self._return_to_file()
            if not self.kept:
                self.notices.extend(rescue.rescue(self.files.folder, self._pending))
                self._pending = []

    def close(self) -> None:
        """Write what is pending, make the day's backup where one is due, and close."""
        import sqlite3

        with self._lock:
            self._tried = 0.0
            self._return_to_file()
            if self.kept and self._wrote and backups.due(self.files):
                # Where there is no place for a copy, the database itself is still sound.
                with suppress(OSError, sqlite3.Error):
                    backups.make(self._connection, self.files)
            self._connection.close()

    def _open(self) -> None:
        opened = repair.open_files(self.files)
        if opened is None:
            opened, self._absent = opening.OpenedDatabase(blank(), True), True
        else:
            self._absent = False
        self._adopt(opened)

    def _bring_back(self) -> None:
        """Write what an earlier session could not."""
        for path in rescue.left_behind(self.files.folder):
            told = self.write(partial(rescue.bring, path=path))
            if not self.kept:
                break
            with suppress(OSError):
                path.unlink()
            self._tell(Notice("store.kept-again"))
            self.notices.extend(told)

    def _adopt(self, opened: opening.OpenedDatabase) -> None:
        self._connection = opened.connection
        self.kept = opened.kept
        self._final = opened.final
        self.whole = self.whole and opened.whole
        self.notices.extend(opened.notices)
        self._inode = _inode(self.files.database)
        self._wrote = False
        self.generation += 1

    def _reopen(self) -> None:
        self._connection.close()
        self._open()

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        if self.kept:
            self._ready_the_file()
        transaction = Transaction(self._connection)
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(transaction)
            if self.kept:
                self._journal(transaction.records)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        if not self.kept:
            self._pending.extend(transaction.records)
        return result

    def _ready_the_file(self) -> None:
        """Make sure that the connection is to the file that stands under its name."""
        if not self._absent and self._inode != _inode(self.files.database):
            self._reopen()  # another jreader has restored it
        if not self.kept or self._wrote:
            return
        connection = opening.create(self.files)
        self._connection.close()
        self._connection = connection
        self._absent = False
        self._inode = _inode(self.files.database)
        self._wrote = True
        self.generation += 1

    def _journal(self, operations: list[Record]) -> None:
        """Append before the commit, so that nothing is committed that the journal lacks."""
        if not operations:
            return
        connection = self._connection
        self.notices.extend(opening.catch_up(connection, self.files))
        try:
            opening.hold(connection, journal.append(self.files.journal, operations))
        except OSError as error:
            opening.hold(connection, -1)
            self._tell(Notice("store.no-journal", {"reason": error.strerror or str(error)}))

    def _retreat(self, error: BaseException) -> None:
        """Go on with a copy in memory."""
        import sqlite3

        try:
            copy = in_memory(self._connection)
        except sqlite3.Error:
            copy, self.whole = blank(), False
        self._connection.close()
        self._adopt(opening.OpenedDatabase(copy, False, (), self._final))
        self._tell(self._not_kept(error))
        self._tried = time.monotonic()

    def _return_to_file(self) -> None:
        """Try to write what could not be written before."""
        import sqlite3

        if self.kept or self._final or not self._pending:
            return
        if time.monotonic() - self._tried < RETRY_SECONDS:
            return
        self._tried = time.monotonic()
        pending = self._pending
        try:
            connection = opening.create(self.files)
        except (OSError, sqlite3.Error, Damaged, Newer):
            return
        memory, self._connection, self.kept, self._wrote = self._connection, connection, True, True
        self._inode, self._pending, self._absent = _inode(self.files.database), [], False
        try:
            self._transact(lambda transaction: apply_all(transaction, pending))
        except (OSError, sqlite3.Error, Damaged, Newer):
            connection.close()
            self._connection, self.kept, self._pending = memory, False, pending
            return
        memory.close()
        self.generation += 1
        self._tell(Notice("store.kept-again"))

    def _not_kept(self, error: BaseException) -> Notice:
        return Notice("store.not-kept", opening.reason(self.files, error))

    def _tell(self, notice: Notice) -> None:
        if not self.notices or self.notices[-1] != notice:
            self.notices.append(notice)


def _is_damage(error: BaseException) -> bool:
    import sqlite3

    code = getattr(error, "sqlite_errorcode", None)
    damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT)
    return code is not None and code & 0xFF in damage


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
