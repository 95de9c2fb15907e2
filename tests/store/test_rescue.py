"""Marks that cannot be written when the reader leaves."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from reader.store import Store, open_store
from tests.store import faults
from tests.store.writer import document


def _noted(folder: Path) -> Store:
    """A store with two marks that could not be written, and one that was taken away again."""
    store = open_store(folder)
    post = store.post(document(), "/posts/numbers.txt")
    for number in range(3):
        mark = post.annotate(number * 20, number * 20 + 9, note=f"{number}\n二行目")
    post.remove(mark.id)
    return store


def _keys(store: Store) -> list[str]:
    return [notice.key for notice in store.notices]


def test_put_elsewhere_and_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the state directory takes nothing a file elsewhere holds the marks, it is named, and
    --import-marks brings them back; only its owner may read it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "file").write_text("")
    store = _noted(tmp_path / "file" / "state")
    store.rescue()
    store.close()
    assert _keys(store) == ["store.not-kept", "store.rescued"]
    values = store.notices[-1].values
    path = Path(str(values["path"]))
    assert path.parent == tmp_path
    assert path.stat().st_mode & 0o077 == 0
    other = open_store(tmp_path / "other")
    assert other.import_marks(path.read_text(encoding="utf-8")).added == 2
    other.close()
    assert faults.notes(tmp_path / "other") == {"0\n二行目", "1\n二行目"}


def test_beside_the_database_and_back_by_itself(tmp_path: Path) -> None:
    """Where only the database has no room the next opening brings the marks back and says so;
    the one after it has nothing more to say."""
    state = tmp_path / "state"
    state.mkdir()
    (state / "jreader.db").mkdir()  # whatever keeps SQLite from its file
    store = _noted(state)
    store.rescue()
    store.close()
    assert _keys(store)[-1] == "store.set-by"
    (state / "jreader.db").rmdir()
    again = open_store(state)
    assert _keys(again) == ["store.kept-again"]
    assert {mark.note for mark in again.all_annotations()} == {"0\n二行目", "1\n二行目"}
    again.close()
    assert not list(state.glob("jreader-marks-*"))
    last = open_store(state)
    assert last.notices == []
    assert len(last.all_annotations()) == 2


def test_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can be written at all, what the marks say is said."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "file").write_text("")
    store = _noted(tmp_path / "file" / "state")
    monkeypatch.setattr("os.open", full)
    store.rescue()
    assert _keys(store)[1:] == ["store.not-rescued", "store.unwritten", "store.unwritten"]
    assert store.notices[-1].values["note"] == "1\n二行目"


def test_nothing_to_rescue(tmp_path: Path) -> None:
    """Where everything is written there is nothing to say and no file."""
    store = _noted(tmp_path)
    store.rescue()
    store.close()
    assert store.notices == []
    assert not list(tmp_path.glob("jreader-marks-*"))
