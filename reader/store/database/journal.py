"""journal.jsonl: every operation on an annotation, appended before it is committed.

It brings back what a restored copy of the database does not have yet, and it can be read by a
person. One JSON object a line (`database.journal_records`), UTF-8. A line that was cut short by a
crash is skipped when read; the next append starts on a line of its own. Several processes may
append: each holds a lock on the file while it does.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.store.database.journal_records import Record
from reader.store.database.locks import locked


def size(path: Path) -> int:
    """Bytes of the journal; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def append(path: Path, records: Iterable[Record]) -> int:
    """Write records at the end and wait until they are on the disk; the journal's new size.

    Raises OSError, after which the journal may end in half a line.
    """
    data = lines(records)
    with path.open("a+b") as file, locked(file.fileno()):
        end = file.seek(0, os.SEEK_END)
        if end and not _ends_a_line(file.fileno(), end):
            data = b"\n" + data
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def read(path: Path, start: int = 0) -> Iterator[object]:
    """What the lines from byte `start` on say; lines that are not JSON are left out."""
    import json

    try:
        data = path.read_bytes()[start:]
    except OSError:
        return
    for line in data.split(b"\n"):
        with suppress(ValueError, RecursionError):
            yield json.loads(line)


def rewrite(path: Path, records: Iterable[Record]) -> int:
    """Replace the journal by these records, all or nothing; its new size. Raises OSError."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.write(lines(records))
            file.flush()
            os.fsync(file.fileno())
            end = file.tell()
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
    return end


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
