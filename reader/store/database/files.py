"""Where everything is kept, and opening a database file.

jreader.db            the database
journal.jsonl         operations on annotations (reader.store.database.journal)
backups/              one copy a day, the newest few (reader.store.database.backups)
*.corrupt-<time>      what was damaged and set aside
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader import disk
from reader.config.folders import user_folder
from reader.store.database import schema

if TYPE_CHECKING:
    from sqlite3 import Connection

_PLAIN = frozenset(b"/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
BUSY_MILLISECONDS = 5000
"""How long a statement waits for another jreader's transaction."""


@dataclass(frozen=True, slots=True)
class Files:
    """The paths inside one state directory."""

    folder: Path

    @property
    def database(self) -> Path:
        """The database."""
        return self.folder / "jreader.db"

    @property
    def journal(self) -> Path:
        """The journal of annotation operations."""
        return self.folder / "journal.jsonl"

    @property
    def backups(self) -> Path:
        """The folder of daily copies."""
        return self.folder / "backups"

    @property
    def lock(self) -> Path:
        """Held while a damaged database is replaced."""
        return self.folder / "repair.lock"


class Damaged(Exception):
    """The file is not a sound database of ours."""


class Newer(Exception):
    """The database was written by a newer jreader."""


def default_folder() -> Path:
    """The user's data directory for jreader on this platform."""
    return user_folder("data")


def _uri(path: Path) -> str:
    """`path.as_uri()`, without the 2 ms that it takes to import what makes it."""
    if os.name == "nt":
        return path.as_uri()
    return "file://" + "".join(
        chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path)
    )


def connect(path: Path | str, *, mode: str = "rw") -> Connection:
    """A connection with explicit transactions that waits for locks and may change threads.

    `mode` is SQLite's: "ro", "rw", or "rwc" to make a missing file. Raises sqlite3.Error.
    """
    import sqlite3

    if path != ":memory:" and disk.exists(path) and not disk.is_file(path):
        error = sqlite3.OperationalError("not a file")  # SQLite would wait for a pipe's other end
        error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        raise error
    where = ":memory:" if path == ":memory:" else f"{_uri(Path(path).absolute())}?mode={mode}"
    connection = sqlite3.connect(
        where,
        uri=path != ":memory:",
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MILLISECONDS / 1000,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def make_private(path: Path) -> None:
    """Make a file that is missing, empty, for its owner only. Raises OSError."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def blank() -> Connection:
    """An empty database in memory."""
    connection = connect(":memory:")
    connection.execute("BEGIN")
    schema.migrate(connection, schema.MIGRATIONS)
    connection.execute("COMMIT")
    return connection


def in_memory(source: Connection) -> Connection:
    """A copy of a database in memory. Raises sqlite3.Error."""
    copy = connect(":memory:")
    source.backup(copy)
    return copy


def check(connection: Connection) -> None:
    """Raises Damaged, or Newer, where the database is not sound and of this program.

    `quick_check` finds truncation, zeroed and garbage pages; an empty file passes it, which is
    why the application's id is looked at too.
    """
    import sqlite3

    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        astray = connection.execute("PRAGMA foreign_key_check").fetchone()
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = schema.version(connection)
    except sqlite3.OperationalError:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # SQLite's own message quotes bytes of a damaged page.
        raise Damaged(str(error)) from error
    if found != "ok":
        raise Damaged(found)
    if astray:  # another program has edited the file: the next write would fail
        raise Damaged(f"a row of {astray[0]} belongs to no row of {astray[2]}")
    if application != schema.APPLICATION_ID or version == 0:
        raise Damaged("not a state database")
    if version > schema.VERSION:
        raise Newer


def journal_mode() -> str:
    """WAL where this SQLite is free of the WAL-reset fault, else PERSIST.

    SQLite 3.7.0 to 3.51.2 can damage a WAL database when two connections write and checkpoint
    at the same moment; 3.51.3, 3.50.7 and 3.44.6 have the remedy.
    """
    import sqlite3

    version = sqlite3.sqlite_version_info
    branch = version[:2]
    safe = (
        version >= (3, 51, 3)
        or (branch == (3, 50) and version >= (3, 50, 7))
        or (branch == (3, 44) and version >= (3, 44, 6))
    )
    return "WAL" if safe else "PERSIST"


def prepare_to_write(connection: Connection) -> None:
    """Settings that only a connection that writes needs; a commit waits for the disk."""
    wanted = journal_mode()
    present = connection.execute("PRAGMA journal_mode").fetchone()[0].upper()
    if present != wanted:
        connection.execute(f"PRAGMA journal_mode = {wanted}")
    connection.execute("PRAGMA synchronous = FULL")
