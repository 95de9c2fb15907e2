"""What is done to a state directory, and what must still be there afterwards.

    python -m tests.store.faults --full

runs everything at full size: 200 kills of two writers, four writers of 300 transactions each,
every kind of damage. `tests/store/test_faults.py` runs the same at a small size.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.store import open_store
from tests.store.writer import document

WRITER = Path(__file__).with_name("writer.py")
Damage = Callable[[Path, random.Random], None]


def truncated(folder: Path, rng: random.Random) -> None:
    """The database is cut at a random byte."""
    path = folder / "jreader.db"
    data = path.read_bytes()
    path.write_bytes(data[: rng.randrange(1, len(data))])


def zeroed_page(folder: Path, rng: random.Random) -> None:
    """One page is zeros."""
    path = folder / "jreader.db"
    data = bytearray(path.read_bytes())
    page = rng.randrange(len(data) // 4096)
    data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(data)


def garbage_header(folder: Path, rng: random.Random) -> None:
    """The first hundred bytes are noise."""
    path = folder / "jreader.db"
    path.write_bytes(rng.randbytes(100) + path.read_bytes()[100:])


def garbage_page(folder: Path, rng: random.Random) -> None:
    """One page is noise."""
    path = folder / "jreader.db"
    data = bytearray(path.read_bytes())
    page = rng.randrange(len(data) // 4096)
    data[page * 4096 : (page + 1) * 4096] = rng.randbytes(4096)
    path.write_bytes(data)


def emptied(folder: Path, _: random.Random) -> None:
    """The database is an empty file."""
    (folder / "jreader.db").write_bytes(b"")


def deleted(folder: Path, _: random.Random) -> None:
    """The database is gone."""
    (folder / "jreader.db").unlink()


def journal_deleted(folder: Path, _: random.Random) -> None:
    """The journal is gone."""
    (folder / "journal.jsonl").unlink()


def journal_cut(folder: Path, rng: random.Random) -> None:
    """The journal ends in half a line."""
    path = folder / "journal.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[: rng.randrange(len(data))])


def no_backup(folder: Path, rng: random.Random) -> None:
    """The database is cut and there is no backup: the journal alone is left."""
    shutil.rmtree(folder / "backups", ignore_errors=True)
    truncated(folder, rng)


def bad_backup(folder: Path, rng: random.Random) -> None:
    """The database is cut and the newest backup is noise."""
    for path in (folder / "backups").iterdir():
        path.write_bytes(rng.randbytes(5000))
    truncated(folder, rng)


DAMAGES: tuple[Damage, ...] = (
    *(truncated, zeroed_page, garbage_header, garbage_page, emptied, deleted),
    *(journal_deleted, journal_cut, no_backup, bad_backup),
)


def notes(folder: Path) -> set[str]:
    """The notes of all marks that a state directory gives back."""
    store = open_store(folder)
    try:
        return {mark.note for mark in store.all_annotations()}
    finally:
        store.close()


def damaged(damage: Damage, rng: random.Random) -> str:
    """Write marks, some before and some after the backup, damage, and look; "" or what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = set()
        for round_ in range(2):
            store = open_store(folder)
            post = store.post(document(), "/posts/numbers.txt")
            for number in range(10):
                post.annotate(number * 20, number * 20 + 9, note=f"{round_}-{number}")
                expected.add(f"{round_}-{number}")
            store.close()
        damage(folder, rng)
        found = notes(folder)
        if found != expected:
            return f"{damage.__name__}: {len(expected - found)} of {len(expected)} marks lost"
        store = open_store(folder)
        post = store.post(document(), "/posts/numbers.txt")
        if store.notices:
            return f"{damage.__name__}: still not right at the second opening: {store.notices}"
        post.annotate(5, 9, note="後")
        store.close()
        if notes(folder) != expected | {"後"}:
            return f"{damage.__name__}: cannot be written any more"
    return ""


def start(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A writer in a process of its own."""
    command = [sys.executable, str(WRITER), str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def killed(times: int, rng: random.Random) -> tuple[int, int, int]:
    """Kill two writers at random moments, `times` in all, in one state directory.

    (marks committed, of those lost, databases that were not sound afterwards)
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said: set[str] = set()
        unsound = 0
        for round_ in range((times + 1) // 2):
            writers = [start(folder, f"{round_}-{which}", 10_000) for which in "ab"]
            begun = [_begun(writer, rng) for writer in writers]
            for writer in writers:
                time.sleep(rng.random() * 0.25)
                writer.kill()
            for writer, first in zip(writers, begun, strict=True):
                lines = (first + writer.communicate()[0]).split("\n")[:-1]
                said.update(line.split()[0] for line in lines if line.endswith(" kept"))
            store = open_store(folder)
            unsound += bool(store.notices)
            store.close()
        store = open_store(folder)
        kept = {mark.uid for mark in store.all_annotations()}
        store.close()
        return len(said), len(said - kept), unsound


def _begun(writer: subprocess.Popen[str], rng: random.Random) -> str:
    """Wait, three times in four, until a writer has said something, however slow the machine is;
    else it is killed while it starts, or makes the database. What it said."""
    assert writer.stdout is not None
    return writer.stdout.readline() if rng.random() < 0.75 else ""


def together(processes: int, transactions: int) -> tuple[int, int]:
    """Writers at the same time: (transactions that should be there, of those missing)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writers = [start(folder, f"p{which}", transactions) for which in range(processes)]
        for writer in writers:
            writer.communicate()
        expected = {f"p{which}-{n}" for which in range(processes) for n in range(transactions)}
        return len(expected), len(expected - notes(folder))


def main(full: bool) -> int:
    """Run everything and say what came of it; 1 where something was lost."""
    rng = random.Random(6)
    rounds = 20 if full else 2
    faults = [wrong for damage in DAMAGES for _ in range(rounds) if (wrong := damaged(damage, rng))]
    print(f"damage: {len(DAMAGES)} kinds, {rounds} times each: {len(faults)} faults {faults[:5]}")
    marks, lost, unsound = killed(200 if full else 8, rng)
    print(f"kill -9: {marks} marks committed, {lost} lost, {unsound} databases not sound")
    expected, missing = together(4, 300 if full else 20)
    print(f"four processes: {expected} transactions, {missing} failed")
    return int(bool(faults or lost or unsound or missing))


if __name__ == "__main__":
    sys.exit(main("--full" in sys.argv))
