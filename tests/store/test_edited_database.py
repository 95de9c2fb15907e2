"""A state database that another program has edited: restored, said, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reader.store import open_store
from tests.store.posts import TEXT, post_of, span


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM posts",
        "DELETE FROM texts",
        "UPDATE annotations SET post = 99",
        "UPDATE texts SET post = 99",
        "UPDATE paths SET post = 99",
        "UPDATE outline SET text = 99",
        "UPDATE reading SET post = 99",
    ],
)
def test_rows_that_belong_to_nothing(tmp_path: Path, statement: str) -> None:
    """The journal brings the notes back, and writing goes on."""
    store = open_store(tmp_path)
    post = store.post(post_of(TEXT), "/posts/a.txt")
    post.annotate(*span(TEXT, "軒先を借りて"), note="雨宿り")
    post.remember(3)
    store.close()
    connection = sqlite3.connect(tmp_path / "jreader.db")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.commit()
    connection.close()
    store = open_store(tmp_path)
    post = store.post(post_of(TEXT), "/posts/a.txt")
    post.annotate(*span(TEXT, "店の主人"), note="元気")
    assert {mark.note for mark in post.marks()} == {"雨宿り", "元気"}
    assert store.kept
    store.close()
    again = open_store(tmp_path)
    marks = again.post(post_of(TEXT), "/posts/a.txt").marks()
    assert {mark.note for mark in marks} == {"雨宿り", "元気"}
    again.close()
