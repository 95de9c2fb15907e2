"""The probe for the width of ambiguous characters, in a real pseudo-terminal."""

from __future__ import annotations

import sys

import pytest

from tests.terminal import CURSOR, Terminal

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals"),
]

PROGRAM = """
import sys, termios, time
before = termios.tcgetattr(0)
from tests.first_page.asking import ask_ambiguous
began = time.monotonic()
answer = ask_ambiguous({wait})
took = time.monotonic() - began
same = termios.tcgetattr(0) == before
print("SAID", answer.ambiguous, answer.typed.hex() or "-", "same" if same else "CHANGED",
      "quick" if took < {wait} + 0.3 else "SLOW", "END")
{after}
"""


def said(
    answer: bytes | None, *, wait: float = 2.0, env: dict[str, str] | None = None, after: str = ""
) -> str:
    """What the program prints in a terminal that answers so; None never answers."""
    answers = {} if answer is None else {CURSOR: lambda _: answer}
    with Terminal(
        [sys.executable, "-c", PROGRAM.format(wait=wait, after=after)], answers=answers, env=env
    ) as terminal:
        terminal.wait_for("END")
        line = next(line for line in terminal.lines() if "SAID" in line)
        assert "※" not in terminal.text
        return line.partition("SAID ")[2].partition(" END")[0]


def test_a_narrow_terminal() -> None:
    """The cursor one cell further: ambiguous characters take one cell."""
    assert said(b"\x1b[1;2R") == "1 - same quick"


def test_a_wide_terminal() -> None:
    """The cursor two cells further: they take two."""
    assert said(b"\x1b[12;3R") == "2 - same quick"


def test_a_terminal_that_never_answers() -> None:
    """Nothing is known, after the wait and no longer; the modes are restored."""
    assert said(None, wait=0.1) == "None - same quick"


def test_an_answer_that_makes_no_sense() -> None:
    """A column that no character could lead to is no answer."""
    assert said(b"\x1b[1;77R") == "None - same quick"


def test_keys_typed_meanwhile_are_handed_over() -> None:
    """Keys before and behind the answer are given back in their order, the answer is not."""
    keys = "/物価\r".encode()
    assert said(b"j" + keys + b"\x1b[1;2Rn") == f"1 {(b'j' + keys + b'n').hex()} same quick"


def test_keys_of_a_silent_terminal_are_handed_over() -> None:
    """Keys are kept too where the terminal does not answer."""

    with Terminal([sys.executable, "-c", PROGRAM.format(wait=0.6, after="")]) as terminal:
        terminal.wait_for(lambda one: b"\x1b[6n" in one.raw)
        keys = b"\x1b[Bq"
        terminal.send(keys)
        terminal.wait_for("END")
        assert f"SAID None {keys.hex()} same" in terminal.text


def test_an_answer_in_two_parts() -> None:
    """An answer cut by the line is put together."""
    with Terminal([sys.executable, "-c", PROGRAM.format(wait=3.0, after="")]) as terminal:
        terminal.wait_for(lambda one: b"\x1b[6n" in one.raw)
        terminal.send(b"\x1b[1")
        terminal.pump(0.05)
        terminal.send(b";3R")
        terminal.wait_for("END")
        assert "SAID 2 - same quick" in terminal.text


def test_an_interrupt_restores_the_terminal() -> None:
    """^C while waiting ends the program with the modes as they were."""
    program = PROGRAM.replace(
        "answer = ask_ambiguous({wait})",
        "try: ask_ambiguous({wait})\n"
        "except KeyboardInterrupt:\n"
        "  print('SAME' if termios.tcgetattr(0) == before else 'CHANGED', 'END'); sys.exit(130)",
    ).format(wait=20, after="")
    with Terminal([sys.executable, "-c", program]) as terminal:
        terminal.wait_for(lambda one: b"\x1b[6n" in one.raw)
        terminal.send(b"\x03")
        terminal.wait_for("END")
        assert "SAME" in terminal.text


def test_a_dumb_terminal_is_not_asked() -> None:
    """TERM=dumb gets no escape sequence."""
    with Terminal(
        [sys.executable, "-c", PROGRAM.format(wait=0.1, after="")], env={"TERM": "dumb"}
    ) as terminal:
        terminal.wait_for("END")
        assert b"\x1b" not in terminal.raw


def test_without_a_terminal() -> None:
    """No controlling terminal: nothing is known, nothing raised."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", "from tests.first_page.asking import *; print(ask_ambiguous())"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=True,
    )
    assert done.stdout == "Answer(ambiguous=None, typed=b'')\n"
