"""Drafts of notes: kept, found again in another text, and never believed beyond their bounds."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from reader.document import Span
from reader.store.drafts import FOLDER, Draft, drop, keep, kept

DRAFT = Draft("港の\n値段", "", 4, 9, "朝の市場。")


def test_a_draft_is_kept_for_one_post(tmp_path: Path) -> None:
    """The last one counts; another post has none; dropped it is gone."""
    assert keep(tmp_path, "/a.txt", DRAFT._replace(text="前の"))
    assert keep(tmp_path, "/a.txt", DRAFT)
    assert kept(tmp_path, "/a.txt") == DRAFT
    assert kept(tmp_path, "/b.txt") is None
    drop(tmp_path, "/a.txt")
    drop(tmp_path, "/a.txt")
    assert kept(tmp_path, "/a.txt") is None
    assert list((tmp_path / FOLDER).iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="POSIX modes")
def test_nobody_else_reads_a_draft(tmp_path: Path) -> None:
    """The folder is 0700, the file 0600, whatever the umask."""
    keep(tmp_path, "/a.txt", DRAFT)
    (path,) = (tmp_path / FOLDER).iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / FOLDER).write_text("x")
    assert not keep(tmp_path, "/a.txt", DRAFT)
    assert kept(tmp_path, "/a.txt") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        "[" * 5000,
        json.dumps(DRAFT._asdict() | {"start": -1}),
        json.dumps(DRAFT._asdict() | {"start": 1e400}),
        json.dumps(DRAFT._asdict() | {"end": True}),
        json.dumps(DRAFT._asdict() | {"text": ["x"]}),
        json.dumps(DRAFT._asdict() | {"more": 1}),
        json.dumps(DRAFT._asdict() | {"text": "　\n"}),
        json.dumps(DRAFT._asdict() | {"text": "x" * (1 << 20)}),
        "\xff",
    ],
)
def test_what_is_no_draft(tmp_path: Path, text: str) -> None:
    """Files that another program or an accident has written are as good as none."""
    keep(tmp_path, "/a.txt", DRAFT)
    (path,) = (tmp_path / FOLDER).iterdir()
    path.write_bytes(text.encode("latin-1"))
    assert kept(tmp_path, "/a.txt") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("朝は早い朝の市場。", Span(4, 9)),
        ("朝の市場。朝は早い。", Span(0, 5)),
        ("前置き。朝は早い。朝の市場。", Span(9, 14)),
        ("朝の市場。と朝の市場。", Span(6, 11)),
        ("何もない。", None),
    ],
)
def test_the_sentence_is_found_again(text: str, place: Span | None) -> None:
    """Where it was, else nearest to that."""
    assert DRAFT.place(text) == place
