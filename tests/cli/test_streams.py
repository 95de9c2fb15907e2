"""Standard streams that are closed, full, or go away: one line where it can be said, and an end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal import CURSOR, JAPANESE, JREADER, ROOT, Terminal, cursor_answer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX redirections")
SAMPLE = str(ROOT / "samples" / "video-ai.txt")
COMMAND = " ".join(JREADER)


def shell(words: str) -> subprocess.CompletedProcess[bytes]:
    """A command line of sh."""
    return subprocess.run(
        ["/bin/sh", "-c", f"{COMMAND} {words}"],
        capture_output=True,
        timeout=20,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize(
    "words",
    [
        f"--outline {SAMPLE}",
        f"--search AI {SAMPLE}",
        f"--print {SAMPLE}",
        f"--stats --json {SAMPLE}",
        "--help",
        "--version",
        "--state check",
        f"--mark 16 {SAMPLE}",
    ],
)
@pytest.mark.parametrize("closed", [">&-", ">/dev/full"])
def test_an_answer_that_cannot_be_written(words: str, closed: str) -> None:
    """Exit status 2, and one line that is no fault of jreader."""
    if "full" in closed and not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("no /dev/full")
    done = shell(f"{words} {closed}")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1 and b"cannot write" in done.stderr


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_an_error_that_cannot_be_told(closed: str) -> None:
    """The exit status says it all the same."""
    assert shell(f"--outline /nowhere {closed}").returncode == 2
    assert shell(f"--no-such-option {closed}").returncode == 2


def test_a_closed_input() -> None:
    """There is nothing to read."""
    for words in ("--print - <&-", "--import-marks - <&-", "- <&- >&-"):
        done = shell(words)
        assert done.returncode == 2 and done.stderr.count(b"\n") == 1


@pytest.mark.pty
@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/null", "<&-", "</dev/null", "2>/dev/full"])
def test_the_reader_draws_on_the_terminal_all_the_same(own_folders: Path, closed: str) -> None:
    """With standard error or input elsewhere or closed, it is read and left as ever."""
    command = ["/bin/sh", "-c", f"exec {COMMAND} {SAMPLE} {closed}"]
    answers = {CURSOR: cursor_answer}
    with Terminal(command, home=own_folders, env=JAPANESE, answers=answers) as terminal:
        terminal.wait_for("動画").settle(0.2).send("q")
        assert terminal.exit_status() == 0


@pytest.mark.pty
@pytest.mark.parametrize("after", [0.0, 0.03, 0.08, 0.15, 0.25, 0.4, 0.8])
def test_a_terminal_that_goes_away_while_it_starts(own_folders: Path, after: float) -> None:
    """The program ends within two seconds, whatever it was at."""
    with Terminal([*JREADER, SAMPLE], home=own_folders, env=JAPANESE) as terminal:
        time.sleep(after)  # moments of the start
        began = time.monotonic()
        terminal.hang_up()
        assert time.monotonic() - began < 2
