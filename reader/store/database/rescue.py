"""Marks that cannot be written where they belong when the program ends: put where there is room.

The disk is full, or the directory cannot be written, and the reader leaves. What was done to
annotations goes into a file of its own. One that found room in the state directory is brought
back at the next opening, one elsewhere by `--import-marks`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from reader import disk
from reader.document import Notice
from reader.store.database import journal, journal_records
from reader.store.database.journal_records import Record
from reader.store.database.record_check import BadRecord
from reader.store.database.transaction import Transaction

_NAME = "jreader-marks-"


def rescue(folder: Path, records: Sequence[Record]) -> list[Notice]:
    """Write records of a state directory elsewhere, and say where; where there is no place at
    all, say what they hold."""
    marks = {record["uid"]: record for record in records if record["op"] != "text"}
    if not marks:
        return []
    last = [*(record for record in records if record["op"] == "text"), *marks.values()]
    values: dict[str, object] = {"count": len(marks), "folder": str(folder)}
    for place in _places(folder):
        path = place / f"{_NAME}{time.time_ns()}.jsonl"
        with suppress(OSError):
            _write(path, last)
            key = "store.set-by" if place == folder else "store.rescued"
            return [Notice(key, {**values, "path": str(path)})]
    told = [mark for mark in marks.values() if mark["op"] == "put"]
    return [
        Notice("store.not-rescued", values),
        *(Notice("store.unwritten", {"quote": m["quote"], "note": m["note"]}) for m in told),
    ]


def left_behind(folder: Path) -> list[Path]:
    """The files of that kind in a state directory, the oldest first."""
    try:
        found = sorted(path for path in folder.iterdir() if path.name.startswith(_NAME))
        return [path for path in found if disk.is_file(path) and not disk.is_link(path)]
    except OSError:
        return []


def bring(transaction: Transaction, path: Path) -> list[Notice]:
    """Carry out what such a file holds; what cannot be used goes aside. Raises OSError."""
    aside = journal.LinesAside(path.with_name("journal.jsonl"))
    for line in journal.read(path):
        try:
            transaction.bring([journal_records.parsed(line)])
        except BadRecord:
            aside.put(line)
    aside.close()
    return aside.notices()


def _places(folder: Path) -> Iterator[Path]:
    """Where a file may find room: the likeliest first."""
    yield folder
    from tempfile import gettempdir

    yield Path(gettempdir())
    with suppress(RuntimeError):  # no home
        yield Path.home()
    with suppress(OSError):  # the current folder is gone
        yield Path.cwd()


def _write(path: Path, records: Sequence[Record]) -> None:
    """All or nothing, and only for its owner to read. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(journal.lines(records))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
