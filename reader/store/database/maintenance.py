"""`jreader --state backup|check|restore`: what is on the disk, and putting it right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader import disk
from reader.errors import ReaderError
from reader.store import model
from reader.store.database import backups, journal, journal_records, repair, schema
from reader.store.database.files import Damaged, Files, Newer, check, connect, default_folder
from reader.store.database.locks import lock_file

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class BackupCopy:
    """One backup."""

    path: str
    made: str
    """ISO 8601 in UTC."""
    sound: bool
    annotations: int


@dataclass(frozen=True, slots=True)
class Health:
    """What a state directory holds."""

    folder: str
    database: str
    """Path of the database."""
    status: str
    """"sound", "damaged", "missing", "newer" or "unreadable"."""
    detail: str
    """What SQLite says of damage; "" where nothing is wrong."""
    version: int
    posts: int
    annotations: int
    bytes: int
    journal_lines: int
    """Operations in the journal that can be read."""
    backups: tuple[BackupCopy, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did."""

    annotations: int
    source: str
    """The backup it started from; "" for the journal alone."""
    aside: str
    """Name of the file that what stood there before was renamed to; "" for none."""
    bad: str
    """Path of the file with lines of the journal that could not be used; "" for none."""
    bad_lines: int
    """How many they are."""


def inspect(state_dir: Path | None = None) -> Health:
    """Look at a state directory without changing anything in it."""
    files = Files(state_dir or default_folder())
    status, detail, version, posts, annotations = _look(files.database)
    lines = sum(map(journal_records.is_record, journal.read(files.journal)))
    copies = tuple(_copy(path) for path in backups.copies(files))
    found = disk.status(files.database)
    return Health(
        str(files.folder),
        str(files.database),
        status,
        detail,
        version,
        posts,
        annotations,
        found.st_size if found else 0,
        lines,
        copies,
    )


def backup(state_dir: Path | None = None) -> BackupCopy:
    """Make today's backup now. Raises ReaderError where there is nothing sound, or no place."""
    import sqlite3

    files = Files(state_dir or default_folder())
    with _told(files):
        if not disk.may_be_there(files.database):
            raise ReaderError("store.nothing-kept", folder=str(files.folder))
        connection = connect(files.database)
        try:
            check(connection)
            return _copy(backups.make(connection, files))
        except (Damaged, Newer) as error:
            raise ReaderError("store.not-sound", folder=str(files.folder)) from error
        except sqlite3.DatabaseError as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()


def restore(state_dir: Path | None = None) -> Restored:
    """Go back to the newest sound backup and replay the journal on it.

    What stood there is set aside, never deleted. Raises ReaderError where there is neither a
    backup nor a journal, where the database is a newer program's, or where nothing can be written.
    """
    files = Files(state_dir or default_folder())
    with _told(files):
        if _look(files.database)[0] == "newer":
            raise ReaderError("store.newer-left", path=str(files.database))
        if not backups.copies(files) and not journal.size(files.journal):
            raise ReaderError("store.nothing-kept", folder=str(files.folder))
        with lock_file(files.lock):
            done = repair.replace(files)
    bad = next((notice.values for notice in done.notices if "count" in notice.values), {})
    marks = _look(files.database)[4]
    return Restored(
        marks, done.source, done.aside, str(bad.get("path", "")), int(str(bad.get("count", 0)))
    )


@contextmanager
def _told(files: Files) -> Iterator[None]:
    """What the system refuses, as a sentence."""
    import sqlite3

    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReaderError("store.failed", folder=str(files.folder), reason=reason) from error


def _look(path: Path) -> tuple[str, str, int, int, int]:
    """(status, detail, version, posts, annotations) of a database file."""
    import sqlite3

    if not disk.may_be_there(path):
        return "missing", "", 0, 0, 0
    try:
        connection = connect(path, mode="ro")
    except sqlite3.Error as error:
        return "unreadable", str(error), 0, 0, 0
    try:
        check(connection)
        return ("sound", "", schema.version(connection), *_counts(connection))
    except Newer:
        return "newer", "", schema.version(connection), 0, 0
    except (Damaged, sqlite3.Error) as error:
        return "damaged", str(error), 0, 0, 0
    finally:
        connection.close()


def _counts(connection: Connection) -> tuple[int, int]:
    posts, annotations = connection.execute(
        "SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM annotations)"
    ).fetchone()
    return posts, annotations


def _copy(path: Path) -> BackupCopy:
    status, _, _, _, annotations = _look(path)
    found = disk.status(path)
    made = model.iso(int(found.st_mtime) * 1_000_000 if found else 0)
    return BackupCopy(str(path), made, status == "sound", annotations)
