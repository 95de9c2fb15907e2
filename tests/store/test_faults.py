"""What happens to the disk under the store, at a small size.

At full size: `python -m tests.store.faults --full`, or JREADER_FULL=1 for this file.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.store import open_store
from reader.store.database import maintenance
from tests.store import faults
from tests.store.writer import document

FULL = bool(os.environ.get("JREADER_FULL"))


@pytest.mark.parametrize("damage", faults.DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_loses_no_mark(damage: faults.Damage) -> None:
    """Every mark of backup and journal comes back, and the store can be written again."""
    rng = random.Random(damage.__name__)
    for _ in range(20 if FULL else 2):
        assert faults.damaged(damage, rng) == ""


def test_kill_loses_no_committed_mark() -> None:
    """A mark whose setting returned is there after kill -9, and the database is sound."""
    marks, lost, unsound = faults.killed(200 if FULL else 4, random.Random(3))
    assert marks > 0
    assert (lost, unsound) == (0, 0)


def test_four_processes_write_at_once() -> None:
    """No transaction fails because another process writes."""
    expected, missing = faults.together(4, 300 if FULL else 8)
    assert (expected, missing) == (1200 if FULL else 32, 0)


def _marked(folder: Path, count: int = 3) -> None:
    store = open_store(folder)
    post = store.post(document(), "/posts/numbers.txt")
    for number in range(count):
        post.annotate(number * 20, number * 20 + 9, note=str(number))
    store.close()


def test_damage_is_told_once_and_the_file_is_kept(tmp_path: Path) -> None:
    """The reader is told in one notice; what was damaged is set aside, not deleted."""
    _marked(tmp_path)
    (tmp_path / "jreader.db").write_bytes(b"not a database at all" * 500)
    store = open_store(tmp_path)
    assert [notice.key for notice in store.notices] == ["store.repaired"]
    assert store.notices[0].values["marks"] == 3
    store.close()
    aside = [path.name for path in tmp_path.iterdir() if ".corrupt-" in path.name]
    assert store.notices[0].values["aside"] in aside
    assert open_store(tmp_path).notices == []


def test_damage_while_open(tmp_path: Path) -> None:
    """A page that goes bad while the store is open is repaired under the reader's hands."""
    _marked(tmp_path)
    store = open_store(tmp_path)
    post = store.post(document(), "/posts/numbers.txt")
    assert len(post.marks()) == 3
    (tmp_path / "jreader.db").write_bytes(os.urandom(30_000))
    post.annotate(100, 109, note="その後")
    assert len(post.marks()) == 4
    assert store.kept
    store.close()
    assert len(faults.notes(tmp_path)) == 4


def test_newer_database_is_only_read(tmp_path: Path) -> None:
    """A database of a newer version is shown, said to be so, and not a byte of it changed."""
    _marked(tmp_path)
    connection = sqlite3.connect(tmp_path / "jreader.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / "jreader.db").read_bytes()
    store = open_store(tmp_path)
    assert [notice.key for notice in store.notices] == ["store.newer"]
    post = store.post(document(), "/posts/numbers.txt")
    post.annotate(100, 109)
    assert len(post.marks()) == 4
    assert not store.kept
    store.close()
    assert (tmp_path / "jreader.db").read_bytes() == before


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """Reading goes on in memory where there is no place to write; nothing is raised."""
    blocker = tmp_path / "file"
    blocker.write_text("")
    store = open_store(blocker / "state")
    post = store.post(document(), "/posts/numbers.txt")
    mark = post.annotate(0, 9, note="覚え")
    assert [found.note for found in post.marks()] == ["覚え"]
    assert post.edit(mark.id, note="別") is not None
    post.remember(40)
    assert post.place() is not None
    assert not store.kept
    assert [notice.key for notice in store.notices] == ["store.not-kept"]
    store.close()


def test_marks_in_memory_are_written_when_that_works_again(tmp_path: Path) -> None:
    """What could not be written is written at the latest when the store is closed."""
    blocker = tmp_path / "state"
    blocker.write_text("")
    store = open_store(blocker)
    store.post(document(), "/posts/numbers.txt").annotate(0, 9, note="覚え")
    blocker.unlink()
    store.close()
    assert faults.notes(blocker) == {"覚え"}


_FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from reader.store import open_store
from tests.store.writer import document
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))
store = open_store(Path({folder!r}))
post = store.post(document(), "/posts/numbers.txt")
for number in range(300):
    post.annotate(number, number + 9, note="満" * 200)
