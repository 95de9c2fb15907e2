"""journal.jsonl: every operation on an annotation, appended before it is committed.

It brings back what a restored copy of the database does not have yet, and it can be read by a
person. One JSON object a line (`database.journal_records`), UTF-8. A line that was cut short by a
crash says nothing; the next append starts on a line of its own. Several processes may append: each
holds a lock on the file while it does. Only a regular file is a journal: a link, a pipe or a device
under its name is neither read nor written.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reader.disk import open_file, replace_file
from reader.document import Notice
from reader.store.database.journal_records import Record
from reader.store.database.locks import locked

MOST = 1 << 30
"""Bytes of a journal at most; a longer file is made anew from the database."""
LONGEST_LINE = 1 << 27
"""Bytes of a line that is a record; the longest has a snapshot of 32 MiB and two texts."""


def size(path: Path) -> int:
    """Bytes of the journal; 0 where there is none, and for what is none."""
    try:
        found = path.lstat()
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) and found.st_size <= MOST else 0


def in_the_way(path: Path) -> bool:
    """Whether something is there that is no journal."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return not stat.S_ISREG(found.st_mode) or found.st_size > MOST


def append(path: Path, records: Iterable[Record]) -> int:
    """Write records at the end and wait until they are on the disk; the journal's new size.

    Raises OSError, after which the journal may end in half a line.
    """
    data = lines(records)
    if in_the_way(path):
        raise OSError(errno.EINVAL, "not a file")
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(open_file(path, flags), "a+b") as file, locked(file.fileno()):
        end = file.seek(0, os.SEEK_END)
        if end and not _ends_a_line(file.fileno(), end):
            data = b"\n" + data
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def read(path: Path, start: int = 0) -> Iterator[bytes]:
    """The lines from byte `start` on that are not empty, without their ends."""
    if not size(path):
        return
    try:
        with os.fdopen(open_file(path), "rb") as file:
            file.seek(start)
            while line := file.readline(LONGEST_LINE):
                if line := line.strip():
                    yield line
    except OSError:
        return


def rewrite(path: Path, records: Iterable[Record]) -> int:
    """Replace the journal by these records, all or nothing; its new size. Raises OSError."""
    data = lines(records)
    replace_file(path, data)
    return len(data)


class LinesAside:
    """A file beside the journal for lines that cannot be used, made when the first comes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self.name = ""
        """The file's path; "" where none was needed."""
        self.count = 0

    def put(self, line: bytes) -> None:
        """Set a line aside. Raises OSError."""
        if self._file is None:
            target = self._path.with_name(f"{self._path.name}.bad-{time.time_ns()}")
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            self._file = os.fdopen(open_file(target, flags), "wb")
            self.name = str(target)
        self._file.write(line + b"\n")
        self.count += 1

    def notices(self) -> list[Notice]:
        """Where the lines are, for the user; nothing where there was none."""
        values = {"count": self.count, "path": self.name}
        return [Notice("store.lines-aside", values)] if self.count else []

    def close(self) -> None:
        """Raises OSError."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()


def set_aside(path: Path) -> Path:
    """Give what is in the journal's place another name; that name. Raises OSError."""
    aside = path.with_name(f"{path.name}.aside-{time.time_ns()}")
    path.rename(aside)
    return aside


def lines(records: Iterable[Record]) -> bytes:
    """Records as the journal and an export hold them: one JSON object a line."""
    import json

    return b"".join(
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        + b"\n"
        for record in records
    )


def _ends_a_line(descriptor: int, end: int) -> bool:
    os.lseek(descriptor, end - 1, os.SEEK_SET)
    last = os.read(descriptor, 1)
    os.lseek(descriptor, 0, os.SEEK_END)
    return last == b"\n"
