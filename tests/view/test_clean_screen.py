"""Nothing that the reader did not make itself acts on the terminal, wherever it comes from."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import CURSOR, JAPANESE, JREADER, Open, Terminal, cursor_answer
from tests.view.pilot import opened

ACTS = "\x1b]0;TITLE\x07\x1b[5;31mBLINK\x9b31m\u202eあ\u2066\x7f\x85い"
"""A title of a window, colours in both forms, marks of direction, and controls."""
ACTED = re.compile("\x1b\\]0;|\x1b\\[5;31m|[\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069]")
POST = "# 一章\n\n港の朝は早い。船が出る。\n\n# 二章\n\n市場が開く。魚が並ぶ。\n"
KEYS = ("B", "\x1b", "'", "\x1b", "/", "\x1b[A", "\x1b", "\t", "r", "\x1b", "\x1b", "M", "\x1b")
"""Marks, letters, the history of searches, an entry of the outline renamed, a note."""


def edited(home: Path) -> None:
    """Another program puts hostile texts into every column of text of the state database."""
    for path in home.rglob("jreader.db"):
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("INSERT OR REPLACE INTO searches VALUES (?, 1)", (ACTS,))
            for table, columns in (
                ("posts", ("title", "author")),
                ("annotations", ("note", "color", "letter", "section", "quote")),
            ):
                for column in columns:
                    database.execute(f"UPDATE {table} SET {column} = ? || {column}", (ACTS,))


@pytest.mark.pty
def test_what_another_program_wrote_is_only_text(own_folders: Path, tmp_path: Path) -> None:
    """The database, the configuration, names of files, the editor's name: on every list, in every
    prompt, and in what is said at the end."""
    post = tmp_path / "\x1b]0;TITLE\x07\u202e港.md"
    post.write_text(POST, "utf-8")
    config = own_folders / "config" / "jreader" / "config.toml"
    config.parent.mkdir(parents=True)
    quoted = "".join(f"\\u{ord(letter):04x}" for letter in ACTS)
    config.write_text(f'theme = "{quoted}"\n[keys]\n"{quoted}" = "{quoted}"\n', "utf-8")
    options: dict[str, Any] = {
        "home": own_folders,
        "env": JAPANESE | {"EDITOR": ACTS.replace("\x1b", "") + "\udcff"},
        "answers": {CURSOR: cursor_answer},
    }
    with Terminal([*JREADER, post], **options) as terminal:
        terminal.wait_for("港の朝").settle(0.5)
        for key in ("m", '"', "a", ")", "M", "覚書", "\x13", "/", "市場", "\r", "q"):
            terminal.send(key)
            terminal.settle(0.2)
        assert terminal.exit_status() == 0
        written = terminal.raw
    edited(own_folders)
    for arguments, keys in (([], ("\x10",)), ([post], (*KEYS, "e", "\x10"))):
        with Terminal([*JREADER, *arguments], **options) as terminal:
            terminal.settle(0.8)
            shown = terminal.shows("BLINK")
            for key in keys:
                terminal.send(key)
                shown |= terminal.settle(0.2).shows("BLINK")
            assert shown, terminal.text
            terminal.send("\x1b")
            terminal.settle(0.3).send("q")
            assert terminal.exit_status() == 0, terminal.raw[-2000:].decode()
            written += terminal.raw
    assert not ACTED.findall(written.decode("utf-8"))


@pytest.mark.parametrize("typed", ["字" * 300, "x/" * 3000, "a\x00b", "~" + "x" * 300])
async def test_a_path_that_cannot_be(tmp_path: Path, typed: str) -> None:
    """Names too long for any file system, or of no user: that is said, the post stays."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("O")
        screen.desk.prompt.put(typed)
        await pilot.press("tab", "enter")
        await pilot.pause(0.1)
        assert pilot.app.screen is screen
        assert screen.desk.status.notice


@pytest.mark.pty
def test_the_current_folder_may_be_gone(open_terminal: Open, tmp_path: Path) -> None:
    """Paths are completed and looked for all the same."""
    folder, post = tmp_path / "gone", tmp_path / "post.txt"
    folder.mkdir()
    post.write_text(POST, "utf-8")
    terminal = open_terminal(post, cwd=folder, answers={CURSOR: cursor_answer}, env=JAPANESE)
    terminal.wait_for("港の朝").settle(0.5)
    shutil.rmtree(folder)
    terminal.send("Ox\t\r")
    terminal.settle(0.3).send("\x10x")
    terminal.settle(0.3).send("\x1b")
    terminal.settle(0.3).send(f"O{os.fspath(post)}\r")
    terminal.settle(0.5).send("q")
    assert terminal.exit_status() == 0
    assert "Traceback" not in terminal.text