assert len(post.marks()) >= 300 and not store.kept, (len(post.marks()), store.kept)
assert "store.not-kept" in [notice.key for notice in store.notices]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes")
@pytest.mark.parametrize("limit", [0, 20_000, 150_000])
def test_disk_full(tmp_path: Path, limit: int) -> None:
    """Where nothing more can be written reading goes on, and all marks are written as soon as
    there is room."""
    root = str(Path(__file__).parent.parent.parent)
    code = _FULL_DISK.format(root=root, folder=str(tmp_path), limit=limit)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    store = open_store(tmp_path)
    assert len(store.all_annotations()) == 300
    assert store.notices == []
    store.close()


_READ_ONLY = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from reader.store import open_store
from tests.store.writer import document
if os.geteuid() == 0:  # root writes anywhere
    # Everything is imported first: root's Python may be closed to others.
    first = open_store(Path({folder!r} + "-first"))
    first.post(document(), "").annotate(0, 9)
    first.close()
    os.setgid(65534)
    os.setuid(65534)
store = open_store(Path({folder!r}))
assert [notice.key for notice in store.notices] == ["store.read-only"], store.notices
post = store.post(document(), "/posts/numbers.txt")
post.annotate(100, 109, note="別")
post.remember(50)
assert len(store.all_annotations()) == len(post.marks()) == 4 and not store.kept
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_read_only_folder() -> None:
    """Marks are shown from a directory that cannot be written, and that is said; new ones and the
    place live in memory."""
    # Not in pytest's folder, which is closed to everybody else.
    with tempfile.TemporaryDirectory() as name:
        state = Path(name) / "state"
        _marked(state)
        before = (state / "jreader.db").read_bytes()
        Path(name).chmod(0o755)
        for path in (*state.rglob("*"), state):
            path.chmod(0o555 if path.is_dir() else 0o444)
        code = _READ_ONLY.format(root=str(Path(__file__).parents[2]), folder=str(state))
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        for path in (state, *state.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert done.stderr == ""
        assert (state / "jreader.db").read_bytes() == before


def test_state_commands(tmp_path: Path) -> None:
    """check, backup and restore say what there is and put it right."""
    with pytest.raises(ReaderError):
        maintenance.backup(tmp_path)
    with pytest.raises(ReaderError):
        maintenance.restore(tmp_path)
    assert maintenance.inspect(tmp_path).status == "missing"
    _marked(tmp_path)
    health = maintenance.inspect(tmp_path)
    assert (health.status, health.annotations, health.posts) == ("sound", 3, 1)
    assert maintenance.backup(tmp_path).annotations == 3
    (tmp_path / "jreader.db").write_bytes(b"x" * 9000)
    assert maintenance.inspect(tmp_path).status == "damaged"
    with pytest.raises(ReaderError):
        maintenance.backup(tmp_path)
    done = maintenance.restore(tmp_path)
    assert done.annotations == 3
    assert (tmp_path / done.aside).read_bytes() == b"x" * 9000
    assert maintenance.inspect(tmp_path).status == "sound"


def test_nothing_is_written_by_looking(tmp_path: Path) -> None:
    """Listing marks of a post not read before leaves no file behind."""
    folder = tmp_path / "state"
    store = open_store(folder)
    post = store.post(document(), "/posts/numbers.txt")
    assert (post.marks(), post.place(), post.change, store.history()) == ([], None, None, [])
    store.close()
    assert not folder.exists()
