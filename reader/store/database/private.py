"""A state directory is its owner's alone: the folder 0700, its files 0600.

What is made is made so. A directory of an older jreader is changed once, at the first writing; who
opens it to others afterwards means to.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader import disk

if TYPE_CHECKING:
    from sqlite3 import Connection

    from reader.store.database.files import Files

_OURS = ("jreader", "journal.jsonl", "backups", "drafts", "places", "repair.lock")
"""What the names in a state directory begin with."""


def once(connection: Connection, files: Files) -> None:
    """Close folder and files to others, unless that was done before. Raises sqlite3.Error."""
    if os.name == "nt" or connection.execute("SELECT 1 FROM meta WHERE key = 'private'").fetchall():
        return
    with suppress(OSError):
        names = [path.name for path in files.folder.iterdir()]
        ours = [name for name in names if name.startswith(_OURS)]
        for name in ours:
            _close(files.folder / name)
        if ours == names:  # a folder that is used for other things too is not ours to close
            _close(files.folder)
    connection.execute("INSERT INTO meta VALUES ('private', '1')")


def _close(path: Path) -> None:
    """Take what group and others may do from a file, or a folder and the files in it."""
    if disk.is_link(path):
        return
    with suppress(OSError):
        mode = path.stat().st_mode
        if mode & 0o077:
            path.chmod(mode & 0o700)
        if path.name in ("backups", "drafts"):
            for inner in path.iterdir():
                _close(inner)
