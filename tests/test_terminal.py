"""The terminal that other tests look through shows what a program does, and nothing else."""

from __future__ import annotations

import sys

import pytest

from tests.terminal import CURSOR, Terminal, cursor_answer

pytestmark = pytest.mark.pty


def run(code: str, **options: object) -> Terminal:
    return Terminal([sys.executable, "-c", code], **options)  # type: ignore[arg-type]


def test_screen_title_and_status() -> None:
    """Text stands where it was written, wide characters take two cells, the title and the exit
    status are the program's."""
    with run(r"print('\x1b[3;5H鰯\x1b]2;雲\x07', flush=True); raise SystemExit(7)") as terminal:
        assert terminal.exit_status() == 7
        assert terminal.lines()[2] == "    鰯"
        assert terminal.title == "雲"
        assert terminal.chunks[0].at > terminal.started


def test_a_size_that_no_variable_can_belie() -> None:
    """The program sees the terminal's own size before and after a resize."""
    code = (
        "import os, sys\n"
        "for _ in range(2): print(*os.get_terminal_size(), os.environ.get('COLUMNS')); input()"
    )
    with run(code, size=(61, 17)) as terminal:
        terminal.wait_for("61 17 None").resize(33, 9)
        terminal.send(b"\n")
        terminal.wait_for("33 9 None")


def test_standard_input_apart_from_the_keys() -> None:
    """Standard input may be a pipe while the terminal is still there for keys."""
    code = (
        "import sys; print(len(sys.stdin.read()));\nwith open('/dev/tty') as tty: "
        "print('key', tty.readline())"
    )
    with run(code, stdin=b"x" * 300_000) as terminal:
        terminal.wait_for("300000").send("川\n")
        terminal.wait_for("key 川")


def test_questions_are_answered_where_they_stand() -> None:
    """The place of the cursor is told as it was when the question came, even if more follows."""
    code = (
        "import sys, tty; tty.setraw(0); sys.stdout.write('鮎\\x1b[6n after'); sys.stdout.flush();"
        "print(ascii(sys.stdin.read(6)))"
    )
    with run(code, answers={CURSOR: cursor_answer}) as terminal:
        terminal.wait_for(r"'\x1b[1;3R'")


def test_a_wait_in_vain_shows_the_screen() -> None:
    """A failed wait says what was on the screen."""
    with (
        run("print('here')") as terminal,
        pytest.raises(AssertionError, match=r"(?s)ended without 'there'.*here"),
    ):
        terminal.wait_for("there")
