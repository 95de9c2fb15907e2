"""What holds without the modules, functions and signals that only POSIX systems have.

The stand-in for Windows is `tests.windows_world`; on Windows itself the same is run as it is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import ROOT

POST = ROOT / "samples" / "video-ai.txt"


def windows(*words: str | Path) -> str:
    """What `tests.windows_world` prints; it must not fail."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.windows_world", *map(str, words)],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def test_every_module_can_be_imported() -> None:
    """No module of the reader needs termios, fcntl, fork or a signal to be loaded."""
    found = set(windows("imports").split())
    own = (ROOT / "reader").rglob("*.py")
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in own}
    names = {name.removesuffix(".__init__") for name in names}
    assert names - found == {"reader", "reader.__main__"}


def test_printed_answers_are_the_same(tmp_path: Path) -> None:
    """`--print`, `--outline --json`, a search by expression, and a mark that is kept."""
    here = subprocess.run(
        [sys.executable, "-m", "reader", "--state-dir", tmp_path / "a", "--print", POST],
        capture_output=True,
        cwd=ROOT,
        check=True,
    ).stdout.decode()
    there = tmp_path / "b"
    assert windows("run", there, "--print", POST) == here.replace(os.linesep, "\n")
    sections = json.loads(windows("run", there, "--outline", "--json", POST))["sections"]
    assert "動画" in windows("run", there, "--search", "動.", "--regex", POST)
    windows("run", there, "--mark", str(sections[0]["line"]), POST)
    assert json.loads(windows("run", there, "--marks", "--json", POST))["marks"]


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_the_application_opens_pages_and_searches(tmp_path: Path, long: bool) -> None:
    """The reading screen works in a headless application, also with a file that is read in
    pieces."""
    post = POST
    if long:
        post = tmp_path / "long.txt"
        paragraph = "動画の編集を毎日の仕事にしています。雨の日は音を録りに出かけます。"
        post.write_text("".join(f"{n}。{paragraph}\n\n" for n in range(30_000)), "utf-8")
    shown = windows("read", tmp_path, post)
    assert "動画" in shown
    assert "%" in shown
