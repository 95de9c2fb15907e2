"""Opening the state database, whatever has become of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import Notice
from reader.store import backups, journal, records, schema
from reader.store.files import (
    Damaged,
    Files,
    Newer,
    blank,
    check,
    connect,
    in_memory,
    prepare_to_write,
)
from reader.store.locks import lock_file

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, and what it is worth."""

    connection: Connection
    kept: bool
    """False where it is a copy in memory: what is written there ends with the program."""
    notices: tuple[Notice, ...] = ()
    final: bool = False
    """True where writing to the file must not be tried again (a newer program's)."""


def open_files(files: Files) -> Opened | None:
    """The database of a state directory; None where there is none yet. Never raises for damage.

    A damaged one is set aside and restored; a newer one, one on a read-only disk, and one that
    cannot be read now are opened as a copy in memory, or empty.
    """
    import sqlite3

    if not files.database.exists() and not _remains(files):
        return None
    try:
        return _open_sound(files)
    except Damaged:
        return repair(files)
    except (OSError, sqlite3.Error) as error:
        return Opened(blank(), False, (Notice("store.unreadable", _reason(files, error)),))


def create(files: Files) -> Connection:
    """The connection to write through; makes folder and database where they are missing.

    Raises OSError, sqlite3.Error, Damaged or Newer.
    """
    files.folder.mkdir(parents=True, exist_ok=True)
    if files.database.exists():
        connection = connect(files.database)
    else:
        connection = connect(files.database, mode="rwc")
    try:
        prepare_to_write(connection)
        _migrate(connection, files)
        check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def catch_up(connection: Connection, files: Files) -> None:
    """Make journal and database agree again, inside the caller's transaction.

    The journal is longer where a jreader was killed between append and commit: its operations
    are carried out. It is shorter where it was deleted or cut: it is written anew.
    """
    known = held(connection)
    present = journal.size(files.journal)
    if present == known:
        return
    if present > known >= 0:
        records.replay(connection, journal.read(files.journal, known))
        hold(connection, present)
    else:
        records.replay(connection, journal.read(files.journal))
        with suppress(OSError):
            hold(connection, journal.rewrite(files.journal, records.everything(connection)))


def held(connection: Connection) -> int:
    """Bytes of the journal that the database holds."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'journal'").fetchone()
    return int(row[0]) if row else 0


def hold(connection: Connection, end: int) -> None:
    """Note that the database holds the journal up to there; -1: it must be written anew."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('journal', ?)", (str(end),))


def repair(files: Files) -> Opened:
    """Set a damaged database aside, restore the newest sound copy, replay the journal."""
    import sqlite3

    try:
        with lock_file(files.lock):
            with suppress(Damaged, Newer):
                return _open_sound(files)  # another jreader has repaired it meanwhile
            aside, copy = replace(files)
    except (OSError, sqlite3.Error, Damaged, Newer) as error:
        return Opened(blank(), False, (Notice("store.not-repaired", _reason(files, error)),))
    opened = _open_sound(files)
    marks = opened.connection.execute("SELECT count(*) FROM annotations").fetchone()[0]
    key = "store.repaired" if aside else "store.rebuilt"
    notice = Notice(key, {"marks": marks, "aside": aside, "copy": copy})
    return Opened(opened.connection, opened.kept, (notice, *opened.notices), opened.final)


def replace(files: Files) -> tuple[str, str]:
    """Set the database aside and put a restored one in its place, under `files.lock`.

    The name that it was set aside under ("" where there was none), and that of the backup the
    restored one was made from ("" for the journal alone). Raises OSError, sqlite3.Error.
    """
    fresh, source = _restore(files)
    aside = _set_aside(files)
    fresh.replace(files.database)
    return aside, source


def _open_sound(files: Files) -> Opened:
    """Open what is sound; raises Damaged for what is not, OSError and sqlite3.Error."""
    import sqlite3

    if not files.database.exists():
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
        return Opened(_copied(connection), False, (notice,))
    if schema.version(connection) < schema.VERSION or held(connection) != journal.size(
        files.journal
    ):
        try:
            _migrate(connection, files)
            _transact(connection, lambda: catch_up(connection, files))
        except (OSError, sqlite3.Error) as error:
            notice = Notice("store.not-kept", _reason(files, error))
            return Opened(_copied(connection), False, (notice,))
    return Opened(connection, True)


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
    except sqlite3.DatabaseError as error:
        connection.close()
        raise Damaged(str(error)) from error
    return connection


def _newer(connection: Connection, files: Files) -> Opened:
    """A copy of a newer program's database, or an empty one where its tables are not ours."""
    import sqlite3

    notice = Notice("store.newer", {"path": str(files.database)})
    try:
        copy = _copied(connection)
        records.everything(copy)
        copy.execute("SELECT place, sentence, sentence_end, progress, spans, at FROM reading")
    except sqlite3.Error:
        copy = blank()
    return Opened(copy, False, (notice,), final=True)


def _copied(connection: Connection) -> Connection:
    try:
        return in_memory(connection)
    finally:
        connection.close()


def _migrate(connection: Connection, files: Files) -> None:
    """Bring the tables up to date, after a backup of what is there."""
    before = schema.version(connection)
    if before >= schema.VERSION:
        return
    if before:
        backups.make(connection, files, label=f"version-{before}")
    prepare_to_write(connection)
    _transact(connection, lambda: schema.migrate(connection, schema.MIGRATIONS))


def _transact(connection: Connection, work: Callable[[], None]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        work()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _remains(files: Files) -> bool:
    """Whether there is something to restore a missing database from."""
    return bool(journal.size(files.journal) or backups.copies(files))


def _set_aside(files: Files) -> str:
    """Rename the damaged file and what SQLite keeps beside it; the new name."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    name = ""
    for suffix in ("", "-journal", "-wal", "-shm"):
        path = files.database.with_name(files.database.name + suffix)
        if path.exists():
            aside = files.database.with_name(f"{files.database.name}.corrupt-{stamp}{suffix}")
            path.replace(aside)
            name = name or aside.name
    return name


def _restore(files: Files) -> tuple[Path, str]:
    """Make a database from the newest sound copy and the whole journal; it and the copy's name.

    It has another name at first, so that no one opens half a restored database.
    """
    fresh = files.database.with_name(f"{files.database.name}.{os.getpid()}.new")
    for suffix in ("", "-journal"):
        with suppress(FileNotFoundError):
            fresh.with_name(fresh.name + suffix).unlink()
    source = backups.newest_good(files)
    if source:
        shutil.copyfile(source, fresh)
    connection = connect(fresh, mode="rwc")
    try:
        _migrate(connection, files)
        _transact(connection, lambda: _replay_all(connection, files.journal))
    finally:
        connection.close()
    with suppress(FileNotFoundError):
        fresh.with_name(fresh.name + "-journal").unlink()
    return fresh, source.name if source else ""


def _replay_all(connection: Connection, path: Path) -> None:
    records.replay(connection, journal.read(path))
    if journal.size(path):
        hold(connection, journal.size(path))
    else:
        hold(connection, -1)


def _reason(files: Files, error: BaseException) -> dict[str, object]:
    return {"folder": str(files.folder), "reason": str(error) or type(error).__name__}
