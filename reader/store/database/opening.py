"""Opening a sound state database, and keeping it and the journal in step."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reader import disk
from reader.document import Notice
from reader.store.database import backups, journal, journal_records, private, schema
from reader.store.database.files import (
    Damaged,
    Files,
    Newer,
    blank,
    check,
    connect,
    in_memory,
    make_private,
    prepare_to_write,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenedDatabase:
    """A connection, and what it is worth."""

    connection: Connection
    kept: bool
    """False where it is a copy in memory: what is written there ends with the program."""
    notices: tuple[Notice, ...] = ()
    final: bool = False
    """True where writing to the file must not be tried again (a newer program's)."""
    whole: bool = True
    """False where what is kept could not be read: the connection is to an empty database."""


def unread(files: Files, key: str, error: BaseException) -> OpenedDatabase:
    """An empty database in the place of one that cannot be read; `key`: the sentence about it."""
    return OpenedDatabase(blank(), False, (Notice(key, reason(files, error)),), whole=False)


def create(files: Files) -> Connection:
    """The connection to write through; makes folder and database where they are missing.

    Raises OSError, sqlite3.Error, Damaged or Newer.
    """
    files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private(files.database)
    connection = connect(files.database)
    try:
        prepare_to_write(connection)
        migrate(connection, files)
        check(connection)
        private.once(connection, files)
    except BaseException:
        connection.close()
        raise
    return connection


def catch_up(connection: Connection, files: Files) -> list[Notice]:
    """Make journal and database agree again, inside the caller's transaction; what is to be told.

    The journal is longer where a jreader was killed between append and commit: its operations
    are carried out. It is shorter where it was deleted or cut: it is written anew.
    """
    known = held(connection)
    present = journal.size(files.journal)
    if journal.in_the_way(files.journal):
        return [*_cleared(files), *replay_all(connection, files)]
    if present == known:
        return []
    if known < 0 or present < known:
        return replay_all(connection, files)
    return replay(connection, files, known)


def replay_all(connection: Connection, files: Files) -> list[Notice]:
    """Carry out all that the journal holds, and write it anew; what is to be told."""
    told = replay(connection, files, 0)
    write_anew(connection, files)
    return told


def replay(connection: Connection, files: Files, start: int) -> list[Notice]:
    """Carry out the journal from a byte on. Lines that are no records are set aside; the journal
    is written anew without them."""
    aside = journal.LinesAside(files.journal)
    failed = False
    for line in journal_records.replay(connection, journal.read(files.journal, start)):
        try:
            aside.put(line)
        except OSError:
            failed = True
    hold(connection, journal.size(files.journal) or -1)
    try:
        aside.close()
    except OSError:
        failed = True
    if failed:
        return [Notice("store.lines-left", {"path": str(files.journal)})]
    if aside.count:
        write_anew(connection, files)
    return aside.notices()


def write_anew(connection: Connection, files: Files) -> None:
    with suppress(OSError):
        hold(connection, journal.rewrite(files.journal, journal_records.everything(connection)))


def _cleared(files: Files) -> list[Notice]:
    """Move what is no journal out of its place."""
    with suppress(OSError):
        aside = journal.set_aside(files.journal)
        return [Notice("store.journal-aside", {"path": str(aside)})]
    return []


def held(connection: Connection) -> int:
    """Bytes of the journal that the database holds."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'journal'").fetchone()
    try:
        return int(row[0]) if row else 0
    except (ValueError, TypeError, OverflowError):  # another program has written there
        return -1


def hold(connection: Connection, end: int) -> None:
    """Note that the database holds the journal up to there; -1: it must be written anew."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('journal', ?)", (str(end),))


def open_sound(files: Files) -> OpenedDatabase:
    """Open what is sound; raises Damaged for what is not, OSError and sqlite3.Error."""
    import sqlite3

    if not disk.may_be_there(files.database):
        raise Damaged("missing")
    connection = _connect_to_read(files)
    try:
        check(connection)
    except Newer:
        return _newer(connection, files)
    except BaseException:
        connection.close()
        raise
    writable = os.access(files.folder, os.W_OK) and os.access(files.database, os.W_OK)
    if not writable:
        notice = Notice("store.read-only", {"folder": str(files.folder)})
        return OpenedDatabase(_copied(connection), False, (notice,))
    if (
        schema.version(connection) < schema.VERSION
        or held(connection) != journal.size(files.journal)
        or journal.in_the_way(files.journal)
    ):
        try:
            migrate(connection, files)
            notices = transact(connection, lambda: catch_up(connection, files))
        except (OSError, sqlite3.Error) as error:
            notice = Notice("store.not-kept", reason(files, error))
            return OpenedDatabase(_copied(connection), False, (notice,))
        return OpenedDatabase(connection, True, tuple(notices))
    return OpenedDatabase(connection, True)


def _connect_to_read(files: Files) -> Connection:
    import sqlite3

    connection = connect(files.database)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
            raise
        # A directory in which no side file can be made: read without one.
        return connect(f"{files.database}", mode="ro&immutable=1")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        connection.close()
        raise Damaged(str(error)) from error
    return connection


def _newer(connection: Connection, files: Files) -> OpenedDatabase:
    """A copy of a newer program's database, or an empty one where its tables are not ours."""
    import sqlite3

    notice = Notice("store.newer", {"path": str(files.database)})
    try:
        copy = _copied(connection)
        journal_records.everything(copy)
        copy.execute("SELECT place, sentence, sentence_end, progress, spans, at FROM reading")
    except sqlite3.Error:
        return OpenedDatabase(blank(), False, (notice,), final=True, whole=False)
    return OpenedDatabase(copy, False, (notice,), final=True)


def _copied(connection: Connection) -> Connection:
    try:
        return in_memory(connection)
    finally:
        connection.close()


def migrate(connection: Connection, files: Files) -> None:
    """Bring the tables up to date, after a backup of what is there."""
    before = schema.version(connection)
    if before >= schema.VERSION:
        return
    if before:
        backups.make(connection, files, label=f"version-{before}")
    prepare_to_write(connection)
    transact(connection, lambda: schema.migrate(connection, schema.MIGRATIONS))


def transact(connection: Connection, work: Callable[[], T]) -> T:
    """Run `work` in one IMMEDIATE transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def reason(files: Files, error: BaseException) -> dict[str, object]:
    """The values of a notice about a directory and what the system says of it."""
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return {"folder": str(files.folder), "reason": why}
