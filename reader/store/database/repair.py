"""Opening the state database whatever has become of it; putting right what is damaged."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import Notice
from reader.store.database import backups, journal, journal_records
from reader.store.database.files import Damaged, Files, Newer, blank, connect
from reader.store.database.locks import lock_file
from reader.store.database.opening import (
    OpenedDatabase,
    hold,
    migrate,
    open_sound,
    reason,
    transact,
)

if TYPE_CHECKING:
    from sqlite3 import Connection


def open_files(files: Files) -> OpenedDatabase | None:
    """The database of a state directory; None where there is none yet. Never raises for damage.

    A damaged one is set aside and restored; a newer one, one on a read-only disk, and one that
    cannot be read now are opened as a copy in memory, or empty.
    """
    import sqlite3

    if not _holds_something(files.database) and not _remains(files):
        return None
    try:
        return open_sound(files)
    except Damaged:
        return repair(files)
    except (OSError, sqlite3.Error) as error:
        return OpenedDatabase(blank(), False, (Notice("store.unreadable", reason(files, error)),))


def repair(files: Files) -> OpenedDatabase:
    """Set a damaged database aside, restore the newest sound copy, replay the journal."""
    import sqlite3

    try:
        with lock_file(files.lock):
            with suppress(Damaged, Newer):
                return open_sound(files)  # another jreader has repaired it meanwhile
            aside, copy = replace(files)
    except (OSError, sqlite3.Error, Damaged, Newer) as error:
        return OpenedDatabase(blank(), False, (Notice("store.not-repaired", reason(files, error)),))
    opened = open_sound(files)
    marks = opened.connection.execute("SELECT count(*) FROM annotations").fetchone()[0]
    key = "store.repaired" if aside else "store.rebuilt"
    notice = Notice(key, {"marks": marks, "aside": aside, "copy": copy})
    return OpenedDatabase(opened.connection, opened.kept, (notice, *opened.notices), opened.final)


def replace(files: Files) -> tuple[str, str]:
    """Set the database aside and put a restored one in its place, under `files.lock`.

    The name that it was set aside under ("" where there was none), and that of the backup the
    restored one was made from ("" for the journal alone). Raises OSError, sqlite3.Error.
    """
    fresh, source = _restore(files)
    aside = _set_aside(files)
    fresh.replace(files.database)
    return aside, source


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
    side = fresh.with_name(f"{fresh.name}-journal")
    _unlink(fresh, side)
    source = backups.newest_good(files)
    try:
        if source:
            from shutil import copyfile

            copyfile(source, fresh)
        connection = connect(fresh, mode="rwc")
        try:
            migrate(connection, files)
            transact(connection, lambda: _replay_all(connection, files.journal))
        finally:
            connection.close()
    except BaseException:
        _unlink(fresh, side)
        raise
    _unlink(side)
    return fresh, source.name if source else ""


def _unlink(*paths: Path) -> None:
    for path in paths:
        with suppress(FileNotFoundError):
            path.unlink()


def _replay_all(connection: Connection, path: Path) -> None:
    journal_records.replay(connection, journal.read(path))
    if journal.size(path):
        hold(connection, journal.size(path))
    else:
        hold(connection, -1)


def _holds_something(path: Path) -> bool:
    """False for an empty file too: a first jreader that found the disk full leaves one."""
    try:
        return path.stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _remains(files: Files) -> bool:
    """Whether there is something to restore a missing database from."""
    return bool(journal.size(files.journal) or backups.copies(files))
