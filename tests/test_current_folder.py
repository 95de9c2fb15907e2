"""No process of jreader imports anything from the current folder or from PYTHONPATH."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.view.keys import READING
from tests.terminal import CURSOR, JAPANESE, ROOT, Terminal, cursor_answer

NAMES = ("reader/__init__", "sitecustomize", "usercustomize", "regex", "json", "re", "lindera")
ISOLATED = (
    sys.executable,
    "-I",
    "-c",
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from reader.cli import run; run()",
)
"""The command as its installed script runs it: the current folder is no place for modules."""
TEXT = "\n\n".join(
    f"{number}番目の段落です。川の水位をサーバーへ送り、帳面にも書きとめました。"
    for number in range(1, 60)
)


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder with modules that leave a note when they are run, and a post."""
    folder = tmp_path / "planted"
    notes = tmp_path / "notes"
    notes.mkdir()
    for name in NAMES:
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        note = notes / name.replace("/", ".")
        path.write_text(f"open({str(note)!r}, 'w').close()\n", "utf-8")
    for number in range(20):
        (folder / f"post{number}.txt").write_text(TEXT, "utf-8")
    return folder


def ran(folder: Path) -> list[str]:
    """The planted modules that were run."""
    return sorted(path.name for path in (folder.parent / "notes").iterdir())


@pytest.mark.pty
def test_no_key_runs_code_of_the_current_folder(planted: Path, own_folders: Path) -> None:
    """Searches by romaji and by expression, and every other key that stays in the post."""
    keys = [
        key
        for row in READING
        if row.id not in ("read.quit", "read.editor", "read.palette", "read.open")
        for key in row.keys.split(",")
        if len(key) == 1
    ]
    environment = JAPANESE | {"PYTHONPATH": str(planted)}
    with Terminal(
        [*ISOLATED, "post0.txt"],
        cwd=planted,
        home=own_folders,
        env=environment,
        answers={CURSOR: cursor_answer},
    ) as terminal:
        terminal.wait_for("1番目").send("/sa-ba-")
        terminal.wait_for("1/59").send("\x1b")
        terminal.settle(0.3).send("/\t")
        terminal.settle(0.3).send("水.")
        terminal.wait_for("1/59").send("\x1b")
        for key in keys:
            terminal.settle(0.05).send(key)
            terminal.settle(0.05).send("\x1b\x1b")
        terminal.settle(0.5).send("q")
    assert ran(planted) == []


@pytest.mark.parametrize(
    "words",
    [
        ["--search", "sa-ba-", "post0.txt"],
        ["--search", "水.", "--regex", *(f"post{number}.txt" for number in range(20))],
        ["--facts", "post0.txt"],
        ["--print", "post0.txt"],
    ],
    ids=["romaji", "regex in many", "facts", "print"],
)
def test_no_answer_runs_code_of_the_current_folder(planted: Path, words: list[str]) -> None:
    """Nor do the printed answers and their processes."""
    environment = os.environ | {"PYTHONPATH": str(planted)}
    done = subprocess.run(
        [*ISOLATED, *words], cwd=planted, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert ran(planted) == []
