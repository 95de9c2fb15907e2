"""Copies of the database: one a day, the newest seven, and those made before a migration."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader import disk
from reader.store.database.files import Damaged, Files, Newer, check, connect, make_private

if TYPE_CHECKING:
    from sqlite3 import Connection

KEPT = 7


def copies(files: Files) -> list[Path]:
    """All copies, the newest first."""
    try:
        found = [path for path in files.backups.iterdir() if path.suffix == ".db"]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    except OSError:
        return []


def make(connection: Connection, files: Files, label: str = "") -> Path:
    """Write a copy named after today or `label`, replacing one of that name, all or nothing.

    Raises OSError or sqlite3.Error; then no copy has changed.
    """
    files.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = files.backups / f"jreader-{label or _today()}.db"
    fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
    with suppress(OSError):
        fresh.unlink()
    make_private(fresh)
    try:
        connection.execute("VACUUM INTO ?", (str(fresh),))
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        with suppress(OSError):
            fresh.unlink()
    for old in copies(files)[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return target


def due(files: Files) -> bool:
    """Whether today has no copy yet."""
    return not disk.exists(files.backups / f"jreader-{_today()}.db")


def newest_good(files: Files) -> Path | None:
    """The newest copy that is sound; None where there is none."""
    import sqlite3

    for path in copies(files):
        try:
            connection = connect(path, mode="ro")
        except sqlite3.Error:
            continue
        try:
            check(connection)
        except (Damaged, Newer, sqlite3.Error):
            continue
        finally:
            connection.close()
        return path
    return None


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")
