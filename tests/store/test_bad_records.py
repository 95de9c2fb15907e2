"""What another program, a crash or an attacker left in the state directory stops nothing."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import stat
import sys
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.store import open_store
from reader.store.database import journal, maintenance
from tests.store.posts import TEXT, post_of

PUT = {
    "op": "put",
    "rev": 5,
    "uid": "u",
    "id": 1,
    "post": "p",
    "text": "t",
    "line": 1,
    **dict.fromkeys(("created", "color", "letter", "section", "prefix", "suffix"), ""),
    "kind": "note",
    "note": "良い",
    "start": 0,
    "end": 3,
    "quote": "abc",
}
BAD = [
    '{"op": "remove", "uid": "x", "rev": 1e400}',
    json.dumps({**PUT, "uid": "a", "start": 10**23}),
    json.dumps({**PUT, "uid": "b", "note": {"a": 1}}),
    json.dumps({**PUT, "uid": "c", "id": True}),
    json.dumps({**PUT, "uid": "d", "found": ["t", 10**30, 10**31, "exact"]}),
    json.dumps({**PUT, "uid": "e" * 5000}),
    json.dumps({**PUT, "uid": "f", "kind": ["note"]}),
    json.dumps({**PUT, "uid": "g", "start": 9}),
    '{"op": "text", "digest": "d", "post": "p", "title": "", "author": "", "characters": 1,'
    ' "paths": {"a": 1}, "body": null}',
    '{"op": "text", "digest": "d", "post": "p", "title": "", "author": "", "characters": 1,'
    ' "paths": [], "body": "%%%"}',
    '{"op": ["put"]}',
    '{"op": "put", "rev": ' + "9" * 5000 + "}",
    "[" * 700 + "]" * 700,
    "[" * 100_000,
    '{"op": "put", "re',
    "null",
]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_bad_line_of_the_journal_is_set_aside(tmp_path: Path, bad: str) -> None:
    """The records before and after it are there; it stands in a file that is named, once."""
    after = json.dumps({**PUT, "uid": "v", "note": "後"})
    lines = "\n".join([json.dumps(PUT), bad, after, ""])
    (tmp_path / "journal.jsonl").write_text(lines, encoding="utf-8")
    store = open_store(tmp_path)
    assert {mark.note for mark in store.all_annotations()} == {"良い", "後"}
    told = [notice for notice in store.notices if notice.key == "store.lines-aside"]
    assert [notice.values["count"] for notice in told] == [1]
    assert Path(str(told[0].values["path"])).read_text(encoding="utf-8") == bad + "\n"
    store.post(post_of(TEXT), "/posts/a.txt").annotate(0, 3, note="新しい")
    store.close()
    assert maintenance.restore(tmp_path).bad == ""
    again = open_store(tmp_path)
    assert again.notices == []
    assert {mark.note for mark in again.all_annotations()} == {"良い", "後", "新しい"}


def _item(**changes: Any) -> dict[str, Any]:
    """An annotation of another program."""
    selector = {"type": "TextQuoteSelector", "exact": "鯖を二尾"}
    return {"target": {"source": "/posts/a.txt", "selector": selector}, "body": "良い", **changes}


@pytest.mark.parametrize(
    "bad",
    [
        _item(created="10000-01-01T00:00:00Z"),
        _item(created="+12024-01-01T00:00:00Z"),
        _item(modified="9999-12-31T23:59:59-14:00"),
        _item(body={"value": {"a": 1}}),
        _item(body=[3]),
        _item(target={"source": 3, "selector": []}),
        _item(target={"source": "/a", "selector": {"type": "TextQuoteSelector", "exact": ["a"]}}),
        _item(**{"urn:jreader:state": {"post": "p"}}),
        _item(**{"urn:jreader:state": 3}),
        "text",
        None,
    ],
)
def test_an_import_names_what_is_bad_and_takes_the_rest(tmp_path: Path, bad: object) -> None:
    """By its number in the file, from 1."""
    store = open_store(tmp_path)
    data = json.dumps([_item(id="一"), bad, _item(id="三", body="これも")])
    done = store.import_marks(data)
    assert (done.added, [item.number for item in done.left_out]) == (2, [2])
    assert {mark.note for mark in store.all_annotations()} == {"良い", "これも"}
    assert all(store.export(store.all_annotations(), form) for form in ("md", "csv", "annotations"))
    with pytest.raises(ReaderError):
        store.import_marks(json.dumps([[[[[[bad]]]]]]))


def test_a_snapshot_unpacks_to_a_bounded_size(tmp_path: Path) -> None:
    """400 MB of zeros in 400 kB are no version of a text; its mark is found by its quote."""
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(b"0" * 10_000_000) for _ in range(40)) + packer.flush()
    text: dict[str, Any] = {"op": "text", "digest": "t", "post": "p", "title": "", "author": ""}
    text |= {"characters": 1, "paths": ["/posts/a.txt"], "body": base64.b64encode(body).decode()}
    store = open_store(tmp_path)
    put = {**PUT, "quote": "鯖を二尾", "start": 70_000_000, "end": 70_000_004}
    assert store.import_marks(json.dumps(text) + "\n" + json.dumps(put)).added == 1
    marks = store.post(post_of(TEXT), "/posts/a.txt").marks()
    assert [TEXT[mark.start : mark.end] for mark in marks] == ["鯖を二尾"]


def test_places_beyond_the_text(tmp_path: Path) -> None:
    """A record that knows the version of the open text but not its length ends nothing."""
    store = open_store(tmp_path)
    store.post(post_of(TEXT), "/posts/a.txt").annotate(3, 9, note="本物")
    (line,) = [r for r in store.export(store.all_annotations(), "jsonl").splitlines() if "put" in r]
    far = {**json.loads(line), "uid": "far", "start": 1 << 50, "end": 1 << 51}
    far["found"] = [far["text"], 1 << 52, 1 << 53, "exact"]
    assert store.import_marks(json.dumps(far)).added == 1
    states = {mark.note + mark.uid[:3]: mark.state for mark in store.all_annotations()}
    marks = store.post(post_of(TEXT), "/posts/a.txt").marks()
    assert len(marks) == len(states) == 2
    assert all(mark.end <= len(TEXT) for mark in marks if mark.state != "lost")


def test_a_database_that_another_program_has_edited(tmp_path: Path) -> None:
    """Values of any type and with escape sequences are read; all exports and the history work."""
    store = open_store(tmp_path)
    post = store.post(post_of(TEXT), "/posts/a.txt")
    post.annotate(3, 9, note="本物")
    post.remember(40)
    store.close()
    connection = sqlite3.connect(tmp_path / "jreader.db")
    connection.executescript("""
        UPDATE annotations SET created = x'ff00', kind = 'odd', color = char(27) || '[31m',
            found_start = 'x', found_end = -7, found_state = 3, found_line = 1e30,
            note = 'a' || char(155) || '31mb', section = char(27) || ']0;x' || char(7);
        UPDATE posts SET title = x'e38182', progress = 'half', last_read = 9e18, characters = 'n';
        UPDATE reading SET place = 1e300, sentence = 'x', progress = 9e999, spans = '[[1e400,2]]',
            at = 99999999999999999;
        UPDATE meta SET value = x'1bff';
        UPDATE texts SET sketch = 0.5;
        INSERT INTO searches VALUES (x'1b5b33316d', 1);
    """)
    connection.close()
    store = open_store(tmp_path)
    marks = store.all_annotations()
    for form in ("md", "csv", "annotations", "jsonl"):
        assert store.export(marks, form)
    assert marks[0].note == "ab" and marks[0].section.isprintable()
    assert [recent.title for recent in store.history()] == ["あ"]
    assert all(query.isprintable() for query in store.searches())
    post = store.post(post_of(TEXT), "/posts/a.txt")
    assert len(post.marks()) == 1 and post.place() is not None
    post.edit(marks[0].id, note="直した")
    assert [mark.note for mark in post.marks()] == ["直した"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_state_is_its_owners_alone(tmp_path: Path) -> None:
    """What is made, and what an older jreader made; who opens it up afterwards means to."""
    state = tmp_path / "state"
    (state / "backups").mkdir(parents=True)
    (state / "backups" / "jreader-2020-01-01.db").write_bytes(b"")
    (state / "places").write_text("")
    for path in (state, *state.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    store = open_store(state)
    store.post(post_of(TEXT), "/posts/a.txt").annotate(3, 9, note="本物")
    store.close()
    modes = {path: path.stat().st_mode & 0o777 for path in (state, *state.rglob("*"))}
    assert {path.name for path in modes} > {"jreader.db", "journal.jsonl"}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items())
    state.chmod(0o750)
    store = open_store(state)
    store.post(post_of(TEXT), "/posts/a.txt").annotate(3, 9)
    store.close()
    assert stat.S_IMODE(state.stat().st_mode) == 0o750


def _make_huge(path: Path) -> None:
    """Longer than a journal may be, without taking room."""
    with path.open("wb") as file:
        file.truncate(journal.MOST + 1)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "device", "huge"])
def test_what_stands_in_the_journals_place(tmp_path: Path, kind: str) -> None:
    """It is kept under another name and not written through; the marks are kept."""
    state, other = tmp_path / "state", tmp_path / "other"
    state.mkdir()
    other.write_text("原稿")
    path = state / "journal.jsonl"
    make: dict[str, Callable[[], object]] = {
        "link": partial(path.symlink_to, other),
        "pipe": partial(os.mkfifo, path),
        "folder": path.mkdir,
        "device": partial(path.symlink_to, "/dev/zero"),
        "huge": partial(_make_huge, path),
    }
    make[kind]()
    for note in ("一", "二"):
        store = open_store(state)
        store.post(post_of(TEXT), "/posts/a.txt").annotate(3, 9, note=note)
        store.close()
    assert other.read_text() == "原稿"
    (state / "jreader.db").unlink()
    assert {mark.note for mark in open_store(state).all_annotations()} == {"一", "二"}
    assert len(list(state.glob("journal.jsonl.aside-*"))) == 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_store_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """It is not taken for an empty one."""
    open_store(tmp_path).post(post_of(TEXT), "/posts/a.txt").annotate(3, 9)
    (tmp_path / "jreader.db").chmod(0)
    assert not open_store(tmp_path).whole


def test_a_locked_store_is_no_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Printed answers from it end with status 2 and write nothing."""
    from reader.cli import main
    from reader.store.database import files

    store = open_store(tmp_path)
    store.post(post_of(TEXT), "/posts/a.txt").annotate(3, 9)
    store.close()
    monkeypatch.setattr(files, "BUSY_MILLISECONDS", 50)
    holder = sqlite3.connect(tmp_path / "jreader.db")
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    for words in (["--marks", "--all", "--as", "jsonl"], ["--marks", "--all", "--json"]):
        assert main(["--state-dir", str(tmp_path), *words]) == 2
    holder.close()
    assert main(["--state-dir", str(tmp_path), "--marks", "--all"]) == 0


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices")
@pytest.mark.parametrize("name", ["jreader.db", "repair.lock", "places", "backups"])
@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "folder"])
def test_what_is_no_file_keeps_nobody_waiting(tmp_path: Path, name: str, kind: str) -> None:
    """Every answer ends, with a line where what is kept cannot be read."""
    from reader.cli import main

    state, post = tmp_path / "state", tmp_path / "post.txt"
    state.mkdir()
    post.write_text(TEXT, encoding="utf-8")
    path = state / name
    make: dict[str, Callable[[], object]] = {
        "pipe": partial(os.mkfifo, path),
        "device": partial(path.symlink_to, "/dev/zero"),
        "loop": partial(path.symlink_to, path),
        "folder": path.mkdir,
    }
    make[kind]()
    for words in (["--marks", "--all"], ["--state", "check"], ["--mark", "1", str(post)]):
        assert main(["--state-dir", str(state), *words]) in (0, 1, 2)
