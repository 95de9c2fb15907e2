"""Opening the state database whatever has become of it; putting right what is damaged."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader import disk
from reader.document import Notice
from reader.store.database import backups, journal
from reader.store.database.files import Damaged, Files, Newer, connect, make_private
from reader.store.database.locks import lock_file
from reader.store.database.opening import (
    OpenedDatabase,
    migrate,
    open_sound,
    replay,
    transact,
    unread,
)

if TYPE_CHECKING:
    pass


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
        return unread(files, "store.unreadable", error)


def repair(files: Files) -> OpenedDatabase:
    """Set a damaged database aside, restore the newest sound copy, replay the journal."""
    import sqlite3

    try:
        with lock_file(files.lock):
            with suppress(Damaged, Newer):
                return open_sound(files)  # another jreader has repaired it meanwhile
            done = replace(files)
    except (OSError, sqlite3.Error, Damaged, Newer) as error:
        return unread(files, "store.not-repaired", error)
    opened = open_sound(files)
    marks = opened.connection.execute("SELECT count(*) FROM annotations").fetchone()[0]
    key = "store.repaired" if done.aside else "store.rebuilt"
    notice = Notice(key, {"marks": marks, "aside": done.aside, "copy": done.source})
    notices = (notice, *done.notices, *opened.notices)
    return OpenedDatabase(opened.connection, opened.kept, notices, opened.final)


class Replaced(NamedTuple):
    """What `replace` did."""

    aside: str
    """The name that the database was set aside under; "" where there was none."""
    source: str
    """That of the backup which the restored one was made from; "" for the journal alone."""
    notices: list[Notice]


def replace(files: Files) -> Replaced:
    """Set the database aside and put a restored one in its place, under `files.lock`.

    Raises OSError, sqlite3.Error.
    """
    fresh, source, notices = _restore(files)
    aside = _set_aside(files)
    fresh.replace(files.database)
    return Replaced(aside, source, notices)


def _set_aside(files: Files) -> str:
    """Rename the damaged file and what SQLite keeps beside it; the new name."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    name = ""
    for suffix in ("", "-journal", "-wal", "-shm"):
        path = files.database.with_name(files.database.name + suffix)
        if disk.may_be_there(path) or disk.is_link(path):
            aside = files.database.with_name(f"{files.database.name}.corrupt-{stamp}{suffix}")
            path.replace(aside)
            name = name or aside.name
    return name


def _restore(files: Files) -> tuple[Path, str, list[Notice]]:
    """Make a database from the newest sound copy and the whole journal; it, the copy's name, and
    what is to be told.

    It has another name at first, so that no one opens half a restored database.
    """
    fresh = files.database.with_name(f"{files.database.name}.{os.getpid()}.new")
    side = fresh.with_name(f"{fresh.name}-journal")
    _unlink(fresh, side)
    source = backups.newest_good(files)
    make_private(fresh)
    try:
        if source:
            from shutil import copyfile

            copyfile(source, fresh)
        connection = connect(fresh, mode="rwc")
        try:
            migrate(connection, files)
            notices = transact(connection, lambda: replay(connection, files, 0))
        finally:
            connection.close()
    except BaseException:
        _unlink(fresh, side)
        raise
    _unlink(side)
    return fresh, source.name if source else "", notices


def _unlink(*paths: Path) -> None:
    for path in paths:
        with suppress(FileNotFoundError):
            path.unlink()


def _holds_something(path: Path) -> bool:
    """False for an empty file too: a first jreader that found the disk full leaves one."""
    found = disk.status(path)
    return found.st_size > 0 if found else disk.may_be_there(path)


def _remains(files: Files) -> bool:
    """Whether there is something to restore a missing database from."""
    return bool(journal.size(files.journal) or backups.copies(files))
